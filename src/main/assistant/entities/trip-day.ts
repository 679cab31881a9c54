import { addDays, daysBetween, Temporal } from '../../../shared/dates.ts'
import { weekdayNumber, weekdayPattern } from './calendar-words.ts'
import { type Calendar, dayAt, resolveDay, type WrittenDay } from './days.ts'
import { ordinal, ordinalPattern } from './number-words.ts'
import { matches, type Span } from './span.ts'

/** A day of a trip that was referred to; `outside` where the words name a day that the trip has not. */
export interface TripDay extends Span {
  date: string
  outside: boolean
}

interface Dates {
  start_date: string
  end_date: string
}

/** “… on the first day and a fado night on the 2nd”: the second day, where the trip has no such date. */
function withinTrip(written: WrittenDay, date: string, nth: (n: number) => string, trip: Dates): string {
  const { day, month, weekday } = written
  if (
    day === undefined ||
    month !== undefined ||
    weekday !== undefined ||
    (date >= trip.start_date && date <= trip.end_date)
  )
    return date
  const counted = nth(day)
  return counted <= trip.end_date ? counted : date
}

/** Days of a trip named in a text, in order: “day 2”, “the second day”, “Thursday”, “the 14th”, “the last evening”, “tomorrow”. */
export function readTripDays(plain: string, trip: Dates, calendar: Calendar): TripDay[] {
  const found: TripDay[] = []
  const length = daysBetween(trip.start_date, trip.end_date) + 1
  const add = (span: Span, date: string) => {
    if (found.some((other) => span.start < other.end && other.start < span.end)) return
    found.push({ ...span, date, outside: date < trip.start_date || date > trip.end_date })
  }
  const nth = (n: number) => addDays(trip.start_date, n < 0 ? length + n : n - 1)
  for (const { start, end, groups } of matches(/\bday (\d{1,2})\b|\bday (one|1)\b/, plain))
    add({ start, end }, nth(Number(groups[1] ?? 1)))
  const named = new RegExp(
    `\\b(?:on )?(?:the |our |my )?(?:very )?(${ordinalPattern})(?: full)? (?:day|morning|afternoon|evening|night)\\b|\\b(?:the )?(${ordinalPattern}) to last day\\b`,
  )
  for (const { start, end, groups } of matches(named, plain)) {
    const n = ordinal(groups[1] ?? '')
    if (n !== undefined) add({ start, end }, nth(n))
  }
  for (const { start, end, groups } of matches(
    new RegExp(`\\bon the (${ordinalPattern})(?= ?(?:$|[,.;!?]|and\\b|at\\b|please\\b|instead\\b))`),
    plain,
  )) {
    const n = ordinal(groups[1] ?? '')
    if (n !== undefined && !/\d/.test(groups[1] ?? '')) add({ start, end }, nth(n))
  }
  for (const { start, end } of matches(
    /\b(?:on )?(?:the )?(?:day we (?:arrive|get there|land)|arrival day|day of arrival)\b/,
    plain,
  ))
    add({ start, end }, nth(1))
  for (const { start, end } of matches(
    /\b(?:on )?(?:the )?(?:day we (?:leave|go home|fly (?:home|back))|departure day|day of departure)\b/,
    plain,
  ))
    add({ start, end }, nth(-1))
  const first = Temporal.PlainDate.from(trip.start_date)
  // A weekday is the one within the trip, “next” or not.
  for (const { start, end, groups } of matches(
    new RegExp(`(?<![a-z])(?:on |this |the |next )?(${weekdayPattern})(?![a-z])(?! ?(?:the )?\\d)`),
    plain,
  )) {
    const word = groups[1] ?? ''
    if (
      /^(?:sun|sat|wed)$/.test(word) &&
      !/^(?:on|this|next) /.test(plain.slice(start, end)) &&
      !/\b(?:on|to|from|until|for|and) $/.test(plain.slice(0, start))
    )
      continue
    const offset = (weekdayNumber(word) - first.dayOfWeek + 7) % 7
    add({ start, end }, first.add({ days: offset }).toString())
  }
  for (let at = 0; at < plain.length; at++) {
    const written = dayAt(plain, at, calendar, false)
    // “the 14:15 train” tells a time.
    if (written === undefined || /^(?:[:h]\d\d| ?[ap]m\b)/.test(plain.slice(written.end))) continue
    const date = resolveDay(written, first)
    if (date !== undefined) add(written, withinTrip(written, written.date?.toString() ?? date.toString(), nth, trip))
    at = written.end - 1
  }
  return found.sort((a, b) => a.start - b.start)
}
