import type { NextFunction, Request, Response } from 'express'
import { hasLocalHost } from './local-only.ts'

/** What a page of an allowed origin may call: the doors for programs, never the app itself. */
const doors = /^\/(api\/v1|api\/chat|tools|mcp|health|openapi\.json|\.well-known|oauth|register|token|revoke)(\/|$)/
const owners = /^\/api\/v1\/(app|stdio-credential)(\/|$)/

/**
 * Opens the doors for programs to pages of the origins that the user allowed in the settings; closed to all others. Such a
 * page needs a token like any other program.
 */
export function allowOrigins(allowed: () => readonly string[]) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const { origin } = request.headers
    const open = doors.test(request.path) && !owners.test(request.path)
    if (origin === undefined || !open || !hasLocalHost(request) || !allowed().includes(origin)) {
      next()
      return
    }
    response.locals.originAllowed = true
    response.setHeader('Access-Control-Allow-Origin', origin)
    response.setHeader('Vary', 'Origin')
    response.setHeader('Access-Control-Expose-Headers', 'Mcp-Session-Id, WWW-Authenticate, Retry-After')
    if (request.method !== 'OPTIONS') {
      next()
      return
    }
    response.setHeader('Access-Control-Allow-Methods', 'GET, POST, PATCH, DELETE')
    response.setHeader(
      'Access-Control-Allow-Headers',
      'Authorization, Content-Type, Mcp-Session-Id, MCP-Protocol-Version, Mcp-Method, Mcp-Name, Last-Event-ID',
    )
    response.setHeader('Access-Control-Max-Age', '600')
    response.status(204).end()
  }
}
