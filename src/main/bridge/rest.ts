import { type NextFunction, type Request, type Response, Router } from 'express'
import * as z from 'zod'
import { SojournError } from '../../shared/errors.ts'
import type { Caller, Scope } from '../../shared/tool.ts'
import type { Registry } from '../registry.ts'
import { allowOnly } from './allow-only.ts'
import { bearerOf } from './bearer-token.ts'
import { restChallenge, sendError } from './errors.ts'
import { jsonBody } from './json-body.ts'

/** Who a Bearer token stands for. */
export interface Identity {
  user: string
  caller: Caller
  scopes: ReadonlySet<Scope>
}

/** @throws SojournError `forbidden` where the token is good and its holder may do nothing now */
export type Authenticate = (token: string) => Promise<Identity | undefined>

/** Refuses a request without a valid token, and keeps whom it stands for in `response.locals.identity`. */
export function requireToken(authenticate: Authenticate) {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const token = bearerOf(request.headers.authorization)
    const identity = token === undefined ? undefined : await authenticate(token)
    if (identity === undefined) {
      sendError(
        response,
        new SojournError(
          'unauthorized',
          token === undefined ? 'A Bearer token is needed.' : 'The token is not valid.',
          {
            hint: 'The token of this machine stands in bridge.json in the data folder.',
          },
        ),
      )
      return
    }
    response.locals.identity = identity
    next()
  }
}

/** Refuses everyone but the owner of this machine: what only the local token may do. */
export function requireOwner(_request: Request, response: Response, next: NextFunction): void {
  if (identityOf(response).caller.kind === 'local') next()
  else sendError(response, new SojournError('forbidden', 'Only the owner of this machine may do that.'))
}

/** Whom `requireToken` let in. */
export function identityOf(response: Response): Identity {
  const identity: Identity | undefined = response.locals.identity
  if (identity === undefined) throw new SojournError('unauthorized', 'A Bearer token is needed.')
  return identity
}

/** Aborts when the client goes away before it has its answer. */
export function signalOf(response: Response): AbortSignal {
  const controller = new AbortController()
  response.on('close', () => {
    if (!response.writableFinished) controller.abort()
  })
  return controller.signal
}

/**
 * Calls a tool for whom `requireToken` let in.
 * @returns its output
 * @throws SojournError; for a scope that the token lacks the answer then says which (RFC 6750, section 3.1)
 */
export async function callTool(registry: Registry, name: string, input: unknown, response: Response): Promise<unknown> {
  const identity = identityOf(response)
  try {
    return (await registry.call(name, input, { ...identity, signal: signalOf(response) })).output
  } catch (error) {
    // Profiles limit MCP alone: what there is here is what there is for `local`.
    const scope = registry.find(name, { kind: 'local' })?.scope
    const lacks = scope !== undefined && scope !== null && !identity.scopes.has(scope)
    if (lacks && error instanceof SojournError && error.kind === 'forbidden') {
      const scopes = [...identity.scopes, scope]
      response.setHeader('WWW-Authenticate', restChallenge(response, { error: 'insufficient_scope', scopes }))
    }
    throw error
  }
}

const paramsBody = z.strictObject({ params: z.record(z.string(), z.unknown()).optional() })

/** REST over the door: `POST /api/v1/tools/{name}/call` and `POST /tools/{name}`. */
export function restRoutes(registry: Registry, authenticate: Authenticate): Router {
  const router = Router()
  const json = jsonBody('1mb')
  const auth = requireToken(authenticate)

  const call = (request: Request, response: Response, input: unknown) =>
    callTool(registry, String(request.params.name), input, response)

  router.post('/api/v1/tools/:name/call', auth, json, async (request, response) => {
    const body = paramsBody.safeParse(request.body ?? {})
    if (!body.success) {
      throw new SojournError('invalid_input', 'The body must be {"params": { … }}.', {
        hint: 'Put the fields of the tool inside "params".',
      })
    }
    response.json({ result: await call(request, response, body.data.params ?? {}) })
  })
  router.post('/tools/:name', auth, json, async (request, response) => {
    response.json(await call(request, response, request.body ?? {}))
  })
  router.all(['/api/v1/tools/:name/call', '/tools/:name'], allowOnly('POST'))
  return router
}
