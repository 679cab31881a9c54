import { SojournError } from '../../shared/errors.ts'
import type { ChangedEntity } from '../../shared/host-api.ts'
import { foldEntries, type JournalEntry, type RowChange } from './change-row.ts'
import type { Committed } from './database.ts'
import type { Connection } from './dialect.ts'
import type { JournaledColumns } from './journal-triggers.ts'
import type { ChangeSetRecorder, OpenChangeSet, Transactions } from './transactions.ts'
import { revertRows } from './undo.ts'

/** A change set as the change feed tells it, once it is committed. */
export interface CommittedChange extends Committed {
  user: string
  caller: string
  callerName: string
  tool: string
  summary: string
  /** Milliseconds since the Unix epoch. */
  at: number
  reverts?: string
}

/** A change set as it stands in the journal. */
export interface JournaledChange {
  changeId: string
  /** Milliseconds since the Unix epoch. */
  at: number
  caller: string
  callerName: string
  tool: string
  summary: string
  /** Whether what it did is at present taken back. */
  undone: boolean
  /** The change set that this one undid or redid. */
  reverts?: string
  entities: ChangedEntity[]
}

export interface JournalQuery {
  /** Only change sets of these callers, as `callerKey` names them; all without it. */
  callers?: readonly string[]
  /** Only change sets at or after this moment, in milliseconds since the Unix epoch. */
  since?: number
  /** A kind of entity (`task`) or the id of one. */
  entity?: string
  limit: number
  offset?: number
}

/** What was undone or redone: the change set that the user knows. */
export interface Reverted {
  changeId: string
  tool: string
  summary: string
  undone: boolean
}

/** The record of every change of journaled rows: list, undo, redo and the feed of what was committed. */
export interface Journal {
  /** Change sets of a user, newest first. */
  list(user: string, query: JournalQuery): JournaledChange[]
  /** One change set of a user, undefined where there is none. */
  get(user: string, changeId: string): JournaledChange | undefined
  /**
   * Takes a change set back, as a change set of its own. Runs inside `Database.call`, as the only change in it.
   * @param changeId without it, the latest that is neither an undo nor undone
   * @param callers only change sets of these callers; all of the user's without it
   * @throws SojournError `not_found`; `conflict` where the same column of a row changed since
   */
  undo(user: string, changeId?: string, callers?: readonly string[]): Promise<Reverted>
  /** Brings an undone change set back; without an id, the one that was undone last. Otherwise as `undo`. */
  redo(user: string, changeId?: string, callers?: readonly string[]): Promise<Reverted>
  /** Calls `listener` after every commit that changed journaled rows; returns how to stop. */
  onCommitted(listener: (change: CommittedChange) => void): () => void
  /** Removes change sets older than `maxAgeMs` (90 days by default); returns how many. */
  prune(maxAgeMs?: number): Promise<number>
}

interface ChangeSetRow {
  sequence: number
  change_id: string
  at: number
  caller: string
  caller_name: string
  tool: string
  summary: string
  reverts: string | null
  undone: number
}

/** How long a change set is kept: 90 days. */
export const journalAgeMs = 90 * 24 * 60 * 60 * 1000

/**
 * Whether change set `c` is taken back. An undo reverts an original; a redo reverts an undo; so the chain is at most three
 * long: an original is undone while one of its undos is not redone, an undo once it is redone, a redo once its original
 * was undone again.
 */
const undoneSql = `(CASE
  WHEN c.reverts IS NULL THEN EXISTS (
    SELECT 1 FROM change_sets u WHERE u.reverts = c.change_id
      AND NOT EXISTS (SELECT 1 FROM change_sets r WHERE r.reverts = u.change_id))
  ELSE EXISTS (SELECT 1 FROM change_sets r WHERE r.reverts = c.change_id)
    OR EXISTS (
      SELECT 1 FROM change_sets u JOIN change_sets again ON again.reverts = u.reverts AND again.sequence > c.sequence
      WHERE u.change_id = c.reverts AND u.reverts IS NOT NULL)
END)`
const columns = `c.sequence, c.change_id, c.at, c.caller, c.caller_name, c.tool, c.summary, c.reverts, ${undoneSql} AS undone`
const entryColumns = 'entity, row_table, row_key, operation, trip_id, before, after'

/** Writes change sets at the edges of calls, and tells of them. */
export class ChangeSets implements ChangeSetRecorder {
  readonly #writer: Connection
  readonly #compared: ReadonlyMap<string, readonly string[]>
  readonly #now: () => number
  readonly #listeners = new Set<(change: CommittedChange) => void>()
  readonly #details = new WeakMap<Committed, CommittedChange>()

  constructor(writer: Connection, tables: readonly JournaledColumns[], now: () => number) {
    this.#writer = writer
    this.#compared = new Map(tables.map(({ table, compared }) => [table, compared]))
    this.#now = now
  }

