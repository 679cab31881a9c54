import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { commandLine, project, testEnvironment } from './started-host.ts'

export interface CommandResult {
  code: number | null
  stdout: string
  stderr: string
}

/** Runs a command of the command line to its end, without a terminal. */
export async function runCommand(args: readonly string[], env: Record<string, string> = {}): Promise<CommandResult> {
  const child = spawn(process.execPath, [commandLine, ...args], {
    cwd: project,
    env: testEnvironment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exit = once(child, 'exit')
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), exit])
  return { code, stdout, stderr }
}
