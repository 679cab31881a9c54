import type { ServerContext } from '../../platform/database/database.ts'
import { openTestDatabase, type TestDatabase } from '../../platform/database/testing.ts'
import { Temporal } from '../../shared/dates.ts'
import { SojournError } from '../../shared/errors.ts'
import { newId } from '../../shared/ids.ts'
import { fromMinor, type Money, toMinor } from '../../shared/money.ts'
import {
  type AnyTool,
  type Caller,
  callerKey,
  defineContract,
  type InputOf,
  type OutputOf,
  type Server,
  serve,
  type ToolContext,
} from '../../shared/tool.ts'
import { type Place, searchPlaces } from '../places/contract.ts'
import { getTrip, listTrips, type Stop, type TripDetail, updateTrip } from '../trips/contract.ts'
import { budgetJournaled, budgetMigrations } from './migrations.ts'
import { createBudgetServer } from './server.ts'

const user = 'ann'

/** For tests: a trip of four days in Lisbon with a plan of 1,000 euros and one paid stop. */
export function lisbonTrip(fields: Partial<TripDetail> = {}): TripDetail {
  const planned = {
    transport: 320,
    lodging: 360,
    food: 240,
    activities: 45.5,
    local_transport: 34.5,
    other: 0,
  } as const
  const categories = Object.entries(planned).map(([category, amount]) => ({
    category: category as keyof typeof planned,
    planned: amount,
    is_estimate: true,
    method: 'estimate for a test',
  }))
  return {
    trip_id: newId(),
    title: 'Lisbon',
    destinations: [],
    start_date: '2027-05-12',
    end_date: '2027-05-15',
    travellers: 2,
    interests: [],
    pace: 'balanced',
    notes: '',
    created_at: '2027-01-01T00:00:00Z',
    updated_at: '2027-01-01T00:00:00Z',
    days: [
      {
        date: '2027-05-12',
        city: 'Lisbon',
        timezone: 'Europe/Lisbon',
        stops: [paidStop('lisbon/tile-museum', 'Tile museum', 16)],
        legs: [],
      },
    ],
    travel: [
      {
        kind: 'outbound',
        mode: 'flight',
        from: 'London',
        to: 'Lisbon',
        date: '2027-05-12',
        depart: '2027-05-12T08:00',
        arrive: '2027-05-12T10:45',
        minutes: 165,
        metres: 1_585_000,
        price: { amount: 160, currency: 'EUR' },
        price_low: 110,
        price_high: 240,
        is_estimate: true,
        method: 'a formula',
        source: 'estimate',
      },
    ],
    budget: { currency: 'EUR', total: 1000, categories, is_estimate: true },
    weather: [],
    findings: [],
    tasks: [],
    suggestions: [],
    assumptions: [],
    bookings: [],
    ...fields,
  }
}

export const paidStop = (placeId: string, title: string, euros: number): Stop => ({
  stop_id: newId(),
  place_id: placeId,
  title,
  category: 'museum',
  start: '2027-05-12T14:00',
  end: '2027-05-12T15:30',
  lat: 38.7247,
  lon: -9.1139,
  locked: false,
  must_see: false,
  cost: { amount: euros, currency: 'EUR' },
  source: 'built-in guide',
  is_estimate: true,
})

interface FakeTripTables {
  fake_trips: { trip_id: string; user_id: string; detail: string; limit_minor: number | null; currency: string | null }
}

