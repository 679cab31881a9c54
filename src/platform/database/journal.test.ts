import type { Kysely } from 'kysely'
import { describe, expect, onTestFinished, test } from 'vitest'
import { SojournError } from '../../shared/errors.ts'
import type { Committed } from './database.ts'
import { as, fixtureJournaled, fixtureMigrations, type ItemTable, item, type Tables } from './fixture.ts'
import type { CommittedChange } from './journal.ts'
import { openTestDatabase } from './testing.ts'

async function open() {
  let time = Date.UTC(2026, 0, 1)
  const opened = await openTestDatabase({ migrations: fixtureMigrations, journaled: fixtureJournaled, now: () => time })
  onTestFinished(opened.dispose)
  const { database, journal } = opened
  /** Changes rows in a call of its own. */
  const change = async (
    work: (tx: Kysely<Tables>) => Promise<unknown>,
    { user = 'ann', caller = 'panel', summary = 'Changed something' } = {},
  ): Promise<Committed | undefined> => {
    const write = () => database.write<Tables, void>(async (tx) => void (await work(tx)))
    return (await database.call(as(user, caller), write, () => summary)).committed
  }
  const add = (id: string, fields: Partial<ItemTable> = {}, options = {}) =>
    change((tx) => tx.insertInto('items').values(item(id, fields)).execute(), { summary: `Added ${id}`, ...options })
  const update = (id: string, fields: Partial<ItemTable>, options = {}) =>
    change((tx) => tx.updateTable('items').set(fields).where('item_id', '=', id).execute(), options)
  const remove = (id: string, options = {}) =>
    change((tx) => tx.deleteFrom('items').where('item_id', '=', id).execute(), options)
  const undo = async (
    changeId?: string,
    { user = 'ann', caller = 'panel', callers }: { user?: string; caller?: string; callers?: string[] } = {},
  ) =>
    database.call(
      as(user, caller),
      () => journal.undo(user, changeId, callers),
      (reverted) => `Undid: ${reverted.summary}`,
    )
  const redo = async (changeId?: string, { user = 'ann', callers }: { user?: string; callers?: string[] } = {}) =>
    database.call(
      as(user),
      () => journal.redo(user, changeId, callers),
      (reverted) => `Redid: ${reverted.summary}`,
    )
  const rows = () => database.reader<Tables>().selectFrom('items').selectAll().orderBy('item_id').execute()
  return {
    ...opened,
    change,
    add,
    update,
    remove,
    undo,
    redo,
    rows,
    pass: (ms: number) => {
      time += ms
    },
  }
}

const refused = async (promise: Promise<unknown>): Promise<SojournError> => {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof SojournError)) throw new Error('Expected a SojournError', { cause: error })
  return error
}

describe('the journal', () => {
  test('lists what was done, newest first, and tells listeners', async () => {
    const { change, add, journal } = await open()
    const heard: CommittedChange[] = []
    const stop = journal.onCommitted((committed) => heard.push(committed))
    await change((tx) => tx.insertInto('lists').values({ list_id: 't1', user_id: 'ann', name: 'Lisbon' }).execute())
    const committed = await add('a', { list_id: 't1' }, { caller: 'assistant' })
    stop()
    await add('b')
    expect(journal.list('ann', { limit: 2, offset: 1 })).toEqual([
      {
        changeId: committed?.changeId,
        at: Date.UTC(2026, 0, 1),
        caller: 'assistant',
        callerName: 'assistant',
        tool: 'test',
        summary: 'Added a',
        undone: false,
        entities: [{ entity: 'task', id: 'a', operation: 'insert', trip_id: 't1' }],
      },
      expect.objectContaining({ entities: [{ entity: 'trip', id: 't1', operation: 'insert', trip_id: 't1' }] }),
    ])
    expect(heard.map(({ caller, tool, summary }) => ({ caller, tool, summary }))).toEqual([
      { caller: 'panel', tool: 'test', summary: 'Changed something' },
      { caller: 'assistant', tool: 'test', summary: 'Added a' },
    ])
  })

  test('holds what was committed whatever a listener does', async () => {
    const { add, journal, rows } = await open()
    journal.onCommitted(() => {
      throw new Error('on purpose')
    })
    expect((await add('a'))?.entities).toHaveLength(1)
    expect(await rows()).toHaveLength(1)
  })

  test('lists by caller, by time, and by kind of entity or id', async () => {
    const { change, add, journal, pass } = await open()
    await add('a')
    pass(60_000)
    await add('b', {}, { caller: 'client:x' })
    await change((tx) => tx.insertInto('lists').values({ list_id: 't1', user_id: 'ann', name: 'Lisbon' }).execute())
    const found = (query: object) => journal.list('ann', { limit: 9, ...query }).map(({ entities }) => entities[0]?.id)
    expect(found({ callers: ['client:x'] })).toEqual(['b'])
    expect(found({ since: Date.UTC(2026, 0, 1, 0, 1) })).toEqual(['t1', 'b'])
    expect(found({ entity: 'task' })).toEqual(['b', 'a'])
    expect(found({ entity: 'a' })).toEqual(['a'])
  })

  test('keeps nothing of a call that left every row as it was', async () => {
    const { change, add, update, journal } = await open()
    await add('a')
    expect(await update('a', { title: 'Item a' })).toBeUndefined()
    const changed = await change(async (tx) => {
      await tx.insertInto('items').values(item('b')).execute()
      await tx.deleteFrom('items').where('item_id', '=', 'b').execute()
      await tx.updateTable('items').set({ title: 'Other' }).execute()
      await tx.updateTable('items').set({ title: 'Item a' }).execute()
    })
    expect(changed).toBeUndefined()
    expect(journal.list('ann', { limit: 9 })).toHaveLength(1)
  })

  test('does not capture derived columns, which may change outside a call', async () => {
    const { add, database, journal } = await open()
    await add('a')
    await database.writeUnjournaled<Tables, void>(
      async (tx) => void (await tx.updateTable('items').set({ sort_key: 'z' }).execute()),
    )
    expect(journal.list('ann', { limit: 9 })).toHaveLength(1)
  })

  test('refuses rows of another user, and changes of key and user', async () => {
    const { add, change } = await open()
    await add('a')
    await expect(add('b', { user_id: 'bob' })).rejects.toThrow('belongs to another user')
    await expect(change((tx) => tx.deleteFrom('items').execute(), { user: 'bob' })).rejects.toThrow(
      'belongs to another user',
    )
    await expect(change((tx) => tx.updateTable('items').set({ item_id: 'c' }).execute())).rejects.toThrow(
      'never change',
    )
    await expect(change((tx) => tx.updateTable('items').set({ user_id: 'bob' }).execute())).rejects.toThrow(
      'never change',
    )
  })

  test('forgets what is older than 90 days', async () => {
    const { add, journal, pass, undo } = await open()
    const old = await add('a')
    pass(89 * 86_400_000)
    await add('b')
    pass(2 * 86_400_000)
    expect(await journal.prune()).toBe(1)
    expect(journal.list('ann', { limit: 9 })).toHaveLength(1)
    expect((await refused(undo(old?.changeId))).kind).toBe('not_found')
  })
})

