import { listTrips, planTrip, type TripDetail } from '../../../mcp/trips/contract.ts'
import { daysBetween } from '../../../shared/dates.ts'
import type { InputOf } from '../../../shared/tool.ts'
import type { Clause, Context, Family } from '../context.ts'
import type { When } from '../entities/dates.ts'
import { chooseDates, needsOtherTrips } from '../entities/trip-dates.ts'
import { readTripRequest, type TripRequest } from '../entities/trip-request.ts'
import { call, type Reply, Say, type Talk } from '../talk.ts'
import { planSuggestions, planText } from '../wording/plan.ts'
import { listed } from '../wording/sentences.ts'
import { wantsOtherThanPlan } from './not-a-plan.ts'
import { beginsLikeATask } from './task-words.ts'
import { askWhich, type KnownPlace, lookUp, unknownPlace } from './which-place.ts'
import { hasTrip } from './which-trip.ts'

const planVerb =
  /^(?:re)?(?:plan|organi[sz]e|arrange|put together|sort(?: me| us)?(?: out)?|create|make|build|design|draw up|suggest|set up|prepare|draft|map out|sketch|come up with|give me|get me|find me|do me|fix me up with|start planning|begin planning|need|want)\b/
const tripWord =
  /\b(?:trips?|holidays?|vacations?|getaways?|itinerar(?:y|ies)|breaks?|weekends?|city ?breaks?|honeymoon|journey|visit|stay|tour|days?|nights?|weeks?|fortnight|escape|travel|roadtrip|road trip)\b/
/** Verbs that begin a task and a wish to travel alike. */
const tripVerb =
  /^(?:plan|find|get|make|do|go|take|visit|see|arrange|organi[sz]e|sort|prepare|start|show|give|set up|look|choose|drop|bring|drive|fly|schedule|put|let)\b/
