import { expect, planLisbon, test } from './fixtures.ts'

test('a stop is found by the beginning of its name and added by keyboard; what the guide lacks is asked about', async ({
  app,
  host,
  page,
}) => {
  const { trip_id } = await planLisbon(host)
  await app.openTrip(trip_id)
  const { itinerary } = app
  const planned = new Set((await itinerary.plan()).flat())
  await itinerary.addTo(1)
  const dialog = page.getByRole('dialog', { name: 'Add a stop' })
  const options = dialog.getByRole('option')
  await expect(options.first()).toBeVisible()
  for (const name of await options.locator('span:first-child').allInnerTexts()) expect(planned).not.toContain(name)

  await page.keyboard.type('gul')
  await expect(options.first()).toContainText('Gulbenkian')
  await page.keyboard.press('ArrowDown')
  const chosen = dialog.getByRole('option', { selected: true })
  await expect(chosen).toContainText('Gulbenkian')
  await page.keyboard.press('Enter')
  await expect(app.toast(/^Added .*Gulbenkian/)).toBeVisible()

  await itinerary.addTo(1)
  await page.keyboard.type('Coffee with Ana')
  await expect(dialog).toContainText('The guide has no “Coffee with Ana”')
  await page.keyboard.press('Enter')
  await expect(chosen).toHaveText('Add “Coffee with Ana” as your own stop')
  await page.keyboard.press('Enter')
  await expect(itinerary.stop('Coffee with Ana')).toBeVisible()
})
