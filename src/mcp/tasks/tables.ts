import type { ServerContext } from '../../platform/database/database.ts'

/** A row of `task`. Booleans are 0 or 1, `labels` is a JSON array of strings, instants are ISO 8601 in UTC. */
export interface TaskRow {
  task_id: string
  user_id: string
  title: string
  description: string
  status: 'pending' | 'completed'
  /** A local date (all day) or a local date-time in `due_timezone`. */
  due: string | null
  due_timezone: string | null
  priority: number | null
  labels: string
  trip_id: string | null
  parent_id: string | null
  recurrence: string | null
  recur_from_completion: number
  remind_at: string | null
  duration_minutes: number | null
  /** The anchor's trip is `trip_id`. */
  anchor_relative_to: 'start' | 'end' | null
  anchor_days: number | null
  anchor_time: string | null
  origin: 'user' | 'plan'
  position: number
  /** The next occurrence that completing this one made. */
  next_task_id: string | null
  created_at: string
  updated_at: string
  completed_at: string | null
}

export interface TasksTables {
  task: TaskRow
}

export type TasksContext = ServerContext<TasksTables>
