import type { Kysely } from 'kysely'
import { childrenOf, findTask, removeTask } from './store.ts'
import type { TaskRow, TasksContext, TasksTables } from './tables.ts'
import { noSuchTask } from './task-view.ts'

/** Deletes a task and everything below it, the deepest first, so that undo brings parents back before their subtasks. */
export async function deleteTree(db: Kysely<TasksTables>, user: string, taskId: string): Promise<void> {
  for (const child of await childrenOf(db, user, taskId)) await deleteTree(db, user, child.task_id)
  await removeTask(db, user, taskId)
}

/** @throws SojournError `not_found` for a task that is not the user's */
export async function deleteWithSubtasks(ctx: TasksContext, taskId: string): Promise<TaskRow> {
  const row = await findTask(ctx.read, ctx.user, taskId)
  if (row === undefined) throw noSuchTask(taskId)
  await ctx.write((tx) => deleteTree(tx, ctx.user, taskId))
  return row
}
