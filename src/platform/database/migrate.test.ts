import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Migration } from './database.ts'
import { as, fixtureJournaled, fixtureMigrations, item, type Tables } from './fixture.ts'
import { openDatabase } from './open.ts'
import { openTestDatabase } from './testing.ts'

const step = (number: number, sql: string, server = 'fixture'): Migration => ({
  server,
  number,
  name: `step ${number}`,
  sql,
})
const base = { migrations: fixtureMigrations, journaled: fixtureJournaled }

async function openWithRow() {
  const opened = await openTestDatabase(base)
  onTestFinished(opened.dispose)
  await addItem(opened.database, 'a')
  await opened.database.close()
  return opened
}

async function addItem(database: Awaited<ReturnType<typeof openTestDatabase>>['database'], id: string) {
  const insert = () =>
    database.write<Tables, void>(async (tx) => void (await tx.insertInto('items').values(item(id)).execute()))
  return database.call(as('ann'), insert, () => 'Added')
}

test('new steps run once, in order, after a backup, and the journal follows the new columns', async () => {
  const { dir } = await openWithRow()
  const grown = {
    ...base,
    migrations: [...fixtureMigrations, step(2, "ALTER TABLE items ADD COLUMN colour TEXT NOT NULL DEFAULT 'red'")],
  }
  for (let round = 0; round < 2; round++) {
    const { database, backups, journal } = await openDatabase({ dir, ...grown })
    type Grown = { items: Tables['items'] & { colour: string } }
    const paint = (colour: string) =>
      database.call(
        as('ann'),
        () => database.write<Grown, void>(async (tx) => void (await tx.updateTable('items').set({ colour }).execute())),
        () => 'Painted',
      )
    await paint(`blue${round}`)
    await database.call(
      as('ann'),
      () => journal.undo('ann'),
      () => 'Undid',
    )
    expect(await database.reader<Grown>().selectFrom('items').select('colour').execute()).toEqual([{ colour: 'red' }])
    expect(backups.list().map(({ reason }) => reason)).toEqual(['migration'])
    await database.close()
  }
})

test('a step may rewrite journaled rows, and rebuild a table that others refer to', async () => {
  const { dir } = await openWithRow()
  const rebuild = step(
    2,
    `UPDATE items SET title = 'Rewritten';
     CREATE TABLE new_lists (list_id TEXT PRIMARY KEY, user_id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT) STRICT;
     INSERT INTO new_lists SELECT list_id, user_id, name, NULL FROM lists;
     DROP TABLE lists;
     ALTER TABLE new_lists RENAME TO lists;`,
  )
  const { database, journal } = await openDatabase({ dir, ...base, migrations: [...fixtureMigrations, rebuild] })
  onTestFinished(() => database.close())
  expect(await database.reader<Tables>().selectFrom('items').select('title').execute()).toEqual([
    { title: 'Rewritten' },
  ])
  expect(journal.list('ann', { limit: 9 })).toHaveLength(1)
  await addItem(database, 'b')
  expect(journal.list('ann', { limit: 9 })).toHaveLength(2)
})

test('a step that fails takes all back that ran with it', async () => {
  const { dir } = await openWithRow()
  const failing = [
    ...fixtureMigrations,
    step(2, 'CREATE TABLE made (a TEXT) STRICT'),
    step(3, 'CREATE TABLE made (a TEXT) STRICT'),
  ]
  await expect(openDatabase({ dir, ...base, migrations: failing })).rejects.toThrow(
    'fixture/3 (step 3) failed: table made already exists',
  )
  const { database } = await openDatabase({ dir, ...base })
  onTestFinished(() => database.close())
  const tables = database.reader<{ sqlite_schema: { name: string } }>().selectFrom('sqlite_schema').select('name')
  expect((await tables.execute()).map(({ name }) => name)).not.toContain('made')
  await addItem(database, 'b')
})

test('a database that is newer than the program is refused, untouched', async () => {
  const { dir } = await openWithRow()
  const newer = await openDatabase({
    dir,
    ...base,
    migrations: [...fixtureMigrations, step(2, 'CREATE TABLE made (a TEXT) STRICT')],
  })
  await newer.database.close()
  const file = path.join(dir, 'sojourn.db')
  const before = readFileSync(file)
  const count = newer.backups.list().length
  await expect(openDatabase({ dir, ...base })).rejects.toMatchObject({
    kind: 'conflict',
    message: 'The database is newer than this version of Sojourn (it has fixture/2).',
    hint: expect.stringContaining('Update Sojourn'),
  })
  expect(readFileSync(file).equals(before)).toBe(true)
  expect(newer.backups.list()).toHaveLength(count)
})

test('a step that was edited after it ran is refused', async () => {
  const { dir } = await openWithRow()
  const edited = fixtureMigrations.map((migration) => ({ ...migration, sql: `${migration.sql} -- edited` }))
  await expect(openDatabase({ dir, ...base, migrations: edited })).rejects.toMatchObject({ kind: 'conflict' })
})

test.each([
  ['tables that are not STRICT', [step(1, 'CREATE TABLE loose (a TEXT)')], [], 'Tables must be STRICT: loose'],
  ['numbers out of order', [step(2, 'SELECT 1')], [], 'should be number 1'],
  [
    'BLOB columns in journaled tables',
    [step(1, 'CREATE TABLE b (id TEXT PRIMARY KEY, user_id TEXT, data BLOB) STRICT')],
    [{ table: 'b', entity: 'b', key: 'id' }],
    'has a BLOB column, data',
  ],
  [
    'journaled tables without a user',
    [step(1, 'CREATE TABLE b (id TEXT PRIMARY KEY) STRICT')],
    [{ table: 'b', entity: 'b', key: 'id' }],
    'has no column user_id',
  ],
  [
    'references to nothing',
    [
      step(
        1,
        "CREATE TABLE p (id TEXT PRIMARY KEY) STRICT; CREATE TABLE c (p TEXT REFERENCES p (id)) STRICT; INSERT INTO c VALUES ('x')",
      ),
    ],
    [],
    'c refers to a row of p that does not exist',
  ],
])('refuses %s', async (_what, migrations, journaled, message) => {
  await expect(openTestDatabase({ migrations, journaled })).rejects.toThrow(message)
})
