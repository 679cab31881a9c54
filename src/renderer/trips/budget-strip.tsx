import type { BudgetCategory } from '../../mcp/budget/contract.ts'
import type { TripDetail } from '../../mcp/trips/contract.ts'
import { useFormats } from '../app/formats.ts'
import { openTrip } from '../app/route.ts'
import { Tip } from '../ui/button.tsx'
import { MaybeEstimate } from '../ui/estimate.tsx'
import { budgetBar } from './budget-share.ts'
import { budgetCategories } from './categories.ts'
import { InOwnCurrency } from './in-own-currency.tsx'

interface BarProps {
  parts: readonly { category: BudgetCategory; amount: number }[]
  limit?: number | undefined
  currency: string
}

/** A bar of money by category against a limit. */
export function BudgetBar({ parts, limit, currency }: BarProps) {
  const formats = useFormats()
  const bar = budgetBar(parts, limit)
  const total = formats.money(Math.round(bar.total), currency)
  const name =
    limit === undefined
      ? `${total}, no limit set`
      : `${total} of ${formats.money(limit, currency)}${bar.over > 0 ? ', over the limit' : ''}`
  return (
    <div
      role="img"
      aria-label={name}
      className="relative my-2 flex h-[9px] gap-0.5 overflow-hidden rounded-full bg-sunk forced-colors:outline"
    >
      {bar.segments.map((segment) => {
        const category = parts.find((part) => part.category === segment.category)?.category ?? 'other'
        return (
          <Tip
            key={segment.category}
            text={`${budgetCategories[category].name}: ${formats.money(Math.round(segment.amount), currency)}`}
          >
            <span
              className="h-full forced-color-adjust-none transition-[width] duration-200"
              style={{ width: `${segment.percent}%`, background: budgetCategories[category].colour }}
            />
          </Tip>
        )
      })}
      {bar.limitAt !== undefined && (
        <span
          aria-hidden
          className="absolute inset-y-0 w-0.5 bg-ink forced-colors:bg-[CanvasText]"
          style={{ left: `${bar.limitAt}%` }}
        />
      )}
    </div>
  )
}

/** The budget in short, under the map. */
export function BudgetStrip({ trip }: { trip: TripDetail }) {
  const formats = useFormats()
  const { budget } = trip
  const parts = budget.categories.map(({ category, planned }) => ({ category, amount: planned }))
  const over = budget.limit !== undefined && budget.total > budget.limit
  return (
    <section aria-label="Budget" className="border-t border-line bg-card px-4.5 pt-3.5 pb-4">
      <div className="flex items-baseline justify-between gap-3 text-sm">
        <h3 className="font-semibold">
          <button type="button" onClick={() => openTrip(trip.trip_id, 'budget')} className="rounded hover:text-accent">
            Budget
          </button>
        </h3>
        <span className={over ? 'text-red tabular-nums' : 'text-soft tabular-nums'}>
          <MaybeEstimate estimated={budget.is_estimate} method="the sum of the categories, partly estimated">
            {formats.money(Math.round(budget.total), budget.currency)}
          </MaybeEstimate>{' '}
          <InOwnCurrency amount={budget.total} currency={budget.currency} />
          {budget.limit === undefined ? 'planned' : `of ${formats.money(budget.limit, budget.currency)}`}
        </span>
      </div>
      <BudgetBar parts={parts} limit={budget.limit} currency={budget.currency} />
      <ul className="flex flex-wrap gap-x-3.5 gap-y-0.5 text-xs text-soft">
        {budget.categories
          .filter(({ planned }) => planned > 0)
          .map(({ category, planned, is_estimate, method }) => (
            <li key={category} className="inline-flex items-center gap-1.5">
              <span
                aria-hidden
                className="size-2 rounded-[3px] forced-color-adjust-none"
                style={{ background: budgetCategories[category].colour }}
              />
              {budgetCategories[category].name}{' '}
              <MaybeEstimate estimated={is_estimate} method={method}>
                {formats.whole(planned)}
              </MaybeEstimate>
            </li>
          ))}
      </ul>
    </section>
  )
}
