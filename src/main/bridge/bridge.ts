import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type NextFunction, type Request, type Response } from 'express'
import type { Log } from '../../platform/telemetry/log.ts'
import { SojournError } from '../../shared/errors.ts'
import type { Assistant } from '../assistant/assistant.ts'
import { allScopes, type PanelApi } from '../panel-api.ts'
import type { Registry } from '../registry.ts'
import { newToken, sameToken } from '../secret-token.ts'
import { allowOnly } from './allow-only.ts'
import { appRoutes, serveHostSocket } from './app-shell.ts'
import { bearerOf } from './bearer-token.ts'
import { type BrowserSessions, cookieName, cookieOf } from './browser-sessions.ts'
import { chatRoutes } from './chat.ts'
import { allowOrigins } from './cors.ts'
import { docsPage, docsPolicy } from './docs-page.ts'
import { fromHttp, sendError } from './errors.ts'
import { InUse } from './in-use.ts'
import { localOnly } from './local-only.ts'
import { madeOnce } from './made-once.ts'
import { identifyBy } from './mcp/identify.ts'
import { type McpRoutesOptions, mcpRoutes } from './mcp/routes.ts'
import type { Authorization } from './oauth/authorization.ts'
import { stdioCredentialRoutes } from './oauth/stdio-credential.ts'
import { openApi } from './openapi.ts'
import { type Authenticate, requireOwner, requireToken, restRoutes } from './rest.ts'
import { resourceRoutes } from './rest-resources.ts'
import { type Credentials, limitUnauthenticated } from './unauthenticated-limit.ts'

export interface BridgeOptions {
  /** 0 takes a free port. */
  port: number
  version: string
  user: string
  registry: Registry
  assistant: Assistant
  api: PanelApi
  sessions: BrowserSessions
  /** Who may come in besides the local token. */
  authorization: Authorization
  mcp: Pick<McpRoutesOptions, 'profile' | 'clock' | 'sessions' | 'onChanged' | 'onAccessChanged'>
  rendererDir: string
  log: Log
  /** Origins of pages that may call the doors for programs. */
  allowedOrigins: () => readonly string[]
  /** Shows the app that is running, for a second start; undefined where there is no window. */
  showApp?: () => void
}

/** The localhost doors while they are open. */
export interface Bridge {
  url: string
  mcp: string
  /** The `local` caller's token: the user, every scope, every tool. */
  token: string
  /** The app's address with a fresh one-time key. */
  appUrl(): string
  /** Calls once nobody has used the doors for so long: no request, stream or page of the app open. */
  whenIdle(ms: number, then: () => void): void
  close(): Promise<void>
}

/**
 * Opens the localhost doors on 127.0.0.1 alone: health, REST, chat, MCP and the app in a browser.
 * @throws SojournError `conflict` where the port is taken
 */
export async function openBridge(options: BridgeOptions): Promise<Bridge> {
  const token = newToken()
  const authenticate: Authenticate = async (given) => {
    if (sameToken(given, token)) return { user: options.user, caller: { kind: 'local' }, scopes: allScopes }
    const found = await options.authorization.authenticate(given, '/api')
    if (found === undefined) return undefined
    const { user, clientId, scopes } = found
    const name = options.authorization.trust.find(user, clientId)?.name ?? clientId
    return { user, caller: { kind: 'client', clientId, name }, scopes }
  }
  const credentialsOf = async ({ headers }: Request): Promise<Credentials> => {
    const session = cookieOf(headers.cookie, cookieName(port()))
    if (headers.authorization === undefined && session === undefined) return 'none'
    const given = bearerOf(headers.authorization)
    const known = given !== undefined && (sameToken(given, token) || (await options.authorization.knows(given)))
    return known || (await options.sessions.isValid(session)) ? 'good' : 'bad'
  }
  const app = express()
  // How long a request may take to arrive; how long a call may run is the tool's own limit.
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 30_000 }, app)
  const inUse = new InUse(server)
  const port = () => (server.address() as AddressInfo).port
  const url = () => `http://127.0.0.1:${port()}`
  const appUrl = () => `${url()}/app?key=${options.sessions.mintKey()}`
  const shell = { rendererDir: options.rendererDir, sessions: options.sessions, api: options.api, port }

  app.disable('x-powered-by')
  app.use(allowOrigins(options.allowedOrigins))
  app.use(localOnly)
  // Before the limit: by it a second start, and the lock on the folder, tell that this host is alive.
  app.get('/health', (_request, response) => {
    response.json({ status: 'ok', name: 'sojourn', version: options.version, pid: process.pid })
  })
  app.all('/health', allowOnly('GET'))
  app.use(limitUnauthenticated(credentialsOf))
  const tools = () => options.registry.visibleTo({ kind: 'local' })
  app.get(
    '/openapi.json',
    madeOnce('json', () => JSON.stringify(openApi(tools(), options.version, url()))),
  )
  app.get(
    '/docs',
    (_request, response, next) => {
      response.setHeader('Content-Security-Policy', docsPolicy)
      next()
    },
    madeOnce('html', () => docsPage(tools(), url())),
  )
  app.all(['/openapi.json', '/docs'], allowOnly('GET'))
  app.post('/api/v1/app/open', requireToken(authenticate), requireOwner, (_request, response) => {
    options.showApp?.()
    response.json({ url: appUrl(), shown: options.showApp !== undefined })
  })
  app.all('/api/v1/app/open', allowOnly('POST'))
  app.use(options.authorization.router)
  app.use(stdioCredentialRoutes(authenticate, options.authorization.clients))
  app.use(restRoutes(options.registry, authenticate))
  app.use(resourceRoutes(options.registry, authenticate))
  app.use(chatRoutes(options.assistant, authenticate))
  const mcp = mcpRoutes({
    ...options.mcp,
    registry: options.registry,
    trust: options.authorization.trust,
    version: options.version,
    identify: identifyBy(options.authorization, { user: options.user, token }),
    log: options.log,
  })
  app.use(mcp)
  // Before the app's pages, which would ask a program for a session.
  app.use(['/api', '/tools', '/mcp', '/.well-known'], (_request, response) => {
    sendError(
      response,
      new SojournError('not_found', 'There is nothing at this address.', { hint: 'See /openapi.json.' }),
    )
  })
  app.use(appRoutes(shell))
  app.use((_request, response) => {
    sendError(response, new SojournError('not_found', 'There is nothing at this address.'))
  })
  app.use((thrown: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(thrown)
    const { error, status } = fromHttp(thrown)
    if (error.kind === 'internal') options.log.error('http_failed', {}, thrown)
    sendError(response, error, status)
  })

  const closeSockets = serveHostSocket(server, shell)
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? portTaken(options.port) : error)
    })
    server.listen(options.port, '127.0.0.1', resolve)
  })

  let stopWaiting = () => {}
  return {
    url: url(),
    mcp: `${url()}/mcp`,
    token,
    appUrl,
    whenIdle(ms, then) {
      stopWaiting = inUse.whenIdle(ms, then)
    },
    async close() {
      stopWaiting()
      closeSockets()
      await mcp.close()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

function portTaken(port: number): SojournError {
  return new SojournError('conflict', `Port ${port} is taken by another program.`, {
    hint: 'Stop that program, or choose another port with --port N (0 takes a free one).',
  })
}
