import type { Temporal } from '../../shared/dates.ts'

/** An instant as the client tables hold it: always to the millisecond, so that texts compare as moments do. */
export const stamp = (instant: Temporal.Instant): string => instant.toString({ smallestUnit: 'millisecond' })
