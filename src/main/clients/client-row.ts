import * as z from 'zod'
import { type Effect, type Scope, scopes } from '../../shared/tool.ts'
import type { Client } from './client.ts'
import type { ClientRow } from './tables.ts'

const effects = ['read', 'write', 'destructive', 'external', 'spend'] as const satisfies readonly Effect[]

export const profile = z.union([z.enum(['essentials', 'everything']), z.array(z.string())])
export const policy = z.partialRecord(z.enum(effects), z.enum(['allow', 'ask', 'deny']))

/** The scopes in a JSON array; what is no scope (any more) is left out. */
export function readScopes(json: string): Scope[] {
  const given = new Set(z.array(z.string()).parse(JSON.parse(json)))
  return scopes.filter((scope) => given.has(scope))
}

/** A row as the rest of the host sees it. */
export function toClient(row: ClientRow): Client {
  return {
    clientId: row.client_id,
    name: row.name,
    kind: row.kind,
    ...(row.uri !== null && { uri: row.uri }),
    scopes: readScopes(row.scopes),
    profile: profile.parse(JSON.parse(row.profile)),
    policy: policy.parse(JSON.parse(row.policy)),
    callsPerMinute: row.calls_per_minute,
    writesPerMinute: row.writes_per_minute,
    paused: row.paused === 1,
    createdAt: row.created_at,
    ...(row.last_used_at !== null && { lastUsedAt: row.last_used_at }),
  }
}
