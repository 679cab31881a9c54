import { localDateOrTime, Temporal } from '../../../shared/dates.ts'
import type { ParsedTask } from '../contract.ts'
import { firstOccurrence } from '../next-occurrence.ts'
import { formatRule, type Rule } from '../recurrence.ts'
import { findDate } from './dates.ts'
import { findDuration } from './durations.ts'
import { closeQuotations, takeDescription, takeLabels, takePriority, takeProject } from './marks.ts'
import { type PhraseContext, type Reading, readingOf, take } from './reading.ts'
import { findPurpose, findReminder, type ReminderWish } from './reminders.ts'
import { findRepeatEnd } from './repeat-end.ts'
import { boundTo } from './repeat-rule.ts'
import { findRepeat } from './repeats.ts'
import { findTime, within } from './times.ts'
import { joinedSpans, titleOf } from './title.ts'

/** A date phrase that another reader found where the grammar found none. */
export type Fallback = (
  open: string,
  ctx: PhraseContext,
) => { start: number; end: number; date: string; time?: string } | undefined

/** When a reminder comes for a task that names no time of day. */
const reminderTime = '09:00'

/** What the text says about when, before it is reckoned. */
interface When {
  date?: string
  time?: string
  minutes?: number
  note?: string
}

interface Dated {
  reading: Reading
  when: When
}

function readWhen(
  given: Reading,
  ctx: PhraseContext,
  usual: string | undefined,
  fallback: Fallback | undefined,
): Dated {
  const { best, note } = findDate(given.open, ctx)
  if (note !== undefined) return { reading: given, when: { note } }
  let reading = best === undefined ? given : take(given, best.start, best.end, 'due')
  const part = best?.vague ? best.time : usual
  const exact = best?.time !== undefined && !best.vague
  const found = exact ? undefined : findTime(reading.open, best?.end)
  if (found !== undefined) reading = take(reading, found.start, found.end, 'due')
  const time = found === undefined ? (best?.time ?? usual) : part === undefined ? found.time : within(part, found.time)
  if (best === undefined && time === undefined) {
    const other = fallback?.(reading.open, ctx)
    if (other !== undefined) {
      const when = { date: other.date, ...(other.time !== undefined && { time: other.time }) }
      return { reading: take(reading, other.start, other.end, 'due'), when }
    }
  }
  return {
    reading,
    when: {
      ...(best !== undefined && { date: best.date.toString() }),
      ...(time !== undefined && { time }),
      ...(found?.minutes !== undefined && { minutes: found.minutes }),
    },
  }
}

const joined = (date: string, time: string | undefined): string => (time === undefined ? date : `${date}T${time}`)

/** The day from which a time without a date counts: today, or tomorrow once it has passed. */
function dayOf(ctx: PhraseContext, time: string | undefined): string {
  const past = time !== undefined && time < ctx.now.toPlainTime().toString({ smallestUnit: 'minute' })
  return ctx.now
    .toPlainDate()
    .add({ days: past ? 1 : 0 })
    .toString()
}

function dueOf(ctx: PhraseContext, when: When, rule: Rule | undefined): string | undefined {
  if (rule !== undefined)
    return firstOccurrence(formatRule(rule), joined(when.date ?? dayOf(ctx, when.time), when.time))
  if (when.date === undefined && when.time === undefined) return undefined
  return joined(when.date ?? dayOf(ctx, when.time), when.time)
}

