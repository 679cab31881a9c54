import { parse } from 'smol-toml'

/** A header or a key with its value in a TOML text. */
export interface Statement {
  kind: 'table' | 'table_array' | 'pair'
  start: number
  /** Behind its last character, before a comment behind it. */
  end: number
  /** The keys of a header; empty for a pair. */
  path: readonly string[]
}

/** The statements of a TOML text that is known to be valid, in order. */
export function statementsOf(text: string): Statement[] {
  const statements: Statement[] = []
  let at = 0
  for (;;) {
    at = skipBlank(text, at)
    if (at >= text.length) return statements
    const start = at
    if (text.charAt(at) === '[') {
      const kind = text.startsWith('[[', at) ? 'table_array' : 'table'
      at = endOfHeader(text, at)
      statements.push({ kind, start, end: at, path: pathOf(text.slice(start, at)) })
    } else {
      at = endOfPair(text, at)
      statements.push({ kind: 'pair', start, end: at, path: [] })
    }
    at = endOfLineFrom(text, at)
  }
}

function skipBlank(text: string, from: number): number {
  let at = from
  while (at < text.length) {
    if (/\s/.test(text.charAt(at))) at += 1
    else if (text.charAt(at) === '#') at = endOfLineFrom(text, at)
    else return at
  }
  return at
}

function endOfLineFrom(text: string, from: number): number {
  const newline = text.indexOf('\n', from)
  return newline === -1 ? text.length : newline
}

function endOfHeader(text: string, from: number): number {
  let at = from
  let depth = 0
  do {
    const character = text.charAt(at)
    if (character === '"' || character === "'") at = endOfString(text, at)
    else {
      if (character === '[') depth += 1
      if (character === ']') depth -= 1
      at += 1
    }
  } while (depth > 0 && at < text.length)
  return at
}

/** Goes on to the end of a value, over strings, comments in arrays, and brackets. */
function endOfPair(text: string, from: number): number {
  let at = from
  let depth = 0
  let end = from
  while (at < text.length) {
    const character = text.charAt(at)
    if (character === '"' || character === "'") {
      at = endOfString(text, at)
      end = at
      continue
    }
    if (character === '#') {
      if (depth === 0) return end
      at = endOfLineFrom(text, at)
      continue
    }
    if (character === '\n' && depth === 0) return end
    if (character === '[' || character === '{') depth += 1
    if (character === ']' || character === '}') depth -= 1
    at += 1
    if (!/\s/.test(character)) end = at
  }
  return end
}

/** Behind a string's closing quote; multi-line ones may end in up to two quotes of their own. */
function endOfString(text: string, from: number): number {
  const quote = text.charAt(from)
  const triple = quote.repeat(3)
  const long = text.startsWith(triple, from)
  let at = from + (long ? 3 : 1)
  while (at < text.length) {
    if (quote === '"' && text.charAt(at) === '\\') at += 2
    else if (long ? text.startsWith(triple, at) : text.charAt(at) === quote) {
      if (!long) return at + 1
      at += 3
      while (text.charAt(at) === quote) at += 1
      return at
    } else at += 1
  }
  return at
}

/** The keys of a header such as `[a."b.c"]`. */
function pathOf(header: string): string[] {
  const path: string[] = []
  let value: unknown = parse(header)
  for (;;) {
    if (Array.isArray(value)) value = value[0]
    const [pair] = Object.entries(value as Record<string, unknown>)
    if (pair === undefined) return path
    path.push(pair[0])
    value = pair[1]
  }
}
