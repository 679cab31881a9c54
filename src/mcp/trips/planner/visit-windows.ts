import type { Place } from '../../places/contract.ts'
import { cautiousWindow, intersect, type Window, windowsOn } from '../opening-hours.ts'
import type { PaceShape } from './day-shape.ts'
import { dinnerWindow, lunchWindow } from './day-shape.ts'

const daylight: Window = { from: 8 * 60, to: 20 * 60 }
const outdoors = new Set(['park', 'garden', 'beach', 'zoo', 'cemetery'])

/** When the planner may put a visit on a date: usual hours; cautious ones where unknown; open country by daylight. */
export function visitWindows(place: Place, date: string): Window[] {
  const windows = windowsOn(place.opening_hours, date) ?? [cautiousWindow]
  return outdoors.has(place.category) ? intersect(windows, [daylight]) : windows
}

/**
 * When a meal may be taken at a place on a date; without a place, the meal hours alone. Where hours are not known, a
 * quarter of restaurants serves at meal hours, a market by day.
 */
export function mealWindows(meal: 'lunch' | 'dinner', date: string, pace: PaceShape, place?: Place): Window[] {
  const hours = meal === 'lunch' ? lunchWindow : { from: pace.dinnerFrom, to: dinnerWindow.to }
  if (place === undefined) return [hours]
  const unknown = place.category === 'food_area' ? hours : cautiousWindow
  return intersect([hours], windowsOn(place.opening_hours, date) ?? [unknown])
}
