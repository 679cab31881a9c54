import { Temporal } from '../../../shared/dates.ts'
import {
  addBusinessDays,
  endOfMonth,
  existingDate,
  nextDayOfMonth,
  nthWeekday,
  weekdayAfter,
  weekdayInWeekOf,
} from './calendar.ts'
import { holiday, holidayDate } from './holidays.ts'
import { headAt, matchAt, type PhraseContext, wordsAt } from './reading.ts'
import {
  count,
  countOf,
  dayPart,
  dayParts,
  month,
  monthNumber,
  ordinal,
  ordinalOf,
  weekday,
  weekdayNumber,
} from './vocabulary.ts'

/** What a date phrase means. */
export interface DateMeaning {
  date?: Temporal.PlainDate
  /** A time that is part of it: “tonight”, “in 20 minutes”. */
  time?: string
  /** The time is only the usual one of a part of the day: “tonight”. */
  vague?: true
  /** It names a day that does not exist. */
  impossible?: true
  /** Only a date after a preposition or, with `edge`, also at the end of the phrase: “15th”, “sat”, “Christmas”. */
  weak?: 'edge' | 'preposition'
  /** It reads as a length of time: not after “for”. */
  offset?: true
}

export interface DateMatch extends DateMeaning {
  end: number
}

interface Rule {
  pattern: RegExp
  /** @param match groups by number; undefined where the words do not make a date after all */
  read(match: RegExpExecArray, ctx: PhraseContext): DateMeaning | undefined
}

const impossible: DateMeaning = { impossible: true }
const year = String.raw`(?:,?\s+(\d{4})\b)?`
const dayNumber = String.raw`(\d{1,2})(?:st|nd|rd|th)?`
const named = String.raw`(?:${weekday},?\s+(?:the\s+)?)?`
const to = String.raw`\s*(?:-|–|—|to|until|till|through|and)\s*`
const unit = '(min(?:ute)?s?|m|h(?:ou)?rs?|h|days?|d|weeks?|wks?|w|fortnights?|months?|years?|yrs?)'
/** What turns “May 5 …” into something else than a date. */
const notDay = String.raw`(?!\d|:\d|\s*(?:%|am\b|pm\b|a\.m|p\.m|km\b|kg\b|miles?\b|people\b|persons?\b|times\b|hours?\b|minutes?\b|o['’]clock))`
const notMay = String.raw`(?!\s+(?:be|have|not|need|want|get|go|come|attend|or)\b)`

const today = (ctx: PhraseContext) => ctx.now.toPlainDate()

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

/** The first day of a month: this year’s, or next year’s once it has begun. */
function monthStart(ctx: PhraseContext, name: string, yearText?: string): Temporal.PlainDate {
  const monthNo = monthNumber(name)
  const ahead = monthNo > today(ctx).month ? 0 : 1
  return Temporal.PlainDate.from({
    year: yearText === undefined ? today(ctx).year + ahead : Number(yearText),
    month: monthNo,
    day: 1,
  })
}

