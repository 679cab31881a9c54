import { createMcpHandler, isLegacyRequest, type McpHttpHandler, Server } from '@modelcontextprotocol/server'
import * as z from 'zod'
import { capabilities } from './capabilities.ts'
import type { Notices } from './change-notices.ts'
import type { McpCore } from './core.ts'
import { type Exchange, principalOf } from './exchange.ts'
import { messagesOf } from './messages.ts'
import { risingProgress } from './progress.ts'
import type { Asked } from './web-http.ts'

/** Whether a request speaks a revision before 2026-07-28. */
export const speaksLegacy = (asked: Asked, body: unknown): Promise<boolean> => isLegacyRequest(asked.web(), body)

/**
 * What stands in for the session that this revision has none of: the client as it names itself in each request. It tells
 * the agents apart that share the local token, as far as can be; those of one name, or none, count as one.
 */
function sessionlessOf(body: unknown): string {
  const named = messagesOf(body).map(({ params }) => clientNamed.safeParse(params).data)
  return `2026-07-28:${named.find((name) => name !== undefined) ?? ''}`
}

const clientNamed = z
  .object({ _meta: z.object({ 'io.modelcontextprotocol/clientInfo': z.object({ name: z.string().max(200) }) }) })
  .transform(({ _meta }) => _meta['io.modelcontextprotocol/clientInfo'].name)

/** How long a client may keep lists that change with its profile alone, and notices of that. */
const listCache = { ttlMs: 60_000, cacheScope: 'private' as const }

/**
 * Revision 2026-07-28, by the 2.x SDK: no sessions, each request by itself. Every principal has a handler of its own, as
 * a handler tells all its streams of a change: so nobody hears of what another user changed.
 */
export class ModernEra {
  readonly #core: McpCore
  readonly #handlers = new Map<string, { user: string; handler: McpHttpHandler }>()
  /** Whom the requests under way are answered for. */
  readonly #exchanges = new WeakMap<Request, Exchange>()

  constructor(core: McpCore) {
    this.#core = core
  }

  async answer(exchange: Exchange, asked: Asked, body: unknown): Promise<Response> {
    const request = asked.web()
    this.#exchanges.set(request, { ...exchange, session: sessionlessOf(body) })
    return this.#handlerFor(exchange).fetch(request, { parsedBody: body })
  }

  publish(user: string, notices: Notices): void {
    for (const { user: owner, handler } of this.#handlers.values()) {
      if (owner !== user) continue
      if (notices.toolsChanged) {
        handler.notify.toolsChanged()
        handler.notify.promptsChanged()
      }
      if (notices.resourcesChanged) handler.notify.resourcesChanged()
      for (const uri of notices.uris) handler.notify.resourceUpdated(uri)
    }
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.#handlers.values()].map(({ handler }) => handler.close()))
    this.#handlers.clear()
  }

  #handlerFor(exchange: Exchange): McpHttpHandler {
    const principal = principalOf(exchange)
    const known = this.#handlers.get(principal)
    if (known !== undefined) return known.handler
    const handler = createMcpHandler(
      ({ requestInfo }) => {
        const asking = requestInfo === undefined ? undefined : this.#exchanges.get(requestInfo)
        if (asking === undefined) throw new Error('A request came to the handler past the door')
        return this.#serverFor(asking)
      },
      { legacy: 'reject', maxSubscriptions: 100 },
    )
    this.#handlers.set(principal, { user: exchange.identity.user, handler })
    return handler
  }

  /** A server for one request. */
  #serverFor(exchange: Exchange): Server {
    const core = this.#core
    const server = new Server(core.serverInfo, {
      capabilities,
      instructions: core.instructions,
      cacheHints: { 'tools/list': listCache, 'prompts/list': listCache, 'resources/templates/list': listCache },
    })
    server.setRequestHandler('tools/list', async ({ params }) => core.listTools(exchange, params?.cursor))
    server.setRequestHandler('tools/call', ({ params }, context) => {
      const { signal, _meta, notify } = context.mcpReq
      const token = _meta?.progressToken
      return core.callTool(exchange, params, {
        signal,
        ...(token !== undefined && {
          progress: risingProgress((progress) => {
            notify({ method: 'notifications/progress', params: { progressToken: token, ...progress } }).catch(
              () => undefined,
            )
          }),
        }),
      })
    })
    server.setRequestHandler('resources/list', ({ params }) => core.listResources(exchange, params?.cursor))
    server.setRequestHandler('resources/templates/list', async ({ params }) =>
      core.listResourceTemplates(exchange, params?.cursor),
    )
    server.setRequestHandler('resources/read', ({ params }, context) =>
      core.readResource(exchange, params.uri, context.mcpReq.signal),
    )
    server.setRequestHandler('prompts/list', async ({ params }) => core.listPrompts(exchange, params?.cursor))
    server.setRequestHandler('prompts/get', ({ params }) => core.getPrompt(exchange, params.name, params.arguments))
    server.setRequestHandler('completion/complete', ({ params }) => core.complete(exchange, params))
    return server
  }
}
