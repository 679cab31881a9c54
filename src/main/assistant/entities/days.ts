import { Temporal } from '../../../shared/dates.ts'
import {
  dayNumber,
  dayWordPattern,
  monthNumber,
  monthPattern,
  weekdayNumber,
  weekdayPattern,
} from './calendar-words.ts'
import { feastOf, feastPattern } from './feasts.ts'
import { nthOfMonth } from './nth-of-month.ts'
import { ordinal, ordinalPattern } from './number-words.ts'

/** What dates are read against. */
export interface Calendar {
  today: Temporal.PlainDate
  /** Decides whether 12/5 is 12 May or 5 December. */
  locale: string
}

/** A day as it was written: some of its parts, or a date where the words give one by themselves. */
export interface WrittenDay {
  start: number
  end: number
  date?: Temporal.PlainDate
  year?: number
  month?: number
  day?: number
  weekday?: number
  /** Said with “next”. */
  next?: boolean
}

const number = '(\\d{1,2})(?:st|nd|rd|th)?'
const year = "(?:,? (?:of )?(\\d{4})\\b|,? '(\\d{2})\\b)?"
const weekdayFirst = `(?:(${weekdayPattern}),? )?`

type Reader = (match: RegExpExecArray, calendar: Calendar) => Omit<WrittenDay, 'start' | 'end'> | undefined

const wholeYear = (long: string | undefined, short: string | undefined): { year?: number } =>
  long !== undefined ? { year: Number(long) } : short !== undefined ? { year: 2000 + Number(short) } : {}

