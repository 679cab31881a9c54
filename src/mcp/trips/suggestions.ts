import { fromMinor, toMinor } from '../../shared/money.ts'
import type { BudgetSplit } from './contract.ts'
import { isKept, type StopRecord, type TripRecord } from './records.ts'

/** What the user may want to say next, in their own words. */
export function suggestionsFor(trip: TripRecord, stops: readonly StopRecord[], budget: BudgetSplit): string[] {
  const sentences: string[] = []
  if (trip.plannedAt === undefined) sentences.push('Plan the days')
  if (trip.budget === undefined) sentences.push(`Set a budget of ${roundUp(budget)} ${budget.currency}`)
  else if ((budget.left ?? 0) < 0) sentences.push('How can we spend less?')
  if (trip.pace !== 'relaxed' && stops.length > 0) sentences.push('Make it more relaxed')
  else if (stops.length > 0) sentences.push('Make it balanced')
  if (stops.some(isKept)) sentences.push('Plan the other days anew')
  if (stops.length > 0) sentences.push('Check the trip for problems')
  return sentences.slice(0, 4)
}

/** The planned total, up to the next hundred. */
function roundUp({ total, currency }: BudgetSplit): number {
  const step = toMinor(100, currency)
  return fromMinor(Math.max(step, Math.ceil(toMinor(total, currency) / step) * step), currency)
}
