import type { Kysely } from 'kysely'
import * as z from 'zod'
import { Temporal } from '../../shared/dates.ts'
import { fromMinor } from '../../shared/money.ts'
import { type BudgetCategory, budgetCategory, type Expense } from './contract.ts'
import type { BudgetTables, ExpenseRow } from './migrations.ts'

/** An expense in integer minor units of its own currency. */
export interface StoredExpense {
  expense_id: string
  trip_id: string
  minor: number
  currency: string
  category: BudgetCategory
  date?: string
  note?: string
  paid_by?: string
  split?: { name: string; share: number }[]
  /** Milliseconds since the Unix epoch. */
  created_at: number
}

/** The most that a category of a trip may cost, in integer minor units. */
export interface CategoryLimit {
  limit_id: string
  category: BudgetCategory
  minor: number
  currency: string
}

const storedSplit = z.array(z.object({ name: z.string(), share: z.number() }))

const fromRow = (row: ExpenseRow): StoredExpense => ({
  expense_id: row.expense_id,
  trip_id: row.trip_id,
  minor: row.amount_minor,
  currency: row.currency,
  category: budgetCategory.parse(row.category),
  ...(row.date !== null && { date: row.date }),
  ...(row.note !== null && { note: row.note }),
  ...(row.paid_by !== null && { paid_by: row.paid_by }),
  ...(row.split !== null && { split: storedSplit.parse(JSON.parse(row.split)) }),
  created_at: row.created_at,
})

/** The expense as it stands on a wire. */
export function toWire({ minor, created_at, ...rest }: StoredExpense): Expense {
  return {
    ...rest,
    amount: fromMinor(minor, rest.currency),
    created_at: Temporal.Instant.fromEpochMilliseconds(created_at).toString(),
  }
}

export async function insertExpense(db: Kysely<BudgetTables>, user: string, expense: StoredExpense): Promise<void> {
  const { minor, split, date, note, paid_by, ...rest } = expense
  await db
    .insertInto('expenses')
    .values({
      ...rest,
      user_id: user,
      amount_minor: minor,
      date: date ?? null,
      note: note ?? null,
      paid_by: paid_by ?? null,
      split: split === undefined ? null : JSON.stringify(split),
    })
    .execute()
}

export async function findExpense(
  db: Kysely<BudgetTables>,
  user: string,
  expenseId: string,
): Promise<StoredExpense | undefined> {
  const row = await db
    .selectFrom('expenses')
    .selectAll()
    .where('user_id', '=', user)
    .where('expense_id', '=', expenseId)
    .executeTakeFirst()
  return row === undefined ? undefined : fromRow(row)
}

export async function deleteExpense(db: Kysely<BudgetTables>, user: string, expenseId: string): Promise<void> {
  await db.deleteFrom('expenses').where('user_id', '=', user).where('expense_id', '=', expenseId).execute()
}

/** The expenses of a trip, newest first; all of them without a page. */
export async function listExpenseRows(
  db: Kysely<BudgetTables>,
  user: string,
  tripId: string,
  options: { category?: BudgetCategory | undefined; page?: { limit: number; offset: number } } = {},
): Promise<StoredExpense[]> {
  const { category, page } = options
  const rows = await db
    .selectFrom('expenses')
    .selectAll()
    .where('user_id', '=', user)
    .where('trip_id', '=', tripId)
    .$if(category !== undefined, (query) => query.where('category', '=', category ?? ''))
    .orderBy('created_at', 'desc')
    .orderBy('expense_id', 'desc')
    .$if(page !== undefined, (query) => query.limit(page?.limit ?? 0).offset(page?.offset ?? 0))
    .execute()
  return rows.map(fromRow)
}

export async function listCategoryLimits(
  db: Kysely<BudgetTables>,
  user: string,
  tripId: string,
): Promise<CategoryLimit[]> {
  const rows = await db
    .selectFrom('budget_category_limits')
    .selectAll()
    .where('user_id', '=', user)
    .where('trip_id', '=', tripId)
    .orderBy('category')
    .execute()
  return rows.map((row) => ({
    limit_id: row.limit_id,
    category: budgetCategory.parse(row.category),
    minor: row.amount_minor,
    currency: row.currency,
  }))
}

/**
 * Makes the category limits of a trip exactly `limits`. A category that had one keeps its row, so that undo and the
 * activity view tell a change from a removal.
 * @param newLimitId gives a new id
 */
export async function replaceCategoryLimits(
  db: Kysely<BudgetTables>,
  user: string,
  tripId: string,
  limits: readonly Omit<CategoryLimit, 'limit_id'>[],
  newLimitId: () => string,
): Promise<void> {
  const present = new Map((await listCategoryLimits(db, user, tripId)).map((limit) => [limit.category, limit.limit_id]))
  for (const { category, currency, minor } of limits) {
    const limitId = present.get(category)
    present.delete(category)
    const values = { amount_minor: minor, currency }
    if (limitId === undefined) {
      await db
        .insertInto('budget_category_limits')
        .values({ limit_id: newLimitId(), user_id: user, trip_id: tripId, category, ...values })
        .execute()
    } else {
      await db.updateTable('budget_category_limits').set(values).where('limit_id', '=', limitId).execute()
    }
  }
  for (const limitId of present.values()) {
    await db.deleteFrom('budget_category_limits').where('limit_id', '=', limitId).execute()
  }
}

/** Removes everything kept about a trip's money; returns how many rows. */
export async function deleteOfTrip(db: Kysely<BudgetTables>, user: string, tripId: string): Promise<number> {
  const limits = await db
    .deleteFrom('budget_category_limits')
    .where('user_id', '=', user)
    .where('trip_id', '=', tripId)
    .executeTakeFirst()
  const expenses = await db
    .deleteFrom('expenses')
    .where('user_id', '=', user)
    .where('trip_id', '=', tripId)
    .executeTakeFirst()
  return Number(limits.numDeletedRows) + Number(expenses.numDeletedRows)
}
