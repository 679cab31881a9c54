import type { AuthInfo } from '@modelcontextprotocol/sdk/server/auth/types.js'
import type { Server } from '@modelcontextprotocol/sdk/server/index.js'
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'
import {
  type JSONRPCRequest,
  JSONRPCRequestSchema,
  LoggingLevelSchema,
  SUPPORTED_PROTOCOL_VERSIONS,
} from '@modelcontextprotocol/sdk/types.js'
import type { LogLevel } from './call-tool.ts'
import type { Notices } from './change-notices.ts'
import type { McpCore } from './core.ts'
import { type Exchange, faultCodes } from './exchange.ts'
import { refusedParams } from './legacy-params.ts'
import { type InSession, legacyServer, type Serving } from './legacy-server.ts'
import { messageOf, messagesOf, wantsStream } from './messages.ts'
import { OneShotTransport } from './one-shot.ts'
import type { McpSession, McpSessions } from './sessions.ts'
import { UnderWay } from './under-way.ts'
import { type Answer, type Asked, jsonRpcError } from './web-http.ts'

interface OpenStream {
  exchange: InSession
  server: Server
  close(): void
}

/** How many streams of notices a session may hold open; beyond, the oldest ends. */
const mostStreams = 8

/** What a client that has set no level hears. */
const usualLevel: LogLevel = 'notice'

/**
 * Revisions up to 2025-11-25, by the 1.x SDK. Nothing is kept of a session but its row. In memory are only what belongs
 * to a connection here: calls under way, so that they can be cancelled, and open streams of notices.
 */
export class LegacyEra {
  readonly #core: McpCore
  readonly #sessions: McpSessions
  readonly #underWay = new UnderWay()
  /** The streams of notices that a session holds open, by its id, the latest last. */
  readonly #streams = new Map<string, OpenStream[]>()
  readonly #oneShot = new OneShotTransport()
  readonly #oneShotServer: Promise<void>
  /** What the requests of the one-shot server are served for. */
  readonly #servings = new WeakMap<AuthInfo, Serving>()

