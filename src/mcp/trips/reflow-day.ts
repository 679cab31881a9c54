import type { Pace } from './contract.ts'
import type { TripFacts } from './gather-facts.ts'
import { inOrder } from './itinerary.ts'
import { paceShapes } from './planner/day-shape.ts'
import { scheduleDay, type Visit } from './planner/schedule-day.ts'
import { hopBetween } from './planner/travel-times.ts'
import { mealWindows, visitWindows } from './planner/visit-windows.ts'
import { isFixed, isKept, type StopRecord } from './records.ts'

const anyTime = [{ from: 0, to: 1800 }]
/** The latest start of a stop that still belongs to its day. */
const latestStart = 23 * 60 + 45

/** What a day's times are computed from. */
export interface DayRules {
  pace: Pace
  places: TripFacts['places']
}

/**
 * Computes the times of a day anew for its stops in this order: starts that the user set, locked stops and the plan's
 * arrivals and departures stay; the others follow, with the way between, inside opening and meal hours where that is
 * possible, else as soon as one can be there.
 */
export function reflowDay(ordered: readonly StopRecord[], rules: DayRules): StopRecord[] {
  const { starts } = timed(ordered, rules)
  return ordered.map((stop, index) => ({ ...stop, start: Math.min(latestStart, starts[index] ?? stop.start) }))
}

function timed(ordered: readonly StopRecord[], rules: DayRules): { starts: number[]; broken: number } {
  return scheduleDay(
    ordered.map((stop) => visitOf(stop, rules)),
    paceShapes[rules.pace].start,
  )
}

function visitOf(stop: StopRecord, { pace, places }: DayRules): Visit {
  const stays = isFixed(stop) || stop.category === 'arrival' || stop.category === 'departure'
  const place = stop.placeId === undefined ? undefined : places.get(stop.placeId)
  const windows =
    stop.category === 'lunch' || stop.category === 'dinner'
      ? mealWindows(stop.category, stop.date, paceShapes[pace], place)
      : place === undefined
        ? anyTime
        : visitWindows(place, stop.date)
  return {
    ...(stop.located && { point: { lat: stop.lat, lon: stop.lon } }),
    minutes: stop.minutes,
    windows,
    ...(stays && { fixedStart: stop.start }),
  }
}

/**
 * Puts a stop into a day at a position, or at its own start where that is fixed, or where it fits best. Free time that the
 * plan left open makes room: what of it is still free stays.
 */
export function placeInDay(
  others: readonly StopRecord[],
  stop: StopRecord,
  position: number | undefined,
  rules: DayRules,
): StopRecord[] {
  const all = inOrder(others)
  const day = all.filter((other) => !isFreeTime(other))
  const before =
    position === undefined ? undefined : all.slice(0, position).filter((other) => !isFreeTime(other)).length
  const at = before ?? (stop.startFixed ? positionByStart(day, stop) : bestPosition(day, stop, rules))
  const place = Math.min(at, day.length)
  const placed = reflowDay([...day.slice(0, place), stop, ...day.slice(place)], rules)
  const free = all.filter(
    (open) => isFreeTime(open) && placed.every((other) => endOf(other) <= open.start || endOf(open) <= other.start),
  )
  return inOrder([...placed, ...free])
}

const isFreeTime = (stop: StopRecord): boolean => stop.category === 'open' && !isKept(stop)
const endOf = ({ start, minutes }: StopRecord): number => start + minutes

/** Before everything that cannot be over, way included, when the stop begins. */
function positionByStart(day: readonly StopRecord[], stop: StopRecord): number {
  const first = day.findIndex((other) =>
    isFixed(other) || other.category === 'arrival'
      ? other.start > stop.start
      : other.start + other.minutes + (stop.located && other.located ? hopBetween(other, stop).minutes : 0) >
        stop.start,
  )
  return first === -1 ? day.length : first
}

/** The position that breaks fewest hours, then adds the shortest way, then wastes least time. */
function bestPosition(day: readonly StopRecord[], stop: StopRecord, rules: DayRules): number {
  const arrival = day.findLastIndex(({ category }) => category === 'arrival')
  const departure = day.findIndex(({ category }) => category === 'departure')
  const last = departure === -1 ? day.length : departure
  let best = { position: last, cost: Number.POSITIVE_INFINITY }
  for (let position = arrival + 1; position <= last; position += 1) {
    const order = [...day.slice(0, position), stop, ...day.slice(position)]
    const { starts, broken } = timed(order, rules)
    let way = 0
    for (let index = 1; index < order.length; index += 1) {
      const from = order[index - 1]
      const to = order[index]
      if (from?.located && to?.located) way += hopBetween(from, to).minutes
    }
    const ends = (starts.at(-1) ?? 0) + (order.at(-1)?.minutes ?? 0)
    const late = Math.max(0, ends - 22 * 60)
    const cost = broken * 1000 + way + late * 2 + (starts[position] ?? 0) * 0.02
    if (cost < best.cost) best = { position, cost }
  }
  return best.position
}
