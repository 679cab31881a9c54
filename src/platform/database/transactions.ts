import { AsyncLocalStorage } from 'node:async_hooks'
import type { Kysely } from 'kysely'
import { newId } from '../../shared/ids.ts'
import type { ChangeSetInfo, Committed, Database } from './database.ts'
import { type Connection, type Execute, kyselyOver } from './dialect.ts'
import { Mutex } from './mutex.ts'
import { explainStorageError } from './storage-errors.ts'
import { WriteAheadLog } from './write-ahead-log.ts'

/** The change set of the call that is under way. */
export interface OpenChangeSet {
  readonly changeId: string
  readonly info: ChangeSetInfo
  /** Set by an undo or redo: the change set it reverts. */
  reverts: string | undefined
}

/** What the journal does at the edges of a call's transaction, synchronously and inside it. */
export interface ChangeSetRecorder {
  begin(changeSet: OpenChangeSet): void
  /** @returns what changed; undefined where nothing did, and then nothing of it is kept */
  finish(changeSet: OpenChangeSet, summary: () => string): Committed | undefined
  /** Called after the commit, outside the call's scope. */
  committed(committed: Committed): void
}

/**
 * One level of a transaction: the call itself (`BEGIN` … `COMMIT`), or a nested call or write (a savepoint). It opens at the
 * first write inside it. Savepoints nest strictly, so a frame's children follow each other through its lock.
 */
class Frame {
  readonly parent: Frame | undefined
  readonly root: Frame
  readonly depth: number
  /** Held by the one child that is open, or for one query of this frame's own. */
  readonly lock = new Mutex()
  readonly changeSet: OpenChangeSet | undefined
  state: 'idle' | 'open' | 'closed' = 'idle'
  opening: Promise<void> | undefined
  release: (() => void) | undefined
  /** Set once its transaction is in the write-ahead log. */
  committed = false

  constructor(parent: Frame | undefined, changeSet: OpenChangeSet | undefined) {
    this.parent = parent
    this.root = parent?.root ?? this
    this.depth = parent === undefined ? 0 : parent.depth + 1
    this.changeSet = changeSet
  }

  /** Whether rows can still be changed in it: neither it nor anything around it has ended. */
  get alive(): boolean {
    return this.state !== 'closed' && (this.parent?.alive ?? true)
  }

  /** The child of this frame that `inner` is or is inside of. */
  childTowards(inner: Frame | undefined): Frame | undefined {
    for (let at = inner; at !== undefined; at = at.parent) if (at.parent === this) return at
    return undefined
  }
}

const ended = (): Error => new Error('This transaction has ended: await every write inside the call it belongs to')

/** Calls, writes and reads over one writing and one reading connection. */
export class Transactions implements Database {
  readonly file: string
  readonly #writer: Connection
  readonly #reader: Connection
  readonly #log: WriteAheadLog
  readonly #recorder: ChangeSetRecorder
  readonly #now: () => number
  readonly #queue = new Mutex()
  readonly #current = new AsyncLocalStorage<Frame | undefined>()
  readonly #read: Kysely<unknown>
  #closed = false

