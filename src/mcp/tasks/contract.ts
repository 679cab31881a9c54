import * as z from 'zod'
import { instant, localDateOrTime, timeOfDay, timeZone } from '../../shared/dates.ts'
import { id } from '../../shared/ids.ts'
import { pageInput, pageOutput } from '../../shared/paging.ts'
import { defineContract, defineTool } from '../../shared/tool.ts'

export const anchor = z.strictObject({
  trip_id: id,
  relative_to: z.enum(['start', 'end']),
  days: z.number().int().min(-1000).max(1000).describe('days after (before when negative) that day of the trip'),
  time: timeOfDay.optional(),
})
export type Anchor = z.infer<typeof anchor>

const title = z.string().trim().min(1, 'must not be empty').max(500)
const priority = z.number().int().min(1).max(4).describe('1 highest to 4')

const taskDetails = {
  description: z.string().max(10_000).optional(),
  due: localDateOrTime.optional().describe('2027-05-12 (all day) or 2027-05-12T17:00'),
  due_timezone: timeZone.optional(),
  priority: priority.optional(),
  labels: z.array(z.string().trim().min(1).max(100)).max(50).optional(),
  trip_id: id.optional(),
  parent_id: id.optional(),
  recurrence: z.string().max(500).optional().describe('RRULE, e.g. FREQ=WEEKLY;BYDAY=FR'),
  recur_from_completion: z.boolean().optional(),
  remind_at: instant.optional(),
  duration_minutes: z.number().int().min(1).max(100_000).optional(),
  anchor: anchor.optional().describe('moves with the trip'),
}

export const newTask = z.strictObject({ title, ...taskDetails })
export type NewTask = z.infer<typeof newTask>

/** A task without its status, as every tool returns it. */
const taskFields = {
  task_id: id,
  title: z.string(),
  description: z.string(),
  due: z.string().optional(),
  due_timezone: z.string().optional(),
  priority: z.number().optional(),
  labels: z.array(z.string()),
  trip_id: z.string().optional(),
  parent_id: z.string().optional(),
  recurrence: z.string().optional(),
  recur_from_completion: z.boolean().optional(),
  remind_at: z.string().optional(),
  duration_minutes: z.number().optional(),
  anchor: anchor.optional(),
  /** Who wrote it: the user (or an assistant for them), or a trip's plan. */
  origin: z.enum(['user', 'plan']),
  position: z.number(),
  created_at: z.string(),
  updated_at: z.string(),
  completed_at: z.string().optional(),
}

export const task = z.object({
  ...taskFields,
  status: z.enum(['pending', 'completed']),
  /** Where it has subtasks; `list_tasks` counts them. */
  subtasks: z.object({ done: z.number(), total: z.number() }).optional(),
})
export type Task = z.infer<typeof task>

const span = z.object({
  start: z.number().int().describe('index of the first character'),
  end: z.number().int().describe('index after the last character'),
  field: z.enum(['due', 'recurrence', 'priority', 'labels', 'project', 'duration_minutes', 'remind_at', 'description']),
})

const parsedTaskFields = {
  title: z.string(),
  description: z.string().optional(),
  due: z.string().optional(),
  due_timezone: z.string().optional(),
  all_day: z.boolean().optional(),
  recurrence: z.string().optional(),
  recur_from_completion: z.boolean().optional(),
  priority: z.number().optional(),
  labels: z.array(z.string()).optional(),
  project: z.string().optional(),
  duration_minutes: z.number().optional(),
  remind_at: z.string().optional(),
  note: z.string().optional().describe('what was not understood, such as a date that does not exist'),
  spans: z.array(span),
}
const parsedTask = z.object(parsedTaskFields)
export type ParsedTask = z.infer<typeof parsedTask>

const phrase = {
  // Not trimmed: spans are over the text as it was given.
  text: z.string().regex(/\S/, 'must not be empty').max(2000),
  now: instant.optional(),
  timezone: timeZone.optional(),
  locale: z.string().max(35).optional(),
}

export const addTask = defineTool({
  name: 'add_task',
  title: 'Add task',
  description: 'Adds one task to the to-do list.',
  scope: 'tasks:write',
  input: newTask.shape,
  output: { ...taskFields, status: z.literal('created') },
  summary: (task) => `Added “${task.title}”`,
})

export const addTasks = defineTool({
  name: 'add_tasks',
  title: 'Add tasks',
  description: 'Adds up to 100 tasks at once.',
  scope: 'tasks:write',
  input: { tasks: z.array(newTask).min(1).max(100), origin: z.enum(['user', 'plan']).optional() },
  output: { tasks: z.array(task) },
  summary: ({ tasks }) => `Added ${tasks.length} ${tasks.length === 1 ? 'task' : 'tasks'}`,
})

