import { joined } from '../titles.ts'
import { at, type Check } from './checked-itinerary.ts'

/** Says once for which stops no hours are known, so that they can be looked up. */
export const hoursUnknown: Check = ({ days }) => {
  const unknown = days.flatMap((day) =>
    day.stops
      .filter((stop) => stop.place !== undefined && stop.place.opening_hours === undefined)
      .map((stop) => ({ stop, day })),
  )
  const [first] = unknown
  if (first === undefined) return []
  const titles = unknown.map(({ stop }) => stop.title)
  const named = titles.length > 4 ? [...titles.slice(0, 3), `${titles.length - 3} more`] : titles
  return [
    {
      ...(unknown.length === 1 && at(first.stop, first.day)),
      code: 'hours_unknown',
      severity: 'note',
      message: `The opening hours of ${joined(named)} are not known: check them before you go.`,
      found:
        'no hours in the built-in guide; the plan puts visits between 10:00 and 17:00, and meals in quarters of restaurants at meal hours',
      needed: 'hours from the place itself',
    },
  ]
}
