import { type FormEvent, useDeferredValue, useRef, useState } from 'react'
import { searchPlaces } from '../../mcp/places/contract.ts'
import { addStop, type Day, type TripDetail } from '../../mcp/trips/contract.ts'
import { useAction } from '../app/action.tsx'
import { useFormats } from '../app/formats.ts'
import { useTool } from '../app/tools.ts'
import { announce } from '../ui/announcer.tsx'
import { Dialog, SubmitButtons } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Failure, Spinner } from '../ui/notice.tsx'
import { type StopChoice, StopSearch } from './stop-search.tsx'

interface AddStopProps {
  trip: TripDetail
  day: Day
  onClose(): void
}

/** More places than any city of the guide has: those in use are left out here, not by the search. */
const everyPlace = 200

/** What stands under the field where no place is offered. */
function emptyNote(city: string, sought: string, covered: boolean): string {
  if (sought !== '') return `The guide has no “${sought}” in ${city} that is not planned yet.`
  return covered
    ? `Every place of the guide in ${city} is in the trip. Write anything else.`
    : `The guide does not cover ${city}: write what you want to do.`
}

/** Adds a stop to a day: a place of the guide, or anything by its name. */
export function AddStopDialog({ trip, day, onClose }: AddStopProps) {
  const act = useAction()
  const formats = useFormats()
  const [title, setTitle] = useState('')
  const [choice, setChoice] = useState<StopChoice | null>(null)
  const [start, setStart] = useState('')
  const [minutes, setMinutes] = useState('')
  const sought = useDeferredValue(title.trim())
  const { data, error, isFetching } = useTool(searchPlaces, {
    city: day.city,
    limit: everyPlace,
    ...(sought !== '' && { query: sought }),
  })
  const used = new Set(trip.days.flatMap((other) => other.stops.map((stop) => stop.place_id)))
  // While the next answer is on its way the last one stays, so that the list does not jump with every letter.
  const latest = useRef(data)
  latest.current = data ?? latest.current
  const places = latest.current?.places.filter((place) => !used.has(place.place_id)) ?? []
  const covered = trip.destinations.find(({ place }) => place === day.city)?.guide !== false

  const add = async (event: FormEvent) => {
    event.preventDefault()
    if (choice === null) {
      // What was typed may be the beginning of a place: it is added as it stands only when that is wanted.
      setChoice({ kind: 'own' })
      announce(`Press Enter again to add “${title.trim()}” as your own stop`)
      return
    }
    const answer = await act(
      addStop,
      {
        trip_id: trip.trip_id,
        date: day.date,
        ...(choice.kind === 'own' ? { title: title.trim() } : { place_id: choice.place.place_id }),
        ...(start !== '' && { start }),
        ...(minutes !== '' && { minutes: Number(minutes) }),
      },
      { done: ({ stop }) => `Added ${stop.title}` },
    )
    if (answer !== undefined) onClose()
  }
  return (
    <Dialog title="Add a stop" description={`${formats.dayOfTrip(day.date)}, ${day.city}`} open onOpenChange={onClose}>
      <form onSubmit={(event) => void add(event)} className="flex flex-col gap-3">
        <StopSearch
          city={day.city}
          text={title}
          onText={setTitle}
          places={places}
          note={data !== undefined && places.length === 0 ? emptyNote(day.city, sought, covered) : undefined}
          choice={choice}
          onChoose={setChoice}
        />
        {error !== null && <Failure error={error} />}
        {isFetching && data === undefined && <Spinner label="Looking…" />}
        <div className="grid grid-cols-2 gap-4">
          <Field label="Starts" hint="Empty: where it fits best">
            {(control) => (
              <input
                {...control}
                type="time"
                className="field"
                value={start}
                onChange={(event) => setStart(event.target.value)}
              />
            )}
          </Field>
          <Field label="Minutes" hint="Empty: the usual length">
            {(control) => (
              <input
                {...control}
                type="number"
                min={5}
                max={1440}
                className="field"
                value={minutes}
                onChange={(event) => setMinutes(event.target.value)}
              />
            )}
          </Field>
        </div>
        <SubmitButtons
          submit={choice?.kind === 'own' ? 'Add as my own' : 'Add'}
          disabled={choice === null && title.trim() === ''}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  )
}
