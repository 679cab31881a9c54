import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { getTrip, moveStop, type Stop, type TripDetail } from '../../mcp/trips/contract.ts'
import { useAction } from '../app/action.tsx'
import { useFormats } from '../app/formats.ts'
import { toolKey } from '../app/tools.ts'
import { announce } from '../ui/announcer.tsx'
import { movedWords } from './moved-words.ts'
import { type Place, withStopMoved } from './stop-order.ts'

/** Gives the keyboard back to a stop's handle, where moving its card took it away. */
function focusHandle(stopId: string): void {
  if (document.activeElement !== null && document.activeElement !== document.body) return
  document.querySelector<HTMLElement>(`#stop-${CSS.escape(stopId)} [data-handle]`)?.focus()
}

/** Moves a stop: shown at once, then as the host computed it. */
export function useMoveStop(tripId: string) {
  const queries = useQueryClient()
  const act = useAction()
  const formats = useFormats()
  return useCallback(
    async (stop: Pick<Stop, 'stop_id' | 'title'>, place: Place, focus?: 'keep focus') => {
      const refocus = () => {
        if (focus !== undefined) requestAnimationFrame(() => focusHandle(stop.stop_id))
      }
      const key = toolKey(getTrip, { trip_id: tripId })
      await queries.cancelQueries({ queryKey: key })
      const before = queries.getQueryData<TripDetail>(key)
      queries.setQueryData<TripDetail>(
        key,
        (trip) => trip && { ...trip, days: withStopMoved(trip.days, stop.stop_id, place) },
      )
      refocus()
      const answer = await act(
        moveStop,
        { stop_id: stop.stop_id, ...place },
        { done: (moved) => movedWords(moved, formats) },
      )
      if (answer === undefined) queries.setQueryData(key, before)
      else announce(`${stop.title} is now number ${place.position + 1} on ${formats.dayOfTrip(place.date)}`)
      await queries.invalidateQueries({ queryKey: key })
      refocus()
    },
    [queries, act, formats, tripId],
  )
}
