import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { fixtureJournaled, fixtureMigrations, type Tables } from './fixture.ts'
import { openDatabase } from './open.ts'

/** Starts a writing process, kills it once it has answered so many writes, and returns what it answered. */
async function writeAndKill(dir: string, round: number, answers: number): Promise<string[]> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'kill-writer.ts'), dir, String(round)])
  let printed = ''
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk))
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk
    if (printed.split('\n').length > answers) child.kill('SIGKILL')
  })
  const [code, signal] = await once(child, 'close')
  expect({ code, signal, errors }).toEqual({ code: null, signal: 'SIGKILL', errors: '' })
  return printed.split('\n').slice(0, -1)
}

test('killed at any moment, the database opens and holds every answered write, each whole', async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'sojourn-kill-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  const answered: string[] = []
  for (let round = 0; round < 5; round++) {
    answered.push(...(await writeAndKill(dir, round, 5 + 7 * round)))
    const { database, notices } = await openDatabase({
      dir,
      migrations: fixtureMigrations,
      journaled: fixtureJournaled,
    })
    expect(notices).toEqual([])
    const rows = await database.reader<Tables>().selectFrom('items').select('item_id').execute()
    const present = new Set(rows.map(({ item_id }) => item_id))
    for (const id of answered) expect(present.has(`${id}-first`) && present.has(`${id}-second`), id).toBe(true)
    for (const id of present) expect(present.has(id.replace(/-(first|second)$/, '-first')), id).toBe(true)
    expect(present.size % 2).toBe(0)
    const handle = new BetterSqlite(database.file, { readonly: true })
    expect(handle.pragma('integrity_check', { simple: true })).toBe('ok')
    handle.close()
    await database.close()
  }
}, 60_000)
