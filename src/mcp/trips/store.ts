import type { Kysely } from 'kysely'
import type { ServerContext } from '../../platform/database/database.ts'
import { folded } from '../../shared/folded.ts'
import type { TripsTables } from './migrations.ts'
import type { StopRecord, TripRecord } from './records.ts'
import { destinationOf, destinationRow, stopOf, stopRow, tripOf, tripRow } from './rows.ts'

export type TripsContext = ServerContext<TripsTables>
export type TripsDatabase = Kysely<TripsTables>

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
  /** The one trip with this id. */
  tripId?: string | undefined
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
  if (filter.tripId !== undefined) query = query.where('trip_id', '=', filter.tripId)
  if (filter.endsFrom !== undefined) query = query.where('end_date', '>=', filter.endsFrom)
  if (filter.endsBefore !== undefined) query = query.where('end_date', '<', filter.endsBefore)
  const words = wordsOf(filter.query ?? '')
  query = query.orderBy('start_date').orderBy('trip_id')
  // Words are compared without accents, which SQL does not do: a user's own trips are few.
  if (words.length === 0) query = query.limit(page.limit + 1).offset(page.offset)
  const rows = await query.execute()
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
  const trips = rows.map((row) => tripOf(row, (byTrip.get(row.trip_id) ?? []).map(destinationOf)))
  if (words.length === 0) return trips
  return trips.filter((trip) => names(trip, words)).slice(page.offset, page.offset + page.limit + 1)
}

const wordsOf = (text: string): string[] =>
  folded(text)
    .split(/\s+/)
    .filter((word) => word !== '')

/** Whether every word stands in the title or in a destination. */
function names(trip: TripRecord, words: readonly string[]): boolean {
  const text = folded([trip.title, ...trip.destinations.map(({ place }) => place)].join('\n'))
  return words.every((word) => text.includes(word))
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
