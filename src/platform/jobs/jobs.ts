import type { Selectable } from 'kysely'
import { newId } from '../../shared/ids.ts'
import type { Database } from '../database/database.ts'
import { type Log, silentLog } from '../telemetry/log.ts'
import { nextOccurrence, type Repeat, repeat } from './repeat.ts'

/** One occurrence of a job, as its handler is given it. */
export interface JobRun {
  name: string
  key: string
  user: string | undefined
  payload: unknown
  /** When it was to run, in milliseconds since the Unix epoch: the same at every attempt. */
  plannedFor: number
  /** 1 at the first attempt. */
  attempt: number
  /** Aborts when the scheduler stops. */
  signal: AbortSignal
}
export type JobHandler = (run: JobRun) => Promise<void>

export interface ScheduledJob {
  name: string
  /** What makes it one job: scheduling the same key again replaces what was planned. Its name by default. */
  key?: string
  user?: string
  payload?: unknown
  /** The first occurrence, in milliseconds since the Unix epoch; by default now, or the first that `repeat` gives. */
  runAt?: number
  repeat?: Repeat
  /** Leaves a job that is already planned with the same rule where it is: for jobs that are scheduled at every start. */
  keep?: boolean
}

export interface JobState {
  name: string
  key: string
  state: 'waiting' | 'running' | 'failed'
  /** The next attempt, in milliseconds since the Unix epoch. */
  runAt: number
  attempts: number
}

/** Timers, as a port: tests turn the clock by hand. */
export interface Timers {
  now(): number
  /** Calls `wake` after so many milliseconds; returns how to stop. */
  after(milliseconds: number, wake: () => void): () => void
}

interface JobTable {
  job_id: string
  name: string
  key: string
  user_id: string | null
  payload: string
  repeat: string | null
  state: 'waiting' | 'running' | 'failed'
  run_at: number
  occurrence: number
  attempts: number
  lease_until: number | null
  lease: string | null
  last_error: string | null
}
interface Tables {
  jobs: JobTable
}
type Job = Selectable<JobTable>

const leaseMs = 60_000
/** A sleeping machine stops timers: the clock is looked at once a minute at least. */
const longestWaitMs = 60_000
const maxAttempts = 8
const concurrency = 4

/** Retries after 5 s, 20 s, 80 s … an hour at most. */
export const backoffMs = (attempt: number): number => Math.min(3_600_000, 5_000 * 4 ** (attempt - 1))

const systemTimers: Timers = {
  now: Date.now,
  after(milliseconds, wake) {
    const timer = setTimeout(wake, milliseconds)
    timer.unref()
    return () => clearTimeout(timer)
  },
}

/**
 * The durable scheduler. Jobs stand in the database: what fell due while the program was not running or the machine slept
 * runs at the next chance, once. A job that runs holds a lease, renewed while it runs; after a crash it runs again when
 * the lease has ended, so a handler may see an occurrence twice only where the process died inside it.
 */
export class Jobs {
  readonly #database: Database
  readonly #log: Log
  readonly #timers: Timers
  readonly #handlers = new Map<string, JobHandler>()
  readonly #running = new Map<string, Promise<void>>()
  readonly #stopping = new AbortController()
  #cancelTimer: (() => void) | undefined
  #looking: Promise<void> | undefined
  #lookAgain = false
  #started = false

  constructor({ database, log, timers }: { database: Database; log: Log; timers: Timers }) {
    this.#database = database
    this.#log = log
    this.#timers = timers
  }

