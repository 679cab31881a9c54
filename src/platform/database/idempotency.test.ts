import { expect, onTestFinished, test } from 'vitest'
import { as, fixtureJournaled, fixtureMigrations, item, type Tables } from './fixture.ts'
import { answerAgeMs, createIdempotencyStore } from './idempotency.ts'
import { openTestDatabase } from './testing.ts'

async function open() {
  let time = 1_000
  const opened = await openTestDatabase({ migrations: fixtureMigrations, journaled: fixtureJournaled })
  onTestFinished(opened.dispose)
  const store = createIdempotencyStore(opened.database, () => time)
  const claim = {
    user: 'ann',
    caller: 'client:x',
    tool: 'add_task',
    key: 'k1',
    input: { title: 'Milk', labels: ['a', 'b'] },
  }
  return {
    ...opened,
    store,
    claim,
    pass: (ms: number) => {
      time += ms
    },
  }
}

test('an answer comes back for the same key and input, whatever the order of its fields, for 24 hours', async () => {
  const { store, claim, pass } = await open()
  expect(await store.recall(claim)).toBeUndefined()
  await store.remember({ ...claim, answer: { task_id: 't' } })
  expect(await store.recall({ ...claim, input: { labels: ['a', 'b'], title: 'Milk' } })).toEqual({
    answer: { task_id: 't' },
  })
  for (const other of [{ user: 'bob' }, { caller: 'panel' }, { tool: 'add_tasks' }, { key: 'k2' }]) {
    expect(await store.recall({ ...claim, ...other })).toBeUndefined()
  }
  pass(answerAgeMs)
  expect(await store.recall(claim)).toBeUndefined()
  await store.remember({ ...claim, answer: null })
  expect(await store.recall(claim)).toEqual({ answer: null })
})

test('the same key with another input is a conflict', async () => {
  const { store, claim } = await open()
  await store.remember({ ...claim, answer: 1 })
  await expect(store.recall({ ...claim, input: { title: 'Bread', labels: ['a', 'b'] } })).rejects.toMatchObject({
    kind: 'conflict',
  })
  await expect(store.recall({ ...claim, input: { title: 'Milk', labels: ['b', 'a'] } })).rejects.toMatchObject({
    kind: 'conflict',
  })
})

test('the answer is part of the transaction of the call’s writes', async () => {
  const { store, claim, database } = await open()
  const run = (fail: boolean) =>
    database.call(
      as('ann'),
      async () => {
        await database.write<Tables, void>(
          async (tx) => void (await tx.insertInto('items').values(item('a')).execute()),
        )
        await store.remember({ ...claim, answer: 'done' })
        if (fail) throw new Error('crash')
      },
      () => 'Added',
    )
  await expect(run(true)).rejects.toThrow('crash')
  expect(await store.recall(claim)).toBeUndefined()
  await run(false)
  expect(await store.recall(claim)).toEqual({ answer: 'done' })
})
