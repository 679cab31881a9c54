import { stamp } from '../../shared/dates.ts'
import { newId } from '../../shared/ids.ts'
import { shiftTripTasks } from '../tasks/contract.ts'
import { writeAsRead } from './as-read.ts'
import type { TripDetail } from './contract.ts'
import { gatherFacts } from './gather-facts.ts'
import { planDays } from './plan-days.ts'
import { syncTasks, wantedTasks } from './plan-tasks.ts'
import { requireTrip } from './require-trip.ts'
import { atStage } from './stages.ts'
import { insertTrip, replaceStops, saveTrip, stopsOfTrip, type TripsContext, type TripsDatabase } from './store.ts'
import { moneyOf, tasksOf, tripDetail } from './trip-detail.ts'
import { changedTrip, draftTrip, type TripRequest } from './trip-draft.ts'
import { shiftStops } from './update-trip.ts'
import type { GuideClimate } from './weather/climate-book.ts'

/**
 * Plans a trip: a new one from the request, or an existing one anew, with what the request changes. All reading comes
 * first; trip, stops and tasks are then written as one change set.
 */
export async function planTrip(
  ctx: TripsContext,
  input: TripRequest & { trip_id?: string | undefined },
  climate: readonly GuideClimate[],
): Promise<TripDetail> {
  const { trip_id, ...request } = input
  const existing = trip_id === undefined ? undefined : await requireTrip(ctx, trip_id)
  const draft = existing === undefined ? await draftTrip(ctx, request) : await changedTrip(ctx, existing, request)
  const before = existing === undefined ? [] : await stopsOfTrip(ctx.read, ctx.user, existing.tripId)
  const trip = { ...draft, plannedAt: stamp(ctx.now), updatedAt: stamp(ctx.now) }
  atStage(ctx, 'places')
  const facts = await gatherFacts(ctx, trip, before, climate)
  atStage(ctx, 'days')
  const moves = existing !== undefined && (existing.startDate !== trip.startDate || existing.endDate !== trip.endDate)
  const present = existing !== undefined && moves ? shiftStops(existing, trip, before, facts) : before
  const stops = planDays(trip, present, facts, () => newId(ctx.now.epochMilliseconds))
  atStage(ctx, 'rest')
  const { travel } = moneyOf(trip, stops, facts)
  const tasks = wantedTasks(trip, stops, facts, travel)
  const write = async (tx: TripsDatabase) => {
    if (existing === undefined) await insertTrip(tx, ctx.user, trip)
    else await saveTrip(tx, ctx.user, trip, request.destinations !== undefined)
    await replaceStops(tx, ctx.user, before, stops)
    if (moves) {
      await ctx.call(shiftTripTasks, { trip_id: trip.tripId, start_date: trip.startDate, end_date: trip.endDate })
    }
    await syncTasks(ctx, trip.tripId, tasks)
  }
  if (existing === undefined) await ctx.write(write)
  else await writeAsRead(ctx, { trip: existing, stops: before }, write)
  return tripDetail(trip, stops, facts, await tasksOf(ctx, trip.tripId))
}
