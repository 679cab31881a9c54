import { Server } from '@modelcontextprotocol/sdk/server/index.js'
import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js'
import {
  CallToolRequestSchema,
  CompleteRequestSchema,
  GetPromptRequestSchema,
  ListPromptsRequestSchema,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
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
import type { McpCore } from './core.ts'
import { type Exchange, faultCodes, McpFault } from './exchange.ts'
import { risingProgress } from './progress.ts'
import { isResourceUri, notFound } from './resources.ts'
import type { McpSession, McpSessions } from './sessions.ts'
import type { UnderWay } from './under-way.ts'

type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>

/** An exchange within a session. */
export type InSession = Exchange & { session: string }

/** What a request is served for. */
export interface Serving {
  exchange: InSession
  session: McpSession | undefined
  /** The client's own id of the request, where the server knows it by another. */
  requestId?: RequestId
  /** Aborted when the client has cancelled the request. */
  cancelled?: AbortController
}

export interface LegacyServerOptions {
  core: McpCore
  sessions: McpSessions
  underWay: UnderWay
  servingOf: (extra: Extra) => Serving
  log: (serving: Serving, level: LogLevel, data: Record<string, unknown>) => void
}

/** Elicitation is never asked for, so nothing is validated by it; the SDK would build a validator for each server. */
const noValidator = {
  getValidator: () => {
    throw new Error('No schema is validated here')
  },
}

/** A server of the 1.x SDK over the core. */
export function legacyServer({ core, sessions, underWay, servingOf, log }: LegacyServerOptions): Server {
  const server = new Server(core.serverInfo, {
    capabilities: { ...capabilities, logging: {} },
    instructions: core.instructions,
    jsonSchemaValidator: noValidator,
  })
  const exchangeOf = (extra: Extra) => servingOf(extra).exchange
  const cancellable = <Result>(extra: Extra, work: (signal: AbortSignal) => Promise<Result>) => {
    const { exchange, requestId, cancelled } = servingOf(extra)
    const id = requestId ?? extra.requestId
    return underWay.run({ session: exchange.session, id, signal: extra.signal, cancelled }, work)
  }

  server.setRequestHandler(ListToolsRequestSchema, ({ params }, extra) =>
    core.listTools(exchangeOf(extra), params?.cursor),
  )
  server.setRequestHandler(CallToolRequestSchema, ({ params }, extra) => {
    const serving = servingOf(extra)
    const token = params._meta?.progressToken
    const progress = risingProgress((told) => {
      if (token === undefined) return
      extra
        .sendNotification({ method: 'notifications/progress', params: { progressToken: token, ...told } })
        .catch(() => undefined)
    })
    return cancellable(extra, (signal) =>
      core.callTool(serving.exchange, params, { signal, progress, log: (level, data) => log(serving, level, data) }),
    )
  })
  server.setRequestHandler(ListResourcesRequestSchema, ({ params }, extra) =>
    core.listResources(exchangeOf(extra), params?.cursor),
  )
  server.setRequestHandler(ListResourceTemplatesRequestSchema, ({ params }, extra) =>
    core.listResourceTemplates(exchangeOf(extra), params?.cursor),
  )
  server.setRequestHandler(ReadResourceRequestSchema, ({ params }, extra) =>
    cancellable(extra, (signal) => core.readResource(exchangeOf(extra), params.uri, signal)),
  )
  server.setRequestHandler(SubscribeRequestSchema, async ({ params }, extra) => {
    const exchange = exchangeOf(extra)
    if (!isResourceUri(exchange, params.uri)) throw notFound(params.uri)
    if (!(await sessions.subscribe(exchange.session, params.uri))) {
      throw new McpFault(faultCodes.invalidParams, 'This session has as many subscriptions as it may have.')
    }
    return {}
  })
  server.setRequestHandler(UnsubscribeRequestSchema, async ({ params }, extra) => {
    await sessions.unsubscribe(exchangeOf(extra).session, params.uri)
    return {}
  })
  server.setRequestHandler(ListPromptsRequestSchema, ({ params }, extra) =>
    core.listPrompts(exchangeOf(extra), params?.cursor),
  )
  server.setRequestHandler(GetPromptRequestSchema, ({ params }, extra) =>
    core.getPrompt(exchangeOf(extra), params.name, params.arguments),
  )
  server.setRequestHandler(CompleteRequestSchema, ({ params }, extra) => core.complete(exchangeOf(extra), params))
  server.setRequestHandler(SetLevelRequestSchema, async ({ params }, extra) => {
    await sessions.setLogLevel(exchangeOf(extra).session, params.level)
    return {}
  })
  return server
}
