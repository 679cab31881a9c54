import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseEnv } from 'node:util'

/** The project's folder: where package.json, resources/ and .env stand. */
export const projectDir = findProjectDir(dirname(fileURLToPath(import.meta.url)))

function findProjectDir(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from
  const parent = dirname(from)
  return parent === from ? process.cwd() : findProjectDir(parent)
}

/** Variables of the process, and of `.env` beside the project where the process has none of that name. */
export function readEnvironment(processEnv: NodeJS.ProcessEnv = process.env, dir = projectDir): NodeJS.ProcessEnv {
  const file = join(dir, '.env')
  if (!existsSync(file)) return processEnv
  return { ...parseEnv(readFileSync(file, 'utf8')), ...processEnv }
}

/** Where the data lives unless `--data-dir` or `SOJOURN_DATA_DIR` says otherwise: each system's folder for app data. */
export function defaultDataDir(env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): string {
  if (env.SOJOURN_DATA_DIR) return resolve(env.SOJOURN_DATA_DIR)
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Sojourn')
  if (platform === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Sojourn')
  return join(env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'sojourn')
}

/** The version in package.json. */
export function appVersion(): string {
  const parsed: unknown = JSON.parse(readFileSync(join(projectDir, 'package.json'), 'utf8'))
  return typeof parsed === 'object' && parsed !== null && 'version' in parsed ? String(parsed.version) : '0.0.0'
}
