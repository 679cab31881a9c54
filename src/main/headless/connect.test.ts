import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client as ModernClient } from '@modelcontextprotocol/client'
import { StdioClientTransport as ModernStdio } from '@modelcontextprotocol/client/stdio'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listChanges } from '../../mcp/activity/contract.ts'
import type { Bridge } from '../bridge/bridge.ts'
import type { Host } from '../host.ts'
import { allScopes } from '../panel-api.ts'
import { connect } from './connect.ts'
import { openHeadlessHost } from './headless-host.ts'
import { prepareStdio } from './prepare.ts'

let home = ''
let dataDir = ''
let host: Host
let bridge: Bridge
const homeBefore = process.env.HOME
const clients: { close(): Promise<void> }[] = []

const open = async () => {
  host = await openHeadlessHost(dataDir, {})
  bridge = await host.openBridge({ port: 0 })
}

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'sojourn-test-'))
  dataDir = join(home, 'data')
  process.env.HOME = home
  await prepareStdio()
  await open()
}, 60_000)

afterEach(async () => {
  for (const client of clients.splice(0)) await client.close()
  await host.close()
  process.env.HOME = homeBefore
  rmSync(home, { recursive: true, force: true })
})

/** `npm run connect` with these arguments: what it prints. */
async function run(...args: string[]): Promise<string> {
  const write = process.stdout.write
  let printed = ''
  process.stdout.write = ((text: string) => {
    printed += text
    return true
  }) as typeof write
  try {
    await connect([...args, '--data-dir', dataDir], {})
  } finally {
    process.stdout.write = write
  }
  return printed
}

const call = async (tool: string, params: Record<string, unknown>) => {
  const { output } = await host.registry.call(tool, params, {
    user: host.user,
    caller: { kind: 'local' },
    scopes: allScopes,
    signal: new AbortController().signal,
  })
  return output as Record<string, never>
}

async function start(entry: { command: string; args: string[]; env?: Record<string, string> }): Promise<Client> {
  const client = new Client({ name: 'Claude', version: '1' })
  clients.push(client)
  await client.connect(new StdioClientTransport({ ...entry, stderr: 'ignore' }))
  return client
}

test('Claude Desktop, connected by the command line, uses the app, is seen and undone there, and is shut out again', async () => {
  const config = join(home, '.config', 'Claude', 'claude_desktop_config.json')
  mkdirSync(join(home, '.config', 'Claude'), { recursive: true })
  writeFileSync(config, '{\n  "theme": "dark"\n}\n')
  expect(await run()).toMatch(/^claude-desktop +Claude Desktop +not connected\n/)
  expect(await run('claude-desktop')).toContain('Nothing is changed yet')
  expect(readFileSync(config, 'utf8')).toBe('{\n  "theme": "dark"\n}\n')
  expect(await run('claude-desktop', '--yes')).toContain('Claude Desktop is connected.')
  expect(JSON.parse(await run('--json')).connections[0]).toMatchObject({
    assistant: 'claude-desktop',
    state: 'connected',
  })

  const entry = JSON.parse(readFileSync(config, 'utf8')).mcpServers.sojourn
  const [first, second] = await Promise.all([start(entry), start(entry)])
  const tools = (await first.listTools()).tools.map(({ name }) => name)
  expect(tools).toContain('add_task')
  expect(tools.length).toBeLessThanOrEqual(24)
  const added = await first.callTool({ name: 'add_task', arguments: { title: 'Buy a map' } })
  expect(added.structuredContent).toMatchObject({ status: 'created', title: 'Buy a map' })
  const listed = await second.callTool({ name: 'list_tasks', arguments: {} })
  expect(listed.structuredContent).toMatchObject({ tasks: [{ title: 'Buy a map' }] })

  const { clients: known } = await call('list_clients', {})
  expect(known).toMatchObject([{ name: 'Claude Desktop', kind: 'stdio' }])
  const { changes } = await call('list_changes', {})
  expect(changes).toMatchObject([{ tool: 'add_task' }])
  const [change] = listChanges.output.parse({ changes }).changes
  await call('undo_change', { change_id: change?.change_id })
  const after = await first.callTool({ name: 'list_tasks', arguments: {} })
  expect(after.structuredContent).toMatchObject({ tasks: [] })

  expect(await run('claude-desktop', '--disconnect')).toContain('is disconnected')
  expect(readFileSync(config, 'utf8')).toBe('{\n  "theme": "dark"\n}\n')
  await expect(first.callTool({ name: 'list_tasks', arguments: {} })).rejects.toThrow(/does not hold/)
  expect((await call('list_clients', {})).clients).toEqual([])
})

