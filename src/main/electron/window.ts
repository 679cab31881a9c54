import { BrowserWindow, dialog, nativeTheme } from 'electron'
import { offerEditing } from './menu.ts'
import { appUrl } from './scheme.ts'

/**
 * Opens the app's window: sandboxed, isolated, as large and where it was last.
 * @param preload the built preload script, an absolute path
 * @param icon for the systems that take a window's icon from the program
 */
export function openWindow({ preload, icon }: { preload: string; icon: string }): BrowserWindow {
  const window = new BrowserWindow({
    // Electron keeps size, place and display mode under this name.
    name: 'main',
    windowStatePersistence: true,
    width: 1280,
    height: 800,
    minWidth: 480,
    minHeight: 480,
    show: false,
    autoHideMenuBar: true,
    title: 'Sojourn',
    icon,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#131615' : '#fbfaf7',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      // Elsewhere than on macOS the dictionaries would be fetched from a server.
      spellcheck: process.platform === 'darwin',
    },
  })
  window.once('ready-to-show', () => window.show())
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') afterCrash(window, reason).catch(report)
  })
  offerEditing(window)
  load(window)
  return window
}

/** Brings a window to the front, whatever state it is in. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

function load(window: BrowserWindow): void {
  window.loadURL(appUrl).catch((error: unknown) => {
    report(error)
    if (!window.isDestroyed()) window.show()
  })
}

async function afterCrash(window: BrowserWindow, reason: string): Promise<void> {
  if (window.isDestroyed()) return
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'The window stopped working.',
    detail: `What you entered is stored; only the window has to be opened again. (${reason})`,
    buttons: ['Open it again', 'Close it'],
    defaultId: 0,
    cancelId: 1,
  })
  if (window.isDestroyed()) return
  if (response === 0) load(window)
  else window.destroy()
}

function report(error: unknown): void {
  console.error('The window:', error)
}
