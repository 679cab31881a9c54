import { join } from 'node:path'
import { openTestDatabase, type TestDatabase } from '../platform/database/testing.ts'
import { Temporal } from '../shared/dates.ts'
import { SojournError } from '../shared/errors.ts'
import type { Profile } from '../shared/profile.ts'
import {
  type AnyTool,
  type Caller,
  callerKey,
  type InputOf,
  type OutputOf,
  type Progress,
  type Scope,
  scopes,
  type ToolContext,
} from '../shared/tool.ts'
import { budgetJournaled, budgetMigrations } from './budget/migrations.ts'
import { createBudgetServer } from './budget/server.ts'
import { createPlacesServer } from './places/server.ts'
import { tasksJournaled, tasksMigrations } from './tasks/migrations.ts'
import { createTasksServer } from './tasks/server.ts'
import { tripsJournaled, tripsMigrations } from './trips/migrations.ts'
import { createTripsServer } from './trips/server.ts'

const resourcesDir = join(import.meta.dirname, '../../resources')
const caller: Caller = { kind: 'panel' }

/** Who calls: the user, and what of their scopes a client was granted (default all). */
interface As {
  user: string
  scopes?: readonly Scope[]
}

export interface ServersHost extends TestDatabase {
  /** The moment of the calls that follow. */
  clock: Temporal.Instant
  profile: Profile
  /** What calls told of how far they are. */
  told: Progress[]
  call<T extends AnyTool>(tool: T, input: InputOf<T>, as?: As): Promise<OutputOf<T>>
  /** The error that a call ends in. */
  failure<T extends AnyTool>(tool: T, input: unknown, as?: As): Promise<SojournError>
  /** Undoes a change, or the latest. */
  undo(changeId?: string): Promise<void>
  redo(changeId?: string): Promise<void>
}

/**
 * For tests: trips, tasks, places and budget side by side over a real database on disk. It stands outside the servers'
 * folders, as they do not import each other.
 */
export async function openServers(): Promise<ServersHost> {
  const opened = await openTestDatabase({
    migrations: [...tasksMigrations, ...tripsMigrations, ...budgetMigrations],
    journaled: [...tasksJournaled, ...tripsJournaled, ...budgetJournaled],
  })
  const { database } = opened
  const servers = [
    createTasksServer(),
    createTripsServer({ resourcesDir }),
    createPlacesServer({ resourcesDir }),
    createBudgetServer(),
  ]
  const tools = new Map(servers.flatMap((server) => [...server.tools]))
  const run = async <T extends AnyTool>(tool: T, input: unknown, context: ToolContext): Promise<OutputOf<T>> => {
    const args = tool.args.safeParse(input)
    if (!args.success) throw new SojournError('invalid_input', args.error.message)
    return tool.output.parse(await tools.get(tool.name)?.run(args.data, context)) as OutputOf<T>
  }
  const revert = (how: 'undo' | 'redo', changeId?: string) =>
    database.call(
      { user: 'ann', caller: 'panel', callerName: 'You', tool: `${how}_change` },
      () => opened.journal[how]('ann', changeId),
      () => how,
    )
  const host: ServersHost = {
    ...opened,
    told: [],
    clock: Temporal.Instant.from('2026-11-20T10:00:00Z'),
    profile: {
      timezone: 'Europe/London',
      locale: 'en-GB',
      first_day_of_week: 'monday',
      currency: 'GBP',
      units: 'metric',
    },
    async call(tool, input, as = { user: 'ann' }) {
      const context: ToolContext = {
        user: as.user,
        profile: host.profile,
        caller,
        scopes: new Set(as.scopes ?? scopes),
        signal: new AbortController().signal,
        now: host.clock,
        get read() {
          return database.reader()
        },
        progress: (progress) => host.told.push(progress),
        write: (work) => database.write(work),
        call: (inner, fields) => run(inner, fields, context),
      }
      const { result } = await database.call(
        { user: as.user, caller: callerKey(caller), callerName: 'You', tool: tool.name },
        () => run(tool, input, context),
        (output) => tool.summary?.(output, input) ?? tool.title,
      )
      return result
    },
    async failure(tool, input, as) {
      try {
        await host.call(tool, input as never, as)
      } catch (error) {
        if (error instanceof SojournError) return error
        throw error
      }
      throw new Error(`${tool.name} did not fail`)
    },
    async undo(changeId) {
      await revert('undo', changeId)
    },
    async redo(changeId) {
      await revert('redo', changeId)
    },
  }
  return host
}
