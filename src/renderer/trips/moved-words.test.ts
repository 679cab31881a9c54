import { expect, test } from 'vitest'
import { movedWords } from './moved-words.ts'

const formats = { shortDayOfTrip: () => 'Wed 12 May', time: (local: string) => local.slice(11) }
const stopAt = (stop_id: string, title: string) => ({ stop_id, title, start: '2027-05-12T14:30' })
const [maat, alfama] = [stopAt('a', 'MAAT'), stopAt('b', 'Alfama')]

test('a move says when the stop is now, and after which one', () => {
  const day = { date: '2027-05-12', stops: [alfama, maat] }
  expect(movedWords({ stop: maat, day }, formats)).toBe('MAAT is now at 14:30 on Wed 12 May, after Alfama')
})

test('what comes first is said to be before the next, and what stands alone only when', () => {
  expect(movedWords({ stop: maat, day: { date: '2027-05-12', stops: [maat, alfama] } }, formats)).toBe(
    'MAAT is now at 14:30 on Wed 12 May, before Alfama',
  )
  expect(movedWords({ stop: maat, day: { date: '2027-05-12', stops: [maat] } }, formats)).toBe(
    'MAAT is now at 14:30 on Wed 12 May',
  )
})
