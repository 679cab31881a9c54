import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { as, fixtureJournaled, fixtureMigrations, item, type Tables } from './fixture.ts'
import { openDatabase } from './open.ts'
import { openTestDatabase } from './testing.ts'

const base = { migrations: fixtureMigrations, journaled: fixtureJournaled }

async function open() {
  let time = Date.UTC(2026, 0, 1, 12)
  const now = () => time
  const opened = await openTestDatabase({ ...base, now })
  const { dir } = opened
  let { database } = opened
  onTestFinished(async () => {
    await database.close()
    rmSync(dir, { recursive: true, force: true })
  })
  const add = (id: string) =>
    database.call(
      as('ann'),
      () => database.write<Tables, void>(async (tx) => void (await tx.insertInto('items').values(item(id)).execute())),
      () => 'Added',
    )
  const ids = async () => {
    const rows = await database.reader<Tables>().selectFrom('items').select('item_id').orderBy('item_id').execute()
    return rows.map((row) => row.item_id)
  }
  const reopen = async () => {
    const again = await openDatabase({ dir, ...base, now })
    database = again.database
    return again
  }
  return {
    ...opened,
    file: path.join(dir, 'sojourn.db'),
    add,
    ids,
    reopen,
    close: () => database.close(),
    pass: (ms: number) => {
      time += ms
    },
  }
}

const day = 86_400_000

test('the folder and its files are the user’s alone, and SQLite is set to be safe', async () => {
  const { dir, file, add } = await open()
  await add('a')
  expect(statSync(dir).mode & 0o777).toBe(0o700)
  for (const name of ['sojourn.db', 'sojourn.db-wal', 'sojourn.db-shm']) {
    expect(statSync(path.join(dir, name)).mode & 0o077, name).toBe(0)
  }
  const other = new BetterSqlite(file, { readonly: true })
  onTestFinished(() => void other.close())
  expect(other.pragma('journal_mode', { simple: true })).toBe('wal')
})

test('a missing folder is made, an empty file is taken as new', async () => {
  const { dir, close, reopen, file, ids } = await open()
  await close()
  rmSync(dir, { recursive: true })
  expect((await reopen()).notices).toEqual([])
  await close()
  for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true })
  truncateSync(file)
  expect((await reopen()).notices).toEqual([])
  expect(await ids()).toEqual([])
})

describe('backups', () => {
  test('are whole, of one moment and readable for the user alone, while writing goes on', async () => {
    const { add, backups, dir } = await open()
    await add('a')
    const [backup] = await Promise.all([
      backups.create('manual'),
      ...Array.from({ length: 20 }, (_, n) => add(`b${n}`)),
    ])
    const file = path.join(dir, 'backups', backup.file)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const copy = new BetterSqlite(file, { readonly: true })
    onTestFinished(() => void copy.close())
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok')
    const [changes, items] = ['change_sets', 'items'].map((table) =>
      copy.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
    )
    expect(changes).toBe(items)
    expect(readdirSync(path.join(dir, 'backups'))).toEqual([backup.file])
    expect(backups.list()).toEqual([backup])
    expect(backup).toMatchObject({ reason: 'manual', at: Date.UTC(2026, 0, 1, 12), bytes: statSync(file).size })
  })

  test('rotate: seven days, of each its last; three migrations; ten by hand', async () => {
    const { backups, pass } = await open()
    for (let n = 0; n < 9; n++) {
      await backups.create('daily')
      pass(3_600_000)
      await backups.create('daily')
      pass(day - 3_600_000)
    }
    for (let n = 0; n < 4; n++) await backups.create('migration')
    for (let n = 0; n < 11; n++) await backups.create('manual')
    const count = (reason: string) => backups.list().filter((backup) => backup.reason === reason).length
    expect([count('daily'), count('migration'), count('manual')]).toEqual([7, 3, 10])
    const days = backups
      .list()
      .filter(({ reason }) => reason === 'daily')
      .map(({ file }) => file.slice(8, 19))
    expect(days.at(-1)).toBe('20260103T13')
  })
})

describe('a damaged database', () => {
  const overwrite = (file: string) => writeFileSync(file, 'this is no database, and never was one')
  const scramble = (file: string) => {
    const bytes = readFileSync(file)
    bytes.fill(0xa5, 4096)
    writeFileSync(file, bytes)
  }
  const truncate = (file: string) => truncateSync(file, 8192)
  const empty = (file: string) => truncateSync(file)
  const remove = (file: string) => rmSync(file)

  test.each([
    ['overwritten', overwrite],
    ['scrambled', scramble],
    ['cut off', truncate],
    ['emptied', empty],
    ['removed', remove],
  ])('(%s) is set aside and the newest good backup restored', async (what, damage) => {
    const { add, ids, backups, close, reopen, file, dir, pass } = await open()
    await add('a')
    await backups.create('daily')
    await add('b')
    pass(day)
    const bad = await backups.create('daily')
    pass(day)
    await add('c')
    await close()
    overwrite(path.join(dir, 'backups', bad.file))
    damage(file)
    // Left over from the damaged file: it must not be replayed over the restored one.
    writeFileSync(`${file}-wal`, 'not a log')
    const { notices } = await reopen()
    expect(await ids()).toEqual(['a'])
    expect(notices).toEqual([
      {
        code: 'database_restored',
        severity: 'error',
        message: expect.stringContaining(
          'The backup of 2026-01-01T12:00:00Z was restored; everything changed since then is lost.',
        ),
        ...(what !== 'removed' && { hint: 'The damaged file is kept as sojourn.db.damaged-20260103T120000.000Z.' }),
      },
    ])
    if (what !== 'removed') expect(existsSync(`${file}.damaged-20260103T120000.000Z`)).toBe(true)
    expect(existsSync(`${file}.damaged-20260103T120000.000Z-wal`)).toBe(true)
    await add('d')
    await close()
    expect((await reopen()).notices).toEqual([])
    expect(await ids()).toEqual(['a', 'd'])
  })

  test('without a backup is set aside, and an empty one begun', async () => {
    const { add, ids, close, reopen, file } = await open()
    await add('a')
    await close()
    overwrite(file)
    const { notices } = await reopen()
    expect(notices).toMatchObject([{ code: 'database_lost', severity: 'error' }])
    expect(await ids()).toEqual([])
    await add('b')
  })

  test('is not what a file without rights is: that is told, and nothing touched', async () => {
    const { add, close, reopen, file, dir } = await open()
    await add('a')
    await close()
    if (process.getuid?.() === 0) return
    chmodSync(file, 0o000)
    onTestFinished(() => chmodSync(file, 0o600))
    await expect(reopen()).rejects.toMatchObject({ kind: 'unavailable' })
    expect(readdirSync(dir).filter((name) => name.includes('damaged'))).toEqual([])
  })
})
