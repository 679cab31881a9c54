import { toMinor } from '../../../shared/money.ts'
import { roundedMinor } from './currency-rates.ts'

/** What a visitor spends in the country of a stay, in the trip's currency; from the places server, or a general guess. */
export interface StayCosts {
  place: string
  nights: number
  days: number
  roomNight: number
  foodDay: number
  known: boolean
}

/** Euros taken for a country whose prices are not known: mid-range, about the world's larger cities. */
export const generalCosts = { roomNight: 90, foodDay: 35 }

/** Two people share a room. */
const roomsFor = (travellers: number): number => Math.ceil(travellers / 2)

export interface Estimate {
  /** Integer minor units of the trip's currency. */
  minor: number
  method: string
}

/** Lodging: nights × rooms (two people each) × a mid-range double room in that country. */
export function lodgingEstimate(stays: readonly StayCosts[], travellers: number, currency: string): Estimate {
  const rooms = roomsFor(travellers)
  const minor = stays.reduce(
    (sum, { roomNight, nights }) => sum + roundedMinor(toMinor(roomNight, currency) * nights * rooms, currency),
    0,
  )
  const nights = stays.reduce((sum, stay) => sum + stay.nights, 0)
  if (nights === 0) return { minor: 0, method: 'no night away' }
  return {
    minor,
    method: `${nights} ${nights === 1 ? 'night' : 'nights'} × ${rooms} ${rooms === 1 ? 'room' : 'rooms'} at the usual mid-range price of the country${missing(stays)}`,
  }
}

export function missing(stays: readonly StayCosts[]): string {
  const unknown = stays.filter(({ known }) => !known).map(({ place }) => place)
  return unknown.length === 0 ? '' : ` (a general guess for ${unknown.join(', ')}: no price level is known)`
}
