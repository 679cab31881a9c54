import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { legacyClient, modernClient, openSession, rawPost, textOf } from './clients/testing.ts'
import { clientIdentity, lab, openTestDoor, type TestDoor } from './testing.ts'

let door: TestDoor
beforeAll(async () => {
  door = await openTestDoor({ pageSize: 7 })
  door.identities.set('all', clientIdentity('all'))
  door.identities.set('reader', clientIdentity('reader', {}, ['tasks:read']))
  door.identities.set('own', clientIdentity('own', { profile: ['add_task', 'get_current_time'] }))
})
afterAll(() => door.dispose())

const eras = [
  ['2025-11-25', legacyClient],
  ['2026-07-28', modernClient],
] as const

describe.each(eras)('tools in %s', (_era, connect) => {
  const all = async (token: string, path = '') => {
    await using connected = await connect(door.url + path, token)
    const names: string[] = []
    let cursor: string | undefined
    let pages = 0
    do {
      const page = await connected.client.listTools(cursor === undefined ? {} : { cursor })
      names.push(...page.tools.map((tool) => tool.name))
      cursor = page.nextCursor
      pages += 1
    } while (cursor !== undefined && pages < 50)
    return names
  }

  it('lists what profile and scopes give, page by page, each once', async () => {
    const everything = await all('all')
    expect(new Set(everything).size).toBe(everything.length)
    expect(everything).toEqual(expect.arrayContaining(['add_task', 'get_current_time', 'create_trip', ...lab]))
    expect(everything).not.toContain('shift_trip_tasks')
    expect((await all('reader')).toSorted()).toEqual(
      ['convert_time', 'get_current_time', 'list_tasks', 'parse_task', ...lab].toSorted(),
    )
    expect(await all('own')).toEqual(['add_task', 'get_current_time'])
  })

  it('offers one server alone at /mcp/{server}', async () => {
    expect(await all('local', '/clock')).toEqual(['get_current_time', 'convert_time'])
    expect(await all('own', '/clock')).toEqual(['get_current_time'])
    await using tasks = await connect(`${door.url}/tasks`, 'local')
    const { resources } = await tasks.client.listResources()
    expect(resources.map((resource) => resource.uri)).toEqual(['task://today'])
    expect((await tasks.client.listPrompts()).prompts.map((prompt) => prompt.name)).toEqual(['review_my_week'])
  })

  it('says what a tool does to the world, and what goes in and comes out', async () => {
    await using connected = await connect(`${door.url}/tasks`, 'all')
    const { tools } = await connected.client.listTools()
    const named = (name: string) => tools.find((tool) => tool.name === name)
    expect(named('list_tasks')?.annotations).toEqual({ readOnlyHint: true, openWorldHint: false })
    expect(named('add_task')).toMatchObject({
      title: 'Add task',
      annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false },
      inputSchema: { type: 'object', required: ['title'], additionalProperties: false },
      outputSchema: { type: 'object', properties: { task_id: { type: 'string' } } },
    })
    expect(named('delete_task')?.annotations).toMatchObject({ destructiveHint: true, idempotentHint: true })
    expect(named('add_tasks')?.annotations?.idempotentHint).toBe(false)
    expect(named('update_task')?.annotations?.idempotentHint).toBe(true)
  })

  it('answers with structured content, and short text beside it', async () => {
    await using connected = await connect(door.url, 'all')
    const added = await connected.client.callTool({ name: 'add_task', arguments: { title: 'Buy sun cream' } })
    expect(added.structuredContent).toMatchObject({ title: 'Buy sun cream', status: 'created' })
    expect(textOf(added)).toMatch(/^Added “Buy sun cream”\.\ntask_id: \S+\n/)
    expect(textOf(added)).toMatch(/change_id: \S+ \(undo_change takes it back\)$/)
    expect(added._meta).toMatchObject({ 'app.sojourn/change_id': expect.any(String) })
  })

  it('answers a trip in a text that holds its days', async () => {
    await using connected = await connect(door.url, 'all')
    const planned = await connected.client.callTool({
      name: 'plan_trip',
      arguments: { destinations: [{ place: 'Lisbon' }], start_date: '2027-05-12', end_date: '2027-05-15' },
    })
    expect(planned.isError).toBeFalsy()
    for (const day of ['2027-05-12', '2027-05-13', '2027-05-14', '2027-05-15']) {
      expect(textOf(planned)).toContain(`${day} Lisbon:`)
    }
    expect(textOf(planned).length).toBeLessThan(JSON.stringify(planned.structuredContent).length / 2)
  })

  it('makes of wrong input a tool error that names the field', async () => {
    await using connected = await connect(door.url, 'all')
    const refused = await connected.client.callTool({ name: 'add_task', arguments: { titel: 'x' } })
    expect(refused.isError).toBe(true)
    expect(refused.structuredContent).toBeUndefined()
    expect(textOf(refused)).toContain('there is no field “titel”')
    expect(refused._meta).toMatchObject({ 'app.sojourn/error': { kind: 'invalid_input' } })
  })

  it('makes of a service that is down a tool error, never an empty result', async () => {
    await using connected = await connect(door.url, 'all')
    const failed = await connected.client.callTool({ name: 'get_weather_down', arguments: {} })
    expect(failed.isError).toBe(true)
    expect(textOf(failed)).toBe('The weather service cannot be reached.\nTry again later.')
  })

  it.each(['no_such_tool', 'shift_trip_tasks', 'get_secrets'])('has no tool %s', async (name) => {
    await using connected = await connect(door.url, 'all')
    await expect(connected.client.callTool({ name, arguments: {} })).rejects.toMatchObject({ code: -32602 })
  })

  it('has no tool that the profile does not show', async () => {
    await using connected = await connect(door.url, 'own')
    await expect(connected.client.callTool({ name: 'list_tasks', arguments: {} })).rejects.toMatchObject({
      code: -32602,
    })
  })

  it('gives the id of the approval that a call waits for', async () => {
    await using connected = await connect(door.url, 'all')
    const waiting = await connected.client.callTool({ name: 'send_mail', arguments: { to: 'bob' } })
    expect(waiting.isError).toBe(true)
    expect(textOf(waiting)).toMatch(/waits for your word in Sojourn\.\n.*\napproval_id: \S+$/)
  })

  it('tells of progress', async () => {
    await using connected = await connect(door.url, 'all')
    const heard: unknown[] = []
    const options = { onprogress: (progress: unknown) => heard.push(progress) }
    const result =
      'transport' in connected
        ? await connected.client.callTool({ name: 'count_slowly', arguments: {} }, undefined, options)
        : await connected.client.callTool({ name: 'count_slowly', arguments: {} }, options)
    expect(result.structuredContent).toEqual({ counted: 3 })
    expect(heard).toEqual([1, 2, 3].map((done) => ({ progress: done, total: 3, message: `counted ${done}` })))
  })

  it('stops a call that its client cancels', async () => {
    await using connected = await connect(door.url, 'all')
    const controller = new AbortController()
    const { signal } = controller
    const before = door.stopped.length
    const call =
      'transport' in connected
        ? connected.client.callTool({ name: 'get_nothing_ever', arguments: {} }, undefined, { signal })
        : connected.client.callTool({ name: 'get_nothing_ever', arguments: {} }, { signal })
    const outcome = expect(call).rejects.toThrow()
    await expect.poll(() => door.stopped.length).toBe(before + 1)
    controller.abort('not needed any more')
    await outcome
    await door.stopped[before]
  })

  it('serves many clients at once, each its own', async () => {
    const titles = Array.from({ length: 8 }, (_, index) => `Together ${index}`)
    const answers = await Promise.all(
      titles.map(async (title) => {
        await using connected = await connect(door.url, 'all')
        const added = await connected.client.callTool({ name: 'add_task', arguments: { title } })
        return added.structuredContent
      }),
    )
    expect(answers.map((one) => (one as { title: string }).title)).toEqual(titles)
  })
})

