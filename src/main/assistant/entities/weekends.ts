import { monthPattern } from './calendar-words.ts'
import { type Calendar, dayAt, resolveDay, weekdayFrom } from './days.ts'
import { ordinal } from './number-words.ts'
import { matches } from './span.ts'
import { compare, type Day, later, type When } from './when.ts'
import { monthWindow } from './windows.ts'

const friday = (date: Day): Day => date.add({ days: 5 - date.dayOfWeek })

/** “this weekend”, “next weekend”, “a weekend in May”, “the first weekend of June”, “the weekend of 12 June”. */
export function* weekends(plain: string, calendar: Calendar): Generator<When> {
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
