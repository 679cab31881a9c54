import type BetterSqlite from 'better-sqlite3'
import type { JournaledTable } from './database.ts'

/** A journaled table as it stands in the database. */
export interface JournaledColumns extends JournaledTable {
  /** Every stored column, key included. */
  columns: readonly string[]
  /** Those of them that are compared on undo: neither key, user nor derived. */
  compared: readonly string[]
}

interface ColumnInfo {
  name: string
  type: string
  hidden: number
}

export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`
const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** Reads the columns of the journaled tables. Throws where a table cannot be journaled. */
export function readJournaledColumns(
  handle: BetterSqlite.Database,
  tables: readonly JournaledTable[],
): JournaledColumns[] {
  return tables.map((table) => {
    const found = handle
      .prepare('SELECT name, type, hidden FROM pragma_table_xinfo(?)')
      .all(table.table) as ColumnInfo[]
    // Generated columns (hidden 2 and 3) follow from the others.
    const columns = found.filter(({ hidden }) => hidden === 0)
    const names = columns.map(({ name }) => name)
    for (const needed of [table.key, 'user_id', ...(table.tripColumn === undefined ? [] : [table.tripColumn])]) {
      if (!names.includes(needed)) throw new Error(`Journaled table ${table.table} has no column ${needed}`)
    }
    const blob = columns.find(({ type }) => /^(BLOB|ANY)$/i.test(type))
    if (blob !== undefined) throw new Error(`Journaled table ${table.table} has a ${blob.type} column, ${blob.name}`)
    const left = new Set([table.key, 'user_id', ...(table.derived ?? [])])
    return { ...table, columns: names, compared: names.filter((name) => !left.has(name)) }
  })
}

const image = (row: 'OLD' | 'NEW', columns: readonly string[]): string =>
  `json_object(${columns.map((name) => `${quoteText(name)}, ${row}.${quoteName(name)}`).join(', ')})`

/**
 * The triggers that capture every change of a table, by name. A change of derived columns alone is none; but images hold
 * them too, because without them a deleted row could not be put back.
 */
export function journalTriggers(table: JournaledColumns): Map<string, string> {
  const name = (operation: string): string => `journal_${table.table}_${operation}`
  const trip = table.tripColumn === undefined ? undefined : quoteName(table.tripColumn)
  const guard = (row: 'OLD' | 'NEW'): string => `
    SELECT RAISE(ABORT, ${quoteText(`${table.table} was changed outside a change set`)})
      WHERE (SELECT change_id FROM journal_current) IS NULL;
    SELECT RAISE(ABORT, ${quoteText(`a row of ${table.table} belongs to another user`)})
      WHERE (SELECT user_id FROM journal_current) IS NOT ${row}.user_id;`
  const record = (row: 'OLD' | 'NEW', operation: string, tripId: string, before: string, after: string): string => `
    INSERT INTO journal_entries (change_id, entity, row_table, row_key, operation, trip_id, before, after) VALUES (
      (SELECT change_id FROM journal_current), ${quoteText(table.entity)}, ${quoteText(table.table)},
      ${row}.${quoteName(table.key)}, ${quoteText(operation)}, ${tripId}, ${before}, ${after});`
  const trigger = (operation: string, when: string, body: string): [string, string] => [
    name(operation),
    `CREATE TRIGGER ${quoteName(name(operation))} AFTER ${operation.toUpperCase()} ON ${quoteName(table.table)}${when} BEGIN${body}\nEND`,
  ]
  const fixed = [table.key, 'user_id']
    .map((column) => `OLD.${quoteName(column)} IS NOT NEW.${quoteName(column)}`)
    .join(' OR ')
  const kept = [table.key, 'user_id', ...table.compared]
  const differs = kept.map((column) => `OLD.${quoteName(column)} IS NOT NEW.${quoteName(column)}`).join(' OR ')
  return new Map([
    trigger(
      'insert',
      '',
      guard('NEW') + record('NEW', 'insert', trip ? `NEW.${trip}` : 'NULL', 'NULL', image('NEW', table.columns)),
    ),
    trigger(
      'update',
      ` WHEN ${differs}`,
      `${guard('OLD')}
    SELECT RAISE(ABORT, ${quoteText(`key and user of a row of ${table.table} never change`)}) WHERE ${fixed};${record(
      'NEW',
      'update',
      trip ? `coalesce(NEW.${trip}, OLD.${trip})` : 'NULL',
      image('OLD', table.columns),
      image('NEW', table.columns),
    )}`,
    ),
    trigger(
      'delete',
      '',
      guard('OLD') + record('OLD', 'delete', trip ? `OLD.${trip}` : 'NULL', image('OLD', table.columns), 'NULL'),
    ),
  ])
}

interface Trigger {
  name: string
  sql: string
}

const installed = (handle: BetterSqlite.Database): Trigger[] =>
  handle
    .prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name GLOB 'journal_*'`)
    .all() as Trigger[]

/** Removes the journal's triggers, so that migrations are neither captured nor refused. */
export function dropJournalTriggers(handle: BetterSqlite.Database): void {
  for (const { name } of installed(handle)) handle.exec(`DROP TRIGGER ${quoteName(name)}`)
}

/** Brings the triggers to what the tables need now: made, remade where columns changed, removed where no longer journaled. */
export function syncJournalTriggers(handle: BetterSqlite.Database, tables: readonly JournaledColumns[]): void {
  const wanted = new Map(tables.flatMap((table) => [...journalTriggers(table)]))
  const present = new Map(installed(handle).map(({ name, sql }) => [name, sql]))
  const stale = [...present].filter(([name, sql]) => wanted.get(name) !== sql)
  const missing = [...wanted].filter(([name, sql]) => present.get(name) !== sql)
  if (stale.length === 0 && missing.length === 0) return
  handle.transaction(() => {
    for (const [name] of stale) handle.exec(`DROP TRIGGER ${quoteName(name)}`)
    for (const [, sql] of missing) handle.exec(sql)
  })()
}
