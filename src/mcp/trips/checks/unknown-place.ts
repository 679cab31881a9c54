import type { Finding } from '../contract.ts'
import { at, type Check, isSight } from './checked-itinerary.ts'

/** Every place exists in a source; nothing invented is taken for a fact. */
export const unknownPlace: Check = ({ days }) =>
  days.flatMap((day) =>
    day.stops.flatMap((stop): Finding[] => {
      if (stop.place !== undefined || stop.otherCity !== undefined) return []
      if (stop.placeId !== undefined) {
        return [
          {
            ...at(stop, day),
            code: 'unknown_place',
            severity: 'error',
            message: `${stop.title} refers to a place that no source knows.`,
            found: `place_id ${stop.placeId}`,
            needed: 'a place_id that search_places returns, or a stop of your own without one',
            ...(stop.stopId !== undefined && { fix: { tool: 'remove_stop', input: { stop_id: stop.stopId } } }),
          },
        ]
      }
      if (stop.own || !day.guide || !isSight(stop)) return []
      return [
        {
          ...at(stop, day),
          code: 'unknown_place',
          severity: 'warning',
          message: `${stop.title} is not in the built-in guide to ${day.city}: make sure that it exists.`,
          found: 'no place of this name',
          needed: 'a place that a source knows',
        },
      ]
    }),
  )
