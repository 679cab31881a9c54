import { dateIn } from '../../shared/dates.ts'
import { SojournError } from '../../shared/errors.ts'
import { convertCurrency } from '../budget/contract.ts'
import { getCountryFacts, getPlace, type Place, searchPlaces } from '../places/contract.ts'
import { gatherJourneys, type Journeys } from './journeys.ts'
import type { StopRecord, TripRecord } from './records.ts'
import { type Stay, staysOf } from './stays.ts'
import type { TripsContext } from './store.ts'
import type { CountryFacts } from './trip-tasks.ts'
import type { GuideClimate } from './weather/climate-book.ts'

/** What is known around a trip: everything that its itinerary, budget and findings are computed from. */
export interface TripFacts {
  stays: readonly Stay[]
  /** Places of the guide by id. */
  places: ReadonlyMap<string, Place>
  /** Places of the guide by the name of the destination. */
  placesOf: ReadonlyMap<string, readonly Place[]>
  countries: ReadonlyMap<string, CountryFacts>
  journeys: Journeys
  /** The trip's currency, for which a rate to the euro is known: all estimates are made in euros or local money. */
  currency: string
  rates: ReadonlyMap<string, number>
  climate: readonly GuideClimate[]
  units: 'metric' | 'imperial'
  locale: string
  /** The local date of the user. */
  today: string
}

/** Gathers by the tools of the other servers what a trip is computed from. Reads only. */
export async function gatherFacts(
  ctx: TripsContext,
  trip: TripRecord,
  stops: readonly StopRecord[],
  climate: readonly GuideClimate[],
): Promise<TripFacts> {
  const stays = staysOf(trip.destinations, trip.startDate, trip.endDate)
  const placesOf = await guidePlaces(ctx, stays)
  const places = new Map([...placesOf.values()].flat().map((place) => [place.place_id, place]))
  await addMissingPlaces(ctx, places, stops)
  const countries = await countryFacts(ctx, trip)
  const currency = await currencyOf(ctx, trip)
  const rates = await ratesTo(ctx, currency, [
    'EUR',
    ...stops.flatMap(({ cost, price }) => [cost?.currency, price?.currency]),
    ...[...places.values()].map(({ price }) => price?.currency),
    ...[...countries.values()].flatMap(({ costs }) => [costs?.room_night.currency, costs?.food_day.currency]),
  ])
  return {
    stays,
    places,
    placesOf,
    countries,
    journeys: await gatherJourneys(ctx, trip.origin, stays),
    currency,
    rates,
    climate,
    units: ctx.profile.units,
    locale: ctx.profile.locale,
    today: dateIn(ctx.profile.timezone, ctx.now),
  }
}

async function guidePlaces(ctx: TripsContext, stays: readonly Stay[]): Promise<Map<string, readonly Place[]>> {
  const placesOf = new Map<string, readonly Place[]>()
  for (const stay of stays) {
    if (!stay.guide || placesOf.has(stay.place)) continue
    const found = await ctx.call(searchPlaces, { city: stay.place, limit: 500 })
    placesOf.set(stay.place, found.places)
  }
  return placesOf
}

/** Stops at places of cities that the trip no longer goes to, or of a guide that was different. */
async function addMissingPlaces(
  ctx: TripsContext,
  places: Map<string, Place>,
  stops: readonly StopRecord[],
): Promise<void> {
  const missing = new Set(
    stops.flatMap(({ placeId }) => (placeId === undefined || places.has(placeId) ? [] : [placeId])),
  )
  for (const placeId of missing) {
    const found = await known(ctx.call(getPlace, { place_id: placeId }))
    if (found !== undefined) places.set(placeId, found)
  }
}

async function countryFacts(ctx: TripsContext, trip: TripRecord): Promise<Map<string, CountryFacts>> {
  const codes = new Set([
    ...trip.destinations.map(({ country }) => country),
    ...(trip.origin ? [trip.origin.country] : []),
  ])
  const countries = new Map<string, CountryFacts>()
  for (const country of codes) {
    const facts = await known(ctx.call(getCountryFacts, { country, from: trip.startDate, to: trip.endDate }))
    if (facts !== undefined) countries.set(country, facts)
  }
  return countries
}

/** The currency of the budget or of the profile; the euro where no rate is known for that, so that nothing is left out. */
async function currencyOf(ctx: TripsContext, trip: TripRecord): Promise<string> {
  const wanted = trip.budget?.currency ?? ctx.profile.currency
  return (await isConvertible(ctx, wanted)) ? wanted : 'EUR'
}

/** Whether amounts can be estimated in a currency: those that estimates are made in have to be converted to it. */
export async function isConvertible(ctx: TripsContext, currency: string): Promise<boolean> {
  return currency === 'EUR' || (await ratesTo(ctx, currency, ['EUR'])).has('EUR')
}

/** How much of `currency` one unit of each of the others is; those without a known rate are left out. */
export async function ratesTo(
  ctx: TripsContext,
  currency: string,
  others: readonly (string | undefined)[],
): Promise<Map<string, number>> {
  const rates = new Map<string, number>()
  for (const from of new Set(others)) {
    if (from === undefined || from === currency) continue
    const converted = await known(ctx.call(convertCurrency, { amount: 1, from, to: currency }))
    if (converted !== undefined) rates.set(from, converted.rate)
  }
  return rates
}

/** The answer, or nothing where the thing asked for is not known. */
async function known<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof SojournError && ['not_found', 'invalid_input', 'unavailable'].includes(error.kind))
      return undefined
    throw error
  }
}
