import { expect, test } from 'vitest'
import { fieldsOfDraft, listOf, problemOf } from './trip-draft.ts'

const draft = {
  title: '',
  places: 'Lisbon',
  start: '2027-05-12',
  end: '2027-05-15',
  origin: ' ',
  travellers: '2',
  budget: '',
  currency: 'EUR',
  interests: 'food, ,viewpoints',
  pace: 'balanced' as const,
}

test('a list is what stands between commas', () => {
  expect(listOf('Porto, Lisbon ,')).toEqual(['Porto', 'Lisbon'])
})

test('empty fields are left out, so that the plan can assume them', () => {
  expect(fieldsOfDraft(draft)).toEqual({
    start_date: '2027-05-12',
    end_date: '2027-05-15',
    interests: ['food', 'viewpoints'],
    pace: 'balanced',
    travellers: 2,
    origin: undefined,
    budget: undefined,
  })
})

test('a budget carries its currency', () => {
  expect(fieldsOfDraft({ ...draft, budget: '1500' }).budget).toEqual({ amount: 1500, currency: 'EUR' })
})

test('a failure about an unknown place belongs to the field that names it', () => {
  const draft = { places: 'Lisbon, Qwxzyville', origin: 'Xyzzy' }
  const unknown = (place: string) =>
    ({ kind: 'not_found', message: `No place called “${place}” is known.`, hint: 'Check it.' }) as const
  expect(problemOf(unknown('Qwxzyville'), draft)).toEqual({
    field: 'places',
    message: 'No place called “Qwxzyville” is known. Check it.',
  })
  expect(problemOf(unknown('Xyzzy'), draft)?.field).toBe('origin')
  expect(problemOf({ kind: 'not_found', message: 'There is no such trip.' }, draft)).toBeUndefined()
})
