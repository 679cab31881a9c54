import type { Point } from '../../../shared/geo.ts'
import type { Place } from '../../places/contract.ts'
import { isSight, type OrderedDay } from './candidate.ts'
import { isFoodPlace } from './choose-stops.ts'
import { type DayShape, dayShape, dinnerWindow, lunchWindow } from './day-shape.ts'
import { chooseMeals, type Meal, type MealSlot } from './meals.ts'
import { openBlocks } from './open-blocks.ts'
import { orderStops } from './order-stops.ts'
import type { PlannedStop } from './planned-stop.ts'
import { type Option, optionsFor } from './stay-options.ts'
import { type PlannedDay, type StayDay, type StayRequest, takenPlaces } from './stay-request.ts'
import { straighten } from './straighten.ts'
import { type DayMeals, timedDay } from './timed-day.ts'

const unfilled =
  'Nothing is planned here yet: this city is not in the built-in guide. Connect a places service or add stops yourself.'
const lightDay =
  'Left open on purpose: the guide has no further places that fit here. Rest, a day trip, or a stop of your own.'

/** Plans the days of a stay: sights, meals, and open blocks where there is nothing to propose. */
export function planStay(request: StayRequest): PlannedDay[] {
  const shapes = request.days.map((day) => shapeOf(day, request))
  const options = optionsFor(request, shapes)
  const ordered = orderStops(
    options.map(({ candidate }) => candidate),
    shapes,
  )
  const meals = mealsOf(request, shapes, options, ordered)
  return shapes.map((shape, day) => {
    const timed = (order: OrderedDay) => timedDay(request, shape, day, order, options, meals[day] ?? {})
    const { stops } = timed(straighten(ordered[day] ?? { order: [] }, options, timed))
    return { date: shape.date, stops: withOpenBlocks(stops, shape, request, request.days[day]?.departure) }
  })
}

function shapeOf(day: StayDay, request: StayRequest): DayShape {
  const { arrival, departure } = day
  const ready = arrival === undefined ? undefined : arrival.start + arrival.minutes
  const shape = dayShape(day.date, request.pace, ready, departure?.start)
  const own = request.kept.filter(({ date }) => date === day.date)
  const taken = (meal: Meal) => {
    const { from, to } = meal === 'lunch' ? lunchWindow : dinnerWindow
    return own.some(
      ({ stop, fixed }) =>
        stop.category === meal || (fixed && stop.start < to - 90 && stop.start + stop.minutes > from + 60),
    )
  }
  const guided = request.places.length > 0
  return {
    ...shape,
    lunch: guided && shape.lunch && !taken('lunch'),
    dinner: guided && shape.dinner && !taken('dinner'),
  }
}

/** Chooses where the meals of all days are taken. */
function mealsOf(
  request: StayRequest,
  shapes: readonly DayShape[],
  options: readonly Option[],
  ordered: readonly OrderedDay[],
): DayMeals[] {
  const slots = ordered.flatMap((day, index) => slotsOf(day, index, options, request.centre))
  const taken = takenPlaces(request)
  const foodPlaces = request.places.filter((place) => isFoodPlace(place) && !taken.has(place.place_id))
  const mealsOn = (day: number, chosen: readonly (Place | undefined)[]): DayMeals =>
    Object.fromEntries(slots.flatMap((slot, index) => (slot.day === day ? [[slot.meal, chosen[index]]] : [])))
  const brokenOn = (day: number, chosen: readonly (Place | undefined)[]): number => {
    const shape = shapes[day]
    const order = ordered[day]
    if (shape === undefined || order === undefined) return 0
    return timedDay(request, shape, day, order, options, mealsOn(day, chosen)).broken
  }
  const chosen = chooseMeals(slots, foodPlaces, shapes, (slot, place, others) => {
    const day = slots[slot]?.day ?? 0
    return brokenOn(day, others.with(slot, place)) <= brokenOn(day, others)
  })
  return shapes.map((_, day) => mealsOn(day, chosen))
}

function slotsOf(day: OrderedDay, index: number, options: readonly Option[], centre: Point): MealSlot[] {
  const meals: [Meal, number | undefined][] = [
    ['lunch', day.lunchAt],
    ['dinner', day.dinnerAt],
  ]
  return meals.flatMap(([meal, position]) => {
    if (position === undefined) return []
    const before = options[day.order[position - 1] ?? -1]?.candidate.point
    const after = options[day.order[position] ?? -1]?.candidate.point
    return [
      {
        day: index,
        meal,
        ...(before !== undefined || after === undefined ? { before: before ?? centre } : {}),
        ...(after !== undefined && { after }),
      },
    ]
  })
}

/** A day with few sights has a block for every long stretch that nothing fills; on a full day gaps are simply free time. */
function withOpenBlocks(
  stops: readonly PlannedStop[],
  shape: DayShape,
  { places, centre }: StayRequest,
  departure: PlannedStop | undefined,
): PlannedStop[] {
  const guided = places.length > 0
  const sights = stops.filter(({ category }) => isSight(category)).length
  const open = openBlocks(stops, {
    from: shape.start,
    until: Math.min(departure?.start ?? 1440, guided ? shape.end : 1260),
    centre,
    description: guided ? lightDay : unfilled,
    least: !guided || sights < Math.min(3, shape.aim) ? 90 : 210,
  })
  return [...stops, ...open].sort((a, b) => a.start - b.start)
}
