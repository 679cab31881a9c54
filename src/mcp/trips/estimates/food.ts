import { toMinor } from '../../../shared/money.ts'
import { roundedMinor } from './currency-rates.ts'
import { type Estimate, missing, type StayCosts } from './lodging.ts'

/** Food: days × people × what meals and drinks usually cost a visitor in that country. */
export function foodEstimate(stays: readonly StayCosts[], travellers: number, currency: string): Estimate {
  const minor = stays.reduce(
    (sum, { foodDay, days }) => sum + roundedMinor(toMinor(foodDay, currency) * days * travellers, currency),
    0,
  )
  const days = stays.reduce((sum, stay) => sum + stay.days, 0)
  return {
    minor,
    method: `${days} ${days === 1 ? 'day' : 'days'} × ${travellers} ${travellers === 1 ? 'person' : 'people'} at the usual price of meals and drinks in the country${missing(stays)}`,
  }
}

/** The share of a day's food that buses, trams and the odd taxi come to: about the ratio of a day pass to two meals. */
const transitShare = 0.2

/** Local transport: a fifth of a day's food, per person and day. */
export function localTransportEstimate(stays: readonly StayCosts[], travellers: number, currency: string): Estimate {
  const minor = stays.reduce(
    (sum, { foodDay, days }) =>
      sum + roundedMinor(toMinor(foodDay * transitShare, currency) * days * travellers, currency),
    0,
  )
  return { minor, method: `a fifth of a day's food per person and day, about a day pass and an occasional taxi` }
}
