import { useEffect, useRef, useState } from 'react'
import { type TripDetail, updateTrip } from '../../mcp/trips/contract.ts'
import { useAction } from '../app/action.tsx'

/** How long after the last key notes are saved, in milliseconds. */
const pause = 900

/** Free text on a trip, saved as one pauses. */
export function TripNotes({ trip }: { trip: TripDetail }) {
  const act = useAction()
  const [text, setText] = useState(trip.notes)
  const [state, setState] = useState<'saved' | 'changed' | 'failed'>('saved')
  const saved = useRef(trip.notes)
  const current = useRef(text)
  current.current = text

  const save = useRef(async () => {
    const notes = current.current
    if (notes === saved.current) return
    const answer = await act(updateTrip, { trip_id: trip.trip_id, notes })
    if (answer !== undefined) saved.current = notes
    setState(answer === undefined ? 'failed' : current.current === notes ? 'saved' : 'changed')
  })
  useEffect(() => {
    if (text === saved.current) return
    const timer = setTimeout(() => void save.current(), pause)
    return () => clearTimeout(timer)
  }, [text])
  useEffect(() => {
    const last = save.current
    return () => void last()
  }, [])
  // Notes changed elsewhere show here, unless something is being written.
  useEffect(() => {
    if (current.current !== saved.current) return
    saved.current = trip.notes
    setText(trip.notes)
  }, [trip.notes])

  return (
    <div className="flex min-h-0 max-w-3xl flex-1 flex-col px-7 pt-5 pb-6">
      <label htmlFor="trip-notes" className="sr-only">
        Notes
      </label>
      <textarea
        id="trip-notes"
        value={text}
        maxLength={20_000}
        placeholder="Addresses, ideas, who to call…"
        onChange={(event) => {
          setText(event.target.value)
          setState('changed')
        }}
        className="field min-h-40 flex-1 resize-none p-4 text-md leading-relaxed"
      />
      <p role="status" className="mt-2 text-xs text-soft">
        {state === 'saved' && text !== '' && 'Saved on this machine.'}
        {state === 'changed' && 'Saving…'}
        {state === 'failed' && 'Not saved; it is tried again with the next change.'}
      </p>
    </div>
  )
}
