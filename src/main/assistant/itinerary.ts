import * as z from 'zod'
import { Temporal } from '../../shared/dates.ts'

/** A stop as far as it takes to tell which one is meant. Dates and times are local to its day. */
const plannedStop = z.object({
  stop_id: z.string(),
  title: z.string(),
  category: z.string(),
  start: z.string(),
  end: z.string(),
  place_id: z.string().optional(),
})
const plannedDay = z.object({ date: z.string(), city: z.string(), stops: z.array(plannedStop) })
export type PlannedStop = z.infer<typeof plannedStop>
export type PlannedDay = z.infer<typeof plannedDay>

/** The days of a trip with their stops. */
export interface Itinerary {
  start_date: string
  end_date: string
  days: PlannedDay[]
}

const ofTrip = z.object({ trip_id: z.string(), days: z.array(plannedDay) })
const ofStop = z.object({ trip_id: z.string(), stop: z.object({ stop_id: z.string() }).optional(), day: plannedDay })

/** The days of trips as the calls of a conversation last showed them. */
export class KnownDays {
  readonly #days = new Map<string, PlannedDay[]>()

  of(tripId: string): readonly PlannedDay[] | undefined {
    return this.#days.get(tripId)
  }

  /** Takes in what a call gave: a whole trip, or the day that a stop was put into or taken out of. */
  note(output: unknown): void {
    const trip = ofTrip.safeParse(output)
    if (trip.success) {
      this.#days.set(trip.data.trip_id, trip.data.days)
      return
    }
    const changed = ofStop.safeParse(output)
    if (!changed.success) return
    const { trip_id, stop, day } = changed.data
    const before = this.#days.get(trip_id)
    if (before === undefined) return
    this.#days.set(
      trip_id,
      before.map((other) =>
        other.date === day.date
          ? day
          : { ...other, stops: other.stops.filter(({ stop_id }) => stop_id !== stop?.stop_id) },
      ),
    )
  }
}

/** How long a stop lasts, in minutes. */
export const minutesOfStop = ({ start, end }: Pick<PlannedStop, 'start' | 'end'>): number =>
  Temporal.PlainDateTime.from(start).until(end).total('minutes')
