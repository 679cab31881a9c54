import { expect, it } from 'vitest'
import { fromMinor, mostMoney, price, toMinor } from './money.ts'

const messages = (amount: number, currency = 'EUR'): string[] =>
  price.safeParse({ amount, currency }).error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? []

it('a price is refused where it is negative or cannot be stored exactly', () => {
  expect(messages(0)).toEqual([])
  expect(messages(mostMoney)).toEqual([])
  expect(messages(-1)).toEqual(['amount must not be negative'])
  expect(messages(1e300)).toEqual(['amount must be at most 1,000,000,000,000'])
})

it.each(['JPY', 'EUR', 'KWD'])('the largest price in %s comes back from minor units as it was', (currency) => {
  const minor = toMinor(mostMoney, currency)
  expect(Number.isSafeInteger(minor)).toBe(true)
  expect(fromMinor(minor, currency)).toBe(mostMoney)
})
