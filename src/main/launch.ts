import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { LaunchFile } from './data-folder.ts'
import { projectDir } from './environment.ts'

/** A program and what it needs to be told by its environment. */
export interface Program {
  command: string
  env: Readonly<Record<string, string>>
}

/** What of a process decides how this installation is started. */
export interface Surroundings {
  execPath: string
  /** Node itself; Electron on the project's folder; Electron as the installed app, which cannot serve as Node. */
  runtime: 'node' | 'electron' | 'app'
  platform: NodeJS.Platform
  env: NodeJS.ProcessEnv
  projectDir: string
  exists: (file: string) => boolean
}

/** The exit code of the desktop shell where it has told the user itself why it cannot start. */
export const toldExitCode = 70

const here: Surroundings = {
  execPath: process.execPath,
  // Electron sets `defaultApp` where it was given the app's folder to run.
  runtime: process.versions.electron === undefined ? 'node' : process.defaultApp ? 'electron' : 'app',
  platform: process.platform,
  env: process.env,
  projectDir,
  exists: existsSync,
}

/**
 * What runs the project's scripts: this Node; under Electron the project's own Node, which can read TypeScript, and only
 * where that is missing Electron told to be Node. The installed app has neither, and leaves it to a Node of the user's.
 */
export function nodeProgram(surroundings: Surroundings = here): Program {
  const { execPath, runtime, platform, exists } = surroundings
  if (runtime === 'node') return { command: execPath, env: {} }
  if (runtime === 'app') return { command: 'node', env: {} }
  const file = platform === 'win32' ? 'node.exe' : 'node'
  const own = join(surroundings.projectDir, 'node_modules', 'node', 'bin', file)
  return exists(own) ? { command: own, env: {} } : { command: execPath, env: { ELECTRON_RUN_AS_NODE: '1' } }
}

/**
 * How Node runs a host: a young generation of at most 8 MB a half keeps about 40 MB less memory at rest, and costs no
 * speed that `npm run bench` shows. The scripts `start` and `serve` of package.json say the same.
 */
export const hostFlags = ['--max-semi-space-size=8'] as const

/** How this installation is started without a window on a data folder. */
export function launchOf(dataDir: string, surroundings: Surroundings = here): LaunchFile {
  if (surroundings.runtime === 'app') {
    // An AppImage runs from a folder that is gone afterwards; and the app's own folder may be a file, the archive.
    const command = surroundings.env.APPIMAGE ?? surroundings.execPath
    return { command, args: ['--serve', '--data-dir', dataDir], cwd: dataDir, env: {} }
  }
  const { command, env } = nodeProgram(surroundings)
  const commandLine = join(surroundings.projectDir, 'src', 'main', 'headless', 'cli.ts')
  return {
    command,
    args: [...hostFlags, commandLine, 'serve', '--data-dir', dataDir],
    cwd: surroundings.projectDir,
    env: { ...env },
  }
}
