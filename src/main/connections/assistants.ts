import type { Entry } from './entry.ts'
import { joinPath, localFolder, type Place, settingsFolder } from './place.ts'

/** `http`: the assistant signs in by itself (OAuth). `stdio`: it starts our script, which carries a credential of its own. */
export type Transport = 'http' | 'stdio'

/** What an entry points at. */
export type Target =
  | { transport: 'http'; url: string }
  | { transport: 'stdio'; command: string; args: readonly string[]; env: Readonly<Record<string, string>> }

/** An assistant that can be connected by changing its configuration. */
export interface Assistant {
  id: string
  name: string
  format: 'jsonc' | 'toml'
  /** The key that its servers stand under. */
  section: string
  /** The ways it can be connected in, the preferred one first. */
  transports: readonly Transport[]
  /** Where its configuration may stand, the likeliest first. A `*` stands for any part of a folder's name. */
  configFiles(place: Place): string[]
  /** What is there where it is installed, beside its configuration. */
  signs(place: Place): string[]
  /** Its commands, by which it is found too. */
  commands: readonly string[]
  entry(target: Target): Entry
  /** What the user does then, in a sentence. */
  next: Readonly<Partial<Record<Transport, string>>>
  /** An address that makes the assistant itself ask to add the entry. */
  deepLink?(name: string, entry: Entry): string
  /** What it calls itself when it signs in. */
  signsInAs: RegExp
}

const stdioEntry = (target: Target): Entry => {
  if (target.transport === 'http') return { url: target.url }
  const { command, args, env } = target
  return { command, args, ...(Object.keys(env).length > 0 && { env }) }
}

const typedEntry = (target: Target): Entry =>
  target.transport === 'http' ? { type: 'http', url: target.url } : { type: 'stdio', ...stdioEntry(target) }

function openCodeEntry(target: Target): Entry {
  if (target.transport === 'http') return { type: 'remote', url: target.url, enabled: true }
  const { command, args, env } = target
  const local = { type: 'local', command: [command, ...args], enabled: true }
  return Object.keys(env).length > 0 ? { ...local, environment: env } : local
}

const base64 = (entry: Entry): string => encodeURIComponent(Buffer.from(JSON.stringify(entry)).toString('base64'))

/** The application's folder on macOS and Windows. */
function application(place: Place, mac: string, ...windows: string[]): string[] {
  if (place.platform === 'darwin')
    return [`/Applications/${mac}.app`, joinPath(place, place.home, 'Applications', `${mac}.app`)]
  return place.platform === 'win32' && windows.length > 0 ? [joinPath(place, localFolder(place), ...windows)] : []
}

const codexHome = (place: Place) => place.env.CODEX_HOME || joinPath(place, place.home, '.codex')
const openCodeFolder = (place: Place) =>
  joinPath(place, place.env.XDG_CONFIG_HOME || joinPath(place, place.home, '.config'), 'opencode')

