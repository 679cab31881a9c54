import { Temporal } from '../../../shared/dates.ts'
import { monthNumber, monthPattern, seasonMonths, weekdayPattern } from './calendar-words.ts'
import { type Calendar, dayAt, resolveDay, type WrittenDay, weekdayFrom } from './days.ts'
import { feastOf, feastPattern } from './feasts.ts'
import { ordinal } from './number-words.ts'
import { matches, type Span } from './span.ts'

export type { Calendar } from './days.ts'

type Day = Temporal.PlainDate

/** A time that was named. */
export type When = Span &
  (
    | { kind: 'day'; date: Day }
    | { kind: 'range'; first: Day; last: Day; name?: string }
    /** Somewhere within: a month, a season, the first week of June. */
    | { kind: 'window'; first: Day; last: Day; name: string }
    /** A weekend within; where it is given which, first and last are its Friday and Sunday. */
    | { kind: 'weekend'; first: Day; last: Day; name: string; exact: boolean; long: boolean }
    | { kind: 'impossible'; text: string; reason: string }
  )

const compare = Temporal.PlainDate.compare
const later = (a: Day, b: Day): Day => (compare(a, b) >= 0 ? a : b)

/** All times named in a text, in their order, without overlaps. */
export function readDates(plain: string, calendar: Calendar): When[] {
  const found: When[] = []
  const free = (span: Span) => !found.some((other) => span.start < other.end && other.start < span.end)
  const add = (when: When | undefined) => {
    if (when !== undefined && free(when)) found.push(when)
  }
  for (const when of ranges(plain, calendar)) add(when)
  for (const when of weekends(plain, calendar)) add(when)
  for (const when of parts(plain, calendar)) add(when)
  for (const when of feasts(plain, calendar)) add(when)
  let base: Day | undefined
  for (let at = 0; at < plain.length; at++) {
    const inside = found.find((other) => at >= other.start && at < other.end)
    if (inside !== undefined) {
      at = inside.end - 1
      continue
    }
    const written = dayAt(plain, at, calendar)
    if (written === undefined || !free(written)) continue
    const day = toDay(plain, written, base ?? calendar.today)
    found.push(day)
    if (day.kind === 'day') base = day.date
    at = written.end - 1
  }
  for (const when of months(plain, calendar)) add(when)
  return found.sort((a, b) => a.start - b.start)
}

function toDay(plain: string, written: WrittenDay, from: Day): When {
  const span = { start: written.start, end: written.end }
  const date = resolveDay(written, from)
  const text = plain.slice(written.start, written.end)
  if (date === undefined) return { ...span, kind: 'impossible', text, reason: 'no such day' }
  return { ...span, kind: 'day', date }
}

const joiner =
  / ?(?:-|(?:and |but )?(?:until|to|through|up to|going to)(?: and including)?) ?(?:the )?|,? (?:and |then )?(?:leaving|returning|coming (?:back|home)|back|ending|departing|going home|flying (?:back|home)|home)(?: on)? (?=\S)/y
const andJoiner = / and (?:the )?/y

/** “3-10 May”, “from the 12th to the 16th of September”, “May 3 to 10”, “8 April … leaving on the 11th”. */
function* ranges(plain: string, calendar: Calendar): Generator<When> {
  const shortFirst = new RegExp(
    `(?:(?:${weekdayPattern}),? )?(?:the )?(\\d{1,2})(?:st|nd|rd|th)? ?(?:-|to|until|through|and) ?(?:(?:${weekdayPattern}),? )?(?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?: of)? (${monthPattern})(?:,? (\\d{4}))?`,
  )
  for (const { start, end, groups } of matches(shortFirst, plain)) {
    if (/[a-z0-9/.]$/.test(plain.slice(0, start))) continue
    yield rangeOf(
      plain,
      { start, end },
      part(groups[1], groups[3], groups[4]),
      part(groups[2], groups[3], groups[4]),
      calendar,
    )
  }
  const monthFirst = new RegExp(
    `\\b(${monthPattern}) (?:the )?(\\d{1,2})(?:st|nd|rd|th)? ?(?:-|to|until|through) ?(?:the )?(\\d{1,2})(?:st|nd|rd|th)?\\b(?! (?:${monthPattern}))(?:,? (\\d{4}))?`,
  )
  for (const { start, end, groups } of matches(monthFirst, plain)) {
    yield rangeOf(
      plain,
      { start, end },
      part(groups[2], groups[1], groups[4]),
      part(groups[3], groups[1], groups[4]),
      calendar,
    )
  }
  for (let at = 0; at < plain.length; at++) {
    const left = dayAt(plain, at, calendar, false)
    if (left === undefined) continue
    const between = /\bbetween (?:the )?$/.test(plain.slice(0, left.start))
    const join = between ? andJoiner : joiner
    join.lastIndex = left.end
    const joined = join.exec(plain)
    if (joined === null) {
      at = left.end - 1
      continue
    }
    const after = left.end + joined[0].length
    const right = dayAt(plain, after, calendar, false) ?? bareDay(plain, after, left)
    if (right === undefined) continue
    yield rangeOf(plain, { start: left.start, end: right.end }, left, right, calendar)
    at = right.end - 1
  }
}

