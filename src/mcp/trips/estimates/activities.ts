import type { Money } from '../../../shared/money.ts'
import { joined } from '../titles.ts'
import { minorIn, type Rates } from './currency-rates.ts'
import type { Estimate } from './lodging.ts'

/** A stop as far as its price goes. */
export interface PricedStop {
  /** What the user entered, for the whole party. */
  cost?: Money
  /** Usual price for one person. */
  price?: Money
  placeId?: string
  category: string
}

/** What a stop costs the whole party, where that is known. */
export function costOf(stop: PricedStop, travellers: number): Money | undefined {
  if (stop.cost !== undefined) return stop.cost
  return stop.price === undefined
    ? undefined
    : { amount: Math.round(stop.price.amount * travellers * 100) / 100, currency: stop.price.currency }
}

/** Activities: the usual entry of every stop for every traveller, in the trip's currency. */
export function activitiesEstimate(
  stops: readonly PricedStop[],
  travellers: number,
  currency: string,
  rates: Rates,
): Estimate & { own: boolean } {
  let minor = 0
  let unknown = 0
  const foreign = new Set<string>()
  for (const stop of stops) {
    const cost = costOf(stop, travellers)
    const converted = cost === undefined ? undefined : minorIn(cost.amount, cost.currency, currency, rates)
    if (converted !== undefined) minor += converted
    else if (cost !== undefined && cost.amount > 0) foreign.add(cost.currency)
    else if (stop.placeId !== undefined && stop.category !== 'lunch' && stop.category !== 'dinner') unknown += 1
  }
  const unpriced = unknown === 0 ? '' : `; ${unknown} ${unknown === 1 ? 'stop has' : 'stops have'} no known price`
  const left = foreign.size === 0 ? '' : `; prices in ${joined([...foreign])} left out, as no exchange rate is known`
  return {
    minor,
    method: `usual adult entry of each stop × ${travellers} ${travellers === 1 ? 'person' : 'people'}${unpriced}${left}`,
    own: stops.some(({ cost }) => cost !== undefined),
  }
}
