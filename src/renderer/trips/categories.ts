import type { BudgetCategory } from '../../mcp/budget/contract.ts'

/** What a budget category is called and which colour it has on bars. */
export const budgetCategories: Record<BudgetCategory, { name: string; colour: string }> = {
  transport: { name: 'Getting there', colour: 'var(--day-1)' },
  lodging: { name: 'Stay', colour: 'var(--day-3)' },
  food: { name: 'Food', colour: 'var(--day-2)' },
  activities: { name: 'Sights', colour: 'var(--day-4)' },
  local_transport: { name: 'Getting around', colour: 'var(--day-5)' },
  shopping: { name: 'Shopping', colour: 'var(--day-6)' },
  other: { name: 'Other', colour: 'var(--day-7)' },
}

/** The colour of a day of a trip, by its number from 0. */
export const dayColour = (index: number): string => `var(--day-${(index % 7) + 1})`
