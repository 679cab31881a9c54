import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SojournError } from '../../shared/errors.ts'
import { readDataDir, readOptions, readPort } from '../arguments.ts'
import { projectDir } from '../environment.ts'
import { toldExitCode } from '../launch.ts'
import { findRunningHost } from '../running-host.ts'
import { startServing } from './serve.ts'

/** `start [--shell browser|desktop] [--data-dir DIR] [--port N]`: the app, in a window or else in the browser. */
export async function start(args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const { values } = readOptions(args, {
    shell: { type: 'string' },
    'data-dir': { type: 'string' },
    port: { type: 'string' },
  })
  const { shell } = values
  if (shell !== undefined && shell !== 'browser' && shell !== 'desktop') {
    throw new SojournError('invalid_input', `There is no shell “${String(shell)}”.`, {
      hint: 'Choose --shell browser or --shell desktop.',
    })
  }
  const dataDir = readDataDir(values['data-dir'], env)
  const port = readPort(values.port)

  const running = await findRunningHost(dataDir)
  if (running !== undefined) {
    const { url, shown } = await running.open()
    if (shown) process.stdout.write('Sojourn is already running; its window is in front now.\n')
    else showInBrowser(`Sojourn is already running. Open it at ${url}`, url, env)
    return
  }
  if (shell !== 'browser') {
    const obstacle = (await desktopObstacle(env)) ?? (await openDesktop(dataDir, port))
    if (obstacle === undefined) return
    if (shell === 'desktop') throw new SojournError('unavailable', `The desktop window cannot open: ${obstacle}.`)
    process.stdout.write(`The desktop window cannot open: ${obstacle}. Using the browser instead.\n`)
  }
  const { bridge } = await startServing(dataDir, port, env)
  const url = bridge.appUrl()
  showInBrowser(`Sojourn is ready. Open it at ${url}`, url, env)
}

/** Why no desktop window can open here, in a few words; undefined where one can. */
async function desktopObstacle(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  if (!hasDisplay(env)) return 'there is no display'
  if (electronBinary() !== undefined) return undefined
  process.stderr.write('Fetching the Electron binary, once…\n')
  await fetchElectron()
  return electronBinary() === undefined ? 'the Electron binary is not here and could not be downloaded' : undefined
}

/** Whether a window could be shown: always on macOS and Windows, with X11 or Wayland elsewhere. */
export function hasDisplay(env: NodeJS.ProcessEnv): boolean {
  return process.platform === 'darwin' || process.platform === 'win32' || Boolean(env.DISPLAY ?? env.WAYLAND_DISPLAY)
}

/** The Electron binary that the npm package has downloaded, as its `path.txt` names it. */
export function electronBinary(): string | undefined {
  const dir = join(projectDir, 'node_modules', 'electron')
  const pathFile = join(dir, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const binary = join(dir, 'dist', readFileSync(pathFile, 'utf8').trim())
  return existsSync(binary) ? binary : undefined
}

const fetchTimeoutMs = 180_000

/** Runs the electron package's own download; where it fails, the binary is simply not there afterwards. */
function fetchElectron(): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn('npx', ['install-electron', '--no'], {
      cwd: projectDir,
      stdio: ['ignore', 2, 2],
      timeout: fetchTimeoutMs,
      shell: process.platform === 'win32',
    })
    child.once('error', () => resolve())
    child.once('exit', () => resolve())
  })
}

/** How soon Electron ends where it does not work on a machine at all: without its sandbox, as root. */
const shortLifeMs = 5_000

/**
 * Builds what is missing and gives the terminal to the desktop shell until it ends.
 * @returns what kept Electron from running at all, in a few words; undefined where it ran, or told the user itself why not
 */
async function openDesktop(dataDir: string, port: number): Promise<string | undefined> {
  const { prepareData, prepareDesktop } = await import('./prepare.ts')
  await prepareData()
  await prepareDesktop()
  const binary = electronBinary()
  if (binary === undefined) throw new SojournError('unavailable', 'The Electron binary is not here.')
  // Told to be Node, as some editors' terminals tell it, Electron would open no window.
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  const started = Date.now()
  const child = spawn(binary, [projectDir, '--data-dir', dataDir, '--port', String(port)], { stdio: 'inherit', env })
  const end = await new Promise<number | NodeJS.Signals | Error>((resolve) => {
    child.once('error', resolve)
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 1))
  })
  if (end instanceof Error) return `Electron does not start (${end.message})`
  const asked = end === 0 || end === 'SIGINT' || end === 'SIGTERM' || end === toldExitCode
  if (!asked && Date.now() - started < shortLifeMs) return `Electron ended at once (${end})`
  process.exitCode = typeof end === 'number' ? end : 1
  return undefined
}

function showInBrowser(line: string, url: string, env: NodeJS.ProcessEnv): void {
  process.stdout.write(`${line}\n`)
  if (!hasDisplay(env)) return
  const [command, ...args] =
    process.platform === 'darwin' ? ['open', url] : process.platform === 'win32' ? ['explorer', url] : ['xdg-open', url]
  const child = spawn(command ?? 'xdg-open', args, { stdio: 'ignore', detached: true })
  // No browser could be opened: the address is printed above.
  child.once('error', () => {})
  child.unref()
}
