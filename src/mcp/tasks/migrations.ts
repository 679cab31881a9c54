import type { JournaledTable, Migration } from '../../platform/database/database.ts'

/**
 * What tasks are sorted by: the due moment as local text, an all-day task after the timed ones of its day (it is due by
 * the end of it), undated ones last. The indexes below are on this very expression, so it is never edited.
 */
export const dueOrderSql =
  "CASE WHEN due IS NULL THEN '9999-99-99' WHEN length(due) = 10 THEN due || 'T24:00' ELSE due END"

export const tasksMigrations: Migration[] = [
  {
    server: 'tasks',
    number: 1,
    name: 'tasks',
    sql: `
      CREATE TABLE task (
        task_id TEXT PRIMARY KEY NOT NULL,
        user_id TEXT NOT NULL,
        title TEXT NOT NULL,
        description TEXT NOT NULL DEFAULT '',
        status TEXT NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'completed')),
        due TEXT,
        due_timezone TEXT,
        priority INTEGER CHECK (priority BETWEEN 1 AND 4),
        labels TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(labels)),
        trip_id TEXT,
        parent_id TEXT REFERENCES task (task_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        recurrence TEXT,
        recur_from_completion INTEGER NOT NULL DEFAULT 0,
        remind_at TEXT,
        duration_minutes INTEGER,
        anchor_relative_to TEXT CHECK (anchor_relative_to IN ('start', 'end')),
        anchor_days INTEGER,
        anchor_time TEXT,
        origin TEXT NOT NULL DEFAULT 'user' CHECK (origin IN ('user', 'plan')),
        position REAL NOT NULL,
        next_task_id TEXT,
        created_at TEXT NOT NULL,
        updated_at TEXT NOT NULL,
        completed_at TEXT
      ) STRICT;
      CREATE INDEX task_by_status_and_due ON task (user_id, status, (${dueOrderSql}), position, task_id);
      CREATE INDEX task_by_due ON task (user_id, (${dueOrderSql}), position, task_id);
      CREATE INDEX task_by_completion ON task (user_id, status, completed_at);
      CREATE INDEX task_by_position ON task (user_id, position);
      CREATE INDEX task_by_trip ON task (user_id, trip_id) WHERE trip_id IS NOT NULL;
      CREATE INDEX task_by_parent ON task (parent_id) WHERE parent_id IS NOT NULL;
    `,
  },
]

export const tasksJournaled: JournaledTable[] = [
  // Every change touches updated_at: compared on undo, it would make any later change a conflict.
  { table: 'task', entity: 'task', key: 'task_id', tripColumn: 'trip_id', derived: ['updated_at'] },
]
