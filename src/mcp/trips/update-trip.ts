import { addDays, daysBetween } from '../../shared/dates.ts'
import { metresBetween } from '../../shared/geo.ts'
import { newId } from '../../shared/ids.ts'
import { shiftTripTasks } from '../tasks/contract.ts'
import { writeAsRead } from './as-read.ts'
import type { TripDetail } from './contract.ts'
import { planTravel } from './estimates/travel.ts'
import { fillDays } from './fill-days.ts'
import { gatherFacts, type TripFacts } from './gather-facts.ts'
import { datesOfStay, recordOf } from './plan-days.ts'
import { syncTasks, wantedTasks } from './plan-tasks.ts'
import { stayDays } from './planner/coming-and-going.ts'
import { isKept, type StopRecord, type TripRecord } from './records.ts'
import { reflowDay } from './reflow-day.ts'
import { requireTrip } from './require-trip.ts'
import { atStage } from './stages.ts'
import { stayOn } from './stays.ts'
import { replaceStops, saveTrip, stopsOfTrip, type TripsContext } from './store.ts'
import { moneyOf, tasksOf, tripDetail } from './trip-detail.ts'
import { changedTrip, type TripRequest } from './trip-draft.ts'
import type { GuideClimate } from './weather/climate-book.ts'

/** A stop further from the city of its day than this belongs to another city. */
const otherCityMetres = 60_000

/** Changes a trip; new dates take its stops and tasks along, and days that are new are planned. */
export async function updateTrip(
  ctx: TripsContext,
  { trip_id, ...request }: TripRequest & { trip_id: string },
  climate: readonly GuideClimate[],
): Promise<TripDetail> {
  const old = await requireTrip(ctx, trip_id)
  const trip = await changedTrip(ctx, old, request)
  const before = await stopsOfTrip(ctx.read, ctx.user, trip_id)
  atStage(ctx, 'places')
  const facts = await gatherFacts(ctx, trip, before, climate)
  atStage(ctx, 'days')
  const moves = trip.startDate !== old.startDate || trip.endDate !== old.endDate
  const reshaped = moves || request.destinations !== undefined || request.origin !== undefined
  const fresh = () => newId(ctx.now.epochMilliseconds)
  const after = reshaped
    ? fillDays(
        { old, trip },
        before,
        withBlocks(trip, shiftStops(old, trip, before, facts), facts, fresh),
        facts,
        fresh,
      )
    : before
  atStage(ctx, 'rest')
  await writeAsRead(ctx, { trip: old, stops: before }, async (tx) => {
    await saveTrip(tx, ctx.user, trip, request.destinations !== undefined)
    await replaceStops(tx, ctx.user, before, after)
    if (moves) {
      await ctx.call(shiftTripTasks, { trip_id, start_date: trip.startDate, end_date: trip.endDate })
    }
    if (reshaped && trip.plannedAt !== undefined) {
      const { travel } = moneyOf(trip, after, facts)
      // Another place or way there needs other tasks; on other dates those that are there say other things.
      const elsewhere = request.destinations !== undefined || request.origin !== undefined
      await syncTasks(ctx, trip_id, wantedTasks(trip, after, facts, travel), elsewhere)
    }
  })
  return tripDetail(trip, after, facts, await tasksOf(ctx, trip_id))
}

/**
 * Moves stops by as many days as the start moved. What then lies outside the trip, or in the city of another day, goes
 * where the plan made it, and is kept on the last day where it is the user's own.
 */
export function shiftStops(
  old: TripRecord,
  trip: TripRecord,
  stops: readonly StopRecord[],
  facts: TripFacts,
): StopRecord[] {
  const days = daysBetween(old.startDate, trip.startDate)
  const shifted = stops.flatMap((stop) => {
    const date = addDays(stop.date, days)
    const outside = date < trip.startDate || date > trip.endDate
    // A way home with a time of the user's own is of the day on which the trip ends, however long it becomes.
    const home = stop.category === 'departure' && stop.date === old.endDate
    if (isKept(stop)) return [{ ...stop, date: outside || home ? trip.endDate : date }]
    const stay = stayOn(facts.stays, date)
    const elsewhere = stay !== undefined && metresBetween(stay, stop) > otherCityMetres
    return outside || elsewhere ? [] : [{ ...stop, date }]
  })
  const crowded = stops.some((stop) => isKept(stop) && addDays(stop.date, days) > trip.endDate)
  if (!crowded) return shifted
  const last = shifted.filter(({ date }) => date === trip.endDate).sort((a, b) => a.start - b.start)
  return [
    ...shifted.filter(({ date }) => date !== trip.endDate),
    ...reflowDay(last, { pace: trip.pace, places: facts.places }),
  ]
}

/** The plan's own arrivals and departures, made anew for the trip as it is; nothing on a trip without a plan. */
export function withBlocks(
  trip: TripRecord,
  stops: readonly StopRecord[],
  facts: TripFacts,
  newStopId: () => string,
): StopRecord[] {
  if (trip.plannedAt === undefined) return [...stops]
  const isBlock = (stop: StopRecord) => !isKept(stop) && (stop.category === 'arrival' || stop.category === 'departure')
  const old = stops.filter(isBlock)
  const rest = stops.filter((stop) => !isBlock(stop))
  const travel = planTravel(trip.origin, facts.stays, trip.endDate, facts.journeys)
  const blocks = facts.stays.flatMap((stay, index) =>
    stayDays(stay, datesOfStay(facts.stays, index, trip.endDate), travel, {
      origin: trip.origin,
      first: index === 0,
      last: index === facts.stays.length - 1,
    }).flatMap(({ date, arrival, departure }) =>
      [arrival, departure]
        .filter((block) => block !== undefined)
        .filter((block) => !rest.some((stop) => stop.date === date && stop.category === block.category))
        .map((block) => {
          const known = old.find((stop) => stop.date === date && stop.category === block.category)
          return recordOf(trip.tripId, date, block, undefined, () => known?.stopId ?? newStopId())
        }),
    ),
  )
  return [...rest, ...blocks]
}
