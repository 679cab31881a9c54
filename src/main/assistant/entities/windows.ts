import { Temporal } from '../../../shared/dates.ts'
import { monthNumber, monthPattern, seasonMonths } from './calendar-words.ts'
import type { Calendar } from './days.ts'
import { ordinal } from './number-words.ts'
import { matches } from './span.ts'
import { compare, type Day, later, type When } from './when.ts'

/** The days of a month that are still to come. */
export function monthWindow(
  name: string,
  year: string | undefined,
  today: Day,
): { first: Day; last: Day; name: string } {
  const month = monthNumber(name)
  const within = year !== undefined ? Number(year) : month >= today.month ? today.year : today.year + 1
  const first = Temporal.PlainDate.from({ year: within, month, day: 1 })
  const last = first.add({ months: 1 }).subtract({ days: 1 })
  return { first: later(first, today.add({ days: 1 })), last, name: first.toLocaleString('en', { month: 'long' }) }
}

/** “the first week of June”, “early May”, “mid-September”, “the end of March”, “next week”, “next month”, “the summer”. */
export function* parts(plain: string, { today }: Calendar): Generator<When> {
  const month = `(${monthPattern})(?:,? (\\d{4}))?`
  for (const { start, end, groups } of matches(
    new RegExp(`\\b(?:the )?(first|second|third|fourth|last|1st|2nd|3rd|4th|final) (?:full )?week (?:of|in) ${month}`),
    plain,
  )) {
    const { first, last } = monthWindow(groups[2] ?? '', groups[3], today)
    const which = ordinal(groups[1] ?? '') ?? 1
    const begin = which > 0 ? first.add({ days: 7 * (which - 1) }) : last.subtract({ days: 6 })
    yield { start, end, kind: 'window', first: begin, last: begin.add({ days: 6 }), name: plain.slice(start, end) }
  }
  const third = new RegExp(
    `\\b(?:(?:in|during|towards|toward|around|about|at|by|some time|sometime) )*(?:the )?(?:very )?(early|beginning of|start of|mid|middle of|late|end of|first half of|second half of)(?: | ?- ?)(?:in )?${month}(?! (?:day )?bank)`,
  )
  for (const { start, end, groups } of matches(third, plain)) {
    const { first, last } = monthWindow(groups[2] ?? '', groups[3], today)
    const day = (n: number) => later(first.with({ day: Math.min(n, first.daysInMonth) }), first)
    const [a, b] = /early|begin|start/.test(groups[1] ?? '')
      ? [1, 10]
      : /mid/.test(groups[1] ?? '')
        ? [10, 20]
        : /first/.test(groups[1] ?? '')
          ? [1, 15]
          : /second/.test(groups[1] ?? '')
            ? [16, 31]
            : [20, 31]
    yield {
      start,
      end,
      kind: 'window',
      first: day(a),
      last: b >= 28 ? last : day(b),
      name: plain.slice(start, end).replace(/^(?:(?:in|during|towards?|around|about|at|by|some ?time) )+/, ''),
    }
  }
  for (const { start, end } of matches(/\b(?:the )?end of (?:the|this) month\b/, plain)) {
    yield { start, end, kind: 'day', date: today.with({ day: today.daysInMonth }) }
  }
  for (const { start, end } of matches(/\b(?:the )?week after next(?: week)?\b/, plain)) {
    const first = today.add({ days: 15 - today.dayOfWeek })
    yield { start, end, kind: 'window', first, last: first.add({ days: 6 }), name: 'that week' }
  }
  for (const { start, end, groups } of matches(/\b(this|next|the following) (week|month|year)(?! after)\b/, plain)) {
    const next = groups[1] === 'this' ? 0 : 1
    const monday = today.subtract({ days: today.dayOfWeek - 1 })
    const begin =
      groups[2] === 'week'
        ? monday.add({ days: 7 * next })
        : groups[2] === 'month'
          ? today.with({ day: 1 }).add({ months: next })
          : today.with({ day: 1, month: 1 }).add({ years: next })
    const after =
      groups[2] === 'week'
        ? begin.add({ days: 7 })
        : groups[2] === 'month'
          ? begin.add({ months: 1 })
          : begin.add({ years: 1 })
    yield {
      start,
      end,
      kind: 'window',
      first: later(begin, today),
      last: after.subtract({ days: 1 }),
      name: plain.slice(start, end),
    }
  }
  for (const { start, end, groups } of matches(
    /\b(?:in |during |over |for )?(?:the |this |next |early |late )?(spring|summer|autumn|fall|winter)(?:,? (?:of )?(\d{4}))?\b(?! palace| house)/,
    plain,
  )) {
    const [a = 3, b = 5] = seasonMonths[groups[1] ?? ''] ?? []
    const given = groups[2] === undefined ? undefined : Number(groups[2])
    let first = Temporal.PlainDate.from({ year: given ?? today.year, month: a, day: 1 })
    const length = b >= a ? b - a + 1 : b + 12 - a + 1
    if (given === undefined && compare(first.add({ months: length }), today) <= 0) first = first.add({ years: 1 })
    yield {
      start,
      end,
      kind: 'window',
      first: later(first, today),
      last: first.add({ months: length }).subtract({ days: 1 }),
      name: groups[1] ?? '',
    }
  }
}

