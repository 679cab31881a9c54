import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { converseWith, openTableHost, shortcomings } from './requests/ask-request.ts'
import { readTable, tableNames } from './requests/table.ts'

let host: Awaited<ReturnType<typeof openTableHost>>
beforeAll(async () => {
  host = await openTableHost()
})
afterAll(() => host.dispose())

/** `blind…` were written by others who had not seen the grammar, each before it was next worked on. */
const tables = tableNames()

test('the table has at least 150 requests, most of them written blind', () => {
  const blind = tables.filter((name) => name.startsWith('blind')).flatMap((name) => readTable(name))
  expect(blind.length).toBeGreaterThanOrEqual(300)
  expect(readTable('own').length).toBeGreaterThanOrEqual(150)
})

describe.each(tables)('%s', (name) => {
  test.each(readTable(name).map((request) => [request.id, request.say, request] as const))(
    '%s: %s',
    async (_id, _say, request) => {
      const answers = await converseWith(host, [...request.before, request.say])
      const last = answers.at(-1)
      expect(last && shortcomings(request, last)).toEqual([])
    },
    60_000,
  )
})
