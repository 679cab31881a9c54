import { SojournError } from '../../shared/errors.ts'
import type { StopRecord, TripRecord } from './records.ts'
import { findStop, findTrip, type TripsContext } from './store.ts'

/** The user's trip with this id. @throws SojournError `not_found` */
export async function requireTrip(ctx: TripsContext, tripId: string): Promise<TripRecord> {
  const trip = await findTrip(ctx.read, ctx.user, tripId)
  if (trip !== undefined) return trip
  throw new SojournError('not_found', `There is no trip with the id ${tripId}.`, {
    hint: 'list_trips gives the ids of the trips.',
  })
}

/** The user's stop with this id. @throws SojournError `not_found` */
export async function requireStop(ctx: TripsContext, stopId: string): Promise<StopRecord> {
  const stop = await findStop(ctx.read, ctx.user, stopId)
  if (stop !== undefined) return stop
  throw new SojournError('not_found', `There is no stop with the id ${stopId}.`, {
    hint: 'get_trip gives the stops of a trip with their ids.',
  })
}
