import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { legacyClient, openSession, rawPost } from './clients/testing.ts'
import { clientIdentity, openTestDoor, type TestDoor } from './testing.ts'

let door: TestDoor
beforeAll(async () => {
  door = await openTestDoor()
  door.identities.set('ann', clientIdentity('ann'))
  door.identities.set('ben', clientIdentity('ben'))
  door.identities.set('ann-renewed', clientIdentity('ann'))
  door.identities.set('stranger', clientIdentity('ann', { user: 'zoe' }))
})
afterAll(() => door.dispose())

const ping = { jsonrpc: '2.0', id: 1, method: 'ping' }
const inSession = (session: string) => ({ 'mcp-session-id': session })

describe('a session', () => {
  it('belongs to the client that opened it, whichever of its tokens it shows, and to its address', async () => {
    const session = await openSession(door.url, 'ann')
    expect(session).toMatch(/^[\x21-\x7e]{36}$/)
    expect((await rawPost(door.url, 'ann', ping, inSession(session))).status).toBe(200)
    expect((await rawPost(door.url, 'ann-renewed', ping, inSession(session))).status).toBe(200)
    expect((await rawPost(door.url, 'ben', ping, inSession(session))).status).toBe(404)
    expect((await rawPost(door.url, 'stranger', ping, inSession(session))).status).toBe(404)
    expect((await rawPost(`${door.url}/tasks`, 'ann', ping, inSession(session))).status).toBe(404)
  })

  it('ends when its client ends it', async () => {
    const session = await openSession(door.url, 'ann')
    const headers = { authorization: 'Bearer ann', ...inSession(session) }
    const ended = await fetch(door.url, { method: 'DELETE', headers })
    expect(ended.status).toBe(204)
    expect((await rawPost(door.url, 'ann', ping, inSession(session))).status).toBe(404)
    expect((await fetch(door.url, { method: 'DELETE', headers })).status).toBe(404)
  })

  it('that nobody knows is 404, one that is not named 400; a client recovers by initialising again', async () => {
    const unknown = await rawPost(door.url, 'ann', ping, inSession('6f6f6f6f-0000-4000-8000-000000000000'))
    expect(unknown.status).toBe(404)
    expect(await unknown.json()).toMatchObject({ error: { code: -32001 } })
    expect((await rawPost(door.url, 'ann', ping)).status).toBe(400)

    const first = await legacyClient(door.url, 'ann')
    await first.transport.terminateSession()
    await using again = await legacyClient(door.url, 'ann')
    expect((await again.client.listTools()).tools.length).toBeGreaterThan(0)
  })

  it('lives on through another copy of the host, subscriptions and all', async () => {
    await using opened = await legacyClient(door.url, 'ann')
    await opened.client.subscribeResource({ uri: 'task://today' })
    const { McpSessions } = await import('./sessions.ts')
    const copy = new McpSessions(door.database, () => door.now)
    const exchange = { identity: clientIdentity('ann'), server: undefined, session: undefined }
    expect(await copy.find(exchange, opened.transport.sessionId ?? '')).toMatchObject({
      subscriptions: ['task://today'],
    })
  })

  it('is forgotten after thirty idle days', async () => {
    const session = await openSession(door.url, 'ben')
    const then = door.now
    door.now = then.add({ hours: 24 * 31 })
    expect((await rawPost(door.url, 'ben', ping, inSession(session))).status).toBe(404)
    door.now = then
  })

  it('is one of at most 200 of its client', async () => {
    door.identities.set('eager', clientIdentity('eager'))
    const first = await openSession(door.url, 'eager')
    for (let count = 0; count < 200; count += 1) {
      door.now = door.now.add({ seconds: 1 })
      await openSession(door.url, 'eager')
    }
    expect((await rawPost(door.url, 'eager', ping, inSession(first))).status).toBe(404)
  })
})

