/**
 * `npm run bench`: how fast Sojourn is here, as a table of medians and 95th percentiles with their limits. Numbers, not
 * tests: it ends with 0 whatever they are. Close other programs first; `docs/benchmarks.md` says how to read it.
 */
import { rmSync } from 'node:fs'
import { arch, cpus, platform, release, totalmem } from 'node:os'
import { newDataDir } from '../e2e/host/started-host.ts'
import { prepareData, prepareRenderer } from '../src/main/headless/prepare.ts'
import { measureDoor } from './in-process.ts'
import { measureServing, measureStart } from './own-process.ts'
import { measureRawSqlite } from './raw-sqlite.ts'
import { summaryOf } from './statistics.ts'
import { type Measure, tableOf } from './table.ts'

const tasks = 10_000

const dataDir = newDataDir()
try {
  await prepareData()
  await prepareRenderer()
  console.error('Through the door…')
  const door = await measureDoor(dataDir, tasks)
  console.error('Peer…')
  const raw = await measureRawSqlite(dataDir, tasks)
  console.error('Starts…')
  const starts = await measureStart(dataDir, 15)
  console.error('Serving…')
  const serving = await measureServing(dataDir)

  const ms = (what: string, values: number[], limit?: Measure['limit']): Measure[] =>
    values.length === 0 ? [] : [{ what, unit: 'ms', summary: summaryOf(values), ...(limit && { limit }) }]
  const megabytes = (what: string, values: number[], limit?: Measure['limit']): Measure[] =>
    values.length === 0 ? [] : [{ what, unit: 'MB', summary: summaryOf(values), ...(limit && { limit }) }]

  console.log(`Node ${process.version}, ${platform()} ${release()} ${arch()}, ${cpuName()}, ${memory()} GB of memory\n`)
  console.log(
    tableOf([
      ...ms('host ready from process start', starts, { most: 800, of: 'median' }),
      ...ms('add_task through the door', door.addTask, { most: 5, of: 'p95' }),
      ...ms('add_task over REST', serving.addTask),
      ...ms('  peer: one row by better-sqlite3 alone', raw.inserts),
      ...ms('plan_trip, five days', door.planTrip, { most: 300, of: 'p95' }),
      ...ms(`list_tasks of ${tasks}: the first 50`, door.firstPage),
      ...ms(`list_tasks of ${tasks}: a page of 500`, door.pages),
      ...ms(`list_tasks of ${tasks}: all, in pages of 500`, door.all),
      ...ms('  peer: 500 rows by better-sqlite3 alone', raw.pages),
      ...megabytes('memory, idle after the start', serving.idleAtStart, { most: 250, of: 'p95' }),
      ...megabytes('memory, idle after use', serving.idleAfterwards, { most: 250, of: 'p95' }),
    ]),
  )
} finally {
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
}

function cpuName(): string {
  const all = cpus()
  return `${all.length} × ${all[0]?.model.trim() ?? 'unknown processor'}`
}

function memory(): number {
  return Math.round(totalmem() / 1e9)
}
