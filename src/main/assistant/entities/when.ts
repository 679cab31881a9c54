import { Temporal } from '../../../shared/dates.ts'
import type { Span } from './span.ts'

export type Day = Temporal.PlainDate

/** A time that was named; a day that is a feast has its name. */
export type When = Span &
  (
    | { kind: 'day'; date: Day; name?: string }
    | { kind: 'range'; first: Day; last: Day; name?: string }
    /** Somewhere within: a month, a season, the first week of June. */
    | { kind: 'window'; first: Day; last: Day; name: string }
    /** A weekend within; where it is given which, first and last are its Friday and Sunday. */
    | { kind: 'weekend'; first: Day; last: Day; name: string; exact: boolean; long: boolean }
    | { kind: 'impossible'; text: string; reason: string }
  )

export const compare = Temporal.PlainDate.compare
export const later = (a: Day, b: Day): Day => (compare(a, b) >= 0 ? a : b)