export const listTasks = defineTool({
  name: 'list_tasks',
  title: 'List tasks',
  description: 'Lists tasks, pending ones unless told otherwise, by due date.',
  scope: 'tasks:read',
  input: {
    task_id: id.optional(),
    status: z.enum(['all', 'pending', 'completed']).optional(),
    trip_id: id.optional(),
    label: z.string().max(100).optional(),
    due_before: localDateOrTime.optional().describe('due before that day or moment'),
    due_after: localDateOrTime
      .optional()
      .describe('due after that day or moment; an all-day task is due at the end of its day'),
    query: z.string().max(200).optional().describe('words in title or description'),
    ...pageInput,
  },
  output: { tasks: z.array(task), ...pageOutput },
})

export const completeTask = defineTool({
  name: 'complete_task',
  title: 'Complete task',
  description: 'Marks a task as done; a recurring one makes its next occurrence.',
  scope: 'tasks:write',
  input: { task_id: id },
  output: { ...taskFields, status: z.literal('completed'), next_task_id: id.optional() },
  summary: (task) => `Completed “${task.title}”`,
})

export const reopenTask = defineTool({
  name: 'reopen_task',
  title: 'Reopen task',
  description: 'Makes a completed task pending again.',
  scope: 'tasks:write',
  input: { task_id: id },
  output: { ...taskFields, status: z.literal('pending') },
  summary: (task) => `Reopened “${task.title}”`,
})

export const updateTask = defineTool({
  name: 'update_task',
  title: 'Update task',
  description: 'Changes fields of a task; null clears one.',
  scope: 'tasks:write',
  input: {
    task_id: id,
    title: title.optional(),
    description: taskDetails.description.nullable(),
    due: taskDetails.due.nullable(),
    due_timezone: taskDetails.due_timezone.nullable(),
    priority: taskDetails.priority.nullable(),
    labels: taskDetails.labels.nullable(),
    trip_id: taskDetails.trip_id.nullable(),
    parent_id: taskDetails.parent_id.nullable(),
    recurrence: taskDetails.recurrence.nullable(),
    recur_from_completion: taskDetails.recur_from_completion,
    remind_at: taskDetails.remind_at.nullable(),
    duration_minutes: taskDetails.duration_minutes.nullable(),
    anchor: taskDetails.anchor.nullable(),
  },
  output: { ...taskFields, status: z.literal('updated') },
  summary: (task) => `Changed “${task.title}”`,
})

export const deleteTask = defineTool({
  name: 'delete_task',
  title: 'Delete task',
  description: 'Deletes a task and its subtasks; undo brings them back.',
  scope: 'tasks:write',
  input: { task_id: id },
  output: { task_id: id, status: z.literal('deleted'), title: z.string() },
  summary: (task) => `Deleted “${task.title}”`,
})

export const reorderTask = defineTool({
  name: 'reorder_task',
  title: 'Reorder task',
  description: 'Moves a task before or after another one.',
  scope: 'tasks:write',
  input: { task_id: id, before: id.optional(), after: id.optional() },
  output: { ...taskFields, status: z.literal('updated') },
  summary: (task) => `Moved “${task.title}”`,
})

export const parseTask = defineTool({
  name: 'parse_task',
  title: 'Parse task',
  description: 'Reads a task written in one line (“call mum tomorrow 5pm p1 #home”) without adding it.',
  scope: 'tasks:read',
  input: phrase,
  output: parsedTaskFields,
})

export const quickAddTask = defineTool({
  name: 'quick_add_task',
  title: 'Quick add task',
  description: 'Adds a task written in one line: dates, times, repeats, p1–p4, @label, #trip are understood.',
  scope: 'tasks:write',
  input: phrase,
  output: { ...taskFields, status: z.literal('created'), understood: parsedTask },
  summary: (task) => `Added “${task.title}”`,
})

/** For other servers: what happens to a trip's tasks when the trip moves or goes. */
export const shiftTripTasks = defineTool({
  name: 'shift_trip_tasks',
  title: 'Move a trip’s tasks',
  description: 'Moves the tasks anchored to a trip to its new dates.',
  scope: 'tasks:write',
  audience: 'app',
  input: { trip_id: id, start_date: z.iso.date(), end_date: z.iso.date() },
  output: { moved: z.number() },
})

export const releaseTripTasks = defineTool({
  name: 'release_trip_tasks',
  title: 'Release a trip’s tasks',
  description: 'Deletes the pending tasks that a trip’s plan wrote and detaches the ones the user wrote.',
  scope: 'tasks:write',
  effect: 'destructive',
  audience: 'app',
  input: { trip_id: id, detach: z.boolean().optional().describe('also detach the user’s own tasks (default true)') },
  output: { deleted: z.number(), detached: z.number() },
})

export const tasksContract = defineContract('tasks', 'Tasks', [
  addTask,
  addTasks,
  listTasks,
  completeTask,
  reopenTask,
  updateTask,
  deleteTask,
  reorderTask,
  parseTask,
  quickAddTask,
  shiftTripTasks,
  releaseTripTasks,
])
