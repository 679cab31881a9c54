import { openHeadlessHost } from '../src/main/headless/headless-host.ts'
import type { Host } from '../src/main/host.ts'
import { allScopes } from '../src/main/panel-api.ts'
import { listTasks } from '../src/mcp/tasks/contract.ts'
import { timed } from './statistics.ts'

/** Calls a tool through the door as the command line does. */
function caller(host: Host) {
  return async (tool: string, input: Record<string, unknown>) =>
    (await host.registry.call(tool, input, { user: host.user, caller: { kind: 'local' }, scopes: allScopes })).output
}

const fiveDays = {
  destinations: [{ place: 'Lisbon' }],
  start_date: '2027-05-12',
  end_date: '2027-05-16',
  origin: 'London',
  travellers: 2,
  budget: { amount: 1500, currency: 'EUR' },
  interests: ['food', 'viewpoints'],
}

/** What the door costs, in milliseconds: the whole way of a call but HTTP, on a host in this process. */
export async function measureDoor(dataDir: string, tasks: number) {
  const host = await openHeadlessHost(dataDir, { SOJOURN_OFFLINE: '1' })
  try {
    const call = caller(host)
    await timed(50, (run) => call('add_task', { title: `Warm-up ${run}` }))
    const addTask = await timed(1000, (run) => call('add_task', { title: `Task ${run}`, due: '2027-05-12T09:00' }))
    const planTrip = await timed(30, () => call('plan_trip', fiveDays))

    for (let added = 1050; added < tasks; added += 100) {
      const batch = Array.from({ length: Math.min(100, tasks - added) }, (_, index) => ({
        title: `Task ${added + index}`,
      }))
      await call('add_tasks', { tasks: batch })
    }
    const firstPage = await timed(100, () => call('list_tasks', { query: 'Task' }))
    const pages: number[] = []
    const all = await timed(5, async () => {
      let cursor: string | undefined
      do {
        const started = performance.now()
        const page = listTasks.output.parse(
          await call('list_tasks', { status: 'all', limit: 500, ...(cursor !== undefined && { cursor }) }),
        )
        pages.push(performance.now() - started)
        cursor = page.next_cursor
      } while (cursor !== undefined)
    })
    return { addTask, planTrip, firstPage, pages, all }
  } finally {
    await host.close()
  }
}
