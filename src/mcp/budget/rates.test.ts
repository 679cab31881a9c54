import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromMinor, minorDigits } from '../../shared/money.ts'
import { convertAmount } from './convert.ts'
import { convertible, convertMinor, findRate, rateBetween } from './rates.ts'

const currency = fc.constantFrom(...convertible)

describe('the built-in rates', () => {
  it('cover at least 45 currencies, each a positive number and a code the runtime knows', () => {
    expect(convertible.length).toBeGreaterThanOrEqual(45)
    const known = new Set(Intl.supportedValuesOf('currency'))
    expect(convertible.filter((code) => !known.has(code))).toEqual([])
    for (const code of convertible) expect(rateBetween('EUR', code).rate).toBeGreaterThan(0)
  })

  it.each([
    ['USD', 'AED', 3.6725],
    ['USD', 'SAR', 3.75],
    ['USD', 'QAR', 3.64],
    ['USD', 'BHD', 0.376],
    ['USD', 'PAB', 1],
    ['USD', 'XCD', 2.7],
    ['EUR', 'XOF', 655.957],
    ['EUR', 'BAM', 1.95583],
    ['ZAR', 'NAD', 1],
    ['INR', 'NPR', 1.6],
  ])('keep the tie of %s to %s at %d', (from, to, tie) => {
    expect(rateBetween(from, to).rate / tie).toBeCloseTo(1, 3)
  })

  it('keep within the bands that are kept by law', () => {
    expect(rateBetween('USD', 'HKD').rate).toBeGreaterThanOrEqual(7.75)
    expect(rateBetween('USD', 'HKD').rate).toBeLessThanOrEqual(7.85)
    expect(Math.abs(rateBetween('EUR', 'DKK').rate / 7.46038 - 1)).toBeLessThanOrEqual(0.0225)
  })

  it('come back within rounding when converted there and back', () => {
    fc.assert(
      fc.property(currency, currency, fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), (from, to, minor) => {
        const [there, back] = [rateBetween(from, to), rateBetween(to, from)]
        const returned = convertMinor(convertMinor(minor, there), back)
        // Half a minor unit of each currency, and the eighth digit of both rates.
        const halfUnit = 0.5 * 10 ** -minorDigits(to) * back.rate * 10 ** minorDigits(from)
        expect(Math.abs(returned - minor)).toBeLessThanOrEqual(halfUnit + 0.5 + Math.abs(minor) * 2e-7)
      }),
    )
  })

  it('give integer minor units and leave an amount in its own currency alone', () => {
    fc.assert(
      fc.property(currency, currency, fc.integer({ min: 0, max: 1_000_000_000 }), (from, to, minor) => {
        expect(Number.isInteger(convertMinor(minor, rateBetween(from, to)))).toBe(true)
        expect(convertMinor(minor, rateBetween(from, from))).toBe(minor)
      }),
    )
  })

  it('know nothing of other currencies', () => {
    expect(findRate('KPW', 'EUR')).toBeUndefined()
    expect(() => rateBetween('EUR', 'KPW')).toThrow(/no built-in exchange rate for KPW/)
    expect(() => rateBetween('KPW', 'EUR')).toThrow(/no built-in exchange rate for KPW/)
  })
})

describe('convert_currency', () => {
  it('says where the rate is from and that it is an estimate', () => {
    const answer = convertAmount({ amount: 100, from: 'EUR', to: 'USD' })
    expect(answer).toMatchObject({
      amount: 100,
      from: 'EUR',
      to: 'USD',
      rate_date: '2025-12-31',
      source: 'built-in rates, approximate',
      is_estimate: true,
    })
    expect(answer.result).toBeCloseTo(100 * answer.rate, 2)
  })

  it('rounds to the minor unit of the currency', () => {
    expect(Number.isInteger(convertAmount({ amount: 12.34, from: 'EUR', to: 'JPY' }).result)).toBe(true)
    const { result } = convertAmount({ amount: 1, from: 'EUR', to: 'KWD' })
    expect(result).toBe(fromMinor(Math.round(result * 1000), 'KWD'))
  })

  it('says that the rate of another date is not known', () => {
    expect(convertAmount({ amount: 1, from: 'EUR', to: 'USD', date: '2020-03-01' }).note).toMatch(
      /not the rate of 2020-03-01/,
    )
  })

  it('is exact within a currency', () => {
    expect(convertAmount({ amount: 5, from: 'KPW', to: 'KPW' })).toMatchObject({
      result: 5,
      rate: 1,
      is_estimate: false,
    })
  })

  it('refuses what it cannot count', () => {
    expect(() => convertAmount({ amount: 1e300, from: 'EUR', to: 'IDR' })).toThrow(/too large/)
  })
})
