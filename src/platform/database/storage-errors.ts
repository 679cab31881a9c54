import BetterSqlite from 'better-sqlite3'
import { SojournError } from '../../shared/errors.ts'

const explanations: readonly { code: RegExp; message: string; hint: string }[] = [
  {
    code: /^SQLITE_FULL/,
    message: 'The disk is full, so nothing could be saved.',
    hint: 'Make room on the disk that holds the data folder, then try again.',
  },
  {
    code: /^SQLITE_(IOERR|CANTOPEN|READONLY|PERM)/,
    message: 'The data folder cannot be read or written at present.',
    hint: 'Check that its disk is there and that you may write to the folder, then try again.',
  },
  {
    code: /^SQLITE_(BUSY|LOCKED)/,
    message: 'Another program holds the database.',
    hint: 'Close what has sojourn.db open, then try again.',
  },
  {
    code: /^SQLITE_(CORRUPT|NOTADB)/,
    message: 'The database is damaged.',
    hint: 'Restart Sojourn: it sets the damaged file aside and restores the newest backup.',
  },
]

/** What a failure of the disk or the file means to a person, as `unavailable`; any other error as it is. */
export function explainStorageError(error: unknown): unknown {
  if (!(error instanceof BetterSqlite.SqliteError)) return error
  const found = explanations.find(({ code }) => code.test(error.code))
  if (found === undefined) return error
  return new SojournError('unavailable', found.message, { hint: found.hint, cause: error })
}
