import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { ToolListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { buildStdio } from '../../../../scripts/build-stdio.ts'

const standIn = join(import.meta.dirname, 'testing', 'stand-in-host.ts')
let script = ''
let scriptDir = ''
let dataDir = ''
const clients: Client[] = []
const children: ChildProcess[] = []

beforeAll(async () => {
  scriptDir = mkdtempSync(join(tmpdir(), 'sojourn-test-'))
  await buildStdio(scriptDir)
  script = join(scriptDir, 'sojourn-mcp.mjs')
  return () => rmSync(scriptDir, { recursive: true, force: true })
})

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'sojourn-test-'))
})

afterEach(async () => {
  for (const client of clients.splice(0)) await client.close()
  for (const child of children.splice(0)) child.kill('SIGKILL')
  const pid = hostPid()
  if (pid !== undefined) killQuietly(pid)
  rmSync(dataDir, { recursive: true, force: true })
})

const until = async (what: string, holds: () => boolean, ms = 15_000): Promise<void> => {
  const end = Date.now() + ms
  while (!holds()) {
    if (Date.now() > end) throw new Error(`It did not come to pass: ${what}. Seen:\n${seen().join('\n')}`)
    await sleep(20)
  }
}

const seen = (): string[] =>
  existsSync(join(dataDir, 'seen.log')) ? readFileSync(join(dataDir, 'seen.log'), 'utf8').trim().split('\n') : []
const times = (line: string) => seen().filter((each) => each === line).length

function hostPid(): number | undefined {
  try {
    return JSON.parse(readFileSync(join(dataDir, 'bridge.json'), 'utf8')).pid
  } catch {
    return undefined
  }
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It is gone.
  }
}

async function startHost(port = '0'): Promise<ChildProcess> {
  const before = times('host started')
  const child = spawn(process.execPath, [standIn, dataDir, port], { stdio: ['ignore', 'ignore', 'inherit'] })
  children.push(child)
  await until('the host starts', () => times('host started') > before)
  return child
}

async function stop(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  await gone
}

function writeLaunchFile(port = '0', delay = '0'): void {
  const launch = {
    command: process.execPath,
    args: [standIn, dataDir, port, delay, 'serve'],
    cwd: dataDir,
    env: { LAUNCHED: '1' },
  }
  writeFileSync(join(dataDir, 'launch.json'), JSON.stringify(launch))
}

async function connect(
  options: { args?: string[]; env?: Record<string, string>; node?: string; onToolsChanged?: () => void } = {},
): Promise<{ client: Client; pid: number }> {
  const transport = new StdioClientTransport({
    command: options.node ?? process.execPath,
    args: [script, '--data-dir', dataDir, ...(options.args ?? [])],
    env: { PATH: process.env.PATH ?? '', ...options.env },
    stderr: process.env.DEBUG_DOOR === '1' ? 'inherit' : 'ignore',
  })
  const client = new Client({ name: 'test', version: '1' })
  const { onToolsChanged } = options
  if (onToolsChanged) client.setNotificationHandler(ToolListChangedNotificationSchema, onToolsChanged)
  clients.push(client)
  await client.connect(transport)
  if (transport.pid === null) throw new Error('The door did not start')
  return { client, pid: transport.pid }
}

const echo = async (client: Client, text: string) => {
  const { content } = await client.callTool({ name: 'echo', arguments: { text } })
  return (content as { text: string }[])[0]?.text
}

const withToken = { env: { SOJOURN_CREDENTIAL: 'token-of-claude' } }

