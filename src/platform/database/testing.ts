import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { JournaledTable, Migration } from './database.ts'
import { type OpenedDatabase, openDatabase } from './open.ts'

export interface TestDatabase extends OpenedDatabase {
  dir: string
  /** Closes the database and removes its folder. */
  dispose(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** For tests: a real database on disk, in a folder of its own. */
export async function openTestDatabase(options: {
  migrations: readonly Migration[]
  journaled: readonly JournaledTable[]
  now?: () => number
}): Promise<TestDatabase> {
  const dir = mkdtempSync(path.join(tmpdir(), 'sojourn-test-'))
  const opened = await openDatabase({ dir, ...options })
  const dispose = async (): Promise<void> => {
    await opened.database.close()
    rmSync(dir, { recursive: true, force: true })
  }
  return { ...opened, dir, dispose, [Symbol.asyncDispose]: dispose }
}
