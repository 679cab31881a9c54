import { Server } from '@modelcontextprotocol/sdk/server/index.js'
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'
import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js'
import {
  CallToolRequestSchema,
  CompleteRequestSchema,
  GetPromptRequestSchema,
  ListPromptsRequestSchema,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  LoggingLevelSchema,
  ReadResourceRequestSchema,
  type RequestId,
  type ServerNotification,
  type ServerRequest,
  SetLevelRequestSchema,
  SubscribeRequestSchema,
  UnsubscribeRequestSchema,
} from '@modelcontextprotocol/sdk/types.js'
import type { LogLevel } from './call-tool.ts'
import { capabilities } from './capabilities.ts'
import type { Notices } from './change-notices.ts'
import type { McpCore } from './core.ts'
import { type Exchange, faultCodes, McpFault } from './exchange.ts'
import { type JsonRpcMessage, messagesOf, wantsStream } from './messages.ts'
import { risingProgress } from './progress.ts'
import { isResourceUri, notFound } from './resources.ts'
import type { McpSession, McpSessions } from './sessions.ts'
import { jsonRpcError } from './web-http.ts'

type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>

/** An exchange within a session. */
type InSession = Exchange & { session: string }

interface OpenStream {
  exchange: InSession
  server: Server
  close(): void
}

/** Elicitation is never asked for, so nothing is validated by it; the SDK would build a validator for each server. */
const noValidator = {
  getValidator: () => {
    throw new Error('No schema is validated here')
  },
}

/** What a client that has set no level hears. */
const usualLevel: LogLevel = 'notice'

/**
 * Revisions up to 2025-11-25, by the 1.x SDK. Each request is served by a server and transport of its own: what lasts
 * beyond it is the session's row. In memory are only what belongs to a connection here: calls under way, so that they
 * can be cancelled, and open streams of notices.
 */
export class LegacyEra {
  readonly #core: McpCore
  readonly #sessions: McpSessions
  /** Requests under way, by session and id. */
  readonly #underWay = new Map<string, AbortController>()
  /** The stream of notices that a session holds open, by its id. */
  readonly #streams = new Map<string, OpenStream>()

  constructor(core: McpCore, sessions: McpSessions) {
    this.#core = core
    this.#sessions = sessions
  }

  /** Answers a request whose sender is known and whose body, where it has one, was parsed. */
  async answer(exchange: Exchange, request: Request, body: unknown): Promise<Response> {
    if (request.method === 'POST' && messagesOf(body).some((message) => message.method === 'initialize')) {
      return this.#initialize(exchange, request, body)
    }
    const sessionId = request.headers.get('mcp-session-id')
    if (sessionId === null) {
      return jsonRpcError(400, faultCodes.refused, 'Mcp-Session-Id is needed: initialize first.')
    }
    const session = await this.#sessions.find(exchange, sessionId)
    if (session === undefined) {
      return jsonRpcError(404, faultCodes.sessionNotFound, 'There is no such session: initialize again.')
    }
    const within = { ...exchange, session: sessionId }
    if (request.method === 'GET') return this.#listen(within, request)
    if (request.method === 'DELETE') return this.#end(sessionId)
    return this.#post(within, session, request, body)
  }

