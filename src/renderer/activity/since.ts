import { Temporal } from '../../shared/dates.ts'

/** Moments since which one may want to take everything back. */
export const sinceChoices = [
  { since: 'hour', name: 'in the last hour' },
  { since: 'today', name: 'today' },
  { since: 'day', name: 'in the last 24 hours' },
  { since: 'week', name: 'in the last 7 days' },
  { since: 'ever', name: 'in all 90 days that are kept' },
  { since: 'chosen', name: 'since a time you choose' },
] as const
export type Since = (typeof sinceChoices)[number]['since']

/**
 * The instant that a choice means, as ISO 8601 in UTC; undefined for `ever` and for a time that is none.
 * @param chosen a local date-time (`2026-11-20T09:30`) in the zone given
 */
export function instantOf(since: Since, now: Temporal.Instant, timezone: string, chosen: string): string | undefined {
  const hours = { hour: 1, day: 24, week: 24 * 7 }
  if (since === 'ever') return undefined
  if (since === 'today') return now.toZonedDateTimeISO(timezone).startOfDay().toInstant().toString()
  if (since === 'chosen') {
    if (chosen === '') return undefined
    return Temporal.PlainDateTime.from(chosen).toZonedDateTime(timezone).toInstant().toString()
  }
  return now.subtract({ hours: hours[since] }).toString()
}
