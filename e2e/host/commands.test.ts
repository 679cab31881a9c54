import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askLine, lisbonRequest, plannedTrip, taskList, tripList } from './answers.ts'
import { runCommand } from './command.ts'
import { newDataDir, StartedHost } from './started-host.ts'

let host: StartedHost
beforeAll(async () => {
  host = await StartedHost.start()
})
afterAll(() => host.remove())

describe('ask, with a host running on the folder', () => {
  test('plans the trip of the README there', async () => {
    const asked = await runCommand(['ask', '--json', '--data-dir', host.dataDir, lisbonRequest])
    expect(asked).toMatchObject({ code: 0, stderr: '' })
    expect(asked.stdout.trimEnd().split('\n')).toHaveLength(1)
    const { tool_calls } = askLine.parse(JSON.parse(asked.stdout))
    const planning = tool_calls.find(({ name }) => name === 'plan_trip')
    expect(planning?.error).toBeNull()
    const planned = plannedTrip.parse(planning?.output)

    expect(planned.days.map(({ city }) => city)).toEqual(['Lisbon', 'Lisbon', 'Lisbon', 'Lisbon'])
    expect(planned.days[0]?.date).toMatch(/-05-12$/)
    for (const day of planned.days.slice(1, -1)) expect(day.stops.length).toBeGreaterThanOrEqual(3)
    for (const { lat, lon } of planned.days.flatMap(({ stops }) => stops)) {
      expect(Math.abs(lat - 38.72)).toBeLessThan(0.2)
      expect(Math.abs(lon - -9.14)).toBeLessThan(0.3)
    }
    const sum = planned.budget.categories.reduce((total, { planned: amount }) => total + amount, 0)
    expect(sum).toBeCloseTo(planned.budget.total, 2)
    expect(planned.budget).toMatchObject({ currency: 'EUR', limit: 1500 })

    const { trips } = await host.call('list_trips', {}, tripList)
    expect(trips.map(({ trip_id }) => trip_id)).toEqual([planned.trip_id])
    const { tasks } = await host.call('list_tasks', { trip_id: planned.trip_id }, taskList)
    expect(tasks.length).toBeGreaterThan(0)
    for (const { due } of tasks) expect(String(due) < String(planned.days[0]?.date)).toBe(true)
  })

  test('goes on with a conversation', async () => {
    const ask = async (...args: string[]) =>
      askLine.parse(JSON.parse((await runCommand(['ask', '--json', '--data-dir', host.dataDir, ...args])).stdout))
    const first = await ask('add a task: water the plants')
    const second = await ask('--conversation', first.conversation_id, 'undo that')
    expect(second.conversation_id).toBe(first.conversation_id)
    const { tasks } = await host.call('list_tasks', { query: 'plants' }, taskList)
    expect(tasks).toEqual([])
  })

  test('answers in plain text where no JSON is asked for', async () => {
    const { code, stdout, stderr } = await runCommand(['ask', '--data-dir', host.dataDir, 'what time is it in Tokyo?'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/\d{1,2}:\d\d/)
  })
})

describe('a second start', () => {
  // Elsewhere it would open the developer's own browser.
  test.runIf(process.platform === 'linux')('opens the host that is running, and starts none', async () => {
    const { code, stdout } = await runCommand(['start', '--data-dir', host.dataDir])
    expect(code).toBe(0)
    expect(stdout).toContain('already running')
    expect(stdout).toContain(`${host.url}/app?key=`)
  })

  test('of a host on the same folder is refused, and the first goes on', async () => {
    const { code, stderr, stdout } = await runCommand(['serve', '--port', '0', '--data-dir', host.dataDir])
    expect(code).not.toBe(0)
    expect(stdout).toBe('')
    expect(stderr).toContain(`${host.process.pid}`)
    expect((await host.answer('list_trips', {})).status).toBe(200)
  })

  test('on a port that is taken is an error, never another port', async () => {
    const folder = newDataDir()
    const { code, stderr } = await runCommand(['serve', '--port', new URL(host.url).port, '--data-dir', folder])
    expect(code).not.toBe(0)
    expect(stderr).toContain('is taken')
    rmSync(folder, { recursive: true, force: true })
  })
})

describe('without a host', () => {
  test('ask opens the folder itself, and what it did is there for the next one', async () => {
    const folder = newDataDir()
    const added = await runCommand(['ask', '--json', '--data-dir', folder, 'add a task: buy a plug adapter'])
    expect(added.code).toBe(0)
    const listed = await runCommand(['ask', '--json', '--data-dir', folder, 'what are my tasks?'])
    expect(JSON.stringify(askLine.parse(JSON.parse(listed.stdout)))).toContain('plug adapter')
    rmSync(folder, { recursive: true, force: true })
  })

  test('doctor says what works', async () => {
    const folder = newDataDir()
    const { code, stdout } = await runCommand(['doctor', '--data-dir', folder])
    expect(code).toBe(0)
    expect(stdout).toMatch(/SQLite/)
    rmSync(folder, { recursive: true, force: true })
  })

  test('doctor sees a database that is newer than the program, and one that is damaged', async () => {
    const folder = newDataDir()
    await runCommand(['ask', '--data-dir', folder, 'add a task: buy a plug adapter'])
    const file = join(folder, 'sojourn.db')
    const database = new Sqlite(file)
    database.exec("INSERT INTO migrations SELECT 'trips', 99, name, checksum, applied_at FROM migrations LIMIT 1")
    database.close()
    const newer = await runCommand(['doctor', '--data-dir', folder])
    expect(newer.code).toBe(1)
    expect(newer.stdout).toMatch(/✗ Database .*newer/)
    writeFileSync(file, 'no database at all')
    const damaged = await runCommand(['doctor', '--data-dir', folder])
    expect(damaged.code).toBe(1)
    expect(damaged.stdout).toMatch(/✗ Database .*damaged/)
    rmSync(folder, { recursive: true, force: true })
  })

  test('serve says on standard error that a backup was restored', async () => {
    const folder = newDataDir()
    await (await StartedHost.start(folder)).stop()
    writeFileSync(join(folder, 'sojourn.db'), 'no database at all')
    const restored = await StartedHost.start(folder)
    expect(restored.errors()).toMatch(/damaged|restored/)
    await restored.remove()
  })

  test.each([
    [['dance'], /no command/i],
    [['ask'], /no message/i],
    [['serve', '--colour', 'red'], /colour/],
    [['serve', '--port', 'ninety'], /not a port/],
  ])('%j says what is wrong', async (args, says) => {
    const { code, stdout, stderr } = await runCommand(args)
    expect(code).not.toBe(0)
    expect(stdout).toBe('')
    expect(stderr).toMatch(says)
    expect(stderr).not.toMatch(/\n\s+at /)
  })
})

test('a restart keeps trips, tasks and the conversation', async () => {
  const first = await StartedHost.start()
  const asked = await runCommand(['ask', '--json', '--data-dir', first.dataDir, 'add a task: call the bank'])
  const { conversation_id } = askLine.parse(JSON.parse(asked.stdout))
  await first.stop()
  const second = await StartedHost.start(first.dataDir)
  const { body } = await second.answer('get_conversation', { conversation_id })
  expect(JSON.stringify(body.result)).toContain('call the bank')
  const { tasks } = await second.call('list_tasks', {}, taskList)
  expect(tasks.map(({ title }) => title.toLowerCase())).toEqual(['call the bank'])
  await second.remove()
})
