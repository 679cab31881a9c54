import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { Agent } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import * as z from 'zod'
import { StartedHost } from '../host/started-host.ts'
import { boundedMs, send, sendLong } from './raw.ts'
import { redirectUri, SignIn } from './sign-in.ts'
import { bearer, initialize, stillAnswers, toMcp } from './still-answers.ts'

const made = z.object({ token: z.string(), client: z.object({ client_id: z.string() }) })

let host: StartedHost
let signIn: SignIn
let good: string

const makeToken = (name: string) =>
  host.call('create_access_token', { name, scopes: ['tasks:read', 'tasks:write'], expires_in_days: 1 }, made)

beforeAll(async () => {
  host = await StartedHost.start()
  signIn = await SignIn.open(host)
  good = (await makeToken('A good script')).token
})
afterAll(() => host.remove())
afterEach(() => stillAnswers(host, good))

/** What RFC 9728 and RFC 6750 ask of a refusal. */
const challenge = (path: string, error?: string) =>
  `Bearer ${error === undefined ? '' : `${error}, `}resource_metadata="${host.url}/.well-known/oauth-protected-resource${path}"`
const invalidToken = 'error="invalid_token", error_description="The token does not hold here"'

describe('a foreign name or page is refused at every door, even with a good token', () => {
  const doors = ['/mcp', '/mcp/tasks', '/tools/list_tasks', '/authorize', '/token', '/register', '/consent/x', '/docs']
  const port = () => new URL(host.url).port

  test.each([
    ['the Host evil.example', () => ({ host: 'evil.example' })],
    ['a name rebound to this machine', () => ({ host: `rebound.example:${port()}` })],
    ['this machine’s name within another', () => ({ host: `127.0.0.1.evil.example:${port()}` })],
    ['another port', () => ({ host: '127.0.0.1:1' })],
    ['the Origin https://evil.example', () => ({ origin: 'https://evil.example' })],
    ['an Origin that is null', () => ({ origin: 'null' })],
    ['another port’s page', () => ({ origin: 'http://127.0.0.1:1' })],
    ['this machine’s other spelling', () => ({ origin: `http://localhost:${port()}` })],
  ])('%s', async (_what, headers) => {
    for (const door of doors) {
      for (const method of ['GET', 'POST', 'OPTIONS']) {
        const reply = await send(host.url + door, { method, headers: { ...bearer(good), ...headers() } })
        expect([method, door, reply.status]).toEqual([method, door, 403])
        expect(reply.headers).not.toHaveProperty('access-control-allow-origin')
      }
    }
  })
})

describe('a token is refused with where to get a better one', () => {
  test('that is none', async () => {
    for (const path of ['/mcp', '/mcp/tasks']) {
      const { status, headers } = await toMcp(host, initialize, {}, path)
      expect(status).toBe(401)
      expect(headers['www-authenticate']).toBe(challenge(path))
    }
    expect((await toMcp(host, initialize, {}, `/mcp?access_token=${good}`)).status).toBe(401)
  })

  const refused = async (token: string, path = '/mcp') => {
    const { status, headers } = await toMcp(host, initialize, bearer(token), path)
    expect([status, headers['www-authenticate']]).toEqual([401, challenge(path, invalidToken)])
    const rest = await send(`${host.url}/tools/list_tasks`, { method: 'POST', headers: bearer(token) })
    expect(rest.status).toBe(401)
    expect(rest.headers['www-authenticate']).toContain('Bearer')
  }

  test('that was guessed', async () => {
    await refused(`sojourn_personal_${randomBytes(32).toString('base64url')}`)
    await refused('x'.repeat(8_000))
  })

  test('that has expired', async () => {
    const { token, client } = await makeToken('A script of yesterday')
    const database = new Database(join(host.dataDir, 'sojourn.db'))
    database.pragma('busy_timeout = 5000')
    const expire = database.prepare('UPDATE tokens SET expires_at = ? WHERE client_id = ?')
    expect(expire.run('2020-01-01T00:00:00.000Z', client.client_id).changes).toBe(1)
    database.close()
    await refused(token)
  })

  test('that was revoked, at once', async () => {
    const { token, client } = await makeToken('A script that leaves')
    expect((await toMcp(host, initialize, bearer(token))).status).toBe(200)
    await host.call('revoke_client', { client_id: client.client_id }, z.object({ status: z.literal('revoked') }))
    await refused(token)
  })

  test('that was made for another address', async () => {
    const { access } = await signIn.connect('/mcp/tasks')
    expect((await toMcp(host, initialize, bearer(access), '/mcp/tasks')).status).toBe(200)
    await refused(access)
    await refused(access, '/mcp/trips')
  })
})

