import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Temporal } from '../../../shared/dates.ts'
import { easterSunday } from '../../../shared/easter.ts'
import { Utterance } from '../utterance.ts'
import { readDates, type When } from './dates.ts'
import { readDurations } from './durations.ts'
import { readInterests } from './interests.ts'
import { numberOf, readMoney } from './money.ts'
import { readPace } from './pace.ts'
import { readPartyChange } from './party-change.ts'
import { readParty } from './people.ts'
import { readTimes } from './time-of-day.ts'
import { chooseDates } from './trip-dates.ts'
import { readTripDays } from './trip-day.ts'
import { readTripRequest } from './trip-request.ts'

const calendar = { today: Temporal.PlainDate.from('2026-11-20'), locale: 'en-GB' }
const plain = (text: string) => new Utterance(text).plain
const inWords = (when: When): string => {
  if (when.kind === 'day') return when.date.toString()
  if (when.kind === 'impossible') return when.reason
  return `${when.kind} ${when.first}/${when.last}`
}

describe('dates', () => {
  test.each([
    ['12 May', '2027-05-12'],
    ['May 12th', '2027-05-12'],
    ['the 12th of may 2028', '2028-05-12'],
    ['12/5', '2027-05-12'],
    ['2027-05-12', '2027-05-12'],
    ['tomorow', '2026-11-21'],
    ['next Fri', '2026-11-27'],
    ['friday', '2026-11-27'],
    ['in three weeks', '2026-12-11'],
    ['a week on monday', '2026-11-30'],
    ['the end of the month', '2026-11-30'],
    ['31 February', 'no such day'],
    ['15 May to 12 May', 'ends before it begins'],
    ['from the 12th to the 16th of September', 'range 2027-09-12/2027-09-16'],
    ['12.12. to 14.12.', 'range 2026-12-12/2026-12-14'],
    ['May 3 to 10', 'range 2027-05-03/2027-05-10'],
    ['between 3 and 10 May', 'range 2027-05-03/2027-05-10'],
    ['28 Dec to 3 Jan', 'range 2026-12-28/2027-01-03'],
    ['arriving on Thursday 8 April 2027 and leaving on Sunday the 11th', 'range 2027-04-08/2027-04-11'],
    ['over Easter', 'range 2027-03-26/2027-03-29'],
    ['next weekend', 'weekend 2026-11-27/2026-11-29'],
    ['a weekend in May', 'weekend 2027-05-01/2027-05-31'],
    ['the first week of June', 'window 2027-06-01/2027-06-07'],
    ['in Febuary', 'window 2027-02-01/2027-02-28'],
  ])('%s', (text, expected) => {
    expect(readDates(plain(text), calendar).map(inWords)).toEqual([expected])
  })

  test('12/5 is 5 December to an American', () => {
    expect(readDates('12/5', { ...calendar, locale: 'en-US' }).map(inWords)).toEqual(['2026-12-05'])
  })

  test.each(['may I go', 'march on washington', 'we may want more', 'the second one'])('“%s” names no time', (text) => {
    expect(readDates(plain(text), calendar)).toEqual([])
  })

  test('never overlap and lie within any text', () => {
    const words = fc.constantFrom(
      '12',
      'may',
      'to',
      '3',
      'next',
      'weekend',
      'in',
      '-',
      'friday',
      'the',
      '16th',
      'of',
      '/',
      'week',
      'easter',
      ',',
    )
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), (parts) => {
        const text = parts.join(' ')
        let end = 0
        for (const when of readDates(text, calendar)) {
          expect(when.start).toBeGreaterThanOrEqual(end)
          end = when.end
        }
        expect(end).toBeLessThanOrEqual(text.length)
      }),
    )
  })

  test('Easter falls where the almanac has it', () => {
    expect([2024, 2025, 2026, 2027, 2038].map((year) => easterSunday(year).toString())).toEqual([
      '2024-03-31',
      '2025-04-20',
      '2026-04-05',
      '2027-03-28',
      '2038-04-25',
    ])
  })
})

test.each([
  ['4 days', { days: 4 }],
  ['a five-day trip', { days: 5 }],
  ['3 nights', { nights: 3 }],
  ['a fortnight', { days: 14 }],
  ['a week', { days: 7 }],
  ['a couple of nights', { nights: 2 }],
])('%s lasts', (text, expected) => {
  expect(readDurations(plain(text))).toMatchObject([expected])
})
test('a moment is no duration', () => {
  expect(readDurations(plain('a week later, in 3 weeks'))).toEqual([])
})

