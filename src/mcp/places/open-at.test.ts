import { describe, expect, it } from 'vitest'
import type { OpeningHours } from './contract.ts'
import { isOpenAt } from './open-at.ts'

const bar: OpeningHours = {
  mon: [],
  tue: [['18:00', '26:00']],
  wed: [
    ['10:00', '13:00'],
    ['15:00', '18:00'],
  ],
  thu: [],
  fri: [],
  sat: [],
  sun: [],
}

describe('usual hours', () => {
  it.each([
    ['2027-05-11T17:59', false],
    ['2027-05-11T18:00', true],
    ['2027-05-12T01:30', true],
    ['2027-05-12T02:00', false],
    ['2027-05-12T12:59', true],
    ['2027-05-12T14:00', false],
    ['2027-05-10T19:00', false],
  ])('at %s say open: %s', (at, open) => {
    expect(isOpenAt(bar, at)).toBe(open)
  })

  it('that are always are open, and unknown ones are unknown', () => {
    expect(isOpenAt('always', '2027-05-12T03:00')).toBe(true)
    expect(isOpenAt(null, '2027-05-12T12:00')).toBeUndefined()
  })
})
