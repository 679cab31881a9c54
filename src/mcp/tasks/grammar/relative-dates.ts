import { Temporal } from '../../../shared/dates.ts'
import { endOfMonth, weekdayAfter, weekdayInWeekOf } from './calendar.ts'
import { monthStart } from './calendar-dates.ts'
import { type DateMeaning, type DateRule, today, year } from './date-rule.ts'
import { type PhraseContext, wordsAt } from './reading.ts'
import { count, countOf, dayPart, dayParts, month, weekday, weekdayNumber } from './vocabulary.ts'

const unit = '(min(?:ute)?s?|m|h(?:ou)?rs?|h|days?|d|weeks?|wks?|w|fortnights?|months?|years?|yrs?)'

/** The date an amount of a unit away; minutes and hours give a time too. */
export function offsetBy(
  ctx: PhraseContext,
  amount: number,
  unitText: string,
  from = today(ctx),
): DateMeaning | undefined {
  const name = unitText.toLowerCase()
  if (/^(m|min)/.test(name) && !name.startsWith('mo')) return momentAfter(ctx, Math.round(amount))
  if (name.startsWith('h')) return momentAfter(ctx, Math.round(amount * 60))
  if (!Number.isInteger(amount)) return undefined
  if (name.startsWith('d')) return { date: from.add({ days: amount }) }
  if (name.startsWith('w')) return { date: from.add({ weeks: amount }) }
  if (name.startsWith('f')) return { date: from.add({ weeks: 2 * amount }) }
  if (name.startsWith('mo')) return { date: from.add({ months: amount }) }
  return { date: from.add({ years: amount }) }
}

function momentAfter(ctx: PhraseContext, minutes: number): DateMeaning {
  const moment = ctx.now.toZonedDateTime(ctx.zone).add({ minutes }).toPlainDateTime().round('minute')
  return { date: moment.toPlainDate(), time: moment.toPlainTime().toString({ smallestUnit: 'minute' }) }
}

/** The first day of the next week (Monday), month, quarter or year. */
function startOfNext(date: Temporal.PlainDate, period: string): Temporal.PlainDate {
  switch (period.toLowerCase()) {
    case 'week':
      return weekdayInWeekOf(date.add({ weeks: 1 }), 1)
    case 'month':
      return date.with({ day: 1 }).add({ months: 1 })
    case 'quarter':
      return date.with({ day: 1 }).add({ months: 3 - ((date.month - 1) % 3) })
    default:
      return date.with({ month: 1, day: 1 }).add({ years: 1 })
  }
}

/** Start, middle or end of the period that `date` lies in. A week ends on its Friday; once that is past, on the next. */
function edgeOf(date: Temporal.PlainDate, edge: string, period: string): Temporal.PlainDate {
  const side = edge.toLowerCase()
  switch (period) {
    case 'week': {
      const friday = weekdayInWeekOf(date, 5)
      if (side === 'end') return Temporal.PlainDate.compare(friday, date) < 0 ? friday.add({ weeks: 1 }) : friday
      return weekdayInWeekOf(date, side === 'middle' ? 3 : 1)
    }
    case 'month':
      return side === 'end' ? endOfMonth(date) : date.with({ day: side === 'middle' ? 15 : 1 })
    case 'quarter': {
      const first = date.with({ day: 1 }).subtract({ months: (date.month - 1) % 3 })
      return side === 'end'
        ? endOfMonth(first.add({ months: 2 }))
        : side === 'middle'
          ? first.add({ months: 1, days: 14 })
          : first
    }
    default:
      return side === 'end'
        ? date.with({ month: 12, day: 31 })
        : date.with({ month: side === 'middle' ? 7 : 1, day: 1 })
  }
}

