import { fromMinor, type Money, toMinor } from '../../../shared/money.ts'
import type { BudgetSplit, Travel } from '../contract.ts'
import { activitiesEstimate, type PricedStop } from './activities.ts'
import { minorIn, type Rates, roundedMinor } from './currency-rates.ts'
import { foodEstimate, localTransportEstimate } from './food.ts'
import { lodgingEstimate, type StayCosts } from './lodging.ts'
import type { PlannedTravel } from './travel.ts'

export interface BudgetRequest {
  currency: string
  limit?: Money
  travellers: number
  stays: readonly StayCosts[]
  travel: readonly PlannedTravel[]
  stops: readonly PricedStop[]
  rates: Rates
  /** How much of the currency one euro is. */
  euro: number
  /** Whether it is known where the travellers come from. */
  originKnown: boolean
}

/** The travel of a trip as it stands on a wire: prices for the whole party in the trip's currency. */
export function pricedTravel(travel: readonly PlannedTravel[], request: Omit<BudgetRequest, 'travel'>): Travel[] {
  const { currency, travellers, euro } = request
  const party = (euros: number, seats: number): number =>
    roundedMinor(toMinor(euros * euro * Math.ceil(travellers / seats), currency), currency)
  return travel.map(({ kind, mode, from, to, depart, arrive, journey }) => ({
    kind,
    mode,
    from: stationOf(from, mode),
    to: stationOf(to, mode),
    date: depart.toPlainDate().toString(),
    depart: depart.toString({ smallestUnit: 'minute' }),
    arrive: arrive.toString({ smallestUnit: 'minute' }),
    minutes: journey.minutes,
    metres: journey.metres,
    price: { amount: fromMinor(party(journey.fare, journey.seats), currency), currency },
    price_low: fromMinor(party(journey.low, journey.seats), currency),
    price_high: fromMinor(party(journey.high, journey.seats), currency),
    is_estimate: true,
    method: journey.method,
    source: 'built-in estimate',
  }))
}

function stationOf(place: { place: string; airport?: { iata: string } | undefined }, mode: string): string {
  return mode === 'flight' && place.airport !== undefined ? `${place.place} (${place.airport.iata})` : place.place
}

/** The budget by category. The total is the sum of the categories to the last minor unit. */
export function budgetOf(request: BudgetRequest, travel: readonly Travel[]): BudgetSplit {
  const { currency, travellers, stays, stops, rates, limit } = request
  const transport = travel.reduce((sum, { price }) => sum + toMinor(price.amount, currency), 0)
  const lodging = lodgingEstimate(stays, travellers, currency)
  const food = foodEstimate(stays, travellers, currency)
  const activities = activitiesEstimate(stops, travellers, currency, rates)
  const local = localTransportEstimate(stays, travellers, currency)
  const categories = [
    { category: 'transport' as const, minor: transport, method: transportMethod(request, travel) },
    { category: 'lodging' as const, ...lodging },
    { category: 'food' as const, ...food },
    { category: 'activities' as const, ...activities },
    { category: 'local_transport' as const, ...local },
  ]
  const total = categories.reduce((sum, { minor }) => sum + minor, 0)
  const limitMinor = limit === undefined ? undefined : minorIn(limit.amount, limit.currency, currency, rates)
  return {
    currency,
    ...(limitMinor !== undefined && {
      limit: fromMinor(limitMinor, currency),
      left: fromMinor(limitMinor - total, currency),
    }),
    total: fromMinor(total, currency),
    categories: categories.map(({ category, minor, method }) => ({
      category,
      planned: fromMinor(minor, currency),
      is_estimate: true,
      method,
    })),
    is_estimate: true,
  }
}

function transportMethod({ originKnown, travellers }: BudgetRequest, travel: readonly Travel[]): string {
  if (!originKnown) {
    return travel.length === 0
      ? 'not included: it is not known where you start from'
      : 'only the transfers between cities; travel there and back is not included, as it is not known where you start from'
  }
  if (travel.length === 0) return 'no journey: the destination is where you start from'
  const modes = [...new Set(travel.map(({ mode }) => mode))].join(' and ')
  return `distance-based ${modes} estimate for ${travellers} ${travellers === 1 ? 'person' : 'people'}`
}
