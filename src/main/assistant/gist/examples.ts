import { clauseOf } from '../context.ts'
import { plainly } from '../paraphrases.ts'
import { Referents, type Topic } from '../referents.ts'
import type { RequestCase } from '../requests/table.ts'
import { featuresOf } from './features.ts'
import type { Example } from './weights.ts'

/** What a call is asked for by, as the families of intents call it. */
const intentOfCall: Record<string, string> = {
  plan_trip: 'plan_trip',
  create_trip: 'plan_trip',
  update_trip: 'update_trip',
  get_trip: 'ask_trip',
  list_trips: 'list_trips',
  delete_trip: 'delete_trip',
  duplicate_trip: 'duplicate_trip',
  check_itinerary: 'check_trip',
  add_stop: 'add_stop',
  move_stop: 'move_stop',
  update_stop: 'move_stop',
  remove_stop: 'remove_stop',
  add_task: 'add_task',
  quick_add_task: 'add_task',
  list_tasks: 'list_tasks',
  complete_task: 'complete_task',
  reopen_task: 'reopen_task',
  update_task: 'update_task',
  delete_task: 'delete_task',
  set_budget: 'set_budget',
  add_expense: 'add_expense',
  remove_expense: 'remove_expense',
  get_budget_summary: 'ask_budget',
  optimize_budget: 'ask_budget',
  convert_currency: 'convert_currency',
  route: 'route',
  get_current_time: 'time',
  convert_time: 'convert_time',
  nearest_airports: 'airports',
  get_country_facts: 'country_facts',
  search_places: 'find_places',
  undo_change: 'undo',
  redo_change: 'redo',
}
/** Intents that need no call. */
const withoutCall = new Set(['ask_trip', 'cannot', 'help', 'small_talk'])

/** What the messages before a request were about, as their words tell. */
function situationOf(before: readonly string[]): { trip: boolean; topic: Topic } {
  const last = before.at(-1)?.toLowerCase() ?? ''
  const trip = before.some((said) => /\b(?:plan|trip|holiday|days in|weekend)\b/i.test(said))
  const topic = /\b(?:task|remind|to-do|list)\b/.test(last) ? 'task' : last === '' ? 'none' : 'trip'
  return { trip, topic }
}

/** What a table teaches: each request of one wish with its intent. */
export function examplesOf(requests: readonly RequestCase[]): Example[] {
  return requests.flatMap(({ before, say, calls, intent: named }) => {
    const asked = new Set(calls.map(({ name }) => intentOfCall[name.split('|')[0] ?? '']))
    const [only] = asked
    const intent = asked.size === 0 && withoutCall.has(named) ? named : asked.size === 1 ? only : undefined
    if (intent === undefined) return []
    const { trip, topic } = situationOf(before)
    const referents = Referents.from([], trip ? 'a trip' : undefined)
    referents.about(topic)
    const { text } = clauseOf(plainly(say, { referents }))
    return [{ features: featuresOf(text.plain, { trip, topic, first: before.length === 0 }), intent }]
  })
}
