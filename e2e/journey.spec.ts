import { expect, test } from './fixtures.ts'
import { lisbonRequest } from './host/answers.ts'

test('from one sentence to a trip that is changed, undone and kept', async ({ app, page }) => {
  const { conversation, itinerary } = app
  const growth = await conversation.watchGrowth()
  await conversation.say(lisbonRequest)

  await test.step('the answer came piece by piece', async () => {
    const lengths = (await growth()).filter((length) => length > 0)
    expect(new Set(lengths).size).toBeGreaterThan(5)
    await expect(conversation.questions).toHaveText([lisbonRequest])
  })
  await test.step('the itinerary is beside it', async () => {
    await expect(page.getByRole('heading', { level: 1, name: /Lisbon/ })).toBeVisible()
    await expect(itinerary.days).toHaveCount(4)
    for (const titles of (await itinerary.plan()).slice(1, -1)) expect(titles.length).toBeGreaterThanOrEqual(3)
  })
  await test.step('so are its tasks', async () => {
    await app.tab('Tasks').click()
    await expect(page.getByRole('tabpanel').getByRole('checkbox').first()).toBeVisible()
    await app.tab('Itinerary').click()
  })

  const before = await itinerary.plan()
  const [, second = [], third = []] = before
  const moved = second[1] ?? ''
  const target = third[0] ?? ''
  await test.step('a stop is dragged to another day', async () => {
    await itinerary.drag(moved, target)
    await expect.poll(() => itinerary.titles(2)).toContain(moved)
    expect(await itinerary.titles(1)).not.toContain(moved)
    await expect(app.toast(`${moved} is now at`)).toBeVisible()
  })
  await test.step('and brought back by undo', async () => {
    await app.toast(`${moved} is now at`).getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => itinerary.plan()).toEqual(before)
  })
  await test.step('after a reload everything is there', async () => {
    await app.reload()
    await expect(conversation.questions).toHaveText([lisbonRequest])
    await expect(itinerary.days).toHaveCount(4)
    expect(await itinerary.plan()).toEqual(before)
  })
})

test('a trip is changed by words, and the change undone by words', async ({ app }) => {
  const { conversation, itinerary } = app
  await conversation.say(lisbonRequest)
  await expect(itinerary.days).toHaveCount(4)
  const before = await itinerary.plan()
  const removed = before[1]?.[0] ?? ''
  await conversation.say(`Remove ${removed}`)
  await expect.poll(async () => (await itinerary.plan()).flat()).not.toContain(removed)
  await conversation.say('undo that')
  await expect.poll(() => itinerary.plan()).toEqual(before)
})
