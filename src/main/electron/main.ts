import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app, type BrowserWindow, dialog, shell } from 'electron'
import Store from 'electron-store'
import * as z from 'zod'
import { SojournError } from '../../shared/errors.ts'
import { makeDataDir } from '../data-folder.ts'
import { projectDir, readEnvironment } from '../environment.ts'
import { type Host, openHost } from '../host.ts'
import { toldExitCode } from '../launch.ts'
import { answers, findRunningHost } from '../running-host.ts'
import { guardPages, refusePermissions } from './guards.ts'
import { answerWindows, forwardEvents } from './ipc.ts'
import { setMenu } from './menu.ts'
import { type DesktopOptions, readDesktopOptions } from './options.ts'
import { closeBeforeQuit } from './quitting.ts'
import { safeStorageSealer } from './safe-storage-sealer.ts'
import { registerScheme, serveRenderer } from './scheme.ts'
import { applyTheme, followTheme } from './theme.ts'
import { bringToFront, openWindow } from './window.ts'

const rendererDir = join(projectDir, 'out', 'renderer')
const preload = join(projectDir, 'out', 'preload', 'index.cjs')
const icon = join(projectDir, 'resources', 'icons', 'icon-512.png')

/** What a second start tells the first. */
const secondStart = z.object({ window: z.boolean() })

app.setName('Sojourn')
app.enableSandbox()
registerScheme()
guardPages()
begin()

/** Takes the data folder for this program, or leaves it to the one that has it. All of it before the app is ready. */
function begin(): void {
  let dialogs = true
  try {
    const env = readEnvironment()
    const options = readDesktopOptions(process.argv.slice(process.defaultApp ? 2 : 1), env)
    dialogs = !options.serve
    // What Chromium keeps stands in the data folder too, so that the single instance is one for each folder.
    makeDataDir(options.dataDir)
    const ownDir = join(options.dataDir, 'electron')
    mkdirSync(ownDir, { recursive: true, mode: 0o700 })
    app.setPath('userData', ownDir)
    const first = app.requestSingleInstanceLock({ window: !options.serve } satisfies z.infer<typeof secondStart>)
    if (first) run(options, env).catch((error: unknown) => fail(error, dialogs))
    else app.quit()
  } catch (error) {
    fail(error, dialogs)
  }
}

/** The desktop shell: the host in the main process, and one window over it. */
async function run({ dataDir, port, serve }: DesktopOptions, env: NodeJS.ProcessEnv): Promise<void> {
  let host: Host | undefined
  let window: BrowserWindow | undefined
  let wanted = !serve
  let ending = false
  const show = () => {
    wanted = true
    if (host === undefined || ending) return
    const { api } = host
    if (window !== undefined && !window.isDestroyed()) bringToFront(window)
    else {
      window = openWindow({ preload, icon })
      forwardEvents(api, window)
      followTheme(api, window)
    }
    if (process.platform === 'darwin') {
      app.dock?.show().catch(() => {})
      app.focus({ steal: true })
    }
  }
  app.on('second-instance', (_event, _argv, _folder, data) => {
    if (secondStart.safeParse(data).data?.window !== false) show()
  })
  app.on('activate', () => {
    // The first one comes with the start itself.
    if (!serve || host !== undefined) show()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin' && !serve) app.quit()
  })

  await app.whenReady()
  if (serve) app.dock?.hide()
  // A host without a window has the folder: this program only leads there.
  const running = serve ? undefined : await findRunningHost(dataDir)
  if (running !== undefined) {
    const { url, shown } = await running.open()
    if (!shown) await shell.openExternal(url)
    app.quit()
    return
  }
  setMenu({ developer: !app.isPackaged })
  serveRenderer(rendererDir)
  refusePermissions()

  const sealer = await safeStorageSealer()
  const opening = openHost({
    dataDir,
    env,
    rendererDir,
    openSettings: () => new Store({ cwd: dataDir, name: 'settings', configFileMode: 0o600 }),
    probe: answers,
    ...(sealer !== undefined && { sealer }),
  })
  closeBeforeQuit(async () => {
    ending = true
    const opened = await opening.catch(() => undefined)
    await opened?.close()
  })
  const opened = await opening
  if (ending) return
  try {
    answerWindows(opened.api)
    await opened.openBridge({ port, showApp: show })
    await applyTheme(opened.api)
  } catch (error) {
    // Where quitting came first, the host is being closed already.
    if (ending) return
    await opened.close()
    throw error
  }
  host = opened
  if (wanted) show()
}

/** Says why the program cannot start, and ends it. Without dialogs on standard error, where what started it reads. */
function fail(error: unknown, dialogs: boolean): void {
  const reason =
    error instanceof SojournError
      ? [error.message, error.hint ?? ''].join('\n\n').trim()
      : `Something went wrong.\n\n${error instanceof Error ? error.message : String(error)}`
  console.error(reason)
  const end = () => {
    // Before the app is ready Linux would show no dialog.
    if (dialogs) dialog.showErrorBox('Sojourn cannot start', reason)
    app.exit(toldExitCode)
  }
  app.whenReady().then(end, end)
}