  constructor(core: McpCore, sessions: McpSessions) {
    this.#core = core
    this.#sessions = sessions
    this.#oneShotServer = this.#server(({ authInfo }) => {
      const serving = authInfo === undefined ? undefined : this.#servings.get(authInfo)
      if (serving === undefined) throw new Error('A request came to the server past the door')
      return serving
    }).connect(this.#oneShot)
  }

  /** Answers a request whose sender is known and whose body, where it has one, was parsed. */
  async answer(exchange: Exchange, asked: Asked, body: unknown): Promise<Answer> {
    const messages = asked.method === 'POST' ? messagesOf(body) : []
    const [first] = messages
    const refused = first === undefined || Array.isArray(body) ? undefined : refusedParams(first)
    if (refused !== undefined && first?.method === 'initialize') return { json: JSON.stringify(refused) }
    if (messages.some((message) => message.method === 'initialize')) return this.#initialize(exchange, asked, body)
    const sessionId = asked.header('mcp-session-id')
    if (sessionId === undefined) {
      return jsonRpcError(400, faultCodes.refused, 'Mcp-Session-Id is needed: initialize first.')
    }
    const session = await this.#sessions.find(exchange, sessionId)
    if (session === undefined) {
      return jsonRpcError(404, faultCodes.sessionNotFound, 'There is no such session: initialize again.')
    }
    if (refused !== undefined) return { json: JSON.stringify(refused) }
    const within = { ...exchange, session: sessionId }
    if (asked.method === 'GET') return this.#listen(within, asked)
    if (asked.method === 'DELETE') return this.#end(sessionId)
    for (const { method, params } of messages) {
      if (method === 'notifications/cancelled') this.#underWay.cancel(sessionId, params.requestId)
    }
    const single = oneShotRequest(asked, body)
    if (single !== undefined) return this.#oneShotAnswer(within, session, single)
    return this.#post(within, session, asked, body)
  }

  /** Tells the streams of a user's clients what changed. */
  async publish(user: string, notices: Notices): Promise<void> {
    for (const { exchange, server } of [...this.#streams.values()].flatMap((streams) => streams.at(-1) ?? [])) {
      if (exchange.identity.user !== user) continue
      const session = await this.#sessions.find(exchange, exchange.session)
      const subscribed = new Set(session?.subscriptions)
      const uris = notices.uris.filter((uri) => subscribed.has(uri))
      const sends = [
        ...(notices.toolsChanged ? [server.sendToolListChanged(), server.sendPromptListChanged()] : []),
        ...(notices.resourcesChanged ? [server.sendResourceListChanged()] : []),
        ...uris.map((uri) => server.sendResourceUpdated({ uri })),
      ]
      await Promise.allSettled(sends)
    }
  }

  close(): void {
    for (const stream of [...this.#streams.values()].flat()) stream.close()
    this.#underWay.end()
  }

  async #initialize(exchange: Exchange, asked: Asked, body: unknown): Promise<Response> {
    const sessionId = this.#sessions.newId()
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: () => sessionId,
      onsessioninitialized: () => this.#sessions.open(exchange, sessionId),
      enableJsonResponse: true,
    })
    const serving = { exchange: { ...exchange, session: sessionId }, session: undefined }
    await this.#server(() => serving).connect(transport)
    return transport.handleRequest(asked.web(), { parsedBody: body })
  }

  async #oneShotAnswer(exchange: InSession, session: McpSession, request: JSONRPCRequest): Promise<Answer> {
    await this.#oneShotServer
    const cancelled = new AbortController()
    const authInfo: AuthInfo = { token: '', clientId: '', scopes: [] }
    this.#servings.set(authInfo, { exchange, session, requestId: request.id, cancelled })
    const answer = await this.#oneShot.ask(request, authInfo, cancelled.signal)
    return answer === undefined ? new Response(null, { status: 202 }) : { json: JSON.stringify(answer) }
  }

  /** What is no single request for a single answer: batches, notifications, requests that want to hear of progress. */
  async #post(exchange: InSession, session: McpSession, asked: Asked, body: unknown): Promise<Response> {
    const messages = messagesOf(body)
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: !wantsStream(messages) })
    const cancelled = new AbortController()
    const serving = { exchange, session, cancelled }
    await this.#server(() => serving).connect(transport)
    const receive = transport.onmessage
    transport.onmessage = (message, extra) => {
      const refused = refusedParams(messageOf(message))
      if (refused === undefined) receive?.(message, extra)
      else transport.send(refused).catch(() => undefined)
    }
    const answered = transport.handleRequest(asked.web(), { parsedBody: body })
    // A cancelled request is not answered: its stream ends, or its POST does without a body.
    const ended = new Promise<Response>((resolve) => {
      cancelled.signal.addEventListener('abort', () => {
        if (messages.length > 1) return
        transport.close().catch(() => undefined)
        resolve(new Response(null, { status: 202 }))
      })
    })
    return Promise.race([answered, ended])
  }

  /**
   * Opens a stream of notices. A session may have several; each notice goes to one of them (2025-11-25, “Multiple
   * Connections”): to the latest, since what a client left behind may look open for a while.
   */
  async #listen(exchange: InSession, asked: Asked): Promise<Response> {
    const sessionId = exchange.session
    const transport = new WebStandardStreamableHTTPServerTransport({})
    const serving = { exchange, session: undefined }
    const server = this.#server(() => serving)
    const stream: OpenStream = {
      exchange,
      server,
      close: () => {
        const others = this.#streams.get(sessionId)?.filter((each) => each !== stream) ?? []
        if (others.length === 0) this.#streams.delete(sessionId)
        else this.#streams.set(sessionId, others)
        transport.close().catch(() => undefined)
      },
    }
    const open = [...(this.#streams.get(sessionId) ?? []), stream]
    this.#streams.set(sessionId, open)
    if (open.length > mostStreams) open[0]?.close()
    const request = asked.web()
    request.signal.addEventListener('abort', stream.close, { once: true })
    await server.connect(transport)
    const response = await transport.handleRequest(request)
    if (!response.ok) stream.close()
    return response
  }

  async #end(sessionId: string): Promise<Response> {
    await this.#sessions.end(sessionId)
    for (const stream of this.#streams.get(sessionId) ?? []) stream.close()
    this.#underWay.end(sessionId)
    return new Response(null, { status: 204 })
  }

  #server(servingOf: Parameters<typeof legacyServer>[0]['servingOf']): Server {
    return legacyServer({
      core: this.#core,
      sessions: this.#sessions,
      underWay: this.#underWay,
      servingOf,
      log: ({ exchange, session }, level, data) => this.#log(exchange.session, session, level, data),
    })
  }

  /** Tells a session's stream, where it is open here and wants to hear of this level. */
  #log(sessionId: string, session: McpSession | undefined, level: LogLevel, data: Record<string, unknown>): void {
    const stream = this.#streams.get(sessionId)?.at(-1)
    const levels: readonly string[] = LoggingLevelSchema.options
    if (stream === undefined || levels.indexOf(level) < levels.indexOf(session?.logLevel ?? usualLevel)) return
    stream.server
      .notification({ method: 'notifications/message', params: { level, logger: 'sojourn', data } })
      .catch(() => undefined)
  }
}

/**
 * A single request that takes a single JSON answer, with nothing about it that the SDK's transport would refuse; undefined
 * for all else, which is left to that transport.
 */
function oneShotRequest(asked: Asked, body: unknown): JSONRPCRequest | undefined {
  const accept = asked.header('accept') ?? ''
  const version = asked.header('mcp-protocol-version')
  if (!accept.includes('application/json') || !accept.includes('text/event-stream')) return undefined
  if (version !== undefined && !SUPPORTED_PROTOCOL_VERSIONS.includes(version)) return undefined
  if (Array.isArray(body) || wantsStream(messagesOf(body))) return undefined
  return JSONRPCRequestSchema.safeParse(body).data
}

/** Whether a request surely speaks a revision up to 2025-11-25: it names one, and none of its messages a later one. */
export function surelyLegacy(asked: Asked, body: unknown): boolean {
  const version = asked.header('mcp-protocol-version')
  if (version === undefined || !SUPPORTED_PROTOCOL_VERSIONS.includes(version)) return false
  return messagesOf(body).every(({ params }) => {
    const meta = params._meta
    return (
      typeof meta !== 'object' ||
      meta === null ||
      !Object.keys(meta).some((key) => key.startsWith('io.modelcontextprotocol/'))
    )
  })
}
