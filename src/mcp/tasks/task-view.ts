import * as z from 'zod'
import { SojournError } from '../../shared/errors.ts'
import type { Anchor, Task } from './contract.ts'
import type { TaskRow } from './tables.ts'

const labelList = z.array(z.string())

/** The anchor of a row, where it has one. */
export function anchorOf(row: TaskRow): Anchor | undefined {
  if (row.trip_id === null || row.anchor_relative_to === null || row.anchor_days === null) return undefined
  return {
    trip_id: row.trip_id,
    relative_to: row.anchor_relative_to,
    days: row.anchor_days,
    ...(row.anchor_time !== null && { time: row.anchor_time }),
  }
}

/** A row as the tools return it, with its subtasks where they were counted: what is not set is left out. */
export function taskView(row: TaskRow, subtasks?: Task['subtasks']): Task {
  const anchor = anchorOf(row)
  return {
    task_id: row.task_id,
    status: row.status,
    title: row.title,
    description: row.description,
    ...(row.due !== null && { due: row.due }),
    ...(row.due_timezone !== null && { due_timezone: row.due_timezone }),
    ...(row.priority !== null && { priority: row.priority }),
    labels: labelList.parse(JSON.parse(row.labels)),
    ...(row.trip_id !== null && { trip_id: row.trip_id }),
    ...(row.parent_id !== null && { parent_id: row.parent_id }),
    ...(row.recurrence !== null && { recurrence: row.recurrence }),
    ...(row.recurrence !== null && { recur_from_completion: row.recur_from_completion === 1 }),
    ...(row.remind_at !== null && { remind_at: row.remind_at }),
    ...(row.duration_minutes !== null && { duration_minutes: row.duration_minutes }),
    ...(anchor && { anchor }),
    origin: row.origin,
    position: row.position,
    created_at: row.created_at,
    updated_at: row.updated_at,
    ...(row.completed_at !== null && { completed_at: row.completed_at }),
    ...(subtasks !== undefined && { subtasks }),
  }
}

/** The error for a task that is not there, or not this user's. */
export function noSuchTask(taskId: string, what = 'task'): SojournError {
  return new SojournError('not_found', `There is no ${what} with the id ${taskId}.`, {
    hint: 'list_tasks with status “all” gives the ids of all tasks.',
  })
}

/** Labels without surrounding space and without doubles, whatever their case; the first spelling stays. */
export function uniqueLabels(labels: readonly string[]): string[] {
  const seen = new Map<string, string>()
  for (const label of labels) {
    const trimmed = label.trim()
    if (trimmed !== '' && !seen.has(trimmed.toLowerCase())) seen.set(trimmed.toLowerCase(), trimmed)
  }
  return [...seen.values()]
}
