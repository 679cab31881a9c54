import { count } from './days.ts'
import { matches, type Span } from './span.ts'

/** How long something lasts within a day. */
export interface Length extends Span {
  minutes: number
}

const amount = '(\\d{1,2}(?:[.,]\\d)?|an?|one|half an?|a quarter of an|(?:a )?couple of|a few)'
const forms: [RegExp, (groups: (string | undefined)[]) => number][] = [
  [
    new RegExp(
      `\\b${amount} ?(?:hours?|hrs?|h)(?: and)?(?: (a half|half|a quarter|3 quarters|\\d{1,2})(?: minutes?)?)\\b`,
    ),
    ([, n, more]) => 60 * amountOf(n) + part(more),
  ],
  [
    /\b(?:1|one|an?) and a half hours?\b|\b(\d{1,2}) and a half hours?\b/,
    ([, n]) => 60 * (n === undefined ? 1 : Number(n)) + 30,
  ],
  [/\b(\d{1,2})h(\d{2})\b/, ([, h, m]) => 60 * Number(h) + Number(m)],
  [new RegExp(`\\b${amount}[ -]?(?:hours?|hrs?|h)\\b`), ([, n]) => 60 * amountOf(n)],
  [/\bthe half[- ]hour\b|\bhalf[- ]hour\b/, () => 30],
  [/\b(\d{1,3}|a few|(?:a )?couple of)[ -]?(?:minutes?|min|m)\b/, ([, n]) => amountOf(n)],
]

const part = (said: string | undefined): number =>
  said === undefined
    ? 0
    : /half/.test(said)
      ? 30
      : said === 'a quarter'
        ? 15
        : /quarters/.test(said)
          ? 45
          : Number(said)

function amountOf(said: string | undefined): number {
  if (said === undefined) return 1
  if (/^half/.test(said)) return 0.5
  if (/quarter/.test(said)) return 0.25
  return /^\d/.test(said) ? Number(said.replace(',', '.')) : count(said)
}

/** Lengths in hours and minutes: “two hours”, “an hour and a half”, “half an hour”, “90 minutes”, “2h30”. */
export function readLengths(plain: string): Length[] {
  const found: Length[] = []
  for (const [pattern, read] of forms) {
    for (const { start, end, groups } of matches(pattern, plain)) {
      if (found.some((other) => start < other.end && other.start < end)) continue
      const minutes = Math.round(read(groups))
      if (minutes > 0) found.push({ start, end, minutes })
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

/** By how much something goes to an earlier or later moment. */
export interface Shift extends Span {
  days: number
  minutes: number
}

const days =
  /\b(?:by )?(\d{1,2}|an?|one|a couple of) (?:full |whole )?days? (?:(?:further|more) )?(later|earlier|sooner|after|before|forwards?|back|on|ahead)\b|\b(?:by (\d{1,2}|an?|one|a couple of) days?)\b|\bthe (next|following|previous) day\b|\b(?:the )?day (after|before)(?=$|[,.;!?]| (?:instead|please|that|it)\b)/
const direction =
  /\b(?:(?:a (?:bit|little) )?(later|earlier|sooner)|(forwards?)|(back(?:wards)?)|(delay|postpone|put off)|(bring))\b/

/** “a day earlier”, “half an hour later”, “push it back an hour”: undefined where nothing is said to shift. */
export function readShift(plain: string): Shift | undefined {
  const byDays = days.exec(plain)
  if (byDays !== null) {
    const [said, n, way, alone, side, next] = byDays
    const amount = n !== undefined || alone !== undefined ? count(n ?? alone) : 1
    const word = way ?? side ?? next ?? direction.exec(plain)?.[0] ?? ''
    const span = { start: byDays.index, end: byDays.index + said.length }
    return { ...span, days: amount * (isEarlier(word) ? -1 : 1), minutes: 0 }
  }
  const where = direction.exec(plain)
  const [length] = readLengths(plain)
  if (where === null || length === undefined || /\b(?:longer|shorter)\b/.test(plain)) return undefined
  const start = Math.min(length.start, where.index)
  const end = Math.max(length.end, where.index + where[0].length)
  const near = end - start - (length.end - length.start) - where[0].length < 40
  return near ? { start, end, days: 0, minutes: length.minutes * (isEarlier(where[0]) ? -1 : 1) } : undefined
}

const isEarlier = (word: string): boolean => /earlier|sooner|before|previous|forward|bring/.test(word)
