import { addDays, datesFrom, timeFromMinutes } from '../../shared/dates.ts'
import type { Place } from '../places/contract.ts'
import type { Day, Leg, Stop, Trip } from './contract.ts'
import { costOf } from './estimates/activities.ts'
import type { TripFacts } from './gather-facts.ts'
import { hoursInWords } from './opening-hours.ts'
import { hopBetween } from './planner/travel-times.ts'
import type { StopRecord, TripRecord } from './records.ts'
import { type Stay, stayOn } from './stays.ts'
import { dayTitle } from './titles.ts'

/** Minutes of a date as a local date-time; past midnight it is the next day's. */
export function localTime(date: string, minutes: number): string {
  const days = Math.floor(minutes / 1440)
  return `${days === 0 ? date : addDays(date, days)}T${timeFromMinutes(minutes - days * 1440)}`
}

/** A trip as it stands on a wire, without its days. */
export function tripOnWire(trip: TripRecord, stays: readonly Stay[]): Trip {
  return {
    trip_id: trip.tripId,
    title: trip.title,
    destinations: stays.map(({ place, country, lat, lon, timezone, nights, arrive, leave, guide }) => ({
      place,
      country,
      lat,
      lon,
      timezone,
      nights,
      arrive,
      leave,
      guide,
    })),
    start_date: trip.startDate,
    end_date: trip.endDate,
    ...(trip.origin !== undefined && { origin: trip.origin.place }),
    travellers: trip.travellers,
    ...(trip.budget !== undefined && { budget_limit: trip.budget }),
    interests: trip.interests,
    pace: trip.pace,
    notes: trip.notes,
    created_at: trip.createdAt,
    updated_at: trip.updatedAt,
  }
}

/** The days of a trip in order, every date of it, with the ways between the stops. */
export function daysOf(trip: TripRecord, stops: readonly StopRecord[], facts: TripFacts): Day[] {
  const byDate = Map.groupBy(stops, ({ date }) => date)
  return datesFrom(trip.startDate, trip.endDate).map((date) => dayOf(trip, date, byDate.get(date) ?? [], facts))
}

/** One day of a trip. */
export function dayOf(trip: TripRecord, date: string, stops: readonly StopRecord[], facts: TripFacts): Day {
  const stay = stayOn(facts.stays, date)
  const ordered = inOrder(stops)
  const legs = legsBetween(ordered)
  const title = dayTitle(ordered)
  return {
    date,
    city: stay?.place ?? '',
    timezone: stay?.timezone ?? 'UTC',
    ...(title !== undefined && { title }),
    walking_metres: legs.filter(({ mode }) => mode === 'walk').reduce((sum, { metres }) => sum + metres, 0),
    stops: ordered.map((stop) => stopOnWire(stop, trip.travellers, facts)),
    legs,
  }
}

/** Stops of a day by time. */
export const inOrder = (stops: readonly StopRecord[]): StopRecord[] =>
  [...stops].sort(
    (a, b) => a.start - b.start || a.start + a.minutes - (b.start + b.minutes) || (a.stopId < b.stopId ? -1 : 1),
  )

function legsBetween(stops: readonly StopRecord[]): Leg[] {
  return stops.slice(1).flatMap((to, index) => {
    const from = stops[index]
    if (from === undefined || !from.located || !to.located) return []
    return [{ from: from.stopId, to: to.stopId, ...hopBetween(from, to), is_estimate: true }]
  })
}

function hoursOf(place: Place, date: string): string {
  const hours = hoursInWords(place.opening_hours, date)
  return place.hours_note === undefined ? hours : `${hours}; ${place.hours_note}`
}

export function stopOnWire(stop: StopRecord, travellers: number, { places }: TripFacts): Stop {
  const place = stop.placeId === undefined ? undefined : places.get(stop.placeId)
  const cost = costOf(stop, travellers)
  return {
    stop_id: stop.stopId,
    ...(stop.placeId !== undefined && { place_id: stop.placeId }),
    title: stop.title,
    category: stop.category,
    start: localTime(stop.date, stop.start),
    end: localTime(stop.date, stop.start + stop.minutes),
    lat: stop.lat,
    lon: stop.lon,
    locked: stop.locked,
    must_see: stop.mustSee,
    ...(cost !== undefined && { cost }),
    ...(stop.description !== undefined && { description: stop.description }),
    ...(stop.area !== undefined && { area: stop.area }),
    ...(place !== undefined && { hours: hoursOf(place, stop.date) }),
    ...(stop.notes !== undefined && { notes: stop.notes }),
    source: stop.source,
    ...(stop.retrievedAt !== undefined && { retrieved_at: stop.retrievedAt }),
    is_estimate: stop.isEstimate,
  }
}
