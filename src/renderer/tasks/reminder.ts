import { Temporal } from '../../shared/dates.ts'

/** When to be reminded of a task, as a choice: never, so long before it is due (an ISO 8601 duration), or at a moment. */
export type ReminderChoice = '' | 'moment' | `P${string}`

const beforeTime: [ReminderChoice, string][] = [
  ['PT0S', 'When it is due'],
  ['PT10M', '10 minutes before'],
  ['PT1H', 'An hour before'],
  ['P1D', 'A day before'],
]

/** A day has no time of its own: one is reminded of it in the morning. */
const morning = '09:00'
const beforeDay: [ReminderChoice, string][] = [
  ['PT0S', 'On the day, at 9'],
  ['P1D', 'The day before, at 9'],
  ['P7D', 'A week before, at 9'],
]

/**
 * What one can choose from for a due, each with its words.
 * @param due a local date or date-time; empty where there is none
 */
export function reminderChoices(due: string): [ReminderChoice, string][] {
  const before = due === '' ? [] : due.includes('T') ? beforeTime : beforeDay
  return [['', 'Never'], ...before, ['moment', 'At a date and time…']]
}

/** The choice that still stands when the due changed: what is not offered becomes the nearest to the due. */
export function offeredReminder(choice: ReminderChoice, due: string): ReminderChoice {
  const offered = reminderChoices(due)
  if (offered.some(([value]) => value === choice)) return choice
  return due === '' ? '' : 'PT0S'
}

const dueMoment = (due: string, zone: string) =>
  Temporal.PlainDateTime.from(due.includes('T') ? due : `${due}T${morning}`).toZonedDateTime(zone)

/** The instant that lies so long before a due in its zone. */
export function reminderBefore(choice: ReminderChoice, due: string, zone: string): string {
  return dueMoment(due, zone).subtract(choice).toInstant().toString()
}

/** The choice that a reminder is: so long before the due where that is one of those offered, else a moment. */
export function choiceOf(remindAt: string | undefined, due: string, zone: string): ReminderChoice {
  if (remindAt === undefined) return ''
  const same = reminderChoices(due).find(
    ([choice]) => choice.startsWith('P') && Temporal.Instant.compare(remindAt, reminderBefore(choice, due, zone)) === 0,
  )
  return same?.[0] ?? 'moment'
}

/** A moment as a local date-time in a zone, and back. */
export const localOf = (instant: string, zone: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' })
export const instantOf = (local: string, zone: string): string =>
  Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant().toString()
