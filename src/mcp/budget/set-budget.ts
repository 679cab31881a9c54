import { SojournError } from '../../shared/errors.ts'
import { newId } from '../../shared/ids.ts'
import { formatMoney, fromMinor, toMinor } from '../../shared/money.ts'
import type { ArgsOf } from '../../shared/tool.ts'
import { updateTrip } from '../trips/contract.ts'
import { type BudgetSummary, budgetCategory, type setBudget } from './contract.ts'
import { type BudgetContext, currentSummary } from './current-summary.ts'
import { convertMinor, findRate } from './rates.ts'
import { type CategoryLimit, listCategoryLimits, replaceCategoryLimits } from './store.ts'

/**
 * Sets the limit of a trip (which stands in the trip) and those of its categories (which stand here), as one change.
 * Without `by_category` the limits of the categories stay, unless they no longer fit the new amount: then they go, and the
 * note says so. An empty `by_category` removes them.
 * @throws SojournError `invalid_input` where the categories add up to more than the amount; `not_found` for the trip
 */
export async function setTripBudget(input: ArgsOf<typeof setBudget>, context: BudgetContext): Promise<BudgetSummary> {
  const { trip_id, amount, currency, by_category } = input
  const minor = toMinor(amount, currency)
  const wanted = by_category && limitsFrom(by_category, currency)
  if (wanted !== undefined) refuseAbove(minor, wanted, currency, context.profile.locale)
  return context.write(async (tx) => {
    const trip = await context.call(updateTrip, { trip_id, budget: { amount: fromMinor(minor, currency), currency } })
    const present = await listCategoryLimits(tx, context.user, trip_id)
    const dropped = wanted === undefined && total(present, currency) > minor
    const limits = wanted ?? (dropped ? [] : present)
    await replaceCategoryLimits(tx, context.user, trip_id, limits, newId)
    const summary = await currentSummary(trip, context)
    if (!dropped) return summary
    const note = 'The limits of the categories no longer fitted the new budget and were removed.'
    return { ...summary, note: [note, summary.note].filter(Boolean).join(' ') }
  })
}

type Limit = Omit<CategoryLimit, 'limit_id'>

const limitsFrom = (byCategory: NonNullable<ArgsOf<typeof setBudget>['by_category']>, currency: string): Limit[] =>
  budgetCategory.options.flatMap((category) => {
    const amount = byCategory[category]
    return amount === undefined ? [] : [{ category, minor: toMinor(amount, currency), currency }]
  })

/** The sum in minor units of `currency`; infinite where one of them cannot be converted. */
const total = (limits: readonly Limit[], currency: string): number =>
  limits.reduce((sum, limit) => {
    const rate = findRate(limit.currency, currency)
    return sum + (rate === undefined ? Number.POSITIVE_INFINITY : convertMinor(limit.minor, rate))
  }, 0)

function refuseAbove(minor: number, limits: readonly Limit[], currency: string, locale: string): void {
  const sum = total(limits, currency)
  if (sum <= minor) return
  const written = (value: number): string => formatMoney({ amount: fromMinor(value, currency), currency }, locale)
  throw new SojournError(
    'invalid_input',
    `The categories add up to ${written(sum)}, more than the budget of ${written(minor)}.`,
    {
      hint: 'Raise the budget or lower the categories.',
      issues: [{ path: 'by_category', message: 'adds up to more than amount' }],
    },
  )
}
