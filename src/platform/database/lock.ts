import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import BetterSqlite from 'better-sqlite3'
import * as z from 'zod'

/** Who holds a data folder. */
export interface LockOwner {
  pid: number
  /** Where it can be reached; not there while it is still starting. */
  url?: string
}

export interface FolderLock {
  /** Writes down where the owner can be reached. */
  setAddress(url: string): void
  /** Gives the folder up. Does nothing where it is no longer ours. */
  release(): void
}

export type LockResult = { ok: true; lock: FolderLock } | { ok: false; owner: LockOwner }

const lockFile = z.object({ pid: z.number().int().positive(), nonce: z.string().min(1), url: z.string().optional() })
type LockFile = z.infer<typeof lockFile>

const heartbeatMs = 10_000
/** How long an owner without an address may have shown no sign of life before it counts as gone. */
const silenceMs = 45_000

/**
 * Takes the lock of the data folder `dir`: the file `lock` with pid, nonce and address. A lock whose owner is gone is taken
 * over: its process does not exist, or does not answer at its address (a pid may have been given to another program).
 * @param probe asks whether the host that wrote the lock answers at `url`; says false within a few seconds otherwise
 * @param now milliseconds since the Unix epoch, compared with the file's time
 */
export async function acquireLock(
  dir: string,
  options: { probe?: (url: string, owner: LockOwner) => Promise<boolean>; now?: () => number } = {},
): Promise<LockResult> {
  const { probe = async () => true, now = Date.now } = options
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const file = path.join(dir, 'lock')
  const nonce = crypto.randomUUID()
  for (;;) {
    const found = read(file)
    if (found !== undefined && (await isAlive(found, file, probe, now))) {
      const { pid, url } = found
      return { ok: false, owner: { pid, ...(url !== undefined && { url }) } }
    }
    const taken = guarded(dir, () => {
      // Somebody else may have taken it over, or its owner given it an address, while we were asking.
      const present = read(file)
      if (present?.nonce !== found?.nonce || present?.url !== found?.url) return false
      write(file, { pid: process.pid, nonce })
      return true
    })
    if (taken) return { ok: true, lock: hold(dir, file, nonce) }
  }
}

function hold(dir: string, file: string, nonce: string): FolderLock {
  const ours = (): boolean => read(file)?.nonce === nonce
  const beat = setInterval(() => {
    const time = Date.now() / 1000
    try {
      if (ours()) utimesSync(file, time, time)
    } catch {
      // The folder went away under us: there is nothing left to be the owner of.
    }
  }, heartbeatMs)
  beat.unref()
  const whileOurs = (change: () => void): void => {
    if (ours()) guarded(dir, () => ours() && change())
  }
  return {
    setAddress: (url) => whileOurs(() => write(file, { pid: process.pid, nonce, url })),
    release: () => {
      clearInterval(beat)
      whileOurs(() => rmSync(file, { force: true }))
    },
  }
}

async function isAlive(
  { pid, url }: LockFile,
  file: string,
  probe: (url: string, owner: LockOwner) => Promise<boolean>,
  now: () => number,
): Promise<boolean> {
  if (!processExists(pid)) return false
  if (url === undefined) return now() - modifiedAt(file) < silenceMs
  if (await probe(url, { pid, url })) return true
  // It may be busy for a moment: ask once more.
  await sleep(300)
  return probe(url, { pid, url })
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Not permitted: it exists and belongs to someone else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function modifiedAt(file: string): number {
  try {
    return statSync(file).mtimeMs
  } catch {
    return 0
  }
}

/** The lock's content, undefined where there is none. One that cannot be read belongs to nobody. */
function read(file: string): LockFile | undefined {
  try {
    const parsed = lockFile.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}

function write(file: string, content: LockFile): void {
  const partial = `${file}.${content.nonce}`
  writeFileSync(partial, JSON.stringify(content), { mode: 0o600 })
  renameSync(partial, file)
}

/**
 * Runs `work` while no other process is in here for this folder. The guard is a lock of SQLite's on an empty file, which the
 * system lets go of when a process dies, so it needs no guard of its own. `work` takes a millisecond at most.
 */
function guarded<Result>(dir: string, work: () => Result): Result {
  const guard = new BetterSqlite(path.join(dir, 'lock.guard'), { timeout: 5_000 })
  try {
    guard.exec('BEGIN EXCLUSIVE')
    return work()
  } finally {
    guard.close()
  }
}