test('passes requests, answers, progress and notifications through, with the credential of its client', async () => {
  await startHost()
  let changed = 0
  const { client } = await connect({ ...withToken, onToolsChanged: () => (changed += 1) })
  expect(client.getServerVersion()?.name).toBe('stand-in')
  expect((await client.listTools()).tools.map(({ name }) => name)).toContain('echo')
  expect(await echo(client, 'Grüße\n“Lisboa” 🚋')).toBe('/mcp Grüße\n“Lisboa” 🚋')
  const progress: number[] = []
  await client.callTool({ name: 'slow', arguments: { ms: 10 } }, undefined, {
    onprogress: (step) => progress.push(step.progress),
  })
  expect(progress).toEqual([1])
  await until('the host’s own notifications arrive', () => {
    if (changed === 0) client.callTool({ name: 'announce', arguments: {} }).catch(() => {})
    return changed > 0
  })
  expect(seen()).not.toContain('unnamed credential')
})

test('answers many calls at once, each with its own answer', async () => {
  await startHost()
  const { client } = await connect(withToken)
  const texts = Array.from({ length: 100 }, (_, index) => `call ${index}`)
  expect(await Promise.all(texts.map((text) => echo(client, text)))).toEqual(texts.map((text) => `/mcp ${text}`))
})

test('offers one server alone', async () => {
  await startHost()
  const { client } = await connect({ ...withToken, args: ['--server', 'tasks'] })
  expect(await echo(client, 'x')).toBe('/mcp/tasks x')
})

test('cancels a call that its client gives up', async () => {
  await startHost()
  const { client } = await connect(withToken)
  const aborted = new AbortController()
  const call = client.callTool({ name: 'slow', arguments: { ms: 60_000 } }, undefined, { signal: aborted.signal })
  await until('the call runs', () => seen().includes('slow begins'))
  aborted.abort('not needed')
  await expect(call).rejects.toThrow()
  await until('the host hears of it', () => seen().includes('slow cancelled'))
})

test('without a credential is the unnamed client, and asks anew when its credential ended', async () => {
  const host = await startHost()
  const { client } = await connect()
  expect(await echo(client, 'x')).toBe('/mcp x')
  expect(times('unnamed credential')).toBe(1)
  expect(seen()).not.toContain('refused the local token')
  await stop(host)
  await startHost()
  expect(await echo(client, 'y')).toBe('/mcp y')
  expect(times('unnamed credential')).toBe(2)
})

test('with a credential that does not hold says so, and does not fall back on another', async () => {
  await startHost()
  await expect(connect({ env: { SOJOURN_CREDENTIAL: 'revoked' } })).rejects.toThrow(
    /does not hold.*[Cc]onnect it again/,
  )
  const file = join(dataDir, 'credential')
  await expect(connect({ args: ['--credential-file', file] })).rejects.toThrow(/no credential in/)
  writeFileSync(file, 'token-of-cursor\n')
  const { client } = await connect({ args: ['--credential-file', file] })
  expect(await echo(client, 'x')).toBe('/mcp x')
  expect(seen()).not.toContain('unnamed credential')
})

test('goes on after a restart of the host: opens its session again by itself and says again what it asked for', async () => {
  const host = await startHost()
  let changed = 0
  const { client } = await connect({ ...withToken, onToolsChanged: () => (changed += 1) })
  await client.subscribeResource({ uri: 'task://today' })
  await stop(host)
  await startHost()
  expect(await echo(client, 'again')).toBe('/mcp again')
  expect(times('session opened')).toBe(2)
  expect(times('subscribed task://today')).toBe(2)
  await until('the client hears that lists may differ', () => changed > 0)
})

test('opens its session again when the host forgot it, on the same address', async () => {
  const host = await startHost()
  const { client } = await connect(withToken)
  const port = new URL(JSON.parse(readFileSync(join(dataDir, 'bridge.json'), 'utf8')).url).port
  await stop(host, 'SIGKILL')
  await startHost(port)
  expect(await Promise.all([echo(client, 'a'), echo(client, 'b'), echo(client, 'c')])).toEqual([
    '/mcp a',
    '/mcp b',
    '/mcp c',
  ])
  expect(times('session opened')).toBe(2)
})

test('hears of changes again after a restart without being asked anything', async () => {
  const host = await startHost()
  const { client } = await connect(withToken)
  await client.ping()
  await stop(host)
  await startHost()
  await until('the session is opened again', () => times('session opened') === 2, 20_000)
})

