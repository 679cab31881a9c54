import { expect, onTestFinished, test, vi } from 'vitest'
import type { Database } from '../database/database.ts'
import { openTestDatabase } from '../database/testing.ts'
import { leaseMs } from './job-store.ts'
import { backoffMs, createJobs, type JobRun } from './jobs.ts'
import type { Timers } from './timers.ts'

/** A clock that is turned by hand. */
class Clock implements Timers {
  time = Date.UTC(2026, 0, 1)
  readonly #waiting = new Set<{ at: number; wake: () => void }>()

  now(): number {
    return this.time
  }

  after(milliseconds: number, wake: () => void): () => void {
    const entry = { at: this.time + milliseconds, wake }
    this.#waiting.add(entry)
    if (milliseconds <= 0) setImmediate(() => this.pass(0))
    return () => this.#waiting.delete(entry)
  }

  /** Goes forward; what fell due meanwhile wakes at the end, as after a sleep of the machine. */
  pass(milliseconds: number): void {
    this.time += milliseconds
    for (const entry of [...this.#waiting]) {
      if (entry.at > this.time) continue
      this.#waiting.delete(entry)
      entry.wake()
    }
  }
}

async function open() {
  const { database, dispose } = await openTestDatabase({ migrations: [], journaled: [] })
  const clock = new Clock()
  const scheduler = (on: Database = database) => {
    const jobs = createJobs({ database: on, timers: clock })
    onTestFinished(() => jobs.stop())
    return jobs
  }
  onTestFinished(dispose)
  return { database, clock, scheduler }
}

/** A handler that remembers what it ran. */
function recorder(work: (run: JobRun) => Promise<void> = async () => {}) {
  const runs: JobRun[] = []
  return {
    runs,
    handler: async (run: JobRun) => {
      runs.push(run)
      await work(run)
    },
    ran: (times: number) => vi.waitFor(() => expect(runs).toHaveLength(times), { interval: 1 }),
  }
}

const settled = (jobs: ReturnType<typeof createJobs>, expected: unknown) =>
  vi.waitFor(async () => expect(await jobs.list()).toEqual(expected), { interval: 1 })

test('a job runs once, when it is due, with what it was given', async () => {
  const { clock, scheduler } = await open()
  const jobs = scheduler()
  const { runs, handler, ran } = recorder()
  jobs.register('remind', handler)
  jobs.start()
  const runAt = clock.time + 30_000
  await jobs.schedule({ name: 'remind', key: 'remind:1', user: 'ann', payload: { task: 1 }, runAt })
  clock.pass(29_999)
  await settled(jobs, [{ name: 'remind', key: 'remind:1', state: 'waiting', runAt, attempts: 0 }])
  expect(runs).toEqual([])
  clock.pass(1)
  await ran(1)
  expect(runs).toMatchObject([{ name: 'remind', user: 'ann', payload: { task: 1 }, plannedFor: runAt, attempt: 1 }])
  await settled(jobs, [])
})

test('what fell due while nothing ran is caught up once, and goes on in its beat', async () => {
  const { clock, scheduler } = await open()
  const start = clock.time
  await scheduler().schedule({ name: 'backup', repeat: { everyMs: 3_600_000 } })
  clock.pass(10.5 * 3_600_000)
  const jobs = scheduler()
  const { runs, handler, ran } = recorder()
  jobs.register('backup', handler)
  jobs.start()
  await ran(1)
  expect(runs[0]?.plannedFor).toBe(start + 3_600_000)
  await settled(jobs, [expect.objectContaining({ state: 'waiting', runAt: start + 11 * 3_600_000 })])
  clock.pass(3_600_000)
  await ran(2)
})

test('two schedulers over one database run an occurrence once', async () => {
  const { scheduler, clock } = await open()
  const { runs, handler } = recorder()
  const both = [scheduler(), scheduler()]
  for (const jobs of both) jobs.register('once', handler)
  for (let n = 0; n < 20; n++) await both[0]?.schedule({ name: 'once', key: `once:${n}`, runAt: clock.time + 1_000 })
  for (const jobs of both) jobs.start()
  clock.pass(1_000)
  for (const jobs of both) await settled(jobs, [])
  expect(new Set(runs.map(({ key }) => key)).size).toBe(20)
  expect(runs).toHaveLength(20)
})

test('a failing job is tried again, later each time, then given up; a repeating one goes on', async () => {
  const { clock, scheduler } = await open()
  const jobs = scheduler()
  const { runs, handler, ran } = recorder(() => Promise.reject(new Error('no network')))
  jobs.register('send', handler)
  jobs.start()
  await jobs.schedule({ name: 'send' })
  for (let attempt = 1; attempt < 8; attempt++) {
    await ran(attempt)
    await settled(jobs, [
      { name: 'send', key: 'send', state: 'waiting', runAt: clock.time + backoffMs(attempt), attempts: attempt },
    ])
    clock.pass(backoffMs(attempt))
  }
  await ran(8)
  await settled(jobs, [expect.objectContaining({ state: 'failed' })])
  expect(runs.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  expect(new Set(runs.map(({ plannedFor }) => plannedFor)).size).toBe(1)

  await jobs.schedule({ name: 'send', repeat: { everyMs: 86_400_000 }, keep: true })
  clock.pass(86_400_000)
  for (let attempt = 1; attempt <= 8; attempt++) {
    await ran(8 + attempt)
    if (attempt === 8) break
    await settled(jobs, [expect.objectContaining({ attempts: attempt, state: 'waiting' })])
    clock.pass(backoffMs(attempt))
  }
  await settled(jobs, [expect.objectContaining({ attempts: 0, state: 'waiting' })])
})

test('a job whose process died runs again when its lease has ended; one that still runs does not', async () => {
  const { clock, scheduler } = await open()
  const never = Promise.withResolvers<void>()
  const first = scheduler()
  const dying = recorder(() => never.promise)
  first.register('long', dying.handler)
  first.start()
  await first.schedule({ name: 'long' })
  await dying.ran(1)

  const second = scheduler()
  const other = recorder()
  second.register('long', other.handler)
  second.start()
  for (let third = 0; third < 6; third++) {
    clock.pass(leaseMs / 3)
    await settled(second, [expect.objectContaining({ state: 'running' })])
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(other.runs).toEqual([])
  // Its leases are no longer renewed from here on.
  clock.after = () => () => {}
  clock.pass(leaseMs / 3)
  clock.pass(leaseMs)
  second.register('anything', async () => {})
  await other.ran(1)
  expect(other.runs).toMatchObject([{ attempt: 2 }])
  never.resolve()
})

test('stopping waits for what runs and tells it; what was stopped runs at the next start', async () => {
  const { scheduler } = await open()
  const jobs = scheduler()
  const { handler, ran } = recorder(
    ({ signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  )
  jobs.register('slow', handler)
  jobs.start()
  await jobs.schedule({ name: 'slow' })
  await ran(1)
  await jobs.stop()
  expect(await jobs.list()).toMatchObject([{ state: 'waiting', attempts: 0 }])
  const again = scheduler()
  const next = recorder()
  again.register('slow', next.handler)
  again.start()
  await next.ran(1)
})

test('scheduling anew replaces what was planned, also while it runs; keeping leaves it', async () => {
  const { clock, scheduler } = await open()
  const jobs = scheduler()
  const goOn = Promise.withResolvers<void>()
  const { runs, handler, ran } = recorder(() => goOn.promise)
  jobs.register('watch', handler)
  jobs.start()
  const rule = { everyMs: 10_000 }
  await jobs.schedule({ name: 'watch', repeat: rule, keep: true })
  const first = clock.time + 10_000
  clock.pass(5_000)
  await jobs.schedule({ name: 'watch', repeat: rule, keep: true })
  expect(await jobs.list()).toMatchObject([{ runAt: first }])
  clock.pass(5_000)
  await ran(1)
  await jobs.schedule({ name: 'watch', runAt: clock.time + 50_000 })
  goOn.resolve()
  clock.pass(50_000)
  await ran(2)
  expect(runs[1]?.plannedFor).toBe(clock.time)
  await settled(jobs, [])
  await jobs.schedule({ name: 'watch', runAt: clock.time + 1_000 })
  await jobs.cancel('watch')
  await settled(jobs, [])
})

test('a job that a call schedules runs once the call is answered, and outside it', async () => {
  const { database, scheduler } = await open()
  const jobs = scheduler()
  const answered: string[] = []
  const { handler, ran } = recorder(async () => {
    answered.push('job')
    await expect(database.write(async () => {})).rejects.toThrow('outside a call')
  })
  jobs.register('x', handler)
  jobs.start()
  await database.call(
    { user: 'ann', caller: 'panel', callerName: '', tool: 't' },
    async () => {
      await database.write(async () => {})
      await jobs.schedule({ name: 'x' })
      await new Promise((resolve) => setTimeout(resolve, 20))
      answered.push('call')
    },
    () => '',
  )
  await ran(1)
  await settled(jobs, [])
  expect(answered).toEqual(['call', 'job'])
})

test('a job that a failed call scheduled was never planned', async () => {
  const { database, scheduler } = await open()
  const jobs = scheduler()
  const info = { user: 'ann', caller: 'panel', callerName: '', tool: 't' }
  const call = database.call(
    info,
    async () => {
      await database.write(async () => {})
      await jobs.schedule({ name: 'x' })
      throw new Error('on purpose')
    },
    () => '',
  )
  await expect(call).rejects.toThrow('on purpose')
  expect(await jobs.list()).toEqual([])
})