const forms: [pattern: string, read: Reader][] = [
  ['(\\d{4})-(\\d{1,2})-(\\d{1,2})\\b', ([, y, m, d]) => ({ year: Number(y), month: Number(m), day: Number(d) })],
  [
    `${weekdayFirst}(?:the )?${number}(?: of)?,? (${monthPattern})${year}`,
    ([, w, d, m, y, yy]) => ({ ...weekdayPart(w), day: Number(d), month: monthNumber(m ?? ''), ...wholeYear(y, yy) }),
  ],
  [
    `${weekdayFirst}(${monthPattern}) (?:the )?${number}\\b(?!:|[ap]m)${year}`,
    ([, w, m, d, y, yy]) => ({ ...weekdayPart(w), day: Number(d), month: monthNumber(m ?? ''), ...wholeYear(y, yy) }),
  ],
  [
    `${weekdayFirst}(?:the )?(${dayWordPattern}) of (${monthPattern})${year}`,
    ([, w, d, m, y, yy]) => ({
      ...weekdayPart(w),
      day: dayNumber(d ?? ''),
      month: monthNumber(m ?? ''),
      ...wholeYear(y, yy),
    }),
  ],
  [
    `${weekdayFirst}(${monthPattern}) the (${dayWordPattern})${year}`,
    ([, w, m, d, y, yy]) => ({
      ...weekdayPart(w),
      day: dayNumber(d ?? ''),
      month: monthNumber(m ?? ''),
      ...wholeYear(y, yy),
    }),
  ],
  [
    `(?:the )?(${ordinalPattern}) (${weekdayPattern}) (?:in|of) (${monthPattern})${year}`,
    ([, nth, w, m, y, yy], { today }) => ({
      date: nthOfMonth(
        ordinal(nth ?? '') ?? 1,
        weekdayNumber(w ?? ''),
        monthNumber(m ?? ''),
        wholeYear(y, yy).year,
        today,
      ),
    }),
  ],
  ['(\\d{1,2})/(\\d{1,2})(?:/(\\d{4}|\\d{2}))?(?![/\\d])', ([, a, b, y], calendar) => numeric(a, b, y, calendar)],
  ['(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4}|\\d{2}(?!\\.\\d))?', ([, d, m, y]) => dayMonth(d, m, y)],
  ['(\\d{1,2})-(\\d{1,2})-(\\d{4})\\b', ([, a, b, y], calendar) => numeric(a, b, y, calendar)],
  [
    `${weekdayFirst}the ${number}\\b(?! (?:days?|stops?|ones?|times?|trips?|tasks?|things?|items?|nights?|weeks?|floor|of us|person|people))`,
    ([, w, d]) => ({ ...weekdayPart(w), day: Number(d) }),
  ],
  [
    `${weekdayFirst}(\\d{1,2})(?:st|nd|rd|th)\\b(?! (?:days?|stops?|ones?|times?|trips?|tasks?|things?|items?|nights?|weeks?|floor|century|birthday|street|avenue|anniversary))`,
    ([, w, d]) => ({ ...weekdayPart(w), day: Number(d) }),
  ],
  ['(?:the )?day after tomorrow\\b', (_match, { today }) => ({ date: today.add({ days: 2 }) })],
  ['(?:today|tonight|this (?:morning|afternoon|evening))\\b', (_match, { today }) => ({ date: today })],
  ['a week (?:from )?(?:today|now)\\b', (_match, { today }) => ({ date: today.add({ days: 7 }) })],
  ['(?:a fortnight|2 weeks) (?:from )?(?:today|now)\\b', (_match, { today }) => ({ date: today.add({ days: 14 }) })],
  ['(?:a fortnight|2 weeks) (?:from )?tomorrow\\b', (_match, { today }) => ({ date: today.add({ days: 15 }) })],
  ['a week (?:from )?tomorrow\\b', (_match, { today }) => ({ date: today.add({ days: 8 }) })],
  ["in (?:a|one) fortnight(?:'s time)?\\b", (_match, { today }) => ({ date: today.add({ days: 14 }) })],
  ['tomorrow(?: (?:morning|afternoon|evening|night))?\\b', (_match, { today }) => ({ date: today.add({ days: 1 }) })],
  ['yesterday\\b', (_match, { today }) => ({ date: today.subtract({ days: 1 }) })],
  [
    `(?:a week on |a week from )(${weekdayPattern})`,
    ([, w], { today }) => ({ date: weekdayFrom(today, weekdayNumber(w ?? '')).add({ days: 7 }) }),
  ],
  [
    `(?:a fortnight|2 weeks) (?:on|from) (${weekdayPattern})`,
    ([, w], { today }) => ({ date: weekdayFrom(today, weekdayNumber(w ?? '')).add({ days: 14 }) }),
  ],
  [
    `(${weekdayPattern}) week\\b`,
    ([, w], { today }) => ({ date: weekdayFrom(today, weekdayNumber(w ?? '')).add({ days: 7 }) }),
  ],
  [
    "in (\\d+|a|an|one|a couple of|a few) (day|week|month)s?(?:'s? time)?\\b",
    ([, n, unit], { today }) => ({ date: today.add({ [`${unit}s`]: count(n) }) }),
  ],
  [
    "(\\d+|a|an|one|a couple of|a few) (day|week|month)s?'? from (?:now|today)\\b",
    ([, n, unit], { today }) => ({ date: today.add({ [`${unit}s`]: count(n) }) }),
  ],
  [
    `(?:(this|this coming|coming|next|the following|following) )?(${weekdayPattern})(?: (?:morning|afternoon|evening|night))?(?! market)`,
    ([, which, w]) => ({ weekday: weekdayNumber(w ?? ''), ...(which === 'next' && { next: true }) }),
  ],
]
const compiled = forms.map(([pattern, read]) => ({ pattern: new RegExp(pattern, 'y'), read }))
const feastAt = new RegExp(`(${feastPattern})(?:,? (\\d{4}))?(?![a-z])`, 'y')

