import { metresBetween, type Point } from '../../../shared/geo.ts'
import { paceShapes } from '../planner/day-shape.ts'
import { neighbourOrders } from '../planner/neighbour-orders.ts'
import { scheduleDay, type Visit } from '../planner/schedule-day.ts'
import { mealWindows, visitWindows } from '../planner/visit-windows.ts'
import { type Check, type CheckedDay, type CheckedStop, isLogistics, isSight, mealOf } from './checked-itinerary.ts'
import { kilometres } from './in-words.ts'

/** Only what is clearly longer is worth a word: this much in metres, and this many times as long. */
const worthMetres = 2_500
const worthRatio = 1.35
/** A shorter way that makes the day end later than this is no better. */
const longerMinutes = 15
/** Longer days are left to the planner. */
const mostSights = 12

/** The way through a day is not much longer than a better order of the same sights, meals and hours kept. */
export const zigzag: Check = ({ days }) =>
  days.flatMap((day) => {
    const stops = day.stops.filter((stop) => stop.end > stop.start)
    const sights = stops.filter(isMovable)
    if (sights.length < 3 || sights.length > mostSights) return []
    const now = wayOf(stops)
    const best = bestOrder(stops, day)
    const metres = wayOf(best)
    if (now - metres < worthMetres || now < metres * worthRatio) return []
    return [
      {
        date: day.date,
        code: 'zigzag',
        severity: 'warning',
        message: `The day in ${day.city} goes back and forth.`,
        found: `${kilometres(now)} as the crow flies from stop to stop`,
        needed: `about ${kilometres(metres)} in the order ${best.map(({ title }) => title).join(', ')}`,
        ...moveTo(stops, best, day),
      },
    ]
  })

/** A meal without a place, an arrival or free time is wherever one is; of one's own entries only the city is known. */
const isAnywhere = (stop: CheckedStop): boolean =>
  stop.point === undefined || isLogistics(stop) || (mealOf(stop) !== undefined && stop.place === undefined)

const isMovable = (stop: CheckedStop): boolean => isSight(stop) && !isAnywhere(stop) && !stop.locked

const pointOf = (stop: CheckedStop): Point => stop.point ?? { lat: 0, lon: 0 }

function wayOf(stops: readonly CheckedStop[]): number {
  const located = stops.filter((stop) => !isAnywhere(stop))
  return located
    .slice(1)
    .reduce((sum, stop, index) => sum + metresBetween(pointOf(located[index] ?? stop), pointOf(stop)), 0)
}

function visitOf(stop: CheckedStop, date: string): Visit {
  const meal = mealOf(stop)
  const windows =
    meal === 'lunch' || meal === 'dinner'
      ? mealWindows(meal, date, paceShapes.relaxed, stop.place)
      : stop.place === undefined
        ? [{ from: 0, to: 1800 }]
        : visitWindows(stop.place, date)
  return {
    // Getting from an arrival and to a departure takes time, though their way is not counted.
    ...((isLogistics(stop) ? stop.point !== undefined : !isAnywhere(stop)) && { point: pointOf(stop) }),
    minutes: stop.end - stop.start,
    windows,
    ...((stop.locked || isLogistics(stop)) && { fixedStart: stop.start }),
  }
}

/** Sights change places and stretches of them turn round until nothing gets shorter; meals keep their places. */
function bestOrder(stops: readonly CheckedStop[], day: CheckedDay): CheckedStop[] {
  const visits = new Map(stops.map((stop) => [stop, visitOf(stop, day.date)]))
  const from = Math.min(...stops.map(({ start }) => start))
  const timed = (order: readonly CheckedStop[]) => {
    const { starts, broken } = scheduleDay(
      order.flatMap((stop) => visits.get(stop) ?? []),
      from,
    )
    return { broken, end: Math.max(...order.map((stop, index) => (starts[index] ?? 0) + stop.end - stop.start)) }
  }
  const now = timed(stops)
  const isNoWorse = (order: readonly CheckedStop[]) => {
    const { broken, end } = timed(order)
    return broken <= now.broken && end <= now.end + longerMinutes
  }
  let best = [...stops]
  let way = wayOf(best)
  for (let improved = true; improved; ) {
    improved = false
    for (const sights of neighbourOrders(best.filter(isMovable))) {
      const other = withSights(best, sights)
      const otherWay = wayOf(other)
      if (otherWay < way - 1 && isNoWorse(other)) {
        best = other
        way = otherWay
        improved = true
        break
      }
    }
  }
  return best
}

/** The same day with the sights in another order, everything else where it was. */
function withSights(stops: readonly CheckedStop[], sights: readonly CheckedStop[]): CheckedStop[] {
  let next = 0
  return stops.map((stop) => (isMovable(stop) ? (sights[next++] ?? stop) : stop))
}

/** The first step towards the better order: the first sight that is not where it should be. */
function moveTo(now: readonly CheckedStop[], best: readonly CheckedStop[], day: CheckedDay) {
  const wrong = best.findIndex((stop, index) => stop !== now[index])
  const stop = best[wrong]
  const before = now[wrong]
  if (stop?.stopId === undefined || before === undefined) return {}
  const position = day.stops.indexOf(before)
  return { fix: { tool: 'move_stop', input: { stop_id: stop.stopId, date: day.date, position } } }
}
