import { dateIn } from '../../shared/dates.ts'
import { newId } from '../../shared/ids.ts'
import { stamp } from './add-task.ts'
import { movedReminder, nextOccurrence, remainingRecurrence } from './next-occurrence.ts'
import { changeTask, findTask, insertTask, removeTask } from './store.ts'
import type { TaskRow, TasksContext } from './tables.ts'
import { noSuchTask } from './task-view.ts'

/** The next occurrence of a recurring task as a row of its own, or undefined where its rule has ended. */
function nextRow(ctx: TasksContext, row: TaskRow): TaskRow | undefined {
  if (row.recurrence === null) return undefined
  const recurrence = remainingRecurrence(row.recurrence)
  if (recurrence === undefined) return undefined
  const zone = row.due_timezone ?? ctx.profile.timezone
  const due = nextOccurrence({
    recurrence: row.recurrence,
    due: row.due ?? undefined,
    zone,
    today: dateIn(zone, ctx.now),
    fromCompletion: row.recur_from_completion === 1,
  })
  if (due === undefined) return undefined
  const remind = row.remind_at !== null && row.due !== null ? movedReminder(row.remind_at, zone, row.due, due) : null
  return {
    ...row,
    task_id: newId(),
    due,
    recurrence,
    remind_at: remind,
    anchor_relative_to: null,
    anchor_days: null,
    anchor_time: null,
    created_at: stamp(ctx),
    updated_at: stamp(ctx),
  }
}

/**
 * Completes a task; a recurring one makes its next occurrence, once. A task that is completed already stays as it is.
 * @returns the completed row, with the id of the occurrence that follows as `next_task_id`
 */
export function complete(ctx: TasksContext, taskId: string): Promise<TaskRow> {
  return ctx.write(async (tx) => {
    const row = await findTask(tx, ctx.user, taskId)
    if (row === undefined) throw noSuchTask(taskId)
    if (row.status === 'completed') return row
    const next = nextRow(ctx, row)
    const changes = {
      status: 'completed' as const,
      completed_at: stamp(ctx),
      updated_at: stamp(ctx),
      next_task_id: next?.task_id ?? null,
    }
    await changeTask(tx, ctx.user, taskId, changes)
    if (next !== undefined) await insertTask(tx, next)
    return { ...row, ...changes }
  })
}

/**
 * Makes a completed task pending again. The occurrence that its completion made goes, unless something was done with it
 * since: the task would otherwise stand there twice.
 */
export function reopen(ctx: TasksContext, taskId: string): Promise<TaskRow> {
  return ctx.write(async (tx) => {
    const row = await findTask(tx, ctx.user, taskId)
    if (row === undefined) throw noSuchTask(taskId)
    if (row.status === 'pending') return row
    const next = row.next_task_id === null ? undefined : await findTask(tx, ctx.user, row.next_task_id)
    const changes = { status: 'pending' as const, completed_at: null, updated_at: stamp(ctx), next_task_id: null }
    if (next?.status === 'pending' && next.updated_at === next.created_at) await removeTask(tx, ctx.user, next.task_id)
    await changeTask(tx, ctx.user, taskId, changes)
    return { ...row, ...changes }
  })
}
