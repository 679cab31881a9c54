import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, 'installed')
const lock = join(folder, 'package-lock.json')
const installedFrom = join(folder, 'node_modules', '.installed-from')

/** Longest that `installClients` may take, in milliseconds. */
export const installTimeoutMs = 300_000

/** A file of an installed client. */
export const clientFile = (...path: string[]): string => join(folder, 'node_modules', ...path)

/**
 * Installs the clients of other makers, with the ordinary registry and without their scripts, where they are missing or
 * the lock has changed. They have a folder of their own so that nothing here resolves to what they bring.
 */
export function installClients(): void {
  const wanted = readFileSync(lock, 'utf8')
  if (existsSync(installedFrom) && readFileSync(installedFrom, 'utf8') === wanted) return
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: installTimeoutMs,
    shell: process.platform === 'win32',
  })
  if (status !== 0) throw new Error(`The clients could not be installed: npm ci in ${folder} ended with ${status}`)
  writeFileSync(installedFrom, wanted)
}
