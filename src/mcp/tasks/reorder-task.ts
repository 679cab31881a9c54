import { SojournError } from '../../shared/errors.ts'
import { stamp } from './add-task.ts'
import { changeTask, findTask, neighbourPosition, spreadPositions } from './store.ts'
import type { TaskRow, TasksContext } from './tables.ts'
import { noSuchTask } from './task-view.ts'

/** The position half-way between two, or undefined where a number cannot tell it from them. */
function between(low: number, high: number): number | undefined {
  const middle = (low + high) / 2
  return middle > low && middle < high ? middle : undefined
}

/**
 * Moves a task right before or after another in the user's own order, which decides between tasks due at the same time
 * and among those without a date.
 * @throws SojournError `not_found` for an unknown task, `invalid_input` unless exactly one neighbour is named
 */
export async function moveTask(
  ctx: TasksContext,
  input: { task_id: string; before?: string | undefined; after?: string | undefined },
): Promise<TaskRow> {
  const side = input.before !== undefined ? 'before' : 'after'
  const targetId = input.before ?? input.after
  if (targetId === undefined || (input.before !== undefined && input.after !== undefined)) {
    throw new SojournError('invalid_input', 'Say where the task goes: give either before or after.', {
      hint: 'before and after take the id of another task; give one of them.',
    })
  }
  const row = await findTask(ctx.read, ctx.user, input.task_id)
  if (row === undefined) throw noSuchTask(input.task_id)
  if ((await findTask(ctx.read, ctx.user, targetId)) === undefined) throw noSuchTask(targetId)
  if (targetId === input.task_id) return row
  return ctx.write(async (tx) => {
    const place = async () => {
      const target = (await findTask(tx, ctx.user, targetId))?.position ?? 0
      const beyond = await neighbourPosition(tx, ctx.user, target, side, input.task_id)
      return between(
        ...(side === 'before' ? ([beyond ?? target - 2, target] as const) : ([target, beyond ?? target + 2] as const)),
      )
    }
    let position = await place()
    if (position === undefined) {
      await spreadPositions(tx, ctx.user)
      position = await place()
    }
    const changes = { position: position ?? row.position, updated_at: stamp(ctx) }
    await changeTask(tx, ctx.user, input.task_id, changes)
    return { ...row, ...changes }
  })
}
