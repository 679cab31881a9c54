import { join } from 'node:path'
import { BrowserWindow, nativeTheme, session, shell } from 'electron'
import { appUrl } from './scheme.ts'

/** Permissions are granted unless refused: the app needs none but writing the clipboard. */
const allowedPermissions = new Set(['clipboard-sanitized-write'])

/** Refuses every permission that a page could ask for, at the request and at the check. */
export function refusePermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) => {
    answer(allowedPermissions.has(permission))
  })
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => allowedPermissions.has(permission))
}

/** The app's window: sandboxed, isolated, and unable to go anywhere but the app itself. */
export function openWindow(preload: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 480,
    minHeight: 480,
    show: false,
    title: 'Sojourn',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#131615' : '#fbfaf7',
    webPreferences: {
      preload: join(preload),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: true,
    },
  })
  window.once('ready-to-show', () => window.show())
  window.webContents.setWindowOpenHandler(({ url }) => {
    openOutside(url)
    return { action: 'deny' }
  })
  window.webContents.on('will-navigate', (event) => {
    if (!event.url.startsWith(appUrl)) event.preventDefault()
  })
  window.webContents.on('will-attach-webview', (event) => event.preventDefault())
  void window.loadURL(appUrl)
  return window
}

/** Opens a link in the user's own browser, web addresses alone. */
function openOutside(url: string): void {
  if (!URL.canParse(url)) return
  const { protocol } = new URL(url)
  if (protocol === 'https:' || protocol === 'http:') void shell.openExternal(url)
}
