import type { Kysely } from 'kysely'
import type { Database } from '../../platform/database/database.ts'
import { stamp, Temporal } from '../../shared/dates.ts'
import { newId } from '../../shared/ids.ts'
import type { Scope } from '../../shared/tool.ts'
import { hashOf, newToken } from '../secret-token.ts'
import { readScopes } from './client-row.ts'
import type { ClientTables, CodeRow, TokenKind, TokenRow } from './tables.ts'

/** How long each lives, in seconds: RFC 9700 asks for short codes; a refresh token's time starts anew at each use. */
export const lifetimes = { code: 60, access: 3600, refresh: 30 * 24 * 3600 } as const

export interface IssuedTokens {
  accessToken: string
  refreshToken: string
  /** Seconds. */
  expiresIn: number
  /** null: all that the client has. */
  scopes: readonly Scope[] | null
}

/** Why a code or refresh token gave nothing. `replayed`: it had been used, and all that came of it was revoked. */
export type Refusal = 'unknown' | 'expired' | 'replayed' | 'wrong_redirect' | 'wrong_resource' | 'wrong_scope'
export type Exchange = { ok: true; tokens: IssuedTokens } | { ok: false; refusal: Refusal }

/** A token that holds at this moment. */
export interface KnownToken {
  clientId: string
  kind: TokenKind
  /** null: all that its client has. */
  scopes: readonly Scope[] | null
  /** The path it was issued for; null: every door. */
  resource: string | null
  expiresAt: Temporal.Instant | undefined
}

const cached = 1000

/** Codes and tokens of this folder's user, kept as SHA-256 hashes. */
export class TokenStore {
  readonly #database: Database
  readonly #user: string
  readonly #clock: () => Temporal.Instant
  /** Tokens seen lately, so that a call needs no query; forgotten whole whenever a token or client changes. */
  readonly #seen = new Map<string, KnownToken>()
  /** Counts how often it forgot, so that what was read before is not kept after. */
  #forgotten = 0

  constructor(database: Database, user: string, clock: () => Temporal.Instant) {
    this.#database = database
    this.#user = user
    this.#clock = clock
  }

  /** Forgets what was seen: a client or token changed. */
  forget(): void {
    this.#forgotten += 1
    this.#seen.clear()
  }

