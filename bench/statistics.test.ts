import { expect, test } from 'vitest'
import { quantile, summaryOf } from './statistics.ts'
import { keepsLimit, tableOf } from './table.ts'

test('median and 95th percentile are values that were measured', () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index)
  expect(summaryOf(values)).toEqual({ runs: 100, median: 50, p95: 95 })
  expect(quantile([7], 0.95)).toBe(7)
})

test('a limit is held against the figure it is for', () => {
  const summary = { runs: 3, median: 4, p95: 6 }
  const measure = { what: 'x', unit: 'ms', summary } as const
  expect(keepsLimit(measure)).toBeUndefined()
  expect(keepsLimit({ ...measure, limit: { most: 5, of: 'median' } })).toBe(true)
  expect(keepsLimit({ ...measure, limit: { most: 5, of: 'p95' } })).toBe(false)
  expect(tableOf([{ ...measure, limit: { most: 5, of: 'p95' } }])).toMatch(/6\.00 ms .* OVER/)
})
