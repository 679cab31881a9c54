import { expect, planLisbon, test } from './fixtures.ts'

test('a trip that is deleted or undone elsewhere says so, and comes back', async ({ app, host, page }) => {
  const { trip_id } = await planLisbon(host)
  await app.openTrip(trip_id)
  const gone = page.getByRole('main').getByRole('alert')
  await host.answer('delete_trip', { trip_id })
  await expect(gone).toContainText('This trip was deleted')
  await expect(app.itinerary.days).toHaveCount(0)
  await gone.getByRole('button', { name: 'Undo' }).click()
  await expect(app.itinerary.days).toHaveCount(4)
  await host.answer('undo_change', {})
  await expect(gone).toContainText('This trip was undone')
  await gone.getByRole('button', { name: 'Bring it back' }).click()
  await expect(app.itinerary.days).toHaveCount(4)
})

test('an address of no trip says so, without a way to try again', async ({ app, page }) => {
  await expect(app.conversation.message).toBeVisible()
  await page.evaluate(() => {
    location.hash = '#/trips/nonsense'
  })
  const gone = page.getByRole('main').getByRole('alert')
  await expect(gone).toContainText('There is no such trip')
  await expect(gone.getByRole('button')).toHaveText(['See all trips'])
  await gone.getByRole('button', { name: 'See all trips' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Trips')
})
