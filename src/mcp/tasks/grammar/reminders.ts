import { readDateAndPart } from './date-phrase.ts'
import { matchAt, type PhraseContext, words, wordsAt } from './reading.ts'
import { readTime, within } from './times.ts'
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
  `${lead}\\s+(\\d{1,4}|${count}|half\\s+an|the)\\s*(min(?:ute)?s?|m|h(?:ou)?rs?|h|days?|d|weeks?|w)\\s+(?:before(?:hand)?|earlier|ahead|in\\s+advance)`,
)
const amount = `(\\d{1,4}|${count}|half\\s+an)[\\s-]*(min(?:ute)?s?|m|h(?:ou)?rs?|h|days?|d|weeks?|w)`
/** “reminder 30m”, “remind me 1 hour”, “30 min reminder”: before it is due, without saying so. */
const ahead = [
  words(
    `(?:(?:with\\s+)?(?:an?\\s+)?reminder:?|remind\\s+me)\\s+${amount}(?!\\s+(?:after|later|from|into))(?=\\s*(?:$|[,;.!?)\uE000]))`,
  ),
  words(`(?:with\\s+)?(?:an?\\s+)?${amount}\\s+reminder`),
]
const begin = words(lead)
/** “Remind me to …”, also where what lies between is understood already: “remind me every monday at 9 to …”. */
const purpose =
  /^[\s,\uE000]*((?:(?:please|can\s+you|could\s+you|don['’]?t\s+let\s+me\s+forget|remember)\s+)?remind\s+me)[\s,\uE000]+(to)(?=\s+\S)/iu
const preposition = wordsAt('(?:on|at|by|in)')
const purposeAlone = /^[\s,]*\uE000[\s,\uE000]*to(?=\s+\S)/iu

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
  const date = readDateAndPart(open, index, ctx) ?? readDateAndPart(open, inner, ctx)
  if (date?.date === undefined) return undefined
  index = date.end
  const exact = date.time !== undefined && !date.vague
  const later = exact ? undefined : readTime(open, index + (gap(index) ?? 0))
  const at = later !== undefined && date.time !== undefined ? within(date.time, later.time) : (later?.time ?? date.time)
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
  for (const pattern of ahead) {
    const short = pattern.exec(open)
    if (short === null) continue
    return { start: short.index, end: short.index + short[0].length, wish: offset(short[1] ?? '', short[2] ?? '') }
  }
  const start = begin.exec(open)
  if (start === null) return undefined
  const found = moment(open, start.index + start[0].length, ctx)
  if (found === undefined) return undefined
  return { start: start.index, ...found }
}

/**
 * Finds the words before what is to be done, once all else is understood: “remind me to”, or the “to” of a reminder that
 * is read already.
 * @returns the ranges of its words
 */
export function findPurpose(open: string, reminded: boolean): { start: number; end: number }[] {
  const match = purpose.exec(open)
  const whole = match?.[0] ?? (reminded ? purposeAlone.exec(open)?.[0] : undefined)
  if (whole === undefined) return []
  const to = { start: whole.length - 2, end: whole.length }
  const lead = match?.[1]
  return lead === undefined ? [to] : [{ start: whole.indexOf(lead), end: whole.indexOf(lead) + lead.length }, to]
}
