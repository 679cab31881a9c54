import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { SojournError } from '../../shared/errors.ts'
import { openLog } from './log.ts'
import { safeFields } from './safe-fields.ts'

function open(options: Partial<Parameters<typeof openLog>[0]> = {}) {
  const dir = mkdtempSync(path.join(tmpdir(), 'sojourn-log-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  const log = openLog({ dir, now: () => 1_234, ...options })
  onTestFinished(() => log.close())
  const text = () => readFileSync(path.join(dir, 'sojourn.log'), 'utf8')
  const lines = () =>
    text()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  return { dir, log, lines, text }
}

test('writes JSON lines at once, from its level upwards, readable for the user alone', () => {
  const { dir, log, lines } = open()
  log.debug('not_kept')
  log.info('host_ready', { milliseconds: 412, shell: 'browser', first: true })
  log.warn('slow_call', { tool: 'plan_trip', caller: 'client:a1-b2' })
  expect(lines()).toEqual([
    {
      level: 'info',
      time: 1_234,
      pid: process.pid,
      milliseconds: 412,
      shell: 'browser',
      first: true,
      event: 'host_ready',
    },
    { level: 'warn', time: 1_234, pid: process.pid, tool: 'plan_trip', caller: 'client:a1-b2', event: 'slow_call' },
  ])
  expect(statSync(path.join(dir, 'sojourn.log')).mode & 0o777).toBe(0o600)
})

test('leaves out what could be the user’s own words', () => {
  const fields = {
    a: 'Buy milk',
    b: 'ann@example.org',
    c: 'Köln',
    d: '/home/ann/trips',
    e: 'x'.repeat(101),
    f: { deep: 'words' },
    g: ['list'],
    title: 'Milk',
    Token: 'abc',
    h: null,
  }
  expect(new Set(Object.values(safeFields(fields)))).toEqual(new Set(['[left out]']))
  expect(
    safeFields({ tool: 'add_task', ms: 1.5, id: '0198c5a2-7b1e-7c3d-9e4f-1a2b3c4d5e6f', none: undefined }),
  ).toEqual({
    tool: 'add_task',
    ms: 1.5,
    id: '0198c5a2-7b1e-7c3d-9e4f-1a2b3c4d5e6f',
  })
})

test('tells of an error its kind and place, not its message nor anybody’s folder', () => {
  const { log, lines, text } = open()
  const cause = Object.assign(new Error('UNIQUE failed for Dentist\n    at noon in Bern'), {
    code: 'SQLITE_CONSTRAINT',
  })
  log.error(
    'tool_failed',
    { tool: 'add_task' },
    new SojournError('conflict', 'The task “Dentist” is there.', { cause }),
  )
  expect(text()).not.toMatch(/Dentist|Bern/)
  expect(text()).not.toContain(import.meta.dirname)
  const [line] = lines()
  expect(line.error).toMatchObject({
    name: 'SojournError',
    kind: 'conflict',
    cause: { name: 'Error', code: 'SQLITE_CONSTRAINT' },
  })
  expect(line.error.at[0]).toMatch(/log\.test\.ts:\d+:\d+$/)
})

test('begins a new file when one is full and keeps so many, whole lines each', () => {
  const { dir, log } = open({ limits: { maxBytes: 500, keep: 3 } })
  for (let number = 0; number < 60; number++) log.info('line', { number })
  expect(readdirSync(dir).toSorted()).toEqual(['sojourn.1.log', 'sojourn.2.log', 'sojourn.log'])
  const numbers = ['sojourn.2.log', 'sojourn.1.log', 'sojourn.log'].flatMap((name) => {
    const text = readFileSync(path.join(dir, name), 'utf8')
    expect(text.length).toBeLessThanOrEqual(500)
    return text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).number)
  })
  expect(numbers.at(-1)).toBe(59)
  expect(numbers).toEqual(numbers.map((_, index) => 60 - numbers.length + index))
})