/** Keeps trips whole, with their limit in a column of its own, as the trips server does as far as budgets can tell. */
function createFakeTrips(places: readonly Place[]): Server {
  const read = async (tripId: string, context: ServerContext<FakeTripTables>): Promise<TripDetail> => {
    const row = await context.read
      .selectFrom('fake_trips')
      .selectAll()
      .where('trip_id', '=', tripId)
      .where('user_id', '=', context.user)
      .executeTakeFirst()
    if (row === undefined) throw new SojournError('not_found', 'There is no such trip.')
    const detail = JSON.parse(row.detail) as TripDetail
    if (row.currency === null || row.limit_minor === null) return detail
    return { ...detail, budget_limit: { amount: fromMinor(row.limit_minor, row.currency), currency: row.currency } }
  }
  const contract = defineContract('trips', 'Trips', [getTrip, listTrips, updateTrip, searchPlaces])
  return serve<typeof contract.tools, ServerContext<FakeTripTables>>(contract, {
    get_trip: ({ trip_id }, context) => read(trip_id, context),
    list_trips: async ({ trip_id }, context) => {
      const all = context.read.selectFrom('fake_trips').selectAll().where('user_id', '=', context.user)
      const rows = await (trip_id === undefined ? all : all.where('trip_id', '=', trip_id)).execute()
      return { trips: rows.map(({ detail }) => JSON.parse(detail) as TripDetail) }
    },
    update_trip: ({ trip_id, budget }, context) =>
      context.write(async (tx) => {
        await read(trip_id, context)
        const limit_minor = budget ? toMinor(budget.amount, budget.currency) : null
        await tx
          .updateTable('fake_trips')
          .set({ limit_minor, currency: budget?.currency ?? null })
          .where('trip_id', '=', trip_id)
          .execute()
        return read(trip_id, context)
      }),
    search_places: async ({ city }) => ({ places: places.filter((place) => place.city === city) }),
  })
}

export interface BudgetHost extends TestDatabase {
  call<T extends AnyTool>(
    tool: T,
    input: InputOf<T>,
    as?: Partial<{ user: string; caller: Caller }>,
  ): Promise<OutputOf<T>>
  /** Puts a trip in, with a limit where one is given; returns its id. */
  addTrip(trip?: TripDetail, limit?: Money): Promise<string>
}

/** For tests: the budget server over a real database, beside a trips server that keeps what it is given. */
export async function openBudgetHost(places: readonly Place[] = []): Promise<BudgetHost> {
  let clock = Temporal.Instant.from('2027-03-01T12:00:00Z')
  const opened = await openTestDatabase({
    migrations: [
      {
        server: 'trips',
        number: 1,
        name: 'trips',
        sql: `CREATE TABLE fake_trips (
          trip_id TEXT PRIMARY KEY, user_id TEXT NOT NULL, detail TEXT NOT NULL, limit_minor INTEGER, currency TEXT
        ) STRICT`,
      },
      ...budgetMigrations,
    ],
    journaled: [{ table: 'fake_trips', entity: 'trip', key: 'trip_id', tripColumn: 'trip_id' }, ...budgetJournaled],
  })
  const { database } = opened
  const tools = new Map([createBudgetServer(), createFakeTrips(places)].flatMap((server) => [...server.tools]))
  const run = async <T extends AnyTool>(tool: T, input: unknown, context: ToolContext): Promise<OutputOf<T>> =>
    tool.output.parse(await tools.get(tool.name)?.run(tool.args.parse(input), context)) as OutputOf<T>
  return {
    ...opened,
    async call(tool, input, as = {}) {
      clock = clock.add({ seconds: 1 })
      const caller: Caller = as.caller ?? { kind: 'panel' }
      const context: ToolContext = {
        user: as.user ?? user,
        profile: {
          timezone: 'Europe/London',
          locale: 'en-GB',
          first_day_of_week: 'monday',
          currency: 'EUR',
          units: 'metric',
        },
        caller,
        scopes: new Set(),
        signal: new AbortController().signal,
        now: clock,
        get read() {
          return database.reader()
        },
        progress: () => {},
        write: (work) => database.write(work),
        call: (inner, fields) => run(inner, fields, context),
      }
      const info = { user: context.user, caller: callerKey(caller), callerName: caller.kind, tool: tool.name }
      const { result } = await database.call(
        info,
        () => run(tool, input, context),
        (output) => tool.summary?.(output, input) ?? tool.title,
      )
      return result
    },
    async addTrip(trip = lisbonTrip(), limit) {
      await database.call(
        { user, caller: 'panel', callerName: 'You', tool: 'create_trip' },
        () =>
          database.write<FakeTripTables, unknown>((tx) =>
            tx
              .insertInto('fake_trips')
              .values({
                trip_id: trip.trip_id,
                user_id: user,
                detail: JSON.stringify(trip),
                limit_minor: limit === undefined ? null : toMinor(limit.amount, limit.currency),
                currency: limit?.currency ?? null,
              })
              .execute(),
          ),
        () => 'Created a trip',
      )
      return trip.trip_id
    },
  }
}
