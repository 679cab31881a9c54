import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rendererFiles } from './renderer-files.ts'

let parent = ''
let answer: (request: Request) => Promise<Response>

beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), 'sojourn-test-'))
  const dir = join(parent, 'renderer')
  mkdirSync(join(dir, 'assets'), { recursive: true })
  mkdirSync(join(parent, 'renderer-secret'))
  writeFileSync(join(dir, 'index.html'), 'the page')
  writeFileSync(join(dir, 'assets', 'a b.js'), 'the script')
  writeFileSync(join(parent, 'secret.js'), 'secret')
  writeFileSync(join(parent, 'renderer-secret', 'x.js'), 'secret')
  answer = rendererFiles(dir, 'app')
})
afterAll(() => rmSync(parent, { recursive: true, force: true }))

const get = (url: string) => answer(new Request(url))

test.each(['sojourn://app/', 'sojourn://app/index.html', 'sojourn://app/trips/1', 'sojourn://app/?x=1#/tasks'])(
  '%s is the page, under a strict policy',
  async (url) => {
    const response = await get(url)
    expect(await response.text()).toBe('the page')
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'self'; script-src 'self';/)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  },
)

test('a file has its media type', async () => {
  const response = await get('sojourn://app/assets/a%20b.js')
  expect([await response.text(), response.headers.get('content-type')]).toEqual([
    'the script',
    'text/javascript; charset=utf-8',
  ])
})

test.each([
  'sojourn://app/assets/none.js',
  'sojourn://app/../secret.js',
  'sojourn://app/%2e%2e/secret.js',
  'sojourn://app/%2e%2e%2fsecret.js',
  'sojourn://app/assets/..%2f..%2fsecret.js',
  'sojourn://app/%2e%2e%2frenderer-secret%2fx.js',
  'sojourn://app/%E0%A4.js',
  'sojourn://app/%00.js',
  'sojourn://other/index.html',
])('%s is not found', async (url) => {
  const response = await get(url)
  expect([response.status, await response.text()]).toEqual([404, 'Not found'])
})

test('nothing but GET is answered', async () => {
  expect((await answer(new Request('sojourn://app/', { method: 'POST', body: 'x' }))).status).toBe(404)
})
