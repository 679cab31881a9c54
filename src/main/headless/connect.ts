import * as z from 'zod'
import {
  type ConnectionOnWire,
  connect as connectTool,
  disconnect as disconnectTool,
  getSnippets,
  listConnections,
  previewConnection,
} from '../../mcp/app/contract.ts'
import { SojournError } from '../../shared/errors.ts'
import type { AnyTool, OutputOf } from '../../shared/tool.ts'
import { readDataDir, readOptions } from '../arguments.ts'
import { allScopes } from '../panel-api.ts'
import { findRunningHost } from '../running-host.ts'
import { openHeadlessHost } from './headless-host.ts'
import { prepareData } from './prepare.ts'

type Call = <Tool extends AnyTool>(tool: Tool, input: Record<string, unknown>) => Promise<OutputOf<Tool>>

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
  const way = transport.data === undefined ? {} : { transport: transport.data }
  const say = (result: unknown, text: string) => {
    process.stdout.write(values.json === true ? `${JSON.stringify(result)}\n` : `${text}\n`)
  }

  await withHost(readDataDir(values['data-dir'], env), env, async (call) => {
    if (values.snippets === true) {
      const result = await call(getSnippets, {})
      const shown = result.snippets.map(({ title, text, note }) =>
        [`# ${title}`, text, note].filter(Boolean).join('\n'),
      )
      return say(result, shown.join('\n\n'))
    }
    if (name === undefined) {
      const result = await call(listConnections, {})
      return say(result, result.connections.map(lineOf).join('\n'))
    }
    const action = values.disconnect === true ? 'disconnect' : 'connect'
    const preview = await call(previewConnection, { assistant: name, action, ...way })
    if (action === 'disconnect') {
      const result = await call(disconnectTool, { assistant: name })
      return say(result, `${wordsOf(preview)}\n\n${result.name} is disconnected.`)
    }
    if (values.yes !== true) {
      const hint = `Nothing is changed yet. To connect ${preview.name}: npm run connect -- ${name} --yes`
      return say(preview, `${wordsOf(preview)}\n\n${hint}`)
    }
    const result = await call(connectTool, { assistant: name, ...way })
    const backup = result.backup === undefined ? '' : `\nWhat stood there before: ${result.backup}`
    say(result, `${wordsOf(preview)}\n\n${result.name} is connected.${backup}\n${result.next}`)
  })
}

const states: Readonly<Record<ConnectionOnWire['state'], string>> = {
  connected: 'connected',
  not_connected: 'not connected',
  needs_repair: 'needs repair',
  unreadable: 'cannot be read',
}

function lineOf({ assistant, name, installed, state, reason, transport }: ConnectionOnWire): string {
  const how = state === 'connected' && transport !== undefined ? ` (${transport})` : ''
  const where = installed ? `${states[state]}${how}` : 'not installed here'
  return `${assistant.padEnd(16)} ${name.padEnd(16)} ${where}${reason === undefined ? '' : `: ${reason}`}`
}

function wordsOf({ file, exists, difference }: OutputOf<typeof previewConnection>): string {
  if (difference === '') return `${file}: nothing to change`
  return `${file}${exists ? '' : ' (not there yet)'}\n${difference}`
}

/** Calls the app's tools in the host that runs on the folder, or opens the folder for this one command. */
async function withHost(dataDir: string, env: NodeJS.ProcessEnv, work: (call: Call) => Promise<void>): Promise<void> {
  const running = await findRunningHost(dataDir)
  if (running !== undefined) {
    return work(async (tool, input) => tool.output.parse(await running.call(tool.name, input)) as OutputOf<typeof tool>)
  }
  await prepareData()
  const host = await openHeadlessHost(dataDir, env)
  const caller = { kind: 'local' } as const
  try {
    await work(async (tool, input) => {
      const { output } = await host.registry.call(tool.name, input, {
        user: host.user,
        caller,
        scopes: allScopes,
        signal: new AbortController().signal,
      })
      return output as OutputOf<typeof tool>
    })
  } finally {
    await host.close()
  }
}
