import type { Database, Migration } from '../platform/database/database.ts'
import { stamp, type Temporal } from '../shared/dates.ts'
import { type Caller, callerKey, type Effect } from '../shared/tool.ts'

export interface TaintTables {
  taints: { user_id: string; exchange: string; until: string }
}

export const taintMigrations: Migration[] = [
  {
    server: 'taints',
    number: 1,
    name: 'who has read text from outside',
    sql: `
      CREATE TABLE taints (
        user_id TEXT NOT NULL, exchange TEXT NOT NULL, until TEXT NOT NULL, PRIMARY KEY (user_id, exchange)
      ) STRICT;
    `,
  },
]

/** How long a client counts as having read: its sessions come and go within one conversation. */
const clientMinutes = 30
/** How long a conversation of the assistant does: its text stays in view of the model. */
const conversationDays = 30

const risky: ReadonlySet<Effect> = new Set(['destructive', 'external', 'spend'])

/** Who has read: the caller, and the exchange it read in where its door knows one. */
export interface Reader {
  user: string
  caller: Caller
  /** The MCP session of a call, or the client's name where there are none: tells the agents apart that share the local token. */
  exchange?: string | undefined
}

/**
 * Remembers who has read text from outside, as a result of an `untrusted` tool. Whoever has may have been talked into
 * something by it, and so needs the user's word, each time, for what removes, reaches outside or spends, whatever policy
 * or standing permission says. A person at a panel is not talked into anything by our own screen, and a script with the
 * local token over REST has no model: neither is ever held to have read. Kept in the database, so that a restart does
 * not forgive.
 */
export class Taint {
  readonly #database: Database
  readonly #clock: () => Temporal.Instant

  constructor(database: Database, clock: () => Temporal.Instant) {
    this.#database = database
    this.#clock = clock
  }

  /** Notes that a caller was given text from outside. */
  async mark(reader: Reader): Promise<void> {
    const exchange = exchangeOf(reader)
    if (exchange === undefined) return
    const now = this.#clock()
    const hours = reader.caller.kind === 'assistant' ? conversationDays * 24 : clientMinutes / 60
    const until = stamp(now.add({ seconds: hours * 3600 }))
    await this.#database.writeUnjournaled<TaintTables, void>(async (tx) => {
      await tx.deleteFrom('taints').where('until', '<', stamp(now)).execute()
      await tx
        .insertInto('taints')
        .values({ user_id: reader.user, exchange, until })
        .onConflict((conflict) => conflict.columns(['user_id', 'exchange']).doUpdateSet({ until }))
        .execute()
    })
  }

  /** Whether a call of this effect needs the user's word because of what its caller has read. */
  async needsWord(reader: Reader, effect: Effect): Promise<boolean> {
    const exchange = exchangeOf(reader)
    if (!risky.has(effect) || exchange === undefined) return false
    const row = await this.#database
      .reader<TaintTables>()
      .selectFrom('taints')
      .select('until')
      .where('user_id', '=', reader.user)
      .where('exchange', '=', exchange)
      .where('until', '>', stamp(this.#clock()))
      .executeTakeFirst()
    return row !== undefined
  }
}

/** What a caller is remembered by: a client by itself, the assistant by its conversation, an agent by its session. */
function exchangeOf({ caller, exchange }: Reader): string | undefined {
  switch (caller.kind) {
    case 'client':
      return callerKey(caller)
    case 'assistant':
      return `assistant:${caller.conversationId ?? ''}`
    case 'local':
      return exchange === undefined ? undefined : `local:${exchange}`
    case 'panel':
    case 'system':
      return undefined
  }
}
