import { join } from 'node:path'
import type { LaunchFile } from './data-folder.ts'
import { projectDir } from './environment.ts'

/** What makes this process's program run a script as Node does: Electron has to be told. */
export const asNode: Readonly<Record<string, string>> =
  process.versions.electron === undefined ? {} : { ELECTRON_RUN_AS_NODE: '1' }

/** How this installation is started without a window on a data folder. */
export function launchOf(dataDir: string): LaunchFile {
  return {
    command: process.execPath,
    args: [join(projectDir, 'src', 'main', 'headless', 'cli.ts'), 'serve', '--data-dir', dataDir],
    cwd: projectDir,
    env: { ...asNode },
  }
}
