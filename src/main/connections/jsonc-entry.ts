import { getNodeValue, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'
import {
  type Edited,
  type Entry,
  type EntryFormat,
  type EntryPlace,
  endOfLine,
  leftAlone,
  lineOf,
  sameValues,
} from './entry.ts'
import { applySplices, beginsLine, endOfSameLine, indentAt, type Splice, skipTrivia } from './jsonc-text.ts'

type Values = Record<string, unknown>

/** JSON, with comments and trailing commas where a client's users write them. */
export const jsoncFormat: EntryFormat = {
  read(text, place) {
    const root = parse(text)
    const section = root === undefined ? undefined : valueUnder(root, place.section)
    const entry = section?.type === 'object' ? valueUnder(section, place.name) : undefined
    return entry === undefined ? undefined : getNodeValue(entry)
  },
  set(text, place, entry) {
    const edited = set(text, place, entry)
    const before = valuesOf(text)
    const section = sectionOf(before, place)
    check(edited.text, { ...before, [place.section]: { ...section, [place.name]: entry } })
    return edited
  },
  remove(text, place, withSection) {
    const before = valuesOf(text)
    const { [place.name]: removed, ...others } = sectionOf(before, place)
    if (removed === undefined) return text
    const root = parse(text)
    const section = root === undefined ? undefined : valueUnder(root, place.section)
    if (root === undefined || section === undefined) return text
    const left = removeProperty(text, section, place.name)
    if (!withSection || Object.keys(others).length > 0) {
      check(left, { ...before, [place.section]: others })
      return left
    }
    const { [place.section]: _section, ...rest } = before
    const rootLeft = parse(left)
    const emptied = rootLeft === undefined ? left : removeProperty(left, rootLeft, place.section)
    check(emptied, rest)
    return emptied
  },
}

/** The tree of a text; undefined where the text is empty. */
function parse(text: string): Node | undefined {
  if (text.trim() === '') return undefined
  const errors: ParseError[] = []
  const root = parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: true })
  const [error] = errors
  if (error !== undefined || root === undefined) {
    const where =
      error === undefined ? '' : ` (line ${lineOf(text, error.offset)}: ${printParseErrorCode(error.error)})`
    throw leftAlone(`The file is not valid JSON${where}.`)
  }
  if (root.type !== 'object') throw leftAlone('The file holds no JSON object.')
  return root
}

function valuesOf(text: string): Values {
  const root = parse(text)
  return root === undefined ? {} : getNodeValue(root)
}

function sectionOf(values: Values, { section }: EntryPlace): Values {
  const found = values[section]
  if (found === undefined) return {}
  if (typeof found !== 'object' || found === null || Array.isArray(found)) {
    throw leftAlone(`“${section}” in the file is no object.`)
  }
  return { ...found }
}

/** The last value under a key: the one that counts where a key stands twice. */
function valueUnder(object: Node, key: string): Node | undefined {
  return propertiesOf(object).findLast((property) => keyOf(property) === key)?.children?.[1]
}

const propertiesOf = (object: Node): Node[] => object.children ?? []
const keyOf = (property: Node): unknown => property.children?.[0]?.value
const endOf = (node: Node): number => node.offset + node.length

function check(text: string, expected: Values): void {
  if (!sameValues(valuesOf(text), expected)) {
    throw leftAlone('The file is written in a way that cannot be changed safely.')
  }
}

function set(text: string, { section, name }: EntryPlace, entry: Entry): Edited {
  const eol = endOfLine(text)
  const root = parse(text)
  if (root === undefined) {
    return {
      text: `${JSON.stringify({ [section]: { [name]: entry } }, null, 2).replaceAll('\n', eol)}${eol}`,
      madeSection: true,
    }
  }
  const firstLine = propertiesOf(root).find((property) => beginsLine(text, property.offset))
  const unit = (firstLine === undefined ? '' : indentAt(text, firstLine.offset)) || '  '
  const table = valueUnder(root, section)
  if (table === undefined) {
    return {
      text: applySplices(text, insertProperty(text, root, section, { [name]: entry }, unit, eol)),
      madeSection: true,
    }
  }
  if (table.type !== 'object') throw leftAlone(`“${section}” in the file is no object.`)
  const present = valueUnder(table, name)
  if (present === undefined) {
    return { text: applySplices(text, insertProperty(text, table, name, entry, unit, eol)), madeSection: false }
  }
  const onLines = text.slice(table.offset, endOf(table)).includes('\n')
  const content = render(entry, onLines, indentAt(text, present.offset), unit, eol)
  return { text: applySplices(text, [{ start: present.offset, end: endOf(present), content }]), madeSection: false }
}

