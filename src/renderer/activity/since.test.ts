import { expect, test } from 'vitest'
import { Temporal } from '../../shared/dates.ts'
import { instantOf } from './since.ts'

const now = Temporal.Instant.from('2026-11-20T12:30:00Z')

test('moments are those of the user’s zone', () => {
  const since = (choice: Parameters<typeof instantOf>[0], chosen = '') => instantOf(choice, now, 'Asia/Tokyo', chosen)
  expect(since('hour')).toBe('2026-11-20T11:30:00Z')
  expect(since('today')).toBe('2026-11-19T15:00:00Z')
  expect(since('day')).toBe('2026-11-19T12:30:00Z')
  expect(since('week')).toBe('2026-11-13T12:30:00Z')
  expect(since('ever')).toBeUndefined()
  expect(since('chosen', '2026-11-20T09:30')).toBe('2026-11-20T00:30:00Z')
  expect(since('chosen')).toBeUndefined()
})
