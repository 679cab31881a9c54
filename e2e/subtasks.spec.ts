import { expect, test } from './fixtures.ts'

test('subtasks are written one after the other under their task, which says how many are done', async ({
  app,
  page,
}) => {
  await app.goTo('Tasks')
  await app.tasks.add('Pack for the sea')
  await app.tasks.addSubtasks('Pack for the sea', ['Socks', 'Passport p1', 'Sun cream'])
  await expect(page.getByRole('button', { name: 'Pack for the sea', exact: true })).toBeFocused()
  await expect(app.tasks.task('Pack for the sea')).toContainText('0 of 3')
  await app.tasks.checkbox('Socks').check()
  await expect(app.tasks.task('Pack for the sea')).toContainText('1 of 3')

  const left = async (title: string) => (await app.tasks.checkbox(title).boundingBox())?.x ?? 0
  expect(await left('Passport')).toBeGreaterThan(await left('Pack for the sea'))
})

test('a reminder is set before the due time or at a moment, and shown', async ({ app, page }) => {
  await app.goTo('Tasks')
  await app.tasks.add('Check in on 3 May 2027 at 17:00')
  const dialog = await app.tasks.edit('Check in')
  await dialog.getByLabel('Remind me').selectOption('An hour before')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(app.tasks.task('Check in')).toContainText('reminder 16:00')

  await app.tasks.edit('Check in')
  await expect(dialog.getByLabel('Remind me')).toHaveValue('PT1H')
  await dialog.getByLabel('Remind me').selectOption('At a date and time…')
  await dialog.getByLabel('Remind me at').fill('2027-05-02T09:30')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(app.tasks.task('Check in')).toContainText('reminder Sun, 2 May 2027, 09:30')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('quick add shows the title and what each part was read as, and why a date was not', async ({ app, page }) => {
  await app.goTo('Tasks')
  await app.tasks.quickAdd.fill('Call mum every other friday 9am p1 @home // ask about the keys')
  const chips = page.getByRole('list', { name: 'Understood' }).getByRole('listitem')
  await expect(chips).toHaveCount(5)
  await expect(chips.last()).toHaveText('Note: ask about the keys')
  await expect(page.getByRole('main')).toContainText('Title: Call mum')
  await page.getByRole('button', { name: 'Remove Priority 1' }).click()
  await expect(page.getByRole('main')).toContainText('Title: Call mum p1')
  await app.tasks.quickAdd.fill('Pay rent 30 February')
  await expect(page.getByRole('main')).toContainText('“30 February” is not a date that exists.')
})
