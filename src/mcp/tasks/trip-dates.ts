import { addDays } from '../../shared/dates.ts'
import { SojournError } from '../../shared/errors.ts'
import { listTrips } from '../trips/contract.ts'
import type { Anchor } from './contract.ts'
import type { TasksContext } from './tables.ts'

export interface TripDates {
  start_date: string
  end_date: string
}

/**
 * The dates of the user's own trip. Read from the list of trips, which is one query, and not from `get_trip`, which works
 * out legs, findings and budget as well.
 * @throws SojournError `not_found` for a trip that is not there or not the user's
 */
export async function tripDates(ctx: TasksContext, tripId: string): Promise<TripDates> {
  const { trips } = await ctx.call(listTrips, { trip_id: tripId })
  if (trips[0] !== undefined) return trips[0]
  throw new SojournError('not_found', `There is no trip with the id ${tripId}.`, {
    hint: 'list_trips gives the ids of the trips.',
  })
}

/** The due that an anchor means for a trip of these dates: a local date, or a local date-time where it names a time. */
export function anchoredDue(anchor: Omit<Anchor, 'trip_id'>, dates: TripDates): string {
  const date = addDays(anchor.relative_to === 'start' ? dates.start_date : dates.end_date, anchor.days)
  return anchor.time === undefined ? date : `${date}T${anchor.time}`
}
