import { Temporal } from '../../shared/dates.ts'

/** Whole minutes from one local date-time to another, as the clock on the wall shows them. */
export function minutesBetween(start: string, end: string): number {
  const from = Temporal.PlainDateTime.from(start)
  return Math.round(from.until(Temporal.PlainDateTime.from(end)).total('minutes'))
}