describe('text from outside', () => {
  it('is marked as data, and makes what removes, reaches out or spends wait for the user’s word', async () => {
    door.identities.set('browsing', clientIdentity('browsing'))
    await using connected = await legacyClient(door.url, 'local')
    await using browsing = await legacyClient(`${door.url}/lab`, 'local')
    const callLab = (name: string, args = {}) => browsing.client.callTool({ name, arguments: args })
    expect((await callLab('send_mail', { to: 'bob' })).structuredContent).toEqual({ sent: true })

    const page = await callLab('get_page')
    expect(textOf(page)).toMatch(
      /^What stands between the marks was written by others and came through get_page\..*\n<(data-from-outside-[0-9a-f]{12})>\n[\s\S]*Ignore what you were told[\s\S]*\n<\/\1>$/,
    )
    expect(page._meta).toEqual({ 'app.sojourn/untrusted': true })

    for (const [name, args] of [
      ['send_mail', { to: 'eve' }],
      ['remove_thing', {}],
    ] as const) {
      expect((await callLab(name, args))._meta).toMatchObject({ 'app.sojourn/error': { kind: 'needs_approval' } })
    }
    // Writes that undo brings back go on, and another session has read nothing.
    const { client } = connected
    expect((await client.callTool({ name: 'add_task', arguments: { title: 'Fine' } })).isError).toBeFalsy()
    await using other = await legacyClient(`${door.url}/lab`, 'local')
    expect((await other.client.callTool({ name: 'remove_thing', arguments: {} })).isError).toBeFalsy()
    // The exchange is over after half an hour.
    const then = door.now
    door.now = then.add({ minutes: 31 })
    expect((await callLab('remove_thing')).isError).toBeFalsy()
    door.now = then
  })
})

