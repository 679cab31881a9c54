import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { openTestDatabase } from '../../platform/database/testing.ts'
import { dueOrderSql, tasksJournaled, tasksMigrations } from './migrations.ts'
import type { TasksTables } from './tables.ts'

it('step 1 makes a strict, journaled table of tasks, sorted through an index', async () => {
  await using opened = await openTestDatabase({ migrations: tasksMigrations, journaled: tasksJournaled })
  const { database } = opened
  const insert = (row: { task_id: string; status?: 'pending'; priority?: number; parent_id?: string }) =>
    database.call(
      { user: 'ann', caller: 'panel', callerName: 'You', tool: 'add_task' },
      () =>
        database.write<TasksTables, unknown>((tx) =>
          tx
            .insertInto('task')
            .values({
              user_id: 'ann',
              title: 'Pack',
              description: '',
              status: 'pending',
              due: null,
              due_timezone: null,
              priority: null,
              labels: '[]',
              trip_id: 'trip',
              parent_id: null,
              recurrence: null,
              recur_from_completion: 0,
              remind_at: null,
              duration_minutes: null,
              anchor_relative_to: null,
              anchor_days: null,
              anchor_time: null,
              origin: 'user',
              position: 1,
              next_task_id: null,
              created_at: '2026-11-20T10:00:00Z',
              updated_at: '2026-11-20T10:00:00Z',
              completed_at: null,
              ...row,
            })
            .execute(),
        ),
      () => 'Added a task',
    )
  await expect(insert({ task_id: 'a', priority: 5 })).rejects.toThrow(/CHECK/)
  await expect(insert({ task_id: 'a', parent_id: 'nobody' })).rejects.toThrow(/FOREIGN KEY/)
  expect((await insert({ task_id: 'a' })).committed?.entities).toMatchObject([
    { entity: 'task', operation: 'insert', trip_id: 'trip' },
  ])
  const plan = await sql<{ detail: string }>`EXPLAIN QUERY PLAN SELECT * FROM task
    WHERE user_id = 'ann' AND status = 'pending' ORDER BY ${sql.raw(dueOrderSql)}, position, task_id`.execute(
    database.reader<TasksTables>(),
  )
  expect(plan.rows.map(({ detail }) => detail)).toEqual([expect.stringContaining('task_by_status_and_due')])
})
