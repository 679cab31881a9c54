import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../shared/ids.ts'
import {
  addExpense,
  convertCurrency,
  deleteTripBudget,
  getBudgetSummary,
  listExpenses,
  optimizeBudget,
  removeExpense,
  setBudget,
} from './contract.ts'
import { type BudgetHost, lisbonTrip, openBudgetHost } from './testing.ts'

let host: BudgetHost
let trip_id: string
beforeEach(async () => {
  host = await openBudgetHost()
  trip_id = await host.addTrip()
})
afterEach(() => host.dispose())

const undo = (): Promise<unknown> =>
  host.database
    .call(
      { user: 'ann', caller: 'panel', callerName: 'You', tool: 'undo_change' },
      () => host.journal.undo('ann'),
      () => 'Undid',
    )
    .then(({ result }) => result)

describe('set_budget', () => {
  it('sets the limit in the trip and those of the categories, as one change that undo takes back', async () => {
    await host.call(setBudget, { trip_id, amount: 1200, currency: 'EUR', by_category: { food: 300 } })
    const summary = await host.call(setBudget, {
      trip_id,
      amount: 1500,
      currency: 'EUR',
      by_category: { food: 400, shopping: 99.5 },
    })
    expect(summary).toMatchObject({ limit: 1500, left: 500 })
    expect(summary.categories.filter(({ limit }) => limit !== undefined)).toMatchObject([
      { category: 'food', limit: 400 },
      { category: 'shopping', limit: 99.5, planned: 0 },
    ])
    await undo()
    const before = await host.call(getBudgetSummary, { trip_id })
    expect(before.limit).toBe(1200)
    expect(before.categories.filter(({ limit }) => limit !== undefined)).toMatchObject([
      { category: 'food', limit: 300 },
    ])
  })

  it('refuses categories that add up to more than the amount, and writes nothing', async () => {
    const tooMuch = host.call(setBudget, {
      trip_id,
      amount: 100,
      currency: 'EUR',
      by_category: { food: 60, other: 40.01 },
    })
    await expect(tooMuch).rejects.toMatchObject({ kind: 'invalid_input', issues: [{ path: 'by_category' }] })
    expect((await host.call(getBudgetSummary, { trip_id })).limit).toBeUndefined()
  })

  it('keeps the limits of categories while they fit, and says when they had to go', async () => {
    await host.call(setBudget, { trip_id, amount: 1200, currency: 'EUR', by_category: { food: 300 } })
    const more = await host.call(setBudget, { trip_id, amount: 1300, currency: 'EUR' })
    expect(more.categories.find(({ category }) => category === 'food')?.limit).toBe(300)
    const less = await host.call(setBudget, { trip_id, amount: 200, currency: 'EUR' })
    expect(less.categories.find(({ category }) => category === 'food')?.limit).toBeUndefined()
    expect(less.note).toMatch(/no longer fitted/)
  })

  it('writes nothing where the plan cannot be counted in the currency', async () => {
    await expect(host.call(setBudget, { trip_id, amount: 5, currency: 'KPW' })).rejects.toMatchObject({
      kind: 'unavailable',
    })
    expect((await host.call(getBudgetSummary, { trip_id })).limit).toBeUndefined()
  })
})

