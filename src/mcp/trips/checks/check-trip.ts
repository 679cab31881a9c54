import type { BudgetSplit, Finding } from '../contract.ts'
import type { TripFacts } from '../gather-facts.ts'
import type { StopRecord, TripRecord } from '../records.ts'

export function findingsOf(
  _trip: TripRecord,
  _stops: readonly StopRecord[],
  _facts: TripFacts,
  _budget: BudgetSplit,
): Finding[] {
  return []
}
