import { setTimeout } from 'node:timers/promises'
import { StartedHost } from '../e2e/host/started-host.ts'
import { residentMegabytes } from './memory.ts'
import { timed } from './statistics.ts'

const settleMs = 5000

/** How long the host takes from process start to its ready line, in milliseconds, on a folder that is in use. */
export async function measureStart(dataDir: string, runs: number): Promise<number[]> {
  const values: number[] = []
  for (let run = 0; run < runs; run++) {
    const started = performance.now()
    const host = await StartedHost.start(dataDir)
    values.push(performance.now() - started)
    await host.stop()
  }
  return values
}

/** A host in a process of its own: `add_task` over REST in milliseconds, and its idle memory in MB before and after. */
export async function measureServing(dataDir: string) {
  const host = await StartedHost.start(dataDir)
  const idle = async () => {
    const samples: number[] = []
    await setTimeout(settleMs)
    for (let sample = 0; sample < 10; sample++) {
      const resident = residentMegabytes(host.process.pid ?? 0)
      if (resident !== undefined) samples.push(resident)
      await setTimeout(100)
    }
    return samples
  }
  try {
    const idleAtStart = await idle()
    await timed(50, (run) => host.answer('add_task', { title: `Warm-up ${run}` }))
    const addTask = await timed(500, (run) =>
      host.answer('add_task', { title: `Task ${run}`, due: '2027-05-12T09:00' }),
    )
    await host.answer('plan_trip', {
      destinations: [{ place: 'Lisbon' }],
      start_date: '2027-05-12',
      end_date: '2027-05-16',
    })
    const idleAfterwards = await idle()
    return { idleAtStart, addTask, idleAfterwards }
  } finally {
    await host.stop()
  }
}
