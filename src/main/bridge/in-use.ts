import type { Server } from 'node:http'

/** Tells when nobody has used a server for a while: no request under way, no stream, no socket. */
export class InUse {
  #open = 0
  #idle: { ms: number; then: () => void } | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(server: Server) {
    const begin = (thing: { once(event: 'close', listener: () => void): unknown }) => {
      this.#open += 1
      clearTimeout(this.#timer)
      thing.once('close', () => {
        this.#open -= 1
        this.#wait()
      })
    }
    // A stream is a request whose answer goes on; its response closes when either side ends it.
    server.on('request', (_request, response) => begin(response))
    server.on('upgrade', (_request, socket) => begin(socket))
  }

  /**
   * Calls once as soon as the server has not been used for so long, from now on.
   * @returns how to take it back
   */
  whenIdle(ms: number, then: () => void): () => void {
    this.#idle = { ms, then }
    this.#wait()
    return () => {
      this.#idle = undefined
      clearTimeout(this.#timer)
    }
  }

  #wait(): void {
    clearTimeout(this.#timer)
    if (this.#open > 0 || this.#idle === undefined) return
    const { ms, then } = this.#idle
    this.#timer = setTimeout(then, ms)
    this.#timer.unref()
  }
}
