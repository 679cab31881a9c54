import { addDays, daysBetween } from '../../shared/dates.ts'
import { planTravel } from './estimates/travel.ts'
import type { TripFacts } from './gather-facts.ts'
import { datesOfStay, keptStop, recordOf, withoutReplaced } from './plan-days.ts'
import { interestWords } from './planner/choose-stops.ts'
import { stayDays } from './planner/coming-and-going.ts'
import { planStay } from './planner/plan-stay.ts'
import { isKept, type StopRecord, type TripRecord } from './records.ts'

const isBlock = ({ category }: StopRecord): boolean => category === 'arrival' || category === 'departure'
const on = (stops: readonly StopRecord[], date: string): StopRecord[] => stops.filter((stop) => stop.date === date)

/**
 * Plans the days of a planned trip that a change of its dates, places or origin left without a plan: days that are new,
 * and days on which one now arrives or leaves at another time, where what still fits stays. All other days stay as they are.
 * @param before the stops as they were, `after` the same moved along, with the arrivals and departures of the new trip
 */
export function fillDays(
  { old, trip }: { old: TripRecord; trip: TripRecord },
  before: readonly StopRecord[],
  after: readonly StopRecord[],
  facts: TripFacts,
  newStopId: () => string,
): StopRecord[] {
  if (trip.plannedAt === undefined) return [...after]
  const shift = daysBetween(old.startDate, trip.startDate)
  const toPlan = (date: string): boolean => {
    const oldDate = addDays(date, -shift)
    const was = on(before, oldDate)
    const is = on(after, date)
    if (blocksOf(was) !== blocksOf(is)) return true
    const emptied = oldDate >= old.startDate && oldDate <= old.endDate && was.every(isBlock)
    return is.every(isBlock) && !emptied
  }
  const travel = planTravel(trip.origin, facts.stays, trip.endDate, facts.journeys)
  const interests = interestWords(trip.interests)
  let stops = [...after]
  for (const [index, stay] of facts.stays.entries()) {
    const dates = datesOfStay(facts.stays, index, trip.endDate)
    const open = dates.filter(toPlan)
    if (open.length === 0) continue
    const present = stops.filter(({ date }) => open.includes(date))
    const others = stops.filter(({ date }) => !open.includes(date))
    const own = present.filter((stop) => isKept(stop) || (!isBlock(stop) && fits(stop, present)))
    const byId = new Map(own.map((stop) => [stop.stopId, stop]))
    const ends = { origin: trip.origin, first: index === 0, last: index === facts.stays.length - 1 }
    const planned = planStay({
      city: stay.place,
      centre: { lat: stay.lat, lon: stay.lon },
      days: stayDays(stay, dates, travel, ends)
        .filter(({ date }) => open.includes(date))
        .map((day) => withoutReplaced(day, own)),
      places: facts.placesOf.get(stay.place) ?? [],
      interests,
      pace: trip.pace,
      kept: own.map((stop) => keptStop(stop, facts)),
      used: new Set([...others, ...own].flatMap(({ placeId }) => placeId ?? [])),
    })
    const idOf = (date: string, category: string) =>
      present.find((stop) => isBlock(stop) && stop.date === date && stop.category === category)?.stopId ?? newStopId()
    stops = [
      ...others,
      ...planned.flatMap(({ date, stops: made }) =>
        made.map((stop) =>
          recordOf(trip.tripId, date, stop, byId.get(stop.stopId ?? ''), () => idOf(date, stop.category)),
        ),
      ),
    ]
  }
  return stops
}

/** When one arrives and leaves on a day, as a word to compare. */
const blocksOf = (day: readonly StopRecord[]): string =>
  day
    .filter(isBlock)
    .map(({ category, start, minutes }) => `${category} ${start} ${minutes}`)
    .sort()
    .join()

/** Whether what the plan made still lies between arriving and leaving; its open blocks are made anew. */
function fits(stop: StopRecord, stops: readonly StopRecord[]): boolean {
  if (stop.category === 'open') return false
  return on(stops, stop.date).every(
    (block) =>
      !isBlock(block) ||
      (block.category === 'arrival'
        ? stop.start >= block.start + block.minutes
        : stop.start + stop.minutes <= block.start),
  )
}
