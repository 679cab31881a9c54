import type { Point } from '../../../shared/geo.ts'
import type { Place } from '../../places/contract.ts'

/** A stop as the planner makes it; `start` in minutes after midnight of its day. */
export interface PlannedStop {
  /** Set where it is a stop that was there before: its id. */
  stopId?: string
  placeId?: string
  title: string
  category: string
  start: number
  minutes: number
  point: Point
  area?: string
  description?: string
  /** Usual price for one person. */
  price?: { amount: number; currency: string }
  source: string
  retrievedAt?: string
  isEstimate: boolean
}

/** Where a stop comes from that the planner itself added: an arrival, a meal without a place, free time. */
export const planSource = 'Sojourn plan'

/** A place of the guide as a stop of the given category. */
export function stopAtPlace(place: Place, start: number, minutes: number, category = place.category): PlannedStop {
  return {
    placeId: place.place_id,
    title: place.name,
    category,
    start,
    minutes,
    point: { lat: place.lat, lon: place.lon },
    ...(place.area !== undefined && { area: place.area }),
    ...(place.description !== undefined && { description: place.description }),
    ...(place.price !== undefined && { price: place.price }),
    source: place.source,
    retrievedAt: place.retrieved_at,
    isEstimate: place.is_estimate,
  }
}
