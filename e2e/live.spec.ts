import { expect, planLisbon, test } from './fixtures.ts'
import { lisbonRequest } from './host/answers.ts'
import { runCommand } from './host/command.ts'
import { StartedHost } from './host/started-host.ts'
import { App } from './pages/app.ts'

test('a change made through REST appears in the open page', async ({ app, host }) => {
  await app.goTo('Tasks')
  await expect(app.tasks.quickAdd).toBeVisible()
  await host.answer('add_task', { title: 'Renew the passport' })
  await expect(app.tasks.task('Renew the passport')).toBeVisible()

  const trip = await planLisbon(host)
  await app.openTrip(trip.trip_id)
  await host.answer('add_stop', { trip_id: trip.trip_id, date: '2027-05-13', title: 'Coffee with Ana' })
  await expect(app.itinerary.stop('Coffee with Ana')).toBeVisible()
  await host.answer('undo_change', {})
  await expect(app.itinerary.stop('Coffee with Ana')).toBeHidden()
})

test('a trip planned through the command line appears in the open page', async ({ app, host, page }) => {
  await app.goTo('Trips')
  const asked = await runCommand(['ask', '--data-dir', host.dataDir, lisbonRequest])
  expect(asked.code).toBe(0)
  await expect(page.getByRole('main').getByRole('heading', { name: /Lisbon/ })).toBeVisible()
})

test('two open pages show the same', async ({ app, host, browser }) => {
  const other = await (await browser.newContext()).newPage()
  const opened = await fetch(`${host.url}/api/v1/app/open`, {
    method: 'POST',
    headers: { authorization: `Bearer ${host.token}` },
  })
  await other.goto((await opened.json()).url)
  await other.getByRole('link', { name: 'Tasks', exact: true }).click()
  await app.goTo('Tasks')
  await app.tasks.add('Book the airport train')
  await expect(other.getByRole('main').getByText('Book the airport train').first()).toBeVisible()
  await other.context().close()
})

test('when the host starts again, the page finds it and the conversation goes on', async ({ page }) => {
  // Its own host, since it ends in the middle; the page may complain about that.
  const first = await StartedHost.start()
  const app = new App(page)
  await app.open(first.app)
  await app.conversation.say('add a task: call the bank')
  await first.stop()
  await expect(page.getByText('Not connected')).toBeVisible()
  const second = await StartedHost.start(first.dataDir, Number(new URL(first.url).port))
  await expect(page.getByText('Not connected')).toBeHidden({ timeout: 20_000 })
  await expect(app.conversation.questions).toHaveText(['add a task: call the bank'])
  await app.conversation.say('what are my tasks?')
  await expect(app.conversation.answers.last()).toContainText(/call the bank/i)
  await second.remove()
})
