import { minutesOf, timeFromMinutes } from '../../../shared/dates.ts'
import { endsAt, matchAt, wordStarts, wordsAt } from './reading.ts'
import { countOf, dayPart } from './vocabulary.ts'

/** When a working day ends: a convention of ours. */
const endOfDay = '17:00'

/** A time of day that was read: where it ends, and how long it lasts where it was a range. */
export interface TimeMatch {
  end: number
  time: string
  minutes?: number
}

const prefix = String.raw`(?:(?:at|by|before|from|for|around|about|after|until|till|starting\s+at)\s+|@\s*)?`
const half = String.raw`\s*([ap])\.?\s?m\b\.?`
const clock = String.raw`(\d{1,2})(?:[:.](\d{2}))?`
const hourWord = String.raw`(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)`
const part = String.raw`(?:\s+(?:in\s+the\s+(morning|afternoon|evening)|at\s+(night)))?`

const range = wordsAt(
  `(?:(from|between)\\s+|(?:at|@|around)\\s*)?${clock}(?:${half})?\\s*(?:-|–|—|to|until|till|and)\\s*${clock}(?:${half})?${part}`,
)
const withHalf = wordsAt(`${prefix}${clock}${half}`)
const hourMark = wordsAt(String.raw`${prefix}(1[3-9]|2[0-3])h(\d{2})?`)
const digital = wordsAt(String.raw`${prefix}(\d{1,2}):(\d{2})${part}`)
const spoken = wordsAt(
  String.raw`${prefix}(?:(half)|(?:a\s+)?(quarter)|(five|ten|twenty|twenty[\s-]five|\d{1,2})(?:\s+minutes)?)\s+(past|to)\s+${hourWord}(?:${half})?${part}`,
)
const named = wordsAt(
  String.raw`(?:(?:at|by|before|from|around|until|till)\s+)?(?:(noon|midday|midnight)|(?:the\s+)?end\s+of\s+(?:the\s+)?day|eod|cob|close\s+of\s+business)`,
)
const oclock = wordsAt(String.raw`${prefix}${hourWord}\s*o['’]?\s?clock(?:${half})?${part}`)
const minuteWord = String.raw`(?:[\s-](?:(oh?[\s-](?:five|\d))|(five|ten|fifteen|twenty|thirty|forty|fifty)(?:[\s-](five))?))?`
const worded = wordsAt(
  String.raw`(?:(at|by|before|from|until|till|around|about)\s+|@\s*)?(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)${minuteWord}(?:${half})?${part}`,
)
const military = wordsAt(String.raw`(?:(?:at|@)\s*)([01]\d|2[0-3])([0-5]\d)(?:\s?h(?:ou)?rs?|h)?`)
const dotted = wordsAt(String.raw`(1[3-9]|2[0-3])\.([0-5][05])`)
const deadline = wordsAt(String.raw`(?:by|before)\s+(\d{1,2})(?:[.h](\d{2}))?(?:h\b)?`)
/** Before “by 5” and “17.30” these make a number of them: “cut costs by 5”, “pay 17.30”. */
const numberBefore =
  /(?:\b(?:increas|reduc|rais|cut|multipl|divid|lower|drop|grow|mov|shift|scal|boost|extend|shrink|improv|decreas|chang|adjust|up|down|off|div|lead|win|won|los|beat)\w*\b.*|\d\s+)$/i
const amountBefore =
  /(?:\b(?:pay|paid|costs?|price|bill|invoice|owe|spend|transfer|refund|fee|buy|sell|worth|tip|withdraw|deposit)\b.*|\b(?:versions?|v|chapters?|sections?|parts?|pages?|verse|number|no|nr|release|pay|paid|costs?|price|for|of|to|owe|spend|transfer|send|is|was|ratio|total|run|and|or|x|than|under|over|about|update|upgrade|install|node|ubuntu)\.?|[=<>*+:/-])\s*$/i
const lookBefore = /\b(?:look(?:ing)?|good|great|stay|live|lives|only|just|capped|stop|stops)\s+$/i
const bare = wordsAt(String.raw`(?:at|@)\s*(\d{1,2})(?:[.h](\d{2}))?(?:h\b)?${part}`)
/** “at 9 to 5” is half of something else. */
const onwards = /^\s*(?:to|-|–|—|until|till)\s*\d/i
const follows = /^\s+(?:on|in|with|for|to|and|by|sharp|about|re|this|next|before|after|until|remind|please)\b/i

/**
 * 24-hour time of what was said. Without am or pm, and without a leading zero, 1 to 6 are taken as the afternoon, when
 * people are awake; 7 to 11 as the morning.
 */