describe('parameters that do not fit a method', () => {
  const request = (id: number, method: string, params: unknown) => ({ jsonrpc: '2.0', id, method, params })
  const refusals = [
    ['tools/call', { name: 'list_tasks', arguments: 'x' }, /^tools\/call: “arguments” does not fit \(expected .+\)\.$/],
    ['tools/call', { arguments: {} }, /^tools\/call: “name” does not fit/],
    ['tools/list', { cursor: 5 }, /^tools\/list: “cursor” does not fit/],
    ['resources/list', { cursor: {} }, /^resources\/list: “cursor” does not fit/],
    ['resources/read', {}, /^resources\/read: “uri” does not fit/],
    ['logging/setLevel', { level: 'loud' }, /^logging\/setLevel: “level” does not fit/],
    ['completion/complete', { ref: { type: 'ref/nothing' }, argument: 1 }, /^completion\/complete: “ref/],
  ] as const

  it.each(refusals)('are refused in a sentence: %s %j', async (method, params, message) => {
    const session = await openSession(door.url, 'ann')
    const answers = (await (await rawPost(door.url, 'ann', request(7, method, params), inSession(session))).json()) as {
      id: number
      error: { code: number; message: string }
    }
    expect(answers).toMatchObject({ id: 7, error: { code: -32602 } })
    expect(answers.error.message).toMatch(message)
    const withProgress = { ...params, _meta: { progressToken: 1 } }
    expect(
      await (await rawPost(door.url, 'ann', request(8, method, withProgress), inSession(session))).json(),
    ).toMatchObject({ id: 8, error: { code: -32602 } })
  })

  it('are refused one by one in a batch, and when a session is opened', async () => {
    const session = await openSession(door.url, 'ann')
    const batch = [request(1, 'tools/list', { cursor: 5 }), request(2, 'ping', {})]
    const headers = { ...inSession(session), 'mcp-protocol-version': '2025-03-26' }
    expect(await (await rawPost(door.url, 'ann', batch, headers)).json()).toEqual([
      { jsonrpc: '2.0', id: 1, error: expect.objectContaining({ code: -32602 }) },
      { jsonrpc: '2.0', id: 2, result: {} },
    ])
    const opened = await rawPost(door.url, 'ann', request(3, 'initialize', { protocolVersion: 5 }))
    expect(opened.headers.has('mcp-session-id')).toBe(false)
    expect(await opened.json()).toMatchObject({ id: 3, error: { code: -32602 } })
  })
})

describe('versions', () => {
  it.each(['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05'])('speaks %s', async (protocolVersion) => {
    const response = await rawPost(door.url, 'ann', {
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: { protocolVersion, capabilities: {}, clientInfo: { name: 'old', version: '1' } },
    })
    expect(await response.json()).toMatchObject({
      result: { protocolVersion, serverInfo: { name: 'sojourn', version: '1.2.3' } },
    })
  })

  it('refuses a version that does not exist', async () => {
    const session = await openSession(door.url, 'ann')
    const headers = { ...inSession(session), 'mcp-protocol-version': '1999-01-01' }
    expect((await rawPost(door.url, 'ann', ping, headers)).status).toBe(400)
  })
})

describe('what is no good request', () => {
  it.each([
    ['no JSON', '{"jsonrpc":', {}, 400, -32700],
    ['nothing', '', {}, 400, -32600],
    ['JSON that is no JSON-RPC', { hello: 'there' }, {}, 400, -32600],
    ['a number', '7', {}, 400, -32600],
    ['another media type', 'x=1', { 'content-type': 'application/x-www-form-urlencoded' }, 415, -32000],
    ['an Accept without event streams', ping, { accept: 'application/json' }, 406, -32000],
    ['two megabytes', { jsonrpc: '2.0', id: 1, method: 'ping', params: { x: 'x'.repeat(2_000_000) } }, {}, 413, -32000],
  ])('is refused as it should be: %s', async (_what, body, headers, status, code) => {
    const session = await openSession(door.url, 'ann')
    const response = await rawPost(door.url, 'ann', body, { ...inSession(session), ...headers })
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ jsonrpc: '2.0', error: { code } })
  })

  it('is one without a token that holds: 401, with where to sign in', async () => {
    const none = await rawPost(`${door.url}/tasks`, undefined, ping)
    expect(none.status).toBe(401)
    const { origin } = new URL(door.url)
    expect(none.headers.get('www-authenticate')).toBe(
      `Bearer resource_metadata="${origin}/.well-known/oauth-protected-resource/mcp/tasks"`,
    )
    const wrong = await rawPost(door.url, 'nobody', ping)
    expect(wrong.status).toBe(401)
    expect(wrong.headers.get('www-authenticate')).toContain('error="invalid_token"')
  })

  it('is one to a server there is not, or by a method there is not', async () => {
    expect((await rawPost(`${door.url}/nowhere`, 'ann', ping)).status).toBe(404)
    const put = await fetch(door.url, { method: 'PUT', headers: { authorization: 'Bearer ann' } })
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, POST, DELETE'])
  })

  it('is refused by a method that does not exist, in words of the protocol', async () => {
    const session = await openSession(door.url, 'ann')
    const response = await rawPost(door.url, 'ann', { jsonrpc: '2.0', id: 1, method: 'no/such' }, inSession(session))
    expect(await response.json()).toMatchObject({ id: 1, error: { code: -32601 } })
  })

  it('leaves the door answering', async () => {
    await using opened = await legacyClient(`${door.url}/`, 'ann')
    expect((await opened.client.listTools()).tools.length).toBeGreaterThan(0)
  })
})
