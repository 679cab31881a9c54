import { getCountryDataList, languages } from 'countries-list'
import * as z from 'zod'
import { addDays, dateIn, Temporal } from '../../shared/dates.ts'
import { SojournError } from '../../shared/errors.ts'
import type { getCountryFacts } from './contract.ts'
import { lazy, type PlaceData, readResource } from './data-files.ts'
import { fold } from './fold.ts'
import { countryOf, type Gazetteer, isCountryCode } from './gazetteer.ts'
import { guideReleased } from './guide.ts'
import type { Resolution } from './resolve-city.ts'

type Facts = z.input<typeof getCountryFacts.output>
type Costs = NonNullable<Facts['costs']>

const written = z.object({
  /** IEC letters of the sockets in use. */
  plugs: z.array(z.string()),
  voltage: z.string(),
  emergency: z.record(z.string(), z.string()),
  driving_side: z.enum(['left', 'right']),
  tipping: z.string(),
  /** What visitors pay; 1 is the average of Western Europe. */
  price_level: z.number(),
  /** A mid-range double room for a night, in EUR. */
  room_night: z.number(),
  /** Meals and drinks of one person for a day, in EUR. */
  food_day: z.number(),
})
type Written = z.infer<typeof written>

/** Price levels for countries that are not listed by hand, by continent: a coarse average of those that are. */
const continentLevels: Record<string, { name: string; level: number }> = {
  AF: { name: 'Africa', level: 0.5 },
  AN: { name: 'Antarctica', level: 1.5 },
  AS: { name: 'Asia', level: 0.55 },
  EU: { name: 'Europe', level: 0.85 },
  NA: { name: 'North and Central America', level: 0.8 },
  OC: { name: 'Oceania', level: 1 },
  SA: { name: 'South America', level: 0.55 },
}

/** A mid-range double room and a day's food at price level 1, in EUR. */
const levelOne = { room: 125, food: 45 }

const eur = (amount: number) => ({ amount: Math.round(amount), currency: 'EUR' })

function costsOf(facts: Written | undefined, continent: string): { price_level: number; costs: Costs } {
  if (facts !== undefined) {
    return {
      price_level: facts.price_level,
      costs: {
        room_night: eur(facts.room_night),
        food_day: eur(facts.food_day),
        is_estimate: true,
        method: 'built-in table of usual visitor prices by country, in 2026 euros; cities and seasons differ widely',
      },
    }
  }
  const { name, level } = continentLevels[continent] ?? { name: 'the world', level: 0.7 }
  return {
    price_level: level,
    costs: {
      room_night: eur(levelOne.room * level),
      food_day: eur(levelOne.food * level),
      is_estimate: true,
      method: `average of ${name}, because nothing is known of this country in particular`,
    },
  }
}

/** The country that a name, an ISO code, or a city or region in it stands for; `not_found` otherwise. */
function countryFor(text: string, gazetteer: Gazetteer, resolve: (name: string) => Resolution): string {
  const upper = text.trim().toUpperCase()
  const named = gazetteer.countriesNamed(fold(text))[0]
  if (named !== undefined) return named
  if (/^[A-Z]{2}$/.test(upper) && isCountryCode(upper)) return upper
  const alpha3 = upper.length === 3 ? regionOfAlpha3(upper) : undefined
  const code = alpha3 ?? resolve(text).hits[0]?.country
  if (code !== undefined) return code
  throw new SojournError('not_found', `There is no country or city known as “${text}”.`, {
    hint: 'Use a country’s English name or its two-letter code, or a city in it.',
  })
}

/** The two-letter code of a three-letter one: `PRT` is `PT`. */
function regionOfAlpha3(code: string): string | undefined {
  return getCountryDataList().find((country) => country.iso3 === code)?.iso2
}

/** IANA zones in use in a country, from the runtime's CLDR data. */
function zonesOf(country: string): string[] {
  const locale: Intl.Locale & { getTimeZones?: () => string[] | undefined } = new Intl.Locale(`und-${country}`)
  return locale.getTimeZones?.() ?? []
}

function currencyName(code: string): string | undefined {
  return new Intl.DisplayNames('en', { type: 'currency', fallback: 'none' }).of(code)
}

