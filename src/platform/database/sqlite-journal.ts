import { SojournError } from '../../shared/errors.ts'
import { type ChangeSets, entityOf } from './change-sets.ts'
import type { Connection } from './dialect.ts'
import {
  type CommittedChange,
  type Journal,
  type JournaledChange,
  type JournalQuery,
  journalAgeMs,
  type Reverted,
} from './journal.ts'
import type { JournaledColumns } from './journal-triggers.ts'
import type { Transactions } from './transactions.ts'
import { revertRows } from './undo.ts'

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
        AND EXISTS (SELECT 1 FROM change_sets o WHERE o.change_id = c.reverts AND o.reverts IS NULL)
        AND NOT EXISTS (
          SELECT 1 FROM change_sets n WHERE n.user_id = c.user_id AND n.sequence > c.sequence AND n.reverts IS NULL
            AND (:callers IS NULL OR n.caller IN (SELECT value FROM json_each(:callers))))`
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
    return connection
      .prepare(`SELECT ${columns} FROM change_sets c WHERE c.user_id = ? AND c.change_id = ?`)
      .get(user, changeId) as ChangeSetRow | undefined
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
      .prepare(
        `SELECT ${columns} FROM change_sets c WHERE c.user_id = ? AND c.reverts = ? ORDER BY c.sequence DESC LIMIT 1`,
      )
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
  new SojournError('conflict', `“${change.summary}” is already ${state}.`, {
    hint: 'list_changes shows what can be undone.',
  })
