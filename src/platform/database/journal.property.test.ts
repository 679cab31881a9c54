import * as fc from 'fast-check'
import type { Kysely } from 'kysely'
import { expect, test } from 'vitest'
import { as, fixtureJournaled, fixtureMigrations, type ItemTable, item, type Tables } from './fixture.ts'
import { openTestDatabase } from './testing.ts'

/** One change of one row; ids repeat, so that the same row is made, changed and removed again and again. */
type Step = { do: 'add' | 'set' | 'remove'; user: 'ann' | 'bob'; id: number; fields: Partial<ItemTable> }

const fields = fc.record(
  {
    // Any text without lone surrogates, NUL among it.
    title: fc.string({ unit: 'binary', maxLength: 8 }),
    amount: fc.oneof(fc.maxSafeInteger(), fc.constant(null)),
    weight: fc.oneof(fc.double({ noNaN: true }), fc.constant(null)),
    list_id: fc.constantFrom(null, 'list'),
  },
  { requiredKeys: [] },
)
const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom('add', 'set', 'remove'),
  user: fc.constantFrom('ann', 'bob'),
  id: fc.integer({ min: 0, max: 3 }),
  fields,
})

const idOf = ({ user, id }: Step): string => `${user}-${id}`

async function apply(tx: Kysely<Tables>, one: Step): Promise<void> {
  const list_id = one.fields.list_id == null ? null : `${one.user}-list`
  const set = { ...one.fields, ...('list_id' in one.fields && { list_id }) }
  if (one.do === 'add') {
    const row = item(idOf(one), { ...set, user_id: one.user, list_id })
    // A row that is there already is replaced: a delete and an insert in one statement.
    await tx.replaceInto('items').values(row).execute()
  } else if (one.do === 'set' && Object.keys(set).length > 0) {
    await tx.updateTable('items').set(set).where('item_id', '=', idOf(one)).execute()
  } else {
    await tx.deleteFrom('items').where('item_id', '=', idOf(one)).execute()
  }
}

test('undoing any changes in reverse leads back to the start, redoing them to the end, each user’s alone', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { maxLength: 8 }), async (changes) => {
      await using opened = await openTestDatabase({ migrations: fixtureMigrations, journaled: fixtureJournaled })
      const { database, journal } = opened
      const run = (user: string, work: () => Promise<unknown>) => database.call(as(user), work, () => 'Step')
      const state = (user: string) =>
        database
          .reader<Tables>()
          .selectFrom('items')
          .selectAll()
          .where('user_id', '=', user)
          .orderBy('item_id')
          .execute()
      for (const user of ['ann', 'bob']) {
        await run(user, () =>
          database.write<Tables, unknown>((tx) =>
            tx
              .insertInto('lists')
              .values({ list_id: `${user}-list`, user_id: user, name: 'List' })
              .execute(),
          ),
        )
      }
      const start = { ann: await state('ann'), bob: await state('bob') }
      const made = { ann: [] as string[], bob: [] as string[] }
      for (const change of changes) {
        const user = change[0]?.user ?? 'ann'
        const { committed } = await run(user, () =>
          database.write<Tables, void>(async (tx) => {
            for (const one of change) await apply(tx, { ...one, user })
          }),
        )
        if (committed !== undefined) made[user].push(committed.changeId)
      }
      const end = { ann: await state('ann'), bob: await state('bob') }

      for (const id of made.ann.toReversed()) await run('ann', () => journal.undo('ann', id))
      expect(await state('ann')).toEqual(start.ann)
      expect(await state('bob')).toEqual(end.bob)
      for (const _ of made.bob) await run('bob', () => journal.undo('bob'))
      expect(await state('bob')).toEqual(start.bob)

      for (const _ of made.ann) await run('ann', () => journal.redo('ann'))
      for (const id of made.bob) await run('bob', () => journal.redo('bob', id))
      expect({ ann: await state('ann'), bob: await state('bob') }).toEqual(end)
    }),
    { numRuns: 40 },
  )
}, 60_000)
