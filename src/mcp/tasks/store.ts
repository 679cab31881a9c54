import { type Kysely, sql } from 'kysely'
import { folded } from '../../shared/folded.ts'
import { limitOf, offsetOf, type PageRequest, pageOf } from '../../shared/paging.ts'
import { dueOrderSql } from './migrations.ts'
import type { TaskRow, TasksTables } from './tables.ts'

type Db = Kysely<TasksTables>

const dueOrder = sql<string>`${sql.raw(dueOrderSql)}`

export async function insertTask(db: Db, row: TaskRow): Promise<void> {
  await db.insertInto('task').values(row).execute()
}

export async function findTask(db: Db, user: string, taskId: string): Promise<TaskRow | undefined> {
  return db.selectFrom('task').selectAll().where('user_id', '=', user).where('task_id', '=', taskId).executeTakeFirst()
}

export async function changeTask(db: Db, user: string, taskId: string, changes: Partial<TaskRow>): Promise<void> {
  await db.updateTable('task').set(changes).where('user_id', '=', user).where('task_id', '=', taskId).execute()
}

export async function removeTask(db: Db, user: string, taskId: string): Promise<void> {
  await db.deleteFrom('task').where('user_id', '=', user).where('task_id', '=', taskId).execute()
}

export async function childrenOf(db: Db, user: string, taskId: string): Promise<TaskRow[]> {
  return db.selectFrom('task').selectAll().where('user_id', '=', user).where('parent_id', '=', taskId).execute()
}

/** How many subtasks the given tasks have, and how many of them are done; tasks without any are left out. */
export async function subtasksOf(
  db: Db,
  user: string,
  taskIds: readonly string[],
): Promise<Map<string, { done: number; total: number }>> {
  if (taskIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('task')
    .select(({ fn }) => [
      'parent_id',
      fn.countAll<number>().as('total'),
      sql<number>`count(*) FILTER (WHERE status = 'completed')`.as('done'),
    ])
    .where('user_id', '=', user)
    .where('parent_id', 'in', taskIds)
    .groupBy('parent_id')
    .execute()
  return new Map(rows.map(({ parent_id, done, total }) => [parent_id ?? '', { done, total }]))
}

export async function tasksOfTrip(db: Db, user: string, tripId: string): Promise<TaskRow[]> {
  return db.selectFrom('task').selectAll().where('user_id', '=', user).where('trip_id', '=', tripId).execute()
}

/** The position after all of the user's tasks. */
export async function lastPosition(db: Db, user: string): Promise<number> {
  const row = await db
    .selectFrom('task')
    .select((eb) => eb.fn.max('position').as('position'))
    .where('user_id', '=', user)
    .executeTakeFirst()
  return row?.position ?? 0
}

/** The position of the task next to `position` on one side, leaving out the one that is being moved. */
export async function neighbourPosition(
  db: Db,
  user: string,
  position: number,
  side: 'before' | 'after',
  moving: string,
): Promise<number | undefined> {
  const row = await db
    .selectFrom('task')
    .select('position')
    .where('user_id', '=', user)
    .where('task_id', '!=', moving)
    .where('position', side === 'before' ? '<' : '>', position)
    .orderBy('position', side === 'before' ? 'desc' : 'asc')
    .limit(1)
    .executeTakeFirst()
  return row?.position
}

/** Gives the user's tasks whole positions again, in the order they have: needed once halving has used up the precision. */
export async function spreadPositions(db: Db, user: string): Promise<void> {
  const rows = await db
    .selectFrom('task')
    .select('task_id')
    .where('user_id', '=', user)
    .orderBy('position')
    .orderBy('task_id')
    .execute()
  for (const [index, row] of rows.entries()) await changeTask(db, user, row.task_id, { position: index + 1 })
}

export interface TaskFilter {
  status: 'all' | 'pending' | 'completed'
  taskId?: string | undefined
  tripId?: string | undefined
  label?: string | undefined
  /** Only tasks due before this day, or before this moment. */
  dueBefore?: string | undefined
  /** Only tasks due after this day, or after this moment. */
  dueAfter?: string | undefined
}

/**
 * Tasks that pass the filter, by due, then position; completed ones alone by completion, the latest first. Without a
 * date no bound on the due is met. An all-day task counts as due at the end of its day.
 */
function filtered(db: Db, user: string, filter: TaskFilter) {
  let query = db.selectFrom('task').where('user_id', '=', user)
  if (filter.status !== 'all') query = query.where('status', '=', filter.status)
  if (filter.taskId !== undefined) query = query.where('task_id', '=', filter.taskId)
  if (filter.tripId !== undefined) query = query.where('trip_id', '=', filter.tripId)
  if (filter.label !== undefined) {
    const { label } = filter
    query = query.where(sql<boolean>`EXISTS (SELECT 1 FROM json_each(labels) WHERE lower(value) = lower(${label}))`)
  }
  if (filter.dueBefore !== undefined) query = query.where(dueOrder, '<', filter.dueBefore)
  if (filter.dueAfter !== undefined) {
    const after = filter.dueAfter.length === 10 ? `${filter.dueAfter}T24:00` : filter.dueAfter
    query = query.where(dueOrder, '>', after)
  }
  if (filter.dueBefore !== undefined || filter.dueAfter !== undefined) query = query.where('due', 'is not', null)
  if (filter.status === 'completed') query = query.orderBy('completed_at', 'desc').orderBy('task_id', 'desc')
  else query = query.orderBy(dueOrder).orderBy('position').orderBy('task_id')
  return query
}

/** One page of the tasks that pass the filter. */
export async function listPage(
  db: Db,
  user: string,
  filter: TaskFilter,
  page: PageRequest,
): Promise<{ rows: TaskRow[]; next_cursor?: string }> {
  const rows = await filtered(db, user, filter)
    .selectAll()
    .limit(limitOf(page) + 1)
    .offset(offsetOf(page))
    .execute()
  return pageOf(rows, page)
}

/** How many rows are read and compared between two turns of the event loop. */
const searchBatch = 1000

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))

/** As `listPage`, of the tasks whose title or description has every word of `words`, whatever case and accents. */
export async function searchPage(
  db: Db,
  user: string,
  filter: TaskFilter,
  words: string,
  page: PageRequest,
): Promise<{ rows: TaskRow[]; next_cursor?: string }> {
  const wanted = folded(words)
    .split(/\s+/)
    .filter((word) => word !== '')
  const needed = offsetOf(page) + limitOf(page) + 1
  const found: string[] = []
  for (let read = 0; found.length < needed; read += searchBatch) {
    const batch = await filtered(db, user, filter)
      .select(['task_id', 'title', 'description'])
      .limit(searchBatch)
      .offset(read)
      .execute()
    for (const row of batch) {
      const text = folded(`${row.title}\n${row.description}`)
      if (wanted.every((word) => text.includes(word))) found.push(row.task_id)
    }
    if (batch.length < searchBatch) break
    await nextTurn()
  }
  const ids = found.slice(offsetOf(page), needed)
  if (ids.length === 0) return { rows: [] }
  const rows = await filtered(db, user, filter).selectAll().where('task_id', 'in', ids).execute()
  return pageOf(rows, page)
}
