import { type ChildProcess, spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { newDataDir, project, testEnvironment } from '../host/started-host.ts'
import type { FromMain, ToMain } from './messages.ts'

/** Where the page lives here: what is asked of it goes to the handler of the app's own scheme. */
export const pageUrl = 'https://app/'
const appUrl = 'sojourn://app/'

interface ServedFile {
  status: number
  headers: Record<string, string>
  body: Uint8Array
}

/** The built main process in a Node process, over the stand-in, and a page of real Chromium in place of its window. */
export class MainWithoutElectron {
  readonly dataDir: string
  /** What it did to the stand-in, in order. */
  readonly notes: string[] = []
  readonly #child: ChildProcess
  readonly #messages = new EventEmitter()
  #ids = 0
  #errors = ''

  constructor(args: string[] = [], dataDir: string = newDataDir()) {
    this.dataDir = dataDir
    const script = join(import.meta.dirname, 'run-main.ts')
    this.#child = spawn(process.execPath, [script, '--data-dir', dataDir, '--port', '0', ...args], {
      cwd: project,
      env: testEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      // The same copying as Electron's own IPC does.
      serialization: 'advanced',
    })
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#errors += text
    })
    this.#child.on('message', (message: FromMain) => {
      if (message.kind === 'note') this.notes.push(message.what)
      else this.#messages.emit(message.kind === 'event' ? 'event' : String(message.id), message)
    })
  }

  /** Waits until it has done something to the stand-in. */
  async noted(what: string | RegExp): Promise<void> {
    const matches = (note: string) => (typeof what === 'string' ? note.startsWith(what) : what.test(note))
    await expect
      .poll(() => this.notes.some(matches), { message: `${what}\n${this.#errors}`, timeout: 20_000 })
      .toBe(true)
  }

  /** Waits until the host's doors are open. */
  async bridge(): Promise<{ url: string; token: string }> {
    let bridge: { url: string; token: string } | undefined
    await expect(() => {
      bridge = JSON.parse(readFileSync(join(this.dataDir, 'bridge.json'), 'utf8'))
    }).toPass({ timeout: 20_000 })
    if (bridge === undefined) throw new Error(`The host did not open:\n${this.#errors}`)
    return bridge
  }

  /** A call as it comes from a frame of a window. */
  invoke(channel: string, args: unknown[], frame: { url?: string; embedded?: boolean } = {}): Promise<unknown> {
    return this.#ask({
      kind: 'invoke',
      channel,
      args,
      frameUrl: frame.url ?? appUrl,
      embedded: frame.embedded ?? false,
    })
  }

  /** Where a link leads: `deny` or `allow`. */
  follow(url: string, how: 'navigate' | 'window'): Promise<unknown> {
    return this.#ask({ kind: 'follow', url, how })
  }

  async startAgain(window: boolean): Promise<void> {
    await this.#ask({ kind: 'second start', window })
  }

  async closeWindow(): Promise<void> {
    await this.#ask({ kind: 'close window' })
  }

  /** Asks it to quit as often as said; gives its exit code. */
  async quit(times = 1): Promise<number | null> {
    if (this.#child.exitCode !== null) return this.#child.exitCode
    const exit = once(this.#child, 'exit')
    for (let time = 0; time < times; time++) this.#ask({ kind: 'quit' }).catch(() => {})
    const [code] = await exit
    return code
  }

  async remove(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const exit = once(this.#child, 'exit')
      this.#child.kill('SIGKILL')
      await exit
    }
    rmSync(this.dataDir, { recursive: true, force: true, maxRetries: 5 })
  }

  /** Lets a page load the app through the scheme's handler, with the built preload script over a stand-in of its own. */
  async show(page: Page): Promise<void> {
    await page.route(`${pageUrl}**`, async (route) => {
      const url = route.request().url().replace(pageUrl, appUrl)
      const { status, headers, body } = (await this.#ask({ kind: 'file', url })) as ServedFile
      await route.fulfill({ status, headers, body: Buffer.from(body) })
    })
    await page.exposeBinding('invokeMain', async ({ frame }, channel: string, args: unknown[]) => {
      const url = frame.url().replace(pageUrl, appUrl)
      try {
        return { ok: true, value: await this.invoke(channel, args, { url, embedded: frame.parentFrame() !== null }) }
      } catch (error) {
        return { ok: false, error: error instanceof Error ? error.message : String(error) }
      }
    })
    await page.addInitScript({ content: preloadScript() })
    let delivered = Promise.resolve()
    this.#messages.on('event', ({ channel, payload }: Extract<FromMain, { kind: 'event' }>) => {
      const deliver = () =>
        page.evaluate(([name, event]) => window.eventFromMain?.(name, event), [channel, payload] as const)
      // One after the other; a page that is being loaded anew misses what is said meanwhile, as a window does.
      delivered = delivered.then(deliver).catch(() => {})
    })
  }

  #ask(message: DistributiveOmit<ToMain, 'id'>): Promise<unknown> {
    const id = ++this.#ids
    return new Promise((resolve, reject) => {
      this.#messages.once(String(id), (answer: FromMain) => {
        if (answer.kind === 'failure') reject(new Error(answer.error))
        else if (answer.kind === 'answer') resolve(answer.value)
      })
      this.#child.send({ ...message, id }, (error) => error !== null && reject(error))
    })
  }
}

type DistributiveOmit<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never

declare global {
  interface Window {
    eventFromMain?: (channel: string, payload: unknown) => void
  }
}

/** The built preload script, run in the page over what it needs of `electron` there. */
function preloadScript(): string {
  const preload = readFileSync(join(project, 'out', 'preload', 'index.cjs'), 'utf8')
  return `(() => {
    const listeners = new Map()
    const electron = {
      contextBridge: { exposeInMainWorld: (name, api) => { window[name] = Object.freeze({ ...api }) } },
      ipcRenderer: {
        async invoke(channel, ...args) {
          const answer = await window.invokeMain(channel, args)
          if (answer.ok) return answer.value
          throw new Error("Error invoking remote method '" + channel + "': " + answer.error)
        },
        on: (channel, listener) => listeners.set(listener, channel),
        off: (channel, listener) => listeners.delete(listener),
      },
    }
    window.eventFromMain = (channel, payload) => {
      for (const [listener, name] of listeners) if (name === channel) listener({}, payload)
    }
    const require = (name) => {
      if (name === 'electron') return electron
      throw new Error('A sandboxed preload script cannot load ' + name)
    }
    ;(function (require, module, exports) {${preload}
    })(require, { exports: {} }, {})
  })()`
}