type Holiday = Facts['holidays'][number]

/** How many years of holidays are remembered, those of all countries together. */
const yearsRemembered = 200
const holidayYears = new Map<string, Promise<readonly Holiday[]>>()

/** Public and bank holidays of a year, reckoned once. The calendar is large, so it is loaded when asked for. */
function holidaysIn(country: string, year: number): Promise<readonly Holiday[]> {
  const key = `${country} ${year}`
  const known = holidayYears.get(key)
  if (known !== undefined) return known
  const reckoned = reckonHolidays(country, year)
  const [oldest] = holidayYears.keys()
  if (oldest !== undefined && holidayYears.size >= yearsRemembered) holidayYears.delete(oldest)
  holidayYears.set(key, reckoned)
  reckoned.catch(() => holidayYears.delete(key))
  return reckoned
}

async function reckonHolidays(country: string, year: number): Promise<readonly Holiday[]> {
  const { default: Holidays } = await import('date-holidays')
  return (new Holidays(country).getHolidays(year, 'en') || [])
    .filter((holiday) => holiday.type === 'public' || holiday.type === 'bank')
    .map((holiday) => ({ date: holiday.date.slice(0, 10), name: holiday.name, type: holiday.type }))
}

/** Public and bank holidays from `from` to `to`, both included. */
async function holidaysOf(country: string, from: string, to: string): Promise<Holiday[]> {
  const first = Temporal.PlainDate.from(from).year
  const years = Array.from({ length: Temporal.PlainDate.from(to).year - first + 1 }, (_, index) => first + index)
  const holidays = await Promise.all(years.map((year) => holidaysIn(country, year)))
  return holidays.flat().filter((holiday) => holiday.date >= from && holiday.date <= to)
}

/** Makes the lookup of country facts over the built-in tables. */
export function createCountryFacts(data: PlaceData, gazetteer: Gazetteer, resolve: (name: string) => Resolution) {
  const table = lazy(() => readResource(data.resourcesDir, 'places/countries.json', z.record(z.string(), written)))

  /** Facts of a country, with holidays of the range (by default the twelve months from today, at most ten years). */
  return async (
    input: { country: string; from?: string | undefined; to?: string | undefined },
    now: Temporal.Instant,
  ): Promise<Facts> => {
    const code = countryFor(input.country, gazetteer, resolve)
    const entry = countryOf(code)
    if (entry === undefined) throw new SojournError('not_found', `Nothing is known about the country “${code}”.`)
    const zones = zonesOf(code)
    const from = input.from ?? input.to ?? dateIn(zones[0] ?? 'UTC', now)
    const to = input.to ?? addDays(Temporal.PlainDate.from(from).add({ years: 1 }).toString(), -1)
    if (to < from) {
      throw new SojournError('invalid_input', `The range ends (${to}) before it starts (${from}).`, {
        hint: 'Give from and to in order.',
        issues: [{ path: 'to', message: 'must not be before from' }],
      })
    }
    if (to > Temporal.PlainDate.from(from).add({ years: 10 }).toString()) {
      throw new SojournError('invalid_input', 'The range is longer than ten years.', { hint: 'Ask for a shorter one.' })
    }
    const facts = table()[code]
    const [currency = 'USD'] = entry.currency
    const name = currencyName(currency)
    return {
      country: code,
      name: entry.name,
      ...(entry.capital !== '' && { capital: entry.capital }),
      currency: { code: currency, ...(name !== undefined && { name }) },
      languages: entry.languages.map((language) => languages[language].name),
      ...(entry.phone[0] !== undefined && { calling_code: `+${entry.phone[0]}` }),
      plugs: facts?.plugs ?? [],
      ...(facts !== undefined && { voltage: facts.voltage }),
      emergency: facts?.emergency ?? {},
      ...(facts !== undefined && { driving_side: facts.driving_side, tipping: facts.tipping }),
      timezones: zones,
      ...costsOf(facts, entry.continent),
      holidays: await holidaysOf(code, from, to),
      source: 'built-in country table, countries-list, date-holidays',
      retrieved_at: guideReleased,
    }
  }
}
