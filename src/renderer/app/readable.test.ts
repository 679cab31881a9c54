import { expect, test } from 'vitest'
import { formatsOf } from './formats.ts'
import { readable } from './readable.tsx'

const formats = formatsOf({ locale: 'en-GB', timezone: 'Europe/London', units: 'metric', today: '2027-01-02' })

test('dates in a line are written as the user writes them', () => {
  expect(readable('Moved MAAT to 2027-05-13', formats)).toBe('Moved MAAT to Thu 13 May')
})

test('what only looks like a date stays as it is', () => {
  expect(readable('Changed 2027-02-31 and 12-05', formats)).toBe('Changed 2027-02-31 and 12-05')
})
