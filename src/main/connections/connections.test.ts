import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { parse } from 'smol-toml'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Client, defaultLimits } from '../clients/client.ts'
import { assistants } from './assistants.ts'
import { Connections } from './connections.ts'
import type { Place } from './place.ts'

let home = ''
let dataDir = ''
let script = ''
let clients: Client[] = []
let running = true

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'sojourn-test-'))
  dataDir = join(home, 'data')
  script = join(home, 'app', 'sojourn-mcp.mjs')
  mkdirSync(dirname(script), { recursive: true })
  writeFileSync(script, '')
  clients = []
  running = true
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const aClient = (clientId: string, name: string, kind: Client['kind']): Client => ({
  clientId,
  name,
  kind,
  scopes: [],
  profile: 'essentials',
  policy: {},
  ...defaultLimits,
  paused: false,
  createdAt: '2026-11-20T12:00:00Z',
})

/** Connect on a home folder of its own; the clients are a list in place of the database. */
function open(port = 7420): Connections {
  const place: Place = { platform: 'linux', home, env: { PATH: '' } }
  let made = 0
  return new Connections({
    place,
    installation: {
      dataDir,
      command: process.execPath,
      env: {},
      script,
      mcp: () => ({ url: `http://127.0.0.1:${port}/mcp`, running }),
    },
    clients: {
      list: async () => clients,
      async revoke(clientId) {
        const client = clients.find((each) => each.clientId === clientId)
        if (client === undefined) throw new Error(`${clientId} is not there`)
        clients = clients.filter((each) => each !== client)
        return client
      },
      async mintStdioCredential(name) {
        made += 1
        const client = aClient(`client-${made}-${port}`, name, 'stdio')
        clients = [...clients, client]
        return { token: `token-${made}-${port}`, client }
      },
    },
    prepareStdio: async () => {},
  })
}

function write(path: string, content: string): string {
  const file = join(home, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
  return file
}

const find = async (connections: Connections, id: string) =>
  (await connections.list()).find(({ assistant }) => assistant === id)

test('finds what is installed here, those first', async () => {
  write('.codex/config.toml', '')
  write('.cursor/extensions/x', '')
  const found = await open().list()
  expect(found.slice(0, 2).map(({ assistant, installed, state }) => [assistant, installed, state])).toEqual([
    ['codex', true, 'not_connected'],
    ['cursor', true, 'not_connected'],
  ])
  expect(found).toHaveLength(assistants.length)
  expect(found.slice(2).every(({ installed }) => !installed)).toBe(true)
})

test('Claude Desktop gets a command with absolute paths and a credential of its own, readable by the user alone', async () => {
  const file = write('.config/Claude/claude_desktop_config.json', '{\n  "globalShortcut": ""\n}\n')
  const connections = open()
  const preview = connections.preview('claude-desktop', 'connect')
  expect(preview.difference).toContain('+   "mcpServers": {')
  expect(preview.backup).toBe(`${file}.sojourn-backup`)
  expect(readFileSync(file, 'utf8')).toBe('{\n  "globalShortcut": ""\n}\n')
  expect(clients).toEqual([])

  const connected = await connections.connect('claude-desktop')
  expect(connected).toMatchObject({ state: 'connected', transport: 'stdio', backup: `${file}.sojourn-backup` })
  const credential = join(dataDir, 'credentials', 'claude-desktop')
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
    globalShortcut: '',
    mcpServers: {
      sojourn: { command: process.execPath, args: [script, '--data-dir', dataDir, '--credential-file', credential] },
    },
  })
  expect(readFileSync(credential, 'utf8')).toBe('token-1-7420\n')
  expect(statSync(credential).mode & 0o777).toBe(0o600)
  expect(readFileSync(file, 'utf8')).not.toContain('token-1')
  expect(clients.map(({ name, kind }) => [name, kind])).toEqual([['Claude Desktop', 'stdio']])

  // Once more changes nothing and makes nothing.
  expect(connections.preview('claude-desktop', 'connect').difference).toBe('')
  await connections.connect('claude-desktop')
  expect(clients).toHaveLength(1)

  const gone = await connections.disconnect('claude-desktop')
  expect(gone).toMatchObject({ state: 'not_connected', revoked: 1 })
  expect(readFileSync(file, 'utf8')).toBe('{\n  "globalShortcut": ""\n}\n')
  expect(existsSync(credential)).toBe(false)
  expect(existsSync(`${file}.sojourn-backup`)).toBe(false)
  expect(clients).toEqual([])
})

test('a client that signs in by itself gets an address and no credential; disconnecting shuts out what it signed in as', async () => {
  const file = write('.codex/config.toml', 'model = "x" # mine\n')
  const connections = open()
  const connected = await connections.connect('codex')
  expect(connected.next).toContain('codex mcp login sojourn')
  expect(parse(readFileSync(file, 'utf8'))).toEqual({
    model: 'x',
    mcp_servers: { sojourn: { url: 'http://127.0.0.1:7420/mcp' } },
  })
  expect(clients).toEqual([])
  clients = [
    aClient('a', 'Codex', 'registered'),
    aClient('b', 'Cursor', 'registered'),
    aClient('c', 'Codex', 'access_token'),
  ]
  expect((await connections.disconnect('codex')).revoked).toBe(1)
  expect(clients.map(({ clientId }) => clientId)).toEqual(['b', 'c'])
  expect(readFileSync(file, 'utf8')).toBe('model = "x" # mine\n')
})

