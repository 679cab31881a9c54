import { datesFrom } from '../../shared/dates.ts'
import { formatMoney, fromMinor, toMinor } from '../../shared/money.ts'
import type { TripDetail } from '../trips/contract.ts'
import { type BudgetCategory, type BudgetSummary, budgetCategory } from './contract.ts'
import { convertMinor, findRate, type Rate, rateBetween } from './rates.ts'
import { balancesOf, settleUp } from './settle-up.ts'
import type { CategoryLimit, StoredExpense } from './store.ts'

/** What a summary needs of a trip. */
export type BudgetedTrip = Pick<
  TripDetail,
  'trip_id' | 'start_date' | 'end_date' | 'budget_limit' | 'budget' | 'days' | 'travel'
>

interface Amounts {
  planned: number
  booked: number
  spent: number
}

type CategoryAmounts = Amounts & { limit?: number; is_estimate: boolean }

interface ConvertedExpense extends StoredExpense {
  /** In minor units of the summary's currency. */
  converted: number
}

/** Turns amounts into minor units of one currency and remembers which rates that took. */
class Exchange {
  readonly currency: string
  readonly used = new Map<string, Rate>()

  constructor(currency: string) {
    this.currency = currency
  }

  /** Undefined where there is no rate. */
  convert(minor: number, from: string): number | undefined {
    const rate = findRate(from, this.currency)
    if (rate === undefined) return undefined
    if (rate.is_estimate) this.used.set(from, rate)
    return convertMinor(minor, rate)
  }
}

/** The currency a trip's money is counted in: that of its limit, else that of its estimates. */
export const currencyOf = (trip: BudgetedTrip): string => trip.budget_limit?.currency ?? trip.budget.currency

const sum = (minors: Iterable<number>): number => [...minors].reduce((total, minor) => total + minor, 0)

/**
 * Planned, booked and spent of a trip, by category and day, and who owes whom. Everything is counted in integer minor
 * units of one currency, each amount converted and rounded once, so that the categories, and the days with what has no
 * date, add up to the totals exactly.
 *
 * `left` is the limit less, category by category, the larger of what is planned and what is booked and spent: money set
 * aside in the plan is not free, and is not counted twice once it is spent.
 * @param locale how amounts in the note are written
 * @throws SojournError `unavailable` where the plan's currency cannot be converted to the limit's
 */
export function summarise(
  trip: BudgetedTrip,
  stored: readonly StoredExpense[],
  limits: readonly CategoryLimit[],
  locale: string,
): BudgetSummary {
  const currency = currencyOf(trip)
  // Without this rate nothing can be said; of single expenses it can.
  rateBetween(trip.budget.currency, currency)
  const exchange = new Exchange(currency)
  const expenses: ConvertedExpense[] = []
  const unconverted = new Map<string, number>()
  for (const expense of stored) {
    const converted = exchange.convert(expense.minor, expense.currency)
    if (converted !== undefined) expenses.push({ ...expense, converted })
    else unconverted.set(expense.currency, (unconverted.get(expense.currency) ?? 0) + expense.minor)
  }
  const categories = categoriesOf(trip, expenses, limits, exchange)
  const days = daysOf(trip, expenses, exchange)
  const limit =
    trip.budget_limit === undefined ? undefined : toMinor(trip.budget_limit.amount, trip.budget_limit.currency)
  const all = [...categories.values()]
  const committed = sum(all.map(({ planned, booked, spent }) => Math.max(planned, booked + spent)))
  const note = noteOf({ exchange, expenses, unconverted, limit, categories: all, locale })

  const major = (minor: number): number => fromMinor(minor, currency)
  const inMajor = ({ planned, booked, spent }: Amounts): Amounts => ({
    planned: major(planned),
    booked: major(booked),
    spent: major(spent),
  })
  return {
    trip_id: trip.trip_id,
    currency,
    ...(limit !== undefined && { limit: major(limit) }),
    ...inMajor({
      planned: sum(all.map(({ planned }) => planned)),
      booked: sum(all.map(({ booked }) => booked)),
      spent: sum(all.map(({ spent }) => spent)),
    }),
    ...(limit !== undefined && { left: major(limit - committed) }),
    categories: [...categories].map(([category, amounts]) => ({
      category,
      ...inMajor(amounts),
      ...(amounts.limit !== undefined && { limit: major(amounts.limit) }),
      is_estimate: amounts.is_estimate,
    })),
    days: days.map(({ date, ...amounts }) => ({ date, ...inMajor(amounts) })),
    owed: owedOf(expenses).map(({ from, to, minor }) => ({ from, to, amount: { amount: major(minor), currency } })),
    ...(note !== '' && { note }),
    ...(exchange.used.size > 0 && {
      conversions: [...exchange.used.values()].map(({ date, ...rate }) => ({ ...rate, rate_date: date })),
    }),
    ...(unconverted.size > 0 && {
      unconverted: [...unconverted].map(([code, minor]) => ({ amount: fromMinor(minor, code), currency: code })),
    }),
    is_estimate: all.some(({ is_estimate }) => is_estimate),
  }
}

