import type { Kysely, Selectable } from 'kysely'
import * as z from 'zod'
import type { ServerContext } from '../../platform/database/database.ts'
import { fromMinor, type Money, toMinor } from '../../shared/money.ts'
import { pace } from './contract.ts'
import type { DestinationRow, StopRow, TripRow, TripsTables } from './migrations.ts'
import { type Destination, nearAirport, origin, type StopRecord, type TripRecord } from './records.ts'

export type TripsContext = ServerContext<TripsTables>
export type TripsDatabase = Kysely<TripsTables>

const words = z.array(z.string())

const moneyOf = (minor: number | null, currency: string | null): Money | undefined =>
  minor === null || currency === null ? undefined : { amount: fromMinor(minor, currency), currency }

function tripOf(row: Selectable<TripRow>, destinations: Destination[]): TripRecord {
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

function destinationOf(row: DestinationRow): Destination {
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

function stopOf(row: StopRow): StopRecord {
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

function stopRow(user: string, stop: StopRecord): StopRow {
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

function tripRow(user: string, trip: TripRecord): TripRow {
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

function destinationRow(user: string, tripId: string, destination: Destination, ordinal: number): DestinationRow {
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

export async function findTrip(db: TripsDatabase, user: string, tripId: string): Promise<TripRecord | undefined> {
  const row = await db
    .selectFrom('trips')
    .selectAll()
    .where('user_id', '=', user)
    .where('trip_id', '=', tripId)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const destinations = await db
    .selectFrom('trip_destinations')
    .selectAll()
    .where('user_id', '=', user)
    .where('trip_id', '=', tripId)
    .orderBy('ordinal')
    .execute()
  return tripOf(row, destinations.map(destinationOf))
}

export interface TripFilter {
  query?: string | undefined
  /** Trips that end on this date or later, or before it. */
  endsFrom?: string
  endsBefore?: string
}

/** Trips by start date, one page of them and one more. */
export async function listTripRecords(
  db: TripsDatabase,
  user: string,
  filter: TripFilter,
  page: { limit: number; offset: number },
): Promise<TripRecord[]> {
  let query = db.selectFrom('trips').selectAll().where('user_id', '=', user)
  if (filter.endsFrom !== undefined) query = query.where('end_date', '>=', filter.endsFrom)
  if (filter.endsBefore !== undefined) query = query.where('end_date', '<', filter.endsBefore)
  for (const word of (filter.query ?? '').split(/\s+/).filter((part) => part !== '')) {
    const like = `%${word.replace(/[\\%_]/g, (letter) => `\\${letter}`)}%`
    query = query.where(({ or, exists, selectFrom, eb }) =>
      or([
        eb('trips.title', 'like', like),
        exists(
          selectFrom('trip_destinations')
            .select('destination_id')
            .whereRef('trip_destinations.trip_id', '=', 'trips.trip_id')
            .where('trip_destinations.place', 'like', like),
        ),
      ]),
    )
  }
  const rows = await query
    .orderBy('start_date')
    .orderBy('trip_id')
    .limit(page.limit + 1)
    .offset(page.offset)
    .execute()
  if (rows.length === 0) return []
  const destinations = await db
    .selectFrom('trip_destinations')
    .selectAll()
    .where('user_id', '=', user)
    .where(
      'trip_id',
      'in',
      rows.map((row) => row.trip_id),
    )
    .orderBy('ordinal')
    .execute()
  const byTrip = Map.groupBy(destinations, (row) => row.trip_id)
  return rows.map((row) => tripOf(row, (byTrip.get(row.trip_id) ?? []).map(destinationOf)))
}

/** Stops of a trip by date and time. */
export async function stopsOfTrip(db: TripsDatabase, user: string, tripId: string): Promise<StopRecord[]> {
  const rows = await db
    .selectFrom('stops')
    .selectAll()
    .where('user_id', '=', user)
    .where('trip_id', '=', tripId)
    .orderBy('date')
    .orderBy('start_minute')
    .orderBy('stop_id')
    .execute()
  return rows.map(stopOf)
}

export async function findStop(db: TripsDatabase, user: string, stopId: string): Promise<StopRecord | undefined> {
  const row = await db
    .selectFrom('stops')
    .selectAll()
    .where('user_id', '=', user)
    .where('stop_id', '=', stopId)
    .executeTakeFirst()
  return row === undefined ? undefined : stopOf(row)
}

export async function insertTrip(db: TripsDatabase, user: string, trip: TripRecord): Promise<void> {
  await db.insertInto('trips').values(tripRow(user, trip)).execute()
  await insertDestinations(db, user, trip)
}

/** Writes the trip's own row anew; destinations only where they changed. */
export async function saveTrip(
  db: TripsDatabase,
  user: string,
  trip: TripRecord,
  destinationsChanged: boolean,
): Promise<void> {
  const { trip_id, user_id, created_at, ...columns } = tripRow(user, trip)
  await db.updateTable('trips').set(columns).where('user_id', '=', user_id).where('trip_id', '=', trip_id).execute()
  if (!destinationsChanged) return
  await db.deleteFrom('trip_destinations').where('user_id', '=', user).where('trip_id', '=', trip_id).execute()
  await insertDestinations(db, user, trip)
}

async function insertDestinations(db: TripsDatabase, user: string, trip: TripRecord): Promise<void> {
  const rows = trip.destinations.map((destination, ordinal) => destinationRow(user, trip.tripId, destination, ordinal))
  await db.insertInto('trip_destinations').values(rows).execute()
}

export async function deleteTripRows(db: TripsDatabase, user: string, tripId: string): Promise<void> {
  await db.deleteFrom('stops').where('user_id', '=', user).where('trip_id', '=', tripId).execute()
  await db.deleteFrom('trip_destinations').where('user_id', '=', user).where('trip_id', '=', tripId).execute()
  await db.deleteFrom('trips').where('user_id', '=', user).where('trip_id', '=', tripId).execute()
}

/** How many rows one statement inserts: SQLite allows 32,766 values in one. */
const rowsAtOnce = 200

export async function insertStops(db: TripsDatabase, user: string, stops: readonly StopRecord[]): Promise<void> {
  for (let index = 0; index < stops.length; index += rowsAtOnce) {
    await db
      .insertInto('stops')
      .values(stops.slice(index, index + rowsAtOnce).map((stop) => stopRow(user, stop)))
      .execute()
  }
}

export async function deleteStops(db: TripsDatabase, user: string, stopIds: readonly string[]): Promise<void> {
  for (let index = 0; index < stopIds.length; index += rowsAtOnce) {
    await db
      .deleteFrom('stops')
      .where('user_id', '=', user)
      .where('stop_id', 'in', stopIds.slice(index, index + rowsAtOnce))
      .execute()
  }
}

/** Makes the stops of a trip those of `after`: inserts, changes and deletes what differs from `before`. */
export async function replaceStops(
  db: TripsDatabase,
  user: string,
  before: readonly StopRecord[],
  after: readonly StopRecord[],
): Promise<void> {
  const known = new Map(before.map((stop) => [stop.stopId, stopRow(user, stop)]))
  const kept = new Set(after.map(({ stopId }) => stopId))
  await deleteStops(
    db,
    user,
    before.flatMap(({ stopId }) => (kept.has(stopId) ? [] : [stopId])),
  )
  await insertStops(
    db,
    user,
    after.filter(({ stopId }) => !known.has(stopId)),
  )
  for (const stop of after) {
    const old = known.get(stop.stopId)
    if (old === undefined) continue
    const row = stopRow(user, stop)
    if (JSON.stringify(row) === JSON.stringify(old)) continue
    const { stop_id, user_id, trip_id, ...columns } = row
    await db.updateTable('stops').set(columns).where('user_id', '=', user_id).where('stop_id', '=', stop_id).execute()
  }
}
