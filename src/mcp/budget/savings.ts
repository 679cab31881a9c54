import { datesFrom } from '../../shared/dates.ts'
import { formatMoney, fromMinor, type Money, minorDigits, toMinor } from '../../shared/money.ts'
import type { TripDetail } from '../trips/contract.ts'
import type { BudgetCategory, BudgetSummary } from './contract.ts'
import { convertMinor, findRate } from './rates.ts'
import type { SightSwap } from './sight-swaps.ts'

/** One way to spend less. Always an estimate. */
export interface Saving {
  title: string
  saves: Money
  comfort: string
  category: BudgetCategory
  how: string
  is_estimate: boolean
}

/**
 * Usual parts of a cost that a choice saves, as fractions. Rules of thumb of ours, on the careful side; each saving says
 * which one it was made with.
 */
const savedPart = {
  /** One class of lodging lower: guest house or simple hotel in place of a mid-range one. */
  simplerLodging: 0.25,
  /** Lunches are about two fifths of what food costs in a day, and half as dear at a market or as a picnic. */
  marketLunches: 0.2,
  /** A pass for a day or more against single tickets, where a visitor rides three or more times a day. */
  transitPass: 0.2,
} as const

/** A trip is shortened only where this many days stay. */
const daysThatStay = 3

/**
 * Ways to spend less on a trip, the largest first, from the trip's own numbers. None is larger than what is still to be
 * spent on the thing it saves on (planned less booked and spent): money that is gone cannot be saved.
 * @param summary of the same trip
 * @param swaps paid sights that a free one could stand in for
 * @param locale how amounts are written
 */
export function findSavings(
  trip: TripDetail,
  summary: BudgetSummary,
  swaps: readonly SightSwap[],
  locale: string,
): Saving[] {
  const { currency } = summary
  const purse = new Purse(summary)
  const written = (minor: number): string => formatMoney({ amount: fromMinor(minor, currency), currency }, locale)
  const planned = new Map(trip.budget.categories.map(({ category, method }) => [category, method]))
  const nights = Math.max(1, datesFrom(trip.start_date, trip.end_date).length - 1)
  const part = (category: BudgetCategory, fraction: number): number => purse.open(category) * fraction
  const percent = (fraction: number): string => `${Math.round(fraction * 100)} %`
  const basis = (category: keyof typeof planNames): string => {
    const method = planned.get(category)
    return `${written(purse.open(category))} still planned for ${planNames[category]}${method ? ` (${method})` : ''}`
  }

  const found: (Omit<Saving, 'saves' | 'is_estimate'> & { minor: number })[] = [
    {
      title: 'Stay one class simpler',
      minor: part('lodging', savedPart.simplerLodging),
      comfort: 'Smaller rooms and fewer services, perhaps a shared bathroom or a longer way to the centre.',
      category: 'lodging',
      how: `About ${percent(savedPart.simplerLodging)} of the ${basis('lodging')}, over ${nights} ${nights === 1 ? 'night' : 'nights'}.`,
    },
    ...flexibleDates(trip, currency),
    {
      title: 'Lunch at markets or as a picnic',
      minor: part('food', savedPart.marketLunches),
      comfort: 'No table service at midday; dinners stay as planned.',
      category: 'food',
      how: `Lunches are about two fifths of food and cost about half this way: ${percent(savedPart.marketLunches)} of the ${basis('food')}.`,
    },
    {
      title: 'Ride on a pass instead of single tickets',
      minor: part('local_transport', savedPart.transitPass),
      comfort: 'You keep to buses, trams and metro, and take taxis less.',
      category: 'local_transport',
      how: `About ${percent(savedPart.transitPass)} of the ${basis('local_transport')}; pays where you ride three or more times a day.`,
    },
    ...swaps.map(({ stop, free, minor, popularity }) => ({
      title: `See ${free.name} instead of ${stop.title}`,
      minor,
      comfort: `You would miss ${stop.title}${popularity === undefined ? '' : ` (${popularity} of 5 for a first visit)`}; ${free.name} is ${free.popularity ?? 1} of 5.`,
      category: 'activities' as const,
      how: `${free.name} is free to enter according to ${free.source}; ${stop.title} is planned at ${written(minor)} for the party.`,
    })),
    ...shorterTrip(trip, purse, written),
  ]
  return found
    .map(({ minor, ...saving }) => ({ ...saving, minor: roundDown(purse.atMost(saving.category, minor), currency) }))
    .filter(({ minor }) => minor > 0)
    .sort((a, b) => b.minor - a.minor || (a.title < b.title ? -1 : 1))
    .map(({ minor, ...saving }) => ({
      ...saving,
      saves: { amount: fromMinor(minor, currency), currency },
      is_estimate: true,
    }))
}

