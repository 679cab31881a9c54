import type { JournaledTable, Migration } from '../../platform/database/database.ts'

export interface TripRow {
  trip_id: string
  user_id: string
  title: string
  /** 1 where the user named it, so that a new plan keeps the name. */
  title_given: number
  start_date: string
  end_date: string
  /** JSON of an `Origin`, null where it is not known where the travellers start from. */
  origin: string | null
  travellers: number
  budget_minor: number | null
  budget_currency: string | null
  /** JSON list of words. */
  interests: string
  pace: string
  notes: string
  /** JSON list of sentences. */
  assumptions: string
  planned_at: string | null
  created_at: string
  updated_at: string
}

export interface DestinationRow {
  destination_id: string
  user_id: string
  trip_id: string
  ordinal: number
  place: string
  country: string
  region: string | null
  lat: number
  lon: number
  timezone: string
  /** As asked for; null: a share of what is left. */
  nights: number | null
  guide: number
  /** JSON of a `NearAirport`. */
  airport: string | null
}

export interface StopRow {
  stop_id: string
  user_id: string
  trip_id: string
  date: string
  /** Minutes after midnight, local. */
  start_minute: number
  minutes: number
  place_id: string | null
  title: string
  category: string
  lat: number
  lon: number
  /** 0 where only the city is known: the coordinates are then its centre. */
  located: number
  area: string | null
  description: string | null
  /** Usual price for one person. */
  price_minor: number | null
  price_currency: string | null
  /** What the user entered for the whole party. */
  cost_minor: number | null
  cost_currency: string | null
  notes: string | null
  locked: number
  must_see: number
  /** 1 where the user set the start. */
  start_fixed: number
  added_by: string
  source: string
  retrieved_at: string | null
  is_estimate: number
}

export interface TripsTables {
  trips: TripRow
  trip_destinations: DestinationRow
  stops: StopRow
}

export const tripsMigrations: readonly Migration[] = [
  {
    server: 'trips',
    number: 1,
    name: 'trips, destinations and stops',
    sql: `
      CREATE TABLE trips (
        trip_id TEXT PRIMARY KEY NOT NULL,
        user_id TEXT NOT NULL,
        title TEXT NOT NULL,
        title_given INTEGER NOT NULL DEFAULT 0,
        start_date TEXT NOT NULL,
        end_date TEXT NOT NULL CHECK (end_date >= start_date),
        origin TEXT,
        travellers INTEGER NOT NULL CHECK (travellers > 0),
        budget_minor INTEGER CHECK (budget_minor >= 0),
        budget_currency TEXT,
        interests TEXT NOT NULL DEFAULT '[]',
        pace TEXT NOT NULL,
        notes TEXT NOT NULL DEFAULT '',
        assumptions TEXT NOT NULL DEFAULT '[]',
        planned_at TEXT,
        created_at TEXT NOT NULL,
        updated_at TEXT NOT NULL
      ) STRICT;
      CREATE INDEX trips_by_start ON trips (user_id, start_date, trip_id);

      CREATE TABLE trip_destinations (
        destination_id TEXT PRIMARY KEY NOT NULL,
        user_id TEXT NOT NULL,
        trip_id TEXT NOT NULL REFERENCES trips (trip_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        ordinal INTEGER NOT NULL,
        place TEXT NOT NULL,
        country TEXT NOT NULL,
        region TEXT,
        lat REAL NOT NULL,
        lon REAL NOT NULL,
        timezone TEXT NOT NULL,
        nights INTEGER,
        guide INTEGER NOT NULL,
        airport TEXT
      ) STRICT;
      CREATE INDEX trip_destinations_of_trip ON trip_destinations (user_id, trip_id, ordinal);

      CREATE TABLE stops (
        stop_id TEXT PRIMARY KEY NOT NULL,
        user_id TEXT NOT NULL,
        trip_id TEXT NOT NULL REFERENCES trips (trip_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        date TEXT NOT NULL,
        start_minute INTEGER NOT NULL,
        minutes INTEGER NOT NULL CHECK (minutes > 0),
        place_id TEXT,
        title TEXT NOT NULL,
        category TEXT NOT NULL,
        lat REAL NOT NULL,
        lon REAL NOT NULL,
        located INTEGER NOT NULL DEFAULT 1,
        area TEXT,
        description TEXT,
        price_minor INTEGER,
        price_currency TEXT,
        cost_minor INTEGER,
        cost_currency TEXT,
        notes TEXT,
        locked INTEGER NOT NULL DEFAULT 0,
        must_see INTEGER NOT NULL DEFAULT 0,
        start_fixed INTEGER NOT NULL DEFAULT 0,
        added_by TEXT NOT NULL CHECK (added_by IN ('plan', 'user')),
        source TEXT NOT NULL,
        retrieved_at TEXT,
        is_estimate INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX stops_of_trip ON stops (user_id, trip_id, date, start_minute);
    `,
  },
]

export const tripsJournaled: readonly JournaledTable[] = [
  // Every change touches updated_at: compared on undo, it would make any later change a conflict.
  { table: 'trips', entity: 'trip', key: 'trip_id', tripColumn: 'trip_id', derived: ['updated_at'] },
  { table: 'trip_destinations', entity: 'destination', key: 'destination_id', tripColumn: 'trip_id' },
  { table: 'stops', entity: 'stop', key: 'stop_id', tripColumn: 'trip_id' },
]
