import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, planLisbon, test } from './fixtures.ts'
import type { StartedHost } from './host/started-host.ts'

/** What axe finds of WCAG 2.2 AA that is serious or critical, in one line each. */
async function seriousFindings(page: Page): Promise<string[]> {
  // A colour that is halfway between two states is not what anyone reads.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))),
  )
  const { passes, violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  expect(passes.length, 'rules that axe could check').toBeGreaterThan(10)
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, help, nodes }) =>
        `${id}: ${help} (${nodes
          .map(({ target }) => target.join(' '))
          .slice(0, 3)
          .join('; ')})`,
    )
}

/** How far the page is wider than its window, in pixels. */
const overflow = (page: Page) =>
  page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth))

async function fill(host: StartedHost): Promise<string> {
  const { trip_id } = await planLisbon(host)
  await host.answer('quick_add_task', { text: 'Pay the rent every month on the 1st p1 @home' })
  await host.answer('add_task', { title: 'Renew the passport', due: '2026-01-10', priority: 2 })
  await host.answer('add_expense', { trip_id, amount: 12.5, currency: 'EUR', category: 'food' })
  return trip_id
}

for (const colorScheme of ['light', 'dark'] as const)
  for (const viewport of [
    { width: 1280, height: 800 },
    { width: 800, height: 600 },
  ])
    test.describe(`${colorScheme}, ${viewport.width}×${viewport.height}`, () => {
      test.use({ colorScheme, viewport, contextOptions: { reducedMotion: 'reduce' } })
      test.setTimeout(120_000)

      test('axe finds nothing serious, and nothing is wider than the window', async ({ app, host, page }) => {
        const look = async (where: string) => {
          await expect(page.getByRole('status', { name: /^Loading/ })).toHaveCount(0)
          expect.soft(await seriousFindings(page), where).toEqual([])
          expect.soft(await overflow(page), `${where}: overflow`).toBe(0)
        }
        await look('Home on the first day')
        await app.goTo('Trips')
        await look('Trips, empty')
        await app.goTo('Tasks')
        await look('Tasks, empty')
        const tripId = await fill(host)
        await app.goTo('Home')
        await look('Home')
        await app.goTo('Trips')
        await expect(page.getByRole('main').getByRole('heading', { name: /Lisbon/ })).toBeVisible()
        await look('Trips')
        await app.openTrip(tripId)
        for (const tab of await page.getByRole('tab').allInnerTexts()) {
          await page.getByRole('tab', { name: tab.split('\n')[0] ?? tab }).click()
          await look(`Trip, ${tab}`)
        }
        for (const panel of ['Tasks', 'Activity', 'Settings'] as const) {
          await app.goTo(panel)
          await look(panel)
        }
        await app.goTo('Home')
        await page.keyboard.press('Control+k')
        await expect(page.getByRole('dialog')).toBeVisible()
        await look('Palette')
        await page.keyboard.press('Escape')
        await app.conversation.say('what are my tasks?')
        await look('Conversation')
      })
    })
