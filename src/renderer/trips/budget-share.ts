export interface Part {
  category: string
  amount: number
}

export interface Segment extends Part {
  /** Its share of the bar, 0 to 100. */
  percent: number
}

export interface BudgetBarParts {
  segments: Segment[]
  total: number
  /** Where the limit stands on the bar, 0 to 100, where the total is beyond it. */
  limitAt?: number
  over: number
}

/**
 * How a budget bar is divided: its whole length is the limit, or the total where that is more.
 * Categories without money are left out.
 */
export function budgetBar(parts: readonly Part[], limit?: number): BudgetBarParts {
  const shown = parts.filter((part) => part.amount > 0)
  const total = shown.reduce((sum, part) => sum + part.amount, 0)
  const whole = Math.max(total, limit ?? 0)
  const segments = shown.map((part) => ({ ...part, percent: (part.amount / whole) * 100 }))
  const over = limit === undefined ? 0 : Math.max(0, total - limit)
  return { segments, total, over, ...(over > 0 && limit !== undefined && { limitAt: (limit / whole) * 100 }) }
}
