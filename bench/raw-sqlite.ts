import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { timed } from './statistics.ts'

/**
 * The peer: the same rows written and read by better-sqlite3 alone, without validation, journal or approval. WAL and
 * `synchronous = FULL`: each insert is its own transaction and is on the disk when it returns, as each call's in the app.
 */
export async function measureRawSqlite(dir: string, inserts: number): Promise<{ inserts: number[]; pages: number[] }> {
  const database = new Sqlite(join(dir, 'raw.db'))
  try {
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    database.exec(`
      CREATE TABLE tasks (
        task_id TEXT PRIMARY KEY, user_id TEXT NOT NULL, title TEXT NOT NULL, due TEXT, position REAL NOT NULL
      ) STRICT;
      CREATE INDEX tasks_by_due ON tasks (user_id, due, position);
    `)
    const insert = database.prepare('INSERT INTO tasks VALUES (?, ?, ?, ?, ?)')
    const written = await timed(inserts, (run) => insert.run(randomUUID(), 'me', `Task ${run}`, '2027-05-12', run))
    const select = database.prepare('SELECT * FROM tasks WHERE user_id = ? ORDER BY due, position LIMIT 500 OFFSET ?')
    const pages = await timed(20, (page) => select.all('me', (page * 500) % inserts))
    return { inserts: written, pages }
  } finally {
    database.close()
  }
}
