/** A lock whose holders follow each other in the order in which they asked. */
export class Mutex {
  #held = false
  readonly #waiting: (() => void)[] = []

  get held(): boolean {
    return this.#held
  }

  /** Resolves with the function that gives the lock back (calling it again does nothing). */
  async acquire(): Promise<() => void> {
    if (this.#held) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    this.#held = true
    let released = false
    return () => {
      if (released) return
      released = true
      const next = this.#waiting.shift()
      // Handed over, never let go in between: `held` stays true, so nobody can slip in before the next one runs.
      if (next === undefined) this.#held = false
      else next()
    }
  }
}
