import { describe, expect, test } from 'vitest'
import { violationsOf } from './check.ts'

const messages = (path: string, source: string) => violationsOf(path, source).map(({ message }) => message)

describe('the floors', () => {
  test.each([
    ['src/shared/money.ts', "import { x } from '../platform/database/database.ts'"],
    ['src/shared/money.ts', "import { x } from '../mcp/tasks/contract.ts'"],
    ['src/mcp/tasks/contract.ts', "import { x } from './store.ts'"],
    ['src/mcp/tasks/contract.ts', "import { x } from '../trips/contract.ts'"],
    ['src/platform/jobs/jobs.ts', "import type { Task } from '../../mcp/tasks/store.ts'"],
    ['src/mcp/tasks/server.ts', "import { x } from '../trips/store.ts'"],
    ['src/mcp/tasks/providers/one.ts', "export type { T } from '../../trips/deep/store.ts'"],
    ['src/mcp/tasks/server.ts', "const host = await import('../../main/host.ts')"],
    ['src/mcp/tasks/server.ts', "type Host = import('../../main/host.ts').Host"],
    ['src/mcp/tasks/server.ts', "new Worker(new URL('../trips/solver.ts', import.meta.url))"],
    ['src/mcp/tasks/server.ts', "const host = require('../../main/host.ts')"],
    ['src/main/host.ts', "import { x } from '../renderer/app/host.ts'"],
    ['src/main/headless/cli.ts', "import { x } from '../electron/window.ts'"],
    ['src/preload/preload.ts', "import { x } from '../main/host.ts'"],
    ['src/renderer/app/host.ts', "import { x } from '../../preload/preload.ts'"],
    ['src/renderer/app/host.tsx', "import type { x } from '../../platform/database/database.ts'"],
    ['src/renderer/app/host.ts', "export * from '../../../scripts/build-data.ts'"],
    ['src/mcp/tasks/server.ts', "import { openServers } from '../testing.ts'"],
    ['src/mcp/every-server.ts', 'export {}'],
    ['src/loose.ts', 'export {}'],
  ])('refuse in %s: %s', (path, source) => {
    expect(violationsOf(path, source)).toHaveLength(1)
  })

  test.each([
    ['src/platform/jobs/jobs.ts', "import { x } from '../database/database.ts'"],
    ['src/platform/jobs/jobs.ts', "import { x } from '../../mcp/tasks/contract.ts'"],
    ['src/mcp/tasks/contract.ts', "import { money } from '../../shared/money.ts'"],
    ['src/mcp/tasks/providers/one.ts', "import { x } from '../store.ts'"],
    ['src/mcp/tasks/server.ts', "import { tripsContract } from '../trips/contract.ts'"],
    ['src/mcp/tasks/server.ts', "import { x } from '../../platform/database/database.ts'"],
    ['src/main/electron/main.ts', "import { createHost } from '../host.ts'"],
    ['src/main/host.ts', "import { serveTasks } from '../mcp/tasks/server.ts'"],
    [
      'src/renderer/app/app.tsx',
      "import { tasks } from '../../mcp/tasks/contract.ts'\nexport const a = <div>{tasks}</div>",
    ],
    ['src/mcp/testing.ts', "import { tasks } from './tasks/server.ts'"],
    ['src/mcp/tasks/server.test.ts', "import { openServers } from '../testing.ts'"],
    ['e2e/pages/app.ts', "import { x } from '../../src/main/host.ts'"],
  ])('allow in %s: %s', (path, source) => {
    expect(messages(path, source)).toEqual([])
  })

  test('say which line, what is imported and by whom', () => {
    expect(violationsOf('src/mcp/tasks/server.ts', "\nimport {\n  x,\n} from '../trips/store.ts'\n")).toEqual([
      {
        path: 'src/mcp/tasks/server.ts',
        line: 2,
        message: 'the server tasks may not import src/mcp/trips/store.ts of the server trips',
      },
    ])
  })

  test('refuse to pass over a file that does not parse', () => {
    expect(() => violationsOf('src/shared/broken.ts', 'import {')).toThrow(/broken\.ts does not parse/)
  })
})

describe('Electron and Node', () => {
  test.each([
    ['src/main/host.ts', "import { app } from 'electron'"],
    ['src/main/host.ts', "import type { App } from 'electron'"],
    ['src/main/host.ts', "import main from 'electron/main'"],
    ['src/main/host.ts', "type App = import('electron').App"],
    ['src/main/settings.ts', "import Store from 'electron-store'"],
    ['src/preload/preload.ts', "import Store from 'electron-store'"],
    ['src/renderer/app/host.ts', "import { ipcRenderer } from 'electron'"],
    ['src/renderer/app/host.ts', "import { readFileSync } from 'node:fs'"],
    ['src/mcp/clock/contract.ts', "import { join } from 'path'"],
  ])('refuse in %s: %s', (path, source) => {
    expect(violationsOf(path, source)).toHaveLength(1)
  })

  test.each([
    ['src/main/electron/main.ts', "import { app } from 'electron'"],
    ['src/main/electron/settings.ts', "import Store from 'electron-store'"],
    ['src/preload/preload.ts', "import { contextBridge } from 'electron'"],
    ['src/main/host.ts', "import { readFileSync } from 'node:fs'"],
    ['src/shared/money.test.ts', "import { readFileSync } from 'node:fs'"],
  ])('allow in %s: %s', (path, source) => {
    expect(messages(path, source)).toEqual([])
  })
})
