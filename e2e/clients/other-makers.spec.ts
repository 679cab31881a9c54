import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import * as z from 'zod'
import { test as base, expect } from '../fixtures.ts'
import { testEnvironment } from '../host/started-host.ts'
import { clientFile, installClients, installTimeoutMs } from './install.ts'
import { type Assistant, assistantOf, seenAndUndone, tokenFor } from './seen-and-undone.ts'

const inspector = clientFile('@modelcontextprotocol', 'inspector', 'clients', 'launcher', 'build', 'index.js')
const mcpRemote = clientFile('mcp-remote', 'dist', 'proxy.js')

const test = base.extend<{ home: string }>({
  /** A home folder for the client, empty. */
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures are needed
  home: async ({}, use) => {
    const home = mkdtempSync(join(tmpdir(), 'sojourn-client-'))
    await use(home)
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  },
})

// One after the other, as they are installed once.
test.describe.configure({ mode: 'default' })
test.beforeAll(() => {
  test.setTimeout(installTimeoutMs)
  installClients()
})

test('the inspector’s command line works with an access token', async ({ app, host, home }) => {
  const token = await tokenFor(host, 'Inspector')
  await seenAndUndone(app, commandLineInspector(`${host.url}/mcp`, token, home))
})

test('mcp-remote signs in through the consent page in a browser, and works', async ({ app, host, home, page }) => {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [mcpRemote, `${host.url}/mcp`, '--transport', 'http-only'],
    env: withoutBrowser(home, { MCP_REMOTE_CONFIG_DIR: join(home, 'mcp-remote') }),
    stderr: 'pipe',
  })
  let said = ''
  transport.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const client = new Client({ name: 'end-to-end test', version: '1.0.0' })
  const connected = client.connect(transport)
  connected.catch(() => {})
  try {
    const asked = () => /^http:\/\/127\.0\.0\.1:\d+\/authorize\?\S+$/m.exec(said)?.[0]
    await expect.poll(asked, { message: 'the address to sign in at', timeout: 20_000 }).toBeDefined()
    const consent = await page.context().newPage()
    await consent.goto(asked() ?? '')
    await expect(consent.getByRole('heading', { level: 1 })).toContainText('use Sojourn?')
    await expect(consent.getByRole('main')).toContainText('is what it calls itself')
    const shown = /^Let (.+) use Sojourn\?$/.exec(await consent.getByRole('heading', { level: 1 }).innerText())?.[1]
    await consent.getByRole('switch', { name: /^Change your trips/ }).uncheck()
    await consent.getByRole('button', { name: 'Allow' }).click()
    await consent.waitForURL(/\/oauth\/callback\?/)
    await connected
    await consent.close()
    const assistant = assistantOf(client, shown ?? '')
    expect(await assistant.listTools()).not.toContain('plan_trip')
    await seenAndUndone(app, assistant)
  } catch (error) {
    throw new Error(`mcp-remote said:\n${said}`, { cause: error })
  } finally {
    await client.close()
  }
})

const listed = z.object({ tools: z.array(z.object({ name: z.string() })) })
const called = z.object({ structuredContent: z.unknown(), isError: z.literal(false).optional() })

function commandLineInspector(url: string, token: string, home: string): Assistant {
  const run = async (...args: string[]): Promise<unknown> => {
    const header = `Authorization: Bearer ${token}`
    const whole = [inspector, '--cli', url, '--transport', 'http', '--header', header, ...args]
    const child = spawn(process.execPath, whole, { env: withoutBrowser(home), stdio: ['ignore', 'pipe', 'pipe'] })
    const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
    if (code !== 0) throw new Error(`The inspector ended with ${code}: ${stdout}${stderr}`)
    return JSON.parse(stdout)
  }
  return {
    name: 'Inspector',
    listTools: async () => listed.parse(await run('--method', 'tools/list')).tools.map(({ name }) => name),
    call: async (tool, input) => {
      const pairs = Object.entries(input).flatMap(([name, value]) => ['--tool-arg', `${name}=${value}`])
      return called.parse(await run('--method', 'tools/call', '--tool-name', tool, ...pairs)).structuredContent
    },
  }
}

/** The environment of a client with an empty home, in which what would open the system's browser does nothing. */
function withoutBrowser(home: string, extra: Record<string, string> = {}): Record<string, string> {
  const nothing = join(home, 'open')
  writeFileSync(nothing, '#!/bin/sh\nexit 0\n')
  chmodSync(nothing, 0o755)
  const own = Object.entries(testEnvironment()).filter(([name]) => !/^(XDG_|GNOME_|KDE_|DESKTOP_SESSION)/.test(name))
  return {
    ...Object.fromEntries(own.map(([name, value]) => [name, value ?? ''])),
    HOME: home,
    USERPROFILE: home,
    BROWSER: nothing,
    PATH: `${home}${delimiter}${process.env.PATH}`,
    ...extra,
  }
}
