import type { IncomingMessage } from 'node:http'
import type { NextFunction, Request, Response } from 'express'
import { SojournError } from '../../shared/errors.ts'
import { sendError } from './errors.ts'

const localNames = new Set(['127.0.0.1', 'localhost', '[::1]'])

function nameAndPort(host: string): { name: string; port: string } | undefined {
  const match = /^(\[[0-9a-f:.]+\]|[^:]+)(?::(\d{1,5}))?$/i.exec(host)
  return match === null ? undefined : { name: (match[1] ?? '').toLowerCase(), port: match[2] ?? '80' }
}

/** Whether a request names this machine as its host: a name rebound to 127.0.0.1 does not (DNS rebinding). */
export function hasLocalHost(request: IncomingMessage): boolean {
  const host = nameAndPort(request.headers.host ?? '')
  return host !== undefined && localNames.has(host.name) && Number(host.port) === request.socket.localPort
}

/** Whether a request comes from no page, or from a page of this very server. */
export function hasOwnOrigin(request: IncomingMessage): boolean {
  const { origin } = request.headers
  if (origin === undefined) return true
  try {
    const url = new URL(origin)
    return url.protocol === 'http:' && url.host === request.headers.host
  } catch {
    return false
  }
}

/** Refuses what comes through a foreign name, or from a foreign page whose origin the user has not allowed. */
export function localOnly(request: Request, response: Response, next: NextFunction): void {
  if (!hasLocalHost(request)) {
    sendError(response, new SojournError('forbidden', 'This server answers to 127.0.0.1 and localhost alone.'))
  } else if (response.locals.originAllowed !== true && !hasOwnOrigin(request)) {
    sendError(response, new SojournError('forbidden', 'Pages of other sites may not call Sojourn.'))
  } else next()
}
