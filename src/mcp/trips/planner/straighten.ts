import { metresBetween } from '../../../shared/geo.ts'
import type { OrderedDay } from './candidate.ts'
import { neighbourOrders } from './neighbour-orders.ts'
import type { PlannedStop } from './planned-stop.ts'
import type { Option } from './stay-options.ts'
import type { TimedStops } from './timed-day.ts'

/** A change of order is made only where it saves this much, as hours of day and views count for something too. */
const worthMetres = 1_200

/**
 * Takes out what back and forth the meals have brought in: tries other orders of a day's sights, meals in their places, and
 * keeps one that is clearly shorter and breaks nothing.
 */
export function straighten(
  day: OrderedDay,
  options: readonly Option[],
  timed: (day: OrderedDay) => TimedStops,
): OrderedDay {
  const first = { day, ...measured(timed(day)) }
  let best = first
  for (let improved = true; improved; ) {
    improved = false
    for (const order of neighbourOrders(best.day.order)) {
      if (!pinsStay(first.day.order, order, options)) continue
      const other = { ...first.day, order }
      const found = measured(timed(other))
      if (found.metres < best.metres - 1 && found.broken <= first.broken) {
        best = { day: other, ...found }
        improved = true
      }
    }
  }
  return best.metres < first.metres - worthMetres ? best.day : day
}

const pinsStay = (before: readonly number[], after: readonly number[], options: readonly Option[]): boolean =>
  before.every((index, position) => options[index]?.candidate.pinned === undefined || after[position] === index)

const measured = ({ stops, broken }: TimedStops) => ({ metres: wayOf(stops), broken })

/** As the crow flies; arrivals, departures and meals without a place are wherever one is. */
function wayOf(stops: readonly PlannedStop[]): number {
  const located = stops.filter(
    ({ category, placeId }) =>
      !['arrival', 'departure', 'open'].includes(category) &&
      (placeId !== undefined || (category !== 'lunch' && category !== 'dinner')),
  )
  return located
    .slice(1)
    .reduce((sum, { point }, index) => sum + metresBetween(located[index]?.point ?? point, point), 0)
}
