import { metresBetween } from '../../../shared/geo.ts'
import type { RouteAnswer } from '../../places/contract.ts'
import type { NearAirport, Origin } from '../records.ts'

export type JourneyMode = 'flight' | 'train' | 'drive' | 'ferry'

/** One way between two cities; fares in euros. */
export interface Journey {
  mode: JourneyMode
  /** Under way, from departure to arrival of the vehicle. */
  minutes: number
  metres: number
  /** For one ticket, or one car of `seats` people. */
  fare: number
  low: number
  high: number
  /** How many people one fare carries. */
  seats: number
  /** To be there before departure, and to be in the city after arrival, way to and from it included. */
  before: number
  after: number
  method: string
}

/** Nearer than this is no journey. */
export const nearMetres = 30_000

/** A way between cities as the places server's `route` gives it: mode, minutes and metres are its own. */
export type Way = Pick<RouteAnswer, 'minutes' | 'metres' | 'method'> & { mode: JourneyMode }

/**
 * What one way from city to city costs and takes besides.
 *
 * Fares in euros, economy class, booked some weeks ahead, one way being half a return:
 * flight 30 + 0.05 per km to 1,500 km + 0.03 per km to 5,000 km + 0.0225 per km beyond, range 60 % to 180 %;
 * train 10 + 0.14 per km, range 50 % to 200 %; car (for up to four) 10 + 0.20 per km of road, range 75 % to 140 %;
 * ferry as a foot passenger 10 + 0.35 per km, range 60 % to 200 %. Kilometres are the great circle's but for the car.
 * The bands follow published average fares (US DOT domestic averages by distance, European rail list prices, ferries
 * such as Tallinn–Helsinki and Seattle–Victoria); the range covers most of the spread between early and late booking.
 */
export function journeyOf(from: Origin, to: Origin, { mode, minutes, metres, method }: Way): Journey {
  const km = metresBetween(from, to) / 1000
  const shared = { mode, minutes: toFive(minutes), metres }
  switch (mode) {
    case 'train':
      return {
        ...shared,
        ...priced(10 + 0.14 * km, 0.5, 2),
        seats: 1,
        before: 45,
        after: 30,
        method: `${method}; EUR 10 + 0.14 per km each way, range 50–200 %`,
      }
    case 'drive':
      return {
        ...shared,
        ...priced(10 + (0.2 * metres) / 1000, 0.75, 1.4),
        seats: 4,
        before: 15,
        after: 20,
        method: `${method}; EUR 10 + 0.20 per road km and car of four, range 75–140 %`,
      }
    case 'ferry':
      return {
        ...shared,
        ...priced(10 + 0.35 * km, 0.6, 2),
        seats: 1,
        before: 75,
        after: 45,
        method: `${method}; EUR 10 + 0.35 per km each way on foot, range 60–200 %`,
      }
    case 'flight':
      return {
        ...shared,
        ...priced(flightFare(km), 0.6, 1.8),
        seats: 1,
        before: 150 + airportMinutes(from.airport),
        after: 40 + airportMinutes(to.airport),
        method: `${method}; EUR 30 + 0.05 per km to 1,500 km, 0.03 to 5,000 km, 0.0225 beyond, each way, range 60–180 %`,
      }
  }
}

const priced = (fare: number, low: number, high: number) => ({ fare, low: fare * low, high: fare * high })

function flightFare(km: number): number {
  return (
    30 + 0.05 * Math.min(km, 1500) + 0.03 * Math.max(0, Math.min(km, 5000) - 1500) + 0.0225 * Math.max(0, km - 5000)
  )
}

/** From the airport to the centre: 15 minutes and 45 km/h over roads 1.3 times as long; 45 where it is not known. */
function airportMinutes(airport: NearAirport | undefined): number {
  return airport === undefined ? 45 : toFive(15 + ((airport.metres * 1.3) / 45_000) * 60)
}

const toFive = (minutes: number): number => Math.ceil(minutes / 5) * 5