test('there and back gives the same bytes, for every assistant, whatever stood there', async () => {
  const contents = {
    jsonc: [
      '',
      '{}',
      '{ }\n',
      '{"a":1}',
      '{\r\n\t"a": [1], // one\r\n}\r\n',
      '\ufeff{"mcpServers":{},"servers":{ },"mcp":{\n}}',
      '{"mcpServers":{"b":{}},"servers":{"b":{}},"mcp":{"b":{}}}',
    ],
    toml: ['', '\n', 'a = 1', 'a = 1\r\n\r\n', '# only this', '[mcp_servers]\n', '[mcp_servers.b]\nurl="x"'],
  }
  const connections = open()
  for (const assistant of assistants) {
    const [path = ''] = assistant.configFiles({ platform: 'linux', home: '/', env: {} })
    for (const content of contents[assistant.format]) {
      for (const transport of assistant.transports) {
        const file = write(path, content)
        expect(await connections.connect(assistant.id, { transport })).toMatchObject({ state: 'connected', transport })
        await connections.disconnect(assistant.id)
        expect(readFileSync(file, 'utf8'), `${assistant.id} ${JSON.stringify(content)}`).toBe(content)
        rmSync(file)
      }
    }
    if (dirname(path) !== '/') rmSync(dirname(join(home, path)), { recursive: true })
    await connections.connect(assistant.id)
    expect(existsSync(join(home, path))).toBe(true)
    await connections.disconnect(assistant.id)
    expect(existsSync(join(home, path)), `${assistant.id} had no file`).toBe(false)
    if (dirname(path) !== '/')
      expect(existsSync(dirname(join(home, path))), `${assistant.id} had no folder`).toBe(false)
  }
  expect(clients).toEqual([])
})

test('what changed in the file since is kept when its entry goes', async () => {
  const file = write('.cursor/mcp.json', '{\n  "mcpServers": {}\n}\n')
  const connections = open()
  await connections.connect('cursor')
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace('"mcpServers": {', '"mcpServers": {\n    "b": { "url": "y" }, // new'),
  )
  await connections.disconnect('cursor')
  expect(readFileSync(file, 'utf8')).toBe('{\n  "mcpServers": {\n    "b": { "url": "y" } // new\n  }\n}\n')
})