/** A bare number that ends a range: “12 May to 15”. */
function bareDay(plain: string, at: number, left: WrittenDay): WrittenDay | undefined {
  const match = /^(\d{1,2})\b(?! ?(?:people|adults|of us|days?|nights?|euros?|pounds?|[ap]m|:))/.exec(plain.slice(at))
  if (match === null || left.day === undefined) return undefined
  return { start: at, end: at + match[0].length, day: Number(match[1]) }
}

const part = (day = '', month = '', year?: string): Partial<WrittenDay> => ({
  day: Number(day),
  month: monthNumber(month),
  ...(year !== undefined && { year: Number(year) }),
})

function rangeOf(
  plain: string,
  span: Span,
  left: Partial<WrittenDay>,
  right: Partial<WrittenDay>,
  { today }: Calendar,
): When {
  const text = plain.slice(span.start, span.end)
  const impossible = (reason: string): When => ({ ...span, kind: 'impossible', text, reason })
  // What only one side says holds for both: “the 12th to the 16th of September”.
  const begin: WrittenDay = { ...span, ...left }
  if (begin.day !== undefined && begin.month === undefined && right.month !== undefined) begin.month = right.month
  if (begin.day !== undefined && begin.year === undefined && right.year !== undefined && begin.date === undefined) {
    const crosses = begin.month !== undefined && right.month !== undefined && begin.month > right.month
    begin.year = crosses ? right.year - 1 : right.year
  }
  const first = resolveDay(begin, today)
  if (first === undefined) return impossible('no such day')
  const finish: WrittenDay = { ...span, ...right }
  if (finish.next === true && finish.weekday !== undefined) delete finish.next
  // “May 10 to 3” and “15 May to 12 May” end before they begin.
  if (
    finish.day !== undefined &&
    finish.month !== undefined &&
    finish.year === undefined &&
    begin.month === finish.month
  ) {
    finish.year = first.year
  }
  if (
    finish.day !== undefined &&
    finish.month === undefined &&
    finish.date === undefined &&
    left.month !== undefined &&
    !/the \d|\d(?:st|nd|rd|th)/.test(text)
  ) {
    finish.month = first.month
    finish.year = first.year
  }
  const last = resolveDay(finish, finish.weekday !== undefined && finish.day === undefined ? first : first)
  if (last === undefined) return impossible('no such day')
  if (compare(last, first) < 0) return impossible('ends before it begins')
  return { ...span, kind: 'range', first, last }
}

const friday = (date: Day): Day => date.add({ days: 5 - date.dayOfWeek })