test('a client without a credential is the unnamed one, which asks before it deletes', async () => {
  const client = await start({
    command: process.execPath,
    args: ['src/main/headless/cli.ts', 'mcp', '--data-dir', dataDir],
  })
  const added = await client.callTool({ name: 'add_task', arguments: { title: 'x' } })
  const { task_id } = added.structuredContent as { task_id: string }
  const deleted = await client.callTool({ name: 'delete_task', arguments: { task_id } })
  expect(deleted.isError).toBe(true)
  expect(JSON.stringify(deleted)).toContain('needs_approval')
  expect((await call('list_clients', {})).clients).toMatchObject([{ name: 'Unnamed assistant', kind: 'stdio' }])
})

test('a restart of the real host is not noticed', async () => {
  const client = await start({ command: process.execPath, args: ['out/stdio/sojourn-mcp.mjs', '--data-dir', dataDir] })
  await client.callTool({ name: 'add_task', arguments: { title: 'before' } })
  const { port } = new URL(bridge.url)
  await host.close()
  await open()
  expect(new URL(bridge.url).port).not.toBe(port)
  const listed = await client.callTool({ name: 'list_tasks', arguments: {} })
  expect(listed.structuredContent).toMatchObject({ tasks: [{ title: 'before' }] })
})

test('one server alone, and a client of the 2026-07-28 revision', async () => {
  const args = ['out/stdio/sojourn-mcp.mjs', '--data-dir', dataDir]
  const clock = await start({ command: process.execPath, args: [...args, '--server', 'clock'] })
  expect((await clock.listTools()).tools.map(({ name }) => name).sort()).toEqual(['convert_time', 'get_current_time'])
  await expect(start({ command: process.execPath, args: [...args, '--server', 'nothing'] })).rejects.toThrow(
    /no server/,
  )

  const modern = new ModernClient(
    { name: 'test', version: '2' },
    { versionNegotiation: { mode: { pin: '2026-07-28' } } },
  )
  clients.push(modern)
  await modern.connect(new ModernStdio({ command: process.execPath, args, stderr: 'ignore' }))
  const added = await modern.callTool({ name: 'add_task', arguments: { title: 'from 2026' } })
  expect(added.structuredContent).toMatchObject({ title: 'from 2026' })
})

test('who listens hears of changes again after a restart', async () => {
  const modern = new ModernClient(
    { name: 'test', version: '2' },
    { versionNegotiation: { mode: { pin: '2026-07-28' } } },
  )
  clients.push(modern)
  let updates = 0
  modern.setNotificationHandler('notifications/resources/updated', () => {
    updates += 1
  })
  const args = ['out/stdio/sojourn-mcp.mjs', '--data-dir', dataDir]
  await modern.connect(new ModernStdio({ command: process.execPath, args, stderr: 'ignore' }))
  const { honoredFilter } = await modern.listen({ resourceSubscriptions: ['task://today'] })
  expect(honoredFilter).toEqual({ resourceSubscriptions: ['task://today'] })
  const changesAreHeard = () =>
    expect
      .poll(
        async () => {
          await call('add_task', { title: 'now', due: '2026-11-20' })
          return updates
        },
        { timeout: 15_000, interval: 300 },
      )
      .toBeGreaterThan(0)
  await changesAreHeard()
  await host.close()
  updates = 0
  await open()
  await changesAreHeard()
})

test('the app connects by its own tools', async () => {
  const { connections } = await call('list_connections', {})
  expect(connections).toContainEqual(expect.objectContaining({ assistant: 'codex', state: 'not_connected' }))
  expect(await call('preview_connection', { assistant: 'codex' })).toMatchObject({
    action: 'connect',
    exists: false,
    difference: `+ [mcp_servers.sojourn]\n+ url = "${bridge.mcp}"`,
  })
  expect(await call('connect', { assistant: 'codex' })).toMatchObject({ state: 'connected', transport: 'http' })
  expect(readFileSync(join(home, '.codex', 'config.toml'), 'utf8')).toContain(bridge.mcp)
  expect(await call('disconnect', { assistant: 'codex' })).toMatchObject({ state: 'not_connected', revoked: 0 })
  const { snippets } = await call('get_snippets', {})
  expect(JSON.stringify(snippets)).toContain(bridge.mcp)
  await expect(call('connect', { assistant: 'unheard-of' })).rejects.toThrow(/knows no assistant/)
})
