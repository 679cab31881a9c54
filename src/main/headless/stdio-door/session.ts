import type { Message, RequestMessage } from './messages.ts'

/** What the client said when it opened its session: enough to open it again with another copy of the host. */
export interface Opening {
  initialize: RequestMessage
  /** The client's `notifications/initialized`, once it was sent. */
  initialized?: Message
}

/** One session with the host, as long as both know it. */
export interface Session {
  id: string | undefined
  /** The revision agreed on, for `MCP-Protocol-Version`. */
  version: string | undefined
  /** What the host can tell of by itself. */
  announces: readonly string[]
}

/** What lives in a session on the host's side and must be said again in the next one. */
export class SessionMemory {
  readonly #subscribed = new Map<string, RequestMessage>()
  #logLevel: RequestMessage | undefined

  /** Notes a request that the host has answered well. */
  note(request: RequestMessage): void {
    const uri = request.params?.uri
    if (request.method === 'logging/setLevel') this.#logLevel = request
    else if (typeof uri !== 'string') return
    else if (request.method === 'resources/subscribe') this.#subscribed.set(uri, request)
    else if (request.method === 'resources/unsubscribe') this.#subscribed.delete(uri)
  }

  forget(): void {
    this.#subscribed.clear()
    this.#logLevel = undefined
  }

  requests(): RequestMessage[] {
    return [...(this.#logLevel === undefined ? [] : [this.#logLevel]), ...this.#subscribed.values()]
  }
}

const listKinds = ['tools', 'resources', 'prompts'] as const

/** The session that an answer to `initialize` opens. */
export function sessionOf(id: string | undefined, answer: Message): Session {
  const result = answer.result as { protocolVersion?: unknown; capabilities?: Record<string, unknown> } | undefined
  const { protocolVersion, capabilities = {} } = result ?? {}
  return {
    id,
    version: typeof protocolVersion === 'string' ? protocolVersion : undefined,
    announces: listKinds
      .filter((kind) => (capabilities[kind] as { listChanged?: unknown } | undefined)?.listChanged === true)
      .map((kind) => `notifications/${kind}/list_changed`),
  }
}
