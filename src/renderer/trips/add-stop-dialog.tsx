import { type FormEvent, useDeferredValue, useState } from 'react'
import { type Place, searchPlaces } from '../../mcp/places/contract.ts'
import { addStop, type Day, type TripDetail } from '../../mcp/trips/contract.ts'
import { useAction } from '../app/action.tsx'
import { useFormats, words } from '../app/formats.ts'
import { useTool } from '../app/tools.ts'
import { cx } from '../ui/class-names.ts'
import { Dialog, SubmitButtons } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Failure, Spinner } from '../ui/notice.tsx'

interface AddStopProps {
  trip: TripDetail
  day: Day
  onClose(): void
}

/** Adds a stop to a day: a place of the guide, or anything by its name. */
export function AddStopDialog({ trip, day, onClose }: AddStopProps) {
  const act = useAction()
  const formats = useFormats()
  const [title, setTitle] = useState('')
  const [chosen, setChosen] = useState<Place | null>(null)
  const [start, setStart] = useState('')
  const [minutes, setMinutes] = useState('')
  const sought = useDeferredValue(title.trim())
  const { data, error, isFetching } = useTool(searchPlaces, {
    city: day.city,
    limit: 8,
    ...(sought !== '' && { query: sought }),
  })
  const used = new Set(trip.days.flatMap((other) => other.stops.map((stop) => stop.place_id)))
  const places = data?.places.filter((place) => !used.has(place.place_id)) ?? []

  const add = async (event: FormEvent) => {
    event.preventDefault()
    const answer = await act(
      addStop,
      {
        trip_id: trip.trip_id,
        date: day.date,
        ...(chosen === null ? { title: title.trim() } : { place_id: chosen.place_id }),
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
        <Field label="What" hint="Choose a place below, or write anything of your own">
          {(control) => (
            <input
              {...control}
              autoComplete="off"
              className="field"
              placeholder="A sight, a market, lunch with Ana…"
              value={chosen?.name ?? title}
              onChange={(event) => {
                setChosen(null)
                setTitle(event.target.value)
              }}
            />
          )}
        </Field>
        {error !== null && <Failure error={error} />}
        {isFetching && data === undefined && <Spinner label="Looking…" />}
        {places.length > 0 && (
          <ul
            aria-label={`Places in ${day.city}`}
            className="max-h-52 overflow-y-auto rounded-lg border border-line p-1"
          >
            {places.map((place) => (
              <li key={place.place_id}>
                <button
                  type="button"
                  aria-pressed={chosen?.place_id === place.place_id}
                  onClick={() => setChosen(place)}
                  className={cx(
                    'w-full rounded-md px-2.5 py-1.5 text-left hover:bg-hover',
                    chosen?.place_id === place.place_id && 'bg-accent-soft',
                  )}
                >
                  <span className="font-medium">{place.name}</span>{' '}
                  <span className="text-sm text-soft">
                    {words(place.category)}
                    {place.area !== undefined && ` · ${place.area}`}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )}
        {data !== undefined && places.length === 0 && (
          <p className="text-sm text-soft">
            {data.note ?? 'No place by that name in the guide; it is added as you wrote it.'}
          </p>
        )}
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
        <SubmitButtons submit="Add" disabled={chosen === null && title.trim() === ''} onCancel={onClose} />
      </form>
    </Dialog>
  )
}
