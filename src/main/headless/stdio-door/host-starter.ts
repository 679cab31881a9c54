import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import { SojournError } from '../../../shared/errors.ts'
import { type BridgeFile, type LaunchFile, readBridgeFile } from '../../data-folder.ts'
import { answers } from '../../running-host.ts'

const launchFile = z.object({
  command: z.string().min(1),
  args: z.array(z.string()),
  cwd: z.string(),
  env: z.record(z.string(), z.string()),
}) satisfies z.ZodType<LaunchFile>

/** How this data folder's installation is started; undefined where it never was or cannot be read. */
function readLaunchFile(dataDir: string): LaunchFile | undefined {
  try {
    return launchFile.parse(JSON.parse(readFileSync(join(dataDir, 'launch.json'), 'utf8')))
  } catch {
    return undefined
  }
}

export interface HostStarter {
  /** The host on the data folder if one runs and answers. */
  find(): Promise<BridgeFile | undefined>
  /** The running host, started first where none runs. @throws SojournError `unavailable` */
  findOrStart(): Promise<BridgeFile>
}

export interface HostStarterOptions {
  dataDir: string
  env: NodeJS.ProcessEnv
  /** How to start a host where the folder has no `launch.json` yet. */
  fallback?: LaunchFile
  /** How long a host may take to get ready, in milliseconds. Many clients give up on their first request after 60 s. */
  patienceMs?: number
  log: (line: string) => void
}

const pollMs = 150

/** A host that was started for an assistant ends after so long without use, in minutes: nobody else would end it. */
const idleMinutes = 10

/** What a client's own process should not hand on to a host that outlives it. */
const notInherited = ['SOJOURN_CREDENTIAL', 'SOJOURN_CREDENTIAL_FILE', 'ELECTRON_RUN_AS_NODE', 'NODE_OPTIONS']

/** Finds the host by `bridge.json`, and starts one as `launch.json` says, once, however many ask at the same time. */
export function createHostStarter(options: HostStarterOptions): HostStarter {
  const { dataDir, patienceMs = 50_000, log } = options
  const find = async () => {
    const bridge = readBridgeFile(dataDir)
    return bridge !== undefined && (await answers(bridge.url, bridge)) ? bridge : undefined
  }
  let starting: Promise<BridgeFile> | undefined
  const start = async (): Promise<BridgeFile> => {
    const launchable = readLaunchFile(dataDir) ?? options.fallback
    const launch = launchable === undefined ? undefined : endingWhenIdle(launchable)
    if (launch === undefined) {
      throw new SojournError('unavailable', 'Sojourn is not running, and there is nothing that says how to start it.', {
        hint: `Start Sojourn once, so that ${join(dataDir, 'launch.json')} is written, or name its folder with --data-dir.`,
      })
    }
    const ends = Date.now() + patienceMs
    let turn: (() => void) | undefined
    let started: StartedHost | undefined
    try {
      while (Date.now() < ends) {
        // Another door may have the turn; where it fails, the turn comes free and this one says why it fails.
        turn ??= takeTurn(dataDir)
        if (turn !== undefined && started === undefined) {
          log(`No host is running: starting one with ${launch.command} ${launch.args.join(' ')}`)
          started = startHost(dataDir, launch, options.env)
        }
        await sleep(pollMs)
        const bridge = await find()
        if (bridge !== undefined) return bridge
        // One that ended because another was faster is no failure: the other's bridge.json comes.
        if (started?.failed() === true && !anotherStarts(dataDir)) throw startFailed(started.says())
      }
    } finally {
      turn?.()
      started?.letGo()
    }
    throw new SojournError('unavailable', `Sojourn was not ready within ${Math.round(patienceMs / 1000)} seconds.`, {
      hint: 'It may still be starting: try again in a moment.',
    })
  }
  return {
    find,
    async findOrStart() {
      const running = await find()
      if (running !== undefined) return running
      starting ??= start().finally(() => {
        starting = undefined
      })
      return starting
    },
  }
}

/** The command line's `serve` knows how to end; the installed app stays, as it is seen in the tray. */
function endingWhenIdle(launch: LaunchFile): LaunchFile {
  if (!launch.args.includes('serve')) return launch
  return { ...launch, args: [...launch.args, `--end-when-idle=${idleMinutes}`] }
}

interface StartedHost {
  failed(): boolean
  /** What it last said on standard error. */
  says(): string
  letGo(): void
}

/** Starts a host that lives on when this process ends; what it says on standard error goes to a file. */
function startHost(dataDir: string, launch: LaunchFile, env: NodeJS.ProcessEnv): StartedHost {
  const logs = join(dataDir, 'logs')
  mkdirSync(logs, { recursive: true, mode: 0o700 })
  const file = join(logs, 'launch.log')
  const errors = openSync(file, 'w', 0o600)
  const inherited = Object.fromEntries(Object.entries(env).filter(([name]) => !notInherited.includes(name)))
  let failure: string | undefined
  const child = spawn(launch.command, launch.args, {
    cwd: launch.cwd,
    env: { ...inherited, ...launch.env },
    stdio: ['ignore', 'ignore', errors],
    detached: true,
    windowsHide: true,
  })
  closeSync(errors)
  child.once('error', (error) => {
    failure = error.message
  })
  child.once('exit', (code, signal) => {
    failure ??= signal === null ? `it ended with code ${code}` : `it ended by ${signal}`
  })
  return {
    failed: () => failure !== undefined,
    says() {
      try {
        return readFileSync(file, 'utf8').trim().split('\n').slice(-3).join(' ') || (failure ?? '')
      } catch {
        return failure ?? ''
      }
    },
    letGo: () => child.unref(),
  }
}

/** Takes the turn to start a host: gives back how to end it; undefined where another process has it. */
function takeTurn(dataDir: string): (() => void) | undefined {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const file = join(dataDir, 'starting')
  for (const attempt of [1, 2]) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx', mode: 0o600 })
      return () => rmSync(file, { force: true })
    } catch {
      if (attempt === 1 && !pidAlive(readPid(file))) rmSync(file, { force: true })
    }
  }
  return undefined
}

/** Whether a host that is not ready yet holds the folder's lock. */
function anotherStarts(dataDir: string): boolean {
  try {
    const lock = z.object({ pid: z.number() }).parse(JSON.parse(readFileSync(join(dataDir, 'lock'), 'utf8')))
    return pidAlive(lock.pid)
  } catch {
    return false
  }
}

function readPid(file: string): number | undefined {
  try {
    // One that was left behind by a process whose number another program has now is told by its age.
    if (Date.now() - statSync(file).mtimeMs > 120_000) return undefined
    const pid = Number(readFileSync(file, 'utf8'))
    return Number.isInteger(pid) && pid > 0 ? pid : undefined
  } catch {
    return undefined
  }
}

function pidAlive(pid: number | undefined): boolean {
  if (pid === undefined) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function startFailed(says: string): SojournError {
  return new SojournError('unavailable', `Sojourn could not be started${says === '' ? '.' : `: ${says}`}`, {
    hint: 'Run npm run doctor, or start Sojourn yourself.',
  })
}
