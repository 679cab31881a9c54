import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chromium, type Page } from '@playwright/test'
import { browserHere } from '../browser.ts'
import { test as base, expect } from '../fixtures.ts'
import { taskList } from '../host/answers.ts'
import { SignIn } from './sign-in.ts'

/** A site of a stranger: it serves one page, and it may well stand on this very machine, on another port. */
interface Site {
  url: string
  show(html: string): void
}

const test = base.extend<{ site: Site; consentPage: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures are needed
  site: async ({}, use) => {
    let page = ''
    const server: Server = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html').end(page)
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    await use({
      url: `http://127.0.0.1:${port}/`,
      show: (html) => {
        page = html
      },
    })
    server.closeAllConnections()
    server.close()
  },
  /** The address at which a client’s request waits for the owner, who has the app open in this browser. */
  consentPage: async ({ host, page }, use) => {
    const signIn = await SignIn.open(host)
    const { page: path } = await signIn.ask()
    const opened = await fetch(`${host.url}/api/v1/app/open`, {
      method: 'POST',
      headers: { authorization: `Bearer ${host.token}` },
    })
    await page.goto((await opened.json()).url)
    await page.waitForURL(`${host.url}/`)
    await use(host.url + path)
  },
})

test('a page that frames the consent page, or the app, shows nothing', async ({ page, host, site, consentPage }) => {
  await page.goto(consentPage)
  await expect(page.getByRole('button', { name: 'Allow' })).toBeVisible()
  for (const framed of [consentPage, `${host.url}/`, `${host.url}/docs`]) {
    site.show(`<h1>Win a prize</h1><iframe src="${framed}" width="600" height="600"></iframe>`)
    await page.goto(site.url)
    await expect(page.getByRole('heading', { name: 'Win a prize' })).toBeVisible()
    const frame = page.frames().find((each) => each.parentFrame() !== null)
    await expect.poll(() => frame?.url(), { message: framed }).toMatch(/^chrome-error:/)
    await expect(page.frameLocator('iframe').getByRole('button')).toHaveCount(0)
    await expect(page.frameLocator('iframe').getByText('Sojourn', { exact: true })).toHaveCount(0)
  }
})

test('a form that another page sends in the owner’s name gives nothing', async ({ page, host, site, consentPage }) => {
  site.show(`<form method="post" action="${consentPage}"><input name="decision" value="allow">
    <input name="csrf" value="guessed"><input name="scope" value="tasks:read"><button>Win a prize</button></form>`)
  await page.goto(site.url)
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.url() === consentPage),
    page.getByRole('button', { name: 'Win a prize' }).click(),
  ])
  expect(answer.status()).toBe(403)
  const { body } = await host.answer('list_consents', {})
  expect(body.result).toMatchObject({ consents: [{ client_name: 'A client' }] })
})

/** What a page of a stranger can do to the host by script. */
async function attack(page: Page, host: string) {
  return page.evaluate(async (target) => {
    const ask = async (path: string, init: RequestInit): Promise<string> => {
      try {
        const response = await fetch(target + path, { credentials: 'include', ...init })
        return `${response.status} ${response.type}`
      } catch {
        return 'failed'
      }
    }
    const body = JSON.stringify({ title: 'planted' })
    const plain = { 'content-type': 'text/plain' }
    const socket = new Promise<string>((resolve) => {
      const opened = new WebSocket(`${target.replace('http', 'ws')}/api/host`)
      opened.onopen = () => resolve('open')
      opened.onerror = () => resolve('failed')
    })
    return {
      health: await ask('/health', {}),
      rest: await ask('/tools/add_task', { method: 'POST', body, headers: { 'content-type': 'application/json' } }),
      blind: await ask('/tools/add_task', { method: 'POST', mode: 'no-cors', body, headers: plain }),
      mcp: await ask('/mcp', { method: 'POST', body, headers: { 'content-type': 'application/json' } }),
      socket: await socket,
    }
  }, host)
}

test('a script of another page reads nothing and does nothing', async ({ page, host, site, consentPage }) => {
  expect(consentPage).toContain(host.url)
  site.show('<h1>Win a prize</h1>')
  await page.goto(site.url)
  expect(await attack(page, host.url)).toEqual({
    health: 'failed',
    rest: 'failed',
    blind: '0 opaque',
    mcp: 'failed',
    socket: 'failed',
  })
  expect(await host.call('list_tasks', { status: 'all' }, taskList)).toEqual({ tasks: [] })
})

test('a name rebound to this machine reads nothing and does nothing', async ({ host }) => {
  const launch = await browserHere()
  const browser = await chromium.launch({
    ...launch,
    args: [...(launch.args ?? []), '--host-resolver-rules=MAP rebound.example 127.0.0.1'],
  })
  try {
    const page = await browser.newPage()
    const rebound = host.url.replace('127.0.0.1', 'rebound.example')
    expect((await page.goto(`${rebound}/`))?.status()).toBe(403)
    expect(await attack(page, rebound)).toEqual({
      health: '403 basic',
      rest: '403 basic',
      blind: '403 basic',
      mcp: '403 basic',
      socket: 'failed',
    })
    expect(await host.call('list_tasks', { status: 'all' }, taskList)).toEqual({ tasks: [] })
  } finally {
    await browser.close()
  }
})

test('a consent page that was answered in the app goes on to the client by itself', async ({
  page,
  host,
  consentPage,
}) => {
  await page.route('http://127.0.0.1:33418/**', (route) => route.fulfill({ body: 'The client took it' }))
  await page.goto(consentPage)
  await expect(page.getByRole('button', { name: 'Allow' })).toBeVisible()
  const app = await page.context().newPage()
  await app.goto(`${host.url}/#/connections`)
  await app.getByRole('main').getByRole('button', { name: 'Allow', exact: true }).click()
  await app.close()
  await page.waitForURL('http://127.0.0.1:33418/callback?**')
  expect(new URL(page.url()).searchParams.get('code')).toBeTruthy()
})
