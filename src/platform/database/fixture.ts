import type { ChangeSetInfo, JournaledTable, Migration } from './database.ts'

/** For the platform's own tests: a table of lists and one of their items, as a server would have them. */
export interface ListTable {
  list_id: string
  user_id: string
  name: string
}
export interface ItemTable {
  item_id: string
  user_id: string
  list_id: string | null
  title: string
  amount: number | null
  weight: number | null
  sort_key: string
}
export interface Tables {
  lists: ListTable
  items: ItemTable
  notes: { note: string }
}

export const fixtureMigrations: readonly Migration[] = [
  {
    server: 'fixture',
    number: 1,
    name: 'lists, items and notes',
    sql: `
      CREATE TABLE lists (list_id TEXT PRIMARY KEY, user_id TEXT NOT NULL, name TEXT NOT NULL) STRICT;
      CREATE TABLE items (
        item_id TEXT PRIMARY KEY,
        user_id TEXT NOT NULL,
        list_id TEXT REFERENCES lists (list_id) ON DELETE CASCADE,
        title TEXT NOT NULL,
        amount INTEGER,
        weight REAL,
        sort_key TEXT NOT NULL
      ) STRICT;
      CREATE TABLE notes (note TEXT NOT NULL) STRICT;
    `,
  },
]

export const fixtureJournaled: readonly JournaledTable[] = [
  { table: 'lists', entity: 'trip', key: 'list_id', tripColumn: 'list_id' },
  { table: 'items', entity: 'task', key: 'item_id', tripColumn: 'list_id', derived: ['sort_key'] },
]

export const as = (user: string, caller = 'panel'): ChangeSetInfo => ({
  user,
  caller,
  callerName: caller,
  tool: 'test',
})

export const item = (id: string, fields: Partial<ItemTable> = {}): ItemTable => ({
  item_id: id,
  user_id: 'ann',
  list_id: null,
  title: `Item ${id}`,
  amount: null,
  weight: null,
  sort_key: id,
  ...fields,
})
