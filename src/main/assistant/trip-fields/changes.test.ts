import { expect, test } from 'vitest'
import { Temporal } from '../../../shared/dates.ts'
import type { Context } from '../context.ts'
import { Referents } from '../referents.ts'
import { fieldsOf, leftOver, readChanges } from './changes.ts'
import type { TripNow } from './trip-now.ts'

const trip: TripNow = {
  start_date: '2027-05-12',
  end_date: '2027-05-15',
  travellers: 2,
  interests: [],
  destinations: [{ place: 'Lisbon', nights: 3 }],
}
const now = Temporal.Instant.from('2026-11-20T10:00:00Z')
const context: Context = {
  env: {
    now,
    profile: {
      currency: 'GBP',
      locale: 'en-GB',
      timezone: 'Europe/London',
      units: 'metric',
      first_day_of_week: 'monday',
    },
  },
  referents: new Referents(undefined),
  calendar: { today: Temporal.PlainDate.from('2026-11-20'), locale: 'en-GB' },
  earlier: [],
  message: '',
}
const read = (said: string) => readChanges(said, trip, context)

test.each([
  ['a week later', '2027-05-19', '2027-05-22'],
  ['a day earlier but still home on the 15th', '2027-05-11', '2027-05-15'],
  ['push our departure to the 13th, keep the return the same', '2027-05-13', '2027-05-15'],
  ['go a day earlier and come back a day earlier', '2027-05-11', '2027-05-14'],
  ['tack one more day onto the end', '2027-05-12', '2027-05-16'],
  ['an extra day at the beginning', '2027-05-11', '2027-05-15'],
  ['4 days is a bit short, give us 6', '2027-05-12', '2027-05-17'],
  ['in september, from the 7th', '2027-09-07', '2027-09-10'],
])('“%s” gives the dates %s to %s', (said, start_date, end_date) => {
  expect(read(said).dates).toEqual({ start_date, end_date })
})

test('a clause gives every field it names, and a number of people is no money', () => {
  const { travellers, budget, dates, pace } = read('three of us, a day longer, slower, and no more than 1500 pounds')
  expect({ travellers, dates, pace, amount: budget?.amount.amount, currency: budget?.amount.currency }).toEqual({
    travellers: 3,
    dates: { start_date: '2027-05-12', end_date: '2027-05-16' },
    pace: 'relaxed',
    amount: 1500,
    currency: 'GBP',
  })
})

test('a title ends where another field begins', () => {
  expect(read('rename it Team Offsite and make it 6 people')).toMatchObject({ title: 'Team Offsite', travellers: 6 })
})

test.each([
  ['swap Lisbon for Porto, everything else stays', { kind: 'replace', old: 'Lisbon', said: 'Porto' }],
  ['add two nights in Porto at the end', { kind: 'add', said: 'Porto', nights: 2, at: 1 }],
])('“%s” changes the places', (said, places) => {
  expect(read(said).places).toEqual(places)
})

test('words of something else are left over', () => {
  expect(leftOver(read('move it a day later please'), trip)).toEqual([])
  expect(leftOver(read('move the dentist a day later'), trip)).toEqual(['dentist'])
})

test('words of nothing give no field', () => {
  for (const said of ['', 'hello there', '🙂', 'what a lovely day']) expect(fieldsOf(read(said))).toEqual([])
})
