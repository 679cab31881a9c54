import { addDays, datesFrom } from '../../shared/dates.ts'
import { planTravel } from './estimates/travel.ts'
import type { TripFacts } from './gather-facts.ts'
import { interestWords } from './planner/choose-stops.ts'
import { stayDays } from './planner/coming-and-going.ts'
import { planStay } from './planner/plan-stay.ts'
import type { PlannedStop } from './planner/planned-stop.ts'
import type { KeptStop } from './planner/stay-request.ts'
import { isFixed, isKept, type StopRecord, type TripRecord } from './records.ts'
import type { Stay } from './stays.ts'

/** The dates spent at a destination: to the day before the next one begins, or to the end of the trip. */
export function datesOfStay(stays: readonly Stay[], index: number, endDate: string): string[] {
  const stay = stays[index]
  if (stay === undefined) return []
  const next = stays[index + 1]
  const last = next === undefined ? endDate : addDays(next.arrive, -1)
  return last < stay.arrive ? [] : datesFrom(stay.arrive, last)
}

/**
 * Plans every day of a trip anew. Locked and must-see stops and the user's own stay on their day; the rest is chosen
 * again. Pure: the same trip and facts give the same plan.
 * @param newStopId gives a new id
 */
export function planDays(
  trip: TripRecord,
  before: readonly StopRecord[],
  facts: TripFacts,
  newStopId: () => string,
): StopRecord[] {
  const kept = before.filter(isKept)
  const byId = new Map(kept.map((stop) => [stop.stopId, stop]))
  const travel = planTravel(trip.origin, facts.stays, trip.endDate, facts.journeys)
  const interests = interestWords(trip.interests)
  const used = new Set<string>()
  const keptPlaces = new Set(kept.flatMap(({ placeId }) => placeId ?? []))
  return facts.stays.flatMap((stay, index) => {
    const dates = datesOfStay(facts.stays, index, trip.endDate)
    const own = kept.filter(({ date }) => dates.includes(date))
    const days = planStay({
      city: stay.place,
      centre: { lat: stay.lat, lon: stay.lon },
      days: stayDays(stay, dates, travel, {
        origin: trip.origin,
        first: index === 0,
        last: index === facts.stays.length - 1,
      }).map((day) => withoutReplaced(day, own)),
      places: facts.placesOf.get(stay.place) ?? [],
      interests,
      pace: trip.pace,
      kept: own.map((stop) => keptStop(stop, facts)),
      used: new Set([...used, ...keptPlaces]),
    })
    for (const { stops } of days) for (const { placeId } of stops) if (placeId !== undefined) used.add(placeId)
    return days.flatMap(({ date, stops }) =>
      stops.map((stop) => recordOf(trip.tripId, date, stop, byId.get(stop.stopId ?? ''), newStopId)),
    )
  })
}

/** A kept arrival or departure stands in for the plan's own. */
export function withoutReplaced<Block extends { date: string; arrival?: PlannedStop; departure?: PlannedStop }>(
  day: Block,
  kept: readonly StopRecord[],
): Block {
  const has = (category: string) => kept.some((stop) => stop.date === day.date && stop.category === category)
  const { arrival, departure, ...rest } = day
  return {
    ...(rest as Block),
    ...(arrival !== undefined && !has('arrival') && { arrival }),
    ...(departure !== undefined && !has('departure') && { departure }),
  }
}

/** A stop that stays, as the planner takes it. */
export function keptStop(stop: StopRecord, facts: TripFacts): KeptStop {
  const place = stop.placeId === undefined ? undefined : facts.places.get(stop.placeId)
  return {
    date: stop.date,
    fixed: isFixed(stop),
    ...(place !== undefined && { place }),
    stop: {
      stopId: stop.stopId,
      ...(stop.placeId !== undefined && { placeId: stop.placeId }),
      title: stop.title,
      category: stop.category,
      start: stop.start,
      minutes: stop.minutes,
      point: { lat: stop.lat, lon: stop.lon },
      source: stop.source,
      isEstimate: stop.isEstimate,
    },
  }
}

/** A planned stop as a row; a kept one stays as it was but for its time. */
export function recordOf(
  tripId: string,
  date: string,
  stop: PlannedStop,
  kept: StopRecord | undefined,
  newStopId: () => string,
): StopRecord {
  if (kept !== undefined) return { ...kept, date, start: stop.start }
  const { stopId: _, point, ...fields } = stop
  return {
    ...fields,
    ...point,
    stopId: newStopId(),
    tripId,
    date,
    located: true,
    locked: false,
    mustSee: false,
    startFixed: false,
    addedBy: 'plan',
  }
}
