import express, {
  type Request as ExpressRequest,
  type Response as ExpressResponse,
  type NextFunction,
  Router,
} from 'express'
import type { Log } from '../../../platform/telemetry/log.ts'
import { SojournError } from '../../../shared/errors.ts'
import type { ChangedEntity } from '../../../shared/host-api.ts'
import type { Scope } from '../../../shared/tool.ts'
import type { Trust } from '../../clients/client.ts'
import { challenge } from '../oauth/challenge.ts'
import { ChangeNotices, type Notices, noticesOf } from './change-notices.ts'
import { McpCore, type McpCoreOptions } from './core.ts'
import { isCounted } from './counted.ts'
import { type Exchange, faultCodes, type Identify } from './exchange.ts'
import type { LegacyEra } from './legacy.ts'
import { messagesOf } from './messages.ts'
import type { ModernEra } from './modern.ts'
import { OpenStreams } from './open-streams.ts'
import type { McpSessions } from './sessions.ts'
import { type Asked, askedBy, jsonRpcError, sendAnswer } from './web-http.ts'

export interface McpRoutesOptions extends McpCoreOptions {
  identify: Identify
  sessions: McpSessions
  /** Tells of every committed change; returns how to stop listening. */
  onChanged: (listener: (change: { user: string; entities: readonly ChangedEntity[] }) => void) => () => void
  /** Tells that what a user's clients may do has changed: scopes, profiles, pauses, revocations. */
  onAccessChanged?: (listener: (user: string) => void) => () => void
  /** Counts requests against the limits of clients. */
  trust?: Pick<Trust, 'admit'>
  log: Log
}

export type McpRoutes = Router & { close(): Promise<void> }

interface Eras {
  legacy: LegacyEra
  modern: ModernEra
  speaksLegacy: (asked: Asked, body: unknown) => Promise<boolean>
}

/** Longest body, as `express.json` reads it. */
const bodyLimit = '1mb'

/**
 * MCP over Streamable HTTP at `/mcp` and `/mcp/{server}`, for every revision at the same address: those up to 2025-11-25 by
 * the 1.x SDK, 2026-07-28 by the 2.x one, both over one core. The SDKs are loaded with the first request, so that the
 * host's start does not wait for them. Host and Origin are checked before, by `localOnly`.
 *
 * 401 (with where to sign in) without a token that holds here; 403 `insufficient_scope` for what the token lacks; 404 for an
 * unknown server or session; 429 beyond a client's limits; 405, 406, 413 and 415 as HTTP means them; 400 with a JSON-RPC
 * error for what is no JSON-RPC.
 */
export function mcpRoutes(options: McpRoutesOptions): McpRoutes {
  const core = new McpCore(options)
  const streams = new OpenStreams(options.identify)
  const eras = once(async (): Promise<Eras> => {
    const [{ LegacyEra, surelyLegacy }, { ModernEra, speaksLegacy }] = await Promise.all([
      import('./legacy.ts'),
      import('./modern.ts'),
    ])
    return {
      legacy: new LegacyEra(core, options.sessions),
      modern: new ModernEra(core),
      speaksLegacy: async (asked, body) => surelyLegacy(asked, body) || speaksLegacy(asked, body),
    }
  })

  const publish = async (user: string, notices: Notices) => {
    if (streams.size === 0) return
    await streams.recheck()
    const { legacy, modern } = await eras()
    modern.publish(user, notices)
    await legacy.publish(user, notices)
  }
  const notices = new ChangeNotices((user, gathered) => {
    publish(user, gathered).catch((error: unknown) => options.log.error('mcp_notices_failed', {}, error))
  })
  const stops = [
    options.onChanged(({ user, entities }) => {
      if (streams.size > 0) notices.add(user, noticesOf(entities))
    }),
    options.onAccessChanged?.((user) => {
      if (streams.size > 0) notices.add(user, { uris: [], resourcesChanged: true, toolsChanged: true })
    }),
  ]

  const answer = async (request: ExpressRequest, response: ExpressResponse): Promise<void> => {
    const { exchange } = response.locals as { exchange: Exchange }
    const body: unknown = request.body
    if (request.method === 'POST' && body === undefined) {
      await sendAnswer(unreadable(request), response)
      return
    }
    const gone = new AbortController()
    response.once('close', () => {
      if (!response.writableFinished) gone.abort()
    })
    // Up to 2025-11-25 a client that goes away has not cancelled: only streams end with it.
    const endsWithClient = request.method === 'GET' || request.headers['mcp-session-id'] === undefined
    const asked = askedBy(request, request.originalUrl, endsWithClient ? gone.signal : undefined)
    const messages = request.method === 'POST' ? messagesOf(body) : []
    const { caller, user } = exchange.identity
    for (const { method, params, id } of messages) {
      if (caller.kind === 'client' && isCounted(method)) {
        const refusal = refusalBy(() => options.trust?.admit(user, caller.clientId, 'read'), id)
        if (refusal !== undefined) {
          await sendAnswer(refusal, response)
          return
        }
      }
      const missing = method === undefined ? undefined : core.missingScope(exchange, method, params)
      if (missing === undefined) continue
      await sendAnswer(insufficient(request, exchange, missing, id), response)
      return
    }
    const { legacy, modern, speaksLegacy } = await eras()
    const isLegacy = await speaksLegacy(asked, body)
    const lasts = request.method === 'GET' || messages.some(({ method }) => method === 'subscriptions/listen')
    const ended = lasts ? streams.add(request, exchange, gone) : undefined
    try {
      await sendAnswer(await (isLegacy ? legacy : modern).answer(exchange, asked, body), response)
    } finally {
      ended?.()
    }
  }

  const router = Router()
  router.all(
    ['/mcp', '/mcp/:server'],
    async (request, response, next) => {
      const server = typeof request.params.server === 'string' ? request.params.server : undefined
      if (server !== undefined && !core.catalogue.servers().has(server)) {
        await sendAnswer(
          jsonRpcError(404, faultCodes.refused, `There is no server called ${server.slice(0, 60)}.`),
          response,
        )
        return
      }
      if (!['GET', 'POST', 'DELETE'].includes(request.method)) {
        await sendAnswer(
          jsonRpcError(405, faultCodes.refused, 'Method not allowed.', null, { allow: 'GET, POST, DELETE' }),
          response,
        )
        return
      }
      const identity = await options.identify(request)
      if (identity === undefined) {
        await sendAnswer(unauthorized(request), response)
        return
      }
      response.locals.exchange = { identity, server, session: undefined } satisfies Exchange
      next()
    },
    express.json({ limit: bodyLimit, strict: false }),
    answer,
  )
  router.use(
    ['/mcp', '/mcp/:server'],
    (error: unknown, _request: ExpressRequest, response: ExpressResponse, next: NextFunction) => {
      if (response.headersSent) return next(error)
      const refusal = refusalOf(error)
      if (refusal.status === 500) options.log.error('mcp_failed', {}, error)
      sendAnswer(refusal, response).catch(next)
    },
  )

  return Object.assign(router, {
    async close() {
      for (const stop of stops) stop?.()
      notices.close()
      streams.closeAll()
      if (eras.started()) {
        const { legacy, modern } = await eras()
        legacy.close()
        await modern.close()
      }
    },
  })
}