describe('expenses', () => {
  it('are added, listed newest first by page, removed, and brought back by undo', async () => {
    await host.call(setBudget, { trip_id, amount: 1500, currency: 'EUR' })
    const first = await host.call(addExpense, {
      trip_id,
      amount: 12.5,
      currency: 'EUR',
      category: 'food',
      date: '2027-05-12',
    })
    expect(first).toMatchObject({
      amount: 12.5,
      category: 'food',
      date: '2027-05-12',
      left: { amount: 500, currency: 'EUR' },
    })
    await host.call(addExpense, { trip_id, amount: 990, currency: 'JPY', category: 'shopping', note: 'fan' })

    const page = await host.call(listExpenses, { trip_id, limit: 1 })
    expect(page.expenses).toMatchObject([{ amount: 990, currency: 'JPY', note: 'fan' }])
    const { next_cursor: cursor } = page
    const rest = await host.call(listExpenses, { trip_id, limit: 1, ...(cursor !== undefined && { cursor }) })
    expect(rest.expenses.map(({ expense_id }) => expense_id)).toEqual([first.expense_id])
    expect(rest.next_cursor).toBeUndefined()
    expect((await host.call(listExpenses, { trip_id, category: 'food' })).expenses).toHaveLength(1)

    expect(await host.call(removeExpense, { expense_id: first.expense_id })).toEqual({
      expense_id: first.expense_id,
      status: 'removed',
      amount: 12.5,
      currency: 'EUR',
    })
    expect((await host.call(listExpenses, { trip_id })).expenses).toHaveLength(1)
    await undo()
    const { left, ...stored } = first
    expect((await host.call(listExpenses, { trip_id })).expenses[1]).toEqual(stored)
  })

  it('are recorded even where what is left cannot be worked out', async () => {
    const odd = await host.addTrip(lisbonTrip(), { amount: 5000, currency: 'KPW' })
    const expense = await host.call(addExpense, { trip_id: odd, amount: 12, currency: 'KPW', category: 'food' })
    expect(expense.left).toBeUndefined()
    expect((await host.call(listExpenses, { trip_id: odd })).expenses).toHaveLength(1)
    await expect(host.call(getBudgetSummary, { trip_id: odd })).rejects.toMatchObject({ kind: 'unavailable' })
  })

  it('are settled up exactly from who paid and for whom', async () => {
    const split = ['Ann', 'Ben', 'Cleo'].map((name) => ({ name, share: 1 }))
    await host.call(addExpense, { trip_id, amount: 100, currency: 'EUR', category: 'food', paid_by: 'Ann', split })
    await host.call(addExpense, { trip_id, amount: 50, currency: 'EUR', category: 'food', paid_by: 'Ben' })
    expect((await host.call(getBudgetSummary, { trip_id })).owed).toEqual([
      { from: 'Ben', to: 'Ann', amount: { amount: 33.33, currency: 'EUR' } },
      { from: 'Cleo', to: 'Ann', amount: { amount: 33.33, currency: 'EUR' } },
    ])
  })

  it('cannot be negative, in no currency, or on a day that does not exist', async () => {
    const valid = { trip_id, amount: 1, currency: 'EUR', category: 'food' } as const
    for (const wrong of [
      { amount: -1 },
      { currency: 'XYZ' },
      { date: '2027-02-31' },
      { split: [{ name: 'Ann', share: 0 }] },
    ]) {
      await expect(host.call(addExpense, { ...valid, ...wrong })).rejects.toThrow()
    }
    expect((await host.call(listExpenses, { trip_id })).expenses).toEqual([])
  })

  it('of another user, or of a trip that is not there, do not exist', async () => {
    const { expense_id } = await host.call(addExpense, { trip_id, amount: 1, currency: 'EUR', category: 'food' })
    const eve = { user: 'eve' }
    const missing = { kind: 'not_found' }
    await expect(host.call(removeExpense, { expense_id }, eve)).rejects.toMatchObject(missing)
    await expect(host.call(listExpenses, { trip_id }, eve)).rejects.toMatchObject(missing)
    await expect(host.call(getBudgetSummary, { trip_id }, eve)).rejects.toMatchObject(missing)
    await expect(host.call(setBudget, { trip_id, amount: 1, currency: 'EUR' }, eve)).rejects.toMatchObject(missing)
    expect(await host.call(deleteTripBudget, { trip_id }, eve)).toEqual({ deleted: 0 })
    await expect(host.call(removeExpense, { expense_id: newId() })).rejects.toMatchObject(missing)
    expect((await host.call(listExpenses, { trip_id })).expenses).toHaveLength(1)
  })
})

describe('the other tools', () => {
  it('delete what belongs to a trip, and undo brings it back', async () => {
    await host.call(setBudget, { trip_id, amount: 1500, currency: 'EUR', by_category: { food: 400 } })
    await host.call(addExpense, { trip_id, amount: 1, currency: 'EUR', category: 'food' })
    expect(await host.call(deleteTripBudget, { trip_id })).toEqual({ deleted: 2 })
    expect((await host.call(getBudgetSummary, { trip_id })).spent).toBe(0)
    await undo()
    expect((await host.call(getBudgetSummary, { trip_id })).spent).toBe(1)
  })

  it('find savings in the plan', async () => {
    const { savings, currency } = await host.call(optimizeBudget, { trip_id })
    expect(currency).toBe('EUR')
    expect(savings.length).toBeGreaterThanOrEqual(4)
    const empty = await host.addTrip(
      lisbonTrip({ days: [], travel: [], budget: { currency: 'EUR', total: 0, categories: [], is_estimate: true } }),
    )
    expect((await host.call(optimizeBudget, { trip_id: empty })).savings).toEqual([])
  })

  it('convert, and answer unavailable with a hint where there is no rate', async () => {
    expect((await host.call(convertCurrency, { amount: 10, from: 'EUR', to: 'XOF' })).result).toBe(6560)
    await expect(host.call(convertCurrency, { amount: 10, from: 'EUR', to: 'KPW' })).rejects.toMatchObject({
      kind: 'unavailable',
      hint: expect.stringContaining('EUR'),
    })
  })
})
