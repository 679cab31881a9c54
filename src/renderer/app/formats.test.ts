import { expect, test } from 'vitest'
import { duration, formatsOf, knownLocale, took, words } from './formats.ts'

const british = formatsOf({ locale: 'en-GB', timezone: 'Europe/London', units: 'metric', today: '2026-11-20' })
const american = formatsOf({ locale: 'en-US', timezone: 'America/New_York', units: 'imperial', today: '2026-11-20' })

test('dates are written as the user writes them', () => {
  expect(british.day('2026-12-02')).toBe('Wednesday 2 December')
  expect(british.day('2027-05-12')).toBe('Wednesday, 12 May 2027')
  expect(british.dayOfTrip('2027-05-12')).toBe('Wednesday 12 May')
  expect(american.shortDay('2026-12-02')).toBe('Wed, Dec 2')
  expect(british.time('2027-05-12T09:30')).toBe('09:30')
  expect(american.time('2027-05-12T17:00')).toMatch(/^5:00.PM$/)
})

test('money shows cents only where there are some', () => {
  expect(british.money(1180, 'EUR')).toBe('€1,180')
  expect(british.money(12.5, 'EUR')).toBe('€12.50')
})

test('distances are rounded to what can be known, in the user’s units', () => {
  expect(british.distance(647)).toBe('650 m')
  expect(british.distance(1312)).toBe('1.3 km')
  expect(american.distance(1609)).toBe('1 mi')
})

test('durations and names read as words', () => {
  expect([duration(45), duration(90), duration(120)]).toEqual(['45 min', '1 h 30', '2 h'])
  expect([took(12.4), took(210)]).toEqual(['12 ms', '0.2 s'])
  expect(words('food_area')).toBe('Food area')
})

test('a language tag that is none does not stop the app', () => {
  expect(knownLocale('en-US@posix')).toBe('en-GB')
  expect(knownLocale('pt-pt')).toBe('pt-PT')
})