  constructor(options: {
    file: string
    writer: Connection
    reader: Connection
    recorder: ChangeSetRecorder
    now: () => number
  }) {
    this.file = options.file
    this.#writer = options.writer
    this.#reader = options.reader
    this.#log = new WriteAheadLog(options.file)
    this.#recorder = options.recorder
    this.#now = options.now
    this.#read = kyselyOver(async (query) => {
      const root = this.#frame()?.root
      try {
        return (root?.state === 'open' ? this.#writer : this.#reader).execute(query, true)
      } catch (error) {
        throw explainStorageError(error)
      }
    })
  }

  reader<Tables>(): Kysely<Tables> {
    return this.#read as Kysely<Tables>
  }

  async call<Result>(info: ChangeSetInfo, work: () => Promise<Result>, describe: (result: Result) => string) {
    const outer = this.#frame()
    if (outer !== undefined) return { result: await this.#within(new Frame(outer, outer.changeSet), work) }

    const changeSet: OpenChangeSet = { changeId: newId(this.#now()), info, reverts: info.reverts }
    const frame = new Frame(undefined, changeSet)
    let committed: Committed | undefined
    try {
      const result = await this.#within(frame, work, (value) => {
        committed = this.#recorder.finish(changeSet, () => describe(value))
      })
      return committed === undefined ? { result } : { result, committed }
    } finally {
      // Also where the disk did not confirm it: the rows are changed all the same, and who looks on should see it.
      const change = frame.committed ? committed : undefined
      if (change !== undefined) this.#current.run(undefined, () => this.#recorder.committed(change))
    }
  }

  async write<Tables, Result>(work: (tx: Kysely<Tables>) => Promise<Result>): Promise<Result> {
    const outer = this.#current.getStore()
    if (outer === undefined) throw new Error('write() outside a call: wrap it in Database.call')
    if (!outer.alive) throw ended()
    return this.#writeIn(new Frame(outer, outer.changeSet), work)
  }

  async writeUnjournaled<Tables, Result>(work: (tx: Kysely<Tables>) => Promise<Result>): Promise<Result> {
    const outer = this.#frame()
    // A call whose transaction is still queuing counts: queuing behind it from inside it would never end.
    const within = outer?.root.opening !== undefined ? outer : undefined
    return this.#writeIn(new Frame(within, within?.changeSet), work)
  }

  /** The change set of the call that is under way, if one is. */
  changeSet(): OpenChangeSet | undefined {
    return this.#frame()?.changeSet
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    const release = await this.#queue.acquire()
    await this.#log.close()
    this.#reader.handle.close()
    this.#writer.handle.close()
    release()
  }

  /** The frame under way. Work that outlives its call (a timer, a listener) is in none. */
  #frame(): Frame | undefined {
    const frame = this.#current.getStore()
    return frame?.alive ? frame : undefined
  }

  #writeIn<Tables, Result>(frame: Frame, work: (tx: Kysely<Tables>) => Promise<Result>): Promise<Result> {
    return this.#within(frame, async () => {
      await this.#open(frame)
      return work(kyselyOver<Tables>(this.#executeIn(frame)))
    })
  }

  /**
   * Runs `work` in the frame, then commits it (or releases its savepoint); undoes its writes where anything throws. What is
   * committed is on the disk when it resolves; the next call need not wait for that.
   */
  async #within<Result>(frame: Frame, work: () => Promise<Result>, beforeCommit?: (result: Result) => void) {
    const result = await this.#settle(frame, work, beforeCommit)
    if (frame.committed) await this.#log.flushed()
    return result
  }

  async #settle<Result>(frame: Frame, work: () => Promise<Result>, beforeCommit?: (result: Result) => void) {
    try {
      const result = await this.#current.run(frame, work)
      if (frame.state === 'open') {
        // Writes that were started and not awaited finish first.
        const release = await frame.lock.acquire()
        try {
          if (!frame.alive) throw ended()
          beforeCommit?.(result)
          this.#end(frame)
        } finally {
          release()
        }
      }
      frame.state = 'closed'
      return result
    } catch (error) {
      this.#abandon(frame)
      throw explainStorageError(error)
    } finally {
      frame.release?.()
    }
  }

  #open(frame: Frame): Promise<void> {
    frame.opening ??= this.#begin(frame).catch((error: unknown) => {
      frame.opening = undefined
      throw error
    })
    return frame.opening
  }

  async #begin(frame: Frame): Promise<void> {
    const { parent } = frame
    const release = await (parent?.lock ?? this.#queue).acquire()
    try {
      if (this.#closed) throw new Error('The database is closed')
      if (parent !== undefined) await this.#open(parent)
      if (!frame.alive) throw ended()
      if (parent === undefined) {
        this.#writer.prepare('BEGIN IMMEDIATE').run()
        if (frame.changeSet !== undefined) this.#recorder.begin(frame.changeSet)
      } else {
        this.#writer.prepare(`SAVEPOINT s${frame.depth}`).run()
      }
      frame.state = 'open'
      frame.release = release
    } catch (error) {
      if (parent === undefined && this.#writer.handle.inTransaction) this.#writer.prepare('ROLLBACK').run()
      release()
      throw error
    }
  }

  #end(frame: Frame): void {
    this.#writer.prepare(frame.parent === undefined ? 'COMMIT' : `RELEASE s${frame.depth}`).run()
    frame.state = 'closed'
    frame.committed = frame.parent === undefined
  }

  /** Takes the frame's writes back. What is still running inside it finds its transaction ended. */
  #abandon(frame: Frame): void {
    const open = frame.state === 'open' && frame.alive
    frame.state = 'closed'
    // SQLite itself may have rolled back already (disk full, out of memory).
    if (!open || !this.#writer.handle.inTransaction) return
    if (frame.parent === undefined) {
      this.#writer.prepare('ROLLBACK').run()
    } else {
      this.#writer.prepare(`ROLLBACK TO s${frame.depth}`).run()
      this.#writer.prepare(`RELEASE s${frame.depth}`).run()
    }
  }

  /** Runs the frame's own queries, in turn with its children: a query must not fall into the savepoint of another write. */
  #executeIn(frame: Frame): Execute {
    return async (query) => {
      if (!frame.alive) throw ended()
      const child = frame.childTowards(this.#current.getStore())
      if (!frame.lock.held || child?.state === 'open') return this.#writer.execute(query, false)
      const release = await frame.lock.acquire()
      try {
        if (!frame.alive) throw ended()
        return this.#writer.execute(query, false)
      } finally {
        release()
      }
    }
  }
}
