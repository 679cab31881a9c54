import { AsyncLocalStorage } from 'node:async_hooks'
import type { Database } from '../database/database.ts'
import { type Log, silentLog } from '../telemetry/log.ts'
import { type Job, JobStore, leaseMs } from './job-store.ts'
import { nextOccurrence, type Repeat, repeat } from './repeat.ts'
import { systemTimers, type Timers } from './timers.ts'

/** One occurrence of a job, as its handler is given it. */
export interface JobRun {
  name: string
  key: string
  user: string | undefined
  payload: unknown
  /** What it was planned for, in milliseconds since the Unix epoch: the same at every attempt. */
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

/** A sleeping machine stops timers: the clock is looked at once a minute at least. */
const longestWaitMs = 60_000
const maxAttempts = 8
const concurrency = 4

/** Retries after 5 s, 20 s, 80 s … an hour at most. */
export const backoffMs = (attempt: number): number => Math.min(3_600_000, 5_000 * 4 ** (attempt - 1))

/**
 * The durable scheduler. Jobs stand in the database: what fell due while the program was not running or the machine slept
 * runs at the next chance, once. A job that runs holds a lease, renewed while it runs; after a crash it runs again when
 * the lease has ended, so a handler sees an occurrence twice only where the process died inside it.
 */
export class Jobs {
  readonly #store: JobStore
  readonly #log: Log
  readonly #timers: Timers
  readonly #handlers = new Map<string, JobHandler>()
  readonly #running = new Map<string, Promise<void>>()
  readonly #stopping = new AbortController()
  /** Runs something outside the call in which it was scheduled, and so outside its transaction. */
  readonly #outside = AsyncLocalStorage.snapshot()
  #cancelTimer = (): void => {}
  #looking: Promise<void> | undefined
  #lookAgain = false
  #started = false

  constructor({ database, log, timers }: { database: Database; log: Log; timers: Timers }) {
    this.#store = new JobStore(database)
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
    const row = {
      name: job.name,
      key: job.key ?? job.name,
      user_id: job.user ?? null,
      payload: JSON.stringify(job.payload ?? null),
      repeat: rule === undefined ? null : JSON.stringify(rule),
      run_at: job.runAt ?? (rule === undefined ? now : nextOccurrence(rule, now, now)),
    }
    await this.#store.put(row, job.keep ?? false, now)
    this.#wake()
  }

  /** Forgets a job; one that runs at this moment finishes and does not repeat. */
  async cancel(key: string): Promise<void> {
    await this.#store.remove(key)
  }

  /** Every job there is, the next one first. */
  async list(): Promise<JobState[]> {
    const rows = await this.#store.all()
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
    this.#cancelTimer()
    await this.#looking
    await Promise.all(this.#running.values())
  }

  get #stopped(): boolean {
    return this.#stopping.signal.aborted
  }

  #wake(): void {
    if (!this.#started || this.#stopped) return
    this.#cancelTimer()
    if (this.#looking !== undefined) {
      this.#lookAgain = true
      return
    }
    this.#looking = this.#outside(() => this.#look())
      .catch((error: unknown) => {
        this.#log.error('jobs_failed', {}, error)
        this.#wakeAfter(longestWaitMs)
      })
      .finally(() => {
        this.#looking = undefined
        if (this.#lookAgain) this.#wake()
      })
  }

  #wakeAfter(milliseconds: number): void {
    if (!this.#stopped) this.#cancelTimer = this.#timers.after(milliseconds, () => this.#wake())
  }

  /** Starts what is due, then sets the timer for what comes next. */
  async #look(): Promise<void> {
    this.#lookAgain = false
    const names = [...this.#handlers.keys()]
    while (!this.#stopped && this.#running.size < concurrency) {
      const { job, nextAt } = await this.#store.claim(names, [...this.#running.keys()], this.#timers.now())
      if (job === undefined) {
        const wait = (nextAt ?? Number.POSITIVE_INFINITY) - this.#timers.now()
        return this.#wakeAfter(Math.min(Math.max(wait, 0), longestWaitMs))
      }
      this.#start(job)
    }
  }

  #start(job: Job): void {
    const run = this.#run(job)
      .catch((error: unknown) => this.#log.error('job_not_recorded', { job: job.name }, error))
      .finally(() => {
        this.#running.delete(job.job_id)
        this.#wake()
      })
    this.#running.set(job.job_id, run)
  }

  async #run(job: Job): Promise<void> {
    const stopRenewing = this.#renewLease(job)
    try {
      await this.#handle(job)
      const rule = ruleOf(job)
      if (rule === undefined) await this.#store.done(job)
      else await this.#plan(job, nextOccurrence(rule, job.occurrence, this.#timers.now()))
    } catch (error) {
      this.#log.warn('job_failed', { job: job.name, attempt: job.attempts }, error)
      await this.#retry(job, error)
    } finally {
      stopRenewing()
    }
  }

  async #handle(job: Job): Promise<void> {
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
  }

  #renewLease(job: Job): () => void {
    let cancel = (): void => {}
    const renew = (): void => {
      cancel = this.#timers.after(leaseMs / 3, () => {
        this.#store
          .update(job, { lease_until: this.#timers.now() + leaseMs })
          .catch((error: unknown) => this.#log.warn('job_lease_not_renewed', { job: job.name }, error))
        renew()
      })
    }
    renew()
    return () => cancel()
  }

  /** Tries again later; after the last attempt a repeating job goes on with its next occurrence, another is given up. */
  async #retry(job: Job, error: unknown): Promise<void> {
    const now = this.#timers.now()
    const free = { lease: null, lease_until: null, last_error: error instanceof Error ? error.name : typeof error }
    if (this.#stopped) {
      // Told to stop, it has not failed: it runs at the next start.
      await this.#store.update(job, { ...free, state: 'waiting', run_at: now, attempts: job.attempts - 1 })
    } else if (job.attempts < maxAttempts) {
      await this.#store.update(job, { ...free, state: 'waiting', run_at: now + backoffMs(job.attempts) })
    } else {
      const rule = ruleOf(job)
      if (rule === undefined) await this.#store.update(job, { ...free, state: 'failed' })
      else await this.#plan(job, nextOccurrence(rule, job.occurrence, now))
    }
  }

  #plan(job: Job, at: number): Promise<void> {
    const free = { lease: null, lease_until: null, attempts: 0 }
    return this.#store.update(job, { ...free, state: 'waiting', run_at: at, occurrence: at })
  }
}

const ruleOf = (job: Job): Repeat | undefined =>
  job.repeat === null ? undefined : repeat.parse(JSON.parse(job.repeat))

/** The scheduler over a database; `start` sets it going, `stop` ends it before the database is closed. */
export function createJobs(options: { database: Database; log?: Log; timers?: Timers }): Jobs {
  return new Jobs({
    database: options.database,
    log: options.log ?? silentLog,
    timers: options.timers ?? systemTimers,
  })
}
