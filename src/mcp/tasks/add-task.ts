import { dateIn, stamp as stampOf, Temporal } from '../../shared/dates.ts'
import { SojournError } from '../../shared/errors.ts'
import { newId } from '../../shared/ids.ts'
import type { NewTask } from './contract.ts'
import { firstOccurrence, isAllDay, normalRecurrence } from './next-occurrence.ts'
import { findTask, insertTask, lastPosition } from './store.ts'
import type { TaskRow, TasksContext } from './tables.ts'
import { noSuchTask, uniqueLabels } from './task-view.ts'
import { anchoredDue, type TripDates, tripDates } from './trip-dates.ts'

/** The moment of a call as it is stored. */
export const stamp = (ctx: TasksContext): string => stampOf(ctx.now)

/** The trip a task names, by itself or by its anchor; `invalid_input` where the two differ. */
export function tripOf(task: Pick<NewTask, 'trip_id' | 'anchor'>): string | undefined {
  if (task.trip_id !== undefined && task.anchor !== undefined && task.trip_id !== task.anchor.trip_id) {
    throw new SojournError('invalid_input', 'The task belongs to one trip and is anchored to another.', {
      hint: 'Give the same trip_id in both, or leave out the one outside the anchor.',
      issues: [{ path: 'anchor.trip_id', message: 'differs from trip_id' }],
    })
  }
  return task.anchor?.trip_id ?? task.trip_id
}

/**
 * The due of a recurring task that names none: the first occurrence from today on.
 * @throws SojournError `invalid_input` where the rule has already ended
 */
export function dueOfRecurrence(recurrence: string, today: string): string {
  const due = firstOccurrence(recurrence, today)
  if (due === undefined) {
    throw new SojournError('invalid_input', `“${recurrence}” has ended: it does not happen from ${today} on.`, {
      hint: 'Give a later UNTIL, or leave it out.',
    })
  }
  return due
}

function newRow(ctx: TasksContext, task: NewTask, origin: 'user' | 'plan', dates: TripDates | undefined): TaskRow {
  const recurrence = task.recurrence === undefined ? undefined : normalRecurrence(task.recurrence)
  const zone = task.due_timezone ?? ctx.profile.timezone
  const anchored = task.anchor !== undefined && dates !== undefined ? anchoredDue(task.anchor, dates) : undefined
  const repeated = recurrence === undefined ? undefined : () => dueOfRecurrence(recurrence, dateIn(zone, ctx.now))
  const due = anchored ?? task.due ?? repeated?.()
  const timed = due !== undefined && !isAllDay(due)
  return {
    task_id: newId(),
    user_id: ctx.user,
    title: task.title,
    description: task.description ?? '',
    status: 'pending',
    due: due ?? null,
    due_timezone: timed ? zone : (task.due_timezone ?? null),
    priority: task.priority ?? null,
    labels: JSON.stringify(uniqueLabels(task.labels ?? [])),
    trip_id: tripOf(task) ?? null,
    parent_id: task.parent_id ?? null,
    recurrence: recurrence ?? null,
    recur_from_completion: recurrence !== undefined && task.recur_from_completion === true ? 1 : 0,
    remind_at: task.remind_at === undefined ? null : Temporal.Instant.from(task.remind_at).toString(),
    duration_minutes: task.duration_minutes ?? null,
    anchor_relative_to: task.anchor?.relative_to ?? null,
    anchor_days: task.anchor?.days ?? null,
    anchor_time: task.anchor?.time ?? null,
    origin,
    position: 0,
    next_task_id: null,
    created_at: stamp(ctx),
    updated_at: stamp(ctx),
    completed_at: null,
  }
}

/**
 * Adds tasks after all others, in the order given, all of them or none.
 *
 * A trip is looked up once, and must be the user's own. Tasks of a plan come from the trip's own server, within the call
 * that writes the trip, so it is asked only where a due must be reckoned from its dates.
 * @throws SojournError `not_found` for an unknown trip or parent, `invalid_input` for a recurrence that cannot be
 */
export async function addNewTasks(ctx: TasksContext, tasks: NewTask[], origin: 'user' | 'plan'): Promise<TaskRow[]> {
  const trips = new Map<string, TripDates>()
  for (const task of tasks) {
    const tripId = tripOf(task)
    const vouched = origin === 'plan' && (task.anchor === undefined || task.due !== undefined)
    if (tripId !== undefined && !vouched && !trips.has(tripId)) trips.set(tripId, await tripDates(ctx, tripId))
  }
  const rows = tasks.map((task) => newRow(ctx, task, origin, trips.get(tripOf(task) ?? '')))
  await ctx.write(async (tx) => {
    let position = await lastPosition(tx, ctx.user)
    for (const row of rows) {
      if (row.parent_id !== null && (await findTask(tx, ctx.user, row.parent_id)) === undefined) {
        throw noSuchTask(row.parent_id, 'parent task')
      }
      position = Math.floor(position) + 1
      row.position = position
      await insertTask(tx, row)
    }
  })
  return rows
}
