import type { Point } from '../../../shared/geo.ts'
import type { Place } from '../../places/contract.ts'
import type { Pace } from '../contract.ts'
import { isFoodPlace, scoreOf } from './choose-stops.ts'
import { type DayShape, dayShape, dinnerWindow, lunchWindow } from './day-shape.ts'
import { chooseMeals, type Meal, type MealSlot } from './meals.ts'
import { openBlocks } from './open-blocks.ts'
import { type Candidate, type OrderedDay, orderStops } from './order-stops.ts'
import { type PlannedStop, planSource, stopAtPlace } from './planned-stop.ts'
import { scheduleDay, type Visit } from './schedule-day.ts'
import { mealWindows, visitWindows } from './visit-windows.ts'

/** A stop that stays: locked, a must-see, or the user's own. */
export interface KeptStop {
  stop: PlannedStop
  date: string
  /** Whether its time stays too. */
  fixed: boolean
  place?: Place
}

export interface StayDay {
  date: string
  /** Coming and going: the planner fills the time between. */
  arrival?: PlannedStop
  departure?: PlannedStop
}

/** A stay in one city. */
export interface StayRequest {
  city: string
  centre: Point
  days: readonly StayDay[]
  places: readonly Place[]
  interests: ReadonlySet<string>
  pace: Pace
  kept: readonly KeptStop[]
  /** Places that other stays of the trip have. */
  used: ReadonlySet<string>
}

export interface PlannedDay {
  date: string
  stops: PlannedStop[]
}

const unfilled =
  'Nothing is planned here yet: this city is not in the built-in guide. Connect a places service or add stops yourself.'
const lightDay = 'Left open on purpose: the guide has no further places for this stay. Rest, a day trip, or a stop of your own.'

/** Plans the days of a stay: sights, meals, and open blocks where there is nothing to propose. */
export function planStay(request: StayRequest): PlannedDay[] {
  const shapes = request.days.map((day) => shapeOf(day, request))
  const candidates = candidatesOf(request, shapes)
  const ordered = orderStops(
    candidates.map(({ candidate }) => candidate),
    shapes,
  )
  const days = withMeals(request, shapes, candidates, ordered)
  return days.map(({ date, stops }, index) => {
    const shape = shapes[index]
    if (shape === undefined) return { date, stops }
    const sights = stops.filter(({ category }) => !['lunch', 'dinner', 'arrival', 'departure'].includes(category))
    if (request.places.length > 0 && sights.length >= Math.min(3, shape.aim)) return { date, stops }
    const open = openBlocks(stops, {
      from: shape.start,
      until: Math.min(request.days[index]?.departure?.start ?? 1440, request.places.length > 0 ? shape.end : 1260),
      centre: request.centre,
      description: request.places.length > 0 ? lightDay : unfilled,
    })
    return { date, stops: [...stops, ...open].sort((a, b) => a.start - b.start) }
  })
}

function shapeOf(day: StayDay, request: StayRequest): DayShape {
  const { arrival, departure } = day
  const shape = dayShape(
    day.date,
    request.pace,
    arrival === undefined ? undefined : arrival.start + arrival.minutes,
    departure?.start,
  )
  const own = request.kept.filter(({ date }) => date === day.date)
  const taken = (meal: Meal) => {
    const hours = meal === 'lunch' ? lunchWindow : dinnerWindow
    return own.some(
      ({ stop, fixed }) =>
        stop.category === meal || (fixed && stop.start < hours.to - 90 && stop.start + stop.minutes > hours.from + 60),
    )
  }
  const guided = request.places.length > 0
  return { ...shape, lunch: guided && shape.lunch && !taken('lunch'), dinner: guided && shape.dinner && !taken('dinner') }
}

interface Option {
  candidate: Candidate
  toStop(start: number): PlannedStop
}

function candidatesOf(request: StayRequest, shapes: readonly DayShape[]): Option[] {
  const kept = new Set(request.kept.flatMap(({ stop }) => (stop.placeId === undefined ? [] : [stop.placeId])))
  const sights = request.places
    .filter((place) => !isFoodPlace(place) && !kept.has(place.place_id) && !request.used.has(place.place_id))
    .map((place): Option => {
      const minutes = place.visit_minutes ?? 60
      return {
        candidate: {
          key: place.place_id,
          point: { lat: place.lat, lon: place.lon },
          minutes,
          category: place.category,
          score: scoreOf(place, request.interests, request.pace),
          windows: shapes.map(({ date }) => visitWindows(place, date)),
        },
        toStop: (start) => stopAtPlace(place, start, minutes),
      }
    })
    .sort((a, b) => b.candidate.score - a.candidate.score || (a.candidate.key < b.candidate.key ? -1 : 1))
  const pinned = request.days.flatMap((day, index) => [
    ...(day.arrival === undefined ? [] : [pinnedOption(day.arrival, index, shapes, true)]),
    ...request.kept
      .filter(({ date }) => date === day.date)
      .map(({ stop, fixed, place }) => pinnedOption(stop, index, shapes, fixed, place)),
    ...(day.departure === undefined ? [] : [pinnedOption(day.departure, index, shapes, true)]),
  ])
  return [...pinned, ...sights]
}