describe('the authorization server', () => {
  const refusal = { status: 400, body: expect.stringContaining('"error":"invalid_grant"') }

  test('takes a code once: the second time ends what the first gave', async () => {
    const consented = await signIn.consent()
    const first = await signIn.redeem(consented)
    const { access, refresh } = SignIn.tokensOf(first)
    expect(first.headers['cache-control']).toBe('no-store')
    expect((await toMcp(host, initialize, bearer(access))).status).toBe(200)
    expect(await signIn.redeem(consented)).toMatchObject(refusal)
    expect((await toMcp(host, initialize, bearer(access))).status).toBe(401)
    expect(await signIn.refresh(consented.clientId, refresh)).toMatchObject(refusal)
  })

  test('gives nothing for a wrong verifier, nor to another client', async () => {
    const consented = await signIn.consent()
    expect(await signIn.redeem({ ...consented, verifier: 'x'.repeat(43) })).toMatchObject(refusal)
    expect(await signIn.redeem({ ...consented, clientId: await signIn.register() })).toMatchObject(refusal)
  })

  test('takes a refresh token once: the second time ends its whole family', async () => {
    const { clientId, refresh } = await signIn.connect()
    const renewed = SignIn.tokensOf(await signIn.refresh(clientId, refresh))
    expect((await toMcp(host, initialize, bearer(renewed.access))).status).toBe(200)
    expect(await signIn.refresh(clientId, refresh)).toMatchObject(refusal)
    expect((await toMcp(host, initialize, bearer(renewed.access))).status).toBe(401)
    expect(await signIn.refresh(clientId, renewed.refresh)).toMatchObject(refusal)
  })

  test.each([
    'https://evil.example/callback',
    'http://127.0.0.1:33418@evil.example/callback',
    'http://127.0.0.1.evil.example:33418/callback',
    '//evil.example/callback',
    'javascript:alert(1)',
    `${redirectUri}/../../elsewhere`,
  ])('sends no browser to %s', async (redirect_uri) => {
    const clientId = await signIn.register()
    const kinds: Record<string, string>[] = [{}, { response_type: 'token' }, { scope: 'x' }]
    for (const more of kinds) {
      const { status, headers } = await signIn.authorize(clientId, 'x'.repeat(43), { ...more, redirect_uri })
      expect({ status, location: headers.location }).toEqual({ status: 400, location: undefined })
    }
  })
})

describe('a body of 50 MB is refused, its length told or not', () => {
  const size = 50 * 1024 * 1024
  const json = { 'content-type': 'application/json' }
  const form = { 'content-type': 'application/x-www-form-urlencoded' }

  test.each([
    ['/mcp', () => ({ ...json, ...bearer(good) }), 413, 'larger than 1 MB'],
    ['/mcp', () => json, 401, 'token is needed'],
    ['/tools/add_task', () => ({ ...json, ...bearer(good) }), 413, 'larger than 1 MB'],
    ['/tools/add_task', () => json, 401, 'token is needed'],
    ['/register', () => json, 413, 'larger than 100 kB'],
    ['/token', () => form, 413, 'larger than 100 kB'],
    ['/consent/x', () => form, 413, 'larger than 16 kB'],
  ])('%s', async (path, headers, status, says) => {
    const started = performance.now()
    const told = { ...headers(), 'content-length': String(size) }
    for (const each of [headers(), told]) {
      const reply = await sendLong(host.url + path, size, { headers: each })
      expect(reply).toMatchObject({ status, body: expect.stringContaining(says) })
    }
    expect(performance.now() - started).toBeLessThan(boundedMs)
  })
})

