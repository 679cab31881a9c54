import { spawn } from 'node:child_process'
import { existsSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { SojournError } from '../../shared/errors.ts'
import { projectDir } from '../environment.ts'
import { nodeProgram } from '../launch.ts'

/** Where the built renderer stands. */
export const rendererDir = join(projectDir, 'out', 'renderer')

interface Product {
  what: string
  /** Written last by the step that makes it: its age is the product's. */
  output: string
  /** Files and folders it is made from. */
  inputs: string[]
  command: string[]
}

const offlineData: Product = {
  what: 'the offline data',
  output: join('resources', 'data', 'stamp.json'),
  inputs: [
    join('scripts', 'build-data.ts'),
    join('scripts', 'data'),
    join('resources', 'guide'),
    join('resources', 'places'),
    join('src', 'main', 'assistant', 'requests'),
    join('src', 'main', 'assistant', 'gist'),
    'package-lock.json',
  ],
  command: [join('scripts', 'build-data.ts')],
}

const renderer: Product = {
  what: 'the app',
  output: join('out', 'renderer', 'index.html'),
  inputs: [
    join('src', 'renderer'),
    join('src', 'shared'),
    join('src', 'mcp'),
    'package-lock.json',
    'vite.renderer.config.ts',
  ],
  command: [join('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--config', 'vite.renderer.config.ts'],
}

const stdio: Product = {
  what: 'the stdio door',
  output: join('out', 'stdio', 'sojourn-mcp.mjs'),
  inputs: [
    join('src', 'main', 'headless', 'stdio-door'),
    join('src', 'main', 'arguments.ts'),
    join('src', 'main', 'data-folder.ts'),
    join('src', 'main', 'environment.ts'),
    join('src', 'main', 'running-host.ts'),
    join('src', 'shared', 'errors.ts'),
    'package-lock.json',
    join('scripts', 'build-stdio.ts'),
  ],
  command: [join('scripts', 'build-stdio.ts')],
}

const desktop: Product = {
  what: 'the desktop shell',
  output: join('out', 'main', 'index.js'),
  inputs: ['src', 'package-lock.json', 'electron.vite.config.ts', 'vite.renderer.config.ts'],
  command: [join('node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build'],
}

/** Builds the offline data where it is missing or stale. */
export const prepareData = (): Promise<void> => prepare(offlineData)

/** Builds the renderer where it is missing or stale. */
export const prepareRenderer = (): Promise<void> => prepare(renderer)

/** Builds the script that assistants start where it is missing or stale. */
export const prepareStdio = (): Promise<void> => prepare(stdio)

/** Builds main process, preload and renderer for Electron where they are missing or stale. */
export const prepareDesktop = (): Promise<void> => prepare(desktop)

async function prepare(product: Product): Promise<void> {
  const output = join(projectDir, product.output)
  if (existsSync(output) && newest(product.inputs) <= statSync(output).mtimeMs) return
  process.stderr.write(`Building ${product.what}…\n`)
  const code = await run(product.command)
  if (code !== 0) {
    // A step of several parts may have written this one: it must not count as made.
    rmSync(output, { force: true })
    throw new SojournError('unavailable', `Building ${product.what} failed.`, {
      hint: `Run npm ci, then: node ${product.command.join(' ')}`,
    })
  }
  // A step that found nothing to do leaves its product as old as it was.
  const time = new Date()
  utimesSync(output, time, time)
}

/** The latest modification (ms since the epoch) of files and folders, tests left out. */
function newest(paths: string[]): number {
  let latest = 0
  for (const path of paths) {
    const full = join(projectDir, path)
    if (!existsSync(full)) continue
    if (!statSync(full).isDirectory()) {
      latest = Math.max(latest, statSync(full).mtimeMs)
      continue
    }
    for (const entry of readdirSync(full, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || /\.test\.tsx?$/.test(entry.name)) continue
      latest = Math.max(latest, statSync(join(entry.parentPath, entry.name)).mtimeMs)
    }
  }
  return latest
}

/** Runs a script with Node; what it prints goes to standard error. */
function run(command: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const node = nodeProgram()
    const child = spawn(node.command, command, {
      cwd: projectDir,
      env: { ...process.env, ...node.env },
      stdio: ['ignore', 2, 2],
    })
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}
