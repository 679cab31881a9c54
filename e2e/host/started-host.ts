import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import * as z from 'zod'
import { bridgeFile } from '../../src/main/data-folder.ts'
import { hostFlags } from '../../src/main/launch.ts'

export const project = resolve(import.meta.dirname, '../..')
export const commandLine = join(project, 'src', 'main', 'headless', 'cli.ts')

const readyLine = z.object({ event: z.literal('ready'), url: z.string(), mcp: z.string(), app: z.string() })
const startTimeoutMs = 45_000

/** A new, empty data folder in the temporary folder. */
export const newDataDir = (): string => mkdtempSync(join(tmpdir(), 'sojourn-e2e-'))

/** The environment of a command under test: nothing of the developer's own settings, one language for all. */
export function testEnvironment(extra: Record<string, string> = {}): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('SOJOURN_') && name !== 'DISPLAY' && name !== 'WAYLAND_DISPLAY',
  )
  return { ...Object.fromEntries(own), LC_ALL: 'en_GB.UTF-8', LANG: 'en_GB.UTF-8', TZ: 'Europe/London', ...extra }
}

export interface ToolAnswer {
  status: number
  /** `{ result }` or `{ error }`, as REST answers. */
  body: { result?: unknown; error?: { kind: string; message: string; hint?: string; issues?: unknown[] } }
}

/** A real host in a process of its own, started by the command line as a person would, and reached over its doors. */
export class StartedHost {
  readonly process: ChildProcess
  readonly dataDir: string
  readonly url: string
  readonly app: string
  readonly token: string
  readonly userId: string
  /** What it wrote to standard error so far. */
  readonly errors: () => string

  private constructor(child: ChildProcess, dataDir: string, ready: z.infer<typeof readyLine>, errors: () => string) {
    const bridge = bridgeFile.parse(JSON.parse(readFileSync(join(dataDir, 'bridge.json'), 'utf8')))
    this.process = child
    this.dataDir = dataDir
    this.url = ready.url
    this.app = ready.app
    this.token = bridge.token
    this.userId = bridge.user_id
    this.errors = errors
  }

  /**
   * Starts `serve --json` and waits for its ready line.
   * @param port 0 takes a free one
   * @param more options of `serve`
   * @throws with what it wrote to standard error, where it ends before it is ready
   */
  static async start(dataDir: string = newDataDir(), port = 0, ...more: string[]): Promise<StartedHost> {
    const args = [...hostFlags, commandLine, 'serve', '--port', String(port), '--json', '--data-dir', dataDir, ...more]
    const child = spawn(process.execPath, args, {
      cwd: project,
      env: testEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const { stdout, stderr } = child
    let errors = ''
    stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text
    })
    const signal = AbortSignal.timeout(startTimeoutMs)
    const ready = once(createInterface({ input: stdout }), 'line', { signal })
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`The host ended with ${code} before it was ready:\n${errors}`)
    })
    ended.catch(() => {})
    const [line] = await Promise.race([ready, ended]).catch((error: unknown) => {
      child.kill('SIGKILL')
      throw error
    })
    return new StartedHost(child, dataDir, readyLine.parse(JSON.parse(String(line))), () => errors)
  }

  /** Calls a tool over REST as the local caller. */
  async answer(tool: string, params: Record<string, unknown>): Promise<ToolAnswer> {
    const response = await fetch(`${this.url}/api/v1/tools/${tool}/call`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token}` },
      body: JSON.stringify({ params }),
    })
    return { status: response.status, body: JSON.parse(await response.text()) }
  }

  /** Calls a tool and parses its result; throws where it was refused. */
  async call<Schema extends z.ZodType>(
    tool: string,
    params: Record<string, unknown>,
    schema: Schema,
  ): Promise<z.output<Schema>> {
    const { status, body } = await this.answer(tool, params)
    if (status !== 200) throw new Error(`${tool} answered ${status}: ${JSON.stringify(body)}`)
    return schema.parse(body.result)
  }

  /** Ends it the hard way and waits until it is gone. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  /** Ends it as Ctrl+C does and waits until it is gone. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM')
  }

  /** Ends it and removes its data folder. */
  async remove(): Promise<void> {
    await this.stop()
    rmSync(this.dataDir, { recursive: true, force: true, maxRetries: 5 })
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return
    const exit = once(this.process, 'exit')
    this.process.kill(signal)
    await exit
  }
}
