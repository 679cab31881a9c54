import { join } from 'node:path'
import type { LaunchFile } from '../data-folder.ts'
import { projectDir } from '../environment.ts'

/** How this installation is started without a window on a data folder. */
export function launchOf(dataDir: string): LaunchFile {
  return {
    command: process.execPath,
    args: [join(projectDir, 'src', 'main', 'headless', 'cli.ts'), 'serve', '--data-dir', dataDir],
    cwd: projectDir,
    env: {},
  }
}