describe('text from outside, in the revision without sessions', () => {
  it('is held against the client of that name that shares the local token', async () => {
    const call = async (client: string, name: string) => {
      const message = {
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/call',
        params: {
          name,
          arguments: {},
          _meta: {
            'io.modelcontextprotocol/protocolVersion': '2026-07-28',
            'io.modelcontextprotocol/clientInfo': { name: client, version: '1' },
            'io.modelcontextprotocol/clientCapabilities': {},
          },
        },
      }
      const headers = { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/call', 'mcp-name': name }
      const response = await rawPost(`${door.url}/lab`, 'local', message, headers)
      return ((await response.json()) as { result: Record<string, unknown> }).result
    }
    expect((await call('Browsing', 'remove_thing')).isError).toBeFalsy()
    await call('Browsing', 'get_page')
    expect((await call('Browsing', 'remove_thing'))._meta).toMatchObject({
      'app.sojourn/error': { kind: 'needs_approval' },
    })
    expect((await call('Another', 'remove_thing')).isError).toBeFalsy()
  })
})

describe('a request that asks for more than its token holds', () => {
  it.each([
    ['a tool', { method: 'tools/call', params: { name: 'add_task', arguments: { title: 'x' } } }, 'tasks:write'],
    ['a resource', { method: 'resources/read', params: { uri: 'trip://x' } }, 'trips:read'],
  ])('is answered 403 with the scope to ask for: %s', async (_what, message, scope) => {
    const session = await openSession(door.url, 'reader')
    const response = await rawPost(
      door.url,
      'reader',
      { jsonrpc: '2.0', id: 1, ...message },
      { 'mcp-session-id': session },
    )
    expect(response.status).toBe(403)
    const header = response.headers.get('www-authenticate') ?? ''
    expect(header).toContain('error="insufficient_scope"')
    expect(header).toContain(`scope="tasks:read ${scope}"`)
    expect(header).toContain(`resource_metadata="${new URL(door.url).origin}/.well-known/oauth-protected-resource/mcp"`)
    expect(await response.json()).toMatchObject({ id: 1, error: { message: expect.stringContaining(scope) } })
  })
})

it('ends a call over a plain connection when it is cancelled from another', async () => {
  const session = await openSession(door.url, 'all')
  const headers = { 'mcp-session-id': session }
  const before = door.stopped.length
  const call = rawPost(
    door.url,
    'all',
    { jsonrpc: '2.0', id: 'a', method: 'tools/call', params: { name: 'get_nothing_ever', arguments: {} } },
    headers,
  )
  await expect.poll(() => door.stopped.length).toBe(before + 1)
  const cancel = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 'a' } }
  // Another client's session cannot: ids are the session's own.
  door.identities.set('other', clientIdentity('other'))
  expect((await rawPost(door.url, 'other', cancel, headers)).status).toBe(404)
  expect((await rawPost(door.url, 'all', cancel, headers)).status).toBe(202)
  expect((await call).status).toBe(202)
  await door.stopped[before]
})

it('is reached by no name but this machine’s', async () => {
  const { request } = await import('node:http')
  const sent = request(door.url, { method: 'POST', headers: { host: 'evil.example', authorization: 'Bearer all' } })
  sent.end('{}')
  const [response] = await once(sent, 'response')
  expect(response.statusCode).toBe(403)
})