function timeOf(
  hourText: string,
  minute: number,
  meridiem: string | undefined,
  said: string | undefined,
): string | undefined {
  let hour = Number(hourText)
  if (minute > 59 || hour > 23) return undefined
  const daypart = said?.toLowerCase()
  if (meridiem !== undefined) {
    if (hour < 1 || hour > 12) return undefined
    hour = (hour % 12) + (meridiem.toLowerCase() === 'p' ? 12 : 0)
  } else if (daypart !== undefined) {
    if (daypart === 'morning') hour = hour === 12 ? 0 : hour
    else if (hour < 12 && !(daypart === 'night' && hour < 5)) hour += 12
  } else if (!hourText.startsWith('0') && hour >= 1 && hour <= 6) {
    hour += 12
  }
  return timeFromMinutes(hour * 60 + minute)
}

function readRange(open: string, index: number): TimeMatch | undefined {
  const match = matchAt(range, open, index)
  if (match === null) return undefined
  const [whole, from, hour1 = '', minute1, half1, hour2 = '', minute2, half2, said] = match
  if (/\band\b/i.test(whole) && from?.toLowerCase() !== 'between') return undefined
  const sure = half1 !== undefined || half2 !== undefined || (minute1 !== undefined && minute2 !== undefined)
  if (!sure && !(from !== undefined && endsAt(open, index + whole.length))) return undefined
  const end = timeOf(hour2, Number(minute2 ?? 0), half2, said)
  let start = timeOf(hour1, Number(minute1 ?? 0), half1 ?? half2, said)
  // “11-1pm” starts in the morning.
  if (half1 === undefined && half2 !== undefined && start !== undefined && end !== undefined && start > end) {
    start = timeOf(hour1, Number(minute1 ?? 0), 'a', undefined)
  }
  if (start === undefined || end === undefined || start === end) return undefined
  const minutes = minutesOf(end) - minutesOf(start)
  return { end: index + whole.length, time: start, minutes: minutes > 0 ? minutes : minutes + 24 * 60 }
}

function readSpoken(open: string, index: number): TimeMatch | undefined {
  const match = matchAt(spoken, open, index)
  if (match === null) return undefined
  const [whole, isHalf, isQuarter, said, side = '', hourText = '', meridiem, partIn, partAt] = match
  const count = said?.toLowerCase().replace(/[\s-]+/g, ' ')
  const words: Record<string, number> = { five: 5, ten: 10, twenty: 20, 'twenty five': 25 }
  const away = isHalf ? 30 : isQuarter ? 15 : (words[count ?? ''] ?? Number(count))
  if (!(away >= 1 && away <= 30) || (isHalf && side.toLowerCase() === 'to')) return undefined
  // “9 to 5” is no time, nor is “10 to 20”: in figures alone only “at 10 to 5” and “10 past 5”.
  const figures = /^\d/.test(count ?? '') && !/minutes\s/i.test(whole)
  if (figures && (away % 5 !== 0 || (side.toLowerCase() === 'to' && !/^(?:at|by|before|@)/i.test(whole))))
    return undefined
  const hour = countOf(hourText)
  if (!(hour >= 1 && hour <= 23)) return undefined
  const full = timeOf(String(hour), 0, meridiem, partIn ?? partAt)
  if (full === undefined) return undefined
  const minutes = minutesOf(full) + (side.toLowerCase() === 'to' ? -away : away)
  return { end: index + whole.length, time: timeFromMinutes((minutes + 24 * 60) % (24 * 60)) }
}

function readClock(open: string, index: number): TimeMatch | undefined {
  const am = matchAt(withHalf, open, index)
  if (am !== null) {
    const time = timeOf(am[1] ?? '', Number(am[2] ?? 0), am[3], undefined)
    return time === undefined ? undefined : { end: index + am[0].length, time }
  }
  const figures = matchAt(digital, open, index)
  if (figures !== null) {
    const time = timeOf(figures[1] ?? '', Number(figures[2]), undefined, figures[3] ?? figures[4])
    return time === undefined ? undefined : { end: index + figures[0].length, time }
  }
  const marked = matchAt(hourMark, open, index)
  if (marked !== null) {
    const time = timeOf(marked[1] ?? '', Number(marked[2] ?? 0), undefined, undefined)
    return time === undefined ? undefined : { end: index + marked[0].length, time }
  }
  const hours = matchAt(oclock, open, index)
  if (hours !== null) {
    const time = timeOf(String(countOf(hours[1] ?? '')), 0, hours[2], hours[3] ?? hours[4])
    return time === undefined ? undefined : { end: index + hours[0].length, time }
  }
  const name = matchAt(named, open, index)
  if (name !== null) {
    // A day’s midnight is the end of that day: the last minute in which the task is still in time.
    const times: Record<string, string> = { midnight: '23:59', noon: '12:00', midday: '12:00' }
    const time = times[name[1]?.toLowerCase() ?? ''] ?? endOfDay
    return { end: index + name[0].length, time }
  }
  return undefined
}

