import type { ServerContext } from '../../platform/database/database.ts'
import type { BudgetSummary } from './contract.ts'
import type { BudgetTables } from './migrations.ts'
import { listCategoryLimits, listExpenseRows } from './store.ts'
import { type BudgetedTrip, summarise } from './summary.ts'

export type BudgetContext = ServerContext<BudgetTables>

/** The summary of a trip as its rows are at this moment, those written by this call included. */
export async function currentSummary(trip: BudgetedTrip, context: BudgetContext): Promise<BudgetSummary> {
  const expenses = await listExpenseRows(context.read, context.user, trip.trip_id)
  const limits = await listCategoryLimits(context.read, context.user, trip.trip_id)
  return summarise(trip, expenses, limits, context.profile.locale)
}
