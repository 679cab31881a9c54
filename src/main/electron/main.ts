import { join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import Store from 'electron-store'
import { SojournError } from '../../shared/errors.ts'
import { readDataDir, readOptions, readPort } from '../arguments.ts'
import { projectDir, readEnvironment } from '../environment.ts'
import { type Host, openHost } from '../host.ts'
import { answers } from '../running-host.ts'
import { answerWindow } from './ipc.ts'
import { safeStorageSealer } from './safe-storage-sealer.ts'
import { registerScheme, serveRenderer } from './scheme.ts'
import { openWindow, refusePermissions } from './window.ts'

const rendererDir = join(projectDir, 'out', 'renderer')
const preload = join(projectDir, 'out', 'preload', 'index.cjs')

registerScheme()
if (!app.requestSingleInstanceLock()) app.quit()
else run().catch(fail)

/** The desktop shell: the host in the main process, one window over it. */
async function run(): Promise<void> {
  const env = readEnvironment()
  const { values } = readOptions(process.argv.slice(app.isPackaged ? 1 : 2), {
    'data-dir': { type: 'string' },
    port: { type: 'string' },
  })
  const dataDir = readDataDir(values['data-dir'], env)
  await app.whenReady()
  serveRenderer(rendererDir)
  refusePermissions()

  const sealer = await safeStorageSealer()
  const host: Host = await openHost({
    dataDir,
    env,
    rendererDir,
    openSettings: () => new Store({ cwd: dataDir, name: 'settings' }),
    probe: answers,
    ...(sealer !== undefined && { sealer }),
  })
  let window: BrowserWindow | undefined
  const show = () => {
    if (window === undefined || window.isDestroyed()) window = openWindow(preload)
    if (window.isMinimized()) window.restore()
    window.focus()
  }
  answerWindow(host.api, () => window)
  await host.openBridge({ port: readPort(values.port), showApp: show })
  show()

  app.on('second-instance', show)
  app.on('activate', show)
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  let closed = false
  app.on('before-quit', (event) => {
    if (closed) return
    event.preventDefault()
    host.close().finally(() => {
      closed = true
      app.quit()
    })
  })
}

function fail(error: unknown): void {
  const known = error instanceof SojournError
  dialog.showErrorBox(
    'Sojourn cannot start',
    known ? `${error.message}\n\n${error.hint ?? ''}` : `Something went wrong.\n\n${String(error)}`,
  )
  app.exit(1)
}
