import type { Place } from '../../places/contract.ts'
import { isSight, type OrderedDay } from './candidate.ts'
import { type DayShape, mealDetour } from './day-shape.ts'
import type { Meal } from './meals.ts'
import { type PlannedStop, planSource, stopAtPlace } from './planned-stop.ts'
import { scheduleDay, type Visit } from './schedule-day.ts'
import type { Option } from './stay-options.ts'
import type { StayRequest } from './stay-request.ts'
import { hopBetween } from './travel-times.ts'
import { mealWindows } from './visit-windows.ts'

/** Where the meals of a day are taken, as far as a place is chosen. */
export type DayMeals = Partial<Record<Meal, Place | undefined>>

export interface TimedStops {
  stops: PlannedStop[]
  /** How many stops lie outside their hours or cannot be reached in time. */
  broken: number
}

interface Entry {
  visit: Visit
  toStop(start: number): PlannedStop
}

/** Puts the meals into a day's order and gives everything its time. */
export function timedDay(
  request: Pick<StayRequest, 'city' | 'centre'>,
  shape: DayShape,
  day: number,
  { order, lunchAt, dinnerAt }: OrderedDay,
  options: readonly Option[],
  meals: DayMeals,
): TimedStops {
  const entries: Entry[] = []
  for (let position = 0; position <= order.length; position += 1) {
    const near = () => nearestSight(order, position, options)?.toStop(0)
    if (position === lunchAt) entries.push(mealEntry('lunch', shape, request, meals.lunch, near()))
    if (position === dinnerAt) entries.push(mealEntry('dinner', shape, request, meals.dinner, near()))
    const option = options[order[position] ?? -1]
    if (option !== undefined) entries.push(entryOf(option, day))
  }
  const { starts, broken } = scheduleDay(
    entries.map(({ visit }) => visit),
    shape.start,
  )
  const stops = entries.map((entry, index) => entry.toStop(starts[index] ?? shape.start))
  return { stops: stops.sort((a, b) => a.start - b.start), broken }
}

function entryOf(option: Option, day: number): Entry {
  const { point, minutes, windows, pinned } = option.candidate
  return {
    visit: {
      point,
      minutes,
      windows: windows[day] ?? [],
      ...(pinned?.start !== undefined && { fixedStart: pinned.start }),
    },
    toStop: (start) => option.toStop(start),
  }
}

/** The sight before a meal; else the one after it, where it is no detour. */
function nearestSight(order: readonly number[], position: number, options: readonly Option[]): Option | undefined {
  const before = options[order[position - 1] ?? -1]
  const after = options[order[position] ?? -1]
  if (before !== undefined && isSight(before.candidate.category)) return before
  if (after === undefined || !isSight(after.candidate.category)) return undefined
  const way = before === undefined ? 0 : hopBetween(before.candidate.point, after.candidate.point).minutes
  return way <= mealDetour ? after : undefined
}

function mealEntry(
  meal: Meal,
  shape: DayShape,
  { city, centre }: Pick<StayRequest, 'city' | 'centre'>,
  place: Place | undefined,
  near: PlannedStop | undefined,
): Entry {
  const minutes = meal === 'lunch' ? shape.pace.lunchMinutes : shape.pace.dinnerMinutes
  const windows = mealWindows(meal, shape.date, shape.pace, place)
  if (place !== undefined) {
    return {
      visit: { point: { lat: place.lat, lon: place.lon }, minutes, windows },
      // What is eaten is counted under food, not under tickets.
      toStop: (start) => stopAtPlace({ ...place, price: undefined }, start, minutes, meal),
    }
  }
  const point = near?.point ?? centre
  const word = meal === 'lunch' ? 'Lunch' : 'Dinner'
  return {
    visit: { point, minutes, windows },
    toStop: (start) => ({
      title: near === undefined ? `${word} in ${city}` : `${word} near ${near.title}`,
      category: meal,
      start,
      minutes,
      point,
      ...(near?.area !== undefined && { area: near.area }),
      description: `Time for ${meal}; no place is chosen. Pick one nearby, or add a stop of your own.`,
      source: planSource,
      isEstimate: true,
    }),
  }
}
