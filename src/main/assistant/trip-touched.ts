import * as z from 'zod'
import type { ToolPart } from '../../shared/conversation.ts'
import { tripName } from './wording/trip-name.ts'

const tripShown = z.object({
  trip_id: z.string(),
  title: z.string(),
  destinations: z.array(z.object({ place: z.string() })),
  start_date: z.string(),
})
const tripMeant = z.object({ trip_id: z.string() })

const madeBy = new Set(['plan_trip', 'create_trip', 'duplicate_trip'])
const ofTrips =
  /^(plan_trip|create_trip|update_trip|get_trip|duplicate_trip|(add|move|update|remove)_stop|check_itinerary)$/

/**
 * The trip that a finished call was about, so that the conversation keeps it; `tripId` null where it was deleted.
 * `title` names a conversation after a trip that was made: “Lisbon in May”.
 */
export function tripTouched(part: ToolPart): { tripId: string | null; title?: string } | undefined {
  if (part.status !== 'done') return undefined
  if (part.name === 'delete_trip') return { tripId: null }
  if (!ofTrips.test(part.name)) return undefined
  const shown = tripShown.safeParse(part.output)
  if (shown.success) {
    const title = madeBy.has(part.name)
      ? tripName(
          shown.data.destinations.map(({ place }) => place),
          shown.data.start_date,
        )
      : undefined
    return { tripId: shown.data.trip_id, ...(title !== undefined && { title }) }
  }
  const meant = [tripMeant.safeParse(part.output), tripMeant.safeParse(part.input)].find((parsed) => parsed.success)
  return meant?.data === undefined ? undefined : { tripId: meant.data.trip_id }
}
