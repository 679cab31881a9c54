import { daysBetween, minutesOf } from '../../shared/dates.ts'
import { SojournError } from '../../shared/errors.ts'
import { fromMinor, toMinor } from '../../shared/money.ts'
import type { ArgsOf, OutputOf } from '../../shared/tool.ts'
import {
  type CityCandidate,
  getCountryFacts,
  getPlace,
  type Place,
  resolveCity,
  searchPlaces,
} from '../places/contract.ts'
import { checkedInWords, runChecks } from './checks/all-checks.ts'
import { findingsOf } from './checks/check-trip.ts'
import { type CheckedDay, type CheckedItinerary, type CheckedStop, isSight } from './checks/checked-itinerary.ts'
import type { checkItinerary, Finding } from './contract.ts'
import { minorIn } from './estimates/currency-rates.ts'
import { gatherFacts, ratesTo } from './gather-facts.ts'
import { matchTitle, placeNamed } from './match-title.ts'
import { requireTrip } from './require-trip.ts'
import { stopsOfTrip, type TripsContext } from './store.ts'
import { moneyOf } from './trip-detail.ts'

type Input = ArgsOf<typeof checkItinerary>
type Itinerary = NonNullable<Input['itinerary']>
type LooseStop = Itinerary['days'][number]['stops'][number]

/**
 * How many titles are looked up beyond the cities' own lists, so that a huge itinerary stays quick: by other names in the
 * city, and in all cities, which takes longer.
 */
const mostLookUps = { id: Number.POSITIVE_INFINITY, here: 150, anywhere: 20 }

/** Checks a stored trip, or an itinerary given as data. */
export async function runCheck(ctx: TripsContext, input: Input): Promise<OutputOf<typeof checkItinerary>> {
  const { trip_id, itinerary } = input
  if (trip_id !== undefined && itinerary !== undefined) refuse('A trip and an itinerary cannot be checked at once.')
  const findings =
    trip_id !== undefined
      ? await checkStored(ctx, trip_id)
      : itinerary !== undefined
        ? await checkGiven(ctx, itinerary)
        : refuse('Say what to check.')
  return {
    ok: findings.every(({ severity }) => severity !== 'error'),
    findings,
    checked: [...checkedInWords],
  }
}

function refuse(message: string): never {
  throw new SojournError('invalid_input', message, {
    hint: 'Give either a trip_id, or an itinerary with its days.',
    issues: [{ path: 'trip_id', message: 'or itinerary is needed, one of the two' }],
  })
}

async function checkStored(ctx: TripsContext, tripId: string): Promise<Finding[]> {
  const trip = await requireTrip(ctx, tripId)
  const stops = await stopsOfTrip(ctx.read, ctx.user, tripId)
  const facts = await gatherFacts(ctx, trip, stops, [])
  return findingsOf(trip, stops, facts, moneyOf(trip, stops, facts).budget)
}

interface KnownCity {
  candidate?: CityCandidate
  places: readonly Place[]
}

async function checkGiven(ctx: TripsContext, itinerary: Itinerary): Promise<Finding[]> {
  const cities = new Map<string, KnownCity>()
  for (const { city } of itinerary.days) if (!cities.has(city)) cities.set(city, await lookUpCity(ctx, city))
  const look = placeFinder(ctx, cities)
  const days: CheckedDay[] = []
  for (const day of itinerary.days) days.push(await dayToCheck(day, cities.get(day.city), look))
  days.sort((a, b) => a.date.localeCompare(b.date))
  const unknownCities = [...cities].filter(([, { candidate }]) => candidate === undefined).map(([city]) => city)
  const checked: CheckedItinerary = {
    days,
    ...rangeOf(itinerary),
    ...(itinerary.arrival !== undefined && { arrival: itinerary.arrival }),
    ...(itinerary.departure !== undefined && { departure: itinerary.departure }),
    ...(itinerary.pace !== undefined && { pace: itinerary.pace }),
    ...(itinerary.budget !== undefined && { budget: await budgetOfGiven(ctx, itinerary) }),
    holidays: await holidaysOf(ctx, days),
    transfers: new Set(),
    zones: zonesOf(days),
    locale: ctx.profile.locale,
  }
  return [...unknownCities.map(unknownCity), ...runChecks(checked)]
}

const unknownCity = (city: string): Finding => ({
  code: 'unknown_place',
  severity: 'warning',
  message: `No city called “${city}” is known, so its days could be checked only in part.`,
  found: city,
  needed: 'the name of a city',
})

async function lookUpCity(ctx: TripsContext, name: string): Promise<KnownCity> {
  if (name.trim() === '') return { places: [] }
  const { candidates } = await ctx.call(resolveCity, { name: name.trim().slice(0, 200), limit: 1 })
  const candidate = candidates[0]
  if (candidate === undefined || candidate.confidence < 0.5) return { places: [] }
  if (!candidate.guide) return { candidate, places: [] }
  const { places } = await ctx.call(searchPlaces, { city: candidate.name, limit: 500 })
  return { candidate, places }
}

type Find = (stop: LooseStop, city: KnownCity | undefined) => Promise<{ place?: Place; otherCity?: string }>

