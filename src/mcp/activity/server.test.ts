import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fixtureJournaled, fixtureMigrations, item, type Tables } from '../../platform/database/fixture.ts'
import { openTestDatabase, type TestDatabase } from '../../platform/database/testing.ts'
import { Temporal } from '../../shared/dates.ts'
import { newId } from '../../shared/ids.ts'
import {
  type AnyTool,
  type Caller,
  callerKey,
  type InputOf,
  type OutputOf,
  type ToolContext,
} from '../../shared/tool.ts'
import { listChanges, redoChange, undoChange } from './contract.ts'
import { createActivityServer } from './server.ts'

const you: Caller = { kind: 'panel' }
const assistant: Caller = { kind: 'assistant', model: 'built-in' }
const shell: Caller = { kind: 'local' }
const mapp: Caller = { kind: 'client', clientId: 'mapp', name: 'Mapp' }
const other: Caller = { kind: 'client', clientId: 'other', name: 'Other' }

let test: TestDatabase
let now = 0
beforeEach(async () => {
  now = Date.parse('2027-03-01T12:00:00Z')
  test = await openTestDatabase({
    migrations: fixtureMigrations,
    journaled: fixtureJournaled,
    now: () => {
      now += 1000
      return now
    },
  })
})
afterEach(() => test.dispose())

async function call<T extends AnyTool>(tool: T, input: InputOf<T>, caller: Caller, user = 'ann'): Promise<OutputOf<T>> {
  const { database, journal } = test
  const context: ToolContext = {
    user,
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
    now: Temporal.Instant.fromEpochMilliseconds(now),
    get read() {
      return database.reader()
    },
    progress: () => {},
    write: (work) => database.write(work),
    call: () => Promise.reject(new Error('activity calls no other tool')),
  }
  const info = { user, caller: callerKey(caller), callerName: caller.kind, tool: tool.name }
  const run = async (): Promise<OutputOf<T>> =>
    tool.output.parse(
      await createActivityServer(journal).tools.get(tool.name)?.run(tool.args.parse(input), context),
    ) as OutputOf<T>
  const { result } = await database.call(info, run, (output) => tool.summary?.(output, input) ?? tool.title)
  return result
}

async function add(id: string, caller: Caller, user = 'ann'): Promise<string> {
  const { committed } = await test.database.call(
    { user, caller: callerKey(caller), callerName: caller.kind, tool: 'add_task' },
    () =>
      test.database.write<Tables, unknown>((tx) =>
        tx
          .insertInto('items')
          .values(item(id, { user_id: user }))
          .execute(),
      ),
    () => `Added ${id}`,
  )
  return committed?.changeId ?? ''
}

const titles = async (): Promise<string[]> =>
  (await test.database.reader<Tables>().selectFrom('items').select('item_id').orderBy('item_id').execute()).map(
    ({ item_id }) => item_id,
  )
const listed = async (caller: Caller, input: InputOf<typeof listChanges> = {}): Promise<string[]> =>
  (await call(listChanges, input, caller)).changes.map(({ summary }) => summary)