const wishToGo =
  /\b(?:(?:want|like|love|thinking|dreaming|fancy|planning|going|hoping|looking|need|keen|dying|plan|decided|thought)\b[a-z ']{0,30}\b(?:go(?:ing)?|visit(?:ing)?|travel(?:l?ing)?|fly(?:ing)?|trip|holiday|vacation|getaway|see(?:ing)?|explore|exploring|spend(?:ing)?|weekend|break|away|escape|head(?:ing)?)\b|(?:go(?:ing)?|off|heading|flying|travelling|away|take (?:me|us)|taking (?:me|us)) to\b|^(?:let's |we )?(?:go|visit|see|spend|explore|travel|do|fancy|take)\b|make travel|(?:we|i)'?(?:ll|re|m| will| are| am) (?:be )?(?:in|going|visiting|off|heading|travelling|spending|flying))/

/** Plans a trip: place, length or dates, origin, people, budget, interests, pace, in any order, any of them missing. */
export const planTripFamily: Family = (clause, context) => {
  const score = planScore(clause, context)
  if (score === 0) return undefined
  return { intent: 'plan_trip', score, talk: () => plan(clause, context) }
}

export function planScore(clause: Clause, context: Context): number {
  const { plain } = clause.text
  if (wantsOtherThanPlan(clause)) return 0
  const duty = clause.core.replace(
    /^(?:i|we)(?: also| really| still)? (?:need|have|must|should|ought|'ve got|have got|got)(?: to)? /,
    '',
  )
  if (beginsLikeATask(duty) && !tripVerb.test(duty) && !tripWord.test(plain)) return 0
  const request = readTripRequest(clause.text, context.calendar, context.env.profile.currency)
  if (hasTrip(context) && request.pace !== undefined && !request.places.some(({ weight }) => weight === 3)) return 0
  const time = request.whens.length > 0 || request.durations.length > 0 || request.weekend
  const place = request.places.some(({ weight }) => weight >= 2) || (time && request.places.length > 0)
  const verb = planVerb.test(clause.core)
  const trip = tripWord.test(plain)
  // “stretch it to a week” is about the trip there is.
  if (hasTrip(context) && hasReference(plain) && !request.places.some(({ weight }) => weight === 3)) return 0
  if (verb && trip && !/\b(?:task|to-do|list|budget|reminder|expense|packing)\b/.test(plain))
    return place || !hasReference(plain) ? 80 : 0
  if (/^put (?:something|it|one|an? (?:plan|trip|itinerary)) together\b/.test(clause.core))
    return place || trip ? 78 : 64
  if (wishToGo.test(clause.core) && (place || trip)) return 75
  if (/\bplan\b/.test(clause.core) && (place || /\bsomething\b/.test(plain))) return 75
  if (/\bneed a (?:holiday|vacation|break|getaway|trip)\b/.test(plain)) return 70
  if (place && time && trip) return 70
  if (place && (request.durations.length > 0 || request.whens.some(({ kind }) => kind !== 'day') || request.weekend))
    return 66
  if (place && time && (request.travellers !== undefined || request.budget !== undefined)) return 62
  if (place && request.whens.length > 0 && request.places[0]?.weight === 2 && clause.core.split(' ').length <= 7)
    return 45
  if (
    trip &&
    !hasTrip(context) &&
    (request.weekend || request.durations.length > 0) &&
    clause.core.split(' ').length <= 5
  )
    return 52
  if (place && /^what (?:would|could|might)\b/.test(clause.core)) return 70
  return 0
}

/** Words that point at a trip there already is. */
const hasReference = (plain: string): boolean =>
  /\b(?:it|that trip|this trip|the trip|my trip|our trip|the plan|the itinerary)\b/.test(plain)

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

/** The places that are known, in the order they were said; asks where a name is ambiguous, refuses where none is known. */
function* destinations(request: TripRequest, context: Context): Talk<KnownPlace[]> {
  const strong = request.places.filter(({ weight }) => weight === 3)
  const ranked = strong.length > 0 ? request.places.filter(({ weight }) => weight >= 2) : request.places
  const found: KnownPlace[] = []
  let unknown: string | undefined
  for (let index = 0; index < ranked.length && found.length < 20; index++) {
    const phrase = ranked[index]
    if (phrase === undefined) continue
    const following = ranked[index + 1]
    const resolved = yield* lookUp(phrase.text, context)
    if (resolved.kind === 'ambiguous') {
      const qualified =
        following !== undefined && following.start - phrase.end <= 6
          ? resolved.candidates.find((candidate) => isIn(candidate, following.text))
          : undefined
      if (qualified === undefined) throw askWhich(phrase.text, resolved.candidates, context.message)
      const exact = yield* lookUp(phrase.text, context, following?.text)
      if (exact.kind === 'known') found.push(exact.place)
      index++
    } else if (resolved.kind === 'known') {
      const { place } = resolved
      const region =
        following !== undefined && following.start - phrase.end <= 2 && isIn(place.candidate, following.text)
      if (region) index++
      const sure = phrase.weight >= 2 || place.candidate.confidence >= 0.99
      if (sure && !found.some(({ name }) => name === place.name)) found.push(place)
    } else if (phrase.weight === 3) {
      unknown ??= phrase.text
    } else if (phrase.weight === 2 && ranked.length === 1) {
      unknown ??= phrase.text
    }
  }
  if (found.length === 0 && unknown !== undefined) throw unknownPlace(unknown)
  return found
}

const isIn = (candidate: KnownPlace['candidate'], name: string): boolean =>
  [candidate.country_name, candidate.region, candidate.country].some(
    (of) => of !== undefined && of.toLowerCase() === name.toLowerCase(),
  ) || /^(?:usa|us|u\.s\.?|states|united states|uk|england|scotland|wales)$/i.test(name)

/** The nights at each place, where they were said for each. */
function nightsOf(request: TripRequest, places: readonly KnownPlace[]): (number | undefined)[] {
  if (places.length < 2 || request.durations.length < places.length) return places.map(() => undefined)
  const each = request.durations.slice(-places.length)
  return each.map(
    ({ days, nights }, index) =>
      nights ?? (days === undefined ? undefined : Math.max(0, index === places.length - 1 ? days - 1 : days)),
  )
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
