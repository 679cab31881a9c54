import { SojournError } from '../../shared/errors.ts'
import { newId } from '../../shared/ids.ts'
import { fromMinor, type Money, toMinor } from '../../shared/money.ts'
import { limitOf, offsetOf, pageOf } from '../../shared/paging.ts'
import { type Server, serve } from '../../shared/tool.ts'
import { getTrip, listTrips } from '../trips/contract.ts'
import { budgetContract } from './contract.ts'
import { convertAmount } from './convert.ts'
import { type BudgetContext, currentSummary } from './current-summary.ts'
import { optimizeTripBudget } from './optimize.ts'
import { findRate } from './rates.ts'
import { setTripBudget } from './set-budget.ts'
import { deleteExpense, deleteOfTrip, findExpense, insertExpense, listExpenseRows, toWire } from './store.ts'
import { type BudgetedTrip, currencyOf } from './summary.ts'

/** What is left of a trip's budget; nothing where it has none, or where its plan cannot be counted in its currency. */
async function leftOf(trip: BudgetedTrip, context: BudgetContext): Promise<{ left?: Money }> {
  if (findRate(trip.budget.currency, currencyOf(trip)) === undefined) return {}
  const { left, currency } = await currentSummary(trip, context)
  return left === undefined ? {} : { left: { amount: left, currency } }
}

/**
 * That the trip is there and the user's. `get_trip` would work out its legs, findings and budget as well.
 * @throws SojournError `not_found`
 */
async function requireTrip(context: BudgetContext, tripId: string): Promise<void> {
  const { trips } = await context.call(listTrips, { trip_id: tripId })
  if (trips.length > 0) return
  throw new SojournError('not_found', `There is no trip with the id ${tripId}.`, {
    hint: 'list_trips gives the ids of the trips.',
  })
}

/** Budgets and expenses of trips. Whether a trip exists, and whose it is, the trips server tells. */
export function createBudgetServer(): Server {
  return serve<typeof budgetContract.tools, BudgetContext>(budgetContract, {
    set_budget: setTripBudget,

    async add_expense({ amount, trip_id, ...input }, context) {
      const trip = await context.call(getTrip, { trip_id })
      const expense = {
        ...input,
        expense_id: newId(),
        trip_id,
        minor: toMinor(amount, input.currency),
        created_at: context.now.epochMilliseconds,
      }
      return context.write(async (tx) => {
        await insertExpense(tx, context.user, expense)
        return { ...toWire(expense), ...(await leftOf(trip, context)) }
      })
    },

    async list_expenses({ trip_id, category, ...page }, context) {
      await requireTrip(context, trip_id)
      const rows = await listExpenseRows(context.read, context.user, trip_id, {
        category,
        page: { limit: limitOf(page) + 1, offset: offsetOf(page) },
      })
      const { rows: expenses, ...next } = pageOf(rows, page)
      return { expenses: expenses.map(toWire), ...next }
    },

    async remove_expense({ expense_id }, context) {
      return context.write(async (tx) => {
        const expense = await findExpense(tx, context.user, expense_id)
        if (expense === undefined) {
          throw new SojournError('not_found', 'There is no such expense.', {
            hint: 'list_expenses shows the expenses of a trip.',
          })
        }
        await deleteExpense(tx, context.user, expense_id)
        const { minor, currency } = expense
        return { expense_id, status: 'removed', amount: fromMinor(minor, currency), currency }
      })
    },

    async get_budget_summary({ trip_id }, context) {
      return currentSummary(await context.call(getTrip, { trip_id }), context)
    },

    optimize_budget: ({ trip_id }, context) => optimizeTripBudget(trip_id, context),

    convert_currency: async (input) => convertAmount(input),

    delete_trip_budget: ({ trip_id }, context) =>
      context.write(async (tx) => ({ deleted: await deleteOfTrip(tx, context.user, trip_id) })),
  })
}
