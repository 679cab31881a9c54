import { daysBetween } from '../../../shared/dates.ts'
import type { Finding } from '../contract.ts'
import { at, type Check, type CheckedDay, type CheckedStop, isLogistics, mealOf } from './checked-itinerary.ts'

/** A table may be had again when a day lies between. */
const daysBetweenMeals = 2

/** No sight twice, and no table on the same day or the next. */
export const duplicate: Check = ({ days }) => {
  const seen = new Map<string, { stop: CheckedStop; day: CheckedDay }>()
  const findings: Finding[] = []
  for (const day of days) {
    for (const stop of day.stops) {
      const key = keyOf(stop)
      const first = key === undefined ? undefined : seen.get(key)
      if (key === undefined) continue
      if (first === undefined || (bothMeals(first.stop, stop) && isLater(first.day, day))) {
        seen.set(key, { stop, day })
        continue
      }
      const goes = stop.locked && !first.stop.locked ? first.stop : stop
      findings.push({
        ...at(stop, day),
        code: 'duplicate',
        severity: 'warning',
        message: `${stop.title} is already planned on ${first.day.date}.`,
        found: `${first.day.date} and ${day.date}`,
        needed: 'one visit',
        ...(goes.stopId !== undefined && { fix: { tool: 'remove_stop', input: { stop_id: goes.stopId } } }),
      })
    }
  }
  return findings
}

const bothMeals = (first: CheckedStop, stop: CheckedStop): boolean =>
  mealOf(first) !== undefined && mealOf(stop) !== undefined

const isLater = (first: CheckedDay, day: CheckedDay): boolean => daysBetween(first.date, day.date) >= daysBetweenMeals

function keyOf(stop: CheckedStop): string | undefined {
  if (isLogistics(stop)) return undefined
  const place = stop.placeId ?? stop.place?.place_id
  if (place !== undefined) return `place ${place}`
  // A meal without a place, or a note of one's own, may come again.
  if (mealOf(stop) !== undefined || stop.own) return undefined
  return `title ${stop.title.trim().toLowerCase()}`
}
