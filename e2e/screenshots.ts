/**
 * `npm run screenshots`: takes the pictures of the README anew, in `docs/images`, from the real app with the trip of the
 * README's sentence.
 */
import { resolve } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { browserHere } from './browser.ts'
import { lisbonRequest } from './host/answers.ts'
import { project, StartedHost } from './host/started-host.ts'
import { App } from './pages/app.ts'

const folder = resolve(project, 'docs', 'images')

async function settled(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))),
  )
}

const host = await StartedHost.start()
const browser = await chromium.launch(await browserHere())
try {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: 2,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    colorScheme: 'light',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const app = new App(page)
  await app.open(host.app)
  await app.conversation.say(lisbonRequest)
  await app.itinerary.days.first().waitFor()
  // The coast under the pins comes after them.
  await page.getByText('Rough coast').waitFor()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await settled(page)
    await page.screenshot({ path: resolve(folder, `trip-${colorScheme}.png`) })
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await app.goTo('Tasks')
  await app.tasks.quickAdd.fill('Renew passport every 10 years on 3 May at 9am p1')
  await page.getByRole('list', { name: 'Understood' }).getByRole('listitem').first().waitFor()
  await settled(page)
  await page.screenshot({ path: resolve(folder, 'tasks-light.png') })
} finally {
  await browser.close()
  await host.remove()
}
