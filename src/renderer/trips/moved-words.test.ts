import { expect, test } from 'vitest'
import { movedWords, ordinal } from './moved-words.ts'

test('numbers of places are said in English', () => {
  expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 103].map(ordinal)).toEqual([
    '1st',
    '2nd',
    '3rd',
    '4th',
    '11th',
    '12th',
    '13th',
    '21st',
    '22nd',
    '103rd',
  ])
})

test('a move within a day says the new place, one to another day the day', () => {
  const days = [
    { date: '2027-05-12', stops: [{ stop_id: 'a' }, { stop_id: 'b' }] },
    { date: '2027-05-13', stops: [] },
  ]
  const maat = { stop_id: 'a', title: 'MAAT' }
  const name = (date: string) => (date === '2027-05-12' ? 'Wednesday' : 'Thursday')
  expect(movedWords(days, maat, { date: '2027-05-12', position: 1 }, name)).toBe('MAAT is now 2nd on Wednesday')
  expect(movedWords(days, maat, { date: '2027-05-13', position: 0 }, name)).toBe('Moved MAAT to Thursday')
})
