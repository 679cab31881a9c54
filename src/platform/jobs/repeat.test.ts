import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextOccurrence } from './repeat.ts'

const at = (iso: string): number => Date.parse(iso)

test('an interval keeps its beat, and what was missed is not made up for one by one', () => {
  const hourly = { everyMs: 3_600_000 }
  expect(nextOccurrence(hourly, at('2026-01-01T10:00Z'), at('2026-01-01T10:00:05Z'))).toBe(at('2026-01-01T11:00Z'))
  expect(nextOccurrence(hourly, at('2026-01-01T10:00Z'), at('2026-01-03T10:20Z'))).toBe(at('2026-01-03T11:00Z'))
})

test('a daily time is the local one, across clock changes', () => {
  const rule = { dailyAt: '02:30', timezone: 'Europe/Berlin' }
  const days = ['2026-03-27T12:00Z', '2026-03-28T12:00Z', '2026-03-29T12:00Z', '2026-10-24T12:00Z', '2026-10-25T12:00Z']
  expect(days.map((day) => new Date(nextOccurrence(rule, at(day), at(day))).toISOString())).toEqual([
    '2026-03-28T01:30:00.000Z',
    // 02:30 does not exist on this day.
    '2026-03-29T01:30:00.000Z',
    '2026-03-30T00:30:00.000Z',
    // 02:30 exists twice: the first.
    '2026-10-25T00:30:00.000Z',
    '2026-10-26T01:30:00.000Z',
  ])
})

test('the next occurrence is always in the future', () => {
  const instants = fc.integer({ min: at('2020-01-01'), max: at('2040-01-01') })
  const rules = fc.oneof(
    fc.record({ everyMs: fc.integer({ min: 1_000, max: 1e9 }) }),
    fc.record({
      dailyAt: fc.constantFrom('00:00', '02:30', '23:59'),
      timezone: fc.constantFrom('UTC', 'America/New_York', 'Pacific/Apia'),
    }),
  )
  fc.assert(
    fc.property(rules, instants, instants, (rule, planned, now) => {
      const next = nextOccurrence(rule, planned, now)
      expect(next).toBeGreaterThan(now)
      expect(next).toBeGreaterThan(planned)
    }),
  )
})
