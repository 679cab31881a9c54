import { Temporal } from '../../../shared/dates.ts'

/** Date arithmetic that phrases need. Weeks begin on Monday. */

type PlainDate = Temporal.PlainDate

/** A date that exists, or undefined: 31 February is not moved to March. */
export function existingDate(year: number, month: number, day: number): PlainDate | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })
  } catch {
    return undefined
  }
}

/** The first time that day and month come, from `today` on; undefined for a day that no year has. */
export function nextDayOfMonth(today: PlainDate, month: number, day: number): PlainDate | undefined {
  for (let year = today.year; year <= today.year + 8; year += 1) {
    const date = existingDate(year, month, day)
    if (date !== undefined && Temporal.PlainDate.compare(date, today) >= 0) return date
  }
  return undefined
}

/** The first weekday (1 Monday to 7) after `date`, never `date` itself. */
export function weekdayAfter(date: PlainDate, weekday: number): PlainDate {
  return date.add({ days: ((weekday - date.dayOfWeek + 6) % 7) + 1 })
}

/** The weekday in the calendar week of `date`, before it or not. */
export function weekdayInWeekOf(date: PlainDate, weekday: number): PlainDate {
  return date.add({ days: weekday - date.dayOfWeek })
}

/** The nth (last: -1) weekday of a month; undefined where it has no fifth. */
export function nthWeekday(year: number, month: number, nth: number, weekday: number): PlainDate | undefined {
  const first = Temporal.PlainDate.from({ year, month, day: 1 })
  if (nth < 0) {
    const last = first.with({ day: first.daysInMonth })
    return last.subtract({ days: (last.dayOfWeek - weekday + 7) % 7 })
  }
  const date = first.add({ days: ((weekday - first.dayOfWeek + 7) % 7) + (nth - 1) * 7 })
  return date.month === month ? date : undefined
}

/** `days` working days (Monday to Friday, holidays not known) after `date`. */
export function addBusinessDays(date: PlainDate, days: number): PlainDate {
  let result = date
  for (let left = days; left > 0; ) {
    result = result.add({ days: 1 })
    if (result.dayOfWeek <= 5) left -= 1
  }
  return result
}

export function endOfMonth(date: PlainDate): PlainDate {
  return date.with({ day: date.daysInMonth })
}

/** The nth (last: -1) working day of a month. */
export function nthWorkday(year: number, month: number, nth: number): PlainDate {
  const first = Temporal.PlainDate.from({ year, month, day: 1 })
  if (nth > 0) return addBusinessDays(first.subtract({ days: 1 }), nth)
  const last = endOfMonth(first)
  return last.subtract({ days: Math.max(0, last.dayOfWeek - 5) })
}
