import { addDays, daysBetween, Temporal } from '../../../shared/dates.ts'
import type { Context } from '../context.ts'
import type { Span } from '../entities/span.ts'

/** What a change is read against: the trip as it is. */
export interface TripNow {
  start_date: string
  end_date: string
  travellers: number
  interests: string[]
  destinations: { place: string; nights: number }[]
}

/** One field that a clause gives, with the words that gave it. */
export interface Found<Value> {
  value: Value
  spans: Span[]
}

/** A reason why what was said cannot be, as a sentence. */
export class Refused {
  readonly reason: string

  constructor(reason: string) {
    this.reason = reason
  }
}

export const daysOf = ({ start_date, end_date }: TripNow): number => daysBetween(start_date, end_date) + 1

/** A trip to read a clause against before the real one is fetched: the one talked about, or any. */
export function standIn({ referents, calendar }: Context): TripNow {
  const known = referents.trips.get(referents.tripId ?? '') ?? referents.trip
  const start = calendar.today.add({ days: 60 })
  return {
    start_date: known?.start_date ?? start.toString(),
    end_date: known?.end_date ?? start.add({ days: 3 }).toString(),
    travellers: 2,
    interests: [],
    destinations: (known?.places ?? []).map((place) => ({ place, nights: 1 })),
  }
}

/** Dates said about a trip are looked for from a little before it begins: “the 14th” is of its month. */
export function nearTrip(trip: TripNow, { calendar }: Context): Temporal.PlainDate {
  const first = Temporal.PlainDate.from(trip.start_date).with({ day: 1 })
  return Temporal.PlainDate.compare(first, calendar.today) > 0 ? first : calendar.today
}

/** The end of a trip that keeps its length and begins on another day. */
export const endFrom = (start: string, trip: TripNow): string => addDays(start, daysOf(trip) - 1)
