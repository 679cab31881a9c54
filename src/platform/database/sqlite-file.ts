import { closeSync, openSync, readSync, statSync } from 'node:fs'
import BetterSqlite from 'better-sqlite3'
import { SojournError } from '../../shared/errors.ts'

const busyTimeoutMs = 5_000

/** Opens the writing connection of a database. `WriteAheadLog` flushes what it commits. */
export function openWriter(file: string): BetterSqlite.Database {
  const handle = new BetterSqlite(file, { timeout: busyTimeoutMs })
  handle.pragma('journal_mode = WAL')
  handle.pragma('synchronous = NORMAL')
  handle.pragma('foreign_keys = ON')
  handle.pragma('recursive_triggers = ON')
  handle.pragma('trusted_schema = OFF')
  handle.pragma('journal_size_limit = 67108864')
  return handle
}

/** Opens a reading connection: in WAL mode it waits for no writer. */
export function openReader(file: string): BetterSqlite.Database {
  const handle = new BetterSqlite(file, { timeout: busyTimeoutMs, readonly: true, fileMustExist: true })
  handle.pragma('trusted_schema = OFF')
  return handle
}

const header = 'SQLite format 3\0'

/**
 * What is wrong with a database file, in words; undefined where it is sound. Reads only.
 * @throws SojournError `unavailable` where it cannot be read at all (rights, another program): that is no damage
 */
export function findDamage(file: string): string | undefined {
  const { size } = statSync(file)
  if (size === 0) return 'it is empty'
  if (readStart(file) !== header) return 'it is not a database'
  let handle: BetterSqlite.Database | undefined
  try {
    handle = openReader(file)
    const result = handle.pragma('quick_check(1)', { simple: true })
    return result === 'ok' ? undefined : String(result)
  } catch (error) {
    const code = error instanceof BetterSqlite.SqliteError ? error.code : ''
    if (error instanceof Error && /^SQLITE_(CORRUPT|NOTADB|FORMAT|SCHEMA|ERROR)/.test(code)) return error.message
    throw new SojournError('unavailable', `The database ${file} cannot be read.`, {
      hint: 'Check that the file and its folder belong to you, and that no other program holds it.',
      cause: error,
    })
  } finally {
    handle?.close()
  }
}

function readStart(file: string): string {
  const descriptor = openSync(file, 'r')
  try {
    const bytes = Buffer.alloc(header.length)
    readSync(descriptor, bytes, 0, header.length, 0)
    return bytes.toString('latin1')
  } finally {
    closeSync(descriptor)
  }
}
