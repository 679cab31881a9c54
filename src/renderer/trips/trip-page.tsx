import { Copy, Ellipsis, Pencil, RefreshCw, Trash2 } from 'lucide-react'
import { Tabs } from 'radix-ui'
import { useRef, useState } from 'react'
import { deleteTrip, duplicateTrip, getTrip, planTrip, type TripDetail } from '../../mcp/trips/contract.ts'
import { useAction } from '../app/action.tsx'
import { useFormats } from '../app/formats.ts'
import { navigate, openTrip, type TripTab } from '../app/route.ts'
import { errorBody, useTool } from '../app/tools.ts'
import { useWide } from '../app/use-wide.ts'
import { IconButton } from '../ui/button.tsx'
import { Estimate } from '../ui/estimate.tsx'
import { Menu, MenuItem, MenuLine } from '../ui/menu.tsx'
import { Failure, Loading } from '../ui/notice.tsx'
import { useSize } from '../ui/use-size.ts'
import { BudgetTab } from './budget-tab.tsx'
import { EditTripDialog } from './edit-trip-dialog.tsx'
import { GoneTrip } from './gone-trip.tsx'
import { ItineraryTab } from './itinerary-tab.tsx'
import { TripMap } from './trip-map.tsx'
import { TripNotes } from './trip-notes.tsx'
import { TripTasks } from './trip-tasks.tsx'

function TripFacts({ trip }: { trip: TripDetail }) {
  const formats = useFormats()
  return (
    <div className="mt-1 flex flex-wrap gap-x-3.5 gap-y-0.5 text-soft">
      <span>{formats.dateRange(trip.start_date, trip.end_date)}</span>
      <span>
        {trip.travellers} {trip.travellers === 1 ? 'traveller' : 'travellers'}
      </span>
      {trip.origin !== undefined && <span>from {trip.origin}</span>}
      {trip.weather.map((weather) => (
        <Estimate key={weather.city} method={`${weather.summary} (${weather.source})`}>
          {trip.weather.length > 1 && `${weather.city} `}
          {formats.degrees(weather.min)} to {formats.degrees(weather.max)},{' '}
          {weather.rain_days < 6 ? 'usually dry' : weather.rain_days < 12 ? 'some rain' : 'often wet'}
        </Estimate>
      ))}
    </div>
  )
}

function TripMenu({ trip }: { trip: TripDetail }) {
  const act = useAction()
  const [editing, setEditing] = useState(false)
  const copy = async () => {
    const answer = await act(
      duplicateTrip,
      { trip_id: trip.trip_id },
      { done: (copied) => `Copied to “${copied.title}”` },
    )
    if (answer !== undefined) openTrip(answer.output.trip_id)
  }
  const remove = async () => {
    const answer = await act(deleteTrip, { trip_id: trip.trip_id }, { done: `Deleted “${trip.title}”` })
    if (answer !== undefined) navigate({ page: 'trips' })
  }
  return (
    <>
      <Menu trigger={<IconButton icon={Ellipsis} label="More for this trip" />}>
        <MenuItem icon={Pencil} onSelect={() => setEditing(true)}>
          Edit trip
        </MenuItem>
        <MenuItem
          icon={RefreshCw}
          onSelect={() => void act(planTrip, { trip_id: trip.trip_id }, { done: 'Planned the days anew' })}
        >
          Plan the days anew
        </MenuItem>
        <MenuItem icon={Copy} onSelect={() => void copy()}>
          Duplicate
        </MenuItem>
        <MenuLine />
        <MenuItem icon={Trash2} danger onSelect={() => void remove()}>
          Delete trip
        </MenuItem>
      </Menu>
      {editing && <EditTripDialog trip={trip} onClose={() => setEditing(false)} />}
    </>
  )
}

