import { join } from 'node:path'
import { dateIn } from '../../shared/dates.ts'
import { limitOf, offsetOf, pageOf } from '../../shared/paging.ts'
import { type Server, serve } from '../../shared/tool.ts'
import { deleteTripBudget } from '../budget/contract.ts'
import { releaseTripTasks } from '../tasks/contract.ts'
import { retried } from './as-read.ts'
import { runCheck } from './check-itinerary.ts'
import { tripsContract } from './contract.ts'
import { duplicateTrip } from './copy-trip.ts'
import { runAddStop, runMoveStop, runRemoveStop, runUpdateStop } from './edit-stops.ts'
import { gatherFacts } from './gather-facts.ts'
import { tripOnWire } from './itinerary.ts'
import { planTrip } from './plan-trip.ts'
import type { TripRecord } from './records.ts'
import { requireTrip } from './require-trip.ts'
import { staysOf } from './stays.ts'
import { deleteTripRows, insertTrip, listTripRecords, stopsOfTrip, type TripsContext } from './store.ts'
import { tasksOf, tripDetail } from './trip-detail.ts'
import { draftTrip } from './trip-draft.ts'
import { updateTrip } from './update-trip.ts'
import { openClimateBook } from './weather/climate-book.ts'

const onWire = (trip: TripRecord) => tripOnWire(trip, staysOf(trip.destinations, trip.startDate, trip.endDate))

/**
 * The trips server: trips, their days and stops, and what follows from them.
 * @param options.resourcesDir the folder with the built-in guide, whose climate figures are read from there
 */
export function createTripsServer(
  { resourcesDir }: { resourcesDir: string } = { resourcesDir: join(import.meta.dirname, '../../../resources') },
): Server {
  const climate = openClimateBook(resourcesDir)
  return serve<typeof tripsContract.tools, TripsContext>(tripsContract, {
    create_trip: async (input, ctx) => {
      const trip = await draftTrip(ctx, input)
      await ctx.write((tx) => insertTrip(tx, ctx.user, trip))
      return onWire(trip)
    },
    list_trips: async (input, ctx) => {
      const today = dateIn(ctx.profile.timezone, ctx.now)
      const filter = {
        tripId: input.trip_id,
        query: input.query,
        ...(input.when === 'upcoming' && { endsFrom: today }),
        ...(input.when === 'past' && { endsBefore: today }),
      }
      const page = { limit: limitOf(input), offset: offsetOf(input) }
      const { rows, ...next } = pageOf(await listTripRecords(ctx.read, ctx.user, filter, page), input)
      return { trips: rows.map(onWire), ...next }
    },
    get_trip: async (input, ctx) => {
      const trip = await requireTrip(ctx, input.trip_id)
      const stops = await stopsOfTrip(ctx.read, ctx.user, trip.tripId)
      const facts = await gatherFacts(ctx, trip, stops, climate())
      return tripDetail(trip, stops, facts, await tasksOf(ctx, trip.tripId))
    },
    update_trip: (input, ctx) => retried(() => updateTrip(ctx, input, climate())),
    delete_trip: async (input, ctx) => {
      const trip = await requireTrip(ctx, input.trip_id)
      return ctx.write(async (tx) => {
        const { deleted, detached } = await ctx.call(releaseTripTasks, { trip_id: trip.tripId })
        await ctx.call(deleteTripBudget, { trip_id: trip.tripId })
        await deleteTripRows(tx, ctx.user, trip.tripId)
        return {
          trip_id: trip.tripId,
          status: 'deleted' as const,
          title: trip.title,
          tasks_deleted: deleted,
          tasks_detached: detached,
        }
      })
    },
    duplicate_trip: (input, ctx) => duplicateTrip(ctx, input, climate()),
    plan_trip: (input, ctx) => retried(() => planTrip(ctx, input, climate())),
    add_stop: (input, ctx) => retried(() => runAddStop(ctx, input, climate())),
    update_stop: (input, ctx) => retried(() => runUpdateStop(ctx, input, climate())),
    move_stop: (input, ctx) => retried(() => runMoveStop(ctx, input, climate())),
    remove_stop: (input, ctx) => retried(() => runRemoveStop(ctx, input, climate())),
    check_itinerary: (input, ctx) => runCheck(ctx, input),
  })
}
