import { datesFrom, daysBetween } from '../../../shared/dates.ts'
import { metresBetween } from '../../../shared/geo.ts'
import type { BudgetSplit, Finding } from '../contract.ts'
import { nearMetres } from '../estimates/journey.ts'
import type { TripFacts } from '../gather-facts.ts'
import { inOrder } from '../itinerary.ts'
import type { StopRecord, TripRecord } from '../records.ts'
import { stayOn } from '../stays.ts'
import { joined } from '../titles.ts'
import { runChecks } from './all-checks.ts'
import type { CheckedDay, CheckedItinerary, CheckedStop } from './checked-itinerary.ts'

const categoryWords: Record<BudgetSplit['categories'][number]['category'], string> = {
  transport: 'travel',
  lodging: 'lodging',
  food: 'food',
  activities: 'tickets',
  local_transport: 'local transport',
  other: 'other things',
}

/** What can be said about a stored trip. Pure. */
export function findingsOf(
  trip: TripRecord,
  stops: readonly StopRecord[],
  facts: TripFacts,
  budget: BudgetSplit,
): Finding[] {
  const arrival = blockTime(trip.startDate, stops, 'arrival')
  const departure = blockTime(trip.endDate, stops, 'departure')
  const largest = [...budget.categories].sort((a, b) => b.planned - a.planned)[0]
  const itinerary: CheckedItinerary = {
    tripId: trip.tripId,
    days: daysToCheck(trip, stops, facts),
    start: trip.startDate,
    end: trip.endDate,
    pace: trip.pace,
    budget,
    ...(largest !== undefined && largest.planned > 0 && { largestCost: categoryWords[largest.category] }),
    holidays: [...facts.countries].flatMap(([country, { holidays }]) =>
      holidays
        .filter(({ type }) => type === 'public')
        .map(({ date, name }) => ({ date: date.slice(0, 10), name, country })),
    ),
    transfers: new Set(facts.stays.slice(1).map(({ arrive }) => arrive)),
    zones: zonesOf(trip, facts),
    ...abroadOf(trip, facts),
    locale: facts.locale,
    ...(arrival !== undefined && { arrival }),
    ...(departure !== undefined && { departure }),
  }
  return runChecks(itinerary)
}

function daysToCheck(trip: TripRecord, stops: readonly StopRecord[], facts: TripFacts): CheckedDay[] {
  const byDate = Map.groupBy(stops, ({ date }) => date)
  const dates = [...new Set([...datesFrom(trip.startDate, trip.endDate), ...byDate.keys()])].sort()
  return dates.map((date) => {
    const stay = stayOn(facts.stays, date)
    return {
      date,
      city: stay?.place ?? '',
      guide: stay?.guide ?? false,
      ...(stay !== undefined && {
        country: stay.country,
        centre: { lat: stay.lat, lon: stay.lon },
        timezone: stay.timezone,
      }),
      stops: inOrder(byDate.get(date) ?? []).map((stop) => stopToCheck(stop, facts)),
      modes: new Map(),
    }
  })
}

function stopToCheck(stop: StopRecord, { places }: TripFacts): CheckedStop {
  const place = stop.placeId === undefined ? undefined : places.get(stop.placeId)
  return {
    stopId: stop.stopId,
    ...(stop.placeId !== undefined && { placeId: stop.placeId }),
    ...(place !== undefined && { place }),
    title: stop.title,
    category: stop.category,
    start: stop.start,
    end: stop.start + stop.minutes,
    ...(stop.located && { point: { lat: stop.lat, lon: stop.lon } }),
    ...(stop.cost !== undefined && { cost: stop.cost }),
    locked: stop.locked,
    own: stop.placeId === undefined,
  }
}

/** The plan's arrival and departure already hold the way into the city and back, which the check counts on top. */
function blockTime(date: string, stops: readonly StopRecord[], category: 'arrival' | 'departure'): string | undefined {
  const block = stops.find((stop) => stop.date === date && stop.category === category)
  if (block === undefined) return undefined
  const minutes = category === 'arrival' ? block.start + block.minutes - 45 : block.start + 120
  const inDay = Math.min(1439, Math.max(0, minutes))
  return `${date}T${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`
}

function zonesOf(trip: TripRecord, { stays }: TripFacts): CheckedItinerary['zones'] {
  const places = [...(trip.origin === undefined ? [] : [{ ...trip.origin, arrive: trip.startDate }]), ...stays]
  return places.map(({ place, timezone, arrive }) => ({ place, timezone, date: arrive }))
}

function abroadOf(trip: TripRecord, { stays, countries, today }: TripFacts): Pick<CheckedItinerary, 'abroad'> {
  const { origin } = trip
  if (origin === undefined || stays.every((stay) => metresBetween(stay, origin) < nearMetres)) return {}
  const codes = [...new Set(stays.map(({ country }) => country))].filter((code) => code !== origin.country)
  if (codes.length === 0) return {}
  return {
    abroad: {
      countries: joined(codes.map((code) => countries.get(code)?.name ?? code)),
      inDays: daysBetween(today, trip.startDate),
    },
  }
}
