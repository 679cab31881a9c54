import { createHash } from 'node:crypto'
import type BetterSqlite from 'better-sqlite3'
import { SojournError } from '../../shared/errors.ts'
import type { Migration } from './database.ts'
import { dropJournalTriggers } from './journal-triggers.ts'

interface Applied {
  server: string
  number: number
  checksum: string
}

const checksumOf = (migration: Migration): string => createHash('sha256').update(migration.sql).digest('hex')

/** Throws where the list itself is wrong: numbers of a server must be 1, 2, 3 … in this order. */
export function checkMigrationList(migrations: readonly Migration[]): void {
  const last = new Map<string, number>()
  for (const { server, number, name } of migrations) {
    const expected = (last.get(server) ?? 0) + 1
    if (number !== expected) throw new Error(`Migration ${server}/${number} (${name}) should be number ${expected}`)
    last.set(server, number)
  }
}

/**
 * The migrations that a database has not seen yet, in the order given.
 * @throws SojournError `conflict` where it was made by a newer or another program
 */
export function pendingMigrations(handle: BetterSqlite.Database, migrations: readonly Migration[]): Migration[] {
  const known = handle.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migrations'`).get()
  const applied =
    known === undefined ? [] : (handle.prepare('SELECT server, number, checksum FROM migrations').all() as Applied[])
  const checksums = new Map(applied.map(({ server, number, checksum }) => [`${server}/${number}`, checksum]))
  const pending: Migration[] = []
  for (const migration of migrations) {
    const id = `${migration.server}/${migration.number}`
    const checksum = checksums.get(id)
    checksums.delete(id)
    if (checksum === undefined) pending.push(migration)
    else if (checksum !== checksumOf(migration)) {
      throw new SojournError(
        'conflict',
        `The database was made by another build of Sojourn (its step ${id} differs).`,
        {
          hint: 'Start the version that wrote it, or choose another folder with --data-dir. Nothing was changed.',
        },
      )
    }
  }
  const [unknown] = checksums.keys()
  if (unknown !== undefined) {
    throw new SojournError('conflict', `The database is newer than this version of Sojourn (it has ${unknown}).`, {
      hint: 'Update Sojourn, or choose another folder with --data-dir. Nothing was changed.',
    })
  }
  return pending
}

/**
 * Runs migrations as one transaction: all of them, or none where one fails.
 * @param now milliseconds since the Unix epoch
 */
export function runMigrations(handle: BetterSqlite.Database, pending: readonly Migration[], now: number): void {
  if (pending.length === 0) return
  // A table that is rebuilt is dropped and renamed meanwhile; references are checked at the end instead.
  handle.pragma('foreign_keys = OFF')
  try {
    handle.exec('BEGIN EXCLUSIVE')
    try {
      dropJournalTriggers(handle)
      handle.exec(`CREATE TABLE IF NOT EXISTS migrations (
        server TEXT NOT NULL,
        number INTEGER NOT NULL,
        name TEXT NOT NULL,
        checksum TEXT NOT NULL,
        applied_at INTEGER NOT NULL,
        PRIMARY KEY (server, number)
      ) STRICT`)
      const record = handle.prepare('INSERT INTO migrations VALUES (?, ?, ?, ?, ?)')
      for (const migration of pending) {
        try {
          handle.exec(migration.sql)
        } catch (error) {
          const reason = error instanceof Error ? error.message : String(error)
          throw new Error(`Migration ${migration.server}/${migration.number} (${migration.name}) failed: ${reason}`, {
            cause: error,
          })
        }
        record.run(migration.server, migration.number, migration.name, checksumOf(migration), now)
      }
      checkTablesAreStrict(handle)
      checkReferences(handle)
      handle.exec('COMMIT')
    } catch (error) {
      if (handle.inTransaction) handle.exec('ROLLBACK')
      throw error
    }
  } finally {
    handle.pragma('foreign_keys = ON')
  }
}

function checkTablesAreStrict(handle: BetterSqlite.Database): void {
  const loose = handle
    .prepare(
      `SELECT name FROM pragma_table_list
       WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
    )
    .pluck()
    .all()
  if (loose.length > 0) throw new Error(`Tables must be STRICT: ${loose.join(', ')}`)
}

function checkReferences(handle: BetterSqlite.Database): void {
  const broken = handle.pragma('foreign_key_check') as { table: string; parent: string }[]
  const [first] = broken
  if (first !== undefined) throw new Error(`${first.table} refers to a row of ${first.parent} that does not exist`)
}