  /** Says what a job of this name does. Jobs without a handler wait until there is one. */
  register(name: string, handler: JobHandler): void {
    if (this.#handlers.has(name)) throw new Error(`Two handlers for the job ${name}`)
    this.#handlers.set(name, handler)
    this.#wake()
  }

  /** Plans a job. Inside a call that has written, it is planned only where the call succeeds. */
  async schedule(job: ScheduledJob): Promise<void> {
    const now = this.#timers.now()
    const rule = job.repeat === undefined ? undefined : repeat.parse(job.repeat)
    const runAt = job.runAt ?? (rule === undefined ? now : nextOccurrence(rule, now, now))
    const key = job.key ?? job.name
    const row = {
      name: job.name,
      user_id: job.user ?? null,
      payload: JSON.stringify(job.payload ?? null),
      repeat: rule === undefined ? null : JSON.stringify(rule),
      state: 'waiting' as const,
      run_at: runAt,
      occurrence: runAt,
      attempts: 0,
      lease: null,
      lease_until: null,
      last_error: null,
    }
    await this.#database.writeUnjournaled<Tables, void>(async (tx) => {
      const present = await tx.selectFrom('jobs').selectAll().where('key', '=', key).executeTakeFirst()
      if (job.keep === true && present !== undefined && present.repeat === row.repeat && present.state !== 'failed') return
      await tx
        .insertInto('jobs')
        .values({ job_id: newId(now), key, ...row })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
        .execute()
    })
    this.#wake()
  }

  /** Forgets a job; one that runs at this moment finishes and does not repeat. */
  async cancel(key: string): Promise<void> {
    await this.#database.writeUnjournaled<Tables, void>(async (tx) => {
      await tx.deleteFrom('jobs').where('key', '=', key).execute()
    })
  }

  /** Every job there is, the next one first. */
  async list(): Promise<JobState[]> {
    const rows = await this.#database.reader<Tables>().selectFrom('jobs').selectAll().orderBy('run_at').execute()
    return rows.map(({ name, key, state, run_at, attempts }) => ({ name, key, state, runAt: run_at, attempts }))
  }

  /** Begins to run what is due. */
  start(): void {
    this.#started = true
    this.#wake()
  }

  /** Begins nothing more, tells running handlers to stop, and waits for them. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    this.#cancelTimer?.()
    await this.#looking
    await Promise.all(this.#running.values())
  }

  #wake(): void {
    if (!this.#started || this.#stopping.signal.aborted) return
    this.#cancelTimer?.()
    if (this.#looking !== undefined) {
      this.#lookAgain = true
      return
    }
    this.#looking = this.#look()
      .catch((error: unknown) => this.#log.error('jobs_failed', {}, error))
      .finally(() => {
        this.#looking = undefined
        if (this.#lookAgain) {
          this.#lookAgain = false
          this.#wake()
        }
      })
  }

  async #look(): Promise<void> {
    while (!this.#stopping.signal.aborted && this.#running.size < concurrency) {
      const job = await this.#claim()
      if (job === undefined) break
      const run = this.#run(job)
        .catch((error: unknown) => this.#log.error('job_not_recorded', { job: job.name }, error))
        .finally(() => {
          this.#running.delete(job.job_id)
          this.#wake()
        })
      this.#running.set(job.job_id, run)
    }
    await this.#waitForNext()
  }

  async #waitForNext(): Promise<void> {
    if (this.#stopping.signal.aborted || this.#running.size >= concurrency) return
    const next = await this.#database
      .reader<Tables>()
      .selectFrom('jobs')
      .select((row) => row.fn.min('run_at').as('at'))
      .where('state', '=', 'waiting')
      .where('name', 'in', [...this.#handlers.keys()])
      .executeTakeFirst()
    if (this.#stopping.signal.aborted) return
    const wait = Math.max(0, (next?.at ?? Number.POSITIVE_INFINITY) - this.#timers.now())
    this.#cancelTimer = this.#timers.after(Math.min(wait, longestWaitMs), () => this.#wake())
  }

  /** Takes the next job that is due, or whose lease has ended, for this process. */
  #claim(): Promise<Job | undefined> {
    const now = this.#timers.now()
    return this.#database.writeUnjournaled<Tables, Job | undefined>(async (tx) => {
      const due = await tx
        .selectFrom('jobs')
        .selectAll()
        .where('name', 'in', [...this.#handlers.keys()])
        .where('job_id', 'not in', [...this.#running.keys()])
        .where((row) =>
          row.or([
            row.and([row('state', '=', 'waiting'), row('run_at', '<=', now)]),
            row.and([row('state', '=', 'running'), row('lease_until', '<=', now)]),
          ]),
        )
        .orderBy('run_at')
        .limit(1)
        .executeTakeFirst()
      if (due === undefined) return undefined
      const taken = { state: 'running' as const, lease: newId(now), lease_until: now + leaseMs, attempts: due.attempts + 1 }
      await tx.updateTable('jobs').set(taken).where('job_id', '=', due.job_id).execute()
      return { ...due, ...taken }
    })
  }

  async #run(job: Job): Promise<void> {
    const stopRenewing = this.#renewLease(job)
    try {
      const handler = this.#handlers.get(job.name)
      if (handler === undefined) throw new Error(`No handler for the job ${job.name}`)
      await handler({
        name: job.name,
        key: job.key,
        user: job.user_id ?? undefined,
        payload: JSON.parse(job.payload),
        plannedFor: job.occurrence,
        attempt: job.attempts,
        signal: this.#stopping.signal,
      })
      await this.#finish(job)
    } catch (error) {
      this.#log.warn('job_failed', { job: job.name, attempt: job.attempts }, error)
      await this.#retry(job, error)
    } finally {
      stopRenewing()
    }
  }

  #renewLease(job: Job): () => void {
    let cancel = (): void => {}
    const renew = (): void => {
      cancel = this.#timers.after(leaseMs / 3, () => {
        this.#update(job, { lease_until: this.#timers.now() + leaseMs }).catch((error: unknown) =>
          this.#log.warn('job_lease_lost', { job: job.name }, error),
        )
        renew()
      })
    }
    renew()
    return () => cancel()
  }

  #finish(job: Job): Promise<void> {
    const rule = job.repeat === null ? undefined : repeat.parse(JSON.parse(job.repeat))
    if (rule !== undefined) return this.#plan(job, nextOccurrence(rule, job.occurrence, this.#timers.now()))
    return this.#database.writeUnjournaled<Tables, void>(async (tx) => {
      await tx.deleteFrom('jobs').where('job_id', '=', job.job_id).where('lease', '=', job.lease).execute()
    })
  }

  /** Tries again later; after the last attempt a repeating job goes on with its next occurrence, another one is given up. */
  #retry(job: Job, error: unknown): Promise<void> {
    const now = this.#timers.now()
    const last_error = error instanceof Error ? error.name : typeof error
    const free = { lease: null, lease_until: null, last_error }
    // A handler that was told to stop has not failed.
    if (this.#stopping.signal.aborted) {
      return this.#update(job, { ...free, state: 'waiting', run_at: now, attempts: job.attempts - 1 })
    }
    if (job.attempts < maxAttempts) {
      return this.#update(job, { ...free, state: 'waiting', run_at: now + backoffMs(job.attempts) })
    }
    if (job.repeat === null) return this.#update(job, { ...free, state: 'failed' })
    return this.#plan(job, nextOccurrence(repeat.parse(JSON.parse(job.repeat)), job.occurrence, now))
  }

  #plan(job: Job, at: number): Promise<void> {
    return this.#update(job, { state: 'waiting', run_at: at, occurrence: at, attempts: 0, lease: null, lease_until: null })
  }

  /** Changes the job while the lease is ours: one that was scheduled anew meanwhile stays as it was planned. */
  #update(job: Job, fields: Partial<JobTable>): Promise<void> {
    return this.#database.writeUnjournaled<Tables, void>(async (tx) => {
      await tx.updateTable('jobs').set(fields).where('job_id', '=', job.job_id).where('lease', '=', job.lease).execute()
    })
  }
}

/** The scheduler over a database; `start` sets it going. */
export function createJobs(options: { database: Database; log?: Log; timers?: Timers }): Jobs {
  return new Jobs({ database: options.database, log: options.log ?? silentLog, timers: options.timers ?? systemTimers })
}
