import * as z from 'zod'
import { listChanges } from '../../src/mcp/activity/contract.ts'
import { listTasks } from '../../src/mcp/tasks/contract.ts'
import { listTrips, planTrip } from '../../src/mcp/trips/contract.ts'

/** The sentence of the README. */
export const lisbonRequest = 'Plan 4 days in Lisbon from 12 May for two, budget 1500 euros, we like food and viewpoints'

/** What `ask --json` prints. */
export const askLine = z.object({
  reply: z.string().min(1),
  conversation_id: z.string(),
  tool_calls: z.array(
    z.object({
      name: z.string(),
      input: z.unknown(),
      output: z.unknown(),
      error: z.object({ kind: z.string(), message: z.string() }).nullable(),
    }),
  ),
})

export const plannedTrip = planTrip.output
export const tripList = listTrips.output
export const taskList = listTasks.output
export const changeList = listChanges.output
