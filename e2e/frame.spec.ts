import type { Page } from '@playwright/test'
import { expect, planLisbon, test } from './fixtures.ts'

/** How much longer the document is than its window, and how far it is scrolled, in pixels: what scrolls is inside it. */
const beyondTheWindow = (page: Page) =>
  page.evaluate(() => ({
    longer: document.documentElement.scrollHeight - innerHeight,
    bodyLonger: document.body.scrollHeight - innerHeight,
    scrolled: document.documentElement.scrollTop + document.body.scrollTop,
  }))
const stays = { longer: 0, bodyLonger: 0, scrolled: 0 }

test('no page is longer than its window, and nothing scrolls the frame away', async ({ app, host, page }) => {
  const { trip_id } = await planLisbon(host)
  for (const panel of ['Home', 'Trips', 'Tasks', 'Activity', 'Settings'] as const) {
    await app.goTo(panel)
    await expect(page.getByRole('status', { name: /^Loading/ })).toHaveCount(0)
    expect.soft(await beyondTheWindow(page), panel).toEqual(stays)
  }
  await app.openTrip(trip_id)
  expect.soft(await beyondTheWindow(page), 'Trip').toEqual(stays)

  await app.itinerary.pins.last().click()
  const title = (await app.itinerary.titles(0)).at(-1) ?? ''
  await expect(app.itinerary.stop(title)).toBeInViewport()
  expect(await beyondTheWindow(page), 'after a click on a pin').toEqual(stays)
  for (const tab of ['Budget', 'Tasks', 'Notes']) {
    await app.tab(tab).click()
    expect.soft(await beyondTheWindow(page), tab).toEqual(stays)
  }
})
