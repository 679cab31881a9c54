import { addDays, minutesOf, weekdayOf } from '../../shared/dates.ts'
import type { OpeningHours } from './contract.ts'

/**
 * Whether the usual hours say open at a local date-time (`2027-05-12T17:00`). Hours of the day before that end after
 * midnight count. `undefined` where the hours are not known.
 */
export function isOpenAt(hours: OpeningHours | null | undefined, at: string): boolean | undefined {
  if (hours === null || hours === undefined) return undefined
  if (hours === 'always') return true
  const [date = '', time = ''] = at.split('T')
  const minute = minutesOf(time)
  const isWithin = (day: string, shifted: number): boolean =>
    hours[weekdayOf(day)].some(([open, close]) => minutesOf(open) <= shifted && shifted < minutesOf(close))
  return isWithin(date, minute) || isWithin(addDays(date, -1), minute + 24 * 60)
}
