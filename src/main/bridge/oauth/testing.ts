import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { openTestDatabase } from '../../../platform/database/testing.ts'
import { Temporal } from '../../../shared/dates.ts'
import { newId } from '../../../shared/ids.ts'
import { type Scope, scopes } from '../../../shared/tool.ts'
import { clientMigrations } from '../../clients/migrations.ts'
import { bearerOf } from '../bearer-token.ts'
import { BrowserSessions, browserSessionMigrations, cookieName } from '../browser-sessions.ts'
import { localOnly } from '../local-only.ts'
import { createAuthorization } from './authorization.ts'

export const redirectUri = 'http://127.0.0.1:33418/callback'

export interface TokenAnswer {
  status: number
  access_token: string
  refresh_token: string
  scope: string
  expires_in: number
  error?: string
}

/** For tests: the authorization server and one guarded resource over real HTTP, with a clock that is turned by hand. */
export async function openAuthorization(env: NodeJS.ProcessEnv = {}, inUse: readonly Scope[] = scopes) {
  const opened = await openTestDatabase({
    migrations: [...browserSessionMigrations, ...clientMigrations],
    journaled: [],
  })
  const user = newId()
  let now = Temporal.Instant.from('2026-11-20T10:00:00Z')
  const clock = () => now
  const sessions = new BrowserSessions(opened.database, user, clock)
  const app = express()
  const server = createServer(app)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  let changes = 0
  const authorization = await createAuthorization({
    database: opened.database,
    sessions,
    user,
    clock,
    publicUrl: () => url,
    servers: () => new Set(['tasks', 'trips']),
    scopesInUse: () => new Set(inUse),
    env,
    onChange: () => {
      changes += 1
    },
    onAsked: () => {
      changes += 1
    },
    requestsPerSecond: 1000,
  })
  app.use(localOnly)
  app.use(authorization.router)
  app.all(['/mcp', '/mcp/:server'], async (request, response) => {
    const address = `http://${request.headers.host}${request.path}`
    const token = bearerOf(request.headers.authorization)
    const identity = token === undefined ? undefined : await authorization.authenticate(token, address)
    if (identity === undefined) {
      const error = token === undefined ? undefined : ({ error: 'invalid_token' } as const)
      response.status(401).setHeader('WWW-Authenticate', authorization.challenge(address, error)).end()
      return
    }
    response.json({ ...identity, scopes: [...identity.scopes] })
  })
  app.use((thrown: Error, _request: express.Request, response: express.Response, _next: express.NextFunction) => {
    response.status(403).json({ message: thrown.message })
  })

  /** A browser that has opened the app. */
  const session = `${cookieName(port)}=${await sessions.redeem(sessions.mintKey())}`

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(path.startsWith('http') ? path : url + path, { headers, redirect: 'manual' })
  const post = (path: string, form: URLSearchParams | Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(path.startsWith('http') ? path : url + path, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: { accept: 'text/html', ...headers },
      redirect: 'manual',
    })
  const register = async (metadata: object = { client_name: 'Claude Code', redirect_uris: [redirectUri] }) => {
    const response = await fetch(`${url}/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(metadata),
    })
    const said = (await response.json()) as { client_id?: string; error?: string }
    return { ...said, status: response.status, client_id: said.client_id ?? '' }
  }
  const newVerifier = () => randomBytes(32).toString('base64url')
  const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url')

  const authorizePath = (clientId: string, verifier: string, more: Record<string, string> = {}) =>
    `/authorize?${new URLSearchParams({
      response_type: 'code',
      client_id: clientId,
      redirect_uri: redirectUri,
      code_challenge: challengeOf(verifier),
      code_challenge_method: 'S256',
      state: 'a state',
      ...more,
    })}`
  /** Begins a request and gives the address of its consent page. */
  const ask = async (clientId: string, verifier: string, more: Record<string, string> = {}) => {
    const response = await get(authorizePath(clientId, verifier, more))
    return response.headers.get('location') ?? ''
  }
  /** The fields of the consent form as the page has them. */
  const formOf = async (page: string, cookie = session) => {
    const html = await (await get(page, { cookie })).text()
    const form = new URLSearchParams({ csrf: /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? '' })
    for (const [, scope = ''] of html.matchAll(/name="scope" value="([^"]+)" checked/g)) form.append('scope', scope)
    return { html, form }
  }
  /** Where the page of an answered request sends the browser. */
  const onward = async (page: string) => {
    const html = await (await get(page)).text()
    const address = /http-equiv="refresh" content="0;url=([^"]+)"/.exec(html)?.[1]
    return new URL((address ?? 'about:blank').replaceAll('&#38;', '&'))
  }
  const answer = async (page: string, decision: 'allow' | 'deny', off: readonly string[] = []) => {
    const { form } = await formOf(page)
    for (const scope of off) form.delete('scope', scope)
    form.set('decision', decision)
    const response = await post(page, form, { cookie: session, origin: url })
    return { status: response.status, onward: await onward(page) }
  }
  const exchange = async (fields: Record<string, string>): Promise<TokenAnswer> => {
    const response = await post('/token', fields, { accept: 'application/json' })
    return { status: response.status, ...((await response.json()) as Omit<TokenAnswer, 'status'>) }
  }
  const redeem = (clientId: string, code: string, verifier: string, more: Record<string, string> = {}) =>
    exchange({
      grant_type: 'authorization_code',
      client_id: clientId,
      code,
      code_verifier: verifier,
      redirect_uri: redirectUri,
      ...more,
    })
  const refresh = (clientId: string, token: string, more: Record<string, string> = {}) =>
    exchange({ grant_type: 'refresh_token', client_id: clientId, refresh_token: token, ...more })
  /** The whole of it: registers, asks, allows, exchanges. */
  const connect = async (more: Record<string, string> = {}, off: readonly string[] = []) => {
    const clientId = (await register()).client_id
    const verifier = newVerifier()
    const allowed = await answer(await ask(clientId, verifier, more), 'allow', off)
    const code = allowed.onward.searchParams.get('code') ?? ''
    return { clientId, verifier, code, tokens: await redeem(clientId, code, verifier) }
  }
  const call = (token: string, path = '/mcp') => get(path, { authorization: `Bearer ${token}` })

  return {
    url,
    user,
    session,
    database: opened.database,
    authorization,
    sessions,
    changes: () => changes,
    pass: (duration: Temporal.DurationLike) => {
      now = now.add(duration)
    },
    get,
    post,
    register,
    newVerifier,
    challengeOf,
    authorizePath,
    ask,
    formOf,
    answer,
    onward,
    exchange,
    redeem,
    refresh,
    connect,
    call,
    async close() {
      server.closeAllConnections()
      server.close()
      await opened.dispose()
    },
  }
}
