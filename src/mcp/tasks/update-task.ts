import { dateIn, Temporal } from '../../shared/dates.ts'
import { SojournError } from '../../shared/errors.ts'
import type { ArgsOf } from '../../shared/tool.ts'
import { dueOfRecurrence, stamp, tripOf } from './add-task.ts'
import type { updateTask } from './contract.ts'
import { isAllDay, movedReminder, normalRecurrence } from './next-occurrence.ts'
import { changeTask, findTask } from './store.ts'
import type { TaskRow, TasksContext } from './tables.ts'
import { noSuchTask, uniqueLabels } from './task-view.ts'
import { anchoredDue, tripDates } from './trip-dates.ts'

type Changes = ArgsOf<typeof updateTask>

/** A given value, null where it is cleared, or what was there. */
function given<T>(value: T | null | undefined, before: T | null): T | null {
  return value === undefined ? before : value
}

/** Anchor and trip after the change: leaving the trip, or a due of one's own, lets go of the anchor. */
async function withTrip(ctx: TasksContext, row: TaskRow, changes: Changes): Promise<TaskRow> {
  const { anchor, trip_id: tripId } = changes
  if (anchor && tripId) tripOf({ anchor, trip_id: tripId })
  const loose = { anchor_relative_to: null, anchor_days: null, anchor_time: null }
  if (anchor) {
    const dates = await tripDates(ctx, anchor.trip_id)
    return {
      ...row,
      trip_id: anchor.trip_id,
      anchor_relative_to: anchor.relative_to,
      anchor_days: anchor.days,
      anchor_time: anchor.time ?? null,
      due: anchoredDue(anchor, dates),
    }
  }
  if (tripId) await tripDates(ctx, tripId)
  const moved = tripId !== undefined && tripId !== row.trip_id
  const ownDue = changes.due !== undefined && changes.due !== row.due
  return { ...row, trip_id: given(tripId, row.trip_id), ...((anchor === null || moved || ownDue) && loose) }
}

/** Due, zone, recurrence and reminder after the change. */
function withDates(ctx: TasksContext, before: TaskRow, row: TaskRow, changes: Changes): TaskRow {
  const next = { ...row }
  if (!changes.anchor) next.due = given(changes.due, row.due)
  if (changes.recurrence !== undefined) {
    next.recurrence = changes.recurrence === null ? null : normalRecurrence(changes.recurrence)
  } else if (changes.due === null) {
    next.recurrence = null
  }
  next.due_timezone = given(changes.due_timezone, row.due_timezone)
  const zone = next.due_timezone ?? ctx.profile.timezone
  if (next.recurrence !== null && next.due === null) next.due = dueOfRecurrence(next.recurrence, dateIn(zone, ctx.now))
  if (next.due !== null && !isAllDay(next.due)) next.due_timezone = zone
  else if (!changes.due_timezone) next.due_timezone = null
  next.recur_from_completion =
    next.recurrence !== null && (changes.recur_from_completion ?? row.recur_from_completion === 1) ? 1 : 0
  if (changes.remind_at !== undefined) {
    next.remind_at = changes.remind_at === null ? null : Temporal.Instant.from(changes.remind_at).toString()
  } else if (row.remind_at !== null && before.due !== null && next.due !== null && next.due !== before.due) {
    next.remind_at = movedReminder(row.remind_at, zone, before.due, next.due)
  }
  return next
}

/** Refuses a parent that is not there, or that is the task itself or one of its own subtasks. */
async function checkParent(ctx: TasksContext, taskId: string, parentId: string): Promise<void> {
  let above: string | null = parentId
  while (above !== null) {
    if (above === taskId) {
      throw new SojournError('invalid_input', 'A task cannot be a subtask of itself or of one of its own subtasks.', {
        hint: 'Choose a parent outside this task.',
        issues: [{ path: 'parent_id', message: 'is this task or below it' }],
      })
    }
    const row: TaskRow | undefined = await findTask(ctx.read, ctx.user, above)
    if (row === undefined) throw noSuchTask(above, 'parent task')
    above = row.parent_id
  }
}

/**
 * Changes the given fields; null clears one. A due of its own lets go of the anchor; clearing the due also ends the
 * recurrence; a reminder that is not given moves along with the due.
 * @throws SojournError `not_found` for an unknown task, parent or trip
 */
export function applyUpdate(ctx: TasksContext, changes: Changes): Promise<TaskRow> {
  // Read inside the write: of two changes at once the second sees the first.
  return ctx.write(() => updated(ctx, changes))
}

async function updated(ctx: TasksContext, changes: Changes): Promise<TaskRow> {
  const before = await findTask(ctx.read, ctx.user, changes.task_id)
  if (before === undefined) throw noSuchTask(changes.task_id)
  if (changes.parent_id) await checkParent(ctx, changes.task_id, changes.parent_id)
  const after: TaskRow = {
    ...withDates(ctx, before, await withTrip(ctx, before, changes), changes),
    title: changes.title ?? before.title,
    description: changes.description === undefined ? before.description : (changes.description ?? ''),
    priority: given(changes.priority, before.priority),
    labels: changes.labels === undefined ? before.labels : JSON.stringify(uniqueLabels(changes.labels ?? [])),
    parent_id: given(changes.parent_id, before.parent_id),
    duration_minutes: given(changes.duration_minutes, before.duration_minutes),
  }
  return saveChanges(ctx, before, after)
}

/** Writes the columns in which two rows differ, with the time of the change; nothing where none does. */
export async function saveChanges(ctx: TasksContext, before: TaskRow, after: TaskRow): Promise<TaskRow> {
  const old = new Map<string, unknown>(Object.entries(before))
  const changed = Object.entries(after).filter(([column, value]) => old.get(column) !== value)
  if (changed.length === 0) return before
  const updated_at = stamp(ctx)
  await ctx.write((tx) => changeTask(tx, ctx.user, before.task_id, { ...Object.fromEntries(changed), updated_at }))
  return { ...after, updated_at }
}
