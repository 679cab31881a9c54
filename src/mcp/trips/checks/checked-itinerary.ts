import type { Point } from '../../../shared/geo.ts'
import type { Money } from '../../../shared/money.ts'
import type { Place } from '../../places/contract.ts'
import type { Finding, Pace } from '../contract.ts'

/** A stop as the checks see it, wherever it comes from. */
export interface CheckedStop {
  stopId?: string
  placeId?: string
  /** What the guide knows of it. */
  place?: Place
  /** The guide city that a place of this name lies in, where that is another than the day's. */
  otherCity?: string
  title: string
  category: string
  /** Minutes after midnight of the day's date; may be negative or above 1440. */
  start: number
  end: number
  /** Absent where only the city is known. */
  point?: Point
  cost?: Money
  locked: boolean
  /** The user's own entry, or a block of the plan's: it need not be in a guide. */
  own: boolean
}

export interface CheckedDay {
  date: string
  city: string
  country?: string
  centre?: Point
  timezone?: string
  /** Whether the built-in guide covers the city, so that a name it lacks means something. */
  guide: boolean
  /** By start. */
  stops: CheckedStop[]
  /** How the way to a stop is made, by the ids of its ends joined by a blank. */
  modes: ReadonlyMap<string, string>
}

export interface CheckedItinerary {
  days: readonly CheckedDay[]
  tripId?: string
  /** First and last date of the trip. */
  start?: string
  end?: string
  /** Local date-times. */
  arrival?: string
  departure?: string
  pace?: Pace
  budget?: { limit?: number; total?: number; currency: string }
  /** Largest category of the budget, in words. */
  largestCost?: string
  holidays: readonly { date: string; name: string; country: string }[]
  /** Journeys that the plan knows of: the days on which a city is changed. */
  transfers: ReadonlySet<string>
  /** Time zones along the way, the origin's first; one entry for each change of place. */
  zones: readonly { place: string; timezone: string; date: string }[]
  /** Set where it is known that the trip goes abroad: the countries, in words, and the days until it begins. */
  abroad?: { countries: string; inDays: number }
  locale: string
}

/** One kind of check: looks at the whole and says what it found. Pure. */
export type Check = (itinerary: CheckedItinerary) => Finding[]

/** What the plan adds around sights and meals. */
const logistics =
  /^(arrival|departure|open|transfer|flight|train|bus|ferry|car|travel|transport|airport|hotel|stay|lodging|accommodation|check.?in|check.?out|free.?time)$/

export const isLogistics = (stop: CheckedStop): boolean => logistics.test(stop.category)

/** Whether the stop is a meal, by its category or its name. */
export function mealOf(stop: CheckedStop): 'breakfast' | 'lunch' | 'dinner' | undefined {
  if (isLogistics(stop)) return undefined
  const word =
    /^(breakfast|lunch|dinner)$/.exec(stop.category)?.[1] ?? /\b(breakfast|lunch|dinner)\b/i.exec(stop.title)?.[1]
  return word === undefined ? undefined : (word.toLowerCase() as 'breakfast' | 'lunch' | 'dinner')
}

export const isSight = (stop: CheckedStop): boolean => !isLogistics(stop) && mealOf(stop) === undefined

/** The fields that tie a finding to its stop. */
export const at = (stop: CheckedStop, day: CheckedDay) => ({
  ...(stop.stopId !== undefined && { stop_id: stop.stopId }),
  date: day.date,
})
