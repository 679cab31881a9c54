import { daysBetween, Temporal } from '../../../shared/dates.ts'
import { formatMoney, type Money, minorDigits } from '../../../shared/money.ts'

const date = (text: string) => Temporal.PlainDate.from(text.slice(0, 10))

/** “Wed 12 May” or, with the year, “Wed 12 May 2027”; in the order of the user's locale. */
export function dayName(text: string, locale: string, year = false): string {
  return date(text).toLocaleString(english(locale), {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(year && { year: 'numeric' }),
  })
}

/** “Wednesday 12 May”. */
export function longDay(text: string, locale: string): string {
  return date(text).toLocaleString(english(locale), { weekday: 'long', day: 'numeric', month: 'long' })
}

/** “12–15 May 2027”, “28 Dec 2026 – 3 Jan 2027”. */
export function dateSpan(start: string, end: string, locale: string): string {
  const format = new Intl.DateTimeFormat(english(locale), {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
  const noon = (text: string) => date(text).toZonedDateTime('UTC').epochMilliseconds
  return start === end ? format.format(noon(start)) : format.formatRange(noon(start), noon(end)).replace(/\u2009/g, '')
}

/** The day and time of a local date-time: “Wed 12 May, 17:00”; a date alone without a time. */
export function moment(text: string, locale: string): string {
  return text.length > 10 ? `${dayName(text, locale)}, ${timeOf(text, locale)}` : dayName(text, locale)
}

/** A local time as the locale writes it: “07:00”, “7:00 AM”; hours of 24 always with two digits. */
export function timeOf(text: string, locale: string): string {
  const time = text.includes('T') ? text.slice(11, 16) : text.slice(0, 5)
  const { hour12 } = new Intl.DateTimeFormat(english(locale), { hour: 'numeric' }).resolvedOptions()
  if (hour12 !== true) return time
  return Temporal.PlainTime.from(time).toLocaleString(english(locale), { hour: 'numeric', minute: '2-digit' })
}

/** Text is English whatever the locale; an English locale keeps its own order and signs. */
export function english(locale: string): string {
  return /^en\b/i.test(locale) ? locale : 'en-GB'
}

/** Money rounded to whole units where it is an estimate. */
export function roughly(value: Money, locale: string): string {
  const step = value.amount >= 1000 ? 10 : 1
  const amount =
    minorDigits(value.currency) === 0 || value.amount >= 20 ? Math.round(value.amount / step) * step : value.amount
  return formatMoney({ ...value, amount }, locale)
}

/** “650 m”, “1.3 km”, or feet and miles. */
export function distance(metres: number, units: 'metric' | 'imperial'): string {
  if (units === 'imperial') {
    const miles = metres / 1609.344
    if (miles < 0.2) return `${Math.round((metres * 3.28084) / 50) * 50} ft`
    return `${miles < 10 ? miles.toFixed(1) : Math.round(miles).toLocaleString('en')} miles`
  }
  if (metres < 5) return '0 km'
  if (metres < 1000) return `${Math.round(metres / 10) * 10} m`
  const km = metres / 1000
  return `${km < 10 ? km.toFixed(1) : Math.round(km).toLocaleString('en')} km`
}

/** “45 minutes”, “2 hours 10 minutes”. */
export function duration(minutes: number): string {
  const whole = Math.round(minutes)
  const hours = Math.floor(whole / 60)
  const rest = whole % 60
  const parts = [
    hours === 0 ? '' : `${hours} ${hours === 1 ? 'hour' : 'hours'}`,
    rest === 0 && hours > 0 ? '' : `${rest} ${rest === 1 ? 'minute' : 'minutes'}`,
  ]
  return parts.filter((part) => part !== '').join(' ')
}

/** How many days from start to end, both included. */
export const lengthOf = (start: string, end: string): number => daysBetween(start, end) + 1