test.each([
  ['€1,200', 1200, 'EUR'],
  ['1.200 €', 1200, 'EUR'],
  ['12,50 €', 12.5, 'EUR'],
  ['4k quid', 4000, 'GBP'],
  ['two grand', 2000, 'GBP'],
  ['fifty bucks', 50, 'USD'],
  ['20,000 yen', 20000, 'JPY'],
  ['1500 euros', 1500, 'EUR'],
])('%s is money', (text, amount, currency) => {
  expect(readMoney(plain(text), 'GBP')).toMatchObject([{ amount, currency }])
})
test('amounts keep their value however they are grouped', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1000, max: 9_999_999 }), (value) => {
      expect(numberOf(value.toLocaleString('en-GB'))).toBe(value)
      expect(numberOf(value.toLocaleString('de-DE'))).toBe(value)
    }),
  )
})

test.each([
  ['for two', 2],
  ['just me', 1],
  ['me n my mum', 2],
  ['my wife and I', 2],
  ['a family of four', 4],
  ['2 adults and a kid', 3],
  ['2 adults + 3 children', 5],
  ['with my 3 friends', 4],
  ['the three of us', 3],
  ['solo', 1],
])('%s travel', (text, count) => {
  expect(readParty(plain(text))?.count).toBe(count)
})
test('somebody joins', () => {
  expect(readPartyChange("my sister's coming too")?.by).toBe(1)
})

test('interests are named as the guide names them, others as they were said', () => {
  expect(
    readInterests(plain('we love food, viewpoints and vintage trains')).flatMap((entry) => entry.interests),
  ).toEqual(['food', 'viewpoints', 'vintage trains'])
})

test.each([
  ['take it easy', 'relaxed'],
  ['a bit hectic', 'relaxed'],
  ["don't want to rush around", 'relaxed'],
  ['pack in as much as possible', 'packed'],
  ['balanced', 'balanced'],
])('%s is a pace', (text, pace) => {
  expect(readPace(plain(text))?.pace).toBe(pace)
})

test.each([
  ['10am', '10:00'],
  ['at half past seven in the evening', '19:30'],
  ['quarter to nine', '08:45'],
  ['19:30', '19:30'],
  ['noon', '12:00'],
  ['at 3', '15:00'],
])('%s is a time', (text, time) => {
  expect(readTimes(plain(text)).map((entry) => entry.time)).toEqual([time])
})

test.each([
  ['day 2', '2027-05-13'],
  ['the last evening', '2027-05-15'],
  ['Friday', '2027-05-14'],
  ['the 13th', '2027-05-13'],
])('%s of a trip', (text, date) => {
  const trip = { start_date: '2027-05-12', end_date: '2027-05-15' }
  expect(readTripDays(plain(text), trip, calendar)).toMatchObject([{ date, outside: false }])
})

describe('a request for a trip', () => {
  test('is read in any order', () => {
    const { places, origin, travellers, budget, interests, pace } = readTripRequest(
      new Utterance('budget 1500 euros, relaxed, from Leeds, two of us, into art: Madrid in June'),
      calendar,
      'GBP',
    )
    expect(places.map(({ text }) => text)).toEqual(['Madrid'])
    expect(origin?.text).toBe('Leeds')
    expect({ travellers, amount: budget?.amount, interests, pace }).toEqual({
      travellers: 2,
      amount: 1500,
      interests: ['art'],
      pace: 'relaxed',
    })
  })

  test('keeps clear of other trips where the dates are free', () => {
    const whens = readDates('a weekend in may', calendar)
    const busy = [{ start_date: '2027-05-08', end_date: '2027-05-10' }]
    expect(chooseDates(whens, undefined, false, calendar.today, busy)).toEqual({
      ok: true,
      dates: { start: '2027-05-14', end: '2027-05-16', assumed: ['the first free weekend in May'] },
    })
  })

  test('is never planned into the past', () => {
    expect(chooseDates(readDates(plain('12 May 2020'), calendar), 3, false, calendar.today, [])).toMatchObject({
      ok: false,
    })
  })
})
