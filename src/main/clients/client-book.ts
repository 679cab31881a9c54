import type { Kysely } from 'kysely'
import type { Database } from '../../platform/database/database.ts'
import type { Decision } from '../../shared/client-policy.ts'
import { stamp, Temporal } from '../../shared/dates.ts'
import { SojournError } from '../../shared/errors.ts'
import type { Effect, Scope } from '../../shared/tool.ts'
import { type Client, type ClientKind, type ClientProfile, defaultLimits, type Trust } from './client.ts'
import { toClient } from './client-row.ts'
import { MinuteWindow } from './rate-limit.ts'
import type { ClientTables } from './tables.ts'

/** Who is let in. */
export interface NewClient {
  clientId: string
  name: string
  kind: ClientKind
  uri?: string | undefined
  scopes: readonly Scope[]
}

/** What the user changes about a client; absent leaves a field as it is. */
export interface ClientChange {
  name?: string | undefined
  scopes?: readonly Scope[] | undefined
  profile?: ClientProfile | undefined
  /** Replaces what the user said before; an effect left out follows the default. */
  policy?: Readonly<Partial<Record<Effect, Decision>>> | undefined
  callsPerMinute?: number | undefined
  writesPerMinute?: number | undefined
  paused?: boolean | undefined
}

/** How often `last_used_at` is written at most. */
const touchEvery = Temporal.Duration.from({ minutes: 1 })

/**
 * The clients of this folder's user and the switch over all of them. The rows are the truth; a copy is held in memory so
 * that every call can be judged without a query, and is read anew after every change made here.
 */
export class ClientBook implements Trust {
  readonly #database: Database
  readonly user: string
  readonly #clock: () => Temporal.Instant
  readonly #elapsed: () => number
  readonly #listeners = new Set<() => void>()
  readonly #calls = new Map<string, { all: MinuteWindow; writes: MinuteWindow }>()
  #clients = new Map<string, Client>()
  #enabled = true

  private constructor(database: Database, user: string, clock: () => Temporal.Instant, elapsed: () => number) {
    this.#database = database
    this.user = user
    this.#clock = clock
    this.#elapsed = elapsed
  }

  /** @param elapsed milliseconds of a clock that does not run backwards, by which calls are counted */
  static async open(
    database: Database,
    user: string,
    clock: () => Temporal.Instant,
    elapsed: () => number = () => performance.now(),
  ): Promise<ClientBook> {
    const book = new ClientBook(database, user, clock, elapsed)
    await book.#read()
    return book
  }

  find(user: string, clientId: string): Client | undefined {
    return user === this.user ? this.#clients.get(clientId) : undefined
  }

  /** The clients that are let in, the latest first. */
  list(): Client[] {
    return [...this.#clients.values()].sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
  }

  /** Whether the bridge is open to clients at all. */
  get enabled(): boolean {
    return this.#enabled
  }

  /** Why a client may do nothing at this moment; undefined where it may. */
  refusal(user: string, clientId: string): SojournError | undefined {
    if (!this.#enabled) {
      return new SojournError('forbidden', 'The owner has stopped Sojourn’s bridge for all clients.', {
        hint: 'It is switched on again in Sojourn, on the Connections page.',
      })
    }
    const client = this.find(user, clientId)
    if (client === undefined) {
      return new SojournError('forbidden', 'This client is not connected to Sojourn, or no longer.', {
        hint: 'Connect it again.',
      })
    }
    if (client.paused) {
      return new SojournError('forbidden', `The owner has paused ${client.name}.`, {
        hint: 'It is resumed in Sojourn, on the Connections page.',
      })
    }
    return undefined
  }

  admit(user: string, clientId: string, effect: Effect): void {
    const refusal = this.refusal(user, clientId)
    const client = this.find(user, clientId)
    if (refusal !== undefined || client === undefined) throw refusal
    const windows = this.#calls.get(clientId) ?? { all: new MinuteWindow(), writes: new MinuteWindow() }
    this.#calls.set(clientId, windows)
    const now = this.#elapsed()
    if (!windows.all.fits(client.callsPerMinute, now)) {
      throw tooMany(client.callsPerMinute, 'calls', windows.all.secondsUntilRoom(now))
    }
    if (effect !== 'read') {
      if (!windows.writes.fits(client.writesPerMinute, now)) {
        throw tooMany(client.writesPerMinute, 'changes', windows.writes.secondsUntilRoom(now))
      }
      windows.writes.count(now)
    }
    windows.all.count(now)
  }

  /** Tells of every change to the clients or the switch; returns how to stop listening. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Changes rows of the client tables in one transaction, then reads the clients anew. */
  async change<Result>(work: (tx: Kysely<ClientTables>) => Promise<Result>): Promise<Result> {
    const result = await this.#database.writeUnjournaled(work)
    await this.#read()
    for (const listener of this.#listeners) listener()
    return result
  }

  async update(clientId: string, change: ClientChange): Promise<Client> {
    const { scopes, profile, policy, paused } = change
    const fields = {
      ...(change.name !== undefined && { name: change.name }),
      ...(scopes !== undefined && { scopes: JSON.stringify(scopes) }),
      ...(profile !== undefined && { profile: JSON.stringify(profile) }),
      ...(policy !== undefined && { policy: JSON.stringify(policy) }),
      ...(change.callsPerMinute !== undefined && { calls_per_minute: change.callsPerMinute }),
      ...(change.writesPerMinute !== undefined && { writes_per_minute: change.writesPerMinute }),
      ...(paused !== undefined && { paused: paused ? (1 as const) : (0 as const) }),
    }
    if (Object.keys(fields).length > 0 && this.#clients.has(clientId)) {
      await this.change((tx) =>
        tx
          .updateTable('clients')
          .set(fields)
          .where('user_id', '=', this.user)
          .where('client_id', '=', clientId)
          .where('revoked_at', 'is', null)
          .execute(),
      )
    }
    return this.#known(clientId)
  }

  /** Shuts a client out for good: its tokens are dead; it may ask to be let in again. */
  async revoke(clientId: string): Promise<Client> {
    const client = this.#known(clientId)
    const now = stamp(this.#clock())
    await this.change(async (tx) => {
      await tx
        .updateTable('clients')
        .set({ revoked_at: now })
        .where('user_id', '=', this.user)
        .where('client_id', '=', clientId)
        .execute()
      await tx
        .updateTable('tokens')
        .set({ revoked_at: now })
        .where('user_id', '=', this.user)
        .where('client_id', '=', clientId)
        .where('revoked_at', 'is', null)
        .execute()
      await tx
        .updateTable('authorization_codes')
        .set({ used_at: now })
        .where('user_id', '=', this.user)
        .where('client_id', '=', clientId)
        .where('used_at', 'is', null)
        .execute()
    })
    this.#calls.delete(clientId)
    return client
  }

  /** Opens or shuts the bridge for all clients at once; panels and the local token go on. */
  async setEnabled(enabled: boolean): Promise<void> {
    const value = enabled ? (1 as const) : (0 as const)
    await this.change((tx) =>
      tx
        .insertInto('bridge_switches')
        .values({ user_id: this.user, enabled: value })
        .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ enabled: value }))
        .execute(),
    )
  }

