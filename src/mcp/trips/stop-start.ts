import { minutesOf } from '../../shared/dates.ts'
import { SojournError } from '../../shared/errors.ts'

/**
 * The minutes after midnight of a stop's start, given as a time of day (`10:00`) or as the local date-time that stops
 * are shown with (`2027-05-13T10:00`).
 * @throws SojournError `invalid_input` where the date-time is of another day than `date`
 */
export function startMinutes(start: string, date: string): number {
  const [day, time] = start.includes('T') ? start.split('T') : [date, start]
  if (day !== date) {
    throw new SojournError('invalid_input', `The start ${start} is not on ${date}.`, {
      hint: 'Give a time of day, or a start on that date; move_stop takes a stop to another day.',
    })
  }
  return minutesOf(time ?? start)
}
