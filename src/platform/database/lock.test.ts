import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { acquireLock, type FolderLock } from './lock.ts'

function folder(): {
  dir: string
  file: string
  hold: (result: Awaited<ReturnType<typeof acquireLock>>) => FolderLock
} {
  const dir = mkdtempSync(path.join(tmpdir(), 'sojourn-lock-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  const hold = (result: Awaited<ReturnType<typeof acquireLock>>): FolderLock => {
    if (!result.ok) throw new Error(`held by ${result.owner.pid}`)
    onTestFinished(() => result.lock.release())
    return result.lock
  }
  return { dir, file: path.join(dir, 'lock'), hold }
}

const answers = { probe: async () => true }
const silent = { probe: async () => false }

/** The pid of a process that has ended. */
async function gonePid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', ''])
  await once(child, 'exit')
  if (child.pid === undefined) throw new Error('no pid')
  return child.pid
}

test('a folder has one owner, who can be found, until it is given up', async () => {
  const { dir, file, hold } = folder()
  const lock = hold(await acquireLock(dir, answers))
  expect(await acquireLock(dir, silent)).toEqual({ ok: false, owner: { pid: process.pid } })
  lock.setAddress('http://127.0.0.1:7420')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(await acquireLock(dir, answers)).toEqual({
    ok: false,
    owner: { pid: process.pid, url: 'http://127.0.0.1:7420' },
  })
  lock.release()
  expect(existsSync(file)).toBe(false)
  hold(await acquireLock(dir, answers))
})

test('a lock whose process is gone is taken over without asking', async () => {
  const { dir, file, hold } = folder()
  writeFileSync(file, JSON.stringify({ pid: await gonePid(), nonce: 'n', url: 'http://127.0.0.1:1' }))
  hold(await acquireLock(dir, { probe: () => Promise.reject(new Error('asked')) }))
})

test('a lock whose pid now is another program’s is taken over, after asking at its address', async () => {
  const { dir, file, hold } = folder()
  writeFileSync(file, JSON.stringify({ pid: process.pid, nonce: 'n', url: 'http://127.0.0.1:1' }))
  const asked: string[] = []
  hold(await acquireLock(dir, { probe: async (url) => asked.push(url) > 9 }))
  expect(asked).toEqual(['http://127.0.0.1:1', 'http://127.0.0.1:1'])
})

test('an owner that is still starting is left alone, unless it has been silent for long', async () => {
  const { dir, file, hold } = folder()
  writeFileSync(file, JSON.stringify({ pid: process.pid, nonce: 'n' }))
  expect((await acquireLock(dir, silent)).ok).toBe(false)
  utimesSync(file, Date.now() / 1000 - 60, Date.now() / 1000 - 60)
  hold(await acquireLock(dir, silent))
})

test('a lock that cannot be read belongs to nobody', async () => {
  const { dir, file, hold } = folder()
  writeFileSync(file, '{ half a')
  hold(await acquireLock(dir, answers))
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid })
})

test('of many who take over a stale lock at once, one wins', async () => {
  const { dir, file, hold } = folder()
  for (let round = 0; round < 20; round++) {
    writeFileSync(file, JSON.stringify({ pid: await gonePid(), nonce: `old${round}` }))
    const results = await Promise.all(Array.from({ length: 8 }, () => acquireLock(dir, answers)))
    const winners = results.filter(({ ok }) => ok)
    expect(winners).toHaveLength(1)
    for (const winner of winners) hold(winner).release()
  }
}, 30_000)

test('of processes that take over a stale lock at once, one wins', async () => {
  const { dir, file } = folder()
  writeFileSync(file, JSON.stringify({ pid: await gonePid(), nonce: 'old' }))
  const script = `
    const { acquireLock } = await import(${JSON.stringify(path.join(import.meta.dirname, 'lock.ts'))})
    process.stdin.once('data', async () => {
      const result = await acquireLock(${JSON.stringify(dir)}, { probe: async () => true })
      console.log(result.ok)
      // The winner lives on until all have tried.
      process.stdin.once('data', () => process.exit())
    })
    console.log('ready')`
  const children = Array.from({ length: 3 }, () => spawn(process.execPath, ['--input-type=module', '-e', script]))
  onTestFinished(() => void children.map((child) => child.kill()))
  const say = (): Promise<string[]> =>
    Promise.all(children.map(async (child) => String(await once(child.stdout, 'data')).trim()))
  await say()
  const results = say()
  for (const child of children) child.stdin.write('go\n')
  expect((await results).toSorted()).toEqual(['false', 'false', 'true'])
  for (const child of children) child.stdin.write('end\n')
}, 30_000)

test('one that was taken over neither removes nor changes the new owner’s lock', async () => {
  const { dir, file, hold } = folder()
  const first = hold(await acquireLock(dir, answers))
  first.setAddress('http://127.0.0.1:1')
  const second = hold(await acquireLock(dir, silent))
  second.setAddress('http://127.0.0.1:2')
  first.setAddress('http://127.0.0.1:1')
  first.release()
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ url: 'http://127.0.0.1:2' })
}, 10_000)
