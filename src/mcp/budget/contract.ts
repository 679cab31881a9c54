import * as z from 'zod'
import { localDate } from '../../shared/dates.ts'
import { id } from '../../shared/ids.ts'
import { currencyCode, money, mostMoney } from '../../shared/money.ts'
import { pageInput, pageOutput } from '../../shared/paging.ts'
import { defineContract, defineTool } from '../../shared/tool.ts'

export const budgetCategory = z.enum([
  'transport',
  'lodging',
  'food',
  'activities',
  'local_transport',
  'shopping',
  'other',
])
export type BudgetCategory = z.infer<typeof budgetCategory>

const notNegative = z
  .number()
  .finite()
  .min(0, 'must not be negative')
  .max(mostMoney, 'must be at most 1,000,000,000,000')

export const expense = z.object({
  expense_id: id,
  trip_id: id,
  amount: z.number(),
  currency: z.string(),
  category: budgetCategory,
  date: z.string().optional(),
  note: z.string().optional(),
  paid_by: z.string().optional(),
  split: z.array(z.object({ name: z.string(), share: z.number() })).optional(),
  created_at: z.string(),
})
export type Expense = z.infer<typeof expense>

const amounts = z.object({ planned: z.number(), booked: z.number(), spent: z.number() })

const budgetSummary = z.object({
  trip_id: id,
  currency: z.string(),
  limit: z.number().optional(),
  planned: z.number(),
  booked: z.number(),
  spent: z.number(),
  left: z.number().optional().describe('limit less what is spent and what is still planned'),
  categories: z.array(
    amounts.extend({ category: budgetCategory, limit: z.number().optional(), is_estimate: z.boolean() }),
  ),
  days: z.array(amounts.extend({ date: z.string() })),
  owed: z
    .array(z.object({ from: z.string(), to: z.string(), amount: money }))
    .describe('who owes whom, from paid_by and split'),
  note: z.string().optional(),
  /** Set where expenses or estimates in another currency were converted. */
  conversions: z
    .array(
      z.object({
        from: z.string(),
        to: z.string(),
        rate: z.number(),
        rate_date: z.string(),
        source: z.string(),
        is_estimate: z.boolean(),
      }),
    )
    .optional(),
  /** Spent in currencies without a rate: in none of the totals. */
  unconverted: z.array(money).optional(),
  is_estimate: z.boolean(),
})
export type BudgetSummary = z.infer<typeof budgetSummary>

export const setBudget = defineTool({
  name: 'set_budget',
  title: 'Set budget',
  description: 'Sets the budget limit of a trip, optionally by category.',
  scope: 'trips:write',
  input: {
    trip_id: id,
    amount: notNegative,
    currency: currencyCode,
    by_category: z.partialRecord(budgetCategory, notNegative).optional(),
  },
  output: budgetSummary.shape,
  summary: (summary) => `Set the budget to ${summary.limit ?? 0} ${summary.currency}`,
})

export const addExpense = defineTool({
  name: 'add_expense',
  title: 'Add expense',
  description: 'Records money spent on a trip.',
  scope: 'trips:write',
  input: {
    trip_id: id,
    amount: notNegative,
    currency: currencyCode,
    category: budgetCategory,
    date: localDate.optional(),
    note: z.string().max(1000).optional(),
    paid_by: z.string().trim().min(1).max(100).optional(),
    split: z
      .array(z.strictObject({ name: z.string().trim().min(1).max(100), share: z.number().positive() }))
      .max(50)
      .optional()
      .describe('who it was for, in parts: shares 1 and 1 are half each'),
  },
  output: { ...expense.shape, left: money.optional() },
  summary: (expense) =>
    `Added an expense of ${expense.amount} ${expense.currency} for ${expense.category.replace('_', ' ')}`,
})

export const listExpenses = defineTool({
  name: 'list_expenses',
  title: 'List expenses',
  description: 'Lists what was spent on a trip, newest first.',
  scope: 'trips:read',
  input: { trip_id: id, category: budgetCategory.optional(), ...pageInput },
  output: { expenses: z.array(expense), ...pageOutput },
})

export const removeExpense = defineTool({
  name: 'remove_expense',
  title: 'Remove expense',
  description: 'Removes an expense; undo brings it back.',
  scope: 'trips:write',
  input: { expense_id: id },
  output: { expense_id: id, status: z.literal('removed'), amount: z.number(), currency: z.string() },
  summary: (expense) => `Removed an expense of ${expense.amount} ${expense.currency}`,
})

export const getBudgetSummary = defineTool({
  name: 'get_budget_summary',
  title: 'Budget summary',
  description: 'Planned, booked, spent and left for a trip, by category and day.',
  scope: 'trips:read',
  input: { trip_id: id },
  output: budgetSummary.shape,
})

export const optimizeBudget = defineTool({
  name: 'optimize_budget',
  title: 'Find savings',
  description: 'Ranked ways to spend less on a trip, with what each costs in comfort.',
  scope: 'trips:read',
  effect: 'read',
  input: { trip_id: id },
  output: {
    currency: z.string(),
    savings: z.array(
      z.object({
        title: z.string(),
        saves: money,
        comfort: z.string(),
        category: budgetCategory,
        how: z.string(),
        is_estimate: z.boolean(),
      }),
    ),
    note: z.string().optional(),
  },
})

export const convertCurrency = defineTool({
  name: 'convert_currency',
  title: 'Convert currency',
  description: 'Converts an amount between currencies.',
  scope: 'trips:read',
  input: { amount: z.number().finite(), from: currencyCode, to: currencyCode, date: localDate.optional() },
  output: {
    amount: z.number(),
    from: z.string(),
    to: z.string(),
    result: z.number(),
    rate: z.number(),
    rate_date: z.string(),
    source: z.string(),
    retrieved_at: z.string(),
    is_estimate: z.boolean(),
    note: z.string().optional().describe('what to know about the rate, in words'),
  },
})

/** For other servers: what belongs to a trip goes along when the trip is deleted or copied. */
export const deleteTripBudget = defineTool({
  name: 'delete_trip_budget',
  title: 'Delete a trip’s budget',
  description: 'Deletes the budget and expenses of a trip.',
  scope: 'trips:write',
  audience: 'app',
  input: { trip_id: id },
  output: { deleted: z.number() },
})

export const budgetContract = defineContract('budget', 'Budget', [
  setBudget,
  addExpense,
  listExpenses,
  removeExpense,
  getBudgetSummary,
  optimizeBudget,
  convertCurrency,
  deleteTripBudget,
])