/** “this weekend”, “next weekend”, “a weekend in May”, “the first weekend of June”, “the weekend of 12 June”. */
function* weekends(plain: string, calendar: Calendar): Generator<When> {
  const { today } = calendar
  const month = `(${monthPattern})(?:,? (\\d{4}))?`
  const nth = new RegExp(
    `\\b(?:the )?(first|second|third|fourth|last|1st|2nd|3rd|4th) (long )?weekend (?:of|in) ${month}`,
  )
  for (const { start, end, groups } of matches(nth, plain)) {
    const { first, last } = monthWindow(groups[3] ?? '', groups[4], today)
    const all = weekendsWithin(first, last)
    const which = ordinal(groups[1] ?? '') ?? 1
    const begin = all.at(which > 0 ? which - 1 : which)
    if (begin !== undefined) yield weekendAt(start, end, begin, 'that weekend', groups[2] !== undefined)
  }
  for (const { start, end, groups } of matches(
    new RegExp(
      `\\b(?:a |one |any |some )?(long )?weekend(?: (?:break|away|trip|getaway))*(?: (?:in|during|sometime in|of) | )${month}(?! ?\\d{1,2}(?:st|nd|rd|th)?\\b)`,
    ),
    plain,
  )) {
    const { first, last, name } = monthWindow(groups[2] ?? '', groups[3], today)
    yield { start, end, kind: 'weekend', first, last, name, exact: false, long: groups[1] !== undefined }
  }
  for (const { start, end } of matches(/\b(?:the )?weekend (?:of|around|starting|from|beginning) (?=\S)/, plain)) {
    const day = dayAt(plain, end, calendar) ?? dayAt(plain, end + 4, calendar)
    const date = day && resolveDay(day, today)
    if (day !== undefined && date !== undefined) {
      const begin = date.dayOfWeek === 1 ? date.subtract({ days: 3 }) : friday(date)
      yield weekendAt(start, day.end, begin, 'that weekend', false)
    }
  }
  for (const { start, end, groups } of matches(
    /\b(this(?: coming)?|the coming|coming|next|the following|the next) (long )?weekend\b/,
    plain,
  )) {
    const next = /next|following/.test(groups[1] ?? '')
    const begin = friday(today).add({ days: next ? 7 : 0 })
    const name = next ? 'next weekend' : 'this weekend'
    yield weekendAt(
      start,
      end,
      next ? begin : later(begin, today.add({ days: today.dayOfWeek >= 5 && today.dayOfWeek < 7 ? 1 : 0 })),
      name,
      groups[2] !== undefined,
    )
  }
  for (const { start, end } of matches(/\bthe weekend after next\b/, plain)) {
    yield weekendAt(start, end, friday(today).add({ days: 14 }), 'the weekend after next', false)
  }
  for (const { start, end, groups } of matches(/\bin (\d+|a couple of|a few) weekends\b/, plain)) {
    yield weekendAt(start, end, friday(today).add({ days: 7 * (Number(groups[1]) || 2) }), 'that weekend', false)
  }
}

function weekendAt(start: number, end: number, begin: Day, name: string, long: boolean): When {
  const sunday = begin.add({ days: 7 - begin.dayOfWeek })
  return {
    start,
    end,
    kind: 'weekend',
    first: begin,
    last: long ? sunday.add({ days: 1 }) : sunday,
    name,
    exact: true,
    long,
  }
}

/** The Fridays of the weekends that lie within. */
export function weekendsWithin(first: Day, last: Day): Day[] {
  const fridays: Day[] = []
  const begin = first.dayOfWeek === 5 ? first : weekdayFrom(first, 5)
  for (let at = begin; compare(at.add({ days: 2 }), last) <= 0; at = at.add({ days: 7 })) fridays.push(at)
  return fridays
}

function monthWindow(name: string, year: string | undefined, today: Day): { first: Day; last: Day; name: string } {
  const month = monthNumber(name)
  const within = year !== undefined ? Number(year) : month >= today.month ? today.year : today.year + 1
  const first = Temporal.PlainDate.from({ year: within, month, day: 1 })
  const last = first.add({ months: 1 }).subtract({ days: 1 })
  return { first: later(first, today.add({ days: 1 })), last, name: first.toLocaleString('en', { month: 'long' }) }
}

/** “the first week of June”, “early May”, “mid-September”, “the end of March”, “next week”, “next month”, “the summer”. */
function* parts(plain: string, { today }: Calendar): Generator<When> {
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
    `\\b(?:in |during )?(?:the )?(early|beginning of|start of|mid|middle of|late|end of|first half of|second half of)[ -](?:in )?${month}`,
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
      name: plain.slice(start, end).replace(/^(?:in|during) /, ''),
    }
  }
  for (const { start, end } of matches(/\b(?:the )?end of (?:the|this) month\b/, plain)) {
    yield { start, end, kind: 'day', date: today.with({ day: today.daysInMonth }) }
  }
  for (const { start, end, groups } of matches(/\b(this|next) (week|month|year)\b/, plain)) {
    const next = groups[1] === 'next' ? 1 : 0
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

function* feasts(plain: string, { today }: Calendar): Generator<When> {
  const pattern = new RegExp(`\\b(?:(over|for|at|around|during|this|next) )?(${feastPattern})(?:,? (\\d{4}))?(?![a-z])`)
  for (const { start, end, groups } of matches(pattern, plain)) {
    const feast = feastOf(groups[2] ?? '', today, groups[3] === undefined ? undefined : Number(groups[3]))
    if (feast === undefined) continue
    const single =
      / (?:day|eve|monday|sunday)$|^good friday$/.test(groups[2] ?? '') && !/over|around/.test(groups[1] ?? '')
    if (single) yield { start, end, kind: 'day', date: feast.day }
    else yield { start, end, kind: 'range', first: feast.start, last: feast.end, name: feast.name }
  }
}

const verbal = /(?:^|\b)(?:i|we|you|it|he|she|they|there|that)$/

/** A month by itself: “in March”, “porto 3 nights march”, “May 2027”. */
function* months(plain: string, { today }: Calendar): Generator<When> {
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