/** Times of year that are named by what they are visited for, from month and day to month and day: as they usually fall. */
const sights: { pattern: RegExp; from: [number, number]; to: [number, number]; name: string }[] = [
  {
    pattern: /\b(?:in |for |during )?(?:the )?(?:cherry blossoms?|sakura)(?: (?:season|time))?\b/,
    from: [3, 25],
    to: [4, 10],
    name: 'cherry blossom season',
  },
  {
    pattern: /\b(?:for |during |to see |to visit )?(?:the )?christmas markets?(?: (?:season|time))?\b/,
    from: [11, 28],
    to: [12, 22],
    name: 'Christmas market season',
  },
  {
    pattern: /\b(?:for |during |to see )?(?:the )?(?:autumn|fall) (?:colou?rs|leaves|foliage)\b/,
    from: [10, 10],
    to: [11, 5],
    name: 'the time of autumn colours',
  },
]

/** “Tokyo in cherry blossom season”. */
export function* seasonsOfSights(plain: string, { today }: Calendar): Generator<When> {
  for (const { pattern, from, to, name } of sights) {
    for (const { start, end } of matches(pattern, plain)) {
      const on = (year: number, [month, day]: [number, number]) => Temporal.PlainDate.from({ year, month, day })
      const year = compare(on(today.year, to), today.add({ days: 3 })) < 0 ? today.year + 1 : today.year
      yield { start, end, kind: 'window', first: later(on(year, from), today), last: on(year, to), name }
    }
  }
}

const verbal = /(?:^|\b)(?:i|we|you|it|he|she|they|there|that)$/

/** A month by itself: “in March”, “porto 3 nights march”, “May 2027”. */
export function* months(plain: string, { today }: Calendar): Generator<When> {
  for (const { start, end, groups } of matches(
    new RegExp(`\\b(?:in |during |for |sometime in |this |next )?(${monthPattern})(?:,? (?:of )?(\\d{4}))?(?![a-z])`),
    plain,
  )) {
    const name = (groups[1] ?? '').replace('.', '')
    const bare = plain.slice(start, end) === name
    if (
      bare &&
      name === 'may' &&
      (verbal.test(plain.slice(0, start).trim()) ||
        /^ (?:i|we|you|be|have|not|need|want|also|as|come|go|take|well)\b/.test(plain.slice(end)))
    )
      continue
    if (bare && name === 'march' && /^ (?:on|to|of)\b/.test(plain.slice(end))) continue
    if (bare && name === 'mar') continue
    yield { start, end, kind: 'window', ...monthWindow(name, groups[2], today) }
  }
}
