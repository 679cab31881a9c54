import { createHash, randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import * as z from 'zod'
import { expect, test } from './fixtures.ts'
import type { StartedHost } from './host/started-host.ts'

const redirect = 'http://127.0.0.1:33418/callback'

/** Opens the page on which a new client asks to be let in. */
async function openConsent(host: StartedHost, page: Page): Promise<void> {
  const registered = await fetch(`${host.url}/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_name: 'Claude Code', redirect_uris: [redirect] }),
  })
  const { client_id } = z.object({ client_id: z.string() }).parse(await registered.json())
  const challenge = createHash('sha256').update(randomBytes(32).toString('base64url')).digest('base64url')
  const query = { response_type: 'code', client_id, redirect_uri: redirect, code_challenge: challenge }
  await page.goto(
    `${host.url}/authorize?${new URLSearchParams({ ...query, code_challenge_method: 'S256', state: 's' })}`,
  )
  await expect(page.getByRole('heading', { name: 'Let Claude Code use Sojourn?' })).toBeVisible()
}

test('the consent page looks like the app, in the theme chosen there, and offers what there is', async ({
  app,
  host,
  page,
}) => {
  await app.goTo('Settings')
  await page.getByText('Dark', { exact: true }).click()
  await expect(page.locator('html')).toHaveClass(/dark/)
  const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)

  await openConsent(host, page)
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(paper)
  const fonts = await page.evaluate(async () => {
    await document.fonts.ready
    return [...document.fonts].filter((font) => font.status === 'loaded').map((font) => font.family)
  })
  expect(fonts.map((family) => family.replaceAll('"', '')).sort()).toEqual(['Fraunces Variable', 'Inter Variable'])

  await expect(page.getByRole('switch', { name: 'Change your trips' })).toBeChecked()
  for (const later of ['Use a browser', 'Book and watch prices', 'Read web pages', 'See your calendar'])
    await expect(page.getByRole('switch', { name: later })).toHaveCount(0)
})
