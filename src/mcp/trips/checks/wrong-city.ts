import { metresBetween } from '../../../shared/geo.ts'
import { at, type Check, isLogistics } from './checked-itinerary.ts'
import { kilometres } from './in-words.ts'

/** Further from the centre than this, a stop is not in the city: the reach of the guide and a bit. */
const cityMetres = 40_000

/** Every stop is in the city of its day. */
export const wrongCity: Check = ({ days }) =>
  days.flatMap((day) =>
    day.stops.flatMap((stop) => {
      if (isLogistics(stop)) return []
      const point = stop.point ?? stop.place
      const metres = point === undefined || day.centre === undefined ? 0 : metresBetween(point, day.centre)
      const city = stop.otherCity ?? (metres > cityMetres ? (stop.place?.city ?? 'another place') : undefined)
      if (city === undefined) return []
      const better = days.find((other) => other.city === city)
      return [
        {
          ...at(stop, day),
          code: 'wrong_city',
          severity: 'error',
          message: `${stop.title} is in ${city}, but this day is spent in ${day.city}.`,
          found: metres > 0 ? `${city}, ${kilometres(metres)} from ${day.city}` : city,
          needed: `a stop in ${day.city}`,
          ...(stop.stopId !== undefined && {
            fix:
              better === undefined
                ? { tool: 'remove_stop', input: { stop_id: stop.stopId } }
                : { tool: 'move_stop', input: { stop_id: stop.stopId, date: better.date } },
          }),
        },
      ]
    }),
  )
