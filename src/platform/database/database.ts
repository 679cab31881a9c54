import type { Kysely } from 'kysely'
import type { ChangedEntity } from '../../shared/host-api.ts'
import type { ToolContext } from '../../shared/tool.ts'

/** What a handler of a server with the tables `Tables` is given. */
export type ServerContext<Tables> = ToolContext<Kysely<Tables>, Kysely<Tables>>

/** One step of a server's schema. Steps of a server run in order of their number, once, and are never edited. */
export interface Migration {
  /** Who it belongs to: `tasks`, `journal`. */
  server: string
  /** 1, 2, 3 … within the server. */
  number: number
  name: string
  /** SQL statements; tables are STRICT. */
  sql: string
}

/** A table whose changes are captured by triggers, and so can be seen and undone. No BLOB columns. */
export interface JournaledTable {
  table: string
  /** What a row of it is called on a wire: `task`, `trip`, `stop`. */
  entity: string
  /** Its primary key, one text column. Every journaled table has a `user_id` column too. */
  key: string
  /** The column that holds the trip it belongs to, where there is one. */
  tripColumn?: string
  /** Columns that follow from others (sync state, sort keys): neither journaled nor compared on undo. */
  derived?: readonly string[]
}

/** Who changes something and how: what stands in the journal beside the rows. */
export interface ChangeSetInfo {
  user: string
  /** `panel`, `assistant`, `local`, `client:ID`, `system`. */
  caller: string
  callerName: string
  tool: string
  /** Set on the change set of an undo or a redo: the change set that it reverts. */
  reverts?: string
}

/** What a call changed, once it is committed. */
export interface Committed {
  changeId: string
  entities: ChangedEntity[]
}

/**
 * The database as servers and the registry see it.
 *
 * `call` opens the scope of one call. Inside it the first `write` begins a transaction, every later one (those of
 * nested calls too) belongs to it, and it commits when the outermost call returns and rolls back when it throws. Reads
 * inside a scope that has written see the transaction; all others use a connection of their own that waits for no writer.
 */
export interface Database {
  readonly file: string
  /** Where rows are read from at this moment. Ask anew at each use. */
  reader<Tables>(): Kysely<Tables>
  /**
   * Runs `work` as one call.
   * @param describe gives the journal's line for what was done, from the result; called only where rows changed
   */
  call<Result>(
    info: ChangeSetInfo,
    work: () => Promise<Result>,
    describe: (result: Result) => string,
  ): Promise<{ result: Result; committed?: Committed }>
  /** Changes rows within the call that is under way; nested, a savepoint. Throws outside a call. */
  write<Tables, Result>(work: (tx: Kysely<Tables>) => Promise<Result>): Promise<Result>
  /**
   * Changes rows of tables that are not journaled (tokens, messages, jobs, idempotency answers), in a transaction of its own
   * or, inside a call that has written, in that call's.
   */
  writeUnjournaled<Tables, Result>(work: (tx: Kysely<Tables>) => Promise<Result>): Promise<Result>
  close(): Promise<void>
}
