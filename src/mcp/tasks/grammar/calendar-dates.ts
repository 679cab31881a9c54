import { Temporal } from '../../../shared/dates.ts'
import { endOfMonth, existingDate, nextDayOfMonth, nthWeekday } from './calendar.ts'
import { type DateMeaning, type DateRule, impossible, today, year } from './date-rule.ts'
import { holiday, holidayDate } from './holidays.ts'
import { type PhraseContext, wordsAt } from './reading.ts'
import { dayOfWord, dayWord, month, monthNumber, ordinal, ordinalOf, weekday, weekdayNumber } from './vocabulary.ts'

const dayNumber = String.raw`(\d{1,2})(?:st|nd|rd|th)?`
const named = String.raw`(?:${weekday},?\s+)?(?:the\s+)?`
const to = String.raw`\s*(?:-|–|—|to|until|till|through|and)\s*`
/** What turns “May 5 …” into something else than a date. */
const notDay = String.raw`(?!\d|:\d|\s*(?:%|am\b|pm\b|a\.m|p\.m|km\b|kg\b|miles?\b|people\b|persons?\b|times\b|hours?\b|minutes?\b|o['’]clock))`
const notMay = String.raw`(?!\s+(?:be|have|not|need|want|get|go|come|attend|or)\b)`

/** Day and month in the given year, else the next time they come. */
function dayAndMonth(ctx: PhraseContext, day: number, monthNo: number, yearText?: string): DateMeaning {
  const date =
    yearText === undefined ? nextDayOfMonth(today(ctx), monthNo, day) : existingDate(Number(yearText), monthNo, day)
  return date === undefined ? impossible : { date }
}

/** 12/5 by the reader’s custom, or the only way it can be. */
function numeric(ctx: PhraseContext, first: number, second: number, yearText?: string): DateMeaning | undefined {
  if (first === 0 || second === 0 || (first > 12 && second > 12)) return undefined
  const dayFirst = second > 12 ? false : first > 12 ? true : ctx.dayFirst
  const [day, monthNo] = dayFirst ? [first, second] : [second, first]
  return dayAndMonth(ctx, day, monthNo, yearText?.length === 2 ? `20${yearText}` : yearText)
}

/** The first day of a month: this year’s, or next year’s once it has begun. */
export function monthStart(ctx: PhraseContext, name: string, yearText?: string): Temporal.PlainDate {
  const monthNo = monthNumber(name)
  const ahead = monthNo > today(ctx).month ? 0 : 1
  return Temporal.PlainDate.from({
    year: yearText === undefined ? today(ctx).year + ahead : Number(yearText),
    month: monthNo,
    day: 1,
  })
}

/** “the 15th”: the next one after today, in a month that has such a day. */
function ordinalDay(
  ctx: PhraseContext,
  day: number,
  next: boolean,
  current: boolean,
  sure: boolean,
): DateMeaning | undefined {
  if (day < 1 || day > 31) return undefined
  const base = today(ctx)
    .with({ day: 1 })
    .add({ months: next ? 1 : 0 })
  const weak = sure || next || current ? {} : { weak: 'edge' as const }
  if (next || current) {
    const date = existingDate(base.year, base.month, day)
    return date === undefined ? impossible : { date }
  }
  for (let ahead = 0; ahead < 12; ahead += 1) {
    const first = base.add({ months: ahead })
    const date = existingDate(first.year, first.month, day)
    if (date !== undefined && Temporal.PlainDate.compare(date, today(ctx)) > 0) return { date, ...weak }
  }
  return undefined
}