/** Dates by today: tomorrow, weekdays, lengths of time from now, the ends of weeks and months. */
export const relativeRules: DateRule[] = [
  {
    pattern: wordsAt(`(next\\s+)?(${weekday})(?:-|–|\\s+to\\s+|\\s+until\\s+)${weekday}`),
    read: ([, next, name = ''], ctx) => {
      const day = weekdayNumber(name)
      const nextWeek = weekdayInWeekOf(today(ctx).add({ weeks: 1 }), day)
      return { date: next === undefined ? weekdayAfter(today(ctx), day) : nextWeek, weak: 'edge' }
    },
  },
  { pattern: wordsAt('today|tod'), read: (_, ctx) => ({ date: today(ctx) }) },
  {
    pattern: wordsAt('tonight|tonite|later\\s+tonight'),
    read: (_, ctx) => ({ date: today(ctx), time: dayParts.night ?? '20:00', vague: true }),
  },
  {
    pattern: wordsAt('(?:tomorrow|tomorow|tommorow|tommorrow|tmrw|tmr|tmw|2moro)'),
    read: (_, ctx) => ({ date: today(ctx).add({ days: 1 }) }),
  },
  // “tom” is tomorrow, “Tom” a person.
  {
    pattern: wordsAt('tom'),
    read: ([whole], ctx) => (whole === 'tom' ? { date: today(ctx).add({ days: 1 }), weak: 'edge' } : undefined),
  },
  {
    pattern: wordsAt('(?:the\\s+)?day\\s+after\\s+tomorrow|overmorrow'),
    read: (_, ctx) => ({ date: today(ctx).add({ days: 2 }) }),
  },
  {
    pattern: wordsAt(`(?:this|later\\s+this)\\s+(${dayPart})`),
    read: ([, part = ''], ctx) => ({ date: today(ctx), time: dayParts[part.toLowerCase()] ?? '12:00', vague: true }),
  },
  {
    pattern: wordsAt('in\\s+the\\s+(morning|afternoon|evening)'),
    read: ([, part = ''], ctx) => {
      const time = dayParts[part.toLowerCase()] ?? '12:00'
      const past = time <= ctx.now.toPlainTime().toString({ smallestUnit: 'minute' })
      return { date: today(ctx).add({ days: past ? 1 : 0 }), time, vague: true, weak: 'edge' }
    },
  },
  // A bare weekday is the next one after today, also when today is one.
  {
    pattern: wordsAt(`(${weekday})`),
    read: ([, name = ''], ctx) => ({
      date: weekdayAfter(today(ctx), weekdayNumber(name)),
      kind: 'weekday',
      ...(/^(?:mon|wed|sat|sun)\.?$/i.test(name) && { weak: 'edge' as const }),
    }),
  },
  {
    pattern: wordsAt(`this(?:\\s+coming)?\\s+(${weekday})|(?:the\\s+)?coming\\s+(${weekday})`),
    read: ([, name1, name2], ctx) => {
      const inWeek = weekdayInWeekOf(today(ctx), weekdayNumber(name1 ?? name2 ?? ''))
      return { date: Temporal.PlainDate.compare(inWeek, today(ctx)) < 0 ? inWeek.add({ weeks: 1 }) : inWeek }
    },
  },
  // “next friday” is the Friday of the next calendar week.
  {
    pattern: wordsAt(`next\\s+(${weekday})|(${weekday})\\s+next\\s+week|next\\s+week(?:,?\\s+(?:on\\s+)?)(${weekday})`),
    read: ([, name1, name2, name3], ctx) => ({
      date: weekdayInWeekOf(today(ctx).add({ weeks: 1 }), weekdayNumber(name1 ?? name2 ?? name3 ?? '')),
    }),
  },
  {
    pattern: wordsAt(`(?:a\\s+week\\s+(?:on\\s+)?(${weekday})|(${weekday})\\s+week)`),
    read: ([, name1, name2], ctx) => ({
      date: weekdayAfter(today(ctx), weekdayNumber(name1 ?? name2 ?? '')).add({ weeks: 1 }),
      offset: true,
    }),
  },
  {
    pattern: wordsAt('(?:(?:at|on|over|during)\\s+)?(?:the\\s+|this\\s+)?(next\\s+)?(?:the\\s+)?weekend'),
    read: ([whole, next], ctx) => {
      const saturday = weekdayInWeekOf(today(ctx), 6)
      const soonest = today(ctx).dayOfWeek === 7 ? today(ctx) : saturday
      return {
        date: next ? saturday.add({ weeks: 1 }) : soonest,
        ...(/^weekend$/i.test(whole) && { weak: 'edge' as const }),
      }
    },
  },
  {
    pattern: wordsAt('next\\s+(week|month|quarter|year)'),
    read: ([, period = ''], ctx) => ({ date: startOfNext(today(ctx), period) }),
  },
  {
    pattern: wordsAt(
      `(?:in|within)\\s+(?:the\\s+next\\s+)?(${count}|\\d+[.]\\d+)\\s*${unit}(?:\\s+(?:and\\s+)?(?:(a\\s+half)|(\\d{1,2})\\s*m(?:in(?:ute)?s?)?))?(?:\\s+(?:from\\s+(?:now|today)|time))?`,
    ),
    read: ([, amount = '', unitText = '', plusHalf, plusMinutes], ctx) => {
      if (plusMinutes !== undefined) {
        return /^h/i.test(unitText) ? momentAfter(ctx, countOf(amount) * 60 + Number(plusMinutes)) : undefined
      }
      return offsetBy(ctx, countOf(amount) + (plusHalf ? 0.5 : 0), unitText)
    },
  },
  {
    pattern: wordsAt(`in\\s+(${count})\\s*(years?|months?|weeks?)\\s+and\\s+(${count})\\s*(months?|weeks?|days?)`),
    read: ([, amount1 = '', unit1 = '', amount2 = '', unit2 = ''], ctx) =>
      offsetBy(ctx, countOf(amount2), unit2, offsetBy(ctx, countOf(amount1), unit1)?.date),
  },
  { pattern: wordsAt('in\\s+half\\s+an\\s+hour|in\\s+a\\s+half\\s+hour'), read: (_, ctx) => momentAfter(ctx, 30) },
  {
    pattern: wordsAt('in\\s+(?:a|one)\\s+(?:quarter\\s+of\\s+an|quarter)\\s+hour'),
    read: (_, ctx) => momentAfter(ctx, 15),
  },
  {
    pattern: wordsAt(`(${count})\\s+${unit}\\s+(?:from\\s+(?:now|today)|hence)`),
    read: ([, amount = '', unitText = ''], ctx) => offsetBy(ctx, countOf(amount), unitText),
  },
  {
    pattern: wordsAt(
      `(?:(?:at|in|around|towards?)\\s+)?(?:the\\s+)?(end|start|beginning|middle)\\s+of\\s+(?:the\\s+|this\\s+|(next)\\s+)?(?:(week|month|quarter|year)|(${month})${year})|(eow|eom|eoq|eoy)`,
    ),
    read: ([, edge = '', next, period, m, y, short], ctx) => {
      if (m !== undefined) {
        const start = monthStart(
          { ...ctx, now: edge.toLowerCase() === 'end' ? ctx.now.subtract({ months: 1 }) : ctx.now },
          m,
          y,
        )
        return { date: edgeOf(start, edge, 'month') }
      }
      const letters: Record<string, string> = { w: 'week', m: 'month', q: 'quarter', y: 'year' }
      const name = (period ?? letters[short?.slice(-1).toLowerCase() ?? ''] ?? 'week').toLowerCase()
      const side = short === undefined ? edge.toLowerCase() : 'end'
      if (side !== 'end' && next === undefined) return undefined
      return { date: edgeOf(next === undefined ? today(ctx) : startOfNext(today(ctx), name), side, name) }
    },
  },
]
