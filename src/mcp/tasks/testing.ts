import { openTestDatabase, type TestDatabase } from '../../platform/database/testing.ts'
import { Temporal } from '../../shared/dates.ts'
import { SojournError } from '../../shared/errors.ts'
import { newId } from '../../shared/ids.ts'
import {
  type AnyTool,
  type Caller,
  callerKey,
  defineContract,
  type InputOf,
  type OutputOf,
  serve,
  type ToolContext,
} from '../../shared/tool.ts'
import { listTrips, type Trip } from '../trips/contract.ts'
import { tasksJournaled, tasksMigrations } from './migrations.ts'
import { createTasksServer } from './server.ts'

/** For tests: a trip to Lisbon from 12 to 15 May 2027. */
export function lisbonTrip(fields: Partial<Trip> = {}): Trip {
  return {
    trip_id: newId(),
    title: 'Lisbon in May',
    destinations: [
      {
        place: 'Lisbon',
        lat: 38.72,
        lon: -9.14,
        timezone: 'Europe/Lisbon',
        nights: 3,
        arrive: '2027-05-12',
        leave: '2027-05-15',
        guide: true,
      },
    ],
    start_date: '2027-05-12',
    end_date: '2027-05-15',
    travellers: 2,
    interests: [],
    pace: 'balanced',
    notes: '',
    created_at: '2026-11-01T00:00:00Z',
    updated_at: '2026-11-01T00:00:00Z',
    ...fields,
  }
}

export interface TasksHost extends TestDatabase {
  /** The trips that the user has. */
  trips: Trip[]
  /** The moment of the calls that follow. */
  clock: Temporal.Instant
  call<T extends AnyTool>(tool: T, input: InputOf<T>, as?: { user: string }): Promise<OutputOf<T>>
  /** The kind of error that a call ends in. */
  failure<T extends AnyTool>(tool: T, input: InputOf<T>, as?: { user: string }): Promise<string>
  /** Undoes a change, or the latest. */
  undo(changeId?: string): Promise<void>
  /** The id of the latest change that a call made. */
  lastChange(): string | undefined
}

const caller: Caller = { kind: 'panel' }

/** For tests: the tasks server over a real database, beside a trips server that lists the trips it is given. */
export async function openTasksHost(): Promise<TasksHost> {
  const opened = await openTestDatabase({ migrations: tasksMigrations, journaled: tasksJournaled })
  const { database } = opened
  const trips: Trip[] = []
  const contract = defineContract('trips', 'Trips', [listTrips])
  const tripsServer = serve<typeof contract.tools, ToolContext>(contract, {
    list_trips: async ({ trip_id, query = '' }, context) => ({
      trips:
        context.user === 'ann'
          ? trips
              .filter((trip) => trip_id === undefined || trip.trip_id === trip_id)
              .filter((trip) => trip.title.toLowerCase().includes(query.toLowerCase()))
          : [],
    }),
  })
  const tools = new Map([createTasksServer(), tripsServer].flatMap((server) => [...server.tools]))
  const run = async <T extends AnyTool>(tool: T, input: unknown, context: ToolContext): Promise<OutputOf<T>> =>
    tool.output.parse(await tools.get(tool.name)?.run(tool.args.parse(input), context)) as OutputOf<T>
  let latest: string | undefined
  const host: TasksHost = {
    ...opened,
    trips,
    clock: Temporal.Instant.from('2026-11-20T10:00:00Z'),
    async call(tool, input, as = { user: 'ann' }) {
      const context: ToolContext = {
        user: as.user,
        profile: {
          timezone: 'Europe/London',
          locale: 'en-GB',
          first_day_of_week: 'monday',
          currency: 'GBP',
          units: 'metric',
        },
        caller,
        scopes: new Set(),
        signal: new AbortController().signal,
        now: host.clock,
        get read() {
          return database.reader()
        },
        progress: () => {},
        write: (work) => database.write(work),
        call: (inner, fields) => run(inner, fields, context),
      }
      const info = { user: as.user, caller: callerKey(caller), callerName: 'You', tool: tool.name }
      const { result, committed } = await database.call(
        info,
        () => run(tool, input, context),
        (output) => tool.summary?.(output, input) ?? tool.title,
      )
      latest = committed?.changeId ?? latest
      return result
    },
    async failure(tool, input, as) {
      try {
        await host.call(tool, input, as)
      } catch (error) {
        if (error instanceof SojournError) return error.kind
        throw error
      }
      return 'none'
    },
    async undo(changeId) {
      await database.call(
        { user: 'ann', caller: 'panel', callerName: 'You', tool: 'undo_change' },
        () => opened.journal.undo('ann', changeId),
        () => 'Undid',
      )
    },
    lastChange: () => latest,
  }
  return host
}
