import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const electron = vi.hoisted(() => ({ app: undefined as unknown, powerMonitor: undefined as unknown }))
vi.mock('electron', () => electron)

/** What the system is asked for; quitting goes on only where nothing holds it up. */
class App extends EventEmitter {
  exits: number[] = []
  quit() {
    let held = false
    this.emit('will-quit', { preventDefault: () => (held = true) })
    if (!held) this.exit(0)
  }
  exit(code: number) {
    this.exits.push(code)
  }
}

let app: App
let powerMonitor: EventEmitter
let closeBeforeQuit: typeof import('./quitting.ts')['closeBeforeQuit']

beforeEach(async () => {
  vi.useFakeTimers()
  vi.spyOn(console, 'error').mockImplementation(() => {})
  app = new App()
  powerMonitor = new EventEmitter()
  Object.assign(electron, { app, powerMonitor })
  vi.resetModules()
  closeBeforeQuit = (await import('./quitting.ts')).closeBeforeQuit
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

test('quitting waits for the host, which is closed once', async () => {
  const closing = Promise.withResolvers<void>()
  const close = vi.fn(() => closing.promise)
  closeBeforeQuit(close)
  app.quit()
  app.quit()
  await vi.advanceTimersByTimeAsync(1000)
  expect(app.exits).toEqual([])
  closing.resolve()
  await vi.advanceTimersByTimeAsync(1)
  expect(app.exits).toEqual([0])
  expect(close).toHaveBeenCalledTimes(1)
})

test('a host that fails to close, or never does, holds nobody up', async () => {
  closeBeforeQuit(async () => {
    throw new Error('The disk is gone')
  })
  app.quit()
  await vi.advanceTimersByTimeAsync(1)
  expect(app.exits).toEqual([1])

  app.removeAllListeners()
  closeBeforeQuit(() => new Promise(() => {}))
  app.quit()
  await vi.advanceTimersByTimeAsync(9_999)
  expect(app.exits).toEqual([1])
  await vi.advanceTimersByTimeAsync(2)
  expect(app.exits).toEqual([1, 1])
})

test('the end of the system’s session is not held up', () => {
  const close = vi.fn(async () => {})
  closeBeforeQuit(close)
  powerMonitor.emit('shutdown')
  app.quit()
  expect(app.exits).toEqual([0])
  expect(close).not.toHaveBeenCalled()
})
