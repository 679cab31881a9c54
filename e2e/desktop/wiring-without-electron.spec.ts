import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test as base, expect } from '@playwright/test'
import { hostFlags } from '../../src/main/launch.ts'
import { channels } from '../../src/shared/ipc-channels.ts'
import { lisbonRequest } from '../host/answers.ts'
import { StartedHost } from '../host/started-host.ts'
import { App } from '../pages/app.ts'
import { MainWithoutElectron, pageUrl } from './main-without-electron.ts'

// The built main process, preload script and renderer, joined by a stand-in for Electron. This is no run in Electron: it
// says nothing about sandbox, context isolation, windows, menus, or the key store.
const test = base.extend<{ main: MainWithoutElectron; app: App }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures are needed
  main: async ({}, use) => {
    const main = new MainWithoutElectron()
    await use(main)
    await main.remove()
  },
  app: async ({ main, page }, use) => {
    const failures: string[] = []
    page.on('pageerror', (error) => failures.push(String(error)))
    page.on('console', (message) => {
      if (message.type() === 'error') failures.push(message.text())
    })
    await main.noted('window shown')
    await main.show(page)
    const app = new App(page)
    await app.open(pageUrl)
    await use(app)
    base.expect(failures, 'errors in the page').toEqual([])
  },
})

test('a sentence becomes a trip over the preload script and the handlers', async ({ app, main, page }) => {
  const growth = await app.conversation.watchGrowth()
  await app.conversation.say(lisbonRequest)
  expect(new Set((await growth()).filter((length) => length > 0)).size).toBeGreaterThan(5)
  await expect(page.getByRole('heading', { level: 1, name: /Lisbon/ })).toBeVisible()
  await expect(app.itinerary.days).toHaveCount(4)

  await test.step('it is all there after a reload', async () => {
    await app.reload()
    await expect(app.conversation.questions).toHaveText([lisbonRequest])
    await expect(app.itinerary.days).toHaveCount(4)
  })
  await test.step('what another program changes appears', async () => {
    const { url, token } = await main.bridge()
    const response = await fetch(`${url}/api/v1/tools/add_task/call`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ params: { title: 'Renew the passport' } }),
    })
    expect(response.status).toBe(200)
    await app.goTo('Tasks')
    await expect(app.tasks.task('Renew the passport')).toBeVisible()
  })
})

test('a message that is refused says why in its own words', async ({ app, main }) => {
  const { message, questions } = app.conversation
  await message.fill('ab '.repeat(33_333))
  await message.press('Enter')
  await expect(app.toast(/long|characters/)).toBeVisible()
  await expect(app.toast('Error invoking')).toHaveCount(0)
  await expect(questions).toHaveCount(0)
  expect(await main.invoke(channels.send, [{ message: 7 }])).toMatchObject({ ok: false, error: { kind: 'internal' } })
})

test('the theme that is chosen becomes the system’s too', async ({ app, main }) => {
  await main.noted('theme system')
  await app.goTo('Settings')
  await main.invoke(channels.call, ['update_settings', { theme: 'dark' }])
  await main.noted('theme dark')
  await expect(app.page.locator('html')).toHaveClass(/dark/)
})

test('only the app’s own main frame is answered, and links leave by the system alone', async ({ main }) => {
  await main.noted('window shown')
  for (const frame of [{ url: 'https://example.org/' }, { url: 'sojourn://application/' }, { embedded: true }])
    await expect(main.invoke(channels.call, ['list_tasks', {}], frame)).rejects.toThrow(/own frame/)
  expect(await main.invoke(channels.call, ['list_tasks', {}])).toMatchObject({ ok: true })

  expect(await main.follow('https://example.org/', 'navigate')).toBe('deny')
  expect(await main.follow('sojourn://app/#/tasks', 'navigate')).toBe('allow')
  expect(await main.follow('https://example.org/', 'window')).toBe('deny')
  expect(await main.follow('file:///etc/passwd', 'window')).toBe('deny')
  expect(main.notes.filter((note) => note.startsWith('opened outside'))).toEqual([
    'opened outside https://example.org/',
  ])
})

test('it is one program for each folder, closes once, and leaves nothing behind', async ({ main }) => {
  await main.noted('window shown')
  expect(main.notes[0]).toBe(`userData at ${join(main.dataDir, 'electron')}`)
  expect(main.notes.find((note) => note.startsWith('window opened'))).toMatch(/"sandbox":true,"contextIsolation":true/)
  await main.startAgain(true)
  expect(main.notes.filter((note) => note.startsWith('window opened'))).toHaveLength(1)
  expect(await main.quit(3)).toBe(0)
  for (const file of ['bridge.json', 'lock']) expect(existsSync(join(main.dataDir, file)), file).toBe(false)
  const launch = JSON.parse(readFileSync(join(main.dataDir, 'launch.json'), 'utf8'))
  expect(launch.args).toEqual([...hostFlags, expect.stringMatching(/cli\.ts$/), 'serve', '--data-dir', main.dataDir])
})

test('with --serve the host runs without a window until one is asked for, and after it is closed', async () => {
  const main = new MainWithoutElectron(['--serve'])
  try {
    const { url } = await main.bridge()
    await main.noted('theme')
    await main.startAgain(false)
    expect(main.notes.filter((note) => note.startsWith('window opened'))).toEqual([])
    await main.startAgain(true)
    await main.noted('window shown')
    await main.closeWindow()
    expect((await fetch(`${url}/health`)).status).toBe(200)
    expect(await main.quit()).toBe(0)
  } finally {
    await main.remove()
  }
})

test('what keeps it from starting is told in a dialog', async () => {
  const main = new MainWithoutElectron(['--port', 'many'])
  try {
    await main.noted(/^Sojourn cannot start: many is not a port/)
    expect(await main.quit()).toBe(70)
  } finally {
    await main.remove()
  }
})

test('where a host without a window has the folder, it leads there', async () => {
  const host = await StartedHost.start()
  const main = new MainWithoutElectron([], host.dataDir)
  try {
    await main.noted(`opened outside ${host.url}/`)
    expect(await main.quit()).toBe(0)
    expect(main.notes.filter((note) => note.startsWith('window'))).toEqual([])
    expect((await fetch(`${host.url}/health`)).status).toBe(200)
  } finally {
    await host.stop()
    await main.remove()
  }
})
