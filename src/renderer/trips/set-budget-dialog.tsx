import { type FormEvent, useState } from 'react'
import { type BudgetSummary, budgetCategory, setBudget } from '../../mcp/budget/contract.ts'
import { useAction } from '../app/action.tsx'
import { Dialog, SubmitButtons } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { budgetCategories } from './categories.ts'

/** Sets the limit of a trip, in all and, if wanted, by category. */
export function SetBudgetDialog({ summary, onClose }: { summary: BudgetSummary; onClose(): void }) {
  const act = useAction()
  const [amount, setAmount] = useState(String(summary.limit ?? Math.round(summary.planned)))
  const [currency, setCurrency] = useState(summary.currency)
  const [limits, setLimits] = useState<Record<string, string>>(() =>
    Object.fromEntries(
      summary.categories.map(({ category, limit }) => [category, limit === undefined ? '' : String(limit)]),
    ),
  )
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const byCategory = Object.fromEntries(
      Object.entries(limits).flatMap(([name, text]) => {
        const category = budgetCategory.safeParse(name)
        return category.success && text.trim() !== '' ? [[category.data, Number(text)]] : []
      }),
    )
    const answer = await act(
      setBudget,
      {
        trip_id: summary.trip_id,
        amount: Number(amount),
        currency,
        ...(Object.keys(byCategory).length > 0 && { by_category: byCategory }),
      },
      { done: 'Set the budget' },
    )
    if (answer !== undefined) onClose()
  }
  return (
    <Dialog title="Budget" description="The most you want to spend, for everyone together." open onOpenChange={onClose}>
      <form onSubmit={(event) => void save(event)} className="grid grid-cols-2 gap-x-4 gap-y-3">
        <Field label="Limit">
          {(control) => (
            <input
              {...control}
              required
              type="number"
              min={0}
              step="any"
              className="field"
              value={amount}
              onChange={(event) => setAmount(event.target.value)}
            />
          )}
        </Field>
        <Field label="Currency">
          {(control) => (
            <input
              {...control}
              required
              pattern="[A-Z]{3}"
              className="field"
              value={currency}
              onChange={(event) => setCurrency(event.target.value.toUpperCase())}
            />
          )}
        </Field>
        <details className="col-span-2">
          <summary className="rounded text-sm text-soft hover:text-ink">Limits by category</summary>
          <div className="mt-2 grid grid-cols-2 gap-x-4 gap-y-3">
            {budgetCategory.options.map((category) => (
              <Field key={category} label={budgetCategories[category].name}>
                {(control) => (
                  <input
                    {...control}
                    type="number"
                    min={0}
                    step="any"
                    className="field"
                    value={limits[category] ?? ''}
                    onChange={(event) => setLimits({ ...limits, [category]: event.target.value })}
                  />
                )}
              </Field>
            ))}
          </div>
        </details>
        <SubmitButtons onCancel={onClose} />
      </form>
    </Dialog>
  )
}
