import { Temporal } from 'temporal-polyfill'
import * as z from 'zod'

export { Temporal }

function parses(parse: (text: string) => unknown): (text: string) => boolean {
  return (text) => {
    try {
      parse(text)
      return true
    } catch {
      return false
    }
  }
}

/** Outside these years a date is a slip, and reckoning with it would leave the four digits that dates are written with. */
const firstYear = 1900
const lastYear = 2999
const isNear = (year: number): boolean => year >= firstYear && year <= lastYear
const farOff = `the year must be between ${firstYear} and ${lastYear}`

const isDate = parses((text) => Temporal.PlainDate.from(text, { overflow: 'reject' }))
const isDateTime = parses((text) => Temporal.PlainDateTime.from(text, { overflow: 'reject' }))
const isZone = parses((text) => Temporal.Now.instant().toZonedDateTimeISO(text))
const isInstant = parses((text) => Temporal.Instant.from(text))

/** A local calendar date that exists: `2027-05-12`. */
export const localDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date like 2027-05-12')
  .refine(isDate, { error: (issue) => `${String(issue.input)} is not a date that exists`, abort: true })
  .refine((date) => isNear(Number(date.slice(0, 4))), farOff)

/** A local date and time without a zone: `2027-05-12T17:00`. */
export const localDateTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'must be a local time like 2027-05-12T17:00')
  .refine(isDateTime, { error: (issue) => `${String(issue.input)} is not a time that exists`, abort: true })
  .refine((time) => isNear(Number(time.slice(0, 4))), farOff)

/** A local date (all day) or a local date-time. */
export const localDateOrTime = z.union([localDate, localDateTime], {
  error: (issue) =>
    `${String(issue.input)} is not a date like 2027-05-12 or a time like 2027-05-12T17:00 that exists, from ${firstYear} to ${lastYear}`,
})

/** A time of day: `17:00`. */
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day like 17:00')

/** An instant: ISO 8601 in UTC, or with an offset. */
export const instant = z
  .string()
  .refine(isInstant, { error: 'must be an instant like 2027-05-12T15:00:00Z', abort: true })
  .refine((text) => isNear(Temporal.Instant.from(text).toZonedDateTimeISO('UTC').year), farOff)

/** An IANA time zone: `Europe/Lisbon`. */
export const timeZone = z
  .string()
  .refine((zone) => /^[A-Za-z]/.test(zone) && isZone(zone), { error: 'must be an IANA time zone like Europe/Lisbon' })

/** The date `days` after `date` (before it when negative). */
export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString()
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days
}

/** Every date from `start` to `end`, both included. */
export function datesFrom(start: string, end: string): string[] {
  return Array.from({ length: daysBetween(start, end) + 1 }, (_, index) => addDays(start, index))
}

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]

/** The weekday of a local date. */
export function weekdayOf(date: string): Weekday {
  return weekdays[Temporal.PlainDate.from(date).dayOfWeek - 1] ?? 'mon'
}

/** The local date in `zone` at `now`. */
export function dateIn(zone: string, now: Temporal.Instant): string {
  return now.toZonedDateTimeISO(zone).toPlainDate().toString()
}

/** An instant in UTC, always to the millisecond, so that texts compare as moments do: `2027-05-12T15:00:00.000Z`. */
export function stamp(instant: Temporal.Instant): string {
  return instant.toString({ smallestUnit: 'millisecond' })
}

/** Minutes after midnight of `HH:MM`; more than 24 hours where a closing time is after midnight (`26:00`). */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

/** `HH:MM` of minutes after midnight (at most 23:59). */
export function timeFromMinutes(minutes: number): string {
  const whole = Math.round(minutes)
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`
}
