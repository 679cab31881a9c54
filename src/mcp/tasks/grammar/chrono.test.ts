import { expect, it } from 'vitest'
import { Temporal } from '../../../shared/dates.ts'
import { loadFallback } from './chrono.ts'
import { parsePhrase } from './parse.ts'

const context = {
  now: Temporal.PlainDateTime.from('2026-11-20T10:00'),
  zone: 'Europe/London',
  dayFirst: true,
  dottedDates: false,
}
const fallback = await loadFallback()

it('adds what the grammar does not know and chrono reads well', () => {
  const text = 'call in 1 month and 3 days'
  const found = fallback(text, context)
  expect(found).toMatchObject({ date: '2026-12-23' })
  expect(text.slice(found?.start, found?.end)).toBe('in 1 month and 3 days')
})

it.each(['5 days', 'for a week', 'march on washington book', '2 hours', 'last friday', '3 days ago', 'sat on the mat'])(
  'does not take “%s” for a date, though chrono does',
  (text) => {
    expect(fallback(text, context)).toBeUndefined()
  },
)

it('is asked only where the grammar finds nothing', () => {
  let asked = 0
  const counting = () => {
    asked += 1
    return undefined
  }
  parsePhrase('call tomorrow', context, counting)
  expect(asked).toBe(0)
  parsePhrase('call', context, counting)
  expect(asked).toBe(1)
})