/** The address that a client asked for, as it spelt it: what its sign-in is for. */
const addressOf = (request: ExpressRequest): string =>
  `http://${request.headers.host ?? '127.0.0.1'}${request.originalUrl.replace(/\?.*$/, '')}`

function unauthorized(request: ExpressRequest): Response {
  const address = addressOf(request)
  const gave = request.headers.authorization !== undefined
  const header = challenge(
    address,
    address,
    gave ? { error: 'invalid_token', description: 'The token does not hold here' } : undefined,
  )
  const message = gave ? 'The token is not valid here.' : 'A Bearer token is needed.'
  return jsonRpcError(401, faultCodes.refused, message, null, { 'www-authenticate': header })
}

function insufficient(
  request: ExpressRequest,
  { identity }: Exchange,
  missing: Scope,
  id: string | number | undefined,
): Response {
  const address = addressOf(request)
  const header = challenge(address, address, {
    error: 'insufficient_scope',
    scopes: [...identity.scopes, missing],
    description: `This needs ${missing}`,
  })
  return jsonRpcError(
    403,
    faultCodes.refused,
    `This needs the permission ${missing}. Connect again and grant it.`,
    id ?? null,
    {
      'www-authenticate': header,
    },
  )
}

/** The answer to a request beyond its client's limits; undefined within them. */
function refusalBy(admit: () => void, id: string | number | undefined): Response | undefined {
  try {
    admit()
    return undefined
  } catch (error) {
    if (!(error instanceof SojournError) || error.kind !== 'rate_limited') throw error
    const { message, hint, retryAfter } = error
    return jsonRpcError(429, faultCodes.rateLimited, hint === undefined ? message : `${message} ${hint}`, id ?? null, {
      ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
    })
  }
}

/** A POST that came with no JSON at all. */
function unreadable(request: ExpressRequest): Response {
  return request.is('application/json') === false
    ? jsonRpcError(415, faultCodes.refused, 'Content-Type must be application/json.')
    : jsonRpcError(400, -32700, 'The body is empty.')
}

function refusalOf(error: unknown): Response {
  if (error instanceof SojournError && error.kind === 'forbidden') {
    const message = error.hint === undefined ? error.message : `${error.message} ${error.hint}`
    return jsonRpcError(403, faultCodes.refused, message)
  }
  const type = typeof error === 'object' && error !== null && 'type' in error ? error.type : undefined
  if (type === 'entity.too.large') return jsonRpcError(413, faultCodes.refused, 'The request is larger than 1 MB.')
  if (type === 'entity.parse.failed') return jsonRpcError(400, -32700, 'The body is not valid JSON.')
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return jsonRpcError(status, faultCodes.refused, 'The request could not be read.')
  }
  return jsonRpcError(500, faultCodes.internal, 'Something went wrong inside Sojourn.')
}

/** Makes a thing at the first wish and keeps it; what failed is tried again. */
function once<Thing>(make: () => Promise<Thing>): (() => Promise<Thing>) & { started(): boolean } {
  let made: Promise<Thing> | undefined
  const get = () => {
    made ??= make().catch((error: unknown) => {
      made = undefined
      throw error
    })
    return made
  }
  return Object.assign(get, { started: () => made !== undefined })
}
