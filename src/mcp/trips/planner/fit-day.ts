import type { Window } from '../opening-hours.ts'
import type { Candidate, OrderedDay } from './candidate.ts'
import { type DayShape, dinnerWindow, lunchWindow, mealDetour } from './day-shape.ts'
import { earliestIn, toFiveMinutes } from './schedule-day.ts'

/** A pinned stop that cannot be kept costs this much, so that nothing is added to what is already broken. */
const brokenPin = 5000

const byDaylight = new Set(['park', 'garden', 'beach', 'zoo', 'cemetery'])

/** Tells what a day costs in a given order: the minutes on the way, and a little for what people would not like. */
export class FitDay {
  readonly #candidates: readonly Candidate[]
  readonly #days: readonly DayShape[]
  readonly #matrix: Uint16Array

  constructor(candidates: readonly Candidate[], days: readonly DayShape[], matrix: Uint16Array) {
    this.#candidates = candidates
    this.#days = days
    this.#matrix = matrix
  }

  /** The cost in minutes of the best places for the meals; infinite where the order does not fit the day. */
  cost(day: number, order: readonly number[]): number {
    return this.#best(day, order).cost
  }

  /** The order with the places for the meals that cost least. */
  ordered(day: number, order: readonly number[]): OrderedDay {
    const { lunchAt, dinnerAt } = this.#best(day, order)
    return {
      order: [...order],
      ...(lunchAt >= 0 && { lunchAt }),
      ...(dinnerAt >= 0 && { dinnerAt }),
    }
  }

  #best(day: number, order: readonly number[]): { cost: number; lunchAt: number; dinnerAt: number } {
    const shape = this.#days[day]
    let best = { cost: Number.POSITIVE_INFINITY, lunchAt: -1, dinnerAt: -1 }
    if (shape === undefined) return best
    const category = (index: number) => this.#candidates[index]?.category
    // Meals are taken after the arrival and before the departure.
    const first = order.findLastIndex((index) => category(index) === 'arrival') + 1
    const departure = order.findIndex((index) => category(index) === 'departure')
    const last = departure === -1 ? order.length : departure
    for (let lunch = first; lunch <= (shape.lunch ? last : first); lunch += 1) {
      // At most two stops come after dinner.
      const firstDinner = Math.max(shape.lunch ? lunch : first, last - 2)
      for (let dinner = firstDinner; dinner <= last; dinner += 1) {
        if (!shape.dinner && dinner > firstDinner) break
        const lunchAt = shape.lunch ? lunch : -1
        const dinnerAt = shape.dinner ? dinner : -1
        const cost = this.#simulate(day, shape, order, lunchAt, dinnerAt, best.cost)
        if (cost < best.cost) best = { cost, lunchAt, dinnerAt }
      }
    }
    return best
  }

  #simulate(
    day: number,
    shape: DayShape,
    order: readonly number[],
    lunchAt: number,
    dinnerAt: number,
    limit: number,
  ): number {
    let time = shape.start
    let previous = -1
    let cost = 0
    let fed = false
    let begun = false
    // An afternoon without anything is worth a detour to fill.
    if (lunchAt === order.length && dinnerAt === order.length && order.length > 1) cost += 15
    for (let position = 0; position <= order.length; position += 1) {
      if (position === lunchAt) {
        const start = Math.max(time + (previous >= 0 ? mealDetour : 0), lunchWindow.from)
        if (start + shape.pace.lunchMinutes > lunchWindow.to - mealDetour) return Number.POSITIVE_INFINITY
        cost += Math.max(0, start - time - 20) * 0.25 + Math.max(0, start - 780) * 0.1
        time = start + shape.pace.lunchMinutes + mealDetour
        begun = true
      }
      if (position === dinnerAt) {
        const start = Math.max(time + (previous >= 0 ? mealDetour : 0), shape.pace.dinnerFrom)
        if (start + shape.pace.dinnerMinutes > dinnerWindow.to - mealDetour) return Number.POSITIVE_INFINITY
        cost += Math.max(0, start - 1200) * 0.2
        time = start + shape.pace.dinnerMinutes + mealDetour
        fed = true
        begun = true
      }
      const index = order[position]
      if (index === undefined) continue
      const candidate = this.#candidates[index]
      if (candidate === undefined) continue
      const way = previous >= 0 ? (this.#matrix[previous * this.#candidates.length + index] ?? 0) : 0
      const earliest = toFiveMinutes(time + way)
      const start = startOf(candidate, candidate.windows[day] ?? [], earliest)
      if (start === undefined) {
        if (candidate.pinned === undefined) return Number.POSITIVE_INFINITY
        cost += brokenPin
        time = earliest + candidate.minutes
      } else {
        if (start < earliest && begun) cost += brokenPin
        cost += dislike(candidate, start) + (fed ? 5 : 0)
        // The wait for the first door of the day is spent in bed.
        if (begun) cost += (start - earliest) * 0.25
        time = Math.max(time, start + candidate.minutes)
      }
      cost += way
      previous = index
      begun = true
      if (cost >= limit) return Number.POSITIVE_INFINITY
    }
    return cost
  }
}

function startOf(candidate: Candidate, windows: readonly Window[], earliest: number): number | undefined {
  return candidate.pinned?.start ?? earliestIn(windows, earliest, candidate.minutes)
}

/** Views are for the later afternoon and evening, parks for daylight; in minutes of way they are worth. */
function dislike(candidate: Candidate, start: number): number {
  if (candidate.category === 'viewpoint') return start < 960 ? 6 : 0
  return byDaylight.has(candidate.category) && start > 1110 ? 12 : 0
}
