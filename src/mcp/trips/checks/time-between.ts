import { metresBetween, type Point } from '../../../shared/geo.ts'
import type { Finding } from '../contract.ts'
import { hopBetween } from '../planner/travel-times.ts'
import { at, type Check, type CheckedDay, type CheckedStop } from './checked-itinerary.ts'
import { clock, dateAndTime, minutesInWords, span } from './in-words.ts'

/** Travel times are estimates: a shortage of up to this many minutes is a warning only. */
const slack = 10

/** Nothing happens at the same time as something else, and there is time to get from stop to stop. */
export const timeBetween: Check = ({ days }) =>
  days.flatMap((day) => {
    const findings: Finding[] = []
    let before: CheckedStop | undefined
    for (const stop of day.stops) {
      if (stop.end <= stop.start) {
        findings.push(backwards(stop, day))
        continue
      }
      if (before !== undefined) {
        const finding = stop.start < before.end ? overlap(before, stop, day) : tooShort(before, stop, day)
        if (finding !== undefined) findings.push(finding)
      }
      if (before === undefined || stop.end > before.end) before = stop
    }
    return findings
  })

function backwards(stop: CheckedStop, day: CheckedDay): Finding {
  return {
    ...at(stop, day),
    code: 'overlap',
    severity: 'error',
    message: `${stop.title} ends before it begins.`,
    found: span(stop.start, stop.end),
    needed: 'an end after the start',
  }
}

function overlap(before: CheckedStop, stop: CheckedStop, day: CheckedDay): Finding {
  const start = Math.ceil((before.end + wayBetween(before, stop, day)) / 5) * 5
  return {
    ...at(stop, day),
    code: 'overlap',
    severity: 'error',
    message: `${stop.title} begins while ${before.title} still lasts.`,
    found: `${before.title} ${span(before.start, before.end)}, ${stop.title} ${span(stop.start, stop.end)}`,
    needed: `a start at ${clock(start)} or later`,
    ...laterFix(stop, day, start),
  }
}

function tooShort(before: CheckedStop, stop: CheckedStop, day: CheckedDay): Finding | undefined {
  const needed = wayBetween(before, stop, day)
  const gap = stop.start - before.end
  if (gap >= needed) return undefined
  const start = Math.ceil((before.end + needed) / 5) * 5
  return {
    ...at(stop, day),
    code: 'not_enough_time',
    severity: needed - gap <= slack ? 'warning' : 'error',
    message: `There is not enough time to get from ${before.title} to ${stop.title}.`,
    found: `${minutesInWords(gap)} between ${clock(before.end)} and ${clock(stop.start)}`,
    needed: `about ${minutesInWords(needed)} (estimate)`,
    ...laterFix(stop, day, start),
  }
}

function laterFix(stop: CheckedStop, day: CheckedDay, start: number): Pick<Finding, 'fix'> {
  if (stop.stopId === undefined || start >= 1440) return {}
  return { fix: { tool: 'move_stop', input: { stop_id: stop.stopId, ...dateAndTime(day.date, start) } } }
}

/** Minutes from stop to stop by the planned mode, else by the quicker of foot and transit; 0 where a point is not known. */
function wayBetween(from: CheckedStop, to: CheckedStop, day: CheckedDay): number {
  if (from.point === undefined || to.point === undefined) return 0
  const mode = day.modes.get(`${from.stopId ?? ''} ${to.stopId ?? ''}`)
  const usual = hopBetween(from.point, to.point).minutes
  if (mode === 'walk' || mode === 'walking' || mode === 'foot') return walkMinutes(from.point, to.point)
  if (mode === 'drive' || mode === 'car' || mode === 'taxi') return Math.min(usual, driveMinutes(from.point, to.point))
  return usual
}

/** On foot: streets 1.3 times the straight line at 75 m a minute. */
const walkMinutes = (from: Point, to: Point): number => Math.ceil((metresBetween(from, to) * 1.3) / 75)
/** By car in a city: streets 1.3 times the straight line at 25 km/h, and 5 minutes to get in and out. */
const driveMinutes = (from: Point, to: Point): number => Math.ceil(5 + (metresBetween(from, to) * 1.3) / 417)
