import type { Temporal } from '../../../shared/dates.ts'
import { addBusinessDays, endOfMonth, existingDate, nthWeekday, nthWorkday, weekdayInWeekOf } from './calendar.ts'
import { type DateMeaning, type DateRule, impossible, today, unclear, year } from './date-rule.ts'
import { type PhraseContext, wordsAt } from './reading.ts'
import { count, countOf, month, monthNumber, ordinal, ordinalOf, weekday, weekdayNumber } from './vocabulary.ts'

const workday = '(?:business|working|work|week)[\\s-]?days?'
const on = ',?\\s+(?:on\\s+)?(?:the\\s+)?'
const day = String.raw`(\d{1,2})(?:st|nd|rd|th)`
const ahead = `(?:in|within)\\s+(${count})\\s+`

const monthAhead = (ctx: PhraseContext, months: number): Temporal.PlainDate =>
  today(ctx).with({ day: 1 }).add({ months })

function dayIn(start: Temporal.PlainDate, number: number): DateMeaning {
  const date = existingDate(start.year, start.month, number)
  return date === undefined ? impossible : { date }
}

/** “3 May” or “May 3”, the day before the month or behind it, in the year after this one. */
const monthDay = `(?:(\\d{1,2})(?:st|nd|rd|th)?(?:\\s+of)?\\s+(${month})|(${month})\\s+(?:the\\s+)?(\\d{1,2})(?:st|nd|rd|th)?)`
const dayOfNextYear: DateRule['read'] = ([, before, m1, m2, after], ctx) =>
  dayIn(
    today(ctx)
      .with({ day: 1, month: monthNumber(m1 ?? m2 ?? '') })
      .add({ years: 1 }),
    Number(before ?? after),
  )

/** The month that was named, from the current one on, or the next one. */
function namedMonth(ctx: PhraseContext, name: string | undefined, y: string | undefined): Temporal.PlainDate {
  if (name === undefined) return monthAhead(ctx, 1)
  const start = today(ctx).with({ day: 1, month: monthNumber(name) })
  if (y !== undefined) return start.with({ year: Number(y) })
  return monthNumber(name) < today(ctx).month ? start.add({ years: 1 }) : start
}

/** Dates said in two parts: “next month on the 15th”, “tuesday in two weeks”; and those by working days. */
export const compoundRules: DateRule[] = [
  {
    pattern: wordsAt(`(?:(next)|this|in\\s+(${count}))\\s+months?,?\\s+(?:on\\s+)?(?:the\\s+)?${day}`),
    read: ([, next, amount, number], ctx) =>
      dayIn(monthAhead(ctx, amount === undefined ? (next === undefined ? 0 : 1) : countOf(amount)), Number(number)),
  },
  {
    pattern: wordsAt(`(?:(next)|this)\\s+month${on}(?:(last)|first)(?:\\s+day)?(?!\\s+[a-z])`),
    read: ([, next, last], ctx) => {
      const start = monthAhead(ctx, next === undefined ? 0 : 1)
      return { date: last === undefined ? start : endOfMonth(start) }
    },
  },
  {
    pattern: wordsAt(
      `next\\s+month${on}(${ordinal})\\s+(${weekday})|(?:the\\s+)?(${ordinal})\\s+(${weekday})\\s+next\\s+month`,
    ),
    read: ([, nth1, name1, nth2, name2], ctx) => {
      const { year, month } = monthAhead(ctx, 1)
      const date = nthWeekday(year, month, ordinalOf(nth1 ?? nth2 ?? ''), weekdayNumber(name1 ?? name2 ?? ''))
      return date === undefined ? impossible : { date }
    },
  },
  {
    pattern: wordsAt(`next\\s+year${on}${monthDay}`),
    read: dayOfNextYear,
  },
  {
    pattern: wordsAt(`(?:the\\s+)?${monthDay}\\s+next\\s+year`),
    read: dayOfNextYear,
  },
  // The weekday of the calendar week that is so many weeks away.
  {
    pattern: wordsAt(`${ahead}(weeks?|wks?|fortnights?),?\\s+(?:time,?\\s+)?(?:on\\s+)?(?:the\\s+|a\\s+)?(${weekday})`),
    read: ([, amount = '', unit = '', name = ''], ctx) => weekdayIn(ctx, countOf(amount), unit, name),
  },
  {
    pattern: wordsAt(`(${weekday}),?\\s+${ahead}(weeks?|wks?|fortnights?)(?:['’]?\\s+time)?`),
    read: ([, name = '', amount = '', unit = ''], ctx) => weekdayIn(ctx, countOf(amount), unit, name),
  },
  {
    pattern: wordsAt(`${ahead}(?:months?|years?|days?),?\\s+on\\s+(?:the\\s+|a\\s+)?${weekday}`),
    read: () => unclear,
  },
  {
    pattern: wordsAt(`(?:on\\s+)?(?:a\\s+)?${weekday},?\\s+${ahead}(?:months?|years?)`),
    read: () => unclear,
  },
  {
    pattern: wordsAt(
      `(?:in|within)\\s+(?:the\\s+next\\s+)?(${count})\\s+${workday}|(${count})\\s+${workday}\\s+from\\s+(?:now|today)`,
    ),
    read: ([, within, from], ctx) => ({ date: addBusinessDays(today(ctx), countOf(within ?? from ?? '1')) }),
  },
  {
    pattern: wordsAt(`(?:(?:on|by|before)\\s+)?(?:the\\s+)?(?:next|following)\\s+${workday.replace('s?', '')}`),
    read: (_, ctx) => ({ date: addBusinessDays(today(ctx), 1) }),
  },
  {
    pattern: wordsAt(
      `(?:the\\s+)?(${ordinal})\\s+${workday}\\s+(?:of|in)\\s+(?:(?:the|this)\\s+month|next\\s+month|(${month})${year})`,
    ),
    read: ([whole, nth = '', name, y], ctx) => {
      const current = /(?:the|this)\s+month$/i.test(whole)
      const find = (start: Temporal.PlainDate) => nthWorkday(start.year, start.month, ordinalOf(nth))
      const date = find(current ? monthAhead(ctx, 0) : namedMonth(ctx, name, y))
      const past = current && today(ctx).until(date).sign < 0
      return { date: past ? find(monthAhead(ctx, 1)) : date }
    },
  },
]

function weekdayIn(ctx: PhraseContext, amount: number, unit: string, name: string): DateMeaning | undefined {
  const weeks = /^f/i.test(unit) ? amount * 2 : amount
  return { date: weekdayInWeekOf(today(ctx).add({ weeks }), weekdayNumber(name)) }
}
