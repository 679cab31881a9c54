import { enableCompileCache } from 'node:module'
import { SojournError } from '../../shared/errors.ts'
import { readEnvironment } from '../environment.ts'

// Compiled code is kept between starts: the host is ready in half the time.
enableCompileCache()

type Command = (args: string[], env: NodeJS.ProcessEnv) => Promise<void>

/** The commands, each loaded when it is asked for. */
const commands: Record<string, () => Promise<Command>> = {
  start: async () => (await import('./start.ts')).start,
  serve: async () => (await import('./serve.ts')).serve,
  ask: async () => (await import('./ask.ts')).ask,
  mcp: async () => (await import('./mcp.ts')).mcp,
  connect: async () => (await import('./connect.ts')).connect,
  doctor: async () => (await import('./doctor.ts')).doctor,
}

// Who reads the output may stop before its end (`doctor | head`): that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

async function main(): Promise<void> {
  const [name = '', ...args] = process.argv.slice(2)
  const load = commands[name]
  if (load === undefined) {
    throw new SojournError('invalid_input', name === '' ? 'No command was given.' : `There is no command “${name}”.`, {
      hint: `Commands: ${Object.keys(commands).join(', ')}`,
    })
  }
  const run = await load()
  await run(args, readEnvironment())
}

main().catch((error: unknown) => {
  if (error instanceof SojournError) {
    process.stderr.write(`${error.message}${error.hint === undefined ? '' : `\n${error.hint}`}\n`)
  } else {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  }
  process.exitCode = 1
})
