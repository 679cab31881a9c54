import type { Effect } from './tool.ts'

/** What happens to a call of one effect. */
export type Decision = 'allow' | 'ask' | 'deny'

/** What happens to a client's call of each effect where the user has said nothing else. */
export const clientDefaults: Readonly<Record<Effect, Decision>> = {
  read: 'allow',
  write: 'allow',
  destructive: 'ask',
  external: 'ask',
  spend: 'ask',
}

/** The tools of the `essentials` profile, as the catalogue names them; those not built yet are simply not there. */
export const essentials: readonly string[] = [
  'add_task',
  'quick_add_task',
  'list_tasks',
  'complete_task',
  'update_task',
  'delete_task',
  'plan_trip',
  'list_trips',
  'get_trip',
  'update_trip',
  'add_stop',
  'move_stop',
  'remove_stop',
  'check_itinerary',
  'search_places',
  'get_forecast',
  'search_flights',
  'search_accommodations',
  'extract_page_content',
  'check_availability',
  'create_itinerary',
  'create_memory',
  'search_memories',
  'undo_change',
]
