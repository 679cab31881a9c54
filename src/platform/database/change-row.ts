/** What a change set did to one row, all its steps taken together. Images are JSON objects, column by column. */
export interface RowChange {
  table: string
  entity: string
  key: string
  operation: 'insert' | 'update' | 'delete'
  tripId: string | undefined
  before: string | undefined
  after: string | undefined
}

/** A row of `journal_entries`. */
export interface JournalEntry {
  entity: string
  row_table: string
  row_key: string
  operation: 'insert' | 'update' | 'delete'
  trip_id: string | null
  before: string | null
  after: string | null
}

/**
 * Folds the entries of a change set, in their order, into one change for each row, in the order in which rows were first
 * touched. Rows that ended as they began are left out.
 * @param compared the columns that count, by table
 */
export function foldEntries(
  entries: readonly JournalEntry[],
  compared: (table: string) => readonly string[] | undefined,
): RowChange[] {
  const first = new Map<string, JournalEntry>()
  const last = new Map<string, JournalEntry>()
  for (const entry of entries) {
    const row = `${entry.row_table}\n${entry.row_key}`
    if (!first.has(row)) first.set(row, entry)
    last.set(row, entry)
  }
  const changes: RowChange[] = []
  for (const [row, { entity, row_table, row_key, before }] of first) {
    const end = last.get(row)
    const after = end?.after ?? null
    if (before === null && after === null) continue
    if (before !== null && after !== null && sameImage(before, after, compared(row_table))) continue
    changes.push({
      table: row_table,
      entity,
      key: row_key,
      operation: before === null ? 'insert' : after === null ? 'delete' : 'update',
      tripId: end?.trip_id ?? undefined,
      before: before ?? undefined,
      after: after ?? undefined,
    })
  }
  return changes
}

export type Image = Record<string, string | number | null>

export const parseImage = (image: string): Image => JSON.parse(image) as Image

/** The columns, of those given, in which two images differ. A column that one of them lacks is not compared. */
export function changedColumns(before: Image, after: Image, columns: readonly string[]): string[] {
  return columns.filter((name) => name in before && name in after && before[name] !== after[name])
}

function sameImage(before: string, after: string, columns: readonly string[] | undefined): boolean {
  if (before === after) return true
  return columns !== undefined && changedColumns(parseImage(before), parseImage(after), columns).length === 0
}
