import { accessSync, constants, existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { inspectDatabase } from '../../platform/database/open.ts'
import { SojournError } from '../../shared/errors.ts'
import { defaultPort, readDataDir, readOptions } from '../arguments.ts'
import { appVersion, projectDir } from '../environment.ts'
import { migrations } from '../host.ts'
import { findRunningHost } from '../running-host.ts'
import { rendererDir } from './prepare.ts'
import { electronBinary, hasDisplay } from './start.ts'

interface Finding {
  what: string
  state: 'ok' | 'note' | 'problem'
  says: string
  /** What to do about it. */
  hint?: string
}

/** `doctor [--data-dir DIR]`: what works here, and what to do about what does not. Fails where something must be mended. */
export async function doctor(args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const { values } = readOptions(args, { 'data-dir': { type: 'string' } })
  const dataDir = readDataDir(values['data-dir'], env)
  const findings: Finding[] = [
    { what: 'Sojourn', state: 'ok', says: `version ${appVersion()}` },
    checkNode(),
    checkSqlite(),
    checkFolder(dataDir),
    await checkDatabase(dataDir),
    await checkHost(dataDir),
    await checkPort(dataDir),
    checkData(),
    checkRenderer(),
    checkDesktop(env),
    checkNetwork(env),
  ]
  const marks = { ok: '✓', note: '·', problem: '✗' }
  for (const { what, state, says, hint } of findings) {
    process.stdout.write(`${marks[state]} ${what.padEnd(16)} ${says}\n`)
    if (hint !== undefined) process.stdout.write(`  ${' '.repeat(16)} ${hint}\n`)
  }
  if (findings.some((finding) => finding.state === 'problem')) process.exitCode = 1
}

function checkNode(): Finding {
  const major = Number(process.versions.node.split('.')[0])
  if (major >= 24) return { what: 'Node', state: 'ok', says: process.versions.node }
  return {
    what: 'Node',
    state: 'problem',
    says: `${process.versions.node} is too old`,
    hint: 'Run it as npm run doctor: the project brings Node 24.',
  }
}

function checkSqlite(): Finding {
  try {
    const database = new Sqlite(':memory:')
    const version = String(database.prepare('SELECT sqlite_version()').pluck().get())
    database.close()
    return { what: 'SQLite', state: 'ok', says: version }
  } catch (error) {
    return {
      what: 'SQLite',
      state: 'problem',
      says: error instanceof Error ? error.message : 'does not load',
      hint: 'Run npm ci again.',
    }
  }
}

function checkFolder(dataDir: string): Finding {
  if (!existsSync(dataDir)) return { what: 'Data folder', state: 'ok', says: `${dataDir} (made at the first start)` }
  try {
    accessSync(dataDir, constants.R_OK | constants.W_OK)
    return { what: 'Data folder', state: 'ok', says: dataDir }
  } catch {
    return {
      what: 'Data folder',
      state: 'problem',
      says: `${dataDir} cannot be written`,
      hint: 'Give yourself access, or choose another with --data-dir.',
    }
  }
}

async function checkDatabase(dataDir: string): Promise<Finding> {
  const what = 'Database'
  if (!existsSync(join(dataDir, 'sojourn.db'))) return { what, state: 'ok', says: 'made at the first start' }
  if ((await findRunningHost(dataDir)) !== undefined) return { what, state: 'ok', says: 'open in the running host' }
  try {
    const damage = inspectDatabase(dataDir, migrations)
    if (damage === undefined) return { what, state: 'ok', says: 'sound' }
    const hint = 'The next start sets it aside and restores the newest good backup.'
    return { what, state: 'problem', says: `damaged: ${damage}`, hint }
  } catch (error) {
    if (!(error instanceof SojournError)) throw error
    return { what, state: 'problem', says: error.message, ...(error.hint !== undefined && { hint: error.hint }) }
  }
}

async function checkHost(dataDir: string): Promise<Finding> {
  const running = await findRunningHost(dataDir)
  return { what: 'Host', state: 'ok', says: running === undefined ? 'not running' : `running at ${running.url}` }
}

async function checkPort(dataDir: string): Promise<Finding> {
  const running = await findRunningHost(dataDir)
  if (running?.url.endsWith(`:${defaultPort}`))
    return { what: 'Port', state: 'ok', says: `${defaultPort}, in use by Sojourn` }
  const free = await new Promise<boolean>((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(defaultPort, '127.0.0.1', () => server.close(() => resolve(true)))
  })
  if (free) return { what: 'Port', state: 'ok', says: `${defaultPort} is free` }
  return {
    what: 'Port',
    state: 'note',
    says: `${defaultPort} is taken by another program`,
    hint: 'Stop that program, or start with --port N.',
  }
}

function checkData(): Finding {
  if (existsSync(join(projectDir, 'resources', 'data', 'cities.json')))
    return { what: 'Offline data', state: 'ok', says: 'built' }
  return { what: 'Offline data', state: 'note', says: 'not built yet', hint: 'It is built at the next start.' }
}

function checkRenderer(): Finding {
  if (existsSync(join(rendererDir, 'index.html'))) return { what: 'App', state: 'ok', says: 'built' }
  return { what: 'App', state: 'note', says: 'not built yet', hint: 'It is built at the next start.' }
}

function checkDesktop(env: NodeJS.ProcessEnv): Finding {
  if (!hasDisplay(env))
    return {
      what: 'Desktop window',
      state: 'note',
      says: 'no display here',
      hint: 'npm start opens the app in a browser instead.',
    }
  if (electronBinary() !== undefined) return { what: 'Desktop window', state: 'ok', says: 'Electron is here' }
  return {
    what: 'Desktop window',
    state: 'note',
    says: 'Electron is not downloaded yet',
    hint: 'npm start downloads it, or opens the browser instead.',
  }
}

function checkNetwork(env: NodeJS.ProcessEnv): Finding {
  if (env.SOJOURN_OFFLINE === '1') return { what: 'Network', state: 'ok', says: 'switched off by SOJOURN_OFFLINE=1' }
  return { what: 'Network', state: 'ok', says: 'not needed: this version asks no outside service' }
}
