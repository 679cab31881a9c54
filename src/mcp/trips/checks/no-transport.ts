import type { Check, CheckedDay } from './checked-itinerary.ts'

const moving = /^(arrival|departure|transfer|flight|train|bus|ferry|car|drive|travel|transport)$/
const movingTitle = /\b(flight|fly|train|bus|ferry|drive|transfer|travel|airport|station)\b/i

const moves = (day: CheckedDay): boolean =>
  day.stops.some((stop) => moving.test(stop.category) || movingTitle.test(stop.title)) ||
  [...day.modes.values()].some((mode) => /^(flight|train|drive|bus|ferry)$/.test(mode))

/** Wherever the city changes there is a way from one to the other. */
export const noTransport: Check = ({ days, transfers }) =>
  days.flatMap((day, index) => {
    const before = days[index - 1]
    if (before === undefined || before.city === day.city || transfers.has(day.date)) return []
    if (moves(day) || moves(before)) return []
    return [
      {
        date: day.date,
        code: 'no_transport',
        severity: 'warning',
        message: `Nothing takes you from ${before.city} to ${day.city}.`,
        found: `${before.city} on ${before.date}, ${day.city} on ${day.date}`,
        needed: 'a train, flight or drive between them',
      },
    ]
  })
