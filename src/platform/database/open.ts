import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { platformMigrations } from '../migrations.ts'
import type { Notice } from '../notice.ts'
import { type Log, silentLog } from '../telemetry/log.ts'
import { type Backups, FolderBackups } from './backup.ts'
import { ChangeSets } from './change-sets.ts'
import type { Database, JournaledTable, Migration } from './database.ts'
import { Connection } from './dialect.ts'
import type { Journal } from './journal.ts'
import { readJournaledColumns, syncJournalTriggers } from './journal-triggers.ts'
import { checkMigrationList, pendingMigrations, runMigrations } from './migrate.ts'
import { repairDatabase } from './repair.ts'
import { findDamage, openReader, openWriter } from './sqlite-file.ts'
import { SqliteJournal } from './sqlite-journal.ts'
import { Transactions } from './transactions.ts'

export interface OpenedDatabase {
  database: Database
  journal: Journal
  backups: Backups
  /** What the user should read: a restored backup. */
  notices: Notice[]
}

/**
 * Opens `sojourn.db` in the folder `dir`, which is made where missing: repairs it where damaged, backs it up and migrates it
 * where it is older than the program, and brings the journal's triggers up to date. The folder's lock is the caller's.
 * @param migrations of the servers, in the order in which they run; the platform's own come first by themselves
 * @param now milliseconds since the Unix epoch
 * @throws SojournError `conflict` where the database is newer than the program: it stays untouched; `unavailable` where it
 *   cannot be read
 */
export async function openDatabase(options: {
  dir: string
  migrations: readonly Migration[]
  journaled: readonly JournaledTable[]
  now?: () => number
  log?: Log
}): Promise<OpenedDatabase> {
  const { dir, journaled, now = Date.now, log = silentLog } = options
  const migrations = [...platformMigrations, ...options.migrations]
  checkMigrationList(migrations)
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  chmodSync(dir, 0o700)
  const file = path.join(dir, 'sojourn.db')
  const backups = new FolderBackups(file, path.join(dir, 'backups'), now)
  const notices = repairDatabase(file, backups, now())
  for (const { code } of notices) log.warn('database_repaired', { code })

  const pending = readPending(file, migrations)
  if (pending.length > 0 && pending.length < migrations.length) await backups.create('migration')

  const handle = openWriter(file)
  try {
    for (const end of ['', '-wal', '-shm']) if (existsSync(file + end)) chmodSync(file + end, 0o600)
    runMigrations(handle, pending, now())
    const tables = readJournaledColumns(handle, journaled)
    syncJournalTriggers(handle, tables)
    const writer = new Connection(handle)
    const reader = new Connection(openReader(file))
    const changeSets = new ChangeSets(writer, tables, now, log)
    const database = new Transactions({ file, writer, reader, recorder: changeSets, now })
    const journal = new SqliteJournal({ transactions: database, writer, reader, changeSets, tables, now })
    await journal.prune()
    return { database, journal, backups, notices }
  } catch (error) {
    handle.close()
    throw error
  }
}

/**
 * What keeps the database of the folder `dir` from being opened as it is, in words; undefined where nothing does. Only
 * reads; meant for a folder that no host has.
 * @throws SojournError `conflict` where the database is newer than the program; `unavailable` where it cannot be read
 */
export function inspectDatabase(dir: string, migrations: readonly Migration[]): string | undefined {
  const file = path.join(dir, 'sojourn.db')
  if (!existsSync(file)) return undefined
  const damage = findDamage(file)
  if (damage === undefined) readPending(file, [...platformMigrations, ...migrations])
  return damage
}

/** Which migrations are still to run. Only reads, so that a database that is refused stays as it is. */
function readPending(file: string, migrations: readonly Migration[]): Migration[] {
  if (!existsSync(file) || statSync(file).size === 0) return [...migrations]
  const handle = openReader(file)
  try {
    return pendingMigrations(handle, migrations)
  } finally {
    handle.close()
  }
}
