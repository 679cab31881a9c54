import { describe, expect, it } from 'vitest'
import { hoursInWords, isOpenDuring, windowsOn } from './opening-hours.ts'

const evening: [string, string][] = [['18:00', '26:00']]
const bar = { mon: [], tue: [], wed: evening, thu: evening, fri: evening, sat: evening, sun: [] }
const split: [string, string][] = [
  ['09:30', '13:00'],
  ['15:00', '19:00'],
]
const church = { mon: split, tue: split, wed: split, thu: split, fri: split, sat: split, sun: split }

describe('opening hours', () => {
  it('run past midnight into the next day', () => {
    expect(windowsOn(bar, '2027-05-12')).toEqual([{ from: 1080, to: 1560 }])
    expect(isOpenDuring(bar, '2027-05-13', 30, 90)).toBe(true)
    expect(isOpenDuring(bar, '2027-05-12', 30, 90)).toBe(false)
  })

  it('are closed over a midday break', () => {
    expect(isOpenDuring(church, '2027-05-12', 720, 780)).toBe(true)
    expect(isOpenDuring(church, '2027-05-12', 750, 810)).toBe(false)
  })

  it('are told in words', () => {
    expect(hoursInWords(church, '2027-05-12')).toBe('usually open 09:30–13:00 and 15:00–19:00')
    expect(hoursInWords(bar, '2027-05-12')).toBe('usually open 18:00–02:00')
    expect(hoursInWords(bar, '2027-05-10')).toBe('usually closed on this weekday')
    expect(hoursInWords(undefined, '2027-05-12')).toBe('hours not known, check before you go')
  })
})