/** Finds what the guide knows of a stop: by its id, by its title in the city, then by its title anywhere. */
function placeFinder(ctx: TripsContext, cities: ReadonlyMap<string, KnownCity>): Find {
  const all = new Map([...cities.values()].flatMap(({ places }) => places.map((place) => [place.place_id, place])))
  const byTitle = new Map<string, Place | undefined>()
  const left = { ...mostLookUps }
  const remembered = async (key: string, where: keyof typeof mostLookUps, look: () => Promise<Place | undefined>) => {
    if (!byTitle.has(key)) {
      left[where] -= 1
      byTitle.set(key, left[where] < 0 ? undefined : await look())
    }
    return byTitle.get(key)
  }
  return async (stop, city) => {
    const { place_id, title } = stop
    if (place_id !== undefined) {
      const place = all.get(place_id) ?? (await remembered(`id ${place_id}`, 'id', () => placeById(ctx, place_id)))
      return place === undefined ? {} : { place }
    }
    const name = city?.candidate?.name
    if (name === undefined || title.trim() === '') return {}
    const here =
      placeNamed(title, city?.places ?? []) ??
      (city?.candidate?.guide === true
        ? await remembered(`${name} ${title}`, 'here', () => matchTitle(ctx, title.slice(0, 200), name))
        : undefined)
    if (here !== undefined) return { place: here }
    const elsewhere = await remembered(`anywhere ${title}`, 'anywhere', () => matchTitle(ctx, title.slice(0, 200)))
    if (elsewhere?.city === undefined || elsewhere.city === name) return {}
    return { otherCity: elsewhere.city }
  }
}

async function placeById(ctx: TripsContext, placeId: string): Promise<Place | undefined> {
  try {
    return placeId === '' ? undefined : await ctx.call(getPlace, { place_id: placeId.slice(0, 200) })
  } catch (error) {
    if (error instanceof SojournError && error.kind === 'not_found') return undefined
    throw error
  }
}

async function dayToCheck(
  day: Itinerary['days'][number],
  city: KnownCity | undefined,
  find: Find,
): Promise<CheckedDay> {
  const stops: CheckedStop[] = []
  for (const stop of day.stops) stops.push(await stopToCheck(stop, day.date, city, find))
  const { candidate } = city ?? {}
  return {
    date: day.date,
    city: candidate?.name ?? day.city,
    guide: candidate?.guide ?? false,
    ...(candidate !== undefined && {
      country: candidate.country,
      centre: { lat: candidate.lat, lon: candidate.lon },
      timezone: candidate.timezone,
    }),
    stops: stops.sort((a, b) => a.start - b.start || a.end - b.end),
    modes: new Map((day.legs ?? []).map(({ from, to, mode }) => [`${from} ${to}`, mode.toLowerCase()])),
  }
}

async function stopToCheck(
  stop: LooseStop,
  date: string,
  city: KnownCity | undefined,
  find: Find,
): Promise<CheckedStop> {
  const minutes = (local: string) => daysBetween(date, local.slice(0, 10)) * 1440 + minutesOf(local.slice(11))
  const base: CheckedStop = {
    title: stop.title,
    category: (stop.category ?? '').toLowerCase(),
    start: minutes(stop.start),
    end: minutes(stop.end),
    locked: false,
    own: stop.category === 'own',
    ...(stop.stop_id !== undefined && { stopId: stop.stop_id }),
    ...(stop.place_id !== undefined && { placeId: stop.place_id }),
    ...(stop.cost !== undefined && { cost: stop.cost }),
  }
  const named = isSight(base) || stop.place_id !== undefined
  const { place, otherCity } = named ? await find(stop, city) : {}
  const point =
    stop.lat !== undefined && stop.lon !== undefined
      ? { lat: stop.lat, lon: stop.lon }
      : place === undefined
        ? undefined
        : { lat: place.lat, lon: place.lon }
  return {
    ...base,
    ...(place !== undefined && { place }),
    ...(otherCity !== undefined && { otherCity }),
    ...(point !== undefined && { point }),
  }
}

/** From arrival to departure, where those are given. */
function rangeOf({ arrival, departure }: Itinerary): Pick<CheckedItinerary, 'start' | 'end'> {
  if (arrival === undefined || departure === undefined) return {}
  return { start: arrival.slice(0, 10), end: departure.slice(0, 10) }
}

/** The total as given, else the sum of what the stops cost. */
async function budgetOfGiven(ctx: TripsContext, { budget, days }: Itinerary) {
  const { currency = ctx.profile.currency, amount, limit = amount, total } = budget ?? {}
  const costs = days.flatMap(({ stops }) => stops.flatMap(({ cost }) => cost ?? []))
  const currencies = total === undefined ? costs.map((cost) => cost.currency) : []
  const rates = await ratesTo(ctx, currency, currencies)
  const minor = costs.reduce(
    (sum, cost) => sum + (minorIn(cost.amount, cost.currency, currency, rates) ?? 0),
    toMinor(0, currency),
  )
  return { currency, total: total ?? fromMinor(minor, currency), ...(limit !== undefined && { limit }) }
}

async function holidaysOf(ctx: TripsContext, days: readonly CheckedDay[]): Promise<CheckedItinerary['holidays']> {
  const byCountry = Map.groupBy(days, ({ country }) => country)
  const holidays: { date: string; name: string; country: string }[] = []
  for (const [country, own] of byCountry) {
    const from = own[0]?.date
    const to = own.at(-1)?.date
    if (country === undefined || from === undefined || to === undefined) continue
    const facts = await ctx.call(getCountryFacts, { country, from, to })
    for (const { date, name, type } of facts.holidays) {
      if (type === 'public') holidays.push({ date: date.slice(0, 10), name, country })
    }
  }
  return holidays
}

function zonesOf(days: readonly CheckedDay[]): CheckedItinerary['zones'] {
  return days.flatMap(({ city, timezone, date }, index) =>
    timezone === undefined || (index > 0 && days[index - 1]?.city === city) ? [] : [{ place: city, timezone, date }],
  )
}
