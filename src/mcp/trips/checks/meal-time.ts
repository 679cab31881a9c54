import { at, type Check, mealOf } from './checked-itinerary.ts'
import { clock, span } from './in-words.ts'

/** When people eat, in minutes after midnight; wide enough for early and late eaters. `usual` is what a fix proposes. */
const mealHours = {
  breakfast: { from: 6 * 60, to: 11 * 60, usual: 8 * 60 + 30 },
  lunch: { from: 11 * 60 + 30, to: 15 * 60, usual: 12 * 60 + 30 },
  dinner: { from: 18 * 60, to: 23 * 60, usual: 19 * 60 },
}

/** Meals lie in meal hours. */
export const mealTime: Check = ({ days }) =>
  days.flatMap((day) =>
    day.stops.flatMap((stop) => {
      const meal = mealOf(stop)
      if (meal === undefined) return []
      const { from, to, usual } = mealHours[meal]
      if (stop.start >= from && stop.end <= to) return []
      return [
        {
          ...at(stop, day),
          code: 'meal_time',
          severity: 'warning',
          message: `${stop.title} is outside the usual hours for ${meal}.`,
          found: span(stop.start, stop.end),
          needed: `between ${clock(from)} and ${clock(to)}`,
          ...(stop.stopId !== undefined && {
            fix: { tool: 'move_stop', input: { stop_id: stop.stopId, date: day.date, start: clock(usual) } },
          }),
        },
      ]
    }),
  )
