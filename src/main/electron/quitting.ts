import { app, powerMonitor } from 'electron'

const patienceMs = 10_000

/**
 * Closes the host when the program ends: after the last window, so that a window that stays open keeps its host, and once,
 * however often quitting is asked for. Once the app is ready.
 * @param close ends the host; where it fails or takes longer than ten seconds, the program ends all the same
 */
export function closeBeforeQuit(close: () => Promise<void>): void {
  let state: 'open' | 'closing' | 'closed' = 'open'
  // Holding up the end of the session would cancel it on macOS. What is stored is safe without being closed.
  let systemEnds = false
  powerMonitor.on('shutdown', () => {
    systemEnds = true
  })
  app.on('will-quit', (event) => {
    if (state === 'closed' || systemEnds) return
    event.preventDefault()
    if (state === 'closing') return
    state = 'closing'
    const closed = () => {
      state = 'closed'
      // Quitting from within the event that was held up is ignored: a turn later it is not.
      setImmediate(() => app.quit())
    }
    inTime(close()).then(closed, (error: unknown) => {
      console.error('Sojourn did not close in order:', error)
      app.exit(1)
    })
  })
}

async function inTime(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`It took longer than ${patienceMs} ms`)), patienceMs)
  })
  await Promise.race([work, tooLong]).finally(() => clearTimeout(timer))
}
