import { SojournError } from '../../shared/errors.ts'
import type { OutputOf } from '../../shared/tool.ts'
import { type Place, searchPlaces } from '../places/contract.ts'
import { getTrip } from '../trips/contract.ts'
import type { optimizeBudget } from './contract.ts'
import { type BudgetContext, currentSummary } from './current-summary.ts'
import { findSavings, noteOnSavings } from './savings.ts'
import { citiesWithPaidStops, findSightSwaps } from './sight-swaps.ts'

/** As many places as one answer holds: all that is known of a city, usually. */
const placesOfCity = 500

/** Ways to spend less on a trip, from its plan, its expenses and the places of its cities. */
export async function optimizeTripBudget(
  tripId: string,
  context: BudgetContext,
): Promise<OutputOf<typeof optimizeBudget>> {
  const trip = await context.call(getTrip, { trip_id: tripId })
  const summary = await currentSummary(trip, context)
  const places = new Map<string, readonly Place[]>()
  for (const city of citiesWithPaidStops(trip)) places.set(city, await placesIn(city, context))
  const swaps = findSightSwaps(trip, places, summary.currency)
  const savings = findSavings(trip, summary, swaps, context.profile.locale)
  return { currency: summary.currency, savings, note: noteOnSavings(summary, savings, context.profile.locale) }
}

/** What is known of a city; of one that nobody knows, nothing: then there is nothing to swap. */
async function placesIn(city: string, context: BudgetContext): Promise<readonly Place[]> {
  try {
    return (await context.call(searchPlaces, { city, limit: placesOfCity })).places
  } catch (error) {
    if (error instanceof SojournError && (error.kind === 'not_found' || error.kind === 'unavailable')) return []
    throw error
  }
}
