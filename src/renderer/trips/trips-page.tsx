import { Map as MapIcon, Plus } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { listTrips } from '../../mcp/trips/contract.ts'
import { useFormats } from '../app/formats.ts'
import { useTool } from '../app/tools.ts'
import { useView } from '../app/view-state.ts'
import { Button } from '../ui/button.tsx'
import { Empty, Failure, Loading } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { TripCard } from './trip-card.tsx'

/** All trips: those to come first, then those past. */
export function TripsPage() {
  const formats = useFormats()
  const setDialog = useView((state) => state.setDialog)
  const [query, setQuery] = useState('')
  const sought = useDeferredValue(query.trim())
  const { data, error, isLoading, refetch } = useTool(listTrips, {
    limit: 500,
    ...(sought !== '' && { query: sought }),
  })
  const groups = [
    { title: 'To come', trips: data?.trips.filter((trip) => trip.end_date >= formats.today) ?? [] },
    { title: 'Past', trips: data?.trips.filter((trip) => trip.end_date < formats.today).reverse() ?? [] },
  ]
  return (
    <>
      <PageHead title="Trips">
        <Button variant="primary" onClick={() => setDialog('new-trip')}>
          <Plus size={16} aria-hidden /> New trip
        </Button>
      </PageHead>
      <div className="flex-1 overflow-y-auto px-7 pb-12">
        <input
          type="search"
          aria-label="Search trips"
          placeholder="Search by title or place…"
          className="field max-w-md"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        {isLoading && <Loading label="Loading trips" />}
        {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
        {data?.trips.length === 0 && (
          <Empty icon={MapIcon} title={sought === '' ? 'No trips yet' : 'Nothing found'}>
            {sought === ''
              ? 'Tell the assistant where and when (“4 days in Lisbon from 12 May for two”), or use New trip.'
              : 'Try another place or title.'}
          </Empty>
        )}
        {groups
          .filter((group) => group.trips.length > 0)
          .map((group) => (
            <section key={group.title} className="mt-6">
              <h2 className="mb-2 text-sm font-semibold text-soft">{group.title}</h2>
              <ul className="grid gap-3 @2xl:grid-cols-2 @5xl:grid-cols-3">
                {group.trips.map((trip) => (
                  <TripCard key={trip.trip_id} trip={trip} today={formats.today} />
                ))}
              </ul>
            </section>
          ))}
      </div>
    </>
  )
}
