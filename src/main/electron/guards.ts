import { app, session } from 'electron'
import { openOutside } from './outside-links.ts'
import { isOwnUrl } from './scheme.ts'

/** Permissions are granted unless refused: the app needs none but writing the clipboard. */
const allowedPermissions = new Set(['clipboard-sanitized-write'])

/** Refuses every permission that a page could ask for, at the request and at the check. Once the app is ready. */
export function refusePermissions(): void {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, permission, answer) => {
    answer(allowedPermissions.has(permission))
  })
  defaultSession.setPermissionCheckHandler((_contents, permission) => allowedPermissions.has(permission))
  defaultSession.setDevicePermissionHandler(() => false)
}

/** Keeps every page where it is: no other address, no new window, no webview; links open in the user's browser. */
export function guardPages(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(({ url }) => {
      openOutside(url)
      return { action: 'deny' }
    })
    contents.on('will-frame-navigate', (event) => {
      if (!isOwnUrl(event.url)) event.preventDefault()
    })
    contents.on('will-redirect', (event) => {
      if (!isOwnUrl(event.url)) event.preventDefault()
    })
    contents.on('will-attach-webview', (event) => event.preventDefault())
  })
}