/** How the savings stand to the budget, in a sentence or two. */
export function noteOnSavings(summary: BudgetSummary, savings: readonly Saving[], locale: string): string {
  const { currency, left } = summary
  const written = (amount: number): string => formatMoney({ amount, currency }, locale)
  const overlap = 'All are estimates; some overlap, so they do not simply add up.'
  if (savings.length === 0) return 'Nothing is planned yet that could be had for less: plan the trip first.'
  if (left === undefined) return `No budget is set for this trip. ${overlap}`
  if (left >= 0) return `The plan is within the budget, with ${written(left)} left. ${overlap}`
  return `The plan is ${written(-left)} above the budget. ${overlap}`
}

const planNames = {
  transport: 'getting there and back',
  lodging: 'lodging',
  food: 'food',
  activities: 'activities',
  local_transport: 'local transport',
  other: 'other things',
} as const

/** What is still to be spent, by category, in minor units. */
class Purse {
  readonly #open: Map<BudgetCategory, number>

  constructor({ categories, currency }: BudgetSummary) {
    this.#open = new Map(
      categories.map(({ category, planned, booked, spent }) => [
        category,
        Math.max(0, toMinor(planned, currency) - toMinor(booked, currency) - toMinor(spent, currency)),
      ]),
    )
  }

  open(category: BudgetCategory): number {
    return this.#open.get(category) ?? 0
  }

  /** Of what a choice would save, the part that its category still holds. */
  atMost(category: BudgetCategory, minor: number): number {
    return Math.min(minor, this.open(category))
  }
}

/** Travelling on the cheaper days: from the price expected down to the low end of its range. */
function flexibleDates(trip: TripDetail, currency: string) {
  const travel = trip.travel.flatMap(({ price, price_low, mode, from, to }) => {
    const rate = findRate(price.currency, currency)
    const difference = toMinor(price.amount, price.currency) - toMinor(price_low, price.currency)
    if (rate === undefined || difference <= 0 || mode === 'drive') return []
    return [{ minor: convertMinor(difference, rate), mode, name: `${from} to ${to}` }]
  })
  if (travel.length === 0) return []
  const modes = new Set(travel.map(({ mode }) => mode))
  const [what] = modes.size === 1 ? modes : ['flight or train']
  return [
    {
      title: 'Be flexible with dates and hours',
      minor: travel.reduce((sum, { minor }) => sum + minor, 0),
      comfort: 'Leaving midweek, early or late, and perhaps a day sooner or later than planned.',
      category: 'transport' as const,
      how: `From the expected ${what} price to the low end of its range: ${travel.map(({ name }) => name).join(', ')}.`,
    },
  ]
}

/** One day less: a night of lodging and a day of food and local transport. */
function shorterTrip(trip: TripDetail, purse: Purse, written: (minor: number) => string) {
  const days = datesFrom(trip.start_date, trip.end_date).length
  if (days <= daysThatStay) return []
  const night = Math.floor(purse.open('lodging') / (days - 1))
  const day = Math.floor((purse.open('food') + purse.open('local_transport')) / days)
  return [
    {
      title: 'Make the trip a day shorter',
      minor: night + day,
      comfort: `One of ${days} days less: the stops of that day would have to go.`,
      category: 'lodging' as const,
      how: `One of ${days - 1} nights (${written(night)}) and a day’s food and local transport (${written(day)}).`,
    },
  ]
}

/** An estimate to the cent pretends: whole units of the currency from ten units on, never rounded up. */
function roundDown(minor: number, currency: string): number {
  const unit = 10 ** minorDigits(currency)
  return minor >= 10 * unit ? Math.floor(minor / unit) * unit : Math.floor(minor)
}
