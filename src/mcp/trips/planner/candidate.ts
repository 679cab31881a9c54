import type { Point } from '../../../shared/geo.ts'
import { kindOfStop } from '../contract.ts'
import type { Window } from '../opening-hours.ts'

/** Something that may become a stop. */
export interface Candidate {
  /** Stable name: ties are broken by it. */
  key: string
  point: Point
  minutes: number
  category: string
  score: number
  /** When it can be visited, for each of the days; empty: not on that day. */
  windows: readonly (readonly Window[])[]
  /** The user's own or a locked stop: it stays on this day, and at this time where one is given. */
  pinned?: { day: number; start?: number }
}

/** A day in order: indexes of candidates, and where lunch and dinner come. */
export interface OrderedDay {
  order: number[]
  /** Before which position lunch and dinner are taken; `undefined` where the day has none. */
  lunchAt?: number
  dinnerAt?: number
}

/** What the plan itself adds does not count towards a day's number of sights. */
export const isSight = (category: string | undefined): boolean =>
  category !== undefined && kindOfStop(category) === 'sight'
