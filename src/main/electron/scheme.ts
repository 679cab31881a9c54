import { protocol } from 'electron'
import { rendererFiles } from './renderer-files.ts'

/** The app's own scheme: the window loads `sojourn://app/`, never `file://`. */
const scheme = 'sojourn'
export const appUrl = `${scheme}://app/`

/** Whether an address is the app's own. */
export const isOwnUrl = (url: string): boolean => url.startsWith(appUrl)

/** Must be called once, before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** Serves the built renderer under the app's scheme, and nothing outside its folder. */
export function serveRenderer(rendererDir: string): void {
  protocol.handle(scheme, rendererFiles(rendererDir, 'app'))
}
