import type { Database, Migration } from '../../platform/database/database.ts'
import { stamp, type Temporal } from '../../shared/dates.ts'
import { hashOf, newToken, sameToken } from '../secret-token.ts'

export interface BrowserSessionTables {
  browser_sessions: { token_hash: string; user_id: string; expires_at: string }
}

export const browserSessionMigrations: Migration[] = [
  {
    server: 'browser_sessions',
    number: 1,
    name: 'sessions of the browser shell',
    sql: `
      CREATE TABLE browser_sessions (
        token_hash TEXT PRIMARY KEY, user_id TEXT NOT NULL, expires_at TEXT NOT NULL
      ) STRICT;
    `,
  },
]

const sessionDays = 30

/**
 * Who may see the app in a browser: the holder of a one-time key from the ready line gets a session, kept as a hash in
 * the database so that a reload after a restart still finds it.
 */
export class BrowserSessions {
  readonly #database: Database
  readonly #user: string
  readonly #clock: () => Temporal.Instant
  readonly #keys = new Set<string>()

  constructor(database: Database, user: string, clock: () => Temporal.Instant) {
    this.#database = database
    this.#user = user
    this.#clock = clock
  }

  /** A key that opens one session; it works once, until the host ends. */
  mintKey(): string {
    const key = newToken()
    this.#keys.add(key)
    return key
  }

  /** Spends a key for a session's token; undefined where the key is not one, or was spent. */
  async redeem(key: string): Promise<string | undefined> {
    const known = [...this.#keys].find((candidate) => sameToken(key, candidate))
    if (known === undefined) return undefined
    this.#keys.delete(known)
    const token = newToken()
    const now = this.#clock()
    await this.#database.writeUnjournaled<BrowserSessionTables, void>(async (tx) => {
      await tx.deleteFrom('browser_sessions').where('expires_at', '<', stamp(now)).execute()
      await tx
        .insertInto('browser_sessions')
        .values({
          token_hash: hashOf(token),
          user_id: this.#user,
          expires_at: stamp(now.add({ hours: 24 * sessionDays })),
        })
        .execute()
    })
    return token
  }

  async isValid(token: string | undefined): Promise<boolean> {
    if (token === undefined) return false
    const row = await this.#database
      .reader<BrowserSessionTables>()
      .selectFrom('browser_sessions')
      .select('user_id')
      .where('token_hash', '=', hashOf(token))
      .where('user_id', '=', this.#user)
      .where('expires_at', '>', stamp(this.#clock()))
      .executeTakeFirst()
    return row !== undefined
  }
}

/** The cookie's name holds the port: cookies of one host are shared by all its ports. */
export const cookieName = (port: number): string => `sojourn_${port}`

/** The value of a cookie in a `Cookie` header. */
export function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const [key, value] = pair.trim().split('=', 2)
    if (key === name) return value
  }
  return undefined
}
