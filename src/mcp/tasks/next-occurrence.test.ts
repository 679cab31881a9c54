import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Temporal } from '../../shared/dates.ts'
import {
  firstOccurrence,
  movedReminder,
  nextOccurrence,
  normalRecurrence,
  remainingRecurrence,
} from './next-occurrence.ts'
import { formatRule, parseRule } from './recurrence.ts'

describe('the normal form', () => {
  it.each([
    ['rrule:freq=daily', 'FREQ=DAILY'],
    ['FREQ=WEEKLY;BYDAY=FR,MO;INTERVAL=1', 'FREQ=WEEKLY;BYDAY=MO,FR'],
    ['FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    ['FREQ=MONTHLY;BYDAY=TU;BYSETPOS=3', 'FREQ=MONTHLY;BYDAY=3TU'],
    ['BYMONTHDAY=3;BYMONTH=1;FREQ=YEARLY;WKST=MO', 'FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=3'],
    ['FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3', 'FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29'],
  ])('of %s is %s', (text, normal) => {
    expect(normalRecurrence(text)).toBe(normal)
    expect(formatRule(parseRule(normal))).toBe(normal)
  })

  it.each([
    ['', 'not a recurrence rule'],
    ['every day', 'not a recurrence rule'],
    ['BYDAY=MO', 'FREQ is missing'],
    ['FREQ=HOURLY', 'not supported'],
    ['FREQ=DAILY;BYHOUR=9', 'BYHOUR is not supported'],
    ['FREQ=DAILY;INTERVAL=0', 'INTERVAL=0'],
    ['FREQ=DAILY;INTERVAL=-1', 'INTERVAL=-1'],
    ['FREQ=WEEKLY;BYDAY=XX', 'not a weekday'],
    ['FREQ=WEEKLY;BYDAY=3TU', 'FREQ=MONTHLY'],
    ['FREQ=DAILY;UNTIL=20270231', 'not a date'],
    ['FREQ=DAILY;COUNT=2;UNTIL=20270101', 'cannot stand together'],
    ['FREQ=DAILY;FREQ=DAILY', 'twice'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31', 'never happens'],
  ])('refuses %s', (text, message) => {
    expect(() => normalRecurrence(text)).toThrow(
      expect.objectContaining({ kind: 'invalid_input', message: expect.stringContaining(message) }),
    )
  })
})

describe('the next occurrence', () => {
  const usual = { zone: 'Europe/London', today: '2026-11-20', fromCompletion: false }

  it.each([
    ['FREQ=DAILY', '2026-11-20', '2026-11-21'],
    ['FREQ=DAILY', '2026-11-19T09:00', '2026-11-20T09:00'],
    ['FREQ=DAILY', '2026-12-24', '2026-12-25'],
    ['FREQ=WEEKLY', '2026-11-16', '2026-11-23'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=FR', '2026-09-04', '2026-11-27'],
    ['FREQ=MONTHLY', '2026-10-31', '2026-12-31'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', '2026-11-30', '2026-12-31'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', '2024-02-29', '2028-02-29'],
  ])('of %s after %s is %s', (recurrence, due, next) => {
    expect(nextOccurrence({ ...usual, recurrence, due })).toBe(next)
  })

  it('counts from completion at the time of day of the due', () => {
    const options = { ...usual, recurrence: 'FREQ=WEEKLY;INTERVAL=3', fromCompletion: true }
    expect(nextOccurrence({ ...options, due: '2026-01-05T18:00' })).toBe('2026-12-11T18:00')
  })

  it('ends with UNTIL, reckoned in local time', () => {
    const options = { ...usual, zone: 'America/New_York', due: '2026-11-29T20:00' }
    expect(nextOccurrence({ ...options, recurrence: 'FREQ=DAILY;UNTIL=20261201T010000Z' })).toBe('2026-11-30T20:00')
    expect(nextOccurrence({ ...options, recurrence: 'FREQ=DAILY;UNTIL=20261201T005959Z' })).toBeUndefined()
    expect(remainingRecurrence('FREQ=DAILY;COUNT=1')).toBeUndefined()
  })

  it('is always after the due, from today on, and at its time of day', () => {
    const rules = [
      'FREQ=DAILY',
      'FREQ=WEEKLY;BYDAY=MO,TH',
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR',
      'FREQ=MONTHLY;BYDAY=-1FR',
      'FREQ=MONTHLY;BYMONTHDAY=31',
    ]
    const day = fc
      .integer({ min: 0, max: 1500 })
      .map((days) => Temporal.PlainDate.from('2025-01-01').add({ days }).toString())
    fc.assert(
      fc.property(
        fc.constantFrom(...rules),
        day,
        day,
        fc.constantFrom('', 'T02:30', 'T23:59'),
        (recurrence, date, today, time) => {
          const due = `${date}${time}`
          const next = nextOccurrence({ ...usual, recurrence, due, today }) ?? ''
          expect(next > due).toBe(true)
          expect(next.slice(0, 10) >= today).toBe(true)
          expect(next.slice(10)).toBe(time)
        },
      ),
      { numRuns: 100 },
    )
  })
})

it('a rule ends where a fifth digit of the year would begin', () => {
  const options = { zone: 'UTC', today: '2026-11-20', fromCompletion: false }
  expect(nextOccurrence({ ...options, recurrence: 'FREQ=DAILY', due: '9999-12-31' })).toBeUndefined()
  expect(nextOccurrence({ ...options, recurrence: 'FREQ=YEARLY;INTERVAL=1000', due: '9027-01-01' })).toBeUndefined()
})

it('a reminder keeps its distance on the local clock', () => {
  expect(movedReminder('2027-03-26T16:50:00Z', 'Europe/London', '2027-03-26T17:00', '2027-04-02T17:00')).toBe(
    '2027-04-02T15:50:00Z',
  )
})

it('the first occurrence may be the day itself', () => {
  expect(firstOccurrence('FREQ=WEEKLY;BYDAY=FR', '2026-11-20')).toBe('2026-11-20')
  expect(firstOccurrence('FREQ=DAILY;UNTIL=20200101', '2026-11-20')).toBeUndefined()
})