/** A value on lines of its own indentation, or on one line. */
function render(value: unknown, onLines: boolean, indent: string, unit: string, eol: string): string {
  return onLines ? JSON.stringify(value, null, unit).replaceAll('\n', eol + indent) : JSON.stringify(value)
}

/**
 * The cuts that add a property at the end of an object, as its other properties are written: on a line of its own or on the
 * same one, with or without a trailing comma. A comment behind the last property stays behind it.
 */
function insertProperty(text: string, object: Node, key: string, value: unknown, unit: string, eol: string): Splice[] {
  const last = propertiesOf(object).at(-1)
  if (last === undefined) {
    const closing = indentAt(text, object.offset)
    const indent = closing + unit
    const { end } = endOfSameLine(text, object.offset + 1)
    const rest = text.slice(end, endOf(object) - 1)
    const content = `${eol}${indent}${JSON.stringify(key)}: ${render(value, true, indent, unit, eol)}`
    return [insertion(end, rest.includes('\n') ? content : content + eol + closing)]
  }
  const lastEnd = endOf(last)
  const comma = commaAfter(text, lastEnd)
  const { end, lineComment } = endOfSameLine(text, comma === undefined ? lastEnd : comma + 1)
  const onLines = lineComment || beginsLine(text, last.offset)
  const indent = indentAt(text, last.offset)
  const gap = /\s/.test(text.charAt(object.offset + 1)) || propertiesOf(object).length > 1 ? ' ' : ''
  const before = onLines ? eol + indent : gap
  const colon = onLines || gap !== '' || /:\s/.test(text.slice(last.offset, lastEnd)) ? ': ' : ':'
  const property = `${before}${JSON.stringify(key)}${colon}${render(value, onLines, indent, unit, eol)}`
  return comma === undefined ? [insertion(lastEnd, ','), insertion(end, property)] : [insertion(end, `${property},`)]
}

const insertion = (at: number, content: string): Splice => ({ start: at, end: at, content })

function commaAfter(text: string, offset: number): number | undefined {
  const { next } = skipTrivia(text, offset)
  return text.charAt(next) === ',' ? next : undefined
}

/** Takes a property out of an object, with the comma that is too many then, and leaves every comment. */
function removeProperty(text: string, object: Node, key: string): string {
  const properties = propertiesOf(object)
  const index = properties.findLastIndex((property) => keyOf(property) === key)
  const property = properties[index]
  if (property === undefined) return text
  const end = endOf(property)
  const previous = properties[index - 1]
  const since = previous === undefined ? object.offset + 1 : endOf(previous)
  const comma = commaAfter(text, end)
  const inner = text.slice(object.offset + 1, property.offset) + text.slice(end, endOf(object) - 1)
  if (properties.length === 1 && inner.trim() === '') {
    return applySplices(text, [{ start: object.offset + 1, end: endOf(object) - 1, content: '' }])
  }
  let start = property.offset
  while (/\s/.test(text.charAt(start - 1))) start -= 1
  const cuts: Splice[] = []
  const previousComma = previous === undefined ? undefined : commaAfter(text, since)
  if (comma !== undefined) cuts.push({ start: comma, end: comma + 1, content: '' })
  else if (previousComma !== undefined) cuts.push({ start: previousComma, end: previousComma + 1, content: '' })
  // Nothing may move up behind a comment that lasts to the end of its line.
  const after = comma === undefined ? end : comma + 1
  const behindComment = commentsBetween(text, since, property.offset).some(({ line, end: at }) => line && at === start)
  const sameLineAfter = !/^[ \t]*(\r?\n|$)/.test(text.slice(after))
  if (behindComment && sameLineAfter) start = text.indexOf('\n', start) + 1
  cuts.push({ start, end, content: '' })
  return applySplices(text, cuts)
}

function commentsBetween(text: string, from: number, to: number) {
  const first = skipTrivia(text, from)
  const behindComma = text.charAt(first.next) === ',' ? skipTrivia(text, first.next + 1).comments : []
  return [...first.comments, ...behindComma].filter(({ end }) => end <= to)
}