/** The categories of the plan and those with expenses or a limit, in the order of the contract. */
function categoriesOf(
  trip: BudgetedTrip,
  expenses: readonly ConvertedExpense[],
  limits: readonly CategoryLimit[],
  exchange: Exchange,
): Map<BudgetCategory, CategoryAmounts> {
  const found = new Map<BudgetCategory, CategoryAmounts>()
  const of = (category: BudgetCategory): CategoryAmounts => {
    const amounts = found.get(category) ?? { planned: 0, booked: 0, spent: 0, is_estimate: false }
    found.set(category, amounts)
    return amounts
  }
  for (const { category, planned, is_estimate } of trip.budget.categories) {
    const amounts = of(category)
    amounts.planned += exchange.convert(toMinor(planned, trip.budget.currency), trip.budget.currency) ?? 0
    amounts.is_estimate ||= planned !== 0 && (is_estimate || trip.budget.currency !== exchange.currency)
  }
  for (const { category, converted, currency } of expenses) {
    const amounts = of(category)
    amounts.spent += converted
    amounts.is_estimate ||= currency !== exchange.currency
  }
  for (const { category, minor, currency } of limits) {
    const converted = exchange.convert(minor, currency)
    if (converted !== undefined) of(category).limit = converted
  }
  return new Map(
    budgetCategory.options.flatMap((category) => {
      const amounts = found.get(category)
      return amounts === undefined ? [] : [[category, amounts] as const]
    }),
  )
}

/**
 * Every date of the trip, and those of expenses before and after it: what is planned, and dated expenses spent. Stops'
 * costs stand on their day, nights' lodging on the day before them, travel on the days that it is planned for; what else
 * is planned for the whole trip is shared out over its days. So the days add up to what is planned.
 */
function daysOf(
  trip: BudgetedTrip,
  expenses: readonly ConvertedExpense[],
  exchange: Exchange,
): (Amounts & { date: string })[] {
  const days = new Map<string, Amounts>()
  const of = (date: string): Amounts => {
    const day = days.get(date) ?? { planned: 0, booked: 0, spent: 0 }
    days.set(date, day)
    return day
  }
  const dates = [...datesFrom(trip.start_date, trip.end_date)]
  for (const date of dates) of(date)
  const plannedOn = new Map<BudgetCategory, Map<string, number>>()
  const on = (category: BudgetCategory, date: string, amount: number, currency: string) => {
    const byDate = plannedOn.get(category) ?? new Map<string, number>()
    plannedOn.set(category, byDate)
    byDate.set(date, (byDate.get(date) ?? 0) + (exchange.convert(toMinor(amount, currency), currency) ?? 0))
  }
  for (const { date, stops } of trip.days)
    for (const { cost } of stops) if (cost !== undefined) on('activities', date, cost.amount, cost.currency)
  for (const { date, price } of trip.travel) on('transport', date, price.amount, price.currency)
  for (const { category, planned } of trip.budget.categories) {
    const total = exchange.convert(toMinor(planned, trip.budget.currency), trip.budget.currency) ?? 0
    const known = plannedOn.get(category) ?? new Map<string, number>()
    for (const [date, minor] of known) of(date).planned += minor
    const over = category === 'lodging' && dates.length > 1 ? dates.slice(0, -1) : dates
    for (const [index, minor] of shared(total - sum(known.values()), over.length).entries())
      of(over[index] ?? trip.start_date).planned += minor
  }
  for (const { date, converted } of expenses) if (date !== undefined) of(date).spent += converted
  return [...days].map(([date, amounts]) => ({ date, ...amounts })).sort((a, b) => (a.date < b.date ? -1 : 1))
}

/** An amount of minor units in so many whole parts that add up to it, the larger ones first. */
function shared(total: number, parts: number): number[] {
  const whole = Math.trunc(total / parts)
  const left = Math.abs(total - whole * parts)
  return Array.from({ length: parts }, (_, index) => whole + (index < left ? Math.sign(total) : 0))
}

/** Who owes whom, from the expenses that say who paid and for whom. */
function owedOf(expenses: readonly ConvertedExpense[]) {
  return settleUp(
    balancesOf(
      expenses.flatMap(({ paid_by, split, converted }) =>
        paid_by === undefined || split === undefined ? [] : { payer: paid_by, minor: converted, shares: split },
      ),
    ),
  )
}

/** What a reader has to know about the figures, in sentences. */
function noteOf(summary: {
  exchange: Exchange
  expenses: readonly ConvertedExpense[]
  unconverted: ReadonlyMap<string, number>
  limit: number | undefined
  categories: readonly CategoryAmounts[]
  locale: string
}): string {
  const { exchange, expenses, unconverted, limit, categories, locale } = summary
  const written = (minor: number, currency = exchange.currency): string =>
    formatMoney({ amount: fromMinor(minor, currency), currency }, locale)
  const undated = expenses.filter(({ date }) => date === undefined)
  const limits = sum(categories.map((category) => category.limit ?? 0))
  const notes = [...exchange.used.values()].map(
    ({ from, to, rate, date, source }) => `Converted at 1 ${from} = ${rate} ${to} (${source}, of ${date}).`,
  )
  for (const [currency, minor] of unconverted) {
    notes.push(`${written(minor, currency)} is not counted: there is no rate from ${currency} to ${exchange.currency}.`)
  }
  if (undated.length > 0) {
    notes.push(`${written(sum(undated.map(({ converted }) => converted)))} has no date, so it is in no day.`)
  }
  if (limit !== undefined && limits > limit) {
    notes.push(`The limits of the categories add up to ${written(limits)}, above the budget of ${written(limit)}.`)
  }
  if (expenses.some(({ split, paid_by }) => split !== undefined && split.length > 0 && paid_by === undefined)) {
    notes.push('What is split but does not say who paid is not counted in who owes whom.')
  }
  return notes.join(' ')
}
