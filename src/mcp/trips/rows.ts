import type { Selectable } from 'kysely'
import * as z from 'zod'
import { fromMinor, type Money, toMinor } from '../../shared/money.ts'
import { pace } from './contract.ts'
import type { DestinationRow, StopRow, TripRow } from './migrations.ts'
import { type Destination, nearAirport, origin, type StopRecord, type TripRecord } from './records.ts'

const words = z.array(z.string())

const moneyOf = (minor: number | null, currency: string | null): Money | undefined =>
  minor === null || currency === null ? undefined : { amount: fromMinor(minor, currency), currency }

export function tripOf(row: Selectable<TripRow>, destinations: Destination[]): TripRecord {
  const budget = moneyOf(row.budget_minor, row.budget_currency)
  return {
    tripId: row.trip_id,
    title: row.title,
    titleGiven: row.title_given === 1,
    startDate: row.start_date,
    endDate: row.end_date,
    ...(row.origin !== null && { origin: origin.parse(JSON.parse(row.origin)) }),
    travellers: row.travellers,
    ...(budget !== undefined && { budget }),
    interests: words.parse(JSON.parse(row.interests)),
    pace: pace.parse(row.pace),
    notes: row.notes,
    assumptions: words.parse(JSON.parse(row.assumptions)),
    ...(row.planned_at !== null && { plannedAt: row.planned_at }),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    destinations,
  }
}

export function destinationOf(row: DestinationRow): Destination {
  return {
    destinationId: row.destination_id,
    place: row.place,
    country: row.country,
    ...(row.region !== null && { region: row.region }),
    lat: row.lat,
    lon: row.lon,
    timezone: row.timezone,
    ...(row.nights !== null && { nightsWanted: row.nights }),
    guide: row.guide === 1,
    ...(row.airport !== null && { airport: nearAirport.parse(JSON.parse(row.airport)) }),
  }
}

export function stopOf(row: StopRow): StopRecord {
  const price = moneyOf(row.price_minor, row.price_currency)
  const cost = moneyOf(row.cost_minor, row.cost_currency)
  return {
    stopId: row.stop_id,
    tripId: row.trip_id,
    date: row.date,
    start: row.start_minute,
    minutes: row.minutes,
    ...(row.place_id !== null && { placeId: row.place_id }),
    title: row.title,
    category: row.category,
    lat: row.lat,
    lon: row.lon,
    located: row.located === 1,
    ...(row.area !== null && { area: row.area }),
    ...(row.description !== null && { description: row.description }),
    ...(price !== undefined && { price }),
    ...(cost !== undefined && { cost }),
    ...(row.notes !== null && { notes: row.notes }),
    locked: row.locked === 1,
    mustSee: row.must_see === 1,
    startFixed: row.start_fixed === 1,
    addedBy: row.added_by === 'user' ? 'user' : 'plan',
    source: row.source,
    ...(row.retrieved_at !== null && { retrievedAt: row.retrieved_at }),
    isEstimate: row.is_estimate === 1,
  }
}

const bit = (value: boolean): number => (value ? 1 : 0)

export function stopRow(user: string, stop: StopRecord): StopRow {
  return {
    stop_id: stop.stopId,
    user_id: user,
    trip_id: stop.tripId,
    date: stop.date,
    start_minute: stop.start,
    minutes: stop.minutes,
    place_id: stop.placeId ?? null,
    title: stop.title,
    category: stop.category,
    lat: stop.lat,
    lon: stop.lon,
    located: bit(stop.located),
    area: stop.area ?? null,
    description: stop.description ?? null,
    price_minor: stop.price === undefined ? null : toMinor(stop.price.amount, stop.price.currency),
    price_currency: stop.price?.currency ?? null,
    cost_minor: stop.cost === undefined ? null : toMinor(stop.cost.amount, stop.cost.currency),
    cost_currency: stop.cost?.currency ?? null,
    notes: stop.notes ?? null,
    locked: bit(stop.locked),
    must_see: bit(stop.mustSee),
    start_fixed: bit(stop.startFixed),
    added_by: stop.addedBy,
    source: stop.source,
    retrieved_at: stop.retrievedAt ?? null,
    is_estimate: bit(stop.isEstimate),
  }
}

export function tripRow(user: string, trip: TripRecord): TripRow {
  return {
    trip_id: trip.tripId,
    user_id: user,
    title: trip.title,
    title_given: bit(trip.titleGiven),
    start_date: trip.startDate,
    end_date: trip.endDate,
    origin: trip.origin === undefined ? null : JSON.stringify(trip.origin),
    travellers: trip.travellers,
    budget_minor: trip.budget === undefined ? null : toMinor(trip.budget.amount, trip.budget.currency),
    budget_currency: trip.budget?.currency ?? null,
    interests: JSON.stringify(trip.interests),
    pace: trip.pace,
    notes: trip.notes,
    assumptions: JSON.stringify(trip.assumptions),
    planned_at: trip.plannedAt ?? null,
    created_at: trip.createdAt,
    updated_at: trip.updatedAt,
  }
}

export function destinationRow(
  user: string,
  tripId: string,
  destination: Destination,
  ordinal: number,
): DestinationRow {
  return {
    destination_id: destination.destinationId,
    user_id: user,
    trip_id: tripId,
    ordinal,
    place: destination.place,
    country: destination.country,
    region: destination.region ?? null,
    lat: destination.lat,
    lon: destination.lon,
    timezone: destination.timezone,
    nights: destination.nightsWanted ?? null,
    guide: bit(destination.guide),
    airport: destination.airport === undefined ? null : JSON.stringify(destination.airport),
  }
}
