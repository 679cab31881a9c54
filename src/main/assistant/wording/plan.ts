import { kindOfStop, type TripDetail } from '../../../mcp/trips/contract.ts'
import { daysBetween } from '../../../shared/dates.ts'
import type { Profile } from '../../../shared/profile.ts'
import { dateSpan, dayName, lengthOf, moment, roughly } from './formats.ts'
import { capital, counted, inLetters, listed } from './sentences.ts'

/** Stops that somebody chose to see; meals, arrival and departure are left out. */
export const sights = (day: TripDetail['days'][number]) =>
  day.stops.filter(({ category }) => kindOfStop(category) === 'sight')

/** “2 travellers”, “1 traveller”. */
const party = (count: number): string => counted(count, 'traveller')

/** A finished plan in a few lines: when, each day, money, tasks, and what was assumed. */
export function planText(trip: TripDetail, assumed: readonly string[], profile: Profile): string {
  const { locale } = profile
  const places = [...new Set(trip.destinations.map(({ place }) => place))]
  const days = lengthOf(trip.start_date, trip.end_date)
  const lines = [
    `**${capital(inLetters(days))} ${days === 1 ? 'day' : 'days'} in ${listed(places)}**, ${dateSpan(trip.start_date, trip.end_date, locale)}, ${party(trip.travellers)}${trip.pace === 'balanced' ? '' : `, ${trip.pace} pace`}.`,
  ]
  const shown = trip.days.length <= 8 ? trip.days : trip.days.slice(0, 7)
  lines.push('', ...shown.map((day) => dayLine(day, locale, places.length > 1)))
  if (shown.length < trip.days.length) lines.push(`- … and ${trip.days.length - shown.length} more days on the page`)
  lines.push('', moneyText(trip, locale))
  const tasks = trip.tasks
    .filter(({ due, status }) => due !== undefined && status !== 'completed')
    .map(({ due = '' }) => due)
    .sort()
  if (trip.tasks.length > 0) {
    const first = tasks[0]
    lines.push(
      `I added ${counted(trip.tasks.length, 'task')}${first === undefined ? '' : `, the first due ${dayName(first, locale, true)}`}.`,
    )
  }
  const errors = trip.findings.filter(({ severity }) => severity !== 'note')
  if (errors.length > 0)
    lines.push(
      `Worth a look: ${errors
        .slice(0, 2)
        .map(({ message }) => message.replace(/[.]$/, ''))
        .join('; ')}.`,
    )
  if (trip.origin === undefined) lines.push('Getting there is not included: tell me where you start from.')
  if (trip.destinations.some(({ guide }) => !guide)) {
    const unknown = trip.destinations.filter(({ guide }) => !guide).map(({ place }) => place)
    lines.push(
      `The built-in guide does not cover ${listed([...new Set(unknown)])}, so those days are left open for you to fill.`,
    )
  }
  if (assumed.length > 0) lines.push(`Assumed: ${assumed.join('; ')}. Tell me what to change.`)
  return lines.join('\n')
}

/** One day in a line: “- **Wed 12 May** · Alfama: Castelo de São Jorge, Miradouro da Graça”. */
function dayLine(day: TripDetail['days'][number], locale: string, several: boolean): string {
  const names = sights(day).map(({ title }) => title)
  const head = `- **${dayName(day.date, locale)}**${several ? ` · ${day.city}` : ''}`
  if (names.length === 0) return `${head} · ${day.stops.map(({ title }) => title).join(', ') || 'free'}`
  const shown = names.length > 5 ? `${names.slice(0, 4).join(', ')} and ${names.length - 4} more` : names.join(', ')
  return `${head} · ${shown}`
}

/** What the trip comes to, in shares that add up to it, and what the limit leaves. */
export function moneyText(trip: Pick<TripDetail, 'budget' | 'budget_limit' | 'travel'>, locale: string): string {
  const { budget } = trip
  const money = (amount: number) => roughly({ amount, currency: budget.currency }, locale)
  const share = (category: string) => budget.categories.find((entry) => entry.category === category)?.planned ?? 0
  const parts = [
    ['getting there', share('transport')],
    ['stay', share('lodging')],
    ['food', share('food')],
    ['sights', share('activities')],
    ['getting around', share('local_transport')],
    ['shopping', share('shopping')],
    ['other', share('other')],
  ].flatMap(([name, amount]) => (typeof amount === 'number' && amount > 0 ? [`${name} ${money(amount)}`] : []))
  const total = `It comes to about **${money(budget.total)}**${parts.length > 0 ? ` (${parts.join(', ')})` : ''}, an estimate`
  if (budget.limit === undefined) return `${total}.`
  const left = budget.left ?? budget.limit - budget.total
  const limit = money(budget.limit)
  return left >= 0
    ? `${total}; about ${money(left)} of your ${limit} is left.`
    : `${total}: about ${money(-left)} over your ${limit}.`
}

/** How the party gets there and back, from the plan’s own estimates. */
export function travelText(trip: TripDetail, locale: string): string[] {
  return trip.travel.map(({ kind, mode, from, to, depart, arrive, price, is_estimate }) => {
    const way = kind === 'outbound' ? 'Out' : kind === 'return' ? 'Back' : 'On'
    return `- ${way}: ${mode} ${from} – ${to}, leave ${moment(depart, locale)}, arrive ${moment(arrive, locale)}${is_estimate ? ` (estimate, about ${roughly(price, locale)})` : ''}`
  })
}

/** What may be said next after a plan; every one of these is understood. */
export function planSuggestions(trip: TripDetail): string[] {
  const over = trip.budget.left !== undefined && trip.budget.left < 0
  const nights = daysBetween(trip.start_date, trip.end_date)
  return [
    over ? 'Where can we save money?' : trip.pace === 'relaxed' ? 'Make it busier' : 'Make it slower',
    nights >= 1 ? 'What is on day 2?' : 'What is on day 1?',
    trip.budget.limit === undefined ? 'What will it cost?' : 'Make it one day longer',
  ]
}
