import { Temporal } from 'temporal-polyfill'
import * as z from 'zod'

/** How a job repeats: every so many milliseconds, or every day at a local time. */
export const repeat = z.union([
  z.strictObject({ everyMs: z.number().int().min(1_000) }),
  z.strictObject({ dailyAt: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/), timezone: z.string() }),
])
export type Repeat = z.infer<typeof repeat>

/**
 * The first occurrence after `now`. Those that were missed (the machine slept, the program was not running) are not made up
 * for one by one: the job ran late once, and goes on from here.
 * @param planned the occurrence that ran, in milliseconds since the Unix epoch; intervals are counted from it, without drift
 * @param now milliseconds since the Unix epoch
 */
export function nextOccurrence(rule: Repeat, planned: number, now: number): number {
  if ('everyMs' in rule) {
    const missed = Math.max(0, Math.floor((now - planned) / rule.everyMs))
    return planned + (missed + 1) * rule.everyMs
  }
  const time = Temporal.PlainTime.from(rule.dailyAt)
  const today = Temporal.Instant.fromEpochMilliseconds(Math.max(now, planned))
    .toZonedDateTimeISO(rule.timezone)
    .toPlainDate()
  for (let days = 0; ; days++) {
    // A time that the clocks skip is taken an hour later, one that they repeat the first time.
    const moment = today.add({ days }).toZonedDateTime({ timeZone: rule.timezone, plainTime: time }).epochMilliseconds
    if (moment > now && moment > planned) return moment
  }
}