  /** Tells the streams of a user's clients what changed. */
  async publish(user: string, notices: Notices): Promise<void> {
    for (const { exchange, server } of [...this.#streams.values()]) {
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
    for (const stream of this.#streams.values()) stream.close()
    for (const controller of this.#underWay.values()) controller.abort(new Error('The host closes'))
  }

  async #initialize(exchange: Exchange, request: Request, body: unknown): Promise<Response> {
    const sessionId = this.#sessions.newId()
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: () => sessionId,
      onsessioninitialized: () => this.#sessions.open(exchange, sessionId),
      enableJsonResponse: true,
    })
    await this.#serverFor({ ...exchange, session: sessionId }, undefined).connect(transport)
    return transport.handleRequest(request, { parsedBody: body })
  }

  async #post(exchange: InSession, session: McpSession, request: Request, body: unknown): Promise<Response> {
    const messages = messagesOf(body)
    for (const message of messages) {
      if (message.method === 'notifications/cancelled') this.#cancel(exchange.session, message)
    }
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: !wantsStream(messages) })
    const cancelled = new AbortController()
    await this.#serverFor(exchange, session, cancelled).connect(transport)
    const answered = transport.handleRequest(request, { parsedBody: body })
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

  async #listen(exchange: InSession, request: Request): Promise<Response> {
    const sessionId = exchange.session
    if (this.#streams.has(sessionId)) {
      return jsonRpcError(409, faultCodes.refused, 'This session has its stream of notices open already.')
    }
    const transport = new WebStandardStreamableHTTPServerTransport({})
    const server = this.#serverFor(exchange, undefined)
    const stream: OpenStream = {
      exchange,
      server,
      close: () => {
        if (this.#streams.get(sessionId) === stream) this.#streams.delete(sessionId)
        transport.close().catch(() => undefined)
      },
    }
    this.#streams.set(sessionId, stream)
    request.signal.addEventListener('abort', stream.close, { once: true })
    await server.connect(transport)
    const response = await transport.handleRequest(request)
    if (!response.ok) stream.close()
    return response
  }

  async #end(sessionId: string): Promise<Response> {
    await this.#sessions.end(sessionId)
    this.#streams.get(sessionId)?.close()
    for (const [key, controller] of this.#underWay) {
      if (key.startsWith(`${sessionId}\n`)) controller.abort(new Error('The session ended'))
    }
    return new Response(null, { status: 204 })
  }

  #cancel(sessionId: string, { params }: JsonRpcMessage): void {
    const id = params.requestId
    if (typeof id !== 'string' && typeof id !== 'number') return
    this.#underWay.get(keyOf(sessionId, id))?.abort(new Error('The client cancelled the request'))
  }

  /**
   * A server for one request.
   * @param cancelled aborted when the client has cancelled the request
   */
  #serverFor(exchange: InSession, session: McpSession | undefined, cancelled?: AbortController): Server {
    const core = this.#core
    const sessions = this.#sessions
    const server = new Server(core.serverInfo, {
      capabilities: { ...capabilities, logging: {} },
      instructions: core.instructions,
      jsonSchemaValidator: noValidator,
    })

    server.setRequestHandler(ListToolsRequestSchema, ({ params }) => core.listTools(exchange, params?.cursor))
    server.setRequestHandler(CallToolRequestSchema, ({ params }, extra) =>
      this.#cancellable(exchange.session, extra, cancelled, (signal) => {
        const token = params._meta?.progressToken
        return core.callTool(exchange, params, {
          signal,
          log: (level, data) => this.#log(exchange.session, session, level, data),
          ...(token !== undefined && {
            progress: risingProgress((progress) => {
              const sent = extra.sendNotification({
                method: 'notifications/progress',
                params: { progressToken: token, ...progress },
              })
              sent.catch(() => undefined)
            }),
          }),
        })
      }),
    )
    server.setRequestHandler(ListResourcesRequestSchema, ({ params }) => core.listResources(exchange, params?.cursor))
    server.setRequestHandler(ListResourceTemplatesRequestSchema, ({ params }) =>
      core.listResourceTemplates(exchange, params?.cursor),
    )
    server.setRequestHandler(ReadResourceRequestSchema, ({ params }, extra) =>
      this.#cancellable(exchange.session, extra, cancelled, (signal) =>
        core.readResource(exchange, params.uri, signal),
      ),
    )
    server.setRequestHandler(SubscribeRequestSchema, async ({ params }) => {
      if (!isResourceUri(exchange, params.uri)) throw notFound(params.uri)
      if (!(await sessions.subscribe(exchange.session, params.uri))) {
        throw new McpFault(faultCodes.invalidParams, 'This session has as many subscriptions as it may have.')
      }
      return {}
    })
    server.setRequestHandler(UnsubscribeRequestSchema, async ({ params }) => {
      await sessions.unsubscribe(exchange.session, params.uri)
      return {}
    })
    server.setRequestHandler(ListPromptsRequestSchema, ({ params }) => core.listPrompts(exchange, params?.cursor))
    server.setRequestHandler(GetPromptRequestSchema, ({ params }) =>
      core.getPrompt(exchange, params.name, params.arguments),
    )
    server.setRequestHandler(CompleteRequestSchema, ({ params }) => core.complete(exchange, params))
    server.setRequestHandler(SetLevelRequestSchema, async ({ params }) => {
      await sessions.setLogLevel(exchange.session, params.level)
      return {}
    })
    return server
  }

  /** Runs a handler under a signal that the client's cancellation aborts, from whichever connection it comes. */
  async #cancellable<Result>(
    sessionId: string,
    { requestId, signal }: Extra,
    cancelled: AbortController | undefined,
    work: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    const key = keyOf(sessionId, requestId)
    const controller = new AbortController()
    controller.signal.addEventListener('abort', () => cancelled?.abort(), { once: true })
    this.#underWay.set(key, controller)
    try {
      return await work(AbortSignal.any([signal, controller.signal]))
    } finally {
      if (this.#underWay.get(key) === controller) this.#underWay.delete(key)
    }
  }

  /** Tells a session's stream, where it is open here and wants to hear of this level. */
  #log(sessionId: string, session: McpSession | undefined, level: LogLevel, data: Record<string, unknown>): void {
    const stream = this.#streams.get(sessionId)
    const levels: readonly string[] = LoggingLevelSchema.options
    if (stream === undefined || levels.indexOf(level) < levels.indexOf(session?.logLevel ?? usualLevel)) return
    stream.server
      .notification({ method: 'notifications/message', params: { level, logger: 'sojourn', data } })
      .catch(() => undefined)
  }
}

/** A request's key: `1` and `"1"` are two ids. */
const keyOf = (sessionId: string, id: RequestId): string => `${sessionId}\n${JSON.stringify(id)}`
