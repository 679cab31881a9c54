import type { ChangedEntity } from '../../shared/host-api.ts'
import type { Log } from '../telemetry/log.ts'
import { foldEntries, type JournalEntry, type RowChange } from './change-row.ts'
import type { Committed } from './database.ts'
import type { Connection } from './dialect.ts'
import type { CommittedChange } from './journal.ts'
import type { JournaledColumns } from './journal-triggers.ts'
import type { ChangeSetRecorder, OpenChangeSet } from './transactions.ts'

const entryColumns = 'entity, row_table, row_key, operation, trip_id, before, after'

/** Writes change sets at the edges of calls, and tells of them. */
export class ChangeSets implements ChangeSetRecorder {
  readonly #writer: Connection
  readonly #compared: ReadonlyMap<string, readonly string[]>
  readonly #now: () => number
  readonly #log: Log
  readonly #listeners = new Set<(change: CommittedChange) => void>()
  readonly #details = new WeakMap<Committed, CommittedChange>()

  constructor(writer: Connection, tables: readonly JournaledColumns[], now: () => number, log: Log) {
    this.#writer = writer
    this.#compared = new Map(tables.map(({ table, compared }) => [table, compared]))
    this.#now = now
    this.#log = log
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
    if (change === undefined) return
    for (const listener of [...this.#listeners]) {
      try {
        listener(change)
      } catch (error) {
        // The change is committed whatever a listener makes of it.
        this.#log.error('change_listener_failed', { change: change.changeId }, error)
      }
    }
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

/** A row that changed, as the feed tells it. */
export const entityOf = ({ entity, key, operation, tripId }: RowChange): ChangedEntity => ({
  entity,
  id: key,
  operation,
  ...(tripId !== undefined && { trip_id: tripId }),
})
