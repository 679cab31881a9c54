import { test as base } from '@playwright/test'
import { plannedTrip } from './host/answers.ts'
import { StartedHost } from './host/started-host.ts'
import { App } from './pages/app.ts'

interface Fixtures {
  /** A host of its own for each test, on an empty folder. */
  host: StartedHost
  /** The app of that host, open. */
  app: App
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures are needed
  host: async ({}, use) => {
    const host = await StartedHost.start()
    await use(host)
    await host.remove()
  },
  app: async ({ page, host }, use) => {
    const failures: string[] = []
    page.on('pageerror', (error) => failures.push(String(error)))
    page.on('console', (message) => {
      if (message.type() === 'error') failures.push(message.text())
    })
    const app = new App(page)
    await app.open(host.app)
    await use(app)
    base.expect(failures, 'errors in the page').toEqual([])
  },
})
export { expect } from '@playwright/test'

/** A planned trip of four days in Lisbon, made over REST. */
export function planLisbon(host: StartedHost) {
  const request = {
    destinations: [{ place: 'Lisbon' }],
    start_date: '2027-05-12',
    end_date: '2027-05-15',
    origin: 'London',
    travellers: 2,
    budget: { amount: 1500, currency: 'EUR' },
    interests: ['food', 'viewpoints'],
  }
  return host.call('plan_trip', request, plannedTrip)
}