const tabLook =
  '-mx-1 -mb-px flex items-baseline px-1 -outline-offset-2 rounded-t-md gap-1.5 border-b-2 border-transparent pt-1 pb-2 font-medium whitespace-nowrap text-soft transition-colors hover:text-ink data-[state=active]:border-accent data-[state=active]:text-ink forced-colors:border-[Canvas] forced-colors:data-[state=active]:border-[Highlight]'

/** So many pixels of width itinerary and map need side by side; below, the map is a tab of its own. */
export const leastForMap = 680

/** Whether a failure says that there is no such trip, or no trip could have such an id. */
const meansGone = (error: unknown) => ['not_found', 'invalid_input'].includes(errorBody(error).kind)

/** A trip: what it is, and its tabs; or what became of it. */
export function TripPage({ tripId, tab }: { tripId: string; tab: TripTab }) {
  const { data: trip, error, isLoading, refetch } = useTool(getTrip, { trip_id: tripId })
  if (error !== null && meansGone(error)) return <GoneTrip tripId={tripId} title={trip?.title} />
  if (error !== null && trip === undefined) return <Failure error={error} onRetry={() => void refetch()} />
  if (isLoading || trip === undefined) return <Loading label="Loading the trip" rows={7} />
  return <TripView trip={trip} tab={tab} />
}

function TripView({ trip, tab }: { trip: TripDetail; tab: TripTab }) {
  const wide = useWide()
  const box = useRef<HTMLDivElement>(null)
  const room = useSize(box).width
  const beside = wide && (room === 0 || room >= leastForMap)
  const pending = trip.tasks.filter((task) => task.status !== 'completed').length
  const tabs: { tab: TripTab; name: string; count?: number }[] = [
    { tab: 'itinerary', name: 'Itinerary' },
    ...(beside ? [] : [{ tab: 'map' as const, name: 'Map' }]),
    { tab: 'budget', name: 'Budget' },
    { tab: 'tasks', name: 'Tasks', count: pending },
    { tab: 'notes', name: 'Notes' },
  ]
  const shown = tabs.some((candidate) => candidate.tab === tab) ? tab : 'itinerary'
  return (
    <Tabs.Root
      ref={box}
      value={shown}
      onValueChange={(next) => openTrip(trip.trip_id, tabs.find((candidate) => candidate.tab === next)?.tab)}
      className="flex min-h-0 flex-1 flex-col"
    >
      <header className="flex items-start justify-between gap-4 px-7 pt-5 short:px-5 short:pt-3">
        <div className="min-w-0">
          <h1 className="font-serif text-3xl leading-tight font-medium tracking-tight short:text-2xl">{trip.title}</h1>
          <TripFacts trip={trip} />
        </div>
        <TripMenu trip={trip} />
      </header>
      <Tabs.List
        aria-label="Parts of the trip"
        className="mt-3 flex gap-5 overflow-x-auto border-b border-line px-7 short:mt-1 short:px-5"
      >
        {tabs.map(({ tab: value, name, count }) => (
          <Tabs.Trigger key={value} value={value} className={tabLook}>
            {name}
            {count !== undefined && count > 0 && <small className="text-xs text-faint">{count}</small>}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      <Tabs.Content value="itinerary" tabIndex={-1} className="flex min-h-0 flex-1 outline-none">
        <ItineraryTab trip={trip} beside={beside} />
      </Tabs.Content>
      {!beside && (
        <Tabs.Content value="map" tabIndex={-1} className="flex min-h-0 flex-1 outline-none">
          <TripMap trip={trip} beside={false} />
        </Tabs.Content>
      )}
      <Tabs.Content value="budget" tabIndex={-1} className="min-h-0 flex-1 overflow-y-auto outline-none">
        <BudgetTab trip={trip} />
      </Tabs.Content>
      <Tabs.Content value="tasks" tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none">
        <TripTasks tripId={trip.trip_id} />
      </Tabs.Content>
      <Tabs.Content value="notes" tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none">
        <TripNotes key={trip.trip_id} trip={trip} />
      </Tabs.Content>
    </Tabs.Root>
  )
}
