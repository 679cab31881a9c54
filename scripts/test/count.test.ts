import { expect, test } from 'vitest'
import { countOf, totalOf } from './count.ts'

test('reports of Vitest and of Playwright are counted', () => {
  expect(countOf({ numPassedTests: 12, numFailedTests: 1, numTotalTests: 14 })).toEqual({ passed: 12, failed: 1 })
  expect(countOf({ stats: { expected: 5, unexpected: 2, flaky: 1, skipped: 3 } })).toEqual({ passed: 6, failed: 2 })
  expect(() => countOf({ tests: [] })).toThrow(/neither/)
})

test('checks without tests count as one, and a crash is never a success', () => {
  expect(
    totalOf([
      { name: 'types', ok: true, count: undefined },
      { name: 'lint', ok: false, count: undefined },
      { name: 'unit', ok: false, count: { passed: 9, failed: 0 } },
      { name: 'end to end', ok: false, count: { passed: 1, failed: 3 } },
    ]),
  ).toEqual({ passed: 11, failed: 5 })
})
