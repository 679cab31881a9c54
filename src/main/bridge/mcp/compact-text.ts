/** Longest text beside a structured result, in characters: about 1,500 tokens. */
const textLimit = 6000
/** Longest value within a list or an object. */
const valueLimit = 400
/** Longest value of a top-level field, such as the text of a page. */
const fieldLimit = 4000

/**
 * A result as short text for models whose client passes on text alone: one line for each field, indented lists, no
 * quotes, empty fields left out. It ends at 6,000 characters with a line that says so; `structuredContent` is whole.
 */
export function compactText(value: unknown, limit: number = textLimit): string {
  const lines: string[] = []
  const room = { left: limit }
  const whole = write(value, 0, lines, room)
  if (!whole) lines.push('… cut here; ask for less at once, or read the structured result.')
  return lines.join('\n')
}

interface Room {
  left: number
}

type Entry = [string, unknown]

/** Writes a value's lines; false where the room ended first. */
function write(value: unknown, depth: number, lines: string[], room: Room): boolean {
  if (Array.isArray(value)) return value.every((item) => writeItem(item, depth, lines, room))
  if (!isObject(value)) return put(scalar(value), depth, lines, room)
  const entries =
    depth === 0
      ? Object.entries(value).filter(([name, inner]) => !housekeeping.has(name) && isTold(inner))
      : entriesOf(value)
  return entries.every(([name, inner]) => writeField(name, inner, depth, lines, room))
}

function writeField(name: string, value: unknown, depth: number, lines: string[], room: Room): boolean {
  if (Array.isArray(value) && value.length === 0) return put(`${name}: none`, depth, lines, room)
  if (depth === 0 && typeof value === 'string') return put(`${name}: ${clipped(value, fieldLimit)}`, depth, lines, room)
  const inline = onOneLine(value)
  if (inline !== undefined) return put(`${name}: ${inline}`, depth, lines, room)
  const label = Array.isArray(value) ? `${name} (${value.length}):` : `${name}:`
  return put(label, depth, lines, room) && write(value, depth + 1, lines, room)
}

function writeItem(item: unknown, depth: number, lines: string[], room: Room): boolean {
  if (!isObject(item)) return put(`- ${scalar(item)}`, depth, lines, room)
  const entries = entriesOf(item)
  const short = entries.flatMap(([name, inner]) => {
    const inline = onOneLine(inner)
    return inline === undefined ? [] : [`${name}: ${inline}`]
  })
  if (!put(`- ${short.join('; ')}`, depth, lines, room)) return false
  return entries
    .filter(([, inner]) => onOneLine(inner) === undefined)
    .every(([name, inner]) => writeField(name, inner, depth + 1, lines, room))
}

/** A value that fits a line: a scalar, a list of scalars, or a small object of scalars such as money or a point. */
function onOneLine(value: unknown): string | undefined {
  if (Array.isArray(value)) {
    return value.every((item) => !isObject(item) && !Array.isArray(item))
      ? clipped(value.map((item) => scalar(item)).join(', '))
      : undefined
  }
  if (!isObject(value)) return scalar(value)
  const entries = Object.entries(value)
  const small = entries.length <= 3 && entries.every(([, inner]) => typeof inner !== 'object')
  return small ? entries.map(([name, inner]) => `${name} ${scalar(inner)}`).join(', ') : undefined
}

/** At the top level an empty list and a plain no are answers. */
const isTold = (value: unknown): boolean => value !== undefined && value !== null && value !== ''

/** What says nothing further down: absent, empty, or a flag that is not set. */
const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  value === false ||
  (Array.isArray(value) && value.length === 0)

/** Fields that no model needs to read: they stand in the structured result. */
const housekeeping = new Set(['created_at', 'updated_at', 'position', 'origin', 'lat', 'lon', 'retrieved_at'])

const entriesOf = (value: Record<string, unknown>): Entry[] =>
  Object.entries(value).filter(([name, inner]) => !housekeeping.has(name) && !isEmpty(inner))

function put(line: string, depth: number, lines: string[], room: Room): boolean {
  const indented = `${'  '.repeat(depth)}${line}`
  if (indented.length + 1 > room.left) return false
  room.left -= indented.length + 1
  lines.push(indented)
  return true
}

const scalar = (value: unknown): string =>
  typeof value === 'string' ? clipped(value.replace(/\s*\n\s*/g, ' ⏎ ')) : (JSON.stringify(value) ?? '')
const clipped = (text: string, most: number = valueLimit): string =>
  text.length <= most ? text : `${text.slice(0, most)}…`
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
