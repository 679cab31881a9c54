import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Conf from 'conf'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../shared/ids.ts'
import type { AnyTool } from '../shared/tool.ts'
import { schemaOf } from './bridge/openapi.ts'
import { type Host, openHost } from './host.ts'
import { allScopes } from './panel-api.ts'

type Json = Record<string, unknown>

/** What tells Ana's data from everything else: it stands in all she wrote. */
const mark = 'zanzibarine'

/** An input that fits a JSON schema, with one of `ids` wherever an id is asked for. */
function inputFor(
  schema: Json,
  name: string,
  pick: (many: readonly unknown[]) => unknown,
  ids: readonly string[],
): unknown {
  if (Array.isArray(schema.enum)) return pick(schema.enum)
  if ('const' in schema) return schema.const
  const either = schema.anyOf ?? schema.oneOf
  if (Array.isArray(either)) return inputFor(either[0] as Json, name, pick, ids)
  if (schema.type === 'object') {
    const properties = (schema.properties ?? {}) as Record<string, Json>
    const required = (schema.required ?? []) as string[]
    return Object.fromEntries(
      Object.entries(properties)
        .filter(([field]) => required.includes(field) || (/(_id|^before|^after)$/.test(field) && field !== 'user_id'))
        .map(([field, inner]) => [field, inputFor(inner, field, pick, ids)]),
    )
  }
  if (schema.type === 'array') return [inputFor(schema.items as Json, name, pick, ids)]
  if (schema.type === 'number' || schema.type === 'integer') return Math.max(1, Number(schema.minimum ?? 1))
  if (schema.type === 'boolean') return true
  if (schema.format === 'uuid' || /_id$/.test(name)) return pick(ids)
  if (/date|due|^from$|^to$/.test(name) && schema.pattern !== undefined) return '2027-05-12'
  if (/currency/.test(name)) return 'EUR'
  if (/timezone/.test(name)) return 'Europe/Lisbon'
  if (/recurrence/.test(name)) return 'FREQ=DAILY'
  return /place|city|country|^name$|^from$|^to$/.test(name) ? 'Lisbon' : mark.slice(0, 4)
}

describe('two users of one host', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sojourn-isolation-'))
  const ana = newId()
  const bo = newId()
  let host: Host
  let ids: string[] = []

  const as = (user: string) => ({ user, caller: { kind: 'panel' } as const, scopes: allScopes })
  const call = async (user: string, tool: string, input: unknown) =>
    (await host.registry.call(tool, input, as(user))).output as Json
  /** Everything that is Ana's, as she sees it. */
  const everything = async () => {
    const { trips } = (await call(ana, 'list_trips', { when: 'all' })) as { trips: { trip_id: string }[] }
    return JSON.stringify([
      await call(ana, 'list_tasks', { status: 'all', limit: 500 }),
      await Promise.all(trips.map(({ trip_id }) => call(ana, 'get_trip', { trip_id }))),
      await Promise.all(trips.map(({ trip_id }) => call(ana, 'list_expenses', { trip_id }))),
      await call(ana, 'list_conversations', {}),
      await call(ana, 'list_changes', { limit: 500 }),
    ])
  }

  beforeAll(async () => {
    host = await openHost({
      dataDir,
      env: {},
      rendererDir: dataDir,
      openSettings: () => new Conf({ cwd: dataDir, configName: 'settings', projectName: 'sojourn' }),
      probe: async () => false,
    })
    const trip = (await call(ana, 'plan_trip', {
      title: `${mark} trip`,
      destinations: [{ place: 'Lisbon' }],
      start_date: '2027-05-12',
      end_date: '2027-05-14',
    })) as { trip_id: string; days: { stops: { stop_id: string }[] }[] }
    const { trip_id } = trip
    const task = await call(ana, 'add_task', { title: `${mark} task`, trip_id })
    const child = await call(ana, 'add_task', { title: `${mark} subtask`, parent_id: task.task_id })
    const expense = await call(ana, 'add_expense', {
      trip_id,
      amount: 5,
      currency: 'EUR',
      category: 'food',
      note: mark,
    })
    const sent = await host.assistant.send(ana, { message: `add a task to ${mark}` })
    await sent.answered
    const { changes } = (await call(ana, 'list_changes', {})) as { changes: { change_id: string }[] }
    ids = [
      trip_id,
      ...trip.days.flatMap((day) => day.stops.map((stop) => stop.stop_id)).slice(0, 3),
      ...[task.task_id, child.task_id, expense.expense_id, sent.conversation_id].map(String),
      ...changes.map((change) => change.change_id),
    ]
  })
  afterAll(async () => {
    await host.close()
    rmSync(dataDir, { recursive: true, force: true })
  })

  it('never meet, whatever tool one calls with the other’s ids', async () => {
    const before = await everything()
    // Backups, settings and clients are the machine's, not a user's.
    const tools = host.registry
      .visibleTo({ kind: 'panel' })
      .map(({ definition }) => definition)
      .filter(({ name }) => !/profile|settings|status|backup|bridge|connection|snippet|client|token|consent/.test(name))
    const schemas = new Map<AnyTool, Json>(tools.map((tool) => [tool, schemaOf(tool.args, 'input')]))
    const reached = new Set<string>()

    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...tools), fc.infiniteStream(fc.nat()), async (tool, numbers) => {
        const pick = (many: readonly unknown[]) => many[Number(numbers.next().value) % many.length]
        const input = inputFor(schemas.get(tool) ?? {}, '', pick, ids)
        const answer = await call(bo, tool.name, input).catch((error: unknown) => error)
        reached.add(tool.name)
        const said = answer instanceof Error ? answer.message : JSON.stringify(answer)
        expect(said, `${tool.name} ${JSON.stringify(input)}`).not.toContain(mark)
        if (answer instanceof Error) expect(answer).not.toMatchObject({ kind: 'internal' })
      }),
      { numRuns: 600, seed: 20261120 },
    )
    expect(reached.size).toBe(tools.length)
    expect(await everything()).toBe(before)
  }, 60_000)

  it('have lists of their own', async () => {
    const mine = (await call(ana, 'list_tasks', { query: mark, limit: 500 })) as { tasks: unknown[] }
    expect(mine.tasks.length).toBeGreaterThan(1)
    const theirs = (await call(bo, 'list_tasks', { query: mark, status: 'all' })) as { tasks: unknown[] }
    expect(theirs.tasks).toEqual([])
  })
})