/** The day written at a place of the text, without its surroundings being understood; undefined where none is. */
export function dayAt(text: string, at: number, calendar: Calendar, feasts = true): WrittenDay | undefined {
  if (at > 0 && /[a-z0-9]/.test(text[at - 1] ?? '')) return undefined
  if (feasts) {
    feastAt.lastIndex = at
    const feast = feastAt.exec(text)
    const read = feast?.[1] && feastOf(feast[1], calendar.today, feast[2] === undefined ? undefined : Number(feast[2]))
    if (feast !== null && read) return { start: at, end: at + feast[0].length, date: read.day }
  }
  const shift = shiftedFrom(text, at, calendar)
  if (shift !== undefined) return shift
  for (const { pattern, read } of compiled) {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match === null) continue
    const found = read(match, calendar)
    if (found === undefined) continue
    // “dad's 70th” and “our 10th” are birthdays and the like.
    if (
      /^\d+(?:st|nd|rd|th)$/.test(match[0]) &&
      (Number.parseInt(match[0], 10) > 31 || /(?:'s|\b(?:my|our|his|her|their|your)) $/.test(text.slice(0, at)))
    )
      continue
    // “sun”, “sat” and “mar” are days and months only where they cannot be other words.
    if (/^(?:sat|sun|wed)$/.test(match[0]) && !/(?:on|this|next|until|to|from|by|-|and|,) $|^$/.test(text.slice(0, at)))
      continue
    return { start: at, end: at + match[0].length, ...found }
  }
  return undefined
}

const shiftAt = /(?:the day|(\d+|a|an|one|a couple of|a few) (day|week)s?) (after|before) (?!tomorrow|yesterday)/y

/** “2 days after Christmas”, “the day before Good Friday”: a day counted from another. */
function shiftedFrom(text: string, at: number, calendar: Calendar): WrittenDay | undefined {
  shiftAt.lastIndex = at
  const match = shiftAt.exec(text)
  if (match === null) return undefined
  const from = dayAt(text, at + match[0].length, calendar)
  const date = from && resolveDay(from, calendar.today)
  if (from === undefined || date === undefined) return undefined
  const days = (match[2] === 'week' ? 7 : 1) * count(match[1])
  return { start: at, end: from.end, date: match[3] === 'after' ? date.add({ days }) : date.subtract({ days }) }
}

/** The date a written day means, on or after `from` where its year is not given; undefined where no such day exists. */
export function resolveDay(written: WrittenDay, from: Temporal.PlainDate): Temporal.PlainDate | undefined {
  if (written.date !== undefined) return written.date
  if (written.day !== undefined) {
    if (written.month !== undefined && written.year !== undefined)
      return exact(written.year, written.month, written.day)
    if (written.month !== undefined) {
      for (let year = from.year; year <= from.year + 8; year++) {
        const date = exact(year, written.month, written.day)
        if (date !== undefined && Temporal.PlainDate.compare(date, from) >= 0) return date
      }
      return undefined
    }
    for (let months = 0; months < 24; months++) {
      const month = from.toPlainYearMonth().add({ months })
      const date = exact(month.year, month.month, written.day)
      if (date !== undefined && Temporal.PlainDate.compare(date, from) >= 0) return date
    }
    return undefined
  }
  if (written.weekday === undefined) return undefined
  const coming = weekdayFrom(from, written.weekday)
  // “next Friday” is the one of next week, “Friday” the coming one.
  if (written.next !== true) return coming
  const nextMonday = from.add({ days: 8 - from.dayOfWeek })
  return nextMonday.add({ days: written.weekday - 1 })
}

/** The first such weekday after `date`. */
export function weekdayFrom(date: Temporal.PlainDate, weekday: number): Temporal.PlainDate {
  return date.add({ days: (weekday - date.dayOfWeek + 7) % 7 || 7 })
}

function exact(y: number, month: number, day: number): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from({ year: y, month, day }, { overflow: 'reject' })
  } catch {
    return undefined
  }
}

function weekdayPart(name: string | undefined): { weekday?: number } {
  return name === undefined ? {} : { weekday: weekdayNumber(name) }
}

function numeric(a = '', b = '', y: string | undefined, { locale }: Calendar) {
  const monthFirst = (/-(?:US|PH)\b/i.test(locale) && Number(a) <= 12) || Number(b) > 12
  return monthFirst ? dayMonth(b, a, y) : dayMonth(a, b, y)
}

function dayMonth(d = '', m = '', y?: string): Omit<WrittenDay, 'start' | 'end'> | undefined {
  if (Number(m) < 1 || Number(m) > 12 || Number(d) < 1 || Number(d) > 31) return undefined
  return {
    day: Number(d),
    month: Number(m),
    ...(y !== undefined && { year: y.length === 2 ? 2000 + Number(y) : Number(y) }),
  }
}

export function count(word: string | undefined): number {
  if (word === undefined || /^(?:a|an|one|another|1)$/.test(word)) return 1
  if (/couple/.test(word)) return 2
  if (/few|several/.test(word)) return 3
  return Number(word)
}
