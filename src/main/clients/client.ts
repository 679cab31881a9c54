import { type Decision, essentials } from '../../shared/client-policy.ts'
import type { Effect, Scope } from '../../shared/tool.ts'

/** Which tools a client sees: the default set, all, or those the user chose by name. */
export type ClientProfile = 'essentials' | 'everything' | readonly string[]

/** How a client came to be known. */
export type ClientKind = 'registered' | 'metadata_document' | 'access_token' | 'stdio'

/** An assistant or script that the user let in, and how far. */
export interface Client {
  clientId: string
  name: string
  kind: ClientKind
  /** Where it says it comes from, for the consent page. */
  uri?: string
  /** What the user granted. */
  scopes: readonly Scope[]
  profile: ClientProfile
  /** Where the user differs from the default policy. */
  policy: Readonly<Partial<Record<Effect, Decision>>>
  callsPerMinute: number
  writesPerMinute: number
  paused: boolean
  createdAt: string
  lastUsedAt?: string
}

/** 600 calls and 120 writes a minute unless the user changes it. */
export const defaultLimits = { callsPerMinute: 600, writesPerMinute: 120 } as const

/** Whether a profile shows a tool. */
export function profileShows(profile: ClientProfile, tool: string): boolean {
  if (profile === 'everything') return true
  return (profile === 'essentials' ? essentials : profile).includes(tool)
}

/** What trust decides about a client's call before it runs: asked by registry and approvals. */
export interface Trust {
  /** A client that may call now; undefined where it is unknown, revoked or another user's. */
  find(user: string, clientId: string): Client | undefined
  /**
   * Counts a call against the client's limits.
   * @throws SojournError `forbidden` where it is paused, revoked or the bridge is stopped; `rate_limited`
   */
  admit(user: string, clientId: string, effect: Effect): void
}

/** Whom a Bearer token stands for, and what it may reach. */
export interface TokenIdentity {
  user: string
  clientId: string
  scopes: ReadonlySet<Scope>
  /** The resource it was issued for (RFC 8707): the address of `/mcp` or of one `/mcp/{server}`. */
  audience: string
  /** Seconds since the Unix epoch. */
  expiresAt: number
}
