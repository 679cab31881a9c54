import type { Point } from '../../../shared/geo.ts'
import type { Place } from '../../places/contract.ts'
import type { DayShape } from './day-shape.ts'
import { hopBetween } from './travel-times.ts'
import { mealWindows } from './visit-windows.ts'

export type Meal = 'lunch' | 'dinner'

/** A meal that needs a table: what comes before and after it that day. */
export interface MealSlot {
  day: number
  meal: Meal
  before?: Point
  after?: Point
}

/** How much longer the way may get for a table, in minutes: people go further for dinner. */
const longestDetour: Record<Meal, number> = { lunch: 25, dinner: 40 }
/** A table this near, on foot or by transit, is worth the way from and to the stops around it, in minutes. */
const nearTable = { walk: 15, transit: 20, drive: 0 }
/** One whose hours are not known is a later choice, by this much in minutes of detour. */
const unknownHours = 6
/** A table may be had again when at least a day lies between, and another meal. */
const daysBetween = 2

/**
 * Gives meals their places: nearest first, well-known ones preferred, every day one before any day two; a place comes
 * again only where no other is left, and never on the day after or at the next meal.
 * @param slots in order of time
 * @param fits whether the day still works with this place at that meal
 * @returns for each slot its place, or `undefined` where none is near, open and free
 */
export function chooseMeals(
  slots: readonly MealSlot[],
  foodPlaces: readonly Place[],
  days: readonly DayShape[],
  fits: (slot: number, place: Place, chosen: readonly (Place | undefined)[]) => boolean,
): (Place | undefined)[] {
  const offers = slots.flatMap((slot, index) =>
    foodPlaces.flatMap((place) => {
      const shape = days[slot.day]
      if (shape === undefined) return []
      const minutes = slot.meal === 'lunch' ? shape.pace.lunchMinutes : shape.pace.dinnerMinutes
      const open = mealWindows(slot.meal, shape.date, shape.pace, place).some(({ from, to }) => to - from >= minutes)
      const added = detour(slot, place)
      if (!open || (added > longestDetour[slot.meal] && !isNear(slot, place))) return []
      const value = added - 2 * (place.popularity ?? 2) + (place.opening_hours === undefined ? unknownHours : 0)
      return [{ index, place, value }]
    }),
  )
  offers.sort((a, b) => a.value - b.value || a.index - b.index || (a.place.place_id < b.place.place_id ? -1 : 1))
  const chosen: (Place | undefined)[] = slots.map(() => undefined)
  const served = new Map<number, number>()
  const meetsAgain = (index: number, place: Place, again: boolean): boolean =>
    chosen.every((other, otherIndex) => {
      if (other?.place_id !== place.place_id) return true
      const apart = Math.abs((slots[index]?.day ?? 0) - (slots[otherIndex]?.day ?? 0))
      return again && apart >= daysBetween && Math.abs(index - otherIndex) > 1
    })
  const timesChosen = (place: Place): number => chosen.filter((other) => other?.place_id === place.place_id).length
  for (const { perDay, again } of rounds) {
    for (const { index, place } of offers) {
      const day = slots[index]?.day ?? -1
      if (chosen[index] !== undefined || (served.get(day) ?? 0) >= perDay) continue
      if (timesChosen(place) >= (again ? 2 : 1) || !meetsAgain(index, place, again)) continue
      if (!fits(index, place, chosen)) continue
      chosen[index] = place
      served.set(day, (served.get(day) ?? 0) + 1)
    }
  }
  return chosen
}

/** First every day one table, then both; then those that were had before. */
const rounds = [
  { perDay: 1, again: false },
  { perDay: 2, again: false },
  { perDay: 1, again: true },
  { perDay: 2, again: true },
]

function isNear({ before, after }: MealSlot, place: Point): boolean {
  return [before, after].every((stop) => {
    if (stop === undefined) return true
    const { mode, minutes } = hopBetween(stop, place)
    return minutes <= nearTable[mode]
  })
}

function detour(slot: MealSlot, place: Point): number {
  const to = slot.before === undefined ? 0 : hopBetween(slot.before, place).minutes
  const from = slot.after === undefined ? 0 : hopBetween(place, slot.after).minutes
  const direct = slot.before === undefined || slot.after === undefined ? 0 : hopBetween(slot.before, slot.after).minutes
  return to + from - direct
}
