import { readDate } from './date-phrase.ts'
import { matchAt, type PhraseContext, words, wordsAt } from './reading.ts'
import { readTime } from './times.ts'
import { count, countOf } from './vocabulary.ts'

/** When a task is to be called to mind, as it was said. */
export type ReminderWish =
  /** So many minutes before it is due; days are counted on the calendar. */
  | { kind: 'before'; days: number; minutes: number }
  /** At a time, on the date given or else the task’s. */
  | { kind: 'at'; date?: string; time?: string }
  /** “Remind me to …”: when it is due. */
  | { kind: 'due' }

export interface FoundReminder {
  start: number
  end: number
  wish: ReminderWish
}

const lead = '(?:(?:and\\s+)?(?:please\\s+)?remind(?:\\s+me)?|with\\s+(?:a\\s+)?reminder|reminder:?)'
const before = words(
  `${lead}\\s+(${count}|half\\s+an|the)\\s*(min(?:ute)?s?|m|h(?:ou)?rs?|h|days?|d|weeks?|w)\\s+(?:before(?:hand)?|earlier|ahead|in\\s+advance)`,
)
const begin = words(lead)
const purpose =
  /^\s*(?:(?:please|can\s+you|could\s+you|don['’]?t\s+let\s+me\s+forget|remember)\s+)?remind\s+me\s+to(?=\s+\S)/i
const preposition = wordsAt('(?:on|at|by|in)')

function offset(amount: string, unit: string): ReminderWish {
  const size = /^half/i.test(amount) ? 0.5 : /^the/i.test(amount) ? 1 : countOf(amount)
  if (/^d/i.test(unit)) return { kind: 'before', days: size, minutes: 0 }
  if (/^w/i.test(unit)) return { kind: 'before', days: size * 7, minutes: 0 }
  return { kind: 'before', days: 0, minutes: /^h/i.test(unit) ? size * 60 : size }
}

/** “remind me tomorrow at 8”, “remind me at 9am”: a date, a time, or both right after the words. */
function moment(open: string, from: number, ctx: PhraseContext): { end: number; wish: ReminderWish } | undefined {
  const gap = (index: number) => /^,?\s+/.exec(open.slice(index, index + 5))?.[0].length
  let index = from + (gap(from) ?? 0)
  if (index === from) return undefined
  const time = readTime(open, index)
  if (time !== undefined) return { end: time.end, wish: { kind: 'at', time: time.time } }
  const lead = matchAt(preposition, open, index)
  const inner = lead === null ? index : index + lead[0].length + (gap(index + lead[0].length) ?? 0)
  const date = readDate(open, index, ctx) ?? readDate(open, inner, ctx)
  if (date?.date === undefined) return undefined
  index = date.end
  const later = date.time === undefined ? readTime(open, index + (gap(index) ?? 0)) : undefined
  const at = date.time ?? later?.time
  return {
    end: later?.end ?? index,
    wish: { kind: 'at', date: date.date.toString(), ...(at !== undefined && { time: at }) },
  }
}

/** Finds a wish to be reminded. */
export function findReminder(open: string, ctx: PhraseContext): FoundReminder | undefined {
  const early = before.exec(open)
  if (early !== null) {
    return { start: early.index, end: early.index + early[0].length, wish: offset(early[1] ?? '', early[2] ?? '') }
  }
  const purposely = purpose.exec(open)
  if (purposely !== null)
    return { start: purposely.index, end: purposely.index + purposely[0].length, wish: { kind: 'due' } }
  const start = begin.exec(open)
  if (start === null) return undefined
  const found = moment(open, start.index + start[0].length, ctx)
  if (found === undefined) return undefined
  // “Remind me tomorrow to call mum”: the task is what follows.
  const to = start.index === 0 ? /^\s+to(?=\s)/i.exec(open.slice(found.end)) : null
  return { start: start.index, ...found, end: found.end + (to?.[0].length ?? 0) }
}