  /** Notes that a client was here; written once a minute at most. */
  async touch(clientId: string): Promise<void> {
    const client = this.#clients.get(clientId)
    if (client === undefined) return
    const now = this.#clock()
    const { lastUsedAt } = client
    if (
      lastUsedAt !== undefined &&
      Temporal.Instant.compare(Temporal.Instant.from(lastUsedAt).add(touchEvery), now) > 0
    ) {
      return
    }
    client.lastUsedAt = stamp(now)
    await this.#database.writeUnjournaled<ClientTables, unknown>((tx) =>
      tx
        .updateTable('clients')
        .set({ last_used_at: stamp(now) })
        .where('user_id', '=', this.user)
        .where('client_id', '=', clientId)
        .execute(),
    )
  }

  /**
   * Lets a client in within a transaction of `change`. One that was let in before gets these scopes, is no longer revoked,
   * and keeps its name, profile, policy, limits and pause, unless it had been revoked: then it starts afresh.
   */
  async letIn(tx: Kysely<ClientTables>, client: NewClient): Promise<void> {
    const fresh = {
      client_id: client.clientId,
      user_id: this.user,
      name: client.name,
      kind: client.kind,
      uri: client.uri ?? null,
      scopes: JSON.stringify(client.scopes),
      profile: JSON.stringify('essentials'),
      policy: '{}',
      calls_per_minute: defaultLimits.callsPerMinute,
      writes_per_minute: defaultLimits.writesPerMinute,
      paused: 0 as const,
      created_at: stamp(this.#clock()),
      last_used_at: null,
      revoked_at: null,
    }
    const known = this.#clients.has(client.clientId)
    await tx
      .insertInto('clients')
      .values(fresh)
      .onConflict((conflict) =>
        conflict
          .columns(['user_id', 'client_id'])
          .doUpdateSet(known ? { scopes: fresh.scopes, uri: fresh.uri } : fresh),
      )
      .execute()
  }

  async #read(): Promise<void> {
    const reader = this.#database.reader<ClientTables>()
    const rows = await reader
      .selectFrom('clients')
      .selectAll()
      .where('user_id', '=', this.user)
      .where('revoked_at', 'is', null)
      .execute()
    const setting = await reader
      .selectFrom('bridge_switches')
      .select('enabled')
      .where('user_id', '=', this.user)
      .executeTakeFirst()
    this.#clients = new Map(rows.map((row) => [row.client_id, toClient(row)]))
    this.#enabled = setting?.enabled !== 0
  }

  #known(clientId: string): Client {
    const client = this.#clients.get(clientId)
    if (client === undefined) throw new SojournError('not_found', 'That client is not connected, or no longer.')
    return client
  }
}

function tooMany(limit: number, what: string, seconds: number): SojournError {
  return new SojournError('rate_limited', `This client has made its ${limit} ${what} for this minute.`, {
    hint: `Try again in ${seconds} seconds.`,
    retryAfter: seconds,
  })
}
