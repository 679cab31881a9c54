import { basename } from 'node:path'
import type { Target } from './assistants.ts'

/** What an assistant is pointed at: this installation, with absolute paths, and the host on this data folder. */
export interface Installation {
  dataDir: string
  /** The program that runs the script: Node, or Electron told to be Node. */
  command: string
  env: Readonly<Record<string, string>>
  /** The self-contained stdio door. */
  script: string
  /** Where MCP is served; `running` says whether a host is there now, so that another address is certainly wrong. */
  mcp(): { url: string; running: boolean }
}

export const httpTarget = (installation: Installation): Target => ({ transport: 'http', url: installation.mcp().url })

/** @param credentialFile left out, the door is that of the unnamed assistant */
export function stdioTarget({ command, env, script, dataDir }: Installation, credentialFile?: string): Target {
  const credential = credentialFile === undefined ? [] : ['--credential-file', credentialFile]
  return { transport: 'stdio', command, env, args: [script, '--data-dir', dataDir, ...credential] }
}

/**
 * Whether an entry leads to a Sojourn, be it another installation's: it has an address as ours are, or starts our script.
 * Anything else under our name is somebody else's.
 */
export function leadsToSojourn(entry: unknown, { script }: Installation): boolean {
  const { url, words } = partsOf(entry)
  return (
    isMcpHere(url) || words.some((word) => basename(word.replaceAll('\\', '/')) === basename(script) || isMcpHere(word))
  )
}

/** The address in an entry, or the command with its arguments, however its assistant spells them. */
function partsOf(entry: unknown): { url: string | undefined; words: string[] } {
  const values = typeof entry === 'object' && entry !== null ? (entry as Record<string, unknown>) : {}
  const url = values.url ?? values.httpUrl ?? values.serverUrl
  const words = [values.command, values.args].flat().filter((word) => typeof word === 'string')
  return { url: typeof url === 'string' ? url : undefined, words }
}

function isMcpHere(address: string | undefined): boolean {
  const asked = address === undefined ? null : URL.parse(address)
  if (asked === null) return false
  return ['127.0.0.1', 'localhost', '[::1]'].includes(asked.hostname) && /^\/mcp(\/|$)/.test(asked.pathname)
}

/**
 * Why an entry that stands in a configuration does not lead here any more, in a sentence; undefined where it does.
 * @param exists whether a file is there
 */
export function faultOf(
  entry: unknown,
  installation: Installation,
  exists: (file: string) => boolean,
): { transport: 'http' | 'stdio' | undefined; fault: string | undefined } {
  const { url, words } = partsOf(entry)
  if (url !== undefined) return { transport: 'http', fault: faultOfUrl(url, installation) }
  if (words.length > 0) return { transport: 'stdio', fault: faultOfCommand(words, installation, exists) }
  return { transport: undefined, fault: 'Its entry says neither an address nor a command.' }
}

function faultOfUrl(url: string, installation: Installation): string | undefined {
  const { url: here, running } = installation.mcp()
  const asked = URL.parse(url)
  const own = URL.parse(here)
  if (asked === null || own === null) return `Its entry has no valid address: ${url}`
  if (!isMcpHere(url)) return `Its entry points at ${url}, which is not Sojourn.`
  // Without a host its address is not known for certain: it may be started on another port.
  if (running && asked.port !== own.port) return `Its entry points at ${url}, but Sojourn answers at ${here}.`
  return undefined
}

function faultOfCommand(
  words: readonly string[],
  { dataDir }: Installation,
  exists: (file: string) => boolean,
): string | undefined {
  const [command = '', ...args] = words
  if (/[\\/]/.test(command) && !exists(command)) return `The program it starts is not there any more: ${command}`
  const script = args.find((word) => /\.[cm]?[jt]s$/.test(word))
  if (script !== undefined && !exists(script)) return `Sojourn has moved: ${script} is not there any more.`
  const folder = args[args.indexOf('--data-dir') + 1]
  if (args.includes('--data-dir') && folder !== dataDir) return `It uses another data folder: ${folder ?? ''}`
  const credential = args[args.indexOf('--credential-file') + 1]
  if (args.includes('--credential-file') && (credential === undefined || !exists(credential))) {
    return 'Its credential is gone.'
  }
  return undefined
}
