import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { WriteAheadLog } from './write-ahead-log.ts'

let dir: string
let database: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sojourn-wal-'))
  database = join(dir, 'test.db')
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(dir, { recursive: true, force: true })
})

/** Counts the flushes that reach the disk. */
async function countedFlushes() {
  const any = await open(`${database}-wal`, 'r')
  const prototype = Object.getPrototypeOf(any) as typeof any
  await any.close()
  return vi.spyOn(prototype, 'datasync')
}

test('a flush that begins after a commit serves it; one under way does not', async () => {
  writeFileSync(`${database}-wal`, 'frames')
  const flushes = await countedFlushes()
  const log = new WriteAheadLog(database)
  const done: number[] = []
  const first = log.flushed().then(() => done.push(flushes.mock.calls.length))
  const others = Array.from({ length: 20 }, () => log.flushed().then(() => done.push(flushes.mock.calls.length)))
  await Promise.all([first, ...others])
  expect(done).toEqual([1, ...Array.from({ length: 20 }, () => 2)])
  await log.flushed()
  expect(flushes).toHaveBeenCalledTimes(3)
  await log.close()
})

test('a disk that does not confirm is said, and tried anew with the next commit', async () => {
  const log = new WriteAheadLog(database)
  await expect(log.flushed()).rejects.toMatchObject({ kind: 'unavailable' })
  writeFileSync(`${database}-wal`, 'frames')
  await log.flushed()
  await log.close()
})

test('closing waits for the flush under way', async () => {
  writeFileSync(`${database}-wal`, 'frames')
  const log = new WriteAheadLog(database)
  let flushed = false
  const flush = log.flushed().then(() => {
    flushed = true
  })
  await log.close()
  expect(flushed).toBe(true)
  await flush
})
