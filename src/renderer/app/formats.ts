import { createContext, use, useEffect, useMemo, useState } from 'react'
import { getProfile } from '../../mcp/app/contract.ts'
import { Temporal } from '../../shared/dates.ts'
import { useTool } from './tools.ts'

/** How values are written for this user. All by `Intl` in the locale of the profile. */
export interface Formats {
  locale: string
  /** `€1,180`; cents only where they are not zero. */
  money(amount: number, currency: string): string
  /** The number alone, in whole units. */
  whole(amount: number): string
  /** `Wednesday 12 May`, with the year where it is not this one. */
  day(date: string): string
  /** `Wed 12 May`, with the year where it is not this one. */
  shortDay(date: string): string
  /** `Wednesday 12 May` and `Wed 12 May`, where the year stands elsewhere. */
  dayOfTrip(date: string): string
  shortDayOfTrip(date: string): string
  /** `12 – 15 May 2027`. */
  dateRange(start: string, end: string): string
  /** `17:00` of a local date-time or time of day. */
  time(local: string): string
  /** `20 Nov 2026, 11:04` of an instant, in the user's zone. */
  moment(instant: string): string
  /** `11:04` of an instant, in the user's zone. */
  clock(instant: string): string
  /** `650 m`, `1.3 km`, or feet and miles. */
  distance(metres: number): string
  /** `18°`, in °C or °F by the units of the profile. */
  degrees(celsius: number): string
  /** Whether times are written with AM and PM. */
  twelveHour: boolean
  /** Today in the user's zone. */
  today: string
  timezone: string
}

interface FormatOptions {
  locale: string
  timezone: string
  units: 'metric' | 'imperial'
  today: string
}

/** Epoch milliseconds of a local date or date-time read as UTC, for `Intl` with `timeZone: 'UTC'`. */
const utc = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime('UTC').epochMilliseconds

/** The formats of a locale, zone and units. */
export function formatsOf({ locale, timezone, units, today }: FormatOptions): Formats {
  const dates = new Map<string, Intl.DateTimeFormat>()
  const date = (options: Intl.DateTimeFormatOptions) => {
    const key = JSON.stringify(options)
    const known = dates.get(key) ?? new Intl.DateTimeFormat(locale, options)
    dates.set(key, known)
    return known
  }
  const number = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options)
  const twelveHour = date({ hour: 'numeric' }).resolvedOptions().hour12 === true
  const hour = twelveHour ? 'numeric' : '2-digit'
  const written = new Map<string, string>()
  const once = (key: string, write: () => string) => {
    const known = written.get(key) ?? write()
    if (written.size > 2000) written.clear()
    written.set(key, known)
    return known
  }
  const yearOf = (local: string) => (local.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' as const })
  return {
    locale,
    timezone,
    today,
    twelveHour,
    money: (amount, currency) =>
      number({ style: 'currency', currency, ...(Number.isInteger(amount) && { maximumFractionDigits: 0 }) }).format(
        amount,
      ),
    whole: (amount) => number({ maximumFractionDigits: 0 }).format(amount),
    day: (local) =>
      date({ weekday: 'long', day: 'numeric', month: 'long', ...yearOf(local), timeZone: 'UTC' }).format(utc(local)),
    shortDay: (local) =>
      once(local, () =>
        date({ weekday: 'short', day: 'numeric', month: 'short', ...yearOf(local), timeZone: 'UTC' }).format(
          utc(local),
        ),
      ),
    dayOfTrip: (local) => date({ weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(utc(local)),
    shortDayOfTrip: (local) =>
      date({ weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' }).format(utc(local)),
    dateRange: (start, end) =>
      date({ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).formatRange(utc(start), utc(end)),
    time: (local) => {
      const time = local.includes('T') ? local : `2000-01-01T${local}`
      return date({ hour, minute: '2-digit', timeZone: 'UTC' }).format(utc(time))
    },
    moment: (instant) =>
      date({
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        hour,
        minute: '2-digit',
        timeZone: timezone,
      }).format(Temporal.Instant.from(instant).epochMilliseconds),
    clock: (instant) =>
      date({ hour, minute: '2-digit', timeZone: timezone }).format(Temporal.Instant.from(instant).epochMilliseconds),
    distance: (metres) => {
      const large = units === 'imperial' ? metres / 1609.344 : metres / 1000
      const unit = units === 'imperial' ? 'mile' : 'kilometer'
      if (large >= 0.95) {
        return number({ style: 'unit', unit, maximumFractionDigits: large < 20 ? 1 : 0 }).format(large)
      }
      const small = units === 'imperial' ? metres / 0.3048 : metres
      const rounded = small < 100 ? Math.round(small / 10) * 10 : Math.round(small / 50) * 50
      return number({ style: 'unit', unit: units === 'imperial' ? 'foot' : 'meter' }).format(rounded)
    },
    degrees: (celsius) => `${Math.round(units === 'imperial' ? celsius * 1.8 + 32 : celsius)}°`,
  }
}

/** `1 h 30`, `45 min`. */
export function duration(minutes: number): string {
  const whole = Math.round(minutes)
  if (whole < 60) return `${whole} min`
  const rest = whole % 60
  return rest === 0 ? `${Math.floor(whole / 60)} h` : `${Math.floor(whole / 60)} h ${String(rest).padStart(2, '0')}`
}

/** How long a call took: `12 ms`, `0.2 s`. */
export function took(milliseconds: number): string {
  return milliseconds < 100 ? `${Math.max(1, Math.round(milliseconds))} ms` : `${(milliseconds / 1000).toFixed(1)} s`
}

/** `food_area` as words: `Food area`. */
export function words(name: string): string {
  const spaced = name.replaceAll('_', ' ').replaceAll('-', ' ')
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}

/** The language tag, or English where the browser gives one that is none (`en-US@posix`). */
export function knownLocale(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? 'en-GB'
  } catch {
    return 'en-GB'
  }
}

/** The formats of this user from the profile, until it is there those of the browser. Called once, for the context. */
export function useProfileFormats(): Formats {
  const { data: profile } = useTool(getProfile, {})
  const timezone = profile?.timezone ?? Temporal.Now.timeZoneId()
  const locale = profile?.locale ?? knownLocale(navigator.language)
  const units = profile?.units ?? 'metric'
  const today = useToday(timezone)
  return useMemo(() => formatsOf({ locale, timezone, units, today }), [locale, timezone, units, today])
}

/** How often it is looked whether a new day has begun, in milliseconds. */
const dayCheck = 60_000

function useToday(timezone: string): string {
  const now = () => Temporal.Now.plainDateISO(timezone).toString()
  const [today, setToday] = useState(now)
  useEffect(() => {
    const look = () => setToday(Temporal.Now.plainDateISO(timezone).toString())
    look()
    const timer = setInterval(look, dayCheck)
    return () => clearInterval(timer)
  }, [timezone])
  return today
}

export const FormatsContext = createContext<Formats | null>(null)

/** The formats of this user. */
export function useFormats(): Formats {
  const formats = use(FormatsContext)
  if (formats === null) throw new Error('useFormats is used outside FormatsContext')
  return formats
}