/** A due at a local time that the clocks skip is moved on as they are, as RFC 5545 reads it; a rule keeps its time. */
function existingDue(ctx: PhraseContext, due: string | undefined): { due?: string; note?: string } {
  if (due === undefined || due.length === 10) return due === undefined ? {} : { due }
  const moved = Temporal.PlainDateTime.from(due)
    .toZonedDateTime(ctx.zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
  if (moved === due) return { due }
  const [date, time] = due.split('T')
  const note = `${time} on ${date} does not exist in ${ctx.zone}: the clocks go forward. Read as ${moved.slice(11)}.`
  return { due: moved, note }
}

/** The instant of a reminder, or undefined for one that hangs on a due that there is not. */
function remindAt(ctx: PhraseContext, wish: ReminderWish, due: string | undefined): string | undefined {
  const base = due === undefined ? undefined : due.length === 10 ? `${due}T${reminderTime}` : due
  const inZone = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime(ctx.zone)
  switch (wish.kind) {
    case 'due':
      return base && inZone(base).toInstant().toString()
    case 'before':
      return (
        base && inZone(base).subtract({ days: wish.days }).subtract({ minutes: wish.minutes }).toInstant().toString()
      )
    case 'at': {
      const date = wish.date ?? due?.slice(0, 10) ?? dayOf(ctx, wish.time)
      return inZone(`${date}T${wish.time ?? reminderTime}`)
        .toInstant()
        .toString()
    }
  }
}

/**
 * Reads a task written in one line. What is understood leaves the title and stands in `spans`; what is not stays in the
 * title as it was. Pure and quick, so that it can follow every keystroke.
 * @param fallback asked for a date where the grammar finds none
 */
export function parsePhrase(text: string, ctx: PhraseContext, fallback?: Fallback): ParsedTask {
  return read(text, ctx, fallback, {})
}

/** What a second look leaves alone: a reminder that hangs on nothing; all dates, for the reason that `note` gives. */
interface Without {
  reminder?: true
  note?: string
}

function read(text: string, ctx: PhraseContext, fallback: Fallback | undefined, without: Without): ParsedTask {
  const described = takeDescription(closeQuotations(readingOf(text)))
  const labelled = takeLabels(described.reading)
  const filed = takeProject(labelled.reading)
  const ranked = takePriority(filed.reading)
  let reading = ranked.reading

  const datable = without.note === undefined
  const repeat = datable ? findRepeat(reading.open, ctx) : undefined
  if (repeat !== undefined && 'unsayable' in repeat) {
    const note = `“${text.slice(repeat.start, repeat.end)}” is no repetition that a task can have.`
    return read(text, ctx, fallback, { ...without, note })
  }
  if (repeat !== undefined) reading = take(reading, repeat.start, repeat.end, 'recurrence')
  const last = repeat && findRepeatEnd(reading.open, ctx)
  if (last !== undefined) reading = take(reading, last.start, last.end, 'recurrence')
  const ending = {
    ...(last?.until !== undefined && { until: last.until }),
    ...(last?.count !== undefined && { count: last.count }),
  }
  const reminder = datable && !without.reminder ? findReminder(reading.open, ctx) : undefined
  if (reminder !== undefined) reading = take(reading, reminder.start, reminder.end, 'remind_at')
  const dated: Dated = datable ? readWhen(reading, ctx, repeat?.time, fallback) : { reading, when: {} }
  if (dated.when.note !== undefined) return read(text, ctx, fallback, { note: dated.when.note })
  reading = dated.reading
  const duration = dated.when.minutes === undefined ? findDuration(reading.open) : undefined
  if (duration !== undefined) reading = take(reading, duration.start, duration.end, 'duration_minutes')

  const purpose = without.reminder || !datable ? [] : findPurpose(reading.open, reminder !== undefined)
  for (const { start, end } of purpose) reading = take(reading, start, end, 'remind_at')
  const wish: ReminderWish | undefined = reminder?.wish ?? (purpose.length > 0 ? { kind: 'due' } : undefined)

  // “Remind me tomorrow to …” says when it is due as well.
  const wished = wish?.kind === 'at' ? wish : undefined
  const since = last?.since === undefined ? {} : { date: last.since.toString() }
  const stated = wished?.time !== undefined && repeat !== undefined ? { time: wished.time } : {}
  const rule = repeat && { ...repeat.rule, ...ending }
  const reckoned = dueOf(ctx, { ...stated, ...since, ...dated.when }, rule) ?? (wished && dueOf(ctx, wished, undefined))
  if (reckoned !== undefined && !localDateOrTime.safeParse(reckoned).success) {
    return read(text, ctx, fallback, { note: 'The date is too far off for a task.' })
  }
  const { due, note = without.note } = rule === undefined ? existingDue(ctx, reckoned) : { due: reckoned }
  const bound = rule === undefined || due === undefined || repeat?.fromCompletion ? rule : boundTo(rule, due)
  const recurrence = bound && formatRule(bound)
  const remind = wish && remindAt(ctx, wish, due)
  if (wish !== undefined && remind === undefined) return read(text, ctx, fallback, { reminder: true })

  const timed = due !== undefined && due.length > 10
  const minutes = dated.when.minutes ?? duration?.minutes
  const spans = joinedSpans(text, reading.spans)
  return {
    title: titleOf(text, spans),
    ...(described.description !== undefined && { description: described.description }),
    ...(due !== undefined && { due, all_day: !timed }),
    ...(timed && { due_timezone: ctx.zone }),
    ...(recurrence !== undefined && { recurrence }),
    ...(repeat?.fromCompletion && { recur_from_completion: true }),
    ...(ranked.priority !== undefined && { priority: ranked.priority }),
    ...(labelled.labels.length > 0 && { labels: labelled.labels }),
    ...(filed.project !== undefined && { project: filed.project }),
    ...(minutes !== undefined && { duration_minutes: minutes }),
    ...(remind !== undefined && { remind_at: remind }),
    ...(note !== undefined && { note }),
    spans,
  }
}
