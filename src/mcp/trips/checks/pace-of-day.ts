import type { Pace } from '../contract.ts'
import { hopBetween } from '../planner/travel-times.ts'
import { type Check, type CheckedDay, isSight } from './checked-itinerary.ts'
import { kilometres, minutesInWords } from './in-words.ts'

/** The most a day should hold at a pace: sights, minutes on one's feet (visits and ways), metres walked between stops. */
const limits: Record<Pace, { sights: number; minutes: number; walk: number }> = {
  relaxed: { sights: 6, minutes: 480, walk: 7_000 },
  balanced: { sights: 8, minutes: 600, walk: 10_000 },
  packed: { sights: 11, minutes: 750, walk: 15_000 },
}

/** Days are no fuller than was wished; without a wish, than most people like. */
export const paceOfDay: Check = ({ days, pace }) =>
  days.flatMap((day) => {
    const { sights, minutes, walk } = limits[pace ?? 'balanced']
    const found = loadOf(day)
    const wish = pace === undefined ? 'for a day' : `for a ${pace} day`
    const over = [
      ...(found.sights > sights ? [{ found: `${found.sights} sights`, needed: `at most ${sights} sights` }] : []),
      ...(found.minutes > minutes
        ? [
            {
              found: `${minutesInWords(found.minutes)} on your feet`,
              needed: `at most ${minutesInWords(minutes)} on your feet`,
            },
          ]
        : []),
      ...(found.walk > walk
        ? [{ found: `${kilometres(found.walk)} on foot`, needed: `at most ${kilometres(walk)} on foot` }]
        : []),
    ]
    if (over.length === 0) return []
    const last = day.stops.findLast((stop) => isSight(stop) && !stop.locked)
    return [
      {
        date: day.date,
        code: 'pace',
        severity: 'warning',
        message: `This is a lot ${wish}.`,
        found: over.map((part) => part.found).join(', '),
        needed: over.map((part) => part.needed).join(', '),
        ...(last?.stopId !== undefined && { fix: { tool: 'remove_stop', input: { stop_id: last.stopId } } }),
      },
    ]
  })

function loadOf(day: CheckedDay): { sights: number; minutes: number; walk: number } {
  const sights = day.stops.filter(isSight)
  let minutes = sights.reduce((sum, stop) => sum + Math.max(0, stop.end - stop.start), 0)
  let walk = 0
  day.stops.forEach((stop, index) => {
    const before = day.stops[index - 1]
    if (before?.point === undefined || stop.point === undefined) return
    const hop = hopBetween(before.point, stop.point)
    minutes += hop.minutes
    if (hop.mode === 'walk') walk += hop.metres
  })
  return { sights: sights.length, minutes, walk }
}