/** The assistants that Connect knows, and how each is configured (checked on 2026-11-20). */
export const assistants: readonly Assistant[] = [
  {
    id: 'claude-desktop',
    name: 'Claude Desktop',
    format: 'jsonc',
    section: 'mcpServers',
    // A `url` can make it drop all its servers, and its own connectors call from elsewhere: they cannot reach this machine.
    transports: ['stdio'],
    configFiles: (place) => [
      joinPath(place, settingsFolder(place), 'Claude', 'claude_desktop_config.json'),
      ...(place.platform === 'win32'
        ? [
            joinPath(
              place,
              localFolder(place),
              'Packages',
              'Claude_*',
              'LocalCache',
              'Roaming',
              'Claude',
              'claude_desktop_config.json',
            ),
          ]
        : []),
    ],
    signs: (place) => [
      joinPath(place, settingsFolder(place), 'Claude'),
      ...application(place, 'Claude', 'AnthropicClaude'),
      ...(place.platform === 'win32' ? [joinPath(place, localFolder(place), 'Packages', 'Claude_*')] : []),
    ],
    commands: [],
    entry: stdioEntry,
    next: { stdio: 'Quit Claude Desktop and open it again.' },
    signsInAs: /^claude desktop/i,
  },
  {
    id: 'claude-code',
    name: 'Claude Code',
    format: 'jsonc',
    section: 'mcpServers',
    transports: ['http', 'stdio'],
    configFiles: (place) => [joinPath(place, place.env.CLAUDE_CONFIG_DIR || place.home, '.claude.json')],
    signs: (place) => [place.env.CLAUDE_CONFIG_DIR || joinPath(place, place.home, '.claude')],
    commands: ['claude'],
    entry: typedEntry,
    next: {
      http: 'In Claude Code, type /mcp, choose sojourn and Authenticate; then allow it in Sojourn.',
      stdio: 'Start Claude Code again.',
    },
    signsInAs: /^claude code/i,
  },
  {
    id: 'codex',
    name: 'Codex CLI',
    format: 'toml',
    section: 'mcp_servers',
    transports: ['http', 'stdio'],
    configFiles: (place) => [joinPath(place, codexHome(place), 'config.toml')],
    signs: (place) => [codexHome(place)],
    commands: ['codex'],
    entry: stdioEntry,
    next: { http: 'Run: codex mcp login sojourn, then allow it in Sojourn.', stdio: 'Start Codex again.' },
    signsInAs: /^codex/i,
  },
  {
    id: 'gemini',
    name: 'Gemini CLI',
    format: 'jsonc',
    section: 'mcpServers',
    transports: ['http', 'stdio'],
    configFiles: (place) => [joinPath(place, place.home, '.gemini', 'settings.json')],
    signs: (place) => [joinPath(place, place.home, '.gemini')],
    commands: ['gemini'],
    entry: (target) => (target.transport === 'http' ? { httpUrl: target.url } : stdioEntry(target)),
    next: {
      http: 'In Gemini CLI, type /mcp auth sojourn; then allow it in Sojourn.',
      stdio: 'Start Gemini CLI again.',
    },
    signsInAs: /^gemini/i,
  },
  {
    id: 'cursor',
    name: 'Cursor',
    format: 'jsonc',
    section: 'mcpServers',
    transports: ['http', 'stdio'],
    configFiles: (place) => [joinPath(place, place.home, '.cursor', 'mcp.json')],
    signs: (place) => [
      joinPath(place, place.home, '.cursor'),
      joinPath(place, settingsFolder(place), 'Cursor'),
      ...application(place, 'Cursor', 'Programs', 'cursor'),
    ],
    commands: ['cursor'],
    entry: stdioEntry,
    next: { http: 'In Cursor’s settings, under MCP, choose Connect beside sojourn; then allow it in Sojourn.' },
    deepLink: (name, entry) =>
      `cursor://anysphere.cursor-deeplink/mcp/install?name=${encodeURIComponent(name)}&config=${base64(entry)}`,
    signsInAs: /^cursor/i,
  },
  {
    id: 'vscode',
    name: 'VS Code',
    format: 'jsonc',
    section: 'servers',
    transports: ['http', 'stdio'],
    configFiles: (place) => [joinPath(place, settingsFolder(place), 'Code', 'User', 'mcp.json')],
    signs: (place) => [
      joinPath(place, settingsFolder(place), 'Code'),
      ...application(place, 'Visual Studio Code', 'Programs', 'Microsoft VS Code'),
    ],
    commands: ['code'],
    entry: typedEntry,
    next: {
      http: 'In VS Code, run “MCP: List Servers”, start sojourn and allow it to sign in; then allow it in Sojourn.',
    },
    deepLink: (name, entry) => `vscode:mcp/install?${encodeURIComponent(JSON.stringify({ name, ...entry }))}`,
    signsInAs: /^visual studio code|^vs ?code/i,
  },
  {
    id: 'lm-studio',
    name: 'LM Studio',
    format: 'jsonc',
    section: 'mcpServers',
    transports: ['stdio'],
    configFiles: (place) => [
      joinPath(place, place.home, '.lmstudio', 'mcp.json'),
      joinPath(place, place.home, '.cache', 'lm-studio', 'mcp.json'),
    ],
    signs: (place) => [
      joinPath(place, place.home, '.lmstudio'),
      joinPath(place, place.home, '.cache', 'lm-studio'),
      ...application(place, 'LM Studio', 'Programs', 'LM Studio'),
    ],
    commands: ['lms'],
    entry: stdioEntry,
    next: { stdio: 'In LM Studio, switch sojourn on under Program, Install.' },
    deepLink: (name, entry) => `lmstudio://add_mcp?name=${encodeURIComponent(name)}&config=${base64(entry)}`,
    signsInAs: /^lm ?studio/i,
  },
  {
    id: 'opencode',
    name: 'opencode',
    format: 'jsonc',
    section: 'mcp',
    transports: ['http', 'stdio'],
    configFiles: (place) => [
      joinPath(place, openCodeFolder(place), 'opencode.json'),
      joinPath(place, openCodeFolder(place), 'opencode.jsonc'),
    ],
    signs: (place) => [openCodeFolder(place), joinPath(place, place.home, '.opencode')],
    commands: ['opencode'],
    entry: openCodeEntry,
    next: { http: 'Run: opencode mcp auth sojourn, then allow it in Sojourn.', stdio: 'Start opencode again.' },
    signsInAs: /^opencode/i,
  },
]
