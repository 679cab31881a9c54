import BetterSqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { platformMigrations } from '../migrations.ts'
import { runMigrations } from './migrate.ts'

/** A database with the platform's steps up to this one, as an older version left it. */
function at(server: string, number: number): BetterSqlite.Database {
  const handle = new BetterSqlite(':memory:')
  const last = platformMigrations.findIndex((step) => step.server === server && step.number === number)
  runMigrations(handle, platformMigrations.slice(0, last + 1), 0)
  return handle
}

const columns = (handle: BetterSqlite.Database, table: string): unknown[] =>
  handle.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table)

test('journal 1: entries belong to change sets and go with them', () => {
  const handle = at('journal', 1)
  handle.exec(`BEGIN;
    INSERT INTO journal_entries (change_id, entity, row_table, row_key, operation) VALUES ('c', 'task', 'tasks', 't', 'insert');
    INSERT INTO change_sets (change_id, user_id, at, caller, caller_name, tool, summary) VALUES ('c', 'u', 1, 'panel', '', 't', 's');
    COMMIT`)
  expect(handle.prepare('SELECT * FROM journal_current').all()).toEqual([{ one: 1, change_id: null, user_id: null }])
  expect(() => handle.exec('INSERT INTO journal_current VALUES (2, NULL, NULL)')).toThrow('CHECK')
  handle.exec('DELETE FROM change_sets')
  expect(handle.prepare('SELECT count(*) FROM journal_entries').pluck().get()).toBe(0)
})

test('idempotency 1: one answer for each user, caller, tool and key', () => {
  const handle = at('idempotency', 1)
  const insert = handle.prepare("INSERT INTO idempotency_answers VALUES (?, 'panel', 'add_task', 'k', 'hash', '{}', 1)")
  insert.run('ann')
  insert.run('bob')
  expect(() => insert.run('ann')).toThrow('UNIQUE')
})

test('jobs 1: one job for each key', () => {
  const handle = at('jobs', 1)
  const insert = handle.prepare(
    "INSERT INTO jobs (job_id, name, key, payload, state, run_at, occurrence, attempts) VALUES (?, 'n', 'k', 'null', 'waiting', 1, 1, 0)",
  )
  insert.run('1')
  expect(() => insert.run('2')).toThrow('UNIQUE')
})

test('vault 1: a secret has a name and a sealed text, never a value', () => {
  expect(columns(at('vault', 1), 'secrets')).toEqual(['user_id', 'name', 'sealed', 'updated_at'])
})
