import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../shared/dates.ts'
import { stayOn, staysOf } from './stays.ts'

const destination = (place: string, nightsWanted?: number) => ({
  destinationId: place,
  place,
  country: 'IT',
  lat: 0,
  lon: 0,
  timezone: 'Europe/Rome',
  guide: true,
  ...(nightsWanted !== undefined && { nightsWanted }),
})
const nights = (wanted: (number | undefined)[], days: number) =>
  staysOf(
    wanted.map((own, index) => destination(`${index}`, own)),
    '2027-05-01',
    addDays('2027-05-01', days),
  ).map((stay) => stay.nights)

describe('staysOf', () => {
  it('splits nights evenly, earlier ones first', () =>
    expect(nights([undefined, undefined, undefined], 7)).toEqual([3, 2, 2]))
  it('gives what was asked for, and the rest to the others', () => expect(nights([3, undefined], 5)).toEqual([3, 2]))
  it('lets the last one take what the dates changed since', () => {
    expect(nights([3, 2], 7)).toEqual([3, 4])
    expect(nights([3, 2], 4)).toEqual([3, 1])
  })

  it('always adds up to the trip', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 6, max: 60 }),
        (wanted, days) => {
          const split = nights(wanted, days)
          expect(split.reduce((sum, own) => sum + own, 0)).toBe(days)
          expect(split.every((own) => own >= 0)).toBe(true)
        },
      ),
    )
  })

  it('counts the day of a transfer to the new city', () => {
    const stays = staysOf([destination('Rome'), destination('Florence')], '2027-05-01', '2027-05-05')
    expect(stayOn(stays, '2027-05-02')?.place).toBe('Rome')
    expect(stayOn(stays, '2027-05-03')?.place).toBe('Florence')
    expect(stayOn(stays, '2027-05-05')?.place).toBe('Florence')
  })
})
