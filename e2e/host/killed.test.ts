import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { taskList } from './answers.ts'
import { StartedHost } from './started-host.ts'

const rounds = 50
const writersAtOnce = 4
/** A small linear congruential generator (Numerical Recipes, 2nd ed., 7.1): the same moments of death in each run. */
function* fractions(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    yield state / 2 ** 32
  }
}

/**
 * Writes tasks without pause until the host dies.
 * @returns the titles that it answered for
 */
async function writeUntilDead(host: StartedHost, name: string): Promise<string[]> {
  const answered: string[] = []
  for (let number = 0; ; number++) {
    const title = `${name} ${number}`
    try {
      const { status } = await host.answer('add_task', { title, labels: ['written'], due: '2027-05-12' })
      if (status !== 200) throw new Error(`add_task answered ${status}`)
    } catch (error) {
      if (host.process.killed) return answered
      throw error
    }
    answered.push(title)
  }
}

async function allTitles(host: StartedHost): Promise<string[]> {
  const titles: string[] = []
  let cursor: string | undefined
  do {
    const page = await host.call('list_tasks', { limit: 500, ...(cursor !== undefined && { cursor }) }, taskList)
    titles.push(...page.tasks.map(({ title }) => title))
    cursor = page.next_cursor
  } while (cursor !== undefined)
  return titles
}

test(`killed ${rounds} times during writes, the database is whole and holds every answered write`, {
  timeout: 300_000,
}, async () => {
  const random = fractions(20_270_512)
  const answered: string[] = []
  let host = await StartedHost.start()
  const { dataDir } = host
  for (let round = 0; round < rounds; round++) {
    const writers = Array.from({ length: writersAtOnce }, (_, writer) => writeUntilDead(host, `${round}.${writer}`))
    await new Promise((resolve) => setTimeout(resolve, 10 + 150 * random.next().value))
    await host.kill()
    answered.push(...(await Promise.all(writers)).flat())
    host = await StartedHost.start(dataDir)
  }
  const kept = new Set(await allTitles(host))
  await host.stop()
  const database = new Sqlite(join(dataDir, 'sojourn.db'), { readonly: true })
  try {
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(database.pragma('foreign_key_check')).toEqual([])
  } finally {
    database.close()
  }
  expect(answered.length).toBeGreaterThan(rounds)
  expect(answered.filter((title) => !kept.has(title))).toEqual([])
  await host.remove()
})