const minuteWords: Record<string, number> = {
  five: 5,
  ten: 10,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
}

/** “at seven”, “ten thirty am”, “at six in the morning”. */
function readWorded(open: string, index: number): TimeMatch | undefined {
  const match = matchAt(worded, open, index)
  if (match === null) return undefined
  const [whole, lead, hour = '', oh, tens, ones, meridiem, partIn, partAt] = match
  const end = index + whole.length
  const said = partIn ?? partAt
  const sure = meridiem !== undefined || said !== undefined
  const at = whole.startsWith('@') || /^at$/i.test(lead ?? '')
  if (!sure && !(at || (/^by$/i.test(lead ?? '') && endsAt(open, end)))) return undefined
  if (!sure && !standsAlone(open, end)) return undefined
  const before = open.slice(0, index)
  if (!sure && (lookBefore.test(before) || numberBefore.test(before))) return undefined
  const minute = oh === undefined ? (minuteWords[tens?.toLowerCase() ?? ''] ?? 0) : countOf(oh.split(/[\s-]/)[1] ?? '0')
  if (ones !== undefined && !/^(?:twenty|thirty|forty|fifty)$/i.test(tens ?? '')) return undefined
  const time = timeOf(String(countOf(hour)), minute + (ones === undefined ? 0 : 5), meridiem, said)
  return time === undefined ? undefined : { end, time }
}

/** Whether a number after “at” is a time: nothing that it may count follows. */
function standsAlone(open: string, end: number): boolean {
  const after = open.slice(end, end + 20)
  return !onwards.test(after) && (endsAt(open, end) || follows.test(after))
}

/** Figures that are a time only where they stand: “at 5”, “at 1730”, “by 5”, “17.30”. */
function readLoose(open: string, index: number): TimeMatch | undefined {
  const before = open.slice(0, index)
  const loose = matchAt(bare, open, index)
  if (loose !== null) {
    const end = index + loose[0].length
    const said = loose[3] ?? loose[4]
    const time = timeOf(loose[1] ?? '', Number(loose[2] ?? 0), undefined, said)
    return time !== undefined && (said !== undefined || standsAlone(open, end)) ? { end, time } : undefined
  }
  const figures = matchAt(military, open, index) ?? matchAt(dotted, open, index)
  if (figures !== null) {
    const end = index + figures[0].length
    const sure = /^(?:at|@)/i.test(figures[0])
      ? standsAlone(open, end)
      : endsAt(open, end) && !amountBefore.test(before)
    return sure ? { end, time: `${figures[1]}:${figures[2]}` } : undefined
  }
  const until = matchAt(deadline, open, index)
  if (until === null || !endsAt(open, index + until[0].length) || numberBefore.test(before)) return undefined
  const time = timeOf(until[1] ?? '', Number(until[2] ?? 0), undefined, undefined)
  return time === undefined || Number(until[1]) === 0 ? undefined : { end: index + until[0].length, time }
}

/** Reads a time of day that begins at `index`, the preposition before it included. */
export function readTime(open: string, index: number): TimeMatch | undefined {
  return (
    readRange(open, index) ??
    readSpoken(open, index) ??
    readClock(open, index) ??
    readWorded(open, index) ??
    readLoose(open, index)
  )
}

/** Part of the day, as said after a date: “tomorrow morning”, “friday in the evening”. */
export const partAfterDate = wordsAt(String.raw`(?:in\s+the\s+|at\s+)?(${dayPart})`)

/** The hour meant by “8” after “tonight” or “friday evening”: in the same half of the day. */
export function within(part: string, time: string): string {
  const minutes = minutesOf(time)
  return part >= '12:00' && minutes < 12 * 60 ? timeFromMinutes(minutes + 12 * 60) : time
}

/** Finds the time of day that stands at `near`, else the first one of the text. */
export function findTime(open: string, near: number | undefined): (TimeMatch & { start: number }) | undefined {
  let first: (TimeMatch & { start: number }) | undefined
  for (const start of wordStarts(open)) {
    if (first !== undefined && (near === undefined || start > near)) break
    const found = readTime(open, start)
    if (found === undefined) continue
    if (near !== undefined && start >= near && /^[\s,\uE000]*$/u.test(open.slice(near, start)))
      return { start, ...found }
    first ??= { start, ...found }
  }
  return first
}
