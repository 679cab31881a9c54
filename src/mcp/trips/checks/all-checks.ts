import type { Finding } from '../contract.ts'
import type { Check, CheckedItinerary } from './checked-itinerary.ts'
import { closed } from './closed.ts'
import { documents } from './documents.ts'
import { duplicate } from './duplicate.ts'
import { holiday } from './holiday.ts'
import { hoursUnknown } from './hours-unknown.ts'
import { mealTime } from './meal-time.ts'
import { noTransport } from './no-transport.ts'
import { overBudget } from './over-budget.ts'
import { paceOfDay } from './pace-of-day.ts'
import { timeBetween } from './time-between.ts'
import { timeZone } from './time-zone.ts'
import { unknownPlace } from './unknown-place.ts'
import { withinTrip } from './within-trip.ts'
import { wrongCity } from './wrong-city.ts'
import { zigzag } from './zigzag.ts'

/** Every check with what it looks at, in words. */
const checks: readonly { words: string; check: Check }[] = [
  { words: 'places exist in a source', check: unknownPlace },
  { words: 'stops are in the city of their day', check: wrongCity },
  { words: 'places are usually open at the planned time', check: closed },
  { words: 'opening hours are known', check: hoursUnknown },
  { words: 'nothing overlaps, and there is time to get from stop to stop', check: timeBetween },
  { words: 'nothing lies outside the trip, before arrival or after departure', check: withinTrip },
  { words: 'there is a way between cities', check: noTransport },
  { words: 'nothing is planned twice', check: duplicate },
  { words: 'meals are in meal hours', check: mealTime },
  { words: 'the total is within the budget', check: overBudget },
  { words: 'days are no fuller than wished', check: paceOfDay },
  { words: 'days do not go back and forth', check: zigzag },
  { words: 'public holidays', check: holiday },
  { words: 'documents for a trip abroad that begins soon', check: documents },
  { words: 'changes of time zone and of the clocks', check: timeZone },
]

export const checkedInWords: readonly string[] = checks.map(({ words }) => words)

const weight = { error: 0, warning: 1, note: 2 }

/** Runs every check; errors first, then by date. */
export function runChecks(itinerary: CheckedItinerary): Finding[] {
  return checks
    .flatMap(({ check }) => check(itinerary))
    .sort((a, b) => weight[a.severity] - weight[b.severity] || (a.date ?? '').localeCompare(b.date ?? ''))
}
