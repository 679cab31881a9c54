import { expect, planLisbon, test } from './fixtures.ts'
import { taskList, tripList } from './host/answers.ts'
import type { StartedHost } from './host/started-host.ts'

const titles = async (host: StartedHost, status: 'pending' | 'completed') =>
  (await host.call('list_tasks', { status }, taskList)).tasks.map(({ title }) => title)

// No mouse in this file.
test('a task is added, completed and brought back by keyboard alone', async ({ app, host, page }) => {
  await page.keyboard.press('Alt+3')
  await page.keyboard.press('q')
  await expect(app.tasks.quickAdd).toBeFocused()
  await page.keyboard.type('Call the bank tomorrow at 9 p1')
  await page.keyboard.press('Enter')
  await expect(app.tasks.task('Call the bank')).toBeVisible()

  const checkbox = app.tasks.checkbox('Call the bank')
  await app.tabTo(checkbox)
  await page.keyboard.press('Space')
  await expect(checkbox).toBeChecked()
  await expect.poll(() => titles(host, 'completed')).toEqual(['Call the bank'])
  await page.keyboard.press('Control+z')
  await expect(checkbox).not.toBeChecked()
  expect(await titles(host, 'pending')).toEqual(['Call the bank'])
})

test('a stop is moved to another day by keyboard alone, and back by undo', async ({ app, host, page }) => {
  const trip = await planLisbon(host)
  await app.openTrip(trip.trip_id)
  const { itinerary } = app
  const before = await itinerary.plan()
  const last = before[1]?.at(-1) ?? ''
  await app.tabTo(itinerary.handle(last))
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => itinerary.titles(2)).toContain(last)
  await expect(itinerary.handle(last)).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect.poll(() => itinerary.plan()).toEqual(before)
})

test('the palette goes anywhere by keyboard alone', async ({ app, page }) => {
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox')).toBeFocused()
  await page.keyboard.type('settings')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toHaveText('Settings')
  await app.tabTo(page.getByRole('link', { name: 'Home', exact: true }), 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(app.conversation.message).toBeVisible()
})

test('? lists the shortcuts, and Escape leaves', async ({ app, page }) => {
  await expect(app.conversation.message).toBeVisible()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toContainText('Ctrl+K')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
})

test('a dialog gives the keyboard back to where it was', async ({ app, page }) => {
  await app.goTo('Tasks')
  await app.tasks.add('Call the bank')
  const title = app.tasks.task('Call the bank').getByRole('button', { name: 'Call the bank', exact: true })
  await app.tabTo(title)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(title).toBeFocused()
})

test('undo works from an empty field, and asks before it takes a whole trip away', async ({ app, host, page }) => {
  await app.goTo('Tasks')
  await app.tasks.add('Call the bank')
  await expect(app.tasks.task('Call the bank')).toBeVisible()
  await expect(app.tasks.quickAdd).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect(app.tasks.task('Call the bank')).toBeHidden()

  await app.goTo('Home')
  await app.conversation.say('Plan 4 days in Lisbon from 12 May for two')
  await expect(app.itinerary.days).toHaveCount(4)
  await page.keyboard.press('Control+z')
  await expect(app.toast('takes the trip away')).toBeVisible()
  expect((await host.call('list_trips', {}, tripList)).trips).toHaveLength(1)
  await app.toast('takes the trip away').getByRole('button', { name: 'Undo it' }).click()
  await expect.poll(async () => (await host.call('list_trips', {}, tripList)).trips.length).toBe(0)
})
