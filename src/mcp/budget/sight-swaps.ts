import { toMinor } from '../../shared/money.ts'
import type { Place } from '../places/contract.ts'
import type { Stop, TripDetail } from '../trips/contract.ts'
import { convertMinor, findRate } from './rates.ts'

/** A paid stop and a free place of the same city that could stand in for it. */
export interface SightSwap {
  stop: Stop
  free: Place
  /** What the stop is planned to cost, in minor units of the budget's currency. */
  minor: number
  /** How much of a must the paid stop is, 1 to 5, where known. */
  popularity: number | undefined
}

/** What is never offered up: 5 of 5 is what a first visit is for. */
const aMust = 5
/** A list of choices, not a second plan. */
const atMost = 3
const eatenOrBought = new Set(['market', 'food_area'])

/** The cities whose days hold a paid stop that could be swapped. */
export const citiesWithPaidStops = (trip: TripDetail): string[] => [
  ...new Set(trip.days.filter(({ stops }) => stops.some(isOptional)).map(({ city }) => city)),
]

const isOptional = ({ cost, locked, must_see, category }: Stop): boolean =>
  cost !== undefined && cost.amount > 0 && !locked && !must_see && !eatenOrBought.has(category)

/**
 * Pairs paid stops with free places of the same city that are not in the trip: the least popular paid ones first, the
 * dearer of equals, each with the free place that shares most of its interests and, of those, the most popular.
 * @param placesByCity what is known of each city
 * @param currency of the budget
 */
export function findSightSwaps(
  trip: TripDetail,
  placesByCity: ReadonlyMap<string, readonly Place[]>,
  currency: string,
): SightSwap[] {
  const taken = new Set(trip.days.flatMap(({ stops }) => stops.map(({ place_id }) => place_id)))
  const paid = trip.days.flatMap(({ city, stops }) =>
    stops.filter(isOptional).flatMap((stop) => {
      const place = placesByCity.get(city)?.find(({ place_id }) => place_id === stop.place_id)
      const rate = stop.cost === undefined ? undefined : findRate(stop.cost.currency, currency)
      if (stop.cost === undefined || rate === undefined || place?.popularity === aMust) return []
      return [{ city, stop, place, minor: convertMinor(toMinor(stop.cost.amount, stop.cost.currency), rate) }]
    }),
  )
  paid.sort((a, b) => (a.place?.popularity ?? 3) - (b.place?.popularity ?? 3) || b.minor - a.minor)
  const swaps: SightSwap[] = []
  for (const { city, stop, place, minor } of paid) {
    if (swaps.length === atMost) break
    const shared = (candidate: Place): number =>
      (candidate.interests ?? []).filter((interest) => place?.interests?.includes(interest)).length
    const [free] = (placesByCity.get(city) ?? [])
      .filter(
        ({ place_id, price, category }) => price?.amount === 0 && !taken.has(place_id) && !eatenOrBought.has(category),
      )
      .toSorted((a, b) => shared(b) - shared(a) || (b.popularity ?? 0) - (a.popularity ?? 0))
    if (free === undefined) continue
    taken.add(free.place_id)
    swaps.push({ stop, free, minor, popularity: place?.popularity })
  }
  return swaps
}
