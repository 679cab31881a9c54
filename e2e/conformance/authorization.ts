import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chromium } from '@playwright/test'
import * as z from 'zod'
import { browserHere } from '../browser.ts'
import type { StartedHost } from '../host/started-host.ts'
import { runSuite, type ScenarioResult } from './scenarios.ts'

const registered = z.object({ client_id: z.string() })

/** Runs the suite's scenarios for authorization servers, with consent given in a real browser that holds the app's session. */
export async function runAuthorization(host: StartedHost): Promise<ScenarioResult> {
  const port = await freePort()
  const clientId = await register(host, `http://127.0.0.1:${port}/callback`)
  const browser = await chromium.launch(await browserHere())
  try {
    const page = await browser.newPage()
    await page.goto(host.app)
    let consent: Promise<void> | undefined
    const result = await runSuite(
      ['authorization', '--url', `${host.url}/`, '--client-id', clientId, '--port', String(port)],
      (text) => {
        const address = /^https?:\/\/\S*\/authorize\?\S+$/m.exec(text)?.[0]
        if (address === undefined || consent !== undefined) return
        consent = (async () => {
          await page.goto(address)
          await page.getByRole('button', { name: 'Allow' }).click()
          await page.waitForURL(/\/callback\?/).catch(() => undefined)
        })()
      },
    )
    await consent
    return result
  } finally {
    await browser.close()
  }
}

async function register(host: StartedHost, redirectUri: string): Promise<string> {
  const response = await fetch(`${host.url}/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      client_name: 'Conformance suite',
      redirect_uris: [redirectUri],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    }),
  })
  return registered.parse(await response.json()).client_id
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
