import { formatMoney } from '../../../shared/money.ts'
import type { Check } from './checked-itinerary.ts'

/** Estimates are no better than this: a smaller excess is a warning. */
const tolerance = 0.05

/** The total is within the limit. */
export const overBudget: Check = ({ budget, largestCost, tripId, locale }) => {
  if (budget?.limit === undefined || budget.total === undefined || budget.total <= budget.limit) return []
  const { limit, total, currency } = budget
  const over = Math.round((total - limit) * 100) / 100
  const money = (amount: number) => formatMoney({ amount, currency }, locale)
  const help =
    largestCost === undefined
      ? 'Leave out paid stops or raise the limit.'
      : `Most goes on ${largestCost}; cheaper dates, fewer nights or a higher limit would help.`
  return [
    {
      code: 'over_budget',
      severity: over > limit * tolerance ? 'error' : 'warning',
      message: `The plan costs about ${money(over)} more than the budget. ${help}`,
      found: `${money(total)} planned`,
      needed: `at most ${money(limit)}`,
      ...(tripId !== undefined && {
        fix: { tool: 'update_trip', input: { trip_id: tripId, budget: { amount: Math.ceil(total), currency } } },
      }),
    },
  ]
}
