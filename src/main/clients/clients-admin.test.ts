import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Conf from 'conf'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ClientOnWire } from '../../mcp/app/contract.ts'
import { Temporal } from '../../shared/dates.ts'
import type { Bridge } from '../bridge/bridge.ts'
import { type Host, openHost } from '../host.ts'
import { answers } from '../running-host.ts'

describe('clients, as the owner handles them in the app', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sojourn-clients-'))
  let host: Host
  let bridge: Bridge
  let now = Temporal.Instant.from('2026-11-20T10:00:00Z')

  const open = () =>
    openHost({
      dataDir,
      env: {},
      rendererDir: join(dataDir, 'no-renderer'),
      openSettings: () => new Conf({ cwd: dataDir, configName: 'settings', projectName: 'sojourn' }),
      probe: answers,
      clock: () => now,
    })
  beforeAll(async () => {
    host = await open()
    bridge = await host.openBridge({ port: 0 })
  })
  afterAll(async () => {
    await host.close()
    rmSync(dataDir, { recursive: true, force: true })
  })

  const inApp = async <Output = Record<string, unknown>>(tool: string, input: unknown = {}): Promise<Output> => {
    const result = await host.api.call(tool, input)
    if (!result.ok) throw new Error(`${result.error.kind}: ${result.error.message}`)
    return result.output as Output
  }
  const rest = async (token: string, tool: string, input: unknown = {}) => {
    const response = await fetch(`${bridge.url}/tools/${tool}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(input),
    })
    return { status: response.status, body: (await response.json()) as Record<string, never> }
  }
  const mint = (input: object = {}) =>
    inApp<{ token: string; client: ClientOnWire }>('create_access_token', {
      name: 'Backup script',
      scopes: ['tasks:read', 'tasks:write'],
      ...input,
    })

  it('makes a token for a script, shown once, that calls with its scopes and its own name', async () => {
    const { token, client } = await mint()
    expect(client).toMatchObject({ name: 'Backup script', kind: 'access_token', profile: 'essentials', paused: false })
    expect((await rest(token, 'add_task', { title: 'Renew the passport' })).status).toBe(200)
    expect((await rest(token, 'list_trips')).status).toBe(403)
    const { clients } = await inApp<{ clients: ClientOnWire[] }>('list_clients')
    expect(clients.find(({ client_id }) => client_id === client.client_id)?.last_used_at).toBe(
      '2026-11-20T10:00:00.000Z',
    )
    expect(JSON.stringify(clients)).not.toContain(token)
    const { changes } = await inApp<{ changes: object[] }>('list_changes')
    expect(changes[0]).toMatchObject({ caller: `client:${client.client_id}` })
    expect(
      await host.api.call('create_access_token', { name: 'x', scopes: ['tasks:read'], idempotency_key: 'k' }),
    ).toMatchObject({
      ok: false,
      error: { kind: 'invalid_input' },
    })
  })

  it('a script’s token is not limited by a profile over REST, and cannot reach the app’s own tools', async () => {
    const { token } = await mint()
    expect((await rest(token, 'parse_task', { text: 'call Ana tomorrow' })).status).toBe(200)
    for (const tool of ['list_clients', 'create_access_token', 'answer_consent']) {
      expect((await rest(token, tool, {})).status).toBe(404)
    }
  })

  it('ends a token when its time is over', async () => {
    const { token, client } = await mint({ expires_in_days: 2 })
    const { clients } = await inApp<{ clients: ClientOnWire[] }>('list_clients')
    expect(clients.find(({ client_id }) => client_id === client.client_id)?.expires_at).toBe('2026-11-22T10:00:00.000Z')
    expect((await rest(token, 'list_tasks')).status).toBe(200)
    now = now.add({ hours: 49 })
    expect((await rest(token, 'list_tasks')).status).toBe(401)
  })

  it('changes, pauses, resumes and shuts out a client, each at once', async () => {
    const { token, client } = await mint()
    const change = (fields: object) => inApp<ClientOnWire>('update_client', { client_id: client.client_id, ...fields })
    expect(await change({ name: 'Other', profile: ['list_tasks'], policy: { write: 'deny' } })).toMatchObject({
      name: 'Other',
      profile: ['list_tasks'],
      policy: { write: 'deny' },
    })
    expect(await rest(token, 'add_task', { title: 'x' })).toMatchObject({
      status: 403,
      body: { error: { kind: 'forbidden' } },
    })
    await change({ policy: { destructive: 'allow' } })
    const { body } = await rest(token, 'add_task', { title: 'x' })
    expect((await rest(token, 'delete_task', { task_id: body.task_id })).status).toBe(200)
    await change({ policy: {} })
    const again = await rest(token, 'add_task', { title: 'y' })
    expect(await rest(token, 'delete_task', { task_id: again.body.task_id })).toMatchObject({
      status: 403,
      body: { error: { kind: 'needs_approval' } },
    })
    await change({ paused: true })
    expect((await rest(token, 'list_tasks')).status).toBe(403)
    await change({ paused: false })
    expect((await rest(token, 'list_tasks')).status).toBe(200)
    await change({ scopes: ['trips:read'] })
    expect((await rest(token, 'list_tasks')).status).toBe(403)
    expect(await inApp('revoke_client', { client_id: client.client_id })).toMatchObject({
      status: 'revoked',
      name: 'Other',
    })
    expect((await rest(token, 'list_trips')).status).toBe(401)
    await expect(change({ paused: true })).rejects.toThrow('not_found')
  })

  it('holds a client to its calls and changes in a minute', async () => {
    const { token, client } = await mint()
    await inApp('update_client', { client_id: client.client_id, calls_per_minute: 5, writes_per_minute: 2 })
    const statuses: number[] = []
    for (const tool of ['add_task', 'add_task', 'add_task', 'list_tasks', 'list_tasks', 'list_tasks', 'list_tasks']) {
      statuses.push((await rest(token, tool, tool === 'add_task' ? { title: 'x' } : {})).status)
    }
    expect(statuses).toEqual([200, 200, 429, 200, 200, 200, 429])
    const later = performance.now() + 61_000
    using _ = vi.spyOn(performance, 'now').mockImplementation(() => later)
    expect((await rest(token, 'add_task', { title: 'x' })).status).toBe(200)
  })

  it('stops all clients by one switch that outlives a restart; the app and the local token go on', async () => {
    const { token } = await mint()
    expect(await inApp('set_bridge', { enabled: false })).toEqual({ enabled: false })
    expect((await rest(token, 'list_tasks')).status).toBe(403)
    expect((await rest(bridge.token, 'list_tasks')).status).toBe(200)
    await expect(inApp('list_tasks')).resolves.toBeDefined()
    await host.close()
    host = await open()
    bridge = await host.openBridge({ port: 0 })
    expect(await inApp('get_bridge')).toEqual({ enabled: false })
    expect((await rest(token, 'list_tasks')).status).toBe(403)
    await inApp('set_bridge', { enabled: true })
    expect((await rest(token, 'list_tasks')).status).toBe(200)
  })

  it('gives credentials for stdio doors to the local token alone, never its own reach', async () => {
    const ask = async (token: string, body: object) => {
      const response = await fetch(`${bridge.url}/api/v1/stdio-credential`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify(body),
      })
      return { status: response.status, ...((await response.json()) as { token: string; client_id: string }) }
    }
    const unnamed = await ask(bridge.token, {})
    expect(unnamed).toMatchObject({ status: 200, client_id: 'unnamed' })
    expect((await rest(unnamed.token, 'list_tasks')).status).toBe(200)
    expect((await rest(unnamed.token, 'list_clients')).status).toBe(404)
    expect((await ask(unnamed.token, { name: 'Friend' })).status).toBe(403)
    const named = await ask(bridge.token, { name: 'Claude Desktop' })
    const { clients } = await inApp<{ clients: ClientOnWire[] }>('list_clients')
    expect(clients.find(({ client_id }) => client_id === named.client_id)).toMatchObject({
      name: 'Claude Desktop',
      kind: 'stdio',
    })
    expect((await ask(bridge.token, { name: 'x', kind: 'local' })).status).toBe(400)
  })

  it('lets an assistant in by the app’s own window, not by the local token', async () => {
    const redirect_uris = ['http://127.0.0.1:1/callback']
    const registered = await fetch(`${bridge.url}/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ client_name: 'Cursor', redirect_uris }),
    })
    const { client_id } = (await registered.json()) as { client_id: string }
    const events: string[] = []
    const stop = host.api.subscribe((event) => events.push(event.type))
    await fetch(
      `${bridge.url}/authorize?${new URLSearchParams({
        response_type: 'code',
        client_id,
        redirect_uri: 'http://127.0.0.1:999/callback',
        code_challenge: 'x'.repeat(43),
        code_challenge_method: 'S256',
      })}`,
      { redirect: 'manual' },
    )
    stop()
    expect(events).toContain('clients')
    const { consents } = await inApp<{ consents: { consent_id: string; client_name: string }[] }>('list_consents')
    expect(consents).toMatchObject([{ client_name: 'Cursor', answers_to: 'this computer' }])
    const answer = { consent_id: consents[0]?.consent_id, allow: true, scopes: ['tasks:read'] }
    expect((await rest(bridge.token, 'answer_consent', answer)).status).toBe(403)
    expect(await inApp('answer_consent', answer)).toMatchObject({ status: 'allowed', scopes: ['tasks:read'] })
    expect(await inApp('list_consents')).toEqual({ consents: [] })
    await expect(inApp('answer_consent', answer)).rejects.toThrow('conflict')
  })
})
