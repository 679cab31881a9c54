import { SojournError } from '../../shared/errors.ts'
import { changedColumns, type Image, parseImage, type RowChange } from './change-row.ts'
import type { Connection } from './dialect.ts'
import { type JournaledColumns, quoteName } from './journal-triggers.ts'

interface Undoing {
  /** The change set of the undo itself. */
  changeId: string
  /** The sequence of the change set that is reverted: what came after it is “since”. */
  of: number
  /** What is reverted, in words. */
  what: string
  verb: 'undo' | 'redo'
}

interface Step {
  row: RowChange
  table: JournaledColumns
  /** For an update: the columns to set back. */
  columns: string[]
}

/**
 * Takes the changes of rows back, inside the transaction and change set that are open. Everything is checked before the
 * first row changes: a row is left alone where it is already as it would become, and the whole is refused where a column
 * that it would set has changed since, where a changed row is gone, or where rows that came later would be taken along.
 * @throws SojournError `conflict` naming the row and the column
 */
export function revertRows(options: {
  connection: Connection
  tables: readonly JournaledColumns[]
  rows: readonly RowChange[]
  undoing: Undoing
}): void {
  const { connection, undoing } = options
  const tables = new Map(options.tables.map((table) => [table.table, table]))
  const steps: Step[] = []
  for (const row of options.rows) {
    const table = tables.get(row.table)
    if (table === undefined) throw refuse(undoing, `${nameOf(row)} is of a kind that this version does not keep`)
    const step = plan(connection, table, row, undoing)
    if (step !== undefined) steps.push(step)
  }
  if (steps.length === 0) throw refuse(undoing, 'nothing of it is left')

  // References may be broken between two rows of the undo, never after it.
  connection.handle.pragma('defer_foreign_keys = ON')
  // What was made last goes first; what was removed last comes back first.
  for (const step of steps.toReversed()) apply(connection, step, undoing)
  checkNothingElseChanged(connection, steps, undoing)
  checkReferences(connection, tables, undoing)
}

function plan(connection: Connection, table: JournaledColumns, row: RowChange, undoing: Undoing): Step | undefined {
  const current = readRow(connection, table, row.key)
  const before = row.before === undefined ? undefined : parseImage(row.before)
  const after = row.after === undefined ? undefined : parseImage(row.after)
  if (after === undefined) {
    if (current === undefined) return { row, table, columns: [] }
    throw refuse(undoing, `${nameOf(row)} exists again`, laterChange(connection, row, undoing))
  }
  if (current === undefined) {
    // It was to go and is gone; but what an update set back would be lost.
    if (before === undefined) return undefined
    throw refuse(undoing, `${nameOf(row)} was deleted since`, laterChange(connection, row, undoing))
  }
  const columns = before === undefined ? [...table.compared] : changedColumns(before, after, table.compared)
  const changed = changedColumns(after, current, columns)
  const elsewhere = before === undefined ? changed : changed.filter((column) => current[column] !== before[column])
  const [column] = elsewhere
  if (column !== undefined) {
    const later = laterChange(connection, row, undoing)
    throw refuse(undoing, `the ${inWords(column)} of ${nameOf(row, current)} was changed since`, later)
  }
  const left = columns.filter((name) => !changed.includes(name))
  return before !== undefined && left.length === 0 ? undefined : { row, table, columns: left }
}

function apply(connection: Connection, { row, table, columns }: Step, undoing: Undoing): void {
  const name = quoteName(table.table)
  const key = quoteName(table.key)
  try {
    if (row.before === undefined) {
      connection.prepare(`DELETE FROM ${name} WHERE ${key} = ?`).run(row.key)
    } else if (row.after === undefined) {
      const image = parseImage(row.before)
      const present = table.columns.filter((column) => column in image)
      const values = present.map(extract).join(', ')
      // Values go from JSON to row inside SQLite, so that no number passes through JavaScript.
      connection
        .prepare(`INSERT INTO ${name} (${present.map(quoteName).join(', ')}) SELECT ${values} FROM (SELECT ? AS image)`)
        .run(row.before)
    } else {
      const set = columns.map((column) => `${quoteName(column)} = ${extract(column)}`).join(', ')
      connection.prepare(`UPDATE ${name} SET ${set} FROM (SELECT ? AS image) WHERE ${key} = ?`).run(row.before, row.key)
    }
  } catch (error) {
    if (!isConstraint(error)) throw error
    throw refuse(undoing, `${nameOf(row)} does not fit what is there now`, undefined, error)
  }
}

