import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { converseWith, openTableHost, type RequestCase, shortcomings } from './requests/ask-request.ts'

const table = z.array(
  z.object({
    id: z.string(),
    intent: z.string(),
    before: z.array(z.string()),
    say: z.string(),
    calls: z.array(z.object({ name: z.string(), input: z.record(z.string(), z.unknown()) })),
    reply_has: z.array(z.string()),
  }),
)
const read = (name: string): RequestCase[] =>
  table.parse(JSON.parse(readFileSync(new URL(`./requests/${name}.json`, import.meta.url), 'utf8')))

let host: Awaited<ReturnType<typeof openTableHost>>
beforeAll(async () => {
  host = await openTableHost()
})
afterAll(() => host.dispose())

/** `blind…` were written by others who had not seen the grammar, each before it was next worked on. */
const tables = ['blind', 'blind-2', 'blind-3', 'own']

test('the table has at least 150 requests, most of them written blind', () => {
  const blind = tables.filter((name) => name.startsWith('blind')).flatMap(read)
  expect(blind.length).toBeGreaterThanOrEqual(300)
  expect(read('own').length).toBeGreaterThanOrEqual(150)
})

describe.each(tables)('%s', (name) => {
  test.each(read(name).map((request) => [request.id, request.say, request] as const))(
    '%s: %s',
    async (_id, _say, request) => {
      const answers = await converseWith(host, [...request.before, request.say])
      const last = answers.at(-1)
      expect(last && shortcomings(request, last)).toEqual([])
    },
    60_000,
  )
})
