import { newId } from '../../shared/ids.ts'
import type { Database } from '../database/database.ts'

/** A job as it stands in the database. Times are milliseconds since the Unix epoch. */
export interface Job {
  job_id: string
  name: string
  key: string
  user_id: string | null
  /** JSON. */
  payload: string
  /** JSON of its rule, null for a job that runs once. */
  repeat: string | null
  state: 'waiting' | 'running' | 'failed'
  /** The next attempt. */
  run_at: number
  /** What this attempt was planned for. */
  occurrence: number
  attempts: number
  lease_until: number | null
  /** Names the run that holds the job; a job that is scheduled anew loses it. */
  lease: string | null
  last_error: string | null
}

interface Tables {
  jobs: Job
}

export const leaseMs = 60_000

/** Jobs, rows in and rows out. */
export class JobStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /**
   * Plans a job, in place of one with the same key.
   * @param keep whether one that is there with the same rule, and has not failed, stays as it is
   */
  async put(job: Pick<Job, 'name' | 'key' | 'user_id' | 'payload' | 'repeat' | 'run_at'>, keep: boolean, now: number) {
    const { key, ...fields } = job
    const row = {
      ...fields,
      state: 'waiting' as const,
      occurrence: job.run_at,
      attempts: 0,
      lease: null,
      lease_until: null,
      last_error: null,
    }
    await this.#database.writeUnjournaled<Tables, void>(async (tx) => {
      const present = await tx.selectFrom('jobs').select(['repeat', 'state']).where('key', '=', key).executeTakeFirst()
      if (keep && present !== undefined && present.repeat === row.repeat && present.state !== 'failed') return
      await tx
        .insertInto('jobs')
        .values({ job_id: newId(now), key, ...row })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
        .execute()
    })
  }

  async remove(key: string): Promise<void> {
    await this.#database.writeUnjournaled<Tables, void>(async (tx) => {
      await tx.deleteFrom('jobs').where('key', '=', key).execute()
    })
  }

  /** Every job, the next one first. */
  all(): Promise<Job[]> {
    return this.#database.reader<Tables>().selectFrom('jobs').selectAll().orderBy('run_at').execute()
  }

  /**
   * Takes the next of these jobs that is due, or whose lease has ended; where none is, says when the next will be. It waits
   * for its turn to write, so that it sees what calls that were under way have scheduled.
   * @param except those that run in this process
   */
  claim(names: readonly string[], except: readonly string[], now: number): Promise<{ job?: Job; nextAt?: number }> {
    return this.#database.writeUnjournaled<Tables, { job?: Job; nextAt?: number }>(async (tx) => {
      const next = await tx
        .selectFrom('jobs')
        .selectAll()
        .where('state', '!=', 'failed')
        .where('name', 'in', names)
        .where('job_id', 'not in', except)
        .orderBy((row) => row.fn.coalesce('lease_until', 'run_at'))
        .limit(1)
        .executeTakeFirst()
      if (next === undefined) return {}
      const at = next.lease_until ?? next.run_at
      if (at > now) return { nextAt: at }
      const lease = { lease: newId(now), lease_until: now + leaseMs }
      const taken = { ...lease, state: 'running' as const, attempts: next.attempts + 1 }
      await tx.updateTable('jobs').set(taken).where('job_id', '=', next.job_id).execute()
      return { job: { ...next, ...taken } }
    })
  }

  /** Changes the job while the run that claimed it holds its lease. */
  async update(job: Job, fields: Partial<Job>): Promise<void> {
    await this.#database.writeUnjournaled<Tables, void>(async (tx) => {
      await tx.updateTable('jobs').set(fields).where('job_id', '=', job.job_id).where('lease', '=', job.lease).execute()
    })
  }

  /** Removes the job, while the run that claimed it holds its lease: it is done. */
  async done(job: Job): Promise<void> {
    await this.#database.writeUnjournaled<Tables, void>(async (tx) => {
      await tx.deleteFrom('jobs').where('job_id', '=', job.job_id).where('lease', '=', job.lease).execute()
    })
  }
}
