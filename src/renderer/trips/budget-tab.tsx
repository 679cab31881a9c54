import { Pencil, Receipt } from 'lucide-react'
import { useState } from 'react'
import { type BudgetSummary, getBudgetSummary } from '../../mcp/budget/contract.ts'
import type { TripDetail } from '../../mcp/trips/contract.ts'
import { useFormats } from '../app/formats.ts'
import { useTool } from '../app/tools.ts'
import { Button } from '../ui/button.tsx'
import { MaybeEstimate } from '../ui/estimate.tsx'
import { Callout, Failure, Loading } from '../ui/notice.tsx'
import { BudgetBar } from './budget-strip.tsx'
import { budgetCategories } from './categories.ts'
import { Expenses } from './expenses.tsx'
import { InOwnCurrency } from './in-own-currency.tsx'
import { SetBudgetDialog } from './set-budget-dialog.tsx'

const head = 'border-b border-line py-1.5 pr-3 text-left text-xs font-semibold text-soft'
const cell = 'border-b border-line py-1.5 pr-3 tabular-nums'

function Amounts({
  summary,
  amounts,
}: {
  summary: BudgetSummary
  amounts: { planned: number; booked: number; spent: number }
}) {
  const formats = useFormats()
  return [amounts.planned, amounts.booked, amounts.spent].map((amount, column) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: three fixed columns
    <td key={column} className={`${cell} text-right`}>
      {amount === 0 ? (
        <span className="text-faint">–</span>
      ) : (
        formats.money(Math.round(amount * 100) / 100, summary.currency)
      )}
    </td>
  ))
}

function CategoryTable({ summary, trip }: { summary: BudgetSummary; trip: TripDetail }) {
  const formats = useFormats()
  return (
    <table className="w-full border-collapse">
      <caption className="sr-only">Budget by category</caption>
      <thead>
        <tr>
          <th className={head}>Category</th>
          {['Planned', 'Booked', 'Spent', 'Limit'].map((name) => (
            <th key={name} className={`${head} text-right`}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {summary.categories.map((category) => (
          <tr key={category.category}>
            <th scope="row" className={`${cell} text-left font-normal`}>
              <span
                aria-hidden
                className="mr-2 inline-block size-2 rounded-[3px] forced-color-adjust-none"
                style={{ background: budgetCategories[category.category].colour }}
              />
              <MaybeEstimate
                estimated={category.is_estimate}
                method={trip.budget.categories.find((split) => split.category === category.category)?.method}
              >
                {budgetCategories[category.category].name}
              </MaybeEstimate>
            </th>
            <Amounts summary={summary} amounts={category} />
            <td className={`${cell} text-right`}>
              {category.limit === undefined ? (
                <span className="text-faint">–</span>
              ) : (
                formats.money(category.limit, summary.currency)
              )}
            </td>
          </tr>
        ))}
        <tr className="font-semibold">
          <th scope="row" className={`${cell} text-left`}>
            Together
          </th>
          <Amounts summary={summary} amounts={summary} />
          <td className={`${cell} text-right`}>
            {summary.limit === undefined ? (
              <span className="text-faint">–</span>
            ) : (
              formats.money(summary.limit, summary.currency)
            )}
          </td>
        </tr>
      </tbody>
    </table>
  )
}

function DayTable({ summary }: { summary: BudgetSummary }) {
  const formats = useFormats()
  if (summary.days.length === 0) return null
  return (
    <details className="mt-6">
      <summary className="rounded text-sm font-semibold text-soft hover:text-ink">By day</summary>
      <table className="mt-2 w-full border-collapse">
        <caption className="sr-only">Budget by day</caption>
        <thead>
          <tr>
            <th className={head}>Day</th>
            {['Planned', 'Booked', 'Spent'].map((name) => (
              <th key={name} className={`${head} text-right`}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {summary.days.map((day) => (
            <tr key={day.date}>
              <th scope="row" className={`${cell} text-left font-normal`}>
                {formats.shortDayOfTrip(day.date)}
              </th>
              <Amounts summary={summary} amounts={day} />
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

/** The budget of a trip: against its limit, by category and day, with what was spent. */
export function BudgetTab({ trip }: { trip: TripDetail }) {
  const formats = useFormats()
  const { data: summary, error, isLoading, refetch } = useTool(getBudgetSummary, { trip_id: trip.trip_id })
  const [setting, setSetting] = useState(false)
  if (error !== null && summary === undefined) return <Failure error={error} onRetry={() => void refetch()} />
  if (isLoading || summary === undefined) return <Loading label="Loading the budget" />
  const parts = summary.categories.map(({ category, planned, booked, spent }) => ({
    category,
    amount: Math.max(planned, booked + spent),
  }))
  return (
    <div className="max-w-3xl px-7 pt-5 pb-16">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <p className="font-serif text-2xl font-medium tabular-nums">
            <MaybeEstimate estimated={summary.is_estimate} method="the sum of the categories, partly estimated">
              {formats.money(Math.round(summary.planned), summary.currency)}
            </MaybeEstimate>{' '}
            <span className="font-sans text-base font-normal text-soft">
              <InOwnCurrency amount={summary.planned} currency={summary.currency} />
            </span>
            <span className="text-lg text-soft">
              {summary.limit === undefined
                ? 'planned, no limit'
                : `planned of ${formats.money(summary.limit, summary.currency)}`}
            </span>
          </p>
          {summary.left !== undefined && (
            <p className={summary.left < 0 ? 'text-red' : 'text-soft'}>
              {summary.left < 0
                ? `${formats.money(Math.round(-summary.left), summary.currency)} over the limit`
                : `${formats.money(Math.round(summary.left), summary.currency)} left`}
            </p>
          )}
        </div>
        <Button onClick={() => setSetting(true)}>
          <Pencil size={14} aria-hidden /> {summary.limit === undefined ? 'Set a limit' : 'Change the limit'}
        </Button>
      </div>
      <BudgetBar parts={parts} limit={summary.limit} currency={summary.currency} />
      {summary.note !== undefined && <Callout tone="note">{summary.note}</Callout>}
      <div className="mt-4 overflow-x-auto">
        <CategoryTable summary={summary} trip={trip} />
      </div>
      <DayTable summary={summary} />
      {summary.owed.length > 0 && (
        <section className="mt-6">
          <h2 className="flex items-center gap-2 text-sm font-semibold text-soft">
            <Receipt size={15} aria-hidden /> Who owes whom
          </h2>
          <ul className="mt-1">
            {summary.owed.map(({ from, to, amount }) => (
              <li key={`${from} ${to} ${amount.currency}`}>
                {from} owes {to} {formats.money(amount.amount, amount.currency)}
              </li>
            ))}
          </ul>
        </section>
      )}
      <Expenses trip={trip} currency={summary.currency} />
      {setting && <SetBudgetDialog summary={summary} onClose={() => setSetting(false)} />}
    </div>
  )
}
