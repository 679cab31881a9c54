import { SojournError } from '../../shared/errors.ts'
import { readDataDir, readOptions, readPort } from '../arguments.ts'
import type { Bridge } from '../bridge/bridge.ts'
import type { Host } from '../host.ts'
import { openHeadlessHost } from './headless-host.ts'
import { prepareData, prepareRenderer } from './prepare.ts'

/**
 * `serve [--port N] [--data-dir DIR] [--json] [--end-when-idle MINUTES]`: the host without a window, until it is told to end
 * or, where that is asked for, nobody has used it for so long.
 */
export async function serve(args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const { values } = readOptions(args, {
    port: { type: 'string' },
    'data-dir': { type: 'string' },
    json: { type: 'boolean' },
    'end-when-idle': { type: 'string' },
  })
  const idleMinutes = readMinutes(values['end-when-idle'])
  const { bridge, end } = await startServing(readDataDir(values['data-dir'], env), readPort(values.port), env)
  if (idleMinutes !== undefined) {
    bridge.whenIdle(idleMinutes * 60_000, () => {
      process.stderr.write(`Nobody has used Sojourn for ${idleMinutes} minutes: it ends.\n`)
      end()
    })
  }
  const { url, mcp } = bridge
  process.stdout.write(
    values.json === true
      ? `${JSON.stringify({ event: 'ready', url, mcp, app: bridge.appUrl() })}\n`
      : `Sojourn is ready at ${bridge.appUrl()}\n`,
  )
}

function readMinutes(value: string | boolean | undefined): number | undefined {
  if (value === undefined) return undefined
  const minutes = Number(value)
  if (minutes > 0 && minutes <= 24 * 60) return minutes
  throw new SojournError('invalid_input', `${String(value)} is no time to wait.`, {
    hint: 'Give --end-when-idle a number of minutes, up to 1440.',
  })
}

/** Opens the host and its localhost doors, and closes both when the process is told to end. */
export async function startServing(
  dataDir: string,
  port: number,
  env: NodeJS.ProcessEnv,
): Promise<{ host: Host; bridge: Bridge; end: () => void }> {
  await prepareData()
  await prepareRenderer()
  const host = await openHeadlessHost(dataDir, env)
  for (const { severity, message, hint } of host.notices) {
    if (severity !== 'note') process.stderr.write(`${message}${hint === undefined ? '' : ` ${hint}`}\n`)
  }
  try {
    const bridge = await host.openBridge({ port })
    const end = () => {
      process.off('SIGINT', end)
      process.off('SIGTERM', end)
      host.close().then(
        () => process.exit(0),
        () => process.exit(1),
      )
    }
    process.on('SIGINT', end)
    process.on('SIGTERM', end)
    return { host, bridge, end }
  } catch (error) {
    await host.close()
    throw error
  }
}
