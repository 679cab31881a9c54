import BetterSqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { explainStorageError } from './storage-errors.ts'

function failing(work: (handle: BetterSqlite.Database) => unknown): unknown {
  const handle = new BetterSqlite(':memory:')
  try {
    work(handle)
  } catch (error) {
    return error
  } finally {
    handle.close()
  }
  throw new Error('Expected a failure')
}

test('a full disk is told as such, and is no bug', () => {
  const full = failing((handle) => {
    handle.pragma('max_page_count = 2')
    handle.exec('CREATE TABLE a (x TEXT) STRICT; CREATE TABLE b (x TEXT) STRICT')
  })
  expect(explainStorageError(full)).toMatchObject({
    kind: 'unavailable',
    message: expect.stringContaining('disk is full'),
  })
})

test('other errors stay what they are', () => {
  const syntax = failing((handle) => handle.exec('nonsense'))
  expect(explainStorageError(syntax)).toBe(syntax)
  expect(explainStorageError('text')).toBe('text')
})
