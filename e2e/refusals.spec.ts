import { expect, test } from './fixtures.ts'
import { taskList, tripList } from './host/answers.ts'

test('an empty message is not sent', async ({ app }) => {
  const { message, send, questions } = app.conversation
  await expect(send).toBeDisabled()
  await message.fill('   ')
  await message.press('Enter')
  await expect(send).toBeDisabled()
  await expect(questions).toHaveCount(0)
})

test('a message of 100,000 characters is refused in words, kept, and writes nothing', async ({ app, host }) => {
  const { message, questions } = app.conversation
  await message.fill('ab '.repeat(33_333))
  await message.press('Enter')
  await expect(app.toast(/long|characters/)).toBeVisible()
  expect((await message.inputValue()).length).toBeGreaterThan(99_000)
  await expect(questions).toHaveCount(0)
  expect(await host.call('list_tasks', { status: 'all' }, taskList)).toEqual({ tasks: [] })
  expect(await host.call('list_trips', {}, tripList)).toEqual({ trips: [] })
})

test.describe('the form for a new trip', () => {
  test.beforeEach(async ({ app, page }) => {
    await app.goTo('Trips')
    await page.getByRole('main').getByRole('button', { name: 'New trip' }).first().click()
    await page.getByLabel('Where to').fill('Lisbon')
  })

  test('says that the last day is before the first', async ({ page, host }) => {
    await page.getByLabel('First day').fill('2027-05-15')
    await page.getByLabel('Last day').fill('2027-05-12')
    await expect(page.getByText('The last day is before the first')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Plan the trip' })).toBeDisabled()
    expect(await host.call('list_trips', {}, tripList)).toEqual({ trips: [] })
  })

  test('says which place nobody knows, and keeps what was typed', async ({ page, host }) => {
    await page.getByLabel('Where to').fill('Qwxzyville')
    await page.getByRole('button', { name: 'Plan the trip' }).click()
    const where = page.getByLabel('Where to')
    await expect(where).toHaveAccessibleDescription(/“Qwxzyville” is known/)
    await expect(where).toBeFocused()
    await expect(where).toHaveValue('Qwxzyville')
    expect(await host.call('list_trips', {}, tripList)).toEqual({ trips: [] })
  })

  test.describe('in a small window', () => {
    test.use({ viewport: { width: 800, height: 600 } })
    test('keeps its button in view', async ({ page }) => {
      await expect(page.getByRole('button', { name: 'Plan the trip' })).toBeInViewport({ ratio: 1 })
    })
  })

  test('does not take a negative budget', async ({ page, host }) => {
    await page.getByLabel('Budget').fill('-5')
    await page.getByRole('button', { name: 'Plan the trip' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    const isValid = page.getByLabel('Budget').evaluate((field: HTMLInputElement) => field.validity.valid)
    expect(await isValid).toBe(false)
    expect(await host.call('list_trips', {}, tripList)).toEqual({ trips: [] })
  })
})

test.describe('the assistant', () => {
  for (const [wish, says] of [
    ['plan a trip to Qwxzyville from 12 to 15 May', /Qwxzyville/i],
    ['plan a trip to Lisbon from 31 February to 3 March', /31|February|date/i],
    ['plan a trip to Lisbon from 15 May 2027 to 12 May 2027', /before|after|end/i],
    ['plan 4 days in Lisbon from 12 May with a budget of -500 euros', /budget|negative|less/i],
  ] as const)
    test(`does not plan on “${wish}”`, async ({ app, host }) => {
      await app.conversation.say(wish)
      await expect(app.conversation.answers.last()).toContainText(says)
      expect(await host.call('list_trips', {}, tripList)).toEqual({ trips: [] })
    })
})
