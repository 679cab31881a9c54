import type { ClientKind } from './client.ts'

/** A client that the user let in. `scopes`, `profile` and `policy` are JSON. */
export interface ClientRow {
  client_id: string
  user_id: string
  name: string
  kind: ClientKind
  uri: string | null
  scopes: string
  profile: string
  policy: string
  calls_per_minute: number
  writes_per_minute: number
  paused: 0 | 1
  created_at: string
  last_used_at: string | null
  revoked_at: string | null
}

/** A program that told who it is, whether or not the user ever let it in. `metadata` is JSON (RFC 7591). */
export interface RegistrationRow {
  client_id: string
  kind: 'registered' | 'metadata_document'
  metadata: string
  /** When it registered, or when its document was fetched last. */
  registered_at: string
}

export type ConsentStatus = 'waiting' | 'allowed' | 'denied' | 'delivered'

/** A request to be let in. Its page's address holds a secret, kept as a hash. `requested` and `granted` are JSON. */
export interface ConsentRow {
  consent_id: string
  user_id: string
  handle_hash: string
  client_id: string
  client_name: string | null
  client_uri: string | null
  kind: 'registered' | 'metadata_document'
  redirect_uri: string
  state: string | null
  code_challenge: string
  resource: string
  issuer: string
  requested: string
  granted: string | null
  status: ConsentStatus
  created_at: string
  expires_at: string
}

export interface CodeRow {
  code_hash: string
  user_id: string
  client_id: string
  /** What came out of one consent: revoked together. */
  grant_id: string
  redirect_uri: string
  code_challenge: string
  resource: string
  expires_at: string
  used_at: string | null
}

export type TokenKind = 'access' | 'refresh' | 'personal' | 'stdio'

export interface TokenRow {
  token_hash: string
  user_id: string
  client_id: string
  grant_id: string
  kind: TokenKind
  /** JSON; null: all that its client has. */
  scopes: string | null
  /** The path it was issued for: `/mcp`, `/mcp/tasks`; null: every door. */
  resource: string | null
  created_at: string
  /** null: never. */
  expires_at: string | null
  /** When a refresh token was exchanged: once. */
  used_at: string | null
  revoked_at: string | null
}

export interface ClientTables {
  clients: ClientRow
  oauth_registrations: RegistrationRow
  consents: ConsentRow
  authorization_codes: CodeRow
  tokens: TokenRow
  bridge_switches: { user_id: string; enabled: 0 | 1 }
}
