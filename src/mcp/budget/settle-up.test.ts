import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allocate, balancesOf, settleUp } from './settle-up.ts'

const weight = fc.oneof(fc.integer({ min: 1, max: 100 }), fc.double({ min: 0.01, max: 100, noNaN: true }))
const names = ['Ann', 'Ben', 'Cleo', 'Dan', 'Eve', 'Finn']
const person = fc.constantFrom(...names)
const payment = fc.record({
  payer: person,
  minor: fc.integer({ min: 0, max: 100_000_000 }),
  shares: fc.array(fc.record({ name: person, share: weight }), { minLength: 1, maxLength: 6 }),
})

describe('allocate', () => {
  it('gives the odd cents to the first of equal shares', () => {
    expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33])
    expect(allocate(1, [1, 1, 2])).toEqual([0, 0, 1])
  })

  it('adds up exactly, each part within one unit of its share', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e12 }),
        fc.array(weight, { minLength: 1, maxLength: 20 }),
        (minor, shares) => {
          const parts = allocate(minor, shares)
          const total = shares.reduce((sum, share) => sum + share, 0)
          expect(parts.reduce((sum, part) => sum + part, 0)).toBe(minor)
          parts.forEach((part, index) => {
            expect(Math.abs(part - (minor * (shares[index] ?? 0)) / total)).toBeLessThanOrEqual(1.001)
          })
        },
      ),
    )
  })

  it('holds for shares of any size', () => {
    expect(allocate(100, [1e308, 1e308])).toEqual([50, 50])
    expect(allocate(100, [1e-300, 1e-300])).toEqual([50, 50])
  })
})

describe('settling up', () => {
  it('lets the one who did not pay give back half', () => {
    const balances = balancesOf([
      {
        payer: 'Ann',
        minor: 6000,
        shares: [
          { name: 'Ann', share: 1 },
          { name: 'Ben', share: 1 },
        ],
      },
    ])
    expect(settleUp(balances)).toEqual([{ from: 'Ben', to: 'Ann', minor: 3000 }])
  })

  it('takes ann and Ann for one person', () => {
    const balances = balancesOf([
      {
        payer: 'Ann',
        minor: 6000,
        shares: [
          { name: 'ann ', share: 1 },
          { name: 'Ben', share: 1 },
        ],
      },
      {
        payer: 'ben',
        minor: 6000,
        shares: [
          { name: 'ANN', share: 1 },
          { name: 'Ben', share: 1 },
        ],
      },
    ])
    expect(settleUp(balances)).toEqual([])
  })

  it('settles two pairs with two transfers where paying the largest first would take three', () => {
    const balances = [
      { name: 'a', minor: 5 },
      { name: 'b', minor: 4 },
      { name: 'c', minor: -5 },
      { name: 'd', minor: -4 },
      { name: 'e', minor: 3 },
      { name: 'f', minor: 3 },
      { name: 'g', minor: -6 },
    ]
    expect(settleUp(balances)).toHaveLength(4)
  })

  it('balances add up to zero, and the transfers bring everybody to zero', () => {
    fc.assert(
      fc.property(fc.array(payment, { maxLength: 12 }), (payments) => {
        const balances = balancesOf(payments)
        expect(balances.reduce((sum, { minor }) => sum + minor, 0)).toBe(0)
        const left = new Map(balances.map(({ name, minor }) => [name, minor]))
        const transfers = settleUp(balances)
        for (const { from, to, minor } of transfers) {
          expect(minor).toBeGreaterThan(0)
          left.set(from, (left.get(from) ?? 0) + minor)
          left.set(to, (left.get(to) ?? 0) - minor)
        }
        expect([...left.values()].every((minor) => minor === 0)).toBe(true)
        expect(transfers.length).toBeLessThan(Math.max(1, balances.filter(({ minor }) => minor !== 0).length))
      }),
    )
  })

  it('settles more people than it searches exactly', () => {
    const balances = Array.from({ length: 30 }, (_, index) => ({
      name: `p${index}`,
      minor: index % 2 ? index : -index - 1,
    }))
    expect(settleUp(balances).length).toBeLessThan(30)
  })
})
