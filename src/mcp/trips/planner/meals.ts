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

/**
 * Gives meals their places: nearest first, well-known ones preferred, no place twice, every day one before any day two.
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
      if (!open || added > longestDetour[slot.meal]) return []
      return [{ index, place, value: added - 2 * (place.popularity ?? 2) }]
    }),
  )
  offers.sort((a, b) => a.value - b.value || a.index - b.index || (a.place.place_id < b.place.place_id ? -1 : 1))
  const chosen: (Place | undefined)[] = slots.map(() => undefined)
  const taken = new Set<string>()
  const served = new Map<number, number>()
  for (const perDay of [1, 2]) {
    for (const { index, place } of offers) {
      const day = slots[index]?.day ?? -1
      if (chosen[index] !== undefined || taken.has(place.place_id) || (served.get(day) ?? 0) >= perDay) continue
      if (!fits(index, place, chosen)) continue
      chosen[index] = place
      taken.add(place.place_id)
      served.set(day, (served.get(day) ?? 0) + 1)
    }
  }
  return chosen
}

function detour(slot: MealSlot, place: Point): number {
  const to = slot.before === undefined ? 0 : hopBetween(slot.before, place).minutes
  const from = slot.after === undefined ? 0 : hopBetween(place, slot.after).minutes
  const direct = slot.before === undefined || slot.after === undefined ? 0 : hopBetween(slot.before, slot.after).minutes
  return to + from - direct
}