function pinnedOption(
  stop: PlannedStop,
  day: number,
  shapes: readonly DayShape[],
  fixed: boolean,
  place?: Place,
): Option {
  const anyTime = [{ from: 0, to: 1800 }]
  const windows = shapes.map(({ date, pace }) => {
    if (stop.category === 'lunch' || stop.category === 'dinner') return mealWindows(stop.category, date, pace, place)
    return place === undefined ? anyTime : visitWindows(place, date)
  })
  return {
    candidate: {
      key: stop.stopId ?? `${stop.category} ${day}`,
      point: stop.point,
      minutes: stop.minutes,
      category: stop.category,
      score: 5,
      windows,
      pinned: { day, ...(fixed && { start: stop.start }) },
    },
    toStop: (start) => ({ ...stop, start }),
  }
}

function withMeals(
  request: StayRequest,
  shapes: readonly DayShape[],
  options: readonly Option[],
  ordered: readonly OrderedDay[],
): PlannedDay[] {
  const slots = ordered.flatMap((day, index) => slotsOf(day, index, options, request.centre))
  const taken = new Set(request.kept.flatMap(({ stop }) => (stop.placeId === undefined ? [] : [stop.placeId])))
  const foodPlaces = request.places.filter(
    (place) => isFoodPlace(place) && !request.used.has(place.place_id) && !taken.has(place.place_id),
  )
  const build = (day: number, chosen: readonly (Place | undefined)[]) =>
    timedDay(request, shapes, options, ordered, slots, day, chosen)
  const chosen = chooseMeals(slots, foodPlaces, shapes, (slot, place, others) => {
    const day = slots[slot]?.day ?? 0
    const tried = others.map((other, index) => (index === slot ? place : other))
    return build(day, tried).broken <= build(day, others).broken
  })
  return ordered.map((_, day) => ({ date: shapes[day]?.date ?? '', stops: build(day, chosen).stops }))
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

interface Entry {
  visit: Visit
  toStop(start: number): PlannedStop
}

/** One day with its meals in, timed. */
function timedDay(
  request: StayRequest,
  shapes: readonly DayShape[],
  options: readonly Option[],
  ordered: readonly OrderedDay[],
  slots: readonly MealSlot[],
  day: number,
  chosen: readonly (Place | undefined)[],
): { stops: PlannedStop[]; broken: number } {
  const shape = shapes[day]
  const { order, lunchAt, dinnerAt } = ordered[day] ?? { order: [] }
  if (shape === undefined) return { stops: [], broken: 0 }
  const entries: Entry[] = []
  const mealAt = (meal: Meal) => {
    const slot = slots.findIndex((other) => other.day === day && other.meal === meal)
    const near = [...order.slice(0, meal === 'lunch' ? lunchAt : dinnerAt).reverse(), ...order]
      .map((index) => options[index])
      .find((option) => option !== undefined && !['arrival', 'departure', 'open'].includes(option.candidate.category))
    entries.push(mealEntry(meal, shape, request, chosen[slot], near?.toStop(0)))
  }
  for (let position = 0; position <= order.length; position += 1) {
    if (position === lunchAt) mealAt('lunch')
    if (position === dinnerAt) mealAt('dinner')
    const option = options[order[position] ?? -1]
    if (option === undefined) continue
    const { candidate } = option
    entries.push({
      visit: {
        point: candidate.point,
        minutes: candidate.minutes,
        windows: candidate.windows[day] ?? [],
        ...(candidate.pinned?.start !== undefined && { fixedStart: candidate.pinned.start }),
      },
      toStop: (start) => option.toStop(start),
    })
  }
  const timed = scheduleDay(
    entries.map(({ visit }) => visit),
    shape.start,
  )
  const stops = entries.map((entry, index) => entry.toStop(timed.starts[index] ?? shape.start))
  return { stops: stops.sort((a, b) => a.start - b.start), broken: timed.broken }
}

function mealEntry(
  meal: Meal,
  shape: DayShape,
  request: StayRequest,
  place: Place | undefined,
  near: PlannedStop | undefined,
): Entry {
  const minutes = meal === 'lunch' ? shape.pace.lunchMinutes : shape.pace.dinnerMinutes
  const windows = mealWindows(meal, shape.date, shape.pace, place)
  if (place !== undefined) {
    return {
      visit: { point: { lat: place.lat, lon: place.lon }, minutes, windows },
      toStop: (start) => stopAtPlace({ ...place, price: undefined }, start, minutes, meal),
    }
  }
  const point = near?.point ?? request.centre
  const word = meal === 'lunch' ? 'Lunch' : 'Dinner'
  return {
    visit: { point, minutes, windows },
    toStop: (start) => ({
      title: near === undefined ? `${word} in ${request.city}` : `${word} near ${near.title}`,
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
