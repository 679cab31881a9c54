import type { Request } from 'express'
import { callerKey } from '../../../shared/tool.ts'
import type { Exchange, Identify, McpIdentity } from './exchange.ts'

interface Stream {
  request: Request
  exchange: Exchange
  gone: AbortController
}

/**
 * Streams of notices that are open. A token is judged when a request comes; a stream lasts, so its token is judged again
 * before each notice, and a stream whose token no longer holds, or stands for less, is closed.
 */
export class OpenStreams {
  readonly #identify: Identify
  readonly #streams = new Set<Stream>()

  constructor(identify: Identify) {
    this.#identify = identify
  }

  get size(): number {
    return this.#streams.size
  }

  /** @returns how to tell that it ended */
  add(request: Request, exchange: Exchange, gone: AbortController): () => void {
    const stream = { request, exchange, gone }
    this.#streams.add(stream)
    return () => this.#streams.delete(stream)
  }

  async recheck(): Promise<void> {
    for (const { request, exchange, gone } of [...this.#streams]) {
      const now = await this.#identify(request).catch(() => undefined)
      if (!stillHolds(exchange.identity, now)) this.#close(request, gone)
    }
  }

  closeAll(): void {
    for (const { request, gone } of [...this.#streams]) this.#close(request, gone)
  }

  #close(request: Request, gone: AbortController): void {
    gone.abort()
    request.socket.destroy()
  }
}

function stillHolds(then: McpIdentity, now: McpIdentity | undefined): boolean {
  if (now === undefined || now.user !== then.user || callerKey(now.caller) !== callerKey(then.caller)) return false
  return [...then.scopes].every((scope) => now.scopes.has(scope))
}
