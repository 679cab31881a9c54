import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from '../../shared/dates.ts'
import { SojournError } from '../../shared/errors.ts'
import { formatRule, parseRule, type Rule } from './recurrence.ts'

/** Whether a due is a day rather than a moment of it. */
export const isAllDay = (due: string): boolean => due.length === 10

/** How far the library looks before a rule counts as never happening: 29 February in 8 years is well within. */
const maxIterations = 2000

/** Dates are written with four digits for the year: a rule has ended where it would need a fifth. */
const lastYear = 9999

const asMoment = (due: string) => Temporal.PlainDateTime.from(due)

/** A local moment as the due it was: a date for an all-day task, else minutes. */
function asDue(moment: Temporal.PlainDateTime, allDay: boolean): string {
  return allDay ? moment.toPlainDate().toString() : moment.toString({ smallestUnit: 'minute' })
}

/** UNTIL given in UTC, as local time of `zone`: occurrences are reckoned in local time. */
function withLocalUntil(rule: Rule, zone: string): Rule {
  const match = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(rule.until ?? '')
  if (match === null) return rule
  const [, year, month, day, hour, minute, second] = match
  const local = Temporal.Instant.from(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`).toZonedDateTimeISO(zone)
  return { ...rule, until: `${local.toPlainDateTime().toString({ smallestUnit: 'second' }).replace(/[-:]/g, '')}Z` }
}

/**
 * The first occurrence after `after` (or at it, with `inclusive`) of a rule that starts at `start`. Reckoned on the local
 * clock, so that 09:00 stays 09:00 when the clocks change.
 */
function occurrence(
  rule: Rule,
  start: Temporal.PlainDateTime,
  after: Temporal.PlainDateTime,
  inclusive: boolean,
): Temporal.PlainDateTime | undefined {
  try {
    const found = new RRuleTemporal({
      rruleString: formatRule(rule),
      dtstart: start.toZonedDateTime('UTC'),
      maxIterations,
    }).next(after.toZonedDateTime('UTC'), inclusive)
    if (found === null || found.year > lastYear) return undefined
    return Temporal.PlainDateTime.from(found.toPlainDateTime().toString())
  } catch {
    return undefined
  }
}

/**
 * Checks a rule and brings it into the normal form.
 * @throws SojournError `invalid_input` for one that is malformed, not supported or never happens
 */
export function normalRecurrence(text: string): string {
  const rule = parseRule(text)
  const start = Temporal.PlainDateTime.from('2000-01-01T00:00')
  const { count: _count, until: _until, ...endless } = { ...rule, interval: 1 }
  if (occurrence(endless, start, start, true) === undefined) {
    throw new SojournError('invalid_input', `“${text}” never happens.`, {
      hint: 'Choose days that exist, such as BYMONTHDAY=-1 for the last day of a month.',
      issues: [{ path: 'recurrence', message: 'never happens' }],
    })
  }
  return formatRule(rule)
}

/**
 * The first occurrence of a rule on or after `from` (a local date or date-time, which also gives the time of day), or
 * undefined where there is none.
 */
export function firstOccurrence(recurrence: string, from: string): string | undefined {
  const start = asMoment(from)
  // Every second Monday begins on the first Monday that comes: the interval is counted from there.
  const found = occurrence({ ...parseRule(recurrence), interval: 1 }, start, start, true)
  return found && asDue(found, isAllDay(from))
}

/** The rule that the next occurrence carries: one time fewer where it is counted; undefined when that was the last. */
export function remainingRecurrence(recurrence: string): string | undefined {
  const rule = parseRule(recurrence)
  if (rule.count === undefined) return recurrence
  return rule.count > 1 ? formatRule({ ...rule, count: rule.count - 1 }) : undefined
}

/**
 * When a recurring task is due again.
 *
 * Strictly after its due; where that is long past, the next one from `today` on, in step with the rule (every second
 * Friday stays on its Fridays). From completion: counted from `today`, at the due's time of day.
 * @param today the local date of completion in the task's zone
 * @returns a local date or date-time like `due`, or undefined where the rule has ended
 */
export function nextOccurrence(options: {
  recurrence: string
  due: string | undefined
  zone: string
  today: string
  fromCompletion: boolean
}): string | undefined {
  const { due, today } = options
  const rule = withLocalUntil({ ...parseRule(options.recurrence) }, options.zone)
  delete rule.count
  const allDay = due === undefined || isAllDay(due)
  if (due === undefined || options.fromCompletion) {
    const done = allDay ? asMoment(today) : asMoment(`${today}${due.slice(10)}`)
    const found = occurrence(rule, done, done, false)
    return found && asDue(found, allDay)
  }
  const start = asMoment(due)
  const after = occurrence(rule, start, start, false)
  const midnight = asMoment(today)
  const overdue = after !== undefined && Temporal.PlainDateTime.compare(after, midnight) < 0
  const found = overdue ? occurrence(rule, start, midnight, true) : after
  return found && asDue(found, allDay)
}

/**
 * Where a reminder goes when its task moves from one due to another: as far from the new one, on the local clock.
 * @returns an instant in UTC
 */
export function movedReminder(remindAt: string, zone: string, from: string, to: string): string {
  const local = Temporal.Instant.from(remindAt).toZonedDateTimeISO(zone).toPlainDateTime()
  const ahead = asMoment(from).until(local, { largestUnit: 'days' })
  return asMoment(to).add(ahead).toZonedDateTime(zone).toInstant().toString()
}
