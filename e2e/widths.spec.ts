import { expect, planLisbon, test } from './fixtures.ts'

test('from 900 pixels on, conversation, itinerary and map share the width and nothing is cut off', async ({
  app,
  host,
  page,
}) => {
  const { trip_id } = await planLisbon(host)
  await page.setViewportSize({ width: 900, height: 760 })
  await app.openTrip(trip_id)
  const map = page.getByRole('region', { name: 'Map' })
  for (const [width, beside] of [
    [900, false],
    [1000, false],
    [1100, true],
    [1150, true],
  ] as const) {
    await page.setViewportSize({ width, height: 760 })
    await (beside ? expect(map).toBeVisible() : expect(app.tab('Map')).toBeVisible())
    const days = await app.itinerary.days.first().boundingBox()
    expect(days?.width, `itinerary at ${width}`).toBeGreaterThan(300)
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(wider, `overflow at ${width}`).toBe(0)
  }
})