test('a file that cannot be parsed is left alone and said to be so; nothing is minted', async () => {
  const file = write('.config/Claude/claude_desktop_config.json', '{ "mcpServers": { oops')
  const connections = open()
  expect(await find(connections, 'claude-desktop')).toMatchObject({ state: 'unreadable', reason: /not valid JSON/ })
  await expect(connections.connect('claude-desktop')).rejects.toThrow(/not valid JSON \(line 1/)
  expect(readFileSync(file, 'utf8')).toBe('{ "mcpServers": { oops')
  expect(clients).toEqual([])
})

test('when the file cannot be written, the credential made for it ends', async () => {
  write('.lmstudio/mcp.json/is-a-folder', '')
  await expect(open().connect('lm-studio')).rejects.toThrow(/cannot be read/)
  rmSync(join(home, '.lmstudio'), { recursive: true })
  write('.lmstudio/mcp.json', '{}')
  mkdirSync(join(home, '.lmstudio', 'mcp.json.sojourn-backup', 'x'), { recursive: true })
  await expect(open().connect('lm-studio')).rejects.toThrow(/could not be written/)
  expect(clients).toEqual([])
  expect(existsSync(join(dataDir, 'credentials', 'lm-studio'))).toBe(false)
  expect(readFileSync(join(home, '.lmstudio', 'mcp.json'), 'utf8')).toBe('{}')
})

test('an entry that no longer leads here needs repair, and connecting again repairs it', async () => {
  const connections = open()
  await connections.connect('claude-desktop')
  await connections.connect('cursor')
  rmSync(script)
  expect(await find(connections, 'claude-desktop')).toMatchObject({
    state: 'needs_repair',
    reason: /Sojourn has moved/,
  })
  script = join(home, 'moved', 'sojourn-mcp.mjs')
  write('moved/sojourn-mcp.mjs', '')
  const moved = open(7555)
  expect(await find(moved, 'cursor')).toMatchObject({
    state: 'needs_repair',
    reason: /answers at http:\/\/127.0.0.1:7555/,
  })
  running = false
  expect(await find(moved, 'cursor')).toMatchObject({ state: 'connected' })
  running = true
  const kept = clients
  for (const id of ['claude-desktop', 'cursor']) expect(await moved.connect(id)).toMatchObject({ state: 'connected' })
  expect(clients).toEqual(kept)

  clients = []
  expect(await find(moved, 'claude-desktop')).toMatchObject({
    state: 'needs_repair',
    reason: 'Its credential was revoked.',
  })
  await moved.connect('claude-desktop')
  expect(await find(moved, 'claude-desktop')).toMatchObject({ state: 'connected' })
  expect(clients).toHaveLength(1)
})

test('another’s entry of our name is told of, replaced only by connecting, and never removed', async () => {
  const strangers = '{"mcp":{"sojourn":{"type":"local","command":["mine"]}}}'
  const file = write('.config/opencode/opencode.json', strangers)
  const connections = open()
  const reason = 'There is another entry of the name “sojourn”, which Connect did not write.'
  expect(await find(connections, 'opencode')).toMatchObject({ state: 'not_connected', reason })
  expect(connections.preview('opencode', 'disconnect').difference).toBe('')
  expect(await connections.disconnect('opencode')).toMatchObject({ state: 'not_connected', revoked: 0 })
  expect(readFileSync(file, 'utf8')).toBe(strangers)

  expect(connections.preview('opencode', 'connect').warning).toBe(`${reason} Connecting replaces it.`)
  expect(await connections.connect('opencode')).toMatchObject({ state: 'connected' })
  expect(connections.preview('opencode', 'connect').warning).toBeUndefined()
  await connections.disconnect('opencode')
  expect(readFileSync(file, 'utf8')).toBe(strangers)

  // Put in the place of ours later: it stays, and what the assistant was given ends.
  await connections.connect('opencode', { transport: 'stdio' })
  writeFileSync(file, '{"mcp":{"sojourn":{"type":"remote","url":"https://elsewhere.example/mcp"}}}')
  expect(await find(connections, 'opencode')).toMatchObject({ state: 'not_connected', reason })
  expect(await connections.disconnect('opencode')).toMatchObject({ revoked: 1 })
  expect(readFileSync(file, 'utf8')).toContain('elsewhere.example')
})

test('from a command to an address: the credential ends', async () => {
  const connections = open()
  await connections.connect('claude-code', { transport: 'stdio' })
  expect(clients).toHaveLength(1)
  expect(await connections.connect('claude-code')).toMatchObject({ transport: 'http' })
  expect(clients).toEqual([])
  expect(existsSync(join(dataDir, 'credentials', 'claude-code'))).toBe(false)
  await connections.disconnect('claude-code')
  expect(existsSync(join(home, '.claude.json'))).toBe(false)
})

test('by link the file is left to the assistant, which gets its credential all the same', async () => {
  const connections = open()
  const { link } = await connections.connect('lm-studio', { byLink: true })
  expect(link).toMatch(/^lmstudio:\/\/add_mcp\?name=sojourn&config=/)
  expect(existsSync(join(home, '.lmstudio'))).toBe(false)
  expect(readFileSync(join(dataDir, 'credentials', 'lm-studio'), 'utf8')).toMatch(/^token/)
  await connections.disconnect('lm-studio')
  expect(clients).toEqual([])
  await expect(connections.connect('codex', { byLink: true })).rejects.toThrow(/cannot be connected by a link/)
})

test('the difference shows no value of another program', () => {
  const connections = open()
  const shown = (content: string) => {
    write('.claude.json', content)
    return connections.preview('claude-code', 'connect').difference
  }
  const lines = shown('{\n  "oauthToken": "their-secret",\n  "args": [\n    "their-secret"\n  ]\n}\n')
  expect(lines).toContain('+     "sojourn": {')
  expect(lines).not.toContain('their-secret')
  expect(
    shown('{"apiKey":"their-secret","mcpServers":{"b":{"headers":{"X":"their-secret"}}},"z":"their-secret"}'),
  ).toBe(
    [
      '- {"apiKey":"…","mcpServers":{"b":{"headers":{"X":"…"}}},"z":"…"}',
      '+ {"apiKey":"…","mcpServers":{"b":{"headers":{"X":"…"}},"sojourn":{"type":"http","url":"http://127.0.0.1:7420/mcp"}},"z":"…"}',
    ].join('\n'),
  )
})

test('names that Connect does not know, and ways an assistant does not have, are refused', async () => {
  await expect(open().connect('clippy')).rejects.toThrow(/knows no assistant called/)
  await expect(open().connect('claude-desktop', { transport: 'http' })).rejects.toThrow(/cannot be connected by http/)
})

test('modes are kept, and any order of connecting and disconnecting ends where it began', async () => {
  const file = write('.claude.json', '{"mcpServers": {"a": {}}, "x": 1}')
  chmodSync(file, 0o600)
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom('http', 'stdio', 'off'), { maxLength: 6 }), async (moves) => {
      const connections = open()
      for (const move of moves) {
        if (move === 'off') await connections.disconnect('claude-code')
        else await connections.connect('claude-code', { transport: move === 'http' ? 'http' : 'stdio' })
      }
      await connections.disconnect('claude-code')
      expect(readFileSync(file, 'utf8')).toBe('{"mcpServers": {"a": {}}, "x": 1}')
      expect(statSync(file).mode & 0o777).toBe(0o600)
      expect(clients).toEqual([])
    }),
    { numRuns: 60 },
  )
})
