import * as z from 'zod'
import type { ToolPart } from '../../shared/conversation.ts'

const tripTools = new Set([
  'plan_trip',
  'create_trip',
  'update_trip',
  'duplicate_trip',
  'get_trip',
  'add_stop',
  'update_stop',
  'move_stop',
  'remove_stop',
  'check_itinerary',
  'set_budget',
  'add_expense',
])
const named = z.object({ trip_id: z.string() })

/** The trip that a tool call was about, where it made, changed or showed one. */
export function tripOf(part: ToolPart): string | undefined {
  if (!tripTools.has(part.name)) return undefined
  const output = named.safeParse(part.output)
  if (output.success) return output.data.trip_id
  const input = named.safeParse(part.input)
  return input.success ? input.data.trip_id : undefined
}
