import { close, closed, type Reading, take, wordEnd, words } from './reading.ts'

/** The marks of a quick-add line: what is quoted, `@label`, `#project`, `p1`, `// description`. */

const quoted = [/"[^"\n]*"/g, /“[^”\n]*”/g, /«[^»\n]*»/g, /(?<![\p{L}\p{N}])'[^'\n]+'(?![\p{L}\p{N}])/gu, /`[^`\n]*`/g]
const addresses = [/\b(?:https?:\/\/|www\.)\S+/giu, /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu]

/** Closes quotations and addresses, so that nothing in them is understood; `#"two words"` stays a project. */
export function closeQuotations(reading: Reading): Reading {
  let result = reading
  for (const pattern of [...addresses, ...quoted]) {
    for (const match of result.open.matchAll(pattern)) {
      if (result.open[match.index - 1] !== '#') result = close(result, match.index, match.index + match[0].length)
    }
  }
  return result
}

/** ` // ` and all after it is the description. */
export function takeDescription(reading: Reading): { reading: Reading; description?: string } {
  const match = /\s\/\/\s+(\S[\s\S]*)$/u.exec(reading.open)
  if (match === null) return { reading }
  const start = match.index + 1
  const end = reading.text.trimEnd().length
  const description = reading.text.slice(start + 2, end).trim()
  return { reading: take(reading, start, end, 'description'), description }
}

const markStart = String.raw`(?<![\p{L}\p{N}_@#/&${closed}])`
const label = new RegExp(`${markStart}@([\\p{L}_][\\p{L}\\p{N}_-]*)`, 'gu')
const project = new RegExp(`${markStart}#(?:"([^"\\n]+)"|“([^”\\n]+)”|([\\p{L}_][\\p{L}\\p{N}_-]*))`, 'u')

export function takeLabels(reading: Reading): { reading: Reading; labels: string[] } {
  let result = reading
  const labels: string[] = []
  for (const match of reading.open.matchAll(label)) {
    labels.push(match[1] ?? '')
    result = take(result, match.index, match.index + match[0].length, 'labels')
  }
  return { reading: result, labels: [...new Set(labels)] }
}

export function takeProject(reading: Reading): { reading: Reading; project?: string } {
  const match = project.exec(reading.open)
  const name = match?.[1] ?? match?.[2] ?? match?.[3]
  if (match === null || name === undefined) return { reading }
  return { reading: take(reading, match.index, match.index + match[0].length, 'project'), project: name }
}

const figures = [
  words('p([1-4])'),
  new RegExp(`(?<![\\w!])!([1-4])${wordEnd}`, 'i'),
  words('priority\\s*[:=]?\\s*([1-4])'),
]
const named = words('(?:with\\s+)?(urgent|top|highest|high|medium|normal|low|lowest)[\\s-]+prio(?:rity)?')
const named2 = words('priority\\s*[:=]\\s*(urgent|top|highest|high|medium|normal|low|lowest)')

/** High is 1 and low 4, the ends of the scale; medium is 3, as p3 is where p1 is urgent. */
function priorityOfName(name: string): number {
  if (/^low/i.test(name)) return 4
  return /^(?:medium|normal)$/i.test(name) ? 3 : 1
}

export function takePriority(reading: Reading): { reading: Reading; priority?: number } {
  for (const pattern of figures) {
    const match = pattern.exec(reading.open)
    if (match !== null) {
      const end = match.index + match[0].length
      return { reading: take(reading, match.index, end, 'priority'), priority: Number(match[1]) }
    }
  }
  const match = named.exec(reading.open) ?? named2.exec(reading.open)
  if (match === null) return { reading }
  const end = match.index + match[0].length
  return { reading: take(reading, match.index, end, 'priority'), priority: priorityOfName(match[1] ?? '') }
}
