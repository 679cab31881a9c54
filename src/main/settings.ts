import { getCountryData, type TCountryCode } from 'countries-list'
import * as z from 'zod'
import { type Settings, settings } from '../mcp/app/contract.ts'
import type { ProfileChange } from '../mcp/app/server.ts'
import { currencyCode } from '../shared/money.ts'
import { type Profile, profile } from '../shared/profile.ts'

/** Where settings are kept: electron-store on the desktop, conf elsewhere; one file format. */
export interface SettingsFile {
  get(key: string): unknown
  set(key: string, value: unknown): void
}

/** The settings of a data folder, parsed; what is absent or unreadable takes its default. */
export class SettingsStore {
  readonly #file: SettingsFile
  readonly #onChange: () => void
  readonly #system: Profile
  /** The profile as it was last read, for a second: every tool call asks for it, and the file is read at each `get`. */
  #lately: { profile: Profile; until: number } | undefined

  constructor(file: SettingsFile, onChange: () => void = () => {}, system: Profile = systemProfile()) {
    this.#file = file
    this.#onChange = onChange
    this.#system = system
  }

  profile(): Profile {
    if (this.#lately !== undefined && performance.now() < this.#lately.until) return this.#lately.profile
    const read = this.#readProfile()
    this.#lately = { profile: read, until: performance.now() + 1000 }
    return read
  }

  #readProfile(): Profile {
    const saved = z.record(z.string(), z.unknown()).safeParse(this.#file.get('profile')).data ?? {}
    const whole = profile.safeParse({ ...this.#system, ...saved })
    return whole.success ? whole.data : this.#system
  }

  /** Changes fields; null clears an optional one or brings a default back. */
  updateProfile(change: ProfileChange): Profile {
    const saved = z.record(z.string(), z.unknown()).safeParse(this.#file.get('profile')).data ?? {}
    for (const [field, value] of Object.entries(change)) {
      if (value === null) delete saved[field]
      else if (value !== undefined) saved[field] = value
    }
    this.#file.set('profile', saved)
    this.#lately = undefined
    this.#onChange()
    return this.profile()
  }

  settings(): Settings {
    const saved = settings.partial().safeParse(this.#file.get('settings'))
    return { theme: 'system', allowed_origins: [], ...(saved.success && saved.data) }
  }

  updateSettings(change: Partial<Settings>): Settings {
    const next = { ...this.settings(), ...change }
    this.#file.set('settings', next)
    this.#onChange()
    return next
  }
}

/** Countries whose people think in miles and Fahrenheit. */
const imperialCountries = new Set(['US', 'LR', 'MM'])

/** The profile that the system's own settings imply. */
export function systemProfile(): Profile {
  const { locale, timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const region = new Intl.Locale(locale).maximize().region ?? 'GB'
  const currency = currencyCode.safeParse(getCountryData(region as TCountryCode)?.currency?.[0])
  return {
    timezone: timeZone === undefined || /^Etc\/Unknown$/.test(timeZone) ? 'UTC' : timeZone,
    locale,
    first_day_of_week: firstDayOf(locale),
    currency: currency.success ? currency.data : 'EUR',
    units: imperialCountries.has(region) ? 'imperial' : 'metric',
  }
}

function firstDayOf(tag: string): Profile['first_day_of_week'] {
  const locale = new Intl.Locale(tag)
  const info = 'getWeekInfo' in locale ? z.object({ firstDay: z.number() }).safeParse(callWeekInfo(locale)) : undefined
  if (info?.data?.firstDay === 7) return 'sunday'
  if (info?.data?.firstDay === 6) return 'saturday'
  return 'monday'
}

/** `getWeekInfo` is in the runtime before it is in TypeScript's library. */
function callWeekInfo(locale: Intl.Locale): unknown {
  const get: unknown = Reflect.get(locale, 'getWeekInfo')
  return typeof get === 'function' ? get.call(locale) : undefined
}
