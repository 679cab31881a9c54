import type { Point } from '../../../shared/geo.ts'
import type { Window } from '../opening-hours.ts'
import { hopBetween } from './travel-times.ts'

/** One thing to do on a day, in the order it is to be done. */
export interface Visit {
  /** `undefined`: wherever one is at that moment. */
  point?: Point
  minutes: number
  /** Minutes after midnight that may not be changed. */
  fixedStart?: number
  /** When it can be done; empty: not on this day. */
  windows: readonly Window[]
}

export interface TimedDay {
  /** Start of each visit in minutes after midnight. */
  starts: number[]
  /** How many visits lie outside their windows, or begin before one can be there. */
  broken: number
}

/**
 * Gives every visit its time: as early as the way from the one before and its windows allow; fixed starts stay. A visit
 * that fits in no window is put at the earliest time one can be there and counted as broken.
 */
export function scheduleDay(visits: readonly Visit[], dayStart: number): TimedDay {
  const starts: number[] = []
  let time = dayStart
  let at: Point | undefined
  let broken = 0
  for (const visit of visits) {
    const way = at !== undefined && visit.point !== undefined ? hopBetween(at, visit.point).minutes : 0
    const earliest = toFiveMinutes(time + way)
    let start = visit.fixedStart ?? earliestIn(visit.windows, earliest, visit.minutes)
    if (start === undefined) {
      broken += 1
      start = earliest
    } else if (start < earliest && starts.length > 0) {
      broken += 1
    }
    starts.push(start)
    time = Math.max(start + visit.minutes, visit.fixedStart === undefined ? 0 : time)
    at = visit.point ?? at
  }
  return { starts, broken }
}

/** Plans are made in steps of five minutes, rounded up. */
export const toFiveMinutes = (minutes: number): number => Math.ceil(minutes / 5) * 5

/** The earliest start not before `earliest` at which `minutes` fit into one of the windows. */
export function earliestIn(windows: readonly Window[], earliest: number, minutes: number): number | undefined {
  let best: number | undefined
  for (const { from, to } of windows) {
    const start = earliest > from ? earliest : from
    if (start + minutes <= to && (best === undefined || start < best)) best = start
  }
  return best
}