test('redo stops at what was done after the undo', async () => {
  const { add, undo, redo, rows } = await open()
  await add('a')
  await undo()
  await add('b')
  expect((await refused(redo())).kind).toBe('not_found')
  expect((await rows()).map(({ item_id }) => item_id)).toEqual(['b'])
  await undo()
  await redo()
  expect((await rows()).map(({ item_id }) => item_id)).toEqual(['b'])
})

describe('undo', () => {
  test('takes back an insert, an update and a delete, exactly', async () => {
    const { add, update, remove, undo, rows } = await open()
    const strange = {
      title: 'Ünïcode “quote” \'single\' \\ \n {"json":1}',
      amount: 9_007_199_254_740_991,
      weight: 0.1 + 0.2,
    }
    await add('a', strange)
    const before = await rows()
    await update('a', { title: 'Other', weight: null, amount: -1 })
    await undo()
    expect(await rows()).toEqual(before)
    await remove('a')
    await undo()
    expect(await rows()).toEqual(before)
    await undo()
    expect(await rows()).toEqual([])
  })

  test('and redo can be repeated, and what is undone is told', async () => {
    const { add, journal, undo, redo, rows } = await open()
    const added = await add('a')
    for (let round = 0; round < 3; round++) {
      expect((await undo()).result).toEqual({
        changeId: added?.changeId,
        tool: 'test',
        summary: 'Added a',
        undone: true,
      })
      expect(await rows()).toEqual([])
      expect(journal.get('ann', added?.changeId ?? '')?.undone).toBe(true)
      expect((await refused(undo(added?.changeId))).message).toBe('“Added a” is already undone.')
      expect((await redo()).result.undone).toBe(false)
      expect(await rows()).toHaveLength(1)
      expect(journal.get('ann', added?.changeId ?? '')?.undone).toBe(false)
      expect((await refused(redo())).kind).toBe('not_found')
    }
    const summaries = journal.list('ann', { limit: 9 }).map(({ summary, undone }) => ({ summary, undone }))
    expect(summaries.slice(0, 3)).toEqual([
      { summary: 'Redid: Added a', undone: false },
      { summary: 'Undid: Added a', undone: true },
      { summary: 'Redid: Added a', undone: true },
    ])
  })

  test('goes back step by step, and redo forward again', async () => {
    const { add, undo, redo, rows } = await open()
    const ids = async () => (await rows()).map(({ item_id }) => item_id)
    for (const id of ['a', 'b', 'c']) await add(id)
    await undo()
    await undo()
    expect(await ids()).toEqual(['a'])
    await redo()
    expect(await ids()).toEqual(['a', 'b'])
    await redo()
    expect(await ids()).toEqual(['a', 'b', 'c'])
  })

  test('of an undo is its redo', async () => {
    const { add, undo, rows } = await open()
    await add('a')
    const { committed } = await undo()
    expect((await undo(committed?.changeId)).result.undone).toBe(false)
    expect(await rows()).toHaveLength(1)
  })

  test('leaves other columns alone that changed since', async () => {
    const { add, update, undo, rows } = await open()
    await add('a', { title: 'Milk', amount: 1 })
    const first = await update('a', { title: 'Bread' })
    await update('a', { amount: 2 })
    await undo(first?.changeId)
    expect(await rows()).toEqual([expect.objectContaining({ title: 'Milk', amount: 2 })])
  })

  test('is refused with the reason where the same column changed since', async () => {
    const { add, update, undo, rows } = await open()
    await add('a', { title: 'Milk' })
    const first = await update('a', { title: 'Bread' })
    await update('a', { title: 'Cheese' }, { summary: 'Renamed to Cheese' })
    const error = await refused(undo(first?.changeId))
    expect(error.toBody()).toEqual({
      kind: 'conflict',
      message: 'Cannot undo “Changed something”: the title of the task “Cheese” was changed since.',
      hint: 'Undo “Renamed to Cheese” first, or change it by hand.',
    })
    expect(await rows()).toEqual([expect.objectContaining({ title: 'Cheese' })])
  })

  test('of an insert is refused where the row was changed since, of an update where it was deleted', async () => {
    const { add, update, remove, undo } = await open()
    const added = await add('a')
    const changed = await update('a', { amount: 5 })
    expect((await refused(undo(added?.changeId))).message).toContain(
      'the amount of the task “Item a” was changed since',
    )
    await remove('a')
    expect((await refused(undo(changed?.changeId))).message).toContain('the task “Item a” was deleted since')
    expect((await refused(undo(added?.changeId))).message).toContain('nothing of it is left')
  })

  test('takes back a change of many rows whole or not at all', async () => {
    const { change, update, undo, rows } = await open()
    const many = await change(async (tx) => {
      await tx.insertInto('lists').values({ list_id: 't1', user_id: 'ann', name: 'Lisbon' }).execute()
      await tx
        .insertInto('items')
        .values(['a', 'b', 'c'].map((id) => item(id, { list_id: 't1' })))
        .execute()
    })
    await update('b', { title: 'Changed' })
    expect((await refused(undo(many?.changeId))).kind).toBe('conflict')
    expect(await rows()).toHaveLength(3)
    await undo()
    await undo(many?.changeId)
    expect(await rows()).toEqual([])
  })

  test('brings back what a delete took along, parents first', async () => {
    const { change, undo, rows } = await open()
    await change(async (tx) => {
      await tx.insertInto('lists').values({ list_id: 't1', user_id: 'ann', name: 'Lisbon' }).execute()
      await tx
        .insertInto('items')
        .values(['a', 'b'].map((id) => item(id, { list_id: 't1' })))
        .execute()
    })
    const before = await rows()
    const deleted = await change((tx) => tx.deleteFrom('lists').execute())
    expect(deleted?.entities).toHaveLength(3)
    expect(await rows()).toEqual([])
    await undo()
    expect(await rows()).toEqual(before)
  })

  test('does not take along what came later, nor leave it without what it belongs to', async () => {
    const { change, add, undo, rows } = await open()
    const list = await change((tx) =>
      tx.insertInto('lists').values({ list_id: 't1', user_id: 'ann', name: 'Lisbon' }).execute(),
    )
    await add('a', { list_id: 't1' })
    expect((await refused(undo(list?.changeId))).message).toContain(
      'the task “Item a”, which came later, belongs to it',
    )
    expect(await rows()).toHaveLength(1)
    const removed = await change((tx) => tx.deleteFrom('items').execute())
    await change((tx) => tx.deleteFrom('lists').execute())
    expect((await refused(undo(removed?.changeId))).message).toContain('a task would be left without its trip')
  })

  test('of another user’s or another caller’s change does not exist', async () => {
    const { add, undo, redo } = await open()
    const mine = await add('a')
    const clients = await add('b', {}, { caller: 'client:x' })
    expect((await refused(undo(mine?.changeId, { user: 'bob' }))).kind).toBe('not_found')
    expect((await refused(undo(undefined, { user: 'bob' }))).kind).toBe('not_found')
    expect((await refused(undo(mine?.changeId, { callers: ['client:x'] }))).kind).toBe('not_found')
    expect((await undo(undefined, { callers: ['client:x'], caller: 'client:x' })).result.changeId).toBe(
      clients?.changeId,
    )
    await undo(mine?.changeId)
    // What the user undid is not a client's to bring back.
    expect((await redo(undefined, { callers: ['client:x'] })).result.changeId).toBe(clients?.changeId)
    expect((await refused(redo(mine?.changeId, { callers: ['client:x'] }))).kind).toBe('not_found')
  })

  test('is the only change in its call', async () => {
    const { add, database, journal } = await open()
    await add('a')
    const both = database.call(
      as('ann'),
      async () => {
        await database.write<Tables, void>(
          async (tx) => void (await tx.insertInto('items').values(item('b')).execute()),
        )
        await journal.undo('ann')
      },
      () => 'Both',
    )
    expect((await refused(both)).message).toContain('cannot be combined')
  })
})
