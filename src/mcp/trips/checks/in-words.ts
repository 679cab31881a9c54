import { addDays, Temporal, timeFromMinutes } from '../../../shared/dates.ts'

/** `14:05`; minutes beyond midnight count into the next day. */
export const clock = (minutes: number): string => timeFromMinutes(((minutes % 1440) + 1440) % 1440)

export const span = (from: number, to: number): string => `${clock(from)}–${clock(to)}`

/** “Wednesday 12 May” in the user's locale. */
export function dayInWords(date: string, locale: string): string {
  return Temporal.PlainDate.from(date).toLocaleString(locale, { weekday: 'long', day: 'numeric', month: 'long' })
}

/** “1 h 20 min”. */
export function minutesInWords(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = Math.round(minutes % 60)
  if (hours === 0) return `${rest} min`
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`
}

export const kilometres = (metres: number): string => `${(metres / 1000).toFixed(1)} km`

/** The local time `HH:MM` and the date that minutes of a date are. */
export function dateAndTime(date: string, minutes: number): { date: string; start: string } {
  return { date: addDays(date, Math.floor(minutes / 1440)), start: clock(minutes) }
}
