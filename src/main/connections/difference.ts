/** Longer lines are shown around what changes. */
const longest = 160
const context = 2

/**
 * What a change does to a text, line by line: `+` added, `-` taken away, two spaces before a line that stays. Values in lines
 * that stay are not shown: they may hold other programs' keys.
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
    ...old.slice(Math.max(0, head - context), head).map((line) => `  ${withoutValues(line)}`),
    ...removed.map((line, index) => `- ${around(line, added[index] ?? '')}`),
    ...added.map((line, index) => `+ ${around(line, removed[index] ?? '')}`),
    ...old.slice(old.length - tail, old.length - tail + context).map((line) => `  ${withoutValues(line)}`),
  ].join('\n')
}

const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/))

const withoutValues = (line: string): string =>
  shorten(line.replace(/([:=]\s*)("(?:[^"\\]|\\.)*"|'[^']*')/g, (_all, before: string) => `${before}"…"`))

const shorten = (line: string): string => (line.length <= longest ? line : `${line.slice(0, longest)} …`)

/** A long line cut down to where it differs from the other. */
function around(line: string, other: string): string {
  if (line.length <= longest) return line
  let head = 0
  while (head < line.length && line[head] === other[head]) head += 1
  let tail = 0
  while (tail < line.length - head && tail < other.length - head && line.at(-1 - tail) === other.at(-1 - tail))
    tail += 1
  const from = Math.max(0, head - 10)
  const to = Math.min(line.length, line.length - tail + 10)
  return `${from > 0 ? '… ' : ''}${line.slice(from, to)}${to < line.length ? ' …' : ''}`
}
