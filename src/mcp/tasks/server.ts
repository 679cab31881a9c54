import { type Server, serve } from '../../shared/tool.ts'
import { addNewTasks } from './add-task.ts'
import { complete, reopen } from './complete-task.ts'
import { tasksContract } from './contract.ts'
import { deleteWithSubtasks } from './delete-task.ts'
import { parseInput, quickAdd } from './quick-add.ts'
import { moveTask } from './reorder-task.ts'
import { listPage, searchPage, subtasksOf } from './store.ts'
import type { TaskRow, TasksContext } from './tables.ts'
import { taskView } from './task-view.ts'
import { releaseTasks, shiftTasks } from './trip-tasks.ts'
import { applyUpdate } from './update-task.ts'

/** A row as a tool answers it, with what was done in place of its status. */
function done<Status extends string>(row: TaskRow, status: Status) {
  return { ...taskView(row), status }
}

/** The to-do list: tasks, their order, their recurrences and how they hang on trips. */
export function createTasksServer(): Server {
  return serve<typeof tasksContract.tools, TasksContext>(tasksContract, {
    add_task: async (input, ctx) => {
      const [row] = await addNewTasks(ctx, [input], 'user')
      if (row === undefined) throw new Error('One task in, none out')
      return done(row, 'created')
    },
    add_tasks: async (input, ctx) => {
      const rows = await addNewTasks(ctx, input.tasks, input.origin ?? 'user')
      return { tasks: rows.map((row) => taskView(row)) }
    },
    list_tasks: async (input, ctx) => {
      const filter = {
        status: input.status ?? 'pending',
        taskId: input.task_id,
        tripId: input.trip_id,
        label: input.label,
        dueBefore: input.due_before,
        dueAfter: input.due_after,
      }
      const query = input.query?.trim() ?? ''
      const page =
        query === ''
          ? await listPage(ctx.read, ctx.user, filter, input)
          : await searchPage(ctx.read, ctx.user, filter, query, input)
      const { rows, ...rest } = page
      const taskIds = rows.map((row) => row.task_id)
      const subtasks = await subtasksOf(ctx.read, ctx.user, taskIds)
      return { tasks: rows.map((row) => taskView(row, subtasks.get(row.task_id))), ...rest }
    },
    complete_task: async (input, ctx) => {
      const row = await complete(ctx, input.task_id)
      return { ...done(row, 'completed'), ...(row.next_task_id !== null && { next_task_id: row.next_task_id }) }
    },
    reopen_task: async (input, ctx) => done(await reopen(ctx, input.task_id), 'pending'),
    update_task: async (input, ctx) => done(await applyUpdate(ctx, input), 'updated'),
    delete_task: async (input, ctx) => {
      const row = await deleteWithSubtasks(ctx, input.task_id)
      return { task_id: row.task_id, status: 'deleted', title: row.title }
    },
    reorder_task: async (input, ctx) => done(await moveTask(ctx, input), 'updated'),
    parse_task: async (input, ctx) => parseInput(ctx, input),
    quick_add_task: async (input, ctx) => quickAdd(ctx, input),
    shift_trip_tasks: async (input, ctx) => ({ moved: await shiftTasks(ctx, input.trip_id, input) }),
    release_trip_tasks: async (input, ctx) => releaseTasks(ctx, input.trip_id, input.detach ?? true),
  })
}
