import { existsSync } from 'node:fs'
import type { IncomingMessage, Server } from 'node:http'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import express, { type NextFunction, type Request, type Response, Router } from 'express'
import { type WebSocket, WebSocketServer } from 'ws'
import * as z from 'zod'
import { type ErrorBody, SojournError } from '../../shared/errors.ts'
import type { ServerFrame } from '../../shared/host-api.ts'
import type { PanelApi } from '../panel-api.ts'
import { type BrowserSessions, cookieName, cookieOf } from './browser-sessions.ts'
import { fromHttp } from './errors.ts'
import { hasLocalHost, hasOwnOrigin } from './local-only.ts'

/** What a page of the app may load: its own files alone, and its socket on this very port. */
export const contentSecurityPolicy = (port: number): string =>
  [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ws://127.0.0.1:${port} ws://localhost:${port}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

const notSignedIn = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Sojourn</title>
<style>body{font:16px/1.6 system-ui,sans-serif;max-width:34rem;margin:18vh auto;padding:0 1.5rem;color:#1e2421;background:#fbfaf7}
@media (prefers-color-scheme:dark){body{color:#e8e6e0;background:#131615}}code{font-size:.95em}</style>
<h1>This address needs its key</h1>
<p>Sojourn opens in a browser only with the one-time address that it prints when it starts, so that no other program or page can read your trips.</p>
<p>Run <code>npm start</code> again: it prints a fresh address for the app that is already running.</p></html>`

export interface AppShellOptions {
  rendererDir: string
  sessions: BrowserSessions
  api: PanelApi
  port: () => number
}

/** The app in a browser: `/app?key=…` opens a session, then the built renderer is served from `/`. */
export function appRoutes(options: AppShellOptions): Router {
  const router = Router()

  router.use((_request, response, next) => {
    response.setHeader('Content-Security-Policy', contentSecurityPolicy(options.port()))
    response.setHeader('X-Content-Type-Options', 'nosniff')
    response.setHeader('Referrer-Policy', 'no-referrer')
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
    response.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
    next()
  })

  router.get('/app', async (request, response) => {
    const { key } = request.query
    const token = typeof key === 'string' ? await options.sessions.redeem(key) : undefined
    if (token !== undefined) {
      response.cookie(cookieName(options.port()), token, {
        httpOnly: true,
        sameSite: 'strict',
        path: '/',
        maxAge: 30 * 24 * 3600 * 1000,
      })
    } else if (!(await options.sessions.isValid(sessionOf(request, options.port())))) {
      response.status(401).type('html').send(notSignedIn)
      return
    }
    // Not a redirect: with a strict cookie, a redirect that began on another page would arrive without it.
    response.setHeader('Cache-Control', 'no-store')
    response
      .type('html')
      .send('<!doctype html><html lang="en"><meta http-equiv="refresh" content="0;url=/"><title>Sojourn</title></html>')
  })

  const signedIn = async (request: Request, response: Response, next: NextFunction) => {
    if (await options.sessions.isValid(sessionOf(request, options.port()))) next()
    else response.status(401).type('html').send(notSignedIn)
  }
  router.use(
    signedIn,
    express.static(options.rendererDir, {
      index: 'index.html',
      setHeaders: (response, path) => {
        const immutable = path.includes(join(options.rendererDir, 'assets'))
        response.setHeader('Cache-Control', immutable ? 'private, max-age=31536000, immutable' : 'no-cache')
      },
    }),
  )
  router.get(/^\/[^.]*$/, signedIn, (_request, response, next) => {
    const index = join(options.rendererDir, 'index.html')
    if (!existsSync(index)) return next(new SojournError('unavailable', 'The app is not built yet: run npm run build.'))
    response.setHeader('Cache-Control', 'no-cache')
    response.sendFile(index)
  })
  return router
}

function sessionOf(request: IncomingMessage, port: number): string | undefined {
  return cookieOf(request.headers.cookie, cookieName(port))
}

const clientFrame = z.discriminatedUnion('method', [
  z.object({ id: z.number(), method: z.literal('call'), params: z.object({ tool: z.string(), input: z.unknown() }) }),
  z.object({
    id: z.number(),
    method: z.literal('send'),
    params: z.object({ message: z.string(), conversation_id: z.string().optional(), trip_id: z.string().optional() }),
  }),
  z.object({ id: z.number(), method: z.literal('stop'), params: z.object({ conversation_id: z.string() }) }),
])

/** The typed host API over a WebSocket on `/api/host`, for a page that holds the session's cookie. */
export function serveHostSocket(server: Server, options: AppShellOptions): () => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1024 * 1024 })

  const upgrade = async (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const fromOwnPage = request.headers.origin !== undefined && hasOwnOrigin(request) && hasLocalHost(request)
    if (path !== '/api/host' || !fromOwnPage) return refuse(socket, '403 Forbidden')
    if (!(await options.sessions.isValid(sessionOf(request, options.port())))) return refuse(socket, '401 Unauthorized')
    sockets.handleUpgrade(request, socket, head, (client) => talk(client, options.api))
  }
  server.on('upgrade', (request, socket, head) => {
    // Node leaves the socket without a listener: a peer that resets it would otherwise end the process.
    socket.on('error', () => socket.destroy())
    upgrade(request, socket, head).catch(() => refuse(socket, '500 Internal Server Error'))
  })
  return () => {
    for (const client of sockets.clients) client.terminate()
    sockets.close()
  }
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

function talk(client: WebSocket, api: PanelApi): void {
  const send = (frame: ServerFrame) => {
    if (client.readyState === client.OPEN) client.send(JSON.stringify(frame))
  }
  const unsubscribe = api.subscribe((event) => send({ event }))
  client.on('close', unsubscribe)
  client.on('error', () => client.terminate())
  client.on('message', (data) => {
    const frame = clientFrame.safeParse(parseJson(String(data)))
    if (!frame.success) return client.close(1008, 'not a frame of the host API')
    answer(api, frame.data).then(
      (result) => send({ id: frame.data.id, result: result ?? null }),
      (error: unknown) => send({ id: frame.data.id, error: bodyOf(error) }),
    )
  })
}

function answer(api: PanelApi, frame: z.infer<typeof clientFrame>): Promise<unknown> {
  switch (frame.method) {
    case 'call':
      return api.call(frame.params.tool, frame.params.input)
    case 'send':
      return api.send(frame.params)
    case 'stop':
      return api.stop(frame.params.conversation_id)
  }
}

const bodyOf = (error: unknown): ErrorBody => fromHttp(error).error.toBody()

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
