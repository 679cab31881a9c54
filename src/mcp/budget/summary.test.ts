import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newId } from '../../shared/ids.ts'
import { toMinor } from '../../shared/money.ts'
import { type BudgetCategory, budgetCategory } from './contract.ts'
import { convertMinor, rateBetween } from './rates.ts'
import type { StoredExpense } from './store.ts'
import { summarise } from './summary.ts'
import { lisbonTrip } from './testing.ts'

const trip = lisbonTrip()
const limited = lisbonTrip({ budget_limit: { amount: 1500, currency: 'EUR' } })

const spend = (minor: number, fields: Partial<StoredExpense> = {}): StoredExpense => ({
  expense_id: newId(),
  trip_id: trip.trip_id,
  minor,
  currency: 'EUR',
  category: 'food',
  created_at: 0,
  ...fields,
})
const limit = (category: BudgetCategory, minor: number) => ({ limit_id: newId(), category, minor, currency: 'EUR' })
const sumOf = (values: number[]): number => values.reduce((sum, value) => sum + toMinor(value, 'EUR'), 0)

describe('a budget summary', () => {
  it('without expenses is the plan, labelled an estimate', () => {
    const summary = summarise(limited, [], [], 'en-GB')
    expect(summary).toMatchObject({
      currency: 'EUR',
      limit: 1500,
      planned: 1000,
      booked: 0,
      spent: 0,
      left: 500,
      owed: [],
      is_estimate: true,
    })
  })

  it('has days that add up to what is planned: travel and sights on their day, nights before theirs, the rest shared out', () => {
    const { days, planned } = summarise(limited, [], [], 'en-GB')
    expect(days.map(({ date }) => date)).toEqual(['2027-05-12', '2027-05-13', '2027-05-14', '2027-05-15'])
    expect(days.reduce((sum, day) => sum + day.planned, 0)).toBeCloseTo(planned, 10)
    const [first, second, third, last] = days.map((day) => day.planned)
    expect(first).toBeGreaterThan(second ?? 0)
    expect(second).toBeCloseTo(third ?? 0, 1)
    expect([second, third].every((amount) => (amount ?? 0) > 0)).toBe(true)
    expect(last).toBeGreaterThan(0)
  })

  it('does not count money twice once what was planned is spent', () => {
    expect(summarise(limited, [spend(10000)], [], 'en-GB').left).toBe(500)
    expect(summarise(limited, [spend(30000)], [], 'en-GB').left).toBe(440)
    expect(summarise(limited, [spend(2500, { category: 'shopping' })], [], 'en-GB').left).toBe(475)
  })

  it('says nothing of what is left where there is no limit', () => {
    expect(summarise(trip, [], [], 'en-GB').left).toBeUndefined()
  })

  it('converts other currencies, labels that, and leaves out what has no rate', () => {
    const expenses = [spend(10000, { currency: 'GBP' }), spend(500_000, { currency: 'KPW', date: '2027-05-12' })]
    const summary = summarise(limited, expenses, [], 'en-GB')
    expect(summary.spent).toBe(convertMinor(10000, rateBetween('GBP', 'EUR')) / 100)
    expect(summary.conversions).toMatchObject([{ from: 'GBP', to: 'EUR', rate_date: '2025-12-31', is_estimate: true }])
    expect(summary.unconverted).toEqual([{ amount: 5_000, currency: 'KPW' }])
    expect(summary.note).toMatch(/Converted at 1 GBP = .* not counted: there is no rate from KPW/)
    expect(summary.categories.find(({ category }) => category === 'food')?.is_estimate).toBe(true)
  })

  it('counts in the currency of the limit, the plan converted', () => {
    const dollars = lisbonTrip({ budget_limit: { amount: 2000, currency: 'USD' } })
    const summary = summarise(dollars, [], [], 'en-GB')
    expect(summary.currency).toBe('USD')
    expect(summary.planned).toBeCloseTo(1000 * rateBetween('EUR', 'USD').rate, 1)
    expect(summary.conversions).toHaveLength(1)
  })

  it('tells where limits of categories exceed the budget, and of a split without a payer', () => {
    const split = [{ name: 'Ann', share: 1 }]
    const { note } = summarise(limited, [spend(100, { split })], [limit('food', 200_000)], 'en-GB')
    expect(note).toMatch(/add up to €2,000, above the budget of €1,500/)
    expect(note).toMatch(/does not say who paid/)
  })

  it('shows days before and after the trip that money was spent on', () => {
    const summary = summarise(trip, [spend(100, { date: '2027-03-01' })], [], 'en-GB')
    expect(summary.days[0]).toEqual({ date: '2027-03-01', planned: 0, booked: 0, spent: 1 })
    expect(summary.days).toHaveLength(5)
  })

  it('adds up to the minor unit, whatever was spent', () => {
    const expense = fc.record({
      minor: fc.integer({ min: 0, max: 10_000_000 }),
      currency: fc.constantFrom('EUR', 'GBP', 'JPY', 'KWD', 'HUF', 'KPW'),
      category: fc.constantFrom(...budgetCategory.options),
      date: fc.option(fc.constantFrom('2027-05-11', '2027-05-12', '2027-05-15', '2027-06-01'), { nil: undefined }),
    })
    fc.assert(
      fc.property(fc.array(expense, { maxLength: 20 }), (made) => {
        const expenses = made.map(({ date, ...fields }) => spend(fields.minor, { ...fields, ...(date && { date }) }))
        const summary = summarise(limited, expenses, [], 'en-GB')
        expect(sumOf(summary.categories.map(({ spent }) => spent))).toBe(toMinor(summary.spent, 'EUR'))
        expect(sumOf(summary.categories.map(({ planned }) => planned))).toBe(toMinor(summary.planned, 'EUR'))
        const counted = expenses.filter(({ currency }) => currency !== 'KPW')
        const undated = counted.filter(({ date }) => date === undefined)
        const inEuros = ({ minor, currency }: StoredExpense) => convertMinor(minor, rateBetween(currency, 'EUR'))
        expect(toMinor(summary.spent, 'EUR')).toBe(counted.reduce((sum, one) => sum + inEuros(one), 0))
        expect(
          sumOf(summary.days.map(({ spent }) => spent)) + undated.reduce((sum, one) => sum + inEuros(one), 0),
        ).toBe(toMinor(summary.spent, 'EUR'))
        const committed = sumOf(summary.categories.map(({ planned, spent }) => Math.max(planned, spent)))
        expect(toMinor(summary.left ?? Number.NaN, 'EUR')).toBe(150_000 - committed)
      }),
    )
  })
})
