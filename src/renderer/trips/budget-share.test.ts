import fc from 'fast-check'
import { expect, test } from 'vitest'
import { budgetBar } from './budget-share.ts'

test('within the limit, the rest of the bar is what is left', () => {
  const bar = budgetBar(
    [
      { category: 'food', amount: 250 },
      { category: 'lodging', amount: 500 },
    ],
    1000,
  )
  expect(bar.segments.map((segment) => segment.percent)).toEqual([25, 50])
  expect(bar).toMatchObject({ total: 750, over: 0 })
  expect(bar.limitAt).toBeUndefined()
})

test('beyond the limit, the bar is full and shows where the limit was', () => {
  expect(budgetBar([{ category: 'food', amount: 2000 }], 1500)).toMatchObject({ over: 500, limitAt: 75 })
})

test('without a limit the parts fill the bar; without money there are none', () => {
  expect(budgetBar([{ category: 'food', amount: 3 }]).segments[0]?.percent).toBe(100)
  expect(budgetBar([{ category: 'food', amount: 0 }]).segments).toEqual([])
})

test('the parts never go beyond the bar', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { maxLength: 7 }),
      fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }), { nil: undefined }),
      (amounts, limit) => {
        const bar = budgetBar(
          amounts.map((amount) => ({ category: 'x', amount })),
          limit,
        )
        expect(bar.segments.reduce((sum, segment) => sum + segment.percent, 0)).toBeLessThanOrEqual(100.0001)
      },
    ),
  )
})
