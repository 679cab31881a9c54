import { readDataDir, readOptions, readPort } from '../arguments.ts'
import type { Bridge } from '../bridge/bridge.ts'
import type { Host } from '../host.ts'
import { openHeadlessHost } from './headless-host.ts'
import { prepareData, prepareRenderer } from './prepare.ts'

/** `serve [--port N] [--data-dir DIR] [--json]`: the host without a window, until it is told to end. */
export async function serve(args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const { values } = readOptions(args, {
    port: { type: 'string' },
    'data-dir': { type: 'string' },
    json: { type: 'boolean' },
  })
  const { bridge } = await startServing(readDataDir(values['data-dir'], env), readPort(values.port), env)
  const { url, mcp } = bridge
  process.stdout.write(
    values.json === true
      ? `${JSON.stringify({ event: 'ready', url, mcp, app: bridge.appUrl() })}\n`
      : `Sojourn is ready at ${bridge.appUrl()}\n`,
  )
}

/** Opens the host and its localhost doors, and closes both when the process is told to end. */
export async function startServing(
  dataDir: string,
  port: number,
  env: NodeJS.ProcessEnv,
): Promise<{ host: Host; bridge: Bridge }> {
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
    return { host, bridge }
  } catch (error) {
    await host.close()
    throw error
  }
}
