import { Trash2, Wallet } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { addExpense, budgetCategory, listExpenses, removeExpense } from '../../mcp/budget/contract.ts'
import type { TripDetail } from '../../mcp/trips/contract.ts'
import { useAction } from '../app/action.tsx'
import { useFormats } from '../app/formats.ts'
import { useTool } from '../app/tools.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Empty, Failure, Loading } from '../ui/notice.tsx'
import { budgetCategories } from './categories.ts'

function ExpenseForm({ trip, currency }: { trip: TripDetail; currency: string }) {
  const act = useAction()
  const formats = useFormats()
  const during = formats.today >= trip.start_date && formats.today <= trip.end_date
  const empty = { amount: '', currency, category: 'food', note: '', date: during ? formats.today : trip.start_date }
  const [draft, setDraft] = useState(empty)
  const set = (name: keyof typeof draft) => (event: { target: { value: string } }) =>
    setDraft({ ...draft, [name]: event.target.value })
  const add = async (event: FormEvent) => {
    event.preventDefault()
    const category = budgetCategory.catch('other').parse(draft.category)
    const answer = await act(
      addExpense,
      {
        trip_id: trip.trip_id,
        amount: Number(draft.amount),
        currency: draft.currency,
        category,
        ...(draft.note.trim() !== '' && { note: draft.note.trim() }),
        ...(draft.date !== '' && { date: draft.date }),
      },
      { done: 'Added the expense' },
    )
    if (answer !== undefined) setDraft({ ...empty, category: draft.category, currency: draft.currency })
  }
  return (
    <form onSubmit={(event) => void add(event)} className="flex flex-wrap gap-2" aria-label="Add an expense">
      <input
        required
        aria-label="Amount"
        type="number"
        min={0}
        step="any"
        placeholder="Amount"
        className="field flex-1 basis-24"
        value={draft.amount}
        onChange={set('amount')}
      />
      <input
        required
        aria-label="Currency"
        pattern="[A-Z]{3}"
        className="field w-18 flex-none"
        value={draft.currency}
        onChange={set('currency')}
      />
      <select
        aria-label="Category"
        className="field w-auto flex-none"
        value={draft.category}
        onChange={set('category')}
      >
        {budgetCategory.options.map((category) => (
          <option key={category} value={category}>
            {budgetCategories[category].name}
          </option>
        ))}
      </select>
      <input
        aria-label="What for"
        placeholder="What for"
        className="field flex-1 basis-36"
        value={draft.note}
        onChange={set('note')}
      />
      <input
        aria-label="Date"
        type="date"
        className="field w-auto flex-none"
        value={draft.date}
        onChange={set('date')}
      />
      <Button type="submit" variant="primary" className="min-h-9">
        Add
      </Button>
    </form>
  )
}

/** What was spent on a trip. */
export function Expenses({ trip, currency }: { trip: TripDetail; currency: string }) {
  const act = useAction()
  const formats = useFormats()
  const { data, error, isLoading, refetch } = useTool(listExpenses, { trip_id: trip.trip_id, limit: 500 })
  return (
    <section aria-labelledby="expenses" className="mt-8">
      <h2 id="expenses" className="mb-2 font-serif text-lg font-medium">
        Expenses
      </h2>
      <ExpenseForm trip={trip} currency={currency} />
      {isLoading && <Loading label="Loading expenses" rows={2} />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data?.expenses.length === 0 && (
        <Empty icon={Wallet} title="Nothing spent yet" className="py-8">
          Add what you pay as you go; the budget above follows.
        </Empty>
      )}
      <ul className="mt-3">
        {data?.expenses.map((expense) => (
          <li key={expense.expense_id} className="flex items-center gap-3 border-b border-line py-1.5">
            <span
              aria-hidden
              className="size-2 rounded-[3px] forced-color-adjust-none"
              style={{ background: budgetCategories[expense.category].colour }}
            />
            <span className="min-w-0 flex-1">
              {expense.note ?? budgetCategories[expense.category].name}
              <span className="block text-sm text-soft">
                {budgetCategories[expense.category].name}
                {expense.date !== undefined && ` · ${formats.shortDay(expense.date)}`}
                {expense.paid_by !== undefined && ` · paid by ${expense.paid_by}`}
              </span>
            </span>
            <span className="tabular-nums">{formats.money(expense.amount, expense.currency)}</span>
            <IconButton
              icon={Trash2}
              label={`Remove ${expense.note ?? budgetCategories[expense.category].name}`}
              size={15}
              onClick={() =>
                void act(removeExpense, { expense_id: expense.expense_id }, { done: 'Removed the expense' })
              }
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
