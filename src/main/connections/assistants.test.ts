import { expect, test } from 'vitest'
import { type Assistant, assistants } from './assistants.ts'
import { commandFiles, type Place } from './place.ts'

const mac: Place = { platform: 'darwin', home: '/Users/ada', env: {} }
const linux: Place = { platform: 'linux', home: '/home/ada', env: {} }
const windows: Place = {
  platform: 'win32',
  home: 'C:\\Users\\Ada',
  env: { APPDATA: 'C:\\Users\\Ada\\AppData\\Roaming', LOCALAPPDATA: 'C:\\Users\\Ada\\AppData\\Local' },
}

/** What `reference/mcp.md` says, and the programs' own documents for what it leaves out. */
const files: Record<string, { darwin: string[]; linux: string[]; win32: string[] }> = {
  'claude-desktop': {
    darwin: ['/Users/ada/Library/Application Support/Claude/claude_desktop_config.json'],
    linux: ['/home/ada/.config/Claude/claude_desktop_config.json'],
    win32: [
      'C:\\Users\\Ada\\AppData\\Roaming\\Claude\\claude_desktop_config.json',
      'C:\\Users\\Ada\\AppData\\Local\\Packages\\Claude_*\\LocalCache\\Roaming\\Claude\\claude_desktop_config.json',
    ],
  },
  'claude-code': {
    darwin: ['/Users/ada/.claude.json'],
    linux: ['/home/ada/.claude.json'],
    win32: ['C:\\Users\\Ada\\.claude.json'],
  },
  codex: {
    darwin: ['/Users/ada/.codex/config.toml'],
    linux: ['/home/ada/.codex/config.toml'],
    win32: ['C:\\Users\\Ada\\.codex\\config.toml'],
  },
  gemini: {
    darwin: ['/Users/ada/.gemini/settings.json'],
    linux: ['/home/ada/.gemini/settings.json'],
    win32: ['C:\\Users\\Ada\\.gemini\\settings.json'],
  },
  cursor: {
    darwin: ['/Users/ada/.cursor/mcp.json'],
    linux: ['/home/ada/.cursor/mcp.json'],
    win32: ['C:\\Users\\Ada\\.cursor\\mcp.json'],
  },
  vscode: {
    darwin: ['/Users/ada/Library/Application Support/Code/User/mcp.json'],
    linux: ['/home/ada/.config/Code/User/mcp.json'],
    win32: ['C:\\Users\\Ada\\AppData\\Roaming\\Code\\User\\mcp.json'],
  },
  'lm-studio': {
    darwin: ['/Users/ada/.lmstudio/mcp.json', '/Users/ada/.cache/lm-studio/mcp.json'],
    linux: ['/home/ada/.lmstudio/mcp.json', '/home/ada/.cache/lm-studio/mcp.json'],
    win32: ['C:\\Users\\Ada\\.lmstudio\\mcp.json', 'C:\\Users\\Ada\\.cache\\lm-studio\\mcp.json'],
  },
  opencode: {
    darwin: ['/Users/ada/.config/opencode/opencode.json', '/Users/ada/.config/opencode/opencode.jsonc'],
    linux: ['/home/ada/.config/opencode/opencode.json', '/home/ada/.config/opencode/opencode.jsonc'],
    win32: ['C:\\Users\\Ada\\.config\\opencode\\opencode.json', 'C:\\Users\\Ada\\.config\\opencode\\opencode.jsonc'],
  },
}

test('the table names every assistant', () => {
  expect(Object.keys(files)).toEqual(assistants.map(({ id }) => id))
})

test.each([mac, linux, windows])('each configuration stands where it should on $platform', (place) => {
  const found = Object.fromEntries(assistants.map((assistant) => [assistant.id, assistant.configFiles(place)]))
  expect(found).toEqual(Object.fromEntries(Object.entries(files).map(([id, paths]) => [id, paths[place.platform]])))
})

test('folders that the environment moves are followed', () => {
  const moved: Place = {
    ...linux,
    env: { CODEX_HOME: '/c', CLAUDE_CONFIG_DIR: '/k', XDG_CONFIG_HOME: '/x' },
  }
  const pathsOf = (id: string) => assistantCalled(id).configFiles(moved)
  expect(pathsOf('codex')).toEqual(['/c/config.toml'])
  expect(pathsOf('claude-code')).toEqual(['/k/.claude.json'])
  expect(pathsOf('vscode')).toEqual(['/x/Code/User/mcp.json'])
  expect(pathsOf('opencode')[0]).toBe('/x/opencode/opencode.json')
})

test('commands are looked for where the system looks', () => {
  expect(commandFiles({ ...linux, env: { PATH: '/a:/b' } }, 'codex').slice(0, 2)).toEqual(['/a/codex', '/b/codex'])
  expect(commandFiles({ ...windows, env: { Path: 'C:\\npm' } }, 'codex').slice(0, 2)).toEqual([
    'C:\\npm\\codex.exe',
    'C:\\npm\\codex.cmd',
  ])
})

const http = { transport: 'http', url: 'http://127.0.0.1:7420/mcp' } as const
const stdio = { transport: 'stdio', command: '/n', args: ['/s.mjs'], env: {} } as const

test('entries have the shape that each assistant reads', () => {
  const entries = Object.fromEntries(
    assistants.map((assistant) => [
      assistant.id,
      assistant.transports.map((transport) => assistant.entry(transport === 'http' ? http : stdio)),
    ]),
  )
  const { url } = http
  const command = { command: '/n', args: ['/s.mjs'] }
  expect(entries).toEqual({
    'claude-desktop': [command],
    'claude-code': [
      { type: 'http', url },
      { type: 'stdio', ...command },
    ],
    codex: [{ url }, command],
    gemini: [{ httpUrl: url }, command],
    cursor: [{ url }, command],
    vscode: [
      { type: 'http', url },
      { type: 'stdio', ...command },
    ],
    'lm-studio': [command],
    opencode: [
      { type: 'remote', url, enabled: true },
      { type: 'local', command: ['/n', '/s.mjs'], enabled: true },
    ],
  })
})

test('deep links carry the entry', () => {
  const cursor = assistantCalled('cursor').deepLink?.('sojourn', { url: http.url }) ?? ''
  const config = new URL(cursor).searchParams.get('config') ?? ''
  expect(cursor.startsWith('cursor://anysphere.cursor-deeplink/mcp/install?name=sojourn&config=')).toBe(true)
  expect(JSON.parse(Buffer.from(config, 'base64').toString())).toEqual({ url: http.url })
  const studio = assistantCalled('lm-studio').deepLink?.('sojourn', { command: '/n', args: ['é?&'] }) ?? ''
  expect(studio.startsWith('lmstudio://add_mcp?name=sojourn&config=')).toBe(true)
  expect(JSON.parse(Buffer.from(new URL(studio).searchParams.get('config') ?? '', 'base64').toString())).toEqual({
    command: '/n',
    args: ['é?&'],
  })
})

function assistantCalled(id: string): Assistant {
  const found = assistants.find((assistant) => assistant.id === id)
  if (found === undefined) throw new Error(id)
  return found
}
