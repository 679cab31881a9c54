import { isDeepStrictEqual } from 'node:util'
import type { StopRecord, TripRecord } from './records.ts'
import { findTrip, stopsOfTrip, type TripsContext, type TripsDatabase } from './store.ts'

/** A trip as a change was worked out from it. */
export interface TripAsRead {
  trip: TripRecord
  stops: readonly StopRecord[]
}

/** Another call changed the trip between reading and writing. */
class ChangedMeanwhile extends Error {}

/**
 * Writes what was worked out from a trip, inside `retried`. Gathering the facts of a trip takes a while, and a client may
 * send several changes at once: a change never overwrites one that it has not seen.
 */
export function writeAsRead<Result>(
  ctx: TripsContext,
  { trip, stops }: TripAsRead,
  work: (tx: TripsDatabase) => Promise<Result>,
): Promise<Result> {
  return ctx.write(async (tx) => {
    const present = [await findTrip(tx, ctx.user, trip.tripId), await stopsOfTrip(tx, ctx.user, trip.tripId)]
    if (!isDeepStrictEqual(present, [trip, stops])) throw new ChangedMeanwhile('The trip was changed meanwhile')
    return work(tx)
  })
}

/**
 * Reads, works out and writes a change; once more where the trip was changed meanwhile. The call then holds the database
 * already, so that nothing can come between again.
 */
export async function retried<Result>(change: () => Promise<Result>): Promise<Result> {
  try {
    return await change()
  } catch (error) {
    if (error instanceof ChangedMeanwhile) return change()
    throw error
  }
}
