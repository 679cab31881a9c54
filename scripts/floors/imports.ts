import { parseSync } from 'vite'

/** One import, whatever its form, with the line it stands on. */
export interface Import {
  specifier: string
  line: number
}

/**
 * Every module that a source text names: imports and re-exports (type-only ones too), `import()`, the types
 * `import('…').T`, `require('…')`, and files named by `new URL('…', import.meta.url)`, which is how workers are started.
 * Names that are computed at run time cannot be seen.
 * @throws when the text does not parse
 */
export function importsOf(path: string, source: string): Import[] {
  const { program, errors } = parseSync(path, source)
  if (errors[0] !== undefined) throw new Error(`${path} does not parse: ${errors[0].message}`)
  const found: { specifier: string; start: number }[] = []
  visit(program, (node) => {
    const named = namedModule(node)
    if (named !== undefined) found.push({ specifier: named, start: typeof node.start === 'number' ? node.start : 0 })
  })
  return found.map(({ specifier, start }) => ({ specifier, line: source.slice(0, start).split('\n').length }))
}

type Node = Record<string, unknown>

function namedModule(node: Node): string | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return text(node.source)
    case 'TSExternalModuleReference':
      return text(node.expression)
    case 'CallExpression':
      return isIdentifier(node.callee, 'require') ? text(first(node.arguments)) : undefined
    case 'NewExpression':
      return isIdentifier(node.callee, 'URL') && isImportMetaUrl(second(node.arguments))
        ? text(first(node.arguments))
        : undefined
    default:
      return undefined
  }
}

function visit(value: unknown, look: (node: Node) => void): void {
  if (Array.isArray(value)) for (const item of value) visit(item, look)
  else if (isNode(value)) {
    look(value)
    for (const child of Object.values(value)) if (typeof child === 'object') visit(child, look)
  }
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)
const first = (list: unknown) => (Array.isArray(list) ? list[0] : undefined)
const second = (list: unknown) => (Array.isArray(list) ? list[1] : undefined)
const isIdentifier = (node: unknown, name: string) => isNode(node) && node.type === 'Identifier' && node.name === name

function text(node: unknown): string | undefined {
  return isNode(node) && typeof node.value === 'string' ? node.value : undefined
}

function isImportMetaUrl(node: unknown): boolean {
  return isNode(node) && node.type === 'MemberExpression' && isNode(node.object) && node.object.type === 'MetaProperty'
}
