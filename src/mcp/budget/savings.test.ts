import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Place } from '../places/contract.ts'
import { budgetCategory } from './contract.ts'
import { findSavings, noteOnSavings } from './savings.ts'
import { citiesWithPaidStops, findSightSwaps } from './sight-swaps.ts'
import { summarise } from './summary.ts'
import { lisbonTrip, paidStop } from './testing.ts'

const place = (id: string, price: number, popularity: number, interests: string[] = ['art']): Place => ({
  place_id: `lisbon/${id}`,
  name: id,
  category: 'museum',
  city: 'Lisbon',
  lat: 38.7,
  lon: -9.1,
  price: { amount: price, currency: 'EUR' },
  popularity,
  interests,
  source: 'built-in guide',
  retrieved_at: '2026-01-01T00:00:00Z',
  is_estimate: false,
})
const places = [
  place('tile-museum', 8, 3),
  place('garden', 0, 3, ['nature']),
  place('gallery', 0, 2),
  place('arch', 0, 5, []),
]
const trip = lisbonTrip({ budget_limit: { amount: 900, currency: 'EUR' } })
const byCity = new Map([['Lisbon', places]])

describe('savings', () => {
  const summary = summarise(trip, [], [], 'en-GB')
  const savings = findSavings(trip, summary, findSightSwaps(trip, byCity, 'EUR'), 'en-GB')

  it('are ranked by what they save and come from the numbers of the trip', () => {
    expect(savings.map(({ title, saves }) => [title, saves.amount])).toEqual([
      ['Make the trip a day shorter', 188],
      ['Stay one class simpler', 90],
      ['Be flexible with dates and hours', 50],
      ['Lunch at markets or as a picnic', 48],
      ['See gallery instead of Tile museum', 16],
      ['Ride on a pass instead of single tickets', 6.9],
    ])
  })

  it('each say what they cost in comfort, how they were worked out, and that they are estimates', () => {
    for (const saving of savings) {
      expect(saving.comfort).not.toBe('')
      expect(saving.how).not.toBe('')
      expect(saving).toMatchObject({ is_estimate: true, saves: { currency: 'EUR' } })
    }
  })

  it('say how far the plan is above the budget', () => {
    expect(noteOnSavings(summary, savings, 'en-GB')).toMatch(/€100 above the budget/)
  })

  it('are never larger than what is still to be spent in their category', () => {
    const amounts = fc.record(
      Object.fromEntries(budgetCategory.options.map((name) => [name, fc.integer({ min: 0, max: 200_000 })])),
    )
    fc.assert(
      fc.property(amounts, amounts, (planned, spent) => {
        const random = lisbonTrip({
          budget: {
            ...trip.budget,
            categories: trip.budget.categories.map((one) => ({ ...one, planned: (planned[one.category] ?? 0) / 100 })),
          },
        })
        const expenses = budgetCategory.options.map((category) => ({
          expense_id: category,
          trip_id: random.trip_id,
          minor: spent[category] ?? 0,
          currency: 'EUR',
          category,
          created_at: 0,
        }))
        const now = summarise(random, expenses, [], 'en-GB')
        for (const { category, saves } of findSavings(random, now, findSightSwaps(random, byCity, 'EUR'), 'en-GB')) {
          const found = now.categories.find((one) => one.category === category)
          expect(saves.amount).toBeGreaterThan(0)
          expect(saves.amount).toBeLessThanOrEqual((found?.planned ?? 0) - (found?.spent ?? 0) + 1e-9)
        }
      }),
    )
  })

  it('are none where nothing is planned', () => {
    const empty = lisbonTrip({ days: [], travel: [], budget: { ...trip.budget, total: 0, categories: [] } })
    const none = summarise(empty, [], [], 'en-GB')
    expect(findSavings(empty, none, [], 'en-GB')).toEqual([])
    expect(noteOnSavings(none, [], 'en-GB')).toMatch(/plan the trip first/)
  })
})

describe('sight swaps', () => {
  it('leave alone what is a must, locked, or 5 of 5 for a first visit', () => {
    const of = (stop: Partial<ReturnType<typeof paidStop>>, id = 'tile-museum') => {
      const day = trip.days[0]
      if (day === undefined) throw new Error('the trip has a day')
      return lisbonTrip({ days: [{ ...day, stops: [{ ...paidStop(`lisbon/${id}`, id, 16), ...stop }] }] })
    }
    expect(citiesWithPaidStops(of({ locked: true }))).toEqual([])
    expect(findSightSwaps(of({ must_see: true }), byCity, 'EUR')).toEqual([])
    expect(findSightSwaps(of({}, 'tower'), new Map([['Lisbon', [...places, place('tower', 9, 5)]]]), 'EUR')).toEqual([])
  })
})