  /** What an access, personal or stdio token stands for; undefined where it does not hold. */
  async identify(token: string): Promise<KnownToken | undefined> {
    const hash = hashOf(token)
    const known = this.#seen.get(hash) ?? (await this.#look(hash))
    if (known?.expiresAt === undefined) return known
    return Temporal.Instant.compare(known.expiresAt, this.#clock()) > 0 ? known : undefined
  }

  /** Makes a code for one redirect of a client that was let in. */
  async mintCode(code: Pick<CodeRow, 'client_id' | 'redirect_uri' | 'code_challenge' | 'resource'>): Promise<string> {
    const secret = newToken()
    const now = this.#clock()
    await this.#database.writeUnjournaled<ClientTables, void>(async (tx) => {
      await tx
        .deleteFrom('authorization_codes')
        .where('expires_at', '<', stamp(now.subtract({ hours: 24 })))
        .execute()
      await tx
        .insertInto('authorization_codes')
        .values({
          ...code,
          code_hash: hashOf(secret),
          user_id: this.#user,
          grant_id: newId(now.epochMilliseconds),
          expires_at: stamp(now.add({ seconds: lifetimes.code })),
          used_at: null,
        })
        .execute()
    })
    return secret
  }

  /** The PKCE challenge of a code that its client may still exchange; a used one revokes what it gave. */
  async challengeOf(clientId: string, code: string): Promise<{ challenge: string } | { refusal: Refusal }> {
    const row = await this.#code(this.#database.reader<ClientTables>(), clientId, code)
    if (row === undefined) return { refusal: 'unknown' }
    if (row.used_at !== null) {
      await this.revokeGrant(row.grant_id)
      return { refusal: 'replayed' }
    }
    if (row.expires_at <= stamp(this.#clock())) return { refusal: 'expired' }
    return { challenge: row.code_challenge }
  }

  /** Exchanges a code, once, after the PKCE verifier was checked. */
  async exchangeCode(
    clientId: string,
    code: string,
    asked: { redirectUri?: string | undefined; resource?: string | undefined },
  ): Promise<Exchange> {
    const now = this.#clock()
    return this.#changing(async (tx) => {
      const row = await this.#code(tx, clientId, code)
      if (row === undefined) return { ok: false, refusal: 'unknown' }
      if (row.used_at !== null) {
        await this.#kill(tx, row.grant_id)
        return { ok: false, refusal: 'replayed' }
      }
      if (row.expires_at <= stamp(now)) return { ok: false, refusal: 'expired' }
      if (asked.redirectUri !== undefined && asked.redirectUri !== row.redirect_uri) {
        return { ok: false, refusal: 'wrong_redirect' }
      }
      if (asked.resource !== undefined && asked.resource !== row.resource) {
        return { ok: false, refusal: 'wrong_resource' }
      }
      await tx
        .updateTable('authorization_codes')
        .set({ used_at: stamp(now) })
        .where('code_hash', '=', row.code_hash)
        .execute()
      return { ok: true, tokens: await this.#issue(tx, { ...row, scopes: null }, null) }
    })
  }

  /**
   * Exchanges a refresh token for a new pair. One that was exchanged before is stolen or was lost: its whole family dies.
   * @param asked.scopes a narrower choice for the access token; the new refresh token keeps all
   */
  async refresh(
    clientId: string,
    token: string,
    asked: { scopes?: readonly string[] | undefined; resource?: string | undefined; granted: readonly Scope[] },
  ): Promise<Exchange> {
    const now = this.#clock()
    return this.#changing(async (tx) => {
      const row = await tx
        .selectFrom('tokens')
        .selectAll()
        .where('token_hash', '=', hashOf(token))
        .where('user_id', '=', this.#user)
        .where('client_id', '=', clientId)
        .where('kind', '=', 'refresh')
        .executeTakeFirst()
      if (row === undefined || row.revoked_at !== null) return { ok: false, refusal: 'unknown' }
      if (row.used_at !== null) {
        await this.#kill(tx, row.grant_id)
        return { ok: false, refusal: 'replayed' }
      }
      if (row.expires_at !== null && row.expires_at <= stamp(now)) return { ok: false, refusal: 'expired' }
      if (asked.resource !== undefined && asked.resource !== row.resource) {
        return { ok: false, refusal: 'wrong_resource' }
      }
      const narrowed =
        asked.scopes === undefined ? null : asked.granted.filter((scope) => asked.scopes?.includes(scope))
      if (narrowed !== null && narrowed.length !== new Set(asked.scopes).size)
        return { ok: false, refusal: 'wrong_scope' }
      await tx
        .updateTable('tokens')
        .set({ used_at: stamp(now) })
        .where('token_hash', '=', row.token_hash)
        .execute()
      return { ok: true, tokens: await this.#issue(tx, row, narrowed) }
    })
  }

  /**
   * Makes a token of a client's own within a transaction: for scripts, or for the stdio door.
   * @param expiresAt undefined: never
   */
  async mintOwn(
    tx: Kysely<ClientTables>,
    clientId: string,
    kind: 'personal' | 'stdio',
    expiresAt?: Temporal.Instant,
  ): Promise<string> {
    const secret = `sojourn_${kind}_${newToken()}`
    await tx
      .insertInto('tokens')
      .values(
        this.#row(secret, kind, {
          client_id: clientId,
          grant_id: newId(this.#clock().epochMilliseconds),
          resource: null,
          expires_at: expiresAt === undefined ? null : stamp(expiresAt),
        }),
      )
      .execute()
    return secret
  }

  /** Ends a token at its client's wish, with all that came of the same consent (RFC 7009). One of others is left alone. */
  async revoke(clientId: string, token: string): Promise<void> {
    const row = await this.#database
      .reader<ClientTables>()
      .selectFrom('tokens')
      .select('grant_id')
      .where('token_hash', '=', hashOf(token))
      .where('user_id', '=', this.#user)
      .where('client_id', '=', clientId)
      .executeTakeFirst()
    if (row !== undefined) await this.revokeGrant(row.grant_id)
  }

  async revokeGrant(grantId: string): Promise<void> {
    await this.#changing((tx) => this.#kill(tx, grantId))
  }

  /** When the newest token of each client that has an end ends. */
  async ends(): Promise<ReadonlyMap<string, string>> {
    const rows = await this.#database
      .reader<ClientTables>()
      .selectFrom('tokens')
      .select(['client_id', (is) => is.fn.max('expires_at').as('end')])
      .where('user_id', '=', this.#user)
      .where('revoked_at', 'is', null)
      .where('used_at', 'is', null)
      .groupBy('client_id')
      .execute()
    return new Map(rows.flatMap(({ client_id, end }) => (end === null ? [] : [[client_id, end] as const])))
  }

  async #changing<Result>(work: (tx: Kysely<ClientTables>) => Promise<Result>): Promise<Result> {
    const result = await this.#database.writeUnjournaled(work)
    this.forget()
    return result
  }

  async #look(hash: string): Promise<KnownToken | undefined> {
    const forgotten = this.#forgotten
    const row = await this.#database
      .reader<ClientTables>()
      .selectFrom('tokens')
      .selectAll()
      .where('token_hash', '=', hash)
      .where('user_id', '=', this.#user)
      .where('kind', '!=', 'refresh')
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    if (row === undefined) return undefined
    const known: KnownToken = {
      clientId: row.client_id,
      kind: row.kind,
      scopes: row.scopes === null ? null : readScopes(row.scopes),
      resource: row.resource,
      expiresAt: row.expires_at === null ? undefined : Temporal.Instant.from(row.expires_at),
    }
    if (this.#seen.size >= cached) this.#seen.clear()
    if (forgotten === this.#forgotten) this.#seen.set(hash, known)
    return known
  }

  #code(reader: Kysely<ClientTables>, clientId: string, code: string): Promise<CodeRow | undefined> {
    return reader
      .selectFrom('authorization_codes')
      .selectAll()
      .where('code_hash', '=', hashOf(code))
      .where('user_id', '=', this.#user)
      .where('client_id', '=', clientId)
      .executeTakeFirst()
  }

  async #issue(
    tx: Kysely<ClientTables>,
    grant: Pick<TokenRow, 'client_id' | 'grant_id' | 'resource' | 'scopes'>,
    narrowed: readonly Scope[] | null,
  ): Promise<IssuedTokens> {
    const now = this.#clock()
    const { client_id, grant_id, resource } = grant
    const accessToken = newToken()
    const refreshToken = newToken()
    const kept = narrowed === null ? grant.scopes : JSON.stringify(narrowed)
    const end = (seconds: number) => stamp(now.add({ seconds }))
    await tx
      .deleteFrom('tokens')
      .where('expires_at', '<', stamp(now.subtract({ hours: 24 })))
      .execute()
    await tx
      .insertInto('tokens')
      .values([
        this.#row(accessToken, 'access', {
          client_id,
          grant_id,
          resource,
          scopes: kept,
          expires_at: end(lifetimes.access),
        }),
        this.#row(refreshToken, 'refresh', {
          client_id,
          grant_id,
          resource,
          scopes: grant.scopes,
          expires_at: end(lifetimes.refresh),
        }),
      ])
      .execute()
    return { accessToken, refreshToken, expiresIn: lifetimes.access, scopes: kept === null ? null : readScopes(kept) }
  }

  #row(
    secret: string,
    kind: TokenKind,
    fields: Pick<TokenRow, 'client_id' | 'grant_id' | 'resource' | 'expires_at'> & { scopes?: string | null },
  ): TokenRow {
    return {
      token_hash: hashOf(secret),
      user_id: this.#user,
      kind,
      scopes: null,
      created_at: stamp(this.#clock()),
      used_at: null,
      revoked_at: null,
      ...fields,
    }
  }

  async #kill(tx: Kysely<ClientTables>, grantId: string): Promise<void> {
    await tx
      .updateTable('tokens')
      .set({ revoked_at: stamp(this.#clock()) })
      .where('user_id', '=', this.#user)
      .where('grant_id', '=', grantId)
      .where('revoked_at', 'is', null)
      .execute()
  }
}