test('a call that broke off ends with an error that says so, and is not made twice', async () => {
  await startHost()
  writeLaunchFile()
  const { client } = await connect(withToken)
  await expect(client.callTool({ name: 'die', arguments: {} })).rejects.toThrow(/may or may not have been done/)
  expect(await echo(client, 'after')).toBe('/mcp after')
})

test('starts a host as launch.json says, once, however many doors ask', async () => {
  writeLaunchFile('0', '300')
  const [first, second, third] = await Promise.all([connect(withToken), connect(withToken), connect()])
  expect(await Promise.all([first, second, third].map(({ client }) => echo(client, 'x')))).toEqual(
    Array(3).fill('/mcp x'),
  )
  expect(times('host started')).toBe(1)
  // Nobody else would end it.
  expect(times('told serve --end-when-idle=10')).toBe(1)
})

test('says what is the matter where no host can be started', async () => {
  await expect(connect(withToken)).rejects.toThrow(/not running.*launch\.json/)
  writeFileSync(
    join(dataDir, 'launch.json'),
    JSON.stringify({
      command: process.execPath,
      args: ['-e', 'console.error("Port 7420 is taken."); process.exit(1)'],
      cwd: dataDir,
      env: {},
    }),
  )
  await expect(connect(withToken)).rejects.toThrow(/could not be started: Port 7420 is taken/)
})

test('ends with its client, and ends its session', async () => {
  await startHost()
  const { client, pid } = await connect(withToken)
  await client.ping()
  const gone = () => !isRunning(pid)
  await client.close()
  await until('the door is gone', gone, 5_000)
  expect(seen()).toContain('session deleted')
})

test('ends when its client is killed', async () => {
  await startHost()
  const code = `
    const { spawn } = require('node:child_process')
    const door = spawn(process.execPath, [${JSON.stringify(script)}, '--data-dir', ${JSON.stringify(dataDir)}], { stdio: ['pipe', 'pipe', 'ignore'] })
    door.stdin.write(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'c', version: '1' } } }) + '\\n')
    door.stdout.on('data', () => console.log(door.pid))
    setInterval(() => {}, 1000)`
  const parent = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(parent)
  const pid = await new Promise<number>((resolve) => parent.stdout?.once('data', (text) => resolve(Number(text))))
  await stop(parent, 'SIGKILL')
  await until('the door is gone', () => !isRunning(pid), 8_000)
})

test('answers what was asked before standard input ended, and nothing else stands on standard output', async () => {
  await startHost()
  const door = spawn(process.execPath, [script, '--data-dir', dataDir], { stdio: ['pipe', 'pipe', 'ignore'] })
  children.push(door)
  let output = ''
  door.stdout.on('data', (text) => (output += text))
  const initialize = {
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'pipe', version: '1' } },
  }
  const lines = [
    'not json',
    '{"jsonrpc":"2.0"}',
    JSON.stringify(initialize),
    JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' }),
    JSON.stringify({
      jsonrpc: '2.0',
      id: 'two',
      method: 'tools/call',
      params: { name: 'slow', arguments: { ms: 300 } },
    }),
  ]
  door.stdin.end(lines.join('\n'))
  await new Promise((resolve) => door.once('exit', resolve))
  const messages = output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(messages.map(({ id, error }) => [id, error?.code])).toEqual([
    [null, -32700],
    [null, -32600],
    [1, undefined],
    ['two', undefined],
  ])
  expect(messages[2].result.protocolVersion).toBe('2025-06-18')
  expect(door.exitCode).toBe(0)
})

const systemNode = '/usr/bin/node'

test.runIf(existsSync(systemNode))('runs on another Node, from a folder without node_modules', async () => {
  await startHost()
  const { client } = await connect({ ...withToken, node: systemNode })
  expect(await echo(client, 'x')).toBe('/mcp x')
})

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