const extract = (column: string): string => `json_extract(image, '$.${JSON.stringify(column).replaceAll("'", "''")}')`

function readRow(connection: Connection, table: JournaledColumns, key: string): Image | undefined {
  const row = connection.prepare(`SELECT * FROM ${quoteName(table.table)} WHERE ${quoteName(table.key)} = ?`).get(key)
  return row === undefined ? undefined : (row as Image)
}

/** Deleting a row may cascade to rows that the undo does not know: those came later, and are not its to take. */
function checkNothingElseChanged(connection: Connection, steps: readonly Step[], undoing: Undoing): void {
  const known = new Set(steps.map(({ row }) => `${row.table}\n${row.key}`))
  const entries = connection
    .prepare('SELECT entity, row_table, row_key, before, after FROM journal_entries WHERE change_id = ?')
    .all(undoing.changeId) as {
    entity: string
    row_table: string
    row_key: string
    before: string | null
    after: string | null
  }[]
  const other = entries.find(({ row_table, row_key }) => !known.has(`${row_table}\n${row_key}`))
  if (other === undefined) return
  const what = nameOf({ entity: other.entity, before: other.before ?? undefined, after: other.after ?? undefined })
  throw refuse(undoing, `${what}, which came later, belongs to it`)
}

function checkReferences(
  connection: Connection,
  tables: ReadonlyMap<string, JournaledColumns>,
  undoing: Undoing,
): void {
  for (const table of tables.keys()) {
    const broken = connection.handle.pragma(`foreign_key_check(${quoteName(table)})`) as {
      table: string
      parent: string
    }[]
    const [first] = broken
    if (first === undefined) continue
    const [child, parent] = [tables.get(first.table)?.entity ?? 'row', tables.get(first.parent)?.entity ?? 'row']
    throw refuse(undoing, `a ${child} would be left without its ${parent}`)
  }
}

/** The latest change of a row after the one that is reverted, in words. */
function laterChange(connection: Connection, row: RowChange, undoing: Undoing): string | undefined {
  const later = connection
    .prepare(
      `SELECT c.summary FROM journal_entries e JOIN change_sets c USING (change_id)
       WHERE e.row_table = ? AND e.row_key = ? AND c.sequence > ? ORDER BY c.sequence DESC LIMIT 1`,
    )
    .pluck()
    .get(row.table, row.key, undoing.of)
  return typeof later === 'string' ? later : undefined
}

const inWords = (name: string): string => name.replace(/_(id|at|json|minor)$/, '').replaceAll('_', ' ')

/** The row as a person knows it: `the task “Buy milk”`. */
function nameOf(row: Pick<RowChange, 'entity' | 'before' | 'after'>, current?: Image): string {
  const image = current ?? parseImage(row.after ?? row.before ?? '{}')
  const title = image.title ?? image.name
  return `the ${inWords(row.entity)}${typeof title === 'string' ? ` “${title}”` : ''}`
}

const isConstraint = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CONSTRAINT')

function refuse(undoing: Undoing, reason: string, later?: string, cause?: unknown): SojournError {
  return new SojournError('conflict', `Cannot ${undoing.verb} “${undoing.what}”: ${reason}.`, {
    hint: later === undefined ? 'Change it by hand instead.' : `Undo “${later}” first, or change it by hand.`,
    ...(cause !== undefined && { cause }),
  })
}
