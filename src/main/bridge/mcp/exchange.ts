import type { Request } from 'express'
import type { Caller, Scope } from '../../../shared/tool.ts'
import type { ClientProfile } from '../../clients/client.ts'

/** Whom a request's token stands for, and what MCP shows it. */
export interface McpIdentity {
  user: string
  caller: Caller
  scopes: ReadonlySet<Scope>
  profile: ClientProfile
}

/**
 * Whom a request comes from; undefined where its token is missing, unknown, expired, revoked, or for another resource.
 * @throws SojournError `forbidden` where the token is good and its holder may do nothing now (paused, bridge stopped)
 */
export type Identify = (request: Request) => Promise<McpIdentity | undefined>

/** What a request is answered for: who asks, and whether one server alone is offered. */
export interface Exchange {
  identity: McpIdentity
  /** The server of `/mcp/{server}`; undefined at `/mcp`. */
  server: string | undefined
  /** The MCP session; what stands in for it in the revision that has none; undefined before it is known. */
  session: string | undefined
}

/** An exchange's place at this door: notices and modern handlers are kept apart by it. */
export function principalOf({ identity, server }: Exchange): string {
  const { caller } = identity
  const who = caller.kind === 'client' ? `client:${caller.clientId}` : caller.kind
  return `${identity.user}\n${who}\n${server ?? ''}`
}

/** Codes of JSON-RPC and MCP that the core answers with. */
export const faultCodes = {
  invalidParams: -32602,
  internal: -32603,
  resourceNotFound: -32002,
  sessionNotFound: -32001,
  refused: -32000,
  /** Of the range that JSON-RPC leaves to servers; its last digits are those of HTTP's 429. */
  rateLimited: -32029,
} as const

/** A protocol error: both SDKs send `code`, `message` and `data` of what a handler throws. */
export class McpFault extends Error {
  readonly code: number
  readonly data: unknown

  constructor(code: number, message: string, data?: unknown, options?: ErrorOptions) {
    super(message, options)
    this.name = 'McpFault'
    this.code = code
    this.data = data
  }
}