describe('what is no JSON-RPC is refused in JSON-RPC', () => {
  const request = (more: object) => JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', ...more })

  test.each<[string, string | Uint8Array]>([
    ['nothing', ''],
    ['half of it', '{"jsonrpc":"2.0","id":1,'],
    ['bytes that are no text', randomBytes(2_000)],
    ['a null', 'null'],
    ['a number', '42'],
    ['an empty batch', '[]'],
    ['a batch of nonsense', '[1,"two",null]'],
    ['another version', request({ jsonrpc: '1.0' })],
    ['an object for an id', request({ id: { of: 'mine' } })],
    ['a number for a method', request({ method: 7 })],
    ['no method', '{"jsonrpc":"2.0","id":1}'],
    ['text for parameters', request({ params: 'all of them' })],
    ['100,000 brackets', '['.repeat(100_000)],
    ['100,000 brackets that close', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['an object’s prototype', '{"jsonrpc":"2.0","id":1,"__proto__":{"method":"tools/list"}}'],
    ['a call before initialize', request({})],
  ])('%s', async (_what, body) => {
    const kinds: Record<string, string>[] = [
      {},
      { 'mcp-protocol-version': '2026-07-28' },
      { 'mcp-session-id': 'guessed' },
    ]
    for (const headers of kinds) {
      const reply = await toMcp(host, body, { ...headers, ...bearer(good) })
      expect([400, 404], `${JSON.stringify(headers)}: ${reply.body}`).toContain(reply.status)
      expect(JSON.parse(reply.body)).toMatchObject({ jsonrpc: '2.0', error: { code: expect.any(Number) } })
      expect(reply.body).not.toMatch(/node_modules|\bat .+:\d+:\d+/)
    }
  })

  test('a header of 20 kB', async () => {
    expect((await send(`${host.url}/mcp`, { headers: { 'mcp-session-id': 'x'.repeat(20_000) } })).status).toBe(431)
  })
})

describe('in a burst', () => {
  /** Sends so many requests over 50 connections; gives how often each status came, with its Retry-After. */
  async function burst(count: number, headers: Record<string, string>): Promise<Map<string, number>> {
    const agent = new Agent({ keepAlive: true, maxSockets: 50 })
    const statuses = new Map<string, number>()
    let left = count
    const one = async () => {
      while (left > 0) {
        left -= 1
        const { status, headers: answered } = await send(`${host.url}/mcp`, { method: 'POST', headers, agent })
        const kind = `${status} ${answered['retry-after'] ?? ''}`.trim()
        statuses.set(kind, (statuses.get(kind) ?? 0) + 1)
      }
    }
    await Promise.all(Array.from({ length: 50 }, one))
    agent.destroy()
    return statuses
  }

  test('10,000 requests without a token are turned away, and good ones are answered meanwhile', async () => {
    const started = performance.now()
    const flood = burst(10_000, {})
    await stillAnswers(host, good)
    const statuses = await flood
    const seconds = (performance.now() - started) / 1000
    expect([...statuses.keys()].toSorted()).toEqual(['401', '429 1'])
    // 40 at once, 20 each second after.
    expect(statuses.get('401')).toBeLessThanOrEqual(41 + 20 * seconds)
    expect(seconds).toBeLessThan(45)
  }, 60_000)

  test('2,000 with tokens that were guessed are turned away, and good ones are answered meanwhile', async () => {
    const flood = burst(2_000, bearer('guessed'))
    await stillAnswers(host, good)
    const unsigned = () => send(`${host.url}/mcp`, { method: 'POST' })
    await vi.waitFor(async () => expect((await unsigned()).status, 'has yet to sign in').toBe(401))
    expect([...(await flood).keys()].toSorted()).toEqual(['401', '429 1'])
  }, 60_000)
})

test.each(['/api/host', '/anything'])(
  'a connection that asks for a WebSocket at %s and is cut off ends nothing',
  async (path) => {
    const { hostname, port } = new URL(host.url)
    const upgrade = `GET ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nOrigin: ${host.url}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`
    for (let times = 0; times < 40; times++) {
      const socket = connect(Number(port), hostname)
      socket.on('error', () => {})
      await once(socket, 'connect')
      await new Promise<void>((sent) => socket.write(upgrade, () => sent()))
      socket.resetAndDestroy()
      await once(socket, 'close')
    }
    await stillAnswers(host, good)
    expect(host.process.exitCode).toBeNull()
  },
)
