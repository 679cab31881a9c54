import { parse, stringify, TomlError } from 'smol-toml'
import { type Entry, type EntryFormat, type EntryPlace, endOfLine, leftAlone, sameValues } from './entry.ts'
import { applySplices, type Splice } from './jsonc-text.ts'
import { type Statement, statementsOf } from './toml-statements.ts'

type Values = Record<string, unknown>

/** TOML: our entry is a table of its own, with a header; one written in any other way is left alone. */
export const tomlFormat: EntryFormat = {
  read: (text, place) => sectionOf(valuesOf(text), place)[place.name],
  set(text, place, entry) {
    const before = valuesOf(text)
    const section = sectionOf(before, place)
    const eol = endOfLine(text)
    const block = render(place, entry).replaceAll('\n', eol)
    const blocks = blocksOf(text, place)
    let result: string
    if (section[place.name] === undefined) {
      const gap = text === '' ? '' : eol
      result = `${text}${text === '' || text.endsWith('\n') ? '' : eol}${gap}${block}${eol}`
      if (!isToml(result))
        throw leftAlone(`“${place.section}” in the file is written in one line, in braces: nothing can be added below.`)
    } else {
      const [first, ...others] = blocks
      if (first === undefined) throw notOurWay()
      const cuts = others.map(({ start, end }) => lineCut(text, start, end))
      result = applySplices(text, [{ ...first, content: block }, ...cuts])
    }
    check(result, { ...before, [place.section]: { ...section, [place.name]: entry } })
    return { text: result, madeSection: before[place.section] === undefined }
  },
  remove(text, place) {
    const before = valuesOf(text)
    const { [place.name]: removed, ...others } = sectionOf(before, place)
    if (removed === undefined) return text
    const blocks = blocksOf(text, place)
    if (blocks.length === 0) throw notOurWay()
    const result = applySplices(
      text,
      blocks.map(({ start, end }) => lineCut(text, start, end)),
    )
    // A section that only our table made goes with it; one with a header of its own stays.
    const { [place.section]: _section, ...rest } = before
    const gone = Object.keys(others).length === 0 && valuesOf(result)[place.section] === undefined
    check(result, gone ? rest : { ...before, [place.section]: others })
    return result
  },
}

function valuesOf(text: string): Values {
  try {
    return parse(text, { integersAsBigInt: 'asNeeded' })
  } catch (error) {
    if (error instanceof TomlError) throw leftAlone(`The file is not valid TOML (line ${error.line}).`)
    throw error
  }
}

function isToml(text: string): boolean {
  try {
    valuesOf(text)
    return true
  } catch {
    return false
  }
}

function sectionOf(values: Values, { section }: EntryPlace): Values {
  const found = values[section]
  if (found === undefined) return {}
  if (typeof found !== 'object' || found === null || Array.isArray(found)) {
    throw leftAlone(`“${section}” in the file is no table.`)
  }
  return { ...found }
}

const notOurWay = () => leftAlone('The entry in the file is not written as a table of its own.')

function check(text: string, expected: Values): void {
  if (!sameValues(valuesOf(text), expected)) throw notOurWay()
}

const render = ({ section, name }: EntryPlace, entry: Entry): string =>
  stringify({ [section]: { [name]: entry } }).trim()

/** From the header of our table, and of each table within it, to the last of its pairs. */
function blocksOf(text: string, { section, name }: EntryPlace): { start: number; end: number }[] {
  const blocks: { start: number; end: number }[] = []
  let within = false
  let previous: Statement | undefined
  for (const statement of statementsOf(text)) {
    if (statement.kind !== 'pair') {
      const was = within
      within = statement.path[0] === section && statement.path[1] === name && statement.kind === 'table'
      const open = blocks.at(-1)
      if (
        within &&
        was &&
        open !== undefined &&
        previous !== undefined &&
        isBlank(text.slice(previous.end, statement.start))
      )
        open.end = statement.end
      else if (within) blocks.push({ start: statement.start, end: statement.end })
    } else if (within) {
      const open = blocks.at(-1)
      if (open !== undefined) open.end = statement.end
    }
    previous = statement
  }
  return blocks
}

const isBlank = (text: string): boolean => text.trim() === ''

/** Takes whole lines out, with one blank line before them. */
function lineCut(text: string, start: number, end: number): Splice {
  const newline = text.indexOf('\n', end)
  const rest = text.slice(end, newline === -1 ? text.length : newline)
  // A comment behind the last pair is the user's.
  const to = isBlank(rest) ? (newline === -1 ? text.length : newline + 1) : end
  const blankLine = /(?:^|\n)(\r?\n)$/.exec(text.slice(0, start))?.[1] ?? ''
  return { start: start - blankLine.length, end: to, content: '' }
}
