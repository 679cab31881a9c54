/**
 * A stand-in for the module `electron` in a plain Node process: it keeps what the main process hands it and lets the test
 * play the system and the window. It knows nothing of sandboxes, real windows, menus or key stores, so that what passes
 * over it says something about the wiring and nothing about Electron.
 */
import { EventEmitter } from 'node:events'
import type { FromMain, ToMain } from './messages.ts'

const tell = (message: FromMain) => process.send?.(message)
const note = (what: string) => tell({ kind: 'note', what })

/** An event that can be prevented, as Electron's are. */
function preventable() {
  const event = {
    defaultPrevented: false,
    preventDefault() {
      event.defaultPrevented = true
    },
  }
  return event
}

let ready = false
const whenReady = new Promise<void>((resolve) => {
  setImmediate(() => {
    ready = true
    resolve()
  })
})

function needs(state: 'before ready' | 'ready', what: string): void {
  if (ready !== (state === 'ready')) throw new Error(`${what} belongs ${state === 'ready' ? 'after' : 'before'} ready`)
}

class App extends EventEmitter {
  readonly isPackaged = false
  #quitting = false
  setName() {}
  getVersion = () => '0.0.0'
  getPath = () => ''
  focus() {}
  whenReady = () => whenReady
  enableSandbox = () => needs('before ready', 'enableSandbox')
  setPath(name: string, path: string) {
    needs('before ready', 'setPath')
    note(`${name} at ${path}`)
  }
  requestSingleInstanceLock = () => true
  /** As documented: before-quit, every window closed, will-quit, each of which can be prevented. */
  quit() {
    if (this.#quitting) return
    this.#quitting = true
    const before = preventable()
    this.emit('before-quit', before)
    if (!before.defaultPrevented) {
      for (const window of BrowserWindow.all) window.destroy()
      const will = preventable()
      this.emit('will-quit', will)
      if (!will.defaultPrevented) this.exit(0)
    }
    this.#quitting = false
  }
  exit(code: number) {
    process.exit(code)
  }
}
export const app = new App()

class WebContents extends EventEmitter {
  #windowOpened: ((details: { url: string }) => { action: string }) | undefined
  constructor() {
    super()
    app.emit('web-contents-created', {}, this)
  }
  send(channel: string, payload: unknown) {
    tell({ kind: 'event', channel, payload })
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }) {
    this.#windowOpened = handler
  }
  follow(url: string, how: 'navigate' | 'window'): string {
    if (how === 'window') return this.#windowOpened?.({ url }).action ?? 'allow'
    const event = { ...preventable(), url }
    let prevented = false
    event.preventDefault = () => {
      prevented = true
    }
    this.emit('will-frame-navigate', event)
    return prevented ? 'deny' : 'allow'
  }
}

export class BrowserWindow extends EventEmitter {
  static readonly all = new Set<BrowserWindow>()
  readonly webContents = new WebContents()
  #destroyed = false
  constructor(options: { webPreferences: object }) {
    super()
    needs('ready', 'BrowserWindow')
    BrowserWindow.all.add(this)
    note(`window opened ${JSON.stringify(options.webPreferences)}`)
  }
  async loadURL(url: string) {
    note(`loaded ${url}`)
    this.emit('ready-to-show')
  }
  isDestroyed = () => this.#destroyed
  isMinimized = () => false
  restore() {}
  show() {
    note('window shown')
  }
  focus() {}
  destroy() {
    if (this.#destroyed) return
    this.#destroyed = true
    BrowserWindow.all.delete(this)
    note('window closed')
    this.emit('closed')
  }
}

type Handler = (event: unknown, ...args: unknown[]) => unknown
const handlers = new Map<string, Handler>()
export const ipcMain = Object.assign(new EventEmitter(), {
  handle: (channel: string, handler: Handler) => handlers.set(channel, handler),
})

let serveFile: ((request: Request) => Promise<Response>) | undefined
export const protocol = {
  registerSchemesAsPrivileged: () => needs('before ready', 'registerSchemesAsPrivileged'),
  handle(_scheme: string, handler: (request: Request) => Promise<Response>) {
    needs('ready', 'protocol.handle')
    serveFile = handler
  },
}
export const session = {
  get defaultSession() {
    needs('ready', 'session.defaultSession')
    return {
      setPermissionRequestHandler() {},
      setPermissionCheckHandler() {},
      setDevicePermissionHandler() {},
    }
  },
}
export const Menu = { setApplicationMenu() {}, buildFromTemplate: () => ({ popup() {} }) }
export const dialog = {
  showErrorBox: (title: string, content: string) => note(`${title}: ${content}`),
  showMessageBox: async () => ({ response: 0 }),
}
export const shell = {
  async openExternal(url: string) {
    note(`opened outside ${url}`)
  },
}
export const nativeTheme = {
  shouldUseDarkColors: false,
  set themeSource(theme: string) {
    note(`theme ${theme}`)
  },
}
export const powerMonitor = new EventEmitter()
export const safeStorage = {
  getSelectedStorageBackend: () => 'basic_text',
  isAsyncEncryptionAvailable: async () => false,
}
export default { app, ipcMain, shell }

process.on('message', (message: ToMain) => {
  answer(message).then(
    (value) => tell({ kind: 'answer', id: message.id, value }),
    (error: unknown) => tell({ kind: 'failure', id: message.id, error: String(error) }),
  )
})
process.on('disconnect', () => process.exit(1))

async function answer(message: ToMain): Promise<unknown> {
  switch (message.kind) {
    case 'invoke': {
      const handler = handlers.get(message.channel)
      if (handler === undefined) throw new Error(`No handler registered for '${message.channel}'`)
      const senderFrame = { url: message.frameUrl, parent: message.embedded ? {} : null }
      return handler({ senderFrame }, ...message.args)
    }
    case 'file': {
      const response = await serveFile?.(new Request(message.url))
      if (response === undefined) throw new Error('Nothing serves the scheme')
      const body = Buffer.from(await response.arrayBuffer())
      return { status: response.status, headers: Object.fromEntries(response.headers), body }
    }
    case 'follow':
      return [...BrowserWindow.all][0]?.webContents.follow(message.url, message.how)
    case 'second start':
      return app.emit('second-instance', {}, [], '', { window: message.window })
    case 'close window': {
      for (const window of BrowserWindow.all) window.destroy()
      return app.emit('window-all-closed')
    }
    case 'quit':
      return app.quit()
  }
}
