import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import type { Database, Migration } from '../../../platform/database/database.ts'
import { stamp, type Temporal } from '../../../shared/dates.ts'
import { callerKey } from '../../../shared/tool.ts'
import type { Exchange } from './exchange.ts'

export interface McpSessionTables {
  mcp_sessions: {
    session_id: string
    user_id: string
    caller: string
    /** The server of `/mcp/{server}`; empty at `/mcp`. */
    server: string
    /** Least level of messages it wants to hear; null: it has not said. */
    log_level: string | null
    /** Addresses of resources it wants to hear of, a JSON list. */
    subscriptions: string
    created_at: string
    used_at: string
  }
}

export const mcpMigrations: Migration[] = [
  {
    server: 'mcp_sessions',
    number: 1,
    name: 'sessions of MCP clients',
    sql: `
      CREATE TABLE mcp_sessions (
        session_id TEXT PRIMARY KEY, user_id TEXT NOT NULL, caller TEXT NOT NULL, server TEXT NOT NULL,
        log_level TEXT, subscriptions TEXT NOT NULL, created_at TEXT NOT NULL, used_at TEXT NOT NULL
      ) STRICT;
      CREATE INDEX mcp_sessions_by_use ON mcp_sessions (user_id, caller, used_at);
    `,
  },
]

export interface McpSession {
  sessionId: string
  logLevel: string | undefined
  subscriptions: readonly string[]
}

const idleDays = 30
const perCaller = 200
const maxSubscriptions = 200
/** How often the time of use is written at most. */
const touchHours = 1

/** How long what was read of a session is relied on, in milliseconds: another copy of the host may have ended it since. */
const relyMs = 1000
const remembered = 1000

const subscriptionList = z.array(z.string())

/**
 * The sessions of clients that speak revisions up to 2025-11-25. A session is a row and nothing else: what a client
 * subscribed to and how much it wants to hear. So another copy of the host, or this one after a restart, goes on with
 * it. It belongs to the caller and the address that opened it: to any other it does not exist.
 */
export class McpSessions {
  readonly #database: Database
  readonly #clock: () => Temporal.Instant
  /** Sessions read within the last second, by owner and id; emptied at every change made here. */
  readonly #lately = new Map<string, { session: McpSession; until: number }>()

  constructor(database: Database, clock: () => Temporal.Instant) {
    this.#database = database
    this.#clock = clock
  }

  newId(): string {
    return randomUUID()
  }

  /** Opens a session; the caller's oldest go beyond 200, and all that were idle for 30 days. */
  async open(exchange: Exchange, sessionId: string): Promise<void> {
    const now = this.#clock()
    const owner = ownerOf(exchange)
    await this.#database.writeUnjournaled<McpSessionTables, void>(async (tx) => {
      await tx
        .deleteFrom('mcp_sessions')
        .where('used_at', '<', stamp(now.subtract({ hours: 24 * idleDays })))
        .execute()
      const crowded = await tx
        .selectFrom('mcp_sessions')
        .select('session_id')
        .where('user_id', '=', owner.user_id)
        .where('caller', '=', owner.caller)
        .orderBy('used_at', 'desc')
        .offset(perCaller - 1)
        .limit(1000)
        .execute()
      if (crowded.length > 0) {
        await tx
          .deleteFrom('mcp_sessions')
          .where(
            'session_id',
            'in',
            crowded.map((row) => row.session_id),
          )
          .execute()
      }
      await tx
        .insertInto('mcp_sessions')
        .values({
          session_id: sessionId,
          ...owner,
          log_level: null,
          subscriptions: '[]',
          created_at: stamp(now),
          used_at: stamp(now),
        })
        .execute()
    })
  }

  /** A session of this caller at this address; undefined for an unknown, ended or foreign one. */
  async find(exchange: Exchange, sessionId: string): Promise<McpSession | undefined> {
    const owner = ownerOf(exchange)
    const key = JSON.stringify([sessionId, owner])
    const known = this.#lately.get(key)
    if (known !== undefined && performance.now() < known.until) return known.session
    const now = this.#clock()
    const row = await this.#database
      .reader<McpSessionTables>()
      .selectFrom('mcp_sessions')
      .select(['log_level', 'subscriptions', 'used_at'])
      .where('session_id', '=', sessionId)
      .where('user_id', '=', owner.user_id)
      .where('caller', '=', owner.caller)
      .where('server', '=', owner.server)
      .where('used_at', '>=', stamp(now.subtract({ hours: 24 * idleDays })))
      .executeTakeFirst()
    if (row === undefined) return undefined
    if (row.used_at < stamp(now.subtract({ hours: touchHours }))) {
      await this.#update(sessionId, () => ({ used_at: stamp(now) }))
    }
    const session = {
      sessionId,
      logLevel: row.log_level ?? undefined,
      subscriptions: subscriptionList.parse(JSON.parse(row.subscriptions)),
    }
    if (this.#lately.size >= remembered) this.#lately.clear()
    this.#lately.set(key, { session, until: performance.now() + relyMs })
    return session
  }

  async end(sessionId: string): Promise<void> {
    await this.#database.writeUnjournaled<McpSessionTables, unknown>((tx) =>
      tx.deleteFrom('mcp_sessions').where('session_id', '=', sessionId).execute(),
    )
    this.#lately.clear()
  }

  async setLogLevel(sessionId: string, level: string): Promise<void> {
    await this.#update(sessionId, () => ({ log_level: level }))
  }

  /** @returns whether there was room for it */
  async subscribe(sessionId: string, uri: string): Promise<boolean> {
    let room = true
    await this.#update(sessionId, (uris) => {
      room = uris.includes(uri) || uris.length < maxSubscriptions
      return room ? { subscriptions: JSON.stringify([...new Set([...uris, uri])]) } : {}
    })
    return room
  }

  async unsubscribe(sessionId: string, uri: string): Promise<void> {
    await this.#update(sessionId, (uris) => ({ subscriptions: JSON.stringify(uris.filter((one) => one !== uri)) }))
  }

  async #update(
    sessionId: string,
    change: (subscriptions: string[]) => Partial<McpSessionTables['mcp_sessions']>,
  ): Promise<void> {
    await this.#database.writeUnjournaled<McpSessionTables, void>(async (tx) => {
      const row = await tx
        .selectFrom('mcp_sessions')
        .select('subscriptions')
        .where('session_id', '=', sessionId)
        .executeTakeFirst()
      if (row === undefined) return
      const fields = change(subscriptionList.parse(JSON.parse(row.subscriptions)))
      if (Object.keys(fields).length === 0) return
      await tx.updateTable('mcp_sessions').set(fields).where('session_id', '=', sessionId).execute()
    })
    this.#lately.clear()
  }
}

const ownerOf = ({ identity, server }: Exchange) => ({
  user_id: identity.user,
  caller: callerKey(identity.caller),
  server: server ?? '',
})
