import * as z from 'zod'
import { listClients } from '../../mcp/app/contract.ts'
import { SojournError } from '../../shared/errors.ts'
import { readDataDir, readOptions } from '../arguments.ts'
import type { Connection, Connections, Preview } from '../connections/connections.ts'
import { openConnections, thisInstallation } from '../connections/open-connections.ts'
import { snippets } from '../connections/snippets.ts'
import { findRunningHost, type RunningHost } from '../running-host.ts'
import { openHeadlessHost } from './headless-host.ts'
import { prepareData } from './prepare.ts'

/**
 * `connect [NAME] [--yes] [--disconnect] [--transport http|stdio] [--snippets] [--json] [--data-dir DIR]`: lists the
 * assistants on this machine; with a name shows what would change in its configuration, and with `--yes` changes it.
 * `--disconnect` takes the entry out at once.
 */
export async function connect(args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const { values, positionals } = readOptions(args, {
    yes: { type: 'boolean' },
    disconnect: { type: 'boolean' },
    transport: { type: 'string' },
    snippets: { type: 'boolean' },
    json: { type: 'boolean' },
    'data-dir': { type: 'string' },
  })
  const [name, ...others] = positionals
  if (others.length > 0) throw new SojournError('invalid_input', 'Give the name of one assistant.')
  const transport = z.enum(['http', 'stdio']).optional().safeParse(values.transport)
  if (!transport.success) {
    throw new SojournError('invalid_input', `There is no transport “${String(values.transport)}”.`, {
      hint: 'Choose --transport http or --transport stdio.',
    })
  }
  const say = (result: unknown, text: string) => {
    process.stdout.write(values.json === true ? `${JSON.stringify(result)}\n` : `${text}\n`)
  }

  const dataDir = readDataDir(values['data-dir'], env)
  const running = await findRunningHost(dataDir)
  if (values.snippets === true) {
    const found = snippets(thisInstallation(dataDir, () => running?.mcp))
    const shown = found.map(({ title, text, note }) => [`# ${title}`, text, note].filter(Boolean).join('\n'))
    return say({ snippets: found }, shown.join('\n\n'))
  }
  await withConnections(dataDir, running, env, async (connections) => {
    if (name === undefined) {
      const found = await connections.list()
      return say({ connections: found }, found.map(lineOf).join('\n'))
    }
    const action = values.disconnect === true ? 'disconnect' : 'connect'
    const preview = connections.preview(name, action, transport.data)
    if (action === 'disconnect') {
      const result = await connections.disconnect(name)
      return say(result, `${wordsOf(preview)}\n\n${result.name} is disconnected.`)
    }
    if (values.yes !== true) {
      const hint = `Nothing is changed yet. To connect ${preview.name}: npm run connect -- ${name} --yes`
      return say(preview, `${wordsOf(preview)}\n\n${hint}`)
    }
    const result = await connections.connect(name, transport.data === undefined ? {} : { transport: transport.data })
    const backup = result.backup === undefined ? '' : `\nWhat stood there before: ${result.backup}`
    say(result, `${wordsOf(preview)}\n\n${result.name} is connected.${backup}\n${result.next}`)
  })
}

const states: Readonly<Record<Connection['state'], string>> = {
  connected: 'connected',
  not_connected: 'not connected',
  needs_repair: 'needs repair',
  unreadable: 'cannot be read',
}

function lineOf({ assistant, name, installed, state, reason, transport }: Connection): string {
  const how = state === 'connected' && transport !== undefined ? ` (${transport})` : ''
  const where = installed ? `${states[state]}${how}` : 'not installed here'
  return `${assistant.padEnd(16)} ${name.padEnd(16)} ${where}${reason === undefined ? '' : `: ${reason}`}`
}

function wordsOf({ file, exists, difference, warning }: Preview): string {
  if (difference === '') return `${file}: nothing to change`
  const warned = warning === undefined ? '' : `\n\n${warning}`
  return `${file}${exists ? '' : ' (not there yet)'}\n${difference}${warned}`
}

/**
 * Connect for this process's user and environment, whatever those of the host are: with the clients of the host that runs on
 * the folder, or of the folder opened for this one command.
 */
async function withConnections(
  dataDir: string,
  running: RunningHost | undefined,
  env: NodeJS.ProcessEnv,
  work: (connections: Connections) => Promise<void>,
): Promise<void> {
  if (running !== undefined) {
    const installation = thisInstallation(dataDir, () => running.mcp)
    return work(openConnections({ installation, env, clients: clientsOf(running) }))
  }
  await prepareData()
  const host = await openHeadlessHost(dataDir, env)
  try {
    await work(host.connections)
  } finally {
    await host.close()
  }
}

/** The clients of a host in another process. */
function clientsOf(running: RunningHost) {
  return {
    async list() {
      const { clients } = listClients.output.parse(await running.call('list_clients', {}))
      return clients.map(({ client_id, name, kind }) => ({ clientId: client_id, name, kind }))
    },
    revoke: (clientId: string) => running.call('revoke_client', { client_id: clientId }),
    async mintStdioCredential(name: string) {
      const { token, client_id } = await running.mintStdioCredential(name)
      return { token, client: { clientId: client_id } }
    },
  }
}
