import { listTrips, planTrip, type TripDetail } from '../../../mcp/trips/contract.ts'
import { daysBetween } from '../../../shared/dates.ts'
import type { InputOf } from '../../../shared/tool.ts'
import type { Clause, Context, Family } from '../context.ts'
import type { When } from '../entities/dates.ts'
import type { Duration } from '../entities/durations.ts'
import { chooseDates, needsOtherTrips } from '../entities/trip-dates.ts'
import { readTripRequest, type TripRequest } from '../entities/trip-request.ts'
import { call, type Reply, Say, type Talk } from '../talk.ts'
import { planSuggestions, planText } from '../wording/plan.ts'
import { listed } from '../wording/sentences.ts'
import { destinations } from './plan-destinations.ts'
import { planScore } from './plan-score.ts'
import { type KnownPlace, lookUp } from './which-place.ts'

export { planScore } from './plan-score.ts'

/** Plans a trip: place, length or dates, origin, people, budget, interests, pace, in any order, any of them missing. */
export const planTripFamily: Family = (clause, context) => {
  const score = planScore(clause, context)
  if (score === 0) return undefined
  return { intent: 'plan_trip', score, talk: () => plan(clause, context) }
}

function* plan(clause: Clause, context: Context): Talk<Reply> {
  const { env, calendar } = context
  const request = readTripRequest(clause.whole, calendar, env.profile.currency)
  if (request.budget?.negative) {
    throw new Say({
      text: 'A budget can’t be negative, so I have not planned anything. How much would you like to spend?',
      suggestions: [],
    })
  }
  if (request.travellers !== undefined && request.travellers > 50) {
    throw new Say({ text: 'I can plan for at most 50 travellers, so I have not planned anything.', suggestions: [] })
  }
  const places = yield* destinations(request, context)
  if (places.length === 0) throw whereTo(context)
  const nights = nightsOf(request, places)
  const days = daysOf(request, nights)
  const busy = needsOtherTrips(request.whens) ? (yield* call(listTrips, { when: 'upcoming', limit: 200 })).trips : []
  const chosen = chooseDates(request.whens, days, request.weekend, calendar.today, busy, leavingBy(clause.whole.plain))
  if (!chosen.ok) throw new Say({ text: chosen.message, suggestions: [] })
  const { start, end, assumed } = chosen.dates
  const origin = yield* originOf(request, context)
  const travellers = request.travellers ?? (request.several ? 2 : 1)
  const assumptions = [...assumed]
  if (request.travellers === undefined) assumptions.push(request.several ? 'two travellers' : 'one traveller')
  for (const { corrected, said, name } of places) if (corrected) assumptions.push(`“${said}” is ${name}`)
  const budget = budgetOf(request, travellers, start, end)
  const input: InputOf<typeof planTrip> = {
    destinations: places.map(({ name }, index) => ({
      place: name,
      ...(places.length > 1 && nights[index] !== undefined && { nights: nights[index] }),
    })),
    start_date: start,
    end_date: end,
    travellers,
    ...(origin?.name !== undefined && { origin: origin.name }),
    ...(budget !== undefined && { budget }),
    ...(request.interests.length > 0 && { interests: request.interests }),
    ...(request.pace !== undefined && { pace: request.pace }),
    ...(request.title !== undefined && { title: request.title }),
  }
  if (origin?.note !== undefined) assumptions.push(origin.note)
  const trip: TripDetail = yield* call(planTrip, input)
  return { text: planText(trip, assumptions, env.profile), suggestions: planSuggestions(trip) }
}

function whereTo(context: Context): Say {
  return new Say({
    text: 'Where would you like to go? A city is enough; I can choose dates and the rest for you.',
    suggestions: ['Lisbon', 'Rome', 'Edinburgh'],
    question: { template: `${context.message.replace(/[.!?\s]+$/, '')} to {}`, choices: [] },
  })
}

/** The nights at each place, where they were said for each. */
function nightsOf(request: TripRequest, places: readonly KnownPlace[]): (number | undefined)[] {
  if (places.length < 2) return []
  const same = request.durations.find(({ each }) => each)
  if (same === undefined && request.durations.length < places.length) return []
  const told = request.durations.slice(-places.length)
  const each =
    same === undefined
      ? told.some(({ nights }) => nights !== undefined)
        ? told.map(asNights)
        : told
      : places.map(() => same)
  return each.map(
    ({ days, nights }, index) =>
      nights ?? (days === undefined ? undefined : Math.max(0, index === places.length - 1 ? days - 1 : days)),
  )
}

/** “Edinburgh 3 nights, then Glasgow 2”: a bare number among nights counts nights. */
const asNights = ({ days, nights, ...span }: Duration): Duration => {
  const count = nights ?? days
  return count === undefined ? span : { ...span, nights: count }
}

/** The length of the whole trip in days, where it was said. */
function daysOf(request: TripRequest, nights: readonly (number | undefined)[]): number | undefined {
  const each = nights.filter((count) => count !== undefined)
  if (each.length > 1 && each.length === nights.length) return each.reduce((sum, count) => sum + count, 0) + 1
  const [length] = request.durations
  if (length === undefined) return undefined
  return length.days ?? (length.nights === undefined ? undefined : length.nights + 1)
}

/** Whether a day was said as the one to be back on. */
const leavingBy =
  (plain: string) =>
  ({ start }: When): boolean =>
    /\b(?:until|back (?:on|by)|ending(?: on)?|returning(?: on)?|home (?:on|by)|finishing(?: on)?)(?: the)? $/.test(
      plain.slice(0, start),
    )

function* originOf(request: TripRequest, context: Context): Talk<{ name?: string; note?: string } | undefined> {
  if (request.origin === undefined) return undefined
  const resolved = yield* lookUp(request.origin.text, context)
  if (resolved.kind === 'known') return { name: resolved.place.name }
  if (resolved.kind === 'ambiguous' && resolved.candidates[0] !== undefined) {
    const [first] = resolved.candidates
    return {
      name: `${first.name}, ${first.country_name}`,
      note: `${resolved.said} is the one in ${listed([first.region, first.country_name].filter((part) => part !== undefined))}`,
    }
  }
  return { note: `I don’t know “${request.origin.text}”, so you start from home` }
}

function budgetOf(request: TripRequest, travellers: number, start: string, end: string) {
  if (request.budget === undefined) return undefined
  const { amount, currency, per } = request.budget
  const days = daysBetween(start, end) + 1
  const total = amount * (per.includes('person') ? travellers : 1) * (per.includes('day') ? days : 1)
  return { amount: total, currency }
}
