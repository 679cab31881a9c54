import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { defaultPort } from '../arguments.ts'
import { writeLaunchFile } from '../data-folder.ts'
import { projectDir } from '../environment.ts'
import { prepareStdio } from '../headless/prepare.ts'
import { launchOf, nodeProgram } from '../launch.ts'
import { type ConnectedClients, Connections } from './connections.ts'
import type { Installation } from './installation.ts'
import type { Place, System } from './place.ts'

/** The one script that assistants start. */
const stdioScript = join(projectDir, 'out', 'stdio', 'sojourn-mcp.mjs')

/** This installation as assistants are pointed at it. */
export function thisInstallation(dataDir: string, mcp: () => string | undefined): Installation {
  return {
    dataDir,
    ...nodeProgram(),
    script: stdioScript,
    mcp: () => {
      const url = mcp()
      return { url: url ?? `http://127.0.0.1:${defaultPort}/mcp`, running: url !== undefined }
    },
  }
}

/** Connect, for the user and the machine that this process runs on. */
export function openConnections(options: {
  installation: Installation
  env: NodeJS.ProcessEnv
  clients: ConnectedClients
}): Connections {
  const { installation, env, clients } = options
  const system: System = process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux'
  const place: Place = { platform: system, home: homedir(), env }
  return new Connections({
    place,
    installation,
    clients,
    async prepareStdio() {
      await prepareStdio()
      if (!existsSync(join(installation.dataDir, 'launch.json'))) {
        writeLaunchFile(installation.dataDir, launchOf(installation.dataDir))
      }
    },
  })
}
