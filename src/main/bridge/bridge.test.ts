import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Conf from 'conf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import type { ServerFrame } from '../../shared/host-api.ts'
import { newId } from '../../shared/ids.ts'
import { readBridgeFile } from '../data-folder.ts'
import { type Host, openHost } from '../host.ts'
import { answers } from '../running-host.ts'
import type { Bridge } from './bridge.ts'

describe('the localhost doors', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sojourn-bridge-'))
  let host: Host
  let bridge: Bridge

  beforeAll(async () => {
    host = await openHost({
      dataDir,
      env: {},
      rendererDir: join(dataDir, 'no-renderer'),
      openSettings: () => new Conf({ cwd: dataDir, configName: 'settings', projectName: 'sojourn' }),
      probe: answers,
    })
    bridge = await host.openBridge({ port: 0 })
  })
  afterAll(async () => {
    await host.close()
    rmSync(dataDir, { recursive: true, force: true })
  })

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(bridge.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${bridge.token}`, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  const bodyOf = async (response: Response) => (await response.json()) as Record<string, never>

  /** All that stands in the logs so far. */
  const logged = () => {
    const logs = join(dataDir, 'logs')
    return readdirSync(logs)
      .map((file) => readFileSync(join(logs, file), 'utf8'))
      .join('')
  }

  /** A request with a Host or Origin that fetch would not let us set. */
  async function rawGet(path: string, headers: Record<string, string>): Promise<number> {
    const request = httpRequest(bridge.url + path, { headers })
    request.end()
    const [response] = await once(request, 'response')
    response.resume()
    return response.statusCode
  }

  it('tells that it is healthy without a token', async () => {
    expect(await bodyOf(await fetch(`${bridge.url}/health`))).toMatchObject({ status: 'ok', name: 'sojourn' })
  })

  it('leaves its address and token in a file for the user alone', () => {
    expect(readBridgeFile(dataDir)).toMatchObject({ url: bridge.url, token: bridge.token, user_id: host.user })
    if (process.platform !== 'win32') expect(statSync(join(dataDir, 'bridge.json')).mode & 0o777).toBe(0o600)
  })

  it('refuses a second host on the same folder', async () => {
    const second = openHost({
      dataDir,
      env: {},
      rendererDir: dataDir,
      openSettings: () => new Conf({ cwd: dataDir, configName: 'settings', projectName: 'sojourn' }),
      probe: answers,
    })
    await expect(second).rejects.toMatchObject({ kind: 'conflict', hint: expect.stringContaining(bridge.url) })
  })

  it('says loudly that a port is taken', async () => {
    const taken = Number(new URL(bridge.url).port)
    await expect(host.openBridge({ port: taken })).rejects.toMatchObject({
      kind: 'conflict',
      message: `Port ${taken} is taken by another program.`,
    })
  })

  it('calls a tool both ways', async () => {
    const wrapped = await post('/api/v1/tools/add_task/call', { params: { title: 'Buy sun cream' } })
    expect(wrapped.status).toBe(200)
    expect(await bodyOf(wrapped)).toMatchObject({ result: { status: 'created', title: 'Buy sun cream' } })
    const plain = await post('/tools/list_tasks', { query: 'sun cream' })
    expect(await bodyOf(plain)).toMatchObject({ tasks: [{ title: 'Buy sun cream', status: 'pending' }] })
  })

  it.each([
    ['an unknown tool', '/api/v1/tools/fly_away/call', { params: {} }, 404, 'not_found'],
    [
      'an unknown field',
      '/api/v1/tools/add_task/call',
      { params: { title: 'x', colour: 'red' } },
      400,
      'invalid_input',
    ],
    ['a date that does not exist', '/tools/add_task', { title: 'x', due: '2027-02-31' }, 400, 'invalid_input'],
    ['another user’s id', '/tools/list_tasks', { user_id: newId() }, 403, 'forbidden'],
    ['a body that is no JSON', '/tools/list_tasks', '{"query":', 400, 'invalid_input'],
    ['a wrapped call without params', '/api/v1/tools/list_tasks/call', { query: 'x' }, 400, 'invalid_input'],
    ['a task that is not there', '/tools/complete_task', { task_id: newId() }, 404, 'not_found'],
    ['a body of two megabytes', '/tools/add_task', { title: 'x'.repeat(2_000_000) }, 413, 'invalid_input'],
    ['an empty message', '/api/chat/USER', { message: '  ' }, 400, 'invalid_input'],
    ['a message of 100,000 characters', '/api/chat/USER', { message: 'x'.repeat(100_000) }, 400, 'invalid_input'],
  ])('refuses %s with a clear error', async (_what, path, body, status, kind) => {
    const response = await post(path.replace('USER', host.user), body)
    const { error } = (await response.json()) as { error: { kind: string; message: string } }
    expect({ status: response.status, kind: error.kind }).toEqual({ status, kind })
    expect(error.message.length).toBeGreaterThan(10)
  })

  it('refuses what cannot be read, as a fault of the request', async () => {
    const headers = { authorization: `Bearer ${bridge.token}`, 'content-type': 'application/json' }
    const ask = async (method: string, path: string, more: Record<string, string> = {}) =>
      (
        await fetch(bridge.url + path, {
          method,
          headers: { ...headers, ...more },
          ...(method === 'POST' && { body: '{}' }),
        })
      ).status
    for (const path of ['/tools/%zz', '/api/v1/tools/%zz/call', '/mcp/%zz', '/mcp', '/tools/list_tasks']) {
      expect([path, await ask('POST', path, path.includes('%') ? {} : { 'content-encoding': 'gzip' })]).toEqual([
        path,
        400,
      ])
    }
    for (const path of ['/api/v1/tasks/%zz', '/consent/%zz', '/mcp/%zz']) {
      expect([path, await ask('GET', path)]).toEqual([path, 400])
    }
    expect(await ask('POST', '/tools/list_tasks', { 'content-encoding': 'zstd-x' })).toBe(415)
    expect(logged()).not.toMatch(/http_failed|mcp_failed/)
  })

  it.each([
    ['GET', '/api'],
    ['GET', '/api/v1/nope'],
    ['POST', '/api/v1/tools'],
    ['GET', '/tools'],
    ['GET', '/tools/list_tasks/more'],
    ['GET', '/mcp/tasks/x'],
    ['POST', '/mcp/tasks/x'],
    ['GET', '/.well-known/nope'],
    ['GET', '/.well-known/oauth-protected-resource/mcp/nope'],
  ])('has nothing at %s %s, and says so as the doors do', async (method, path) => {
    const response = await fetch(bridge.url + path, { method, headers: { authorization: `Bearer ${bridge.token}` } })
    expect([response.status, await bodyOf(response)]).toMatchObject([404, { error: { kind: 'not_found' } }])
  })

  it.each([
    ['GET', '/tools/list_tasks', 'POST'],
    ['DELETE', '/api/v1/tools/list_tasks/call', 'POST'],
    ['PUT', `/api/v1/tasks/${newId()}`, 'GET, PATCH, DELETE'],
    ['DELETE', '/api/v1/trips', 'GET, POST'],
    ['GET', '/api/v1/app/open', 'POST'],
    ['GET', '/api/v1/stdio-credential', 'POST'],
    ['GET', `/api/chat/${newId()}`, 'POST'],
    ['POST', '/openapi.json', 'GET'],
    ['POST', '/health', 'GET'],
  ])('cannot %s at %s, and says what can be done there', async (method, path, allow) => {
    const headers = { authorization: `Bearer ${bridge.token}` }
    const response = await fetch(bridge.url + path, { method, headers })
    expect([response.status, response.headers.get('allow')]).toEqual([405, allow])
    expect(await bodyOf(response)).toMatchObject({ error: { kind: 'invalid_input' } })
    const options = await fetch(bridge.url + path, { method: 'OPTIONS', headers })
    expect([options.status, options.headers.get('allow')]).toEqual([204, allow])
  })

  it('takes JSON alone, or nothing', async () => {
    for (const path of [
      '/tools/list_tasks',
      '/api/v1/tools/list_tasks/call',
      '/api/v1/tasks',
      `/api/chat/${host.user}`,
    ]) {
      for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
        const response = await post(path, '{}', { 'content-type': type })
        expect([path, response.status, await bodyOf(response)]).toMatchObject([
          path,
          415,
          { error: { kind: 'invalid_input', message: 'The body must be JSON.' } },
        ])
      }
    }
    const none = await fetch(`${bridge.url}/tools/list_tasks`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bridge.token}` },
    })
    expect(none.status).toBe(200)
    const charset = { 'content-type': 'application/json; charset=utf-8' }
    expect((await post('/tools/list_tasks', {}, charset)).status).toBe(200)
  })

  it('needs the token', async () => {
    const none = await fetch(`${bridge.url}/tools/list_tasks`, { method: 'POST' })
    expect(none.status).toBe(401)
    expect(none.headers.get('www-authenticate')).toContain('Bearer')
    expect((await post('/tools/list_tasks', {}, { authorization: 'Bearer wrong' })).status).toBe(401)
  })

  it('says what a token lacks, and where to get a better one', async () => {
    const metadata = `resource_metadata="${bridge.url}/.well-known/oauth-protected-resource/mcp"`
    const challenged = async (path: string, method: string, authorization: string | undefined) => {
      const body = method === 'POST' ? '{}' : undefined
      const headers = { 'content-type': 'application/json', ...(authorization && { authorization }) }
      const response = await fetch(bridge.url + path, { method, headers, ...(body && { body }) })
      return [response.status, response.headers.get('www-authenticate')]
    }
    expect(await challenged('/tools/list_tasks', 'POST', undefined)).toEqual([401, `Bearer ${metadata}`])
    expect(await challenged('/tools/list_tasks', 'POST', 'Bearer wrong')).toEqual([
      401,
      `Bearer error="invalid_token", ${metadata}`,
    ])
    const { token } = await bodyOf(
      await post('/tools/create_access_token', { name: 'A reader', scopes: ['tasks:read'], expires_in_days: 1 }),
    )
    const reader = `Bearer ${String(token)}`
    const lacking = (scope: string) => [
      403,
      `Bearer error="insufficient_scope", scope="tasks:read ${scope}", ${metadata}`,
    ]
    expect(await challenged('/tools/list_trips', 'POST', reader)).toEqual(lacking('trips:read'))
    expect(await challenged('/api/v1/tools/get_trip/call', 'POST', reader)).toEqual([400, null])
    expect(await challenged('/api/v1/trips', 'GET', reader)).toEqual(lacking('trips:read'))
    expect(await challenged(`/api/v1/tasks/${newId()}`, 'DELETE', reader)).toEqual(lacking('tasks:write'))
    expect(await challenged('/tools/list_clients', 'POST', reader)).toEqual([404, null])
  })

  it('gives a client neither the app, nor the assistant, nor credentials for others', async () => {
    const created = await bodyOf(
      await post('/tools/create_access_token', { name: 'A script', scopes: ['tasks:read'], expires_in_days: 1 }),
    )
    const headers = { authorization: `Bearer ${String(created.token)}` }
    expect((await post('/tools/list_tasks', {}, headers)).status).toBe(200)
    expect((await post('/tools/add_task', { title: 'x' }, headers)).status).toBe(403)
    expect((await post('/tools/list_conversations', {}, headers)).status).toBe(404)
    for (const path of ['/api/v1/app/open', `/api/chat/${host.user}`, '/api/v1/stdio-credential']) {
      expect([path, (await post(path, { message: 'hello' }, headers)).status]).toEqual([path, 403])
    }
  })

  it('counts what a client asks for over MCP and REST together, and tells when to come again', async () => {
    const made = await bodyOf(
      await post('/tools/create_access_token', { name: 'A busy one', scopes: ['tasks:read'], expires_in_days: 1 }),
    )
    const { client_id } = made.client as unknown as { client_id: string }
    const headers = { authorization: `Bearer ${String(made.token)}`, accept: 'application/json, text/event-stream' }
    await post('/tools/update_client', { client_id, calls_per_minute: 4 })
    const mcp = (method: string, params: unknown, session: Record<string, string> = {}) =>
      post('/mcp', { jsonrpc: '2.0', id: 5, method, params }, { ...headers, ...session })
    const clientInfo = { name: 'busy', version: '1' }
    const opened = await mcp('initialize', { protocolVersion: '2025-11-25', capabilities: {}, clientInfo })
    const session = { 'mcp-session-id': opened.headers.get('mcp-session-id') ?? '' }
    expect((await mcp('tools/list', {}, session)).status).toBe(200)
    expect((await mcp('resources/read', { uri: 'task://today' }, session)).status).toBe(200)
    expect((await mcp('ping', {}, session)).status).toBe(200)
    expect((await post('/tools/list_tasks', {}, headers)).status).toBe(200)

    for (const [method, params] of [
      ['tools/list', {}],
      ['resources/read', { uri: 'task://today' }],
    ] as const) {
      const refused = await mcp(method, params, session)
      expect([refused.status, Number(refused.headers.get('retry-after'))]).toEqual([429, expect.closeTo(60, -1)])
      expect(await bodyOf(refused)).toMatchObject({ id: 5, error: { code: -32029, message: /4 calls/ } })
    }
    const rest = await post('/tools/list_tasks', {}, headers)
    expect([rest.status, Number(rest.headers.get('retry-after'))]).toEqual([429, expect.closeTo(60, -1)])
  })

  it('answers to no foreign name and no foreign page', async () => {
    const { port } = new URL(bridge.url)
    expect(await rawGet('/health', { host: `127.0.0.1:${port}` })).toBe(200)
    expect(await rawGet('/health', { host: `evil.example:${port}` })).toBe(403)
    expect(await rawGet('/health', { host: `localhost.evil.example:${port}` })).toBe(403)
    expect(await rawGet('/health', { host: `127.0.0.1:${port}`, origin: 'https://evil.example' })).toBe(403)
    expect(await rawGet('/health', { host: `127.0.0.1:${port}`, origin: 'null' })).toBe(403)
    expect(await rawGet('/health', { host: `127.0.0.1:${port}`, origin: `http://127.0.0.1:${port}` })).toBe(200)
  })

  it('offers trips and tasks as plain resources over the same tools', async () => {
    const send = (method: string, path: string, body?: unknown) =>
      fetch(bridge.url + path, {
        method,
        headers: { authorization: `Bearer ${bridge.token}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
    const created = await send('POST', '/api/v1/tasks', { title: 'Plain resource' })
    expect(created.status).toBe(201)
    const { task_id } = (await created.json()) as { task_id: string }
    expect(await bodyOf(await send('GET', `/api/v1/tasks/${task_id}`))).toMatchObject({ title: 'Plain resource' })
    expect(await bodyOf(await send('GET', '/api/v1/tasks?query=plain%20resource&limit=5'))).toMatchObject({
      tasks: [{ task_id }],
    })
    expect(await bodyOf(await send('PATCH', `/api/v1/tasks/${task_id}`, { priority: 1 }))).toMatchObject({
      priority: 1,
    })
    expect((await send('DELETE', `/api/v1/tasks/${task_id}`)).status).toBe(200)
    expect((await send('GET', `/api/v1/tasks/${task_id}`)).status).toBe(404)
    expect((await send('GET', '/api/v1/trips?limit=many')).status).toBe(400)
    expect(await bodyOf(await send('GET', '/api/v1/trips'))).toEqual({ trips: [] })
  })

  it('has a browsable page of every tool that may load nothing', async () => {
    const page = await fetch(`${bridge.url}/docs`)
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await page.text()).toContain('plan_trip')
  })

  it('opens the doors for programs, and those alone, to pages of an origin that was allowed', async () => {
    const { port } = new URL(bridge.url)
    const headers = { host: `127.0.0.1:${port}`, origin: 'https://tools.example' }
    expect(await rawGet('/openapi.json', headers)).toBe(403)
    expect((await post('/tools/update_settings', { allowed_origins: ['https://tools.example/path'] })).status).toBe(400)
    await post('/tools/update_settings', { allowed_origins: ['https://tools.example'] })
    expect(await rawGet('/openapi.json', headers)).toBe(200)
    expect(await rawGet('/', headers)).toBe(403)
    expect(await rawGet('/openapi.json', { ...headers, origin: 'https://other.example' })).toBe(403)
    for (const path of ['/tools/list_tasks', `/api/chat/${host.user}`, '/token']) {
      const preflight = httpRequest(bridge.url + path, {
        method: 'OPTIONS',
        headers: { ...headers, 'access-control-request-method': 'POST' },
      })
      preflight.end()
      const [allowed] = await once(preflight, 'response')
      allowed.resume()
      expect([path, allowed.statusCode]).toEqual([path, 204])
      expect(allowed.headers['access-control-allow-origin']).toBe('https://tools.example')
    }
    await post('/tools/update_settings', { allowed_origins: [] })
    expect(await rawGet('/openapi.json', headers)).toBe(403)
  })

  it.each(['/openapi.json', '/docs'])('tells a program that has %s already that it is the same', async (path) => {
    const tag = (await fetch(bridge.url + path)).headers.get('etag') ?? ''
    expect(tag).toMatch(/^"/)
    expect((await fetch(bridge.url + path, { headers: { 'if-none-match': tag } })).status).toBe(304)
  })

  it('describes every tool in OpenAPI 3.1', async () => {
    const document = (await (await fetch(`${bridge.url}/openapi.json`)).json()) as {
      openapi: string
      paths: Record<string, unknown>
    }
    expect(document.openapi).toBe('3.1.0')
    expect(document.paths).toHaveProperty('/api/v1/tools/plan_trip/call')
    expect(document.paths).toHaveProperty('/tools/add_task')
    expect(document.paths).toHaveProperty('/api/v1/trips/{id}')
    expect(document.paths).toHaveProperty('/api/chat/{user_id}')
  })

  describe('the app in a browser', () => {
    const open = async () => {
      const response = await fetch(bridge.appUrl())
      return response.headers.get('set-cookie')?.split(';')[0] ?? ''
    }
    const connect = (headers: Record<string, string>) =>
      new WebSocket(`${bridge.url.replace('http', 'ws')}/api/host`, { headers })

    it('opens with its one-time key, once', async () => {
      const address = bridge.appUrl()
      const first = await fetch(address)
      expect(first.status).toBe(200)
      expect(first.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/)
      expect(first.headers.get('content-security-policy')).toContain("default-src 'self'")
      expect((await fetch(address)).status).toBe(401)
      expect((await fetch(`${bridge.url}/`)).status).toBe(401)
    })

    it('talks over its socket with the cookie, and tells of changes made elsewhere', async () => {
      const socket = connect({ cookie: await open(), origin: bridge.url })
      const frames: ServerFrame[] = []
      socket.on('message', (data) => frames.push(JSON.parse(String(data))))
      await once(socket, 'open')
      socket.send(JSON.stringify({ id: 1, method: 'call', params: { tool: 'list_tasks', input: {} } }))
      await expect.poll(() => frames.find((frame) => 'id' in frame)).toMatchObject({ id: 1, result: { ok: true } })
      await post('/tools/add_task', { title: 'From elsewhere' })
      await expect
        .poll(() => frames.find((frame) => 'event' in frame && frame.event.type === 'changed'))
        .toMatchObject({
          event: { caller: 'local', tool: 'add_task', entities: [{ entity: 'task', operation: 'insert' }] },
        })
      socket.close()
    })

    it.each([
      ['without a cookie', {}, true, '401'],
      ['from a foreign page', { origin: 'https://evil.example' }, true, '403'],
      ['without an origin', {}, false, '403'],
    ])('refuses the socket %s', async (_what, headers, withOrigin, status) => {
      const socket = connect({ ...(withOrigin && { origin: bridge.url }), ...headers })
      const [error] = await once(socket, 'error')
      expect(String(error)).toContain(status)
    })
  })
})
