import { Temporal } from '../../../shared/dates.ts'

/** The first, second … or last such weekday of a month, the next one to come. */
export function nthOfMonth(
  nth: number,
  weekday: number,
  month: number,
  year: number | undefined,
  today: Temporal.PlainDate,
): Temporal.PlainDate {
  const inYear = (of: number): Temporal.PlainDate => {
    const first = Temporal.PlainDate.from({ year: of, month, day: 1 })
    const earliest = first.add({ days: (weekday - first.dayOfWeek + 7) % 7 })
    const within = Math.floor((first.daysInMonth - earliest.day) / 7)
    return earliest.add({ days: 7 * (nth < 0 ? within : Math.min(nth - 1, within)) })
  }
  if (year !== undefined) return inYear(year)
  const date = inYear(today.year)
  return Temporal.PlainDate.compare(date, today) < 0 ? inYear(today.year + 1) : date
}
