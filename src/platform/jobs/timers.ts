/** The clock and what wakes by it, as a port: tests turn it by hand. */
export interface Timers {
  /** Milliseconds since the Unix epoch. */
  now(): number
  /** Calls `wake` after so many milliseconds; returns how to stop. */
  after(milliseconds: number, wake: () => void): () => void
}

/** The system's. They do not keep the process alive. */
export const systemTimers: Timers = {
  now: Date.now,
  after(milliseconds, wake) {
    const timer = setTimeout(wake, milliseconds)
    timer.unref()
    return () => clearTimeout(timer)
  },
}
