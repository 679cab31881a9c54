import { metresBetween } from '../../../shared/geo.ts'
import type { NearAirport, Origin } from '../records.ts'
import { hasRail, sameLand } from './landmass.ts'

export type JourneyMode = 'flight' | 'train' | 'drive'

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
/** Up to here a train is taken where there is one: beyond, most people fly. */
const longestTrainMetres = 700_000
/** Without trains, up to here people drive. */
const longestDriveMetres = 350_000

/**
 * Estimates one way from city to city: train below 700 km over land where trains are frequent, car below 350 km over
 * land elsewhere (below 60 km: train), else a flight.
 *
 * Speeds: flights 800 km/h along the great circle and 35 minutes for take-off and landing, 90 minutes more for the change
 * of planes that is usual beyond 9,500 km; trains 130 km/h over tracks a quarter longer than the great circle, and 15
 * minutes of stops; cars 75 km/h over roads 1.3 times as long.
 *
 * Fares in euros, economy class, booked some weeks ahead, one way being half a return:
 * flight 30 + 0.05 per km to 1,500 km + 0.03 per km to 5,000 km + 0.0225 per km beyond, range 60 % to 180 %;
 * train 10 + 0.14 per km, range 50 % to 200 %; car (for up to four) 10 + 0.20 per km of road, range 75 % to 140 %.
 * The bands follow published average fares (US DOT domestic averages by distance, European rail list prices); the range
 * covers most of the spread between early and late booking.
 */
export function journeyBetween(from: Origin, to: Origin): Journey | undefined {
  const metres = Math.round(metresBetween(from, to))
  if (metres < nearMetres) return undefined
  const km = metres / 1000
  const overLand = sameLand(from, to)
  const kilometres = `${Math.round(km).toLocaleString('en')} km great circle`
  if (overLand && ((hasRail(from, to) && metres <= longestTrainMetres) || metres <= 60_000)) {
    const fare = 10 + 0.14 * km
    return {
      mode: 'train',
      minutes: toFive(15 + ((km * 1.25) / 130) * 60),
      metres,
      fare,
      low: fare * 0.5,
      high: fare * 2,
      seats: 1,
      before: 45,
      after: 30,
      method: `${kilometres}; 130 km/h over tracks a quarter longer; EUR 10 + 0.14 per km each way, range 50–200 %`,
    }
  }
  if (overLand && metres <= longestDriveMetres) {
    const road = km * 1.3
    const fare = 10 + 0.2 * road
    return {
      mode: 'drive',
      minutes: toFive((road / 75) * 60),
      metres,
      fare,
      low: fare * 0.75,
      high: fare * 1.4,
      seats: 4,
      before: 15,
      after: 20,
      method: `${kilometres}; 75 km/h over roads 1.3 times as long; EUR 10 + 0.20 per road km and car of four, range 75–140 %`,
    }
  }
  const fare = flightFare(km)
  return {
    mode: 'flight',
    minutes: toFive(35 + (km / 800) * 60 + (km > 9500 ? 90 : 0)),
    metres,
    fare,
    low: fare * 0.6,
    high: fare * 1.8,
    seats: 1,
    before: 150 + airportMinutes(from.airport),
    after: 40 + airportMinutes(to.airport),
    method: `${kilometres} at 800 km/h and 35 minutes${km > 9500 ? ' and a change of planes' : ''}; EUR 30 + 0.05 per km to 1,500 km, 0.03 to 5,000 km, 0.0225 beyond, each way, range 60–180 %`,
  }
}

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
