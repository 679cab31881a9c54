import type { JournaledTable, Migration } from '../../platform/database/database.ts'

/** What a category may cost at most; the limit of the whole trip stands in the trip. */
export interface CategoryLimitRow {
  limit_id: string
  user_id: string
  trip_id: string
  category: string
  amount_minor: number
  currency: string
}

export interface ExpenseRow {
  expense_id: string
  user_id: string
  trip_id: string
  amount_minor: number
  currency: string
  category: string
  /** Local date. */
  date: string | null
  note: string | null
  paid_by: string | null
  /** JSON: `[{ "name", "share" }]`. */
  split: string | null
  /** Milliseconds since the Unix epoch. */
  created_at: number
}

export interface BudgetTables {
  budget_category_limits: CategoryLimitRow
  expenses: ExpenseRow
}

export const budgetMigrations: readonly Migration[] = [
  {
    server: 'budget',
    number: 1,
    name: 'category limits and expenses',
    sql: `
      CREATE TABLE budget_category_limits (
        limit_id TEXT PRIMARY KEY NOT NULL,
        user_id TEXT NOT NULL,
        trip_id TEXT NOT NULL,
        category TEXT NOT NULL,
        amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
        currency TEXT NOT NULL,
        UNIQUE (user_id, trip_id, category)
      ) STRICT;

      CREATE TABLE expenses (
        expense_id TEXT PRIMARY KEY NOT NULL,
        user_id TEXT NOT NULL,
        trip_id TEXT NOT NULL,
        amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
        currency TEXT NOT NULL,
        category TEXT NOT NULL,
        date TEXT,
        note TEXT,
        paid_by TEXT,
        split TEXT,
        created_at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX expenses_of_trip ON expenses (user_id, trip_id, created_at);
    `,
  },
]

export const budgetJournaled: readonly JournaledTable[] = [
  { table: 'budget_category_limits', entity: 'category_limit', key: 'limit_id', tripColumn: 'trip_id' },
  { table: 'expenses', entity: 'expense', key: 'expense_id', tripColumn: 'trip_id' },
]
