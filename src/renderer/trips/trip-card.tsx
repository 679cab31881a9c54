import type { Trip } from '../../mcp/trips/contract.ts'
import { daysBetween } from '../../shared/dates.ts'
import { useFormats } from '../app/formats.ts'
import { fragmentOf } from '../app/route.ts'

/** When a trip is, seen from today: `in 12 days`, `now`, `past`. */
function whenOf(trip: Pick<Trip, 'start_date' | 'end_date'>, today: string): string {
  const days = daysBetween(today, trip.start_date)
  if (trip.end_date < today) return 'past'
  if (days <= 0) return 'now'
  if (days === 1) return 'tomorrow'
  return days < 60 ? `in ${days} days` : `in ${Math.round(days / 30.4)} months`
}

/** A trip in a list: where, when, how far away. */
export function TripCard({ trip, today }: { trip: Trip; today: string }) {
  const formats = useFormats()
  const places = trip.destinations.map((destination) => destination.place).join(' · ')
  return (
    <li className="group relative rounded-xl border border-line bg-card p-4 transition-colors duration-100 hover:border-line-strong">
      <div className="flex items-start justify-between gap-3">
        <h3 className="font-serif text-lg leading-snug font-medium">
          <a
            href={fragmentOf({ page: 'trip', tripId: trip.trip_id, tab: 'itinerary' })}
            className="rounded-lg after:absolute after:inset-0 after:rounded-xl"
          >
            {trip.title}
          </a>
        </h3>
        <span className="mt-1 shrink-0 rounded-full bg-accent-soft px-2 py-0.5 text-xs font-medium text-accent">
          {whenOf(trip, today)}
        </span>
      </div>
      <p className="mt-1 text-sm text-soft">{places}</p>
      <p className="text-sm text-soft">
        {formats.dateRange(trip.start_date, trip.end_date)} · {trip.travellers}{' '}
        {trip.travellers === 1 ? 'traveller' : 'travellers'}
        {trip.budget_limit !== undefined && ` · ${formats.money(trip.budget_limit.amount, trip.budget_limit.currency)}`}
      </p>
    </li>
  )
}