function nthOf(
  ctx: PhraseContext,
  nth: number,
  day: number,
  m: string | undefined,
  y: string | undefined,
  next: boolean,
): DateMeaning {
  if (m === undefined) {
    const base = today(ctx)
      .with({ day: 1 })
      .add({ months: next ? 1 : 0 })
    const date = nthWeekday(base.year, base.month, nth, day)
    const ahead = base.add({ months: 1 })
    const past = date !== undefined && Temporal.PlainDate.compare(date, today(ctx)) < 0
    const found = past ? nthWeekday(ahead.year, ahead.month, nth, day) : date
    return found === undefined ? impossible : { date: found }
  }
  const start = y === undefined ? today(ctx).year : Number(y)
  const thisYear = nthWeekday(start, monthNumber(m), nth, day)
  const past = y === undefined && thisYear !== undefined && Temporal.PlainDate.compare(thisYear, today(ctx)) < 0
  const date = past ? nthWeekday(start + 1, monthNumber(m), nth, day) : thisYear
  return date === undefined ? impossible : { date }
}

/** Dates by the calendar: days, months, ranges, weekdays of a month, holidays. */
export const calendarRules: DateRule[] = [
  {
    pattern: wordsAt(String.raw`(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2})?)?`),
    read: ([, y, m, d, hour, minute]) => {
      const date = existingDate(Number(y), Number(m), Number(d))
      if (date === undefined || Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59) return impossible
      return { date, ...(hour !== undefined && { time: `${hour}:${minute}` }) }
    },
  },
  {
    pattern: wordsAt(
      String.raw`(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d{2}))?(?!\s*(?:cups?|tsp|tbsp|kg|g|lbs?|oz|l|litres?|liters?|pints?|hours?|hrs?|miles?|price|off|of|full|portions?|an?)\b)`,
    ),
    read: ([whole, a, b, y], ctx) => (whole === '24/7' ? undefined : numeric(ctx, Number(a), Number(b), y)),
  },
  {
    // 12.5. without a year may as well be a chapter, except to those who write dates so.
    pattern: wordsAt(String.raw`(\d{1,2})\.(\d{1,2})\.(?:\s?(\d{4})|(\d{2}))?`),
    read: ([, a, b, y4, y2], ctx) => {
      const meaning = numeric({ ...ctx, dayFirst: true }, Number(a), Number(b), y4 ?? y2)
      const weak = ctx.dottedDates ? ('edge' as const) : ('preposition' as const)
      return meaning && { ...meaning, kind: 'figures', ...(y4 === undefined && { weak }) }
    },
  },
  {
    pattern: wordsAt(String.raw`(\d{1,2})-(\d{1,2})-(\d{4})`),
    read: ([, a, b, y], ctx) => numeric(ctx, Number(a), Number(b), y),
  },
  {
    pattern: wordsAt(`${named}${dayNumber}(?:\\s+(?:day\\s+)?of)?\\s+(${month})${notMay}${year}`),
    read: ([, d, m = '', y], ctx) => dayAndMonth(ctx, Number(d), monthNumber(m), y),
  },
  {
    pattern: wordsAt(`${named}(${month})\\s+(?:the\\s+)?${dayNumber}${notDay}${year}`),
    read: ([, m = '', d, y], ctx) => dayAndMonth(ctx, Number(d), monthNumber(m), y),
  },
  {
    pattern: wordsAt(`(?:the\\s+)?(${dayWord})\\s+(?:day\\s+)?of\\s+(${month})${notMay}${year}`),
    read: ([, word = '', m = '', y], ctx) => dayAndMonth(ctx, dayOfWord(word), monthNumber(m), y),
  },
  // A range begins when its first day does.
  {
    pattern: wordsAt(`(?:the\\s+)?${dayNumber}${to}(?:the\\s+)?${dayNumber}(?:\\s+of)?\\s+(${month})${year}`),
    read: ([, from, till, m = '', y], ctx) => {
      const start = dayAndMonth(ctx, Number(from), monthNumber(m), y)
      return dayAndMonth(ctx, Number(till), monthNumber(m), y).impossible || Number(from) >= Number(till)
        ? impossible
        : start
    },
  },
  {
    pattern: wordsAt(`(${month})\\s+(?:the\\s+)?${dayNumber}${to}(?:the\\s+)?${dayNumber}${notDay}${year}`),
    read: ([, m = '', from, till, y], ctx) => {
      const start = dayAndMonth(ctx, Number(from), monthNumber(m), y)
      return dayAndMonth(ctx, Number(till), monthNumber(m), y).impossible || Number(from) >= Number(till)
        ? impossible
        : start
    },
  },
  {
    pattern: wordsAt(`${dayNumber}(?:\\s+of)?\\s+(${month})${year}${to}${dayNumber}(?:\\s+of)?\\s+(${month})${year}`),
    read: ([, d1, m1 = '', y1, d2, m2 = '', y2], ctx) => {
      const end = dayAndMonth(ctx, Number(d2), monthNumber(m2), y2)
      return end.impossible ? impossible : dayAndMonth(ctx, Number(d1), monthNumber(m1), y1 ?? y2)
    },
  },
  {
    pattern: wordsAt(`(${month})\\s+${dayNumber}${year}${to}(${month})\\s+${dayNumber}${notDay}${year}`),
    read: ([, m1 = '', d1, y1, m2 = '', d2, y2], ctx) => {
      const end = dayAndMonth(ctx, Number(d2), monthNumber(m2), y2)
      return end.impossible ? impossible : dayAndMonth(ctx, Number(d1), monthNumber(m1), y1 ?? y2)
    },
  },
  {
    pattern: wordsAt(`(?:in|by|during|next|this(?!\\s+may))\\s+(${month})(?:\\s+(\\d{4})\\b)?(?!\\s+\\d)`),
    read: ([, m = '', y], ctx) => ({ date: monthStart(ctx, m, y) }),
  },
  {
    pattern: wordsAt(`(?:in\\s+)?(${month})\\s+(\\d{4})\\b`),
    read: ([, m = '', y], ctx) => ({ date: monthStart(ctx, m, y) }),
  },
  {
    pattern: wordsAt(
      `(?:the\\s+)?(${ordinal})\\s+(${weekday})\\s+(?:of|in)\\s+(?:(${month})${year}|(?:the|this)\\s+month|(next)\\s+month)`,
    ),
    read: ([, nth = '', name = '', m, y, next], ctx) =>
      nthOf(ctx, ordinalOf(nth), weekdayNumber(name), m, y, next !== undefined),
  },
  {
    pattern: wordsAt(`mid(?:\\s+|-)(${month})${year}`),
    read: ([, m = '', y], ctx) => dayAndMonth(ctx, 15, monthNumber(m), y),
  },
  {
    pattern: wordsAt(
      String.raw`(?:(?:on|by|due|from|until|before)\s+)?(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)(?:\s+(?:of\s+)?(?:(this)|(next))\s+month)?(?!\s+(?:floor|street|st|ave|avenue|anniversary|edition|chapter|attempt|grade|class|place|time|draft|quarter|version|day|round|birthday|century|of\b))`,
    ),
    read: ([whole, d, thisMonth, nextMonth], ctx) =>
      ordinalDay(
        ctx,
        Number(d),
        nextMonth !== undefined,
        thisMonth !== undefined,
        /^(?:on|by|due|from|until|before)\s/i.test(whole),
      ),
  },
  {
    pattern: wordsAt('(?:on\\s+)?(?:the\\s+)?(?:last\\s+day|(first))\\s+of\\s+(?:(?:the|this)|(next))\\s+month'),
    read: ([, first, next], ctx) => {
      const start = today(ctx)
        .with({ day: 1 })
        .add({ months: next === undefined && first === undefined ? 0 : 1 })
      return { date: first === undefined ? endOfMonth(start) : start }
    },
  },
  {
    pattern: wordsAt(`(${holiday})(?:\\s+(\\d{4})\\b)?`),
    read: ([, name = '', y], ctx) => {
      const date = holidayDate(name, today(ctx), y === undefined ? undefined : Number(y))
      return date && { date, weak: 'edge' }
    },
  },
]
