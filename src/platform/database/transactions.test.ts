import { open as openFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { ChangeSetInfo } from './database.ts'
import { as, fixtureJournaled, fixtureMigrations, item, type Tables } from './fixture.ts'
import { openTestDatabase } from './testing.ts'

async function open() {
  const opened = await openTestDatabase({ migrations: fixtureMigrations, journaled: fixtureJournaled })
  onTestFinished(opened.dispose)
  const { database } = opened
  const add = (id: string, fields = {}) =>
    database.write<Tables, void>(async (tx) => void (await tx.insertInto('items').values(item(id, fields)).execute()))
  const ids = async () => {
    const rows = await database.reader<Tables>().selectFrom('items').select('item_id').orderBy('item_id').execute()
    return rows.map((row) => row.item_id)
  }
  const call = <Result>(work: () => Promise<Result>, info: ChangeSetInfo = as('ann')) =>
    database.call(info, work, () => 'Did it')
  return { ...opened, add, ids, call }
}

const failure = () => Promise.reject(new Error('on purpose'))

describe('a call', () => {
  test('commits all its writes when it returns, as one change', async () => {
    const { call, add, ids } = await open()
    const { committed } = await call(async () => {
      await add('a')
      await add('b', { list_id: null })
    })
    expect(await ids()).toEqual(['a', 'b'])
    expect(committed?.entities).toEqual([
      { entity: 'task', id: 'a', operation: 'insert' },
      { entity: 'task', id: 'b', operation: 'insert' },
    ])
  })

  test('is answered when its commit is on the disk; others read it and write on meanwhile', async () => {
    const { call, add, ids, dir } = await open()
    const file = await openFile(join(dir, 'sojourn.db'))
    const disk = Promise.withResolvers<void>()
    vi.spyOn(Object.getPrototypeOf(file) as typeof file, 'datasync').mockImplementation(() => disk.promise)
    onTestFinished(() => void vi.restoreAllMocks())
    await file.close()
    const answered: string[] = []
    const calls = ['a', 'b'].map((id) => call(() => add(id)).then(() => answered.push(id)))
    await vi.waitUntil(async () => (await ids()).length === 2)
    expect(answered).toEqual([])
    disk.resolve()
    await Promise.all(calls)
    expect(answered).toEqual(['a', 'b'])
  })

  test('is told to who looks on even where the disk does not confirm it, since it is made', async () => {
    const { call, add, ids, dir, journal } = await open()
    const file = await openFile(join(dir, 'sojourn.db'))
    vi.spyOn(Object.getPrototypeOf(file) as typeof file, 'datasync').mockRejectedValueOnce(new Error('no disk'))
    onTestFinished(() => void vi.restoreAllMocks())
    await file.close()
    const seen: string[] = []
    journal.onCommitted(({ entities }) => seen.push(...entities.map(({ id }) => id)))
    await expect(call(() => add('a'))).rejects.toMatchObject({ kind: 'unavailable' })
    expect([seen, await ids()]).toEqual([['a'], ['a']])
  })

  test('leaves nothing when it throws', async () => {
    const { call, add, ids, journal } = await open()
    await expect(
      call(async () => {
        await add('a')
        await failure()
      }),
    ).rejects.toThrow('on purpose')
    expect(await ids()).toEqual([])
    expect(journal.list('ann', { limit: 10 })).toEqual([])
  })

  test('reads its own writes, which others do not see before it commits', async () => {
    const { call, add, ids } = await open()
    const wrote = Promise.withResolvers<void>()
    const read = Promise.withResolvers<void>()
    const calling = call(async () => {
      await add('a')
      expect(await ids()).toEqual(['a'])
      wrote.resolve()
      await read.promise
    })
    await wrote.promise
    expect(await ids()).toEqual([])
    read.resolve()
    await calling
    expect(await ids()).toEqual(['a'])
  })

  test('that only reads begins no transaction and waits for no writer', async () => {
    const { call, add, ids } = await open()
    const wrote = Promise.withResolvers<void>()
    const read = Promise.withResolvers<void>()
    const writing = call(async () => {
      await add('a')
      wrote.resolve()
      await read.promise
    })
    await wrote.promise
    const { result, committed } = await call(ids)
    expect({ result, committed }).toEqual({ result: [], committed: undefined })
    read.resolve()
    await writing
  })

  test('is followed, not joined, by the next one that writes', async () => {
    const { call, add, ids, journal } = await open()
    const calls = Array.from({ length: 20 }, (_, number) =>
      call(async () => {
        await add(`${number}-1`)
        await new Promise<void>((resolve) => setImmediate(resolve))
        await add(`${number}-2`)
        if (number % 4 === 0) await failure()
      }),
    )
    const settled = await Promise.allSettled(calls)
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(15)
    expect(await ids()).toHaveLength(30)
    expect(journal.list('ann', { limit: 100 }).every(({ entities }) => entities.length === 2)).toBe(true)
  })

  test('inside a call belongs to it, whole or not at all', async () => {
    const { call, add, ids, journal } = await open()
    const { committed } = await call(async () => {
      await add('a')
      const inner = await call(async () => add('b'), as('ann', 'assistant'))
      expect(inner.committed).toBeUndefined()
      await call(async () => {
        await add('c')
        await add('d')
        await failure()
      }).catch(() => undefined)
      await add('e')
    })
    expect(await ids()).toEqual(['a', 'b', 'e'])
    expect(committed?.entities).toHaveLength(3)
    expect(journal.list('ann', { limit: 10 })).toHaveLength(1)
  })

  test('joins calls that run beside each other in it', async () => {
    const { call, add, ids } = await open()
    await call(async () => {
      await Promise.all(
        ['a', 'b', 'c', 'd'].map((name) =>
          call(async () => {
            await add(`${name}1`)
            await new Promise<void>((resolve) => setImmediate(resolve))
            await call(() => add(`${name}2`))
            if (name === 'c') await failure()
          }).catch(() => undefined),
        ),
      )
    })
    expect(await ids()).toEqual(['a1', 'a2', 'b1', 'b2', 'd1', 'd2'])
  })
})

describe('a write', () => {
  test('outside a call is refused', async () => {
    const { add } = await open()
    await expect(add('a')).rejects.toThrow('outside a call')
  })

  test('that fails and is caught takes back only itself', async () => {
    const { call, database, ids } = await open()
    await call(() =>
      database.write<Tables, void>(async (tx) => {
        await tx.insertInto('items').values(item('a')).execute()
        const inner = database.write<Tables, void>(async (nested) => {
          await nested.insertInto('items').values(item('b')).execute()
          // The outer handle, used inside the nested write, belongs to the nested write.
          await tx.insertInto('items').values(item('c')).execute()
          await failure()
        })
        await expect(inner).rejects.toThrow('on purpose')
        await tx.insertInto('items').values(item('d')).execute()
      }),
    )
    expect(await ids()).toEqual(['a', 'd'])
  })

  test('beside others in one call is put in order, nested ones included', async () => {
    const { call, database, add, ids } = await open()
    await call(async () => {
      await Promise.all(
        ['a', 'b', 'c'].map((name) =>
          database.write<Tables, void>(async (tx) => {
            await tx
              .insertInto('items')
              .values(item(`${name}1`))
              .execute()
            await Promise.allSettled([
              add(`${name}2`),
              database.write<Tables, void>(async (nested) => {
                await nested
                  .insertInto('items')
                  .values(item(`${name}3`))
                  .execute()
                await failure()
              }),
              tx
                .insertInto('items')
                .values(item(`${name}4`))
                .execute(),
            ])
          }),
        ),
      )
    })
    expect(await ids()).toEqual(['a1', 'a2', 'a4', 'b1', 'b2', 'b4', 'c1', 'c2', 'c4'])
  })

  test('cannot be used once it has ended', async () => {
    const { call, database } = await open()
    const { result: late } = await call(() =>
      database.write<Tables, () => Promise<unknown>>(
        async (tx) => () => tx.insertInto('items').values(item('a')).execute(),
      ),
    )
    await expect(late()).rejects.toThrow('has ended')
  })

  test('that outlives a failed call is taken back with it', async () => {
    const { call, database, ids } = await open()
    const begun = Promise.withResolvers<void>()
    const goOn = Promise.withResolvers<void>()
    let straggler: Promise<unknown> = Promise.resolve()
    const calling = call(async () => {
      straggler = database.write<Tables, void>(async (tx) => {
        await tx.insertInto('items').values(item('a')).execute()
        begun.resolve()
        await goOn.promise
        await tx.insertInto('items').values(item('b')).execute()
      })
      straggler.catch(() => undefined)
      await begun.promise
      await failure()
    })
    await expect(calling).rejects.toThrow('on purpose')
    goOn.resolve()
    await expect(straggler).rejects.toThrow('has ended')
    expect(await ids()).toEqual([])
    await call(async () =>
      database.write<Tables, void>(async (tx) => void (await tx.insertInto('items').values(item('z')).execute())),
    )
    expect(await ids()).toEqual(['z'])
  })

  test('through the reader is refused', async () => {
    const { call, database, add } = await open()
    const insert = () => database.reader<Tables>().insertInto('items').values(item('x')).execute()
    await expect(insert()).rejects.toThrow('inside write() only')
    await call(async () => {
      await add('a')
      await expect(insert()).rejects.toThrow('inside write() only')
    })
  })
})

describe('an unjournaled write', () => {
  const note = (text: string) => async (tx: Kysely<Tables>) =>
    void (await tx.insertInto('notes').values({ note: text }).execute())

  test('stands by itself, or shares the fate of the call that has written', async () => {
    const { call, database, add } = await open()
    const notes = async () =>
      (await database.reader<Tables>().selectFrom('notes').selectAll().execute()).map((row) => row.note)
    await database.writeUnjournaled<Tables, void>(note('alone'))
    await call(async () => {
      await database.writeUnjournaled<Tables, void>(note('before any write'))
      await failure()
    }).catch(() => undefined)
    await call(async () => {
      await add('a')
      await database.writeUnjournaled<Tables, void>(note('with a failed call'))
      await failure()
    }).catch(() => undefined)
    await call(async () => {
      await add('a')
      await database.writeUnjournaled<Tables, void>(note('with a call'))
    })
    expect(await notes()).toEqual(['alone', 'before any write', 'with a call'])
  })

  test('cannot change a journaled table', async () => {
    const { database } = await open()
    const change = database.writeUnjournaled<Tables, void>(
      async (tx) => void (await tx.insertInto('items').values(item('a')).execute()),
    )
    await expect(change).rejects.toThrow('outside a change set')
  })
})
