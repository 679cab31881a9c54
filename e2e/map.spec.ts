import { expect, planLisbon, test } from './fixtures.ts'

test('the map shows the day that is read, and all of them when asked', async ({ app, host, page }) => {
  const { trip_id } = await planLisbon(host)
  await app.openTrip(trip_id)
  const map = page.getByRole('region', { name: 'Map' })
  const shown = map.getByRole('group', { name: 'Days on the map' }).getByRole('button', { pressed: true })
  await expect(shown).toHaveText('Wed 12 May')
  const third = await app.itinerary.titles(2)
  await app.itinerary.stop(third[1] ?? '').scrollIntoViewIfNeeded()
  await app.itinerary.stop((await app.itinerary.titles(3)).at(-1) ?? '').scrollIntoViewIfNeeded()
  await expect(shown).toHaveText('Sat 15 May')

  await map.getByRole('button', { name: 'All days' }).click()
  const groups = map.getByRole('button', { name: /stops close together/ })
  const pins = app.itinerary.pins
  const before = await pins.count()
  await groups.first().click()
  await expect.poll(() => pins.count()).toBeGreaterThan(before)
})

test('how an estimate was made is there for the keyboard and for a tap', async ({ app, host, page }) => {
  const { trip_id } = await planLisbon(host)
  await app.openTrip(trip_id)
  const leg = app.itinerary.days
    .first()
    .getByRole('button', { name: /^about .* min$/ })
    .first()
  await leg.focus()
  await expect(page.getByRole('tooltip')).toContainText('Estimate: from the distance')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('tooltip')).toHaveCount(0)
  await leg.click()
  await expect(page.getByRole('tooltip')).toContainText('Estimate: from the distance')
})

test.describe('in a window of 1,000 pixels', () => {
  test.use({ viewport: { width: 1000, height: 768 } })
  test('the map is a tab of its own, and a pin leads back to its stop', async ({ app, host, page }) => {
    const { trip_id } = await planLisbon(host)
    await app.openTrip(trip_id)
    await expect(page.getByRole('region', { name: 'Map' })).toHaveCount(0)
    await app.tab('Map').click()
    await app.itinerary.pins.first().click()
    await expect(app.itinerary.days.first()).toBeVisible()
    await expect(page.locator(':focus')).toHaveAttribute('aria-haspopup', 'dialog')
  })
})
