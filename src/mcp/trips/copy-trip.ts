import { addDays, daysBetween, stamp } from '../../shared/dates.ts'
import { newId } from '../../shared/ids.ts'
import type { TripDetail } from './contract.ts'
import { gatherFacts } from './gather-facts.ts'
import { syncTasks, wantedTasks } from './plan-tasks.ts'
import type { StopRecord, TripRecord } from './records.ts'
import { requireTrip } from './require-trip.ts'
import { insertStops, insertTrip, stopsOfTrip, type TripsContext } from './store.ts'
import { tripTitle } from './titles.ts'
import { moneyOf, tasksOf, tripDetail } from './trip-detail.ts'
import { checkDates } from './trip-draft.ts'
import type { GuideClimate } from './weather/climate-book.ts'

/** Copies a trip with its itinerary and budget limit, to another start where one is given; a planned trip gets its tasks. */
export async function duplicateTrip(
  ctx: TripsContext,
  input: { trip_id: string; title?: string | undefined; start_date?: string | undefined },
  climate: readonly GuideClimate[],
): Promise<TripDetail> {
  const old = await requireTrip(ctx, input.trip_id)
  const before = await stopsOfTrip(ctx.read, ctx.user, old.tripId)
  const fresh = () => newId(ctx.now.epochMilliseconds)
  const days = input.start_date === undefined ? 0 : daysBetween(old.startDate, input.start_date)
  const startDate = addDays(old.startDate, days)
  const endDate = addDays(old.endDate, days)
  checkDates(startDate, endDate)
  const now = stamp(ctx.now)
  const trip: TripRecord = {
    ...old,
    tripId: fresh(),
    title: input.title ?? copiedTitle(old, startDate, endDate),
    titleGiven: input.title !== undefined || old.titleGiven,
    startDate,
    endDate,
    createdAt: now,
    updatedAt: now,
    destinations: old.destinations.map((destination) => ({ ...destination, destinationId: fresh() })),
  }
  const stops = before.map(
    (stop): StopRecord => ({ ...stop, stopId: fresh(), tripId: trip.tripId, date: addDays(stop.date, days) }),
  )
  const facts = await gatherFacts(ctx, trip, stops, climate)
  const { travel } = moneyOf(trip, stops, facts)
  const tasks = trip.plannedAt === undefined ? [] : wantedTasks(trip, stops, facts, travel)
  await ctx.write(async (tx) => {
    await insertTrip(tx, ctx.user, trip)
    await insertStops(tx, ctx.user, stops)
    await syncTasks(ctx, trip.tripId, tasks)
  })
  return tripDetail(trip, stops, facts, await tasksOf(ctx, trip.tripId))
}

function copiedTitle(old: TripRecord, startDate: string, endDate: string): string {
  if (old.titleGiven) return `${old.title} (copy)`.slice(0, 300)
  return `${tripTitle(
    old.destinations.map(({ place }) => place),
    startDate,
    endDate,
  )} (copy)`
}
