import { words } from './reading.ts'
import { countOf } from './vocabulary.ts'

/** A length of time that was found in a text. */
export interface FoundDuration {
  start: number
  end: number
  minutes: number
}

const amount = String.raw`(\d{1,4}(?:[.]\d{1,2})?)`
const hours = '(?:h(?:ou)?rs?|h)'
const minutes = '(?:min(?:ute)?s?|m)'
const notOffset = String.raw`(?!\s+(?:before|after|ago|early|earlier|late|later|from\s+now|away|walk|drive)\b)`
const lead = String.raw`(?:(for)\s+(?:about\s+|around\s+)?)?`

const patterns: { pattern: RegExp; minutesOf(match: RegExpExecArray): number }[] = [
  {
    pattern: words(
      `${lead}(an?|one|\\d{1,2})\\s+(?:${hours})\\s+and\\s+(a\\s+half|${amount}\\s*${minutes})${notOffset}`,
    ),
    minutesOf: ([, , whole = '', rest = '', plus]) => countOf(whole) * 60 + (/half/i.test(rest) ? 30 : Number(plus)),
  },
  {
    pattern: words(`${lead}(\\d{1,2})\\s*${hours}\\s*(\\d{1,2})(?:\\s*${minutes})?${notOffset}`),
    minutesOf: ([, , whole, plus]) => Number(whole) * 60 + Number(plus),
  },
  {
    pattern: words(`${lead}${amount}\\s*${hours}${notOffset}`),
    minutesOf: ([, , whole]) => Math.round(Number(whole) * 60),
  },
  {
    pattern: words(`${lead}${amount}\\s*${minutes}${notOffset}`),
    minutesOf: ([, , whole]) => Math.round(Number(whole)),
  },
  {
    pattern: words(`(for)\\s+(?:about\\s+)?(?:half\\s+an\\s+hour|a\\s+half\\s+hour)${notOffset}`),
    minutesOf: () => 30,
  },
  { pattern: words(`(for)\\s+(?:about\\s+)?(?:a\\s+)?quarter\\s+of\\s+an\\s+hour${notOffset}`), minutesOf: () => 15 },
  {
    pattern: words(`(for)\\s+(?:about\\s+)?(an?|one|two|three|four|five|six)\\s+hours?${notOffset}`),
    minutesOf: ([, , whole = '']) => countOf(whole) * 60,
  },
]

/** Words before a length that make it something else: “in 30 min”, “every 2 h”, “first 20 minutes”. */
const before =
  /\b(?:in|within|after|every|each|next|last|first|the|under|over|than|only|before|a|about|remind\s+me|reminder:?)\s+$/i

/** Finds how long a task takes: “for 20 min”, “1h30”, “(30m)”. Days and weeks are not read: they are no effort. */
export function findDuration(open: string): FoundDuration | undefined {
  for (const { pattern, minutesOf } of patterns) {
    const match = pattern.exec(open)
    if (match === null || (match[1] === undefined && before.test(open.slice(0, match.index)))) continue
    const length = minutesOf(match)
    if (length >= 1 && length <= 100_000)
      return { start: match.index, end: match.index + match[0].length, minutes: length }
  }
  return undefined
}
