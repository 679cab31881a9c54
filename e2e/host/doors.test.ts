import { statSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { StartedHost } from './started-host.ts'

let host: StartedHost
beforeAll(async () => {
  host = await StartedHost.start()
})
afterAll(() => host.remove())

interface Reply {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

/** A request with headers that `fetch` would not let through. */
function send(path: string, headers: Record<string, string>, method = 'GET', body = ''): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const outgoing = request(`${host.url}${path}`, { method, headers }, (incoming) => {
      let text = ''
      incoming.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
      })
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: text }))
    })
    outgoing.on('error', reject).end(body)
  })
}

const json = { 'content-type': 'application/json' }
const call = '/api/v1/tools/list_tasks/call'

describe('the doors of a running host', () => {
  test('tell without a token that they are there, and what they offer', async () => {
    const health = await send('/health', {})
    expect(health.status).toBe(200)
    expect(JSON.parse(health.body)).toMatchObject({ status: 'ok', name: 'sojourn', pid: host.process.pid })
    const openApi = await send('/openapi.json', {})
    expect(openApi.status).toBe(200)
    expect(Object.keys(JSON.parse(openApi.body).paths)).toContain('/api/v1/tools/plan_trip/call')
  })

  test('refuse a call without a token, and with a wrong one', async () => {
    expect(await send(call, json, 'POST', '{}')).toMatchObject({ status: 401 })
    const wrong = await send(call, { ...json, authorization: `Bearer ${'x'.repeat(43)}` }, 'POST', '{}')
    expect(wrong.status).toBe(401)
    expect(JSON.parse(wrong.body).error).toMatchObject({ kind: 'unauthorized' })
  })

  test.each(['evil.example', 'evil.example:80', '127.0.0.1:1', '127.0.0.1.evil.example'])(
    'refuse the foreign host name %s',
    async (name) => {
      const reply = await send('/health', { host: name })
      expect(reply.status).toBe(403)
      expect(JSON.parse(reply.body).error.kind).toBe('forbidden')
    },
  )

  test.each(['https://evil.example', 'null', 'http://127.0.0.1:1', 'file://'])(
    'refuse a page of %s, even with the token',
    async (origin) => {
      const reply = await send(call, { ...json, authorization: `Bearer ${host.token}`, origin }, 'POST', '{}')
      expect(reply.status).toBe(403)
    },
  )

  test('show the app only to who came with the key, once', async () => {
    expect(await send('/', {})).toMatchObject({ status: 401 })
    expect(await send('/app?key=guessed', {})).toMatchObject({ status: 401 })
    const { pathname, search } = new URL(host.app)
    const first = await send(pathname + search, {})
    expect(first.status).toBe(200)
    const cookie = String(first.headers['set-cookie'])
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Strict/i)
    expect(await send(pathname + search, {})).toMatchObject({ status: 401 })
    const page = await send('/', { cookie: cookie.split(';')[0] ?? '' })
    expect(page.status).toBe(200)
    expect(page.headers['content-security-policy']).toContain("script-src 'self'")
  })

  test('open the socket of the app to no page of another site, and to none without the cookie', async () => {
    const attempt = (origin: string) =>
      new Promise<number | undefined>((resolve) => {
        const socket = new WebSocket(`${host.url.replace('http', 'ws')}/api/host`, { origin })
        socket.on('unexpected-response', (_request, response) => resolve(response.statusCode))
        socket.on('open', () => resolve(101))
        socket.on('error', () => resolve(undefined))
      })
    expect(await attempt('https://evil.example')).toBe(403)
    expect(await attempt(host.url)).toBe(401)
  })

  test.skipIf(process.platform === 'win32')('keep the token in a file for the user alone', () => {
    expect(statSync(join(host.dataDir, 'bridge.json')).mode & 0o077).toBe(0)
    expect(statSync(host.dataDir).mode & 0o077).toBe(0)
  })
})
