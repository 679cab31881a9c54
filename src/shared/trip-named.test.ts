import { expect, test } from 'vitest'
import { tripNamed } from './trip-named.ts'

const trip = (title: string, place: string, end_date: string) => ({ title, destinations: [{ place }], end_date })
const trips = [
  trip('Fado again', 'Lisbon', '2025-05-04'),
  trip('Museums', 'Lisbon', '2026-03-02'),
  trip('Autumn in Portugal', 'Lisbon', '2026-12-01'),
  trip('Lisbon', 'Porto', '2027-02-10'),
  trip('A weekend in São Paulo', 'São Paulo', '2027-04-10'),
]
const named = (name: string) => tripNamed(name, trips, '2026-11-20')?.title

test.each([
  ['a title first', 'Lisbon', 'Lisbon'],
  ['then a place', 'porto', 'Lisbon'],
  ['then words of title and places, in any order', 'portugal-lisbon', 'Autumn in Portugal'],
  ['whatever case, accents and the signs between words', 'SAO_paulo', 'A weekend in São Paulo'],
  ['a trip that is over where no other fits', 'museums', 'Museums'],
  ['none where none fits', 'garden', undefined],
  ['none by signs alone', '-', undefined],
])('#name means %s', (_what, name, title) => {
  expect(named(name)).toBe(title)
})

test('of trips that are over, #name means the latest', () => {
  expect(tripNamed('lisbon', trips.slice(0, 2), '2026-11-20')?.title).toBe('Museums')
})
