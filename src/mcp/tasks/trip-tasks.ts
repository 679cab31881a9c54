import { stamp } from './add-task.ts'
import { deleteTree } from './delete-task.ts'
import { isAllDay, movedReminder } from './next-occurrence.ts'
import { changeTask, childrenOf, tasksOfTrip } from './store.ts'
import type { TasksContext } from './tables.ts'
import { anchorOf } from './task-view.ts'
import { anchoredDue, type TripDates } from './trip-dates.ts'

/**
 * Moves the pending tasks that are anchored to a trip to where they belong by its new dates, their reminders with them.
 * @returns how many moved
 */
export async function shiftTasks(ctx: TasksContext, tripId: string, dates: TripDates): Promise<number> {
  const moves = (await tasksOfTrip(ctx.read, ctx.user, tripId)).flatMap((row) => {
    const anchor = anchorOf(row)
    const due = anchor && anchoredDue(anchor, dates)
    return row.status === 'pending' && due !== undefined && due !== row.due ? [{ row, due }] : []
  })
  if (moves.length === 0) return 0
  await ctx.write(async (tx) => {
    for (const { row, due } of moves) {
      const zone = row.due_timezone ?? ctx.profile.timezone
      const remind =
        row.remind_at !== null && row.due !== null ? movedReminder(row.remind_at, zone, row.due, due) : row.remind_at
      await changeTask(tx, ctx.user, row.task_id, {
        due,
        due_timezone: isAllDay(due) ? row.due_timezone : zone,
        remind_at: remind,
        updated_at: stamp(ctx),
      })
    }
  })
  return moves.length
}

const detached = { trip_id: null, anchor_relative_to: null, anchor_days: null, anchor_time: null }

/**
 * Lets go of a trip's tasks: deletes the pending ones that its plan wrote and, with `detach`, takes the others out of
 * the trip. What the user wrote below a deleted task stays, as a task of its own.
 */
export async function releaseTasks(
  ctx: TasksContext,
  tripId: string,
  detach: boolean,
): Promise<{ deleted: number; detached: number }> {
  const rows = await tasksOfTrip(ctx.read, ctx.user, tripId)
  const goes = rows.filter((row) => row.origin === 'plan' && row.status === 'pending')
  const going = new Set(goes.map((row) => row.task_id))
  const stays = detach ? rows.filter((row) => !going.has(row.task_id)) : []
  if (goes.length + stays.length === 0) return { deleted: 0, detached: 0 }
  await ctx.write(async (tx) => {
    for (const row of goes) {
      for (const child of await childrenOf(tx, ctx.user, row.task_id)) {
        if (!going.has(child.task_id)) await changeTask(tx, ctx.user, child.task_id, { parent_id: null })
      }
    }
    for (const row of goes) await deleteTree(tx, ctx.user, row.task_id)
    for (const row of stays) await changeTask(tx, ctx.user, row.task_id, { ...detached, updated_at: stamp(ctx) })
  })
  return { deleted: goes.length, detached: stays.length }
}