const rules: Rule[] = [
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
    // 12.5. without a year may as well be a chapter.
    pattern: wordsAt(String.raw`(\d{1,2})\.(\d{1,2})\.(?:\s?(\d{4}))?`),
    read: ([, a, b, y], ctx) => {
      const meaning = numeric({ ...ctx, dayFirst: true }, Number(a), Number(b), y)
      return meaning && { ...meaning, ...(y === undefined && { weak: 'preposition' as const }) }
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
    pattern: wordsAt(`${weekday}(?:-|–|\\s+to\\s+|\\s+until\\s+)${weekday}`),
    read: ([whole], ctx) => ({ date: weekdayAfter(today(ctx), weekdayNumber(whole)), weak: 'edge' }),
  },
  {
    pattern: wordsAt(`(?:in|by|during|next|this(?!\\s+may))\\s+(${month})(?:\\s+(\\d{4})\\b)?(?!\\s+\\d)`),
    read: ([, m = '', y], ctx) => ({ date: monthStart(ctx, m, y) }),
  },
  {
    pattern: wordsAt(`(?:in\\s+)?(${month})\\s+(\\d{4})\\b`),
    read: ([, m = '', y], ctx) => ({ date: monthStart(ctx, m, y) }),
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
      `(?:(?:in|within)\\s+)?(${count})\\s+(?:business|working|work)\\s+days?(?:\\s+from\\s+(?:now|today))?`,
    ),
    read: ([whole, amount = ''], ctx) => {
      if (!/^(?:in|within)\s|from/i.test(whole)) return undefined
      return { date: addBusinessDays(today(ctx), countOf(amount)) }
    },
  },
  {
    pattern: wordsAt(
      `(?:the\\s+)?(${ordinal})\\s+(${weekday})\\s+(?:of|in)\\s+(?:(${month})${year}|(?:the|this)\\s+month|(next)\\s+month)`,
    ),
    read: ([, nth = '', name = '', m, y, next], ctx) =>
      nthOf(ctx, ordinalOf(nth), weekdayNumber(name), m, y, next !== undefined),
  },
  {
    pattern: wordsAt(
      `(?:the\\s+)?(end|start|beginning|middle)\\s+of\\s+(?:the\\s+|this\\s+|(next)\\s+)?(?:(day|week|month|quarter|year)|(${month})${year})|(eod|cob|eow|eom|eoq|eoy)`,
    ),
    read: ([, edge = '', next, period, m, y, short], ctx) => {
      if (m !== undefined) {
        const start = monthStart({ ...ctx, now: edge === 'end' ? ctx.now.subtract({ months: 1 }) : ctx.now }, m, y)
        return { date: edgeOf(start, edge, 'month') }
      }
      const letters: Record<string, string> = { d: 'day', b: 'day', w: 'week', m: 'month', q: 'quarter', y: 'year' }
      const name = (period ?? letters[short?.slice(-1).toLowerCase() ?? ''] ?? 'day').toLowerCase()
      const side = short === undefined ? edge.toLowerCase() : 'end'
      if (name === 'day') return side === 'end' ? { date: today(ctx), time: '17:00' } : undefined
      if (side !== 'end' && next === undefined) return undefined
      return { date: edgeOf(next === undefined ? today(ctx) : startOfNext(today(ctx), name), side, name) }
    },
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
    pattern: wordsAt(`(${holiday})(?:\\s+(\\d{4})\\b)?`),
    read: ([, name = '', y], ctx) => {
      const date = holidayDate(name, today(ctx), y === undefined ? undefined : Number(y))
      return date && { date, weak: 'edge' }
    },
  },
]

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

const away = headAt(
  `(?:in\\s+)?(${count})\\s+(days?|weeks?|months?|years?|fortnights?)\\s+(after|before|from)\\s+(?:the\\s+(?=\\d))?`,
)
const dayAway = headAt('(?:the\\s+)?(day|week)\\s+(after|before)\\s+')

/** “3 days before christmas”, “a week from friday”, “the day before 12 May”. */
function readAway(open: string, index: number, ctx: PhraseContext): DateMatch | undefined {
  const counted = matchAt(away, open, index)
  const single = counted === null ? matchAt(dayAway, open, index) : null
  const head = counted ?? single
  if (head === null) return undefined
  const base = readDate(open, index + head[0].length, ctx)
  if (base?.date === undefined) return base?.impossible ? base : undefined
  const amount = counted === null ? 1 : countOf(counted[1] ?? '1')
  const unitText = (counted === null ? single?.[1] : counted[2]) ?? 'day'
  const side = (counted === null ? single?.[2] : counted[3]) ?? 'after'
  const moved = offsetBy(ctx, side.toLowerCase() === 'before' ? -amount : amount, unitText, base.date)
  return moved && { end: base.end, ...moved, offset: true }
}

/** Reads the longest date phrase that begins at `index`, or undefined. */
export function readDate(open: string, index: number, ctx: PhraseContext): DateMatch | undefined {
  let best = readAway(open, index, ctx)
  for (const rule of rules) {
    const match = matchAt(rule.pattern, open, index)
    if (match === null || (best !== undefined && index + match[0].length <= best.end)) continue
    const meaning = rule.read(match, ctx)
    if (meaning !== undefined) best = { end: index + match[0].length, ...meaning }
  }
  return best
}