  begin({ changeId, info }: OpenChangeSet): void {
    this.#writer.prepare('UPDATE journal_current SET change_id = ?, user_id = ?').run(changeId, info.user)
  }

  finish(changeSet: OpenChangeSet, summary: () => string): Committed | undefined {
    const { changeId, info, reverts } = changeSet
    this.#writer.prepare('UPDATE journal_current SET change_id = NULL, user_id = NULL').run()
    const rows = this.rowsOf(this.#writer, changeId)
    if (rows.length === 0) {
      this.#writer.prepare('DELETE FROM journal_entries WHERE change_id = ?').run(changeId)
      return undefined
    }
    const at = this.#now()
    const words = summary()
    this.#writer
      .prepare(
        `INSERT INTO change_sets (change_id, user_id, at, caller, caller_name, tool, summary, reverts)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(changeId, info.user, at, info.caller, info.callerName, info.tool, words, reverts ?? null)
    const committed: Committed = { changeId, entities: rows.map(entityOf) }
    this.#details.set(committed, {
      ...committed,
      user: info.user,
      caller: info.caller,
      callerName: info.callerName,
      tool: info.tool,
      summary: words,
      at,
      ...(reverts !== undefined && { reverts }),
    })
    return committed
  }

  committed(committed: Committed): void {
    const change = this.#details.get(committed)
    if (change !== undefined) for (const listener of [...this.#listeners]) listener(change)
  }

  listen(listener: (change: CommittedChange) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** What a change set did, row by row. */
  rowsOf(connection: Connection, changeId: string): RowChange[] {
    const entries = connection
      .prepare(`SELECT ${entryColumns} FROM journal_entries WHERE change_id = ? ORDER BY sequence`)
      .all(changeId) as JournalEntry[]
    return foldEntries(entries, (table) => this.#compared.get(table))
  }
}

const entityOf = ({ entity, key, operation, tripId }: RowChange): ChangedEntity => ({
  entity,
  id: key,
  operation,
  ...(tripId !== undefined && { trip_id: tripId }),
})

/** The journal over an open database. */
export class SqliteJournal implements Journal {
  readonly #transactions: Transactions
  readonly #writer: Connection
  readonly #reader: Connection
  readonly #changeSets: ChangeSets
  readonly #tables: readonly JournaledColumns[]
  readonly #now: () => number

  constructor(options: {
    transactions: Transactions
    writer: Connection
    reader: Connection
    changeSets: ChangeSets
    tables: readonly JournaledColumns[]
    now: () => number
  }) {
    this.#transactions = options.transactions
    this.#writer = options.writer
    this.#reader = options.reader
    this.#changeSets = options.changeSets
    this.#tables = options.tables
    this.#now = options.now
  }

  list(user: string, { callers, since, entity, limit, offset = 0 }: JournalQuery): JournaledChange[] {
    const rows = this.#reader
      .prepare(
        `SELECT ${columns} FROM change_sets c
         WHERE c.user_id = :user
           AND (:callers IS NULL OR c.caller IN (SELECT value FROM json_each(:callers)))
           AND (:since IS NULL OR c.at >= :since)
           AND (:entity IS NULL OR EXISTS (
             SELECT 1 FROM journal_entries e WHERE e.change_id = c.change_id AND (e.entity = :entity OR e.row_key = :entity)))
         ORDER BY c.sequence DESC LIMIT :limit OFFSET :offset`,
      )
      .all({
        user,
        callers: callers === undefined ? null : JSON.stringify(callers),
        since: since ?? null,
        entity: entity ?? null,
        limit,
        offset,
      }) as ChangeSetRow[]
    return rows.map((row) => this.#change(this.#reader, row))
  }

  get(user: string, changeId: string): JournaledChange | undefined {
    const row = this.#row(this.#reader, user, changeId)
    return row === undefined ? undefined : this.#change(this.#reader, row)
  }

  undo(user: string, changeId?: string, callers?: readonly string[]): Promise<Reverted> {
    return this.#transactions.write(async () => {
      const chosen =
        changeId === undefined
          ? this.#latest(user, 'c.reverts IS NULL AND NOT undone', callers)
          : this.#allowed(user, changeId, callers)
      if (chosen === undefined) throw nothingTo('undo')
      const target = this.#original(user, chosen)
      // To undo an undo is to redo.
      if (chosen.reverts === target.change_id && !chosen.undone) return this.redo(user, target.change_id, callers)
      if (target.undone) throw already('undone', target)
      this.#revert(user, target, target, 'undo')
      return { changeId: target.change_id, tool: target.tool, summary: target.summary, undone: true }
    })
  }

  redo(user: string, changeId?: string, callers?: readonly string[]): Promise<Reverted> {
    return this.#transactions.write(async () => {
      const isOpenUndo = `c.reverts IS NOT NULL AND NOT undone
        AND EXISTS (SELECT 1 FROM change_sets o WHERE o.change_id = c.reverts AND o.reverts IS NULL)`
      const undo =
        changeId === undefined
          ? this.#latest(user, isOpenUndo, callers)
          : this.#undoOf(user, this.#original(user, this.#allowed(user, changeId, callers)))
      if (undo === undefined) throw nothingTo('redo')
      const target = this.#original(user, undo)
      for (const row of [undo, target]) this.#allowed(user, row.change_id, callers)
      this.#revert(user, undo, target, 'redo')
      return { changeId: target.change_id, tool: target.tool, summary: target.summary, undone: false }
    })
  }

  onCommitted(listener: (change: CommittedChange) => void): () => void {
    return this.#changeSets.listen(listener)
  }

  prune(maxAgeMs: number = journalAgeMs): Promise<number> {
    return this.#transactions.writeUnjournaled(async () => {
      const before = this.#now() - maxAgeMs
      return this.#writer.prepare('DELETE FROM change_sets WHERE at < ?').run(before).changes
    })
  }

  #revert(user: string, reverted: ChangeSetRow, shown: ChangeSetRow, verb: 'undo' | 'redo'): void {
    const changeSet = this.#transactions.changeSet()
    if (changeSet === undefined || changeSet.info.user !== user) throw new Error(`${verb} outside a call of its user`)
    const other = this.#writer.prepare('SELECT 1 FROM journal_entries WHERE change_id = ?').get(changeSet.changeId)
    if (other !== undefined) {
      throw new SojournError('conflict', `An ${verb} cannot be combined with other changes in one step.`, {
        hint: `Call ${verb}_change on its own.`,
      })
    }
    revertRows({
      connection: this.#writer,
      tables: this.#tables,
      rows: this.#changeSets.rowsOf(this.#writer, reverted.change_id),
      undoing: { changeId: changeSet.changeId, of: reverted.sequence, what: shown.summary, verb },
    })
    changeSet.reverts = reverted.change_id
  }

  #row(connection: Connection, user: string, changeId: string): ChangeSetRow | undefined {
    return connection.prepare(`SELECT ${columns} FROM change_sets c WHERE c.user_id = ? AND c.change_id = ?`).get(user, changeId) as
      | ChangeSetRow
      | undefined
  }

  #latest(user: string, condition: string, callers: readonly string[] | undefined): ChangeSetRow | undefined {
    return this.#writer
      .prepare(
        `SELECT ${columns} FROM change_sets c WHERE c.user_id = :user AND ${condition}
           AND (:callers IS NULL OR c.caller IN (SELECT value FROM json_each(:callers)))
         ORDER BY c.sequence DESC LIMIT 1`,
      )
      .get({ user, callers: callers === undefined ? null : JSON.stringify(callers) }) as ChangeSetRow | undefined
  }

  /** The change set, where the caller may see it. */
  #allowed(user: string, changeId: string, callers: readonly string[] | undefined): ChangeSetRow {
    const row = this.#row(this.#writer, user, changeId)
    if (row === undefined || (callers !== undefined && !callers.includes(row.caller))) {
      throw new SojournError('not_found', 'There is no such change, or it is older than 90 days.', {
        hint: 'list_changes shows what can be undone.',
      })
    }
    return row
  }

  /** What the user did first, where the change set is an undo or redo of it. */
  #original(user: string, row: ChangeSetRow): ChangeSetRow {
    if (row.reverts === null) return row
    const target = this.#row(this.#writer, user, row.reverts)
    if (target === undefined) throw nothingTo('undo')
    return this.#original(user, target)
  }

  /** The undo that holds a change set undone at present. */
  #undoOf(user: string, original: ChangeSetRow): ChangeSetRow {
    const row = this.#writer
      .prepare(`SELECT ${columns} FROM change_sets c WHERE c.user_id = ? AND c.reverts = ? ORDER BY c.sequence DESC LIMIT 1`)
      .get(user, original.change_id) as ChangeSetRow | undefined
    if (row === undefined || !original.undone) throw already('in place', original)
    return row
  }

  #change(connection: Connection, row: ChangeSetRow): JournaledChange {
    return {
      changeId: row.change_id,
      at: row.at,
      caller: row.caller,
      callerName: row.caller_name,
      tool: row.tool,
      summary: row.summary,
      undone: row.undone === 1,
      ...(row.reverts !== null && { reverts: row.reverts }),
      entities: this.#changeSets.rowsOf(connection, row.change_id).map(entityOf),
    }
  }
}

const nothingTo = (verb: string): SojournError =>
  new SojournError('not_found', `There is nothing to ${verb}.`, { hint: 'list_changes shows what was changed.' })

const already = (state: string, change: ChangeSetRow): SojournError =>
  new SojournError('conflict', `“${change.summary}” is already ${state}.`, { hint: 'list_changes shows what can be undone.' })
