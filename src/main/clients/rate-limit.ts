const windowMs = 60_000

/**
 * Counts what happened within the last minute, exactly: the moments themselves are kept, at most as many as the limit.
 * Kept in memory alone: a restart forgives.
 */
export class MinuteWindow {
  #moments: number[] = []
  #first = 0

  /**
   * Whether one more fits, without counting it.
   * @param now milliseconds, of a clock that does not run backwards
   */
  fits(limit: number, now: number): boolean {
    while (this.#first < this.#moments.length && (this.#moments[this.#first] ?? 0) <= now - windowMs) this.#first += 1
    if (this.#first > 1024) {
      this.#moments = this.#moments.slice(this.#first)
      this.#first = 0
    }
    return this.#moments.length - this.#first < limit
  }

  count(now: number): void {
    this.#moments.push(now)
  }

  /** Seconds, at least 1, until the oldest moment is a minute ago. */
  secondsUntilRoom(now: number): number {
    const oldest = this.#moments[this.#first]
    return oldest === undefined ? 60 : Math.max(1, Math.ceil((oldest + windowMs - now) / 1000))
  }
}
