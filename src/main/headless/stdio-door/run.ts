import { setTimeout as sleep } from 'node:timers/promises'
import type { LaunchFile } from '../../data-folder.ts'
import { credentialInFile, givenCredential, unnamedCredential } from './credential.ts'
import { StdioDoor } from './door.ts'
import { createHostStarter } from './host-starter.ts'
import { LineReader } from './line-reader.ts'
import { readDoorSettings } from './options.ts'

/** How long requests that wait when the client closes standard input may still take, in milliseconds. */
const lastAnswersMs = 30_000
const parentLookMs = 2_000

/**
 * The stdio door: standard input and output on one side, the host's MCP address on the other. Ends with its client: when
 * standard input ends (after the answers that are still due), when standard output breaks, when the parent is gone, or when
 * it is told to.
 * @param fallback how to start a host where the data folder does not say
 */
export async function runStdioDoor(args: string[], env: NodeJS.ProcessEnv, fallback?: LaunchFile): Promise<void> {
  const settings = readDoorSettings(args, env)
  const log = (line: string) => {
    process.stderr.write(`sojourn: ${line}\n`)
  }
  const { credential } = settings
  const door = new StdioDoor({
    starter: createHostStarter({
      dataDir: settings.dataDir,
      env,
      log,
      ...(fallback !== undefined && { fallback }),
    }),
    credential:
      credential.kind === 'given'
        ? givenCredential(credential.token)
        : credential.kind === 'file'
          ? credentialInFile(credential.file)
          : unnamedCredential(),
    ...(settings.server !== undefined && { server: settings.server }),
    deliver: (message) => {
      process.stdout.write(`${JSON.stringify(message)}\n`)
    },
    log,
  })

  const parent = process.ppid
  await new Promise<void>((resolve) => {
    const lines = new LineReader((line) => door.receiveLine(line))
    const look = setInterval(() => {
      if (!isThere(parent)) resolve()
    }, parentLookMs)
    look.unref()
    process.stdin.on('data', (piece: Buffer) => lines.push(piece))
    process.stdin.once('end', () => {
      lines.end()
      Promise.race([door.settled(), sleep(lastAnswersMs)]).then(() => resolve())
    })
    process.stdin.once('error', () => resolve())
    process.stdout.once('error', () => resolve())
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => resolve())
  })
  await door.close()
  // What was written to standard output goes out before the process does.
  await new Promise<void>((resolve) => {
    if (process.stdout.writable) process.stdout.write('', () => resolve())
    else resolve()
  })
  process.exit(0)
}

/** Whether the parent still is the one that started this process. */
function isThere(parent: number): boolean {
  if (process.ppid !== parent) return false
  try {
    process.kill(parent, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
