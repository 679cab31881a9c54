import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import path from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { Temporal } from 'temporal-polyfill'
import { SojournError } from '../../shared/errors.ts'
import { Mutex } from './mutex.ts'
import { findDamage, openReader } from './sqlite-file.ts'

export type BackupReason = 'daily' | 'manual' | 'migration'

export interface Backup {
  /** The name of the file in `backups/`. */
  file: string
  bytes: number
  /** Milliseconds since the Unix epoch. */
  at: number
  reason: BackupReason
}

export interface Backups {
  /** Writes and checks a backup while the database stays in use, then removes those that are no longer kept. */
  create(reason: BackupReason): Promise<Backup>
  /** Newest first. */
  list(): Backup[]
}

/** How many of each reason are kept: seven days, the last three migrations, ten made by the user. */
const kept: Record<BackupReason, number> = { daily: 7, migration: 3, manual: 10 }
const pagesPerStep = 200
const pattern = /^sojourn-(\d{8}T\d{6}\.\d{3}Z)-(daily|manual|migration)\.db$/

const isReason = (text: string | undefined): text is BackupReason => text !== undefined && text in kept

/** Backups of `file` in the folder `dir`. */
export class FolderBackups implements Backups {
  readonly #file: string
  readonly #dir: string
  readonly #now: () => number
  /** One at a time, so that two made at once do not share a name. */
  readonly #turn = new Mutex()

  constructor(file: string, dir: string, now: () => number) {
    this.#file = file
    this.#dir = dir
    this.#now = now
  }

  async create(reason: BackupReason): Promise<Backup> {
    const release = await this.#turn.acquire()
    try {
      return await this.#create(reason)
    } finally {
      release()
    }
  }

  async #create(reason: BackupReason): Promise<Backup> {
    mkdirSync(this.#dir, { recursive: true, mode: 0o700 })
    const { name, at } = this.#freeName(reason)
    const file = path.join(this.#dir, name)
    const partial = `${file}.partial`
    try {
      await copyDatabase(this.#file, partial)
      const damage = findDamage(partial)
      if (damage !== undefined) throw new Error(`The backup is not sound: ${damage}`)
      renameSync(partial, file)
      flush(this.#dir)
    } catch (error) {
      throw new SojournError('unavailable', 'The backup could not be written.', {
        hint: 'Check that there is room on the disk and that the folder of the data can be written to.',
        cause: error,
      })
    } finally {
      for (const end of ['', '-wal', '-shm', '-journal']) rmSync(partial + end, { force: true })
    }
    this.#rotate(reason)
    return { file: name, bytes: statSync(file).size, at, reason }
  }

  list(): Backup[] {
    if (!existsSync(this.#dir)) return []
    const backups: Backup[] = []
    for (const file of readdirSync(this.#dir)) {
      const [, stamp, reason] = pattern.exec(file) ?? []
      if (stamp === undefined || !isReason(reason)) continue
      const { size } = statSync(path.join(this.#dir, file))
      backups.push({ file, bytes: size, at: Temporal.Instant.from(stamp).epochMilliseconds, reason })
    }
    return backups.sort((one, other) => other.at - one.at)
  }

  /** The newest backup that is sound, with its whole path. */
  newestGood(): { backup: Backup; file: string } | undefined {
    for (const backup of this.list()) {
      const file = path.join(this.#dir, backup.file)
      if (findDamage(file) === undefined) return { backup, file }
    }
    return undefined
  }

  #freeName(reason: BackupReason): { name: string; at: number } {
    for (let at = this.#now(); ; at++) {
      const stamp = Temporal.Instant.fromEpochMilliseconds(at).toString({ fractionalSecondDigits: 3 })
      const name = `sojourn-${stamp.replaceAll(/[-:]/g, '')}-${reason}.db`
      if (!existsSync(path.join(this.#dir, name))) return { name, at }
    }
  }

  /** Of daily ones the newest of each day counts, in UTC. */
  #rotate(reason: BackupReason): void {
    const same = this.list().filter((backup) => backup.reason === reason)
    const day = (backup: Backup): string => (reason === 'daily' ? backup.file.slice(0, 16) : backup.file)
    const newest = same.filter((backup, index) => index === same.findIndex((other) => day(other) === day(backup)))
    const keep = new Set(newest.slice(0, kept[reason]))
    for (const backup of same) if (!keep.has(backup)) rmSync(path.join(this.#dir, backup.file), { force: true })
  }
}

/**
 * Copies a database in steps, so that the event loop is not held. The source's snapshot is pinned by a read transaction:
 * writers go on meanwhile, and the copy is of one moment. The copy is one file, without a WAL.
 */
async function copyDatabase(source: string, target: string): Promise<void> {
  rmSync(target, { force: true })
  const reader = openReader(source)
  try {
    reader.exec('BEGIN')
    reader.prepare('SELECT count(*) FROM sqlite_schema').get()
    await reader.backup(target, { progress: () => pagesPerStep })
    reader.exec('COMMIT')
  } finally {
    reader.close()
  }
  chmodSync(target, 0o600)
  const copy = new BetterSqlite(target)
  try {
    copy.pragma('journal_mode = DELETE')
  } finally {
    copy.close()
  }
  flush(target)
}

/** Waits until a file or folder is on the disk. Folders cannot be flushed on Windows, and need not be. */
export function flush(target: string): void {
  if (process.platform === 'win32' && statSync(target).isDirectory()) return
  const descriptor = openSync(target, process.platform === 'win32' ? 'r+' : 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
