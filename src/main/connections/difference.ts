/** Longer lines are shown around what changes. */
const longest = 160
const near = 12
const context = 2

/**
 * What a change does to a text, line by line: `+` added, `-` taken away, two spaces before a line that stays. Values in lines
 * that stay, and in parts of lines that stay, are not shown: they may hold other programs' keys.
 */
export function difference(before: string, after: string): string {
  const old = linesOf(before)
  const now = linesOf(after)
  let head = 0
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1
  let tail = 0
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1
  if (head + tail === old.length && old.length === now.length) return ''
  const removed = old.slice(head, old.length - tail)
  const added = now.slice(head, now.length - tail)
  return [
    ...old.slice(Math.max(0, head - context), head).map((line) => `  ${shorten(withoutValues(line))}`),
    ...removed.map((line, index) => `- ${around(line, added[index] ?? '')}`),
    ...added.map((line, index) => `+ ${around(line, removed[index] ?? '')}`),
    ...old.slice(old.length - tail, old.length - tail + context).map((line) => `  ${shorten(withoutValues(line))}`),
  ].join('\n')
}

const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/))

/** Every text but the keys. */
const withoutValues = (line: string): string =>
  line.replace(/"(?:[^"\\]|\\.)*"(\s*:)?|'[^']*'/g, (found, colon?: string) => (colon === undefined ? '"…"' : found))

const shorten = (line: string): string => (line.length <= longest ? line : `${line.slice(0, longest)} …`)

/** A line that changes: what it shares with the other without values, and cut short where it is long. */
function around(line: string, other: string): string {
  let head = 0
  while (head < line.length && line[head] === other[head]) head += 1
  let tail = 0
  while (tail < line.length - head && tail < other.length - head && line.at(-1 - tail) === other.at(-1 - tail))
    tail += 1
  const before = withoutValues(line.slice(0, head))
  const after = withoutValues(line.slice(line.length - tail))
  const changed = line.slice(head, line.length - tail)
  if (before.length + changed.length + after.length <= longest) return before + changed + after
  const start = before.length > near ? `… ${before.slice(-near)}` : before
  return start + changed + (after.length > near ? `${after.slice(0, near)} …` : after)
}
