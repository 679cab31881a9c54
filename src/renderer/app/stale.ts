import type { ChangedEntity } from '../../shared/host-api.ts'

/** The read tools whose answers a kind of row stands in. */
const readersOf: Record<string, readonly string[]> = {
  task: ['list_tasks', 'get_trip'],
  trip: ['list_trips', 'get_trip', 'get_budget_summary'],
  destination: ['list_trips', 'get_trip'],
  stop: ['get_trip', 'get_budget_summary'],
  expense: ['list_expenses', 'get_budget_summary', 'get_trip'],
  budget: ['get_budget_summary', 'get_trip', 'list_trips'],
  category_limit: ['get_budget_summary', 'get_trip'],
  conversation: ['list_conversations', 'get_conversation'],
}

const everything = [...new Set(Object.values(readersOf).flat())]

/**
 * The names of the read tools whose cached answers are stale after a change of these rows. A kind of row that this
 * program does not know makes all of them stale.
 */
export function staleAfter(entities: readonly Pick<ChangedEntity, 'entity'>[]): Set<string> {
  const stale = new Set(['list_changes'])
  for (const { entity } of entities) for (const name of readersOf[entity] ?? everything) stale.add(name)
  return stale
}