describe('list_changes', () => {
  it('shows the user, the assistant and the command line the changes of all, newest first', async () => {
    const change_id = await add('a', you)
    await add('b', mapp)
    await add('c', assistant)
    await add('theirs', you, 'eve')
    for (const caller of [you, assistant, shell])
      expect(await listed(caller)).toEqual(['Added c', 'Added b', 'Added a'])
    expect((await call(listChanges, {}, you)).changes.at(-1)).toMatchObject({
      change_id,
      caller: 'panel',
      tool: 'add_task',
      undone: false,
      entities: [{ entity: 'task', id: 'a', operation: 'insert' }],
    })
  })

  it('shows a client its own only', async () => {
    await add('a', you)
    await add('b', mapp)
    expect(await listed(mapp)).toEqual(['Added b'])
    expect(await listed(mapp, { client_id: 'mapp' })).toEqual(['Added b'])
    expect(await listed(other)).toEqual([])
    await expect(listed(other, { client_id: 'mapp' })).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(listed(other, { client_id: 'panel' })).rejects.toMatchObject({ kind: 'forbidden' })
  })

  it('narrows by caller, time and entity, and goes page by page', async () => {
    await add('a', you)
    await add('b', mapp)
    const { changes } = await call(listChanges, {}, you)
    expect(await listed(you, { client_id: 'mapp' })).toEqual(['Added b'])
    expect(await listed(you, { client_id: 'client:mapp' })).toEqual(['Added b'])
    expect(await listed(you, { client_id: 'panel' })).toEqual(['Added a'])
    const latest = changes[0]?.at
    expect(await listed(you, latest === undefined ? {} : { since: latest })).toEqual(['Added b'])
    expect(await listed(you, { entity: 'a' })).toEqual(['Added a'])
    expect(await listed(you, { entity: 'task' })).toHaveLength(2)
    const page = await call(listChanges, { limit: 1 }, you)
    expect(page.next_cursor).toBeDefined()
    expect(await listed(you, { limit: 1, cursor: page.next_cursor ?? '' })).toEqual(['Added a'])
  })
})

describe('undo_change', () => {
  it('without an id takes back the latest change of anyone, then the one before', async () => {
    await add('a', you)
    await add('b', assistant)
    await add('c', mapp)
    expect(await call(undoChange, {}, you)).toMatchObject({ summary: 'Added c', undone: true, tool: 'add_task' })
    expect(await call(undoChange, {}, assistant)).toMatchObject({ summary: 'Added b' })
    expect(await titles()).toEqual(['a'])
  })

  it('without an id takes back the latest of a client’s own', async () => {
    const change_id = await add('a', mapp)
    await add('b', you)
    expect(await call(undoChange, {}, mapp)).toMatchObject({ change_id, summary: 'Added a' })
    expect(await titles()).toEqual(['b'])
    await expect(call(undoChange, {}, mapp)).rejects.toMatchObject({
      kind: 'not_found',
      message: 'There is nothing to undo.',
    })
  })

  it('hides from a client, and from another user, that a change exists', async () => {
    const change_id = await add('a', you)
    await expect(call(undoChange, { change_id }, mapp)).rejects.toMatchObject({ kind: 'not_found' })
    await expect(call(undoChange, { change_id }, you, 'eve')).rejects.toMatchObject({ kind: 'not_found' })
    await expect(call(undoChange, { change_id: newId() }, you)).rejects.toMatchObject({ kind: 'not_found' })
    expect(await titles()).toEqual(['a'])
  })

  it('refuses with the reason where the same was changed since', async () => {
    const change_id = await add('a', you)
    await test.database.call(
      { user: 'ann', caller: 'assistant', callerName: 'Assistant', tool: 'update_task' },
      () =>
        test.database.write<Tables, unknown>((tx) =>
          tx.updateTable('items').set({ title: 'Other' }).where('item_id', '=', 'a').execute(),
        ),
      () => 'Changed a',
    )
    await expect(call(undoChange, { change_id }, you)).rejects.toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining('title'),
      hint: expect.stringContaining('Changed a'),
    })
    expect(await titles()).toEqual(['a'])
  })
})

describe('redo_change', () => {
  it('brings back what was undone last, and says when there is nothing', async () => {
    await add('a', you)
    await call(undoChange, {}, you)
    expect((await call(listChanges, { entity: 'a' }, you)).changes.at(-1)).toMatchObject({
      summary: 'Added a',
      undone: true,
    })
    expect(await call(redoChange, {}, you)).toMatchObject({ summary: 'Added a', undone: false })
    expect(await titles()).toEqual(['a'])
    expect(await listed(you)).toEqual(['Redid: Added a', 'Undid: Added a', 'Added a'])
    await expect(call(redoChange, {}, you)).rejects.toMatchObject({ kind: 'not_found' })
  })

  it('is a client’s for its own undo only', async () => {
    await add('a', mapp)
    await call(undoChange, {}, you)
    await expect(call(redoChange, {}, mapp)).rejects.toMatchObject({ kind: 'not_found' })
    expect(await titles()).toEqual([])
  })
})
