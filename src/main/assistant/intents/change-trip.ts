import { setBudget } from '../../../mcp/budget/contract.ts'
import { planTrip, type TripDetail, updateTrip } from '../../../mcp/trips/contract.ts'
import { addDays } from '../../../shared/dates.ts'
import type { InputOf } from '../../../shared/tool.ts'
import type { Clause, Context, Family } from '../context.ts'
import { call, type Reply, Say, type Talk } from '../talk.ts'
import { budgetFor } from '../trip-fields/budget.ts'
import { fieldsOf, leftOver, readChanges, type TripChanges } from '../trip-fields/changes.ts'
import { type PlaceChange, placesAfter } from '../trip-fields/places.ts'
import { standIn } from '../trip-fields/trip-now.ts'
import { budgetText } from '../wording/budget.ts'
import { changeText } from '../wording/changes.ts'
import { planSuggestions } from '../wording/plan.ts'
import { changeScore } from './change-wording.ts'
import { planScore } from './plan-trip.ts'
import { thePlace } from './which-place.ts'
import { hasTrip, theTrip, tripNamed } from './which-trip.ts'

type Change = Omit<InputOf<typeof updateTrip>, 'trip_id'>

/** Changes of a trip: dates, length, places, pace, people, title, origin, interests, budget; several in one sentence too. */
export const changeTripFamily: Family = (clause, context) => {
  if (ofANewTrip.test(clause.text.plain)) return undefined
  const score = Math.max(changeScore(clause, context), fieldScore(clause, context))
  if (score === 0) return undefined
  // “Forget Lisbon, take us to Vienna” says one thing in two halves.
  const across = score === exchange
  return { intent: 'update_trip', score, talk: () => change(clause, context), ...(across && { across }) }
}

/** How sure it is where a city of the trip is exchanged, added or left out. */
const exchange = 92

const ofOtherThings =
  /^(?:log|record|note|track|spent|paid|bought)\b|\b(?:tasks?|to-dos?|reminders?|remind|expenses?|undo|redo)\b|\bmy list\b|\b(?:copy|duplicate|clone)\b|\b(?:same|this|that) trip again\b|^(?:what|when|which|who|why|how(?! about)|where|is(?! it (?:ok|okay|alright|all right|possible|fine|too late)\b)|are|does|do (?:we|i|you|they)|did|will|should|am|any(?:thing|one)?(?! chance| way)\b|something|convert|show|list|find|tell)\b/
const ofANewTrip =
  /\b(?:another|new|second|separate|different) (?:trip|holiday|vacation|weekend|getaway)\b(?! (?:name|title|dates?))/
const ofAStop =
  /\b(?:first|last) (?:thing|stop|sight)\b|\b(?:morning|afternoon|evening|stop|lunch|dinner|breakfast|tickets?|reservation|booking)\b|\bday \d\b|\b\d{1,2}[:.]\d\d\b|\b\d{1,2} ?[ap]m\b/
const movesAll =
  /\b(?:instead|rather|do it|make it|move it|shift it|reschedule|postpone|we (?:can|could) (?:only )?(?:go|travel))\b/
const ofTheTrip = /\b(?:trip|holiday|vacation|itinerary|plan|everything|whole thing|dates|getaway|break)\b/

/** How sure it is that a clause changes a trip: by the fields it gives, and how little else it speaks of. */
function fieldScore(clause: Clause, context: Context): number {
  const { core } = clause
  const { plain } = clause.text
  if (ofOtherThings.test(core) || /\b(?:remind me|task|to-do)\b/.test(plain)) return 0
  if (!hasTrip(context) && tripNamed(plain) === undefined) return 0
  const trip = standIn(context)
  const changes = readChanges(clause.text.raw, trip, context)
  const ofTrip = ofTheTrip.test(plain)
  // A day that is said of no end, beside words of a stop or of things unknown, is that stop’s day.
  const stray =
    changes.loose === true &&
    !ofTrip &&
    (ofAStop.test(plain) || (leftOver(changes, trip).length > 0 && !movesAll.test(plain)))
  const fields = fieldsOf(changes).filter((field) => !(stray && (field === 'dates' || field === 'interests')))
  if (fields.length === 0 && changes.refused.length === 0) return 0
  const others = leftOver(changes, trip).length
  if (changes.places !== undefined && others <= 1) return exchange
  if (!hasTrip(context) && planScore(clause, context) >= 66) return 0
  const { topic } = context.referents
  const elsewhere = (topic === 'task' || topic === 'stop') && !ofTrip
  if (elsewhere && fields.every((field) => field === 'dates')) return 0
  if (/^(?:re-?)?(?:plan|do) (?:it|that|the (?:trip|days))\b/.test(core) && others <= 1) return 90
  // What is asked, but not asked to be done, is no change.
  const asks =
    /\?\s*$/.test(plain) &&
    !/\b(?:can|could|would|shall|might|may|possible|how about|what about|mind|ok to)\b/.test(plain)
  const sure =
    fields.includes('travellers') || fields.includes('pace') || (fields.includes('dates') && changes.loose !== true)
  const base = others === 0 ? (sure ? 86 : 78) : others === 1 ? 64 : others === 2 ? 54 : 40
  // Interests and pace are named by ordinary words: alone they need more to be meant.
  const told = /\b(?:interests?|interested|pace|into account)\b/.test(plain)
  if (told && others <= 1 && fields.some((field) => field === 'interests' || field === 'pace')) return 90
  const byChance = fields.every((field) => field === 'interests' || (field === 'pace' && others > 0))
  return Math.max(asks ? 0 : 38, base - (byChance ? (others === 0 ? 6 : 14) : 0) - (asks ? 20 : 0) + (ofTrip ? 6 : 0))
}

/** Applies all that a clause changes about a trip, the budget with it. */
export function* change(clause: Clause, context: Context, about?: 'budget'): Talk<Reply> {
  const trip = yield* theTrip(clause.text.plain, context, { ask: true })
  const said = readChanges(clause.text.raw, trip, context, about === 'budget')
  const [refused] = said.refused
  if (refused !== undefined)
    throw new Say({ text: `${refused.reason} I have left the trip as it is.`, suggestions: [] })
  if (said.budget?.amount.negative)
    throw new Say({
      text: 'A budget can’t be negative, so I have left it as it was. How much would you like to spend?',
      suggestions: [],
    })
  const changes = yield* changesOf(said, trip, context)
  if (Object.keys(changes).length === 0 && said.budget === undefined) {
    throw new Say({
      text: `What would you like to change about “${trip.title}”? I can change its dates, length, pace, people, budget, interests, name and where you start from.`,
      suggestions: ['Make it slower', 'Make it one day longer', 'Start a day later'],
    })
  }
  const texts: string[] = []
  let result = trip
  if (Object.keys(changes).length > 0) {
    const updated = yield* call(updateTrip, { trip_id: trip.trip_id, ...changes })
    const replan = needsPlan(changes, trip, updated)
    result = replan ? yield* call(planTrip, { trip_id: trip.trip_id }) : updated
    texts.push(changeText(trip, result, changes, replan, context.env.profile))
  }
  if (said.budget !== undefined) {
    const budget = budgetFor(said.budget, result)
    const summary = yield* call(setBudget, { trip_id: trip.trip_id, ...budget })
    texts.push(budgetText(result.title, budget, summary, context.env.profile.locale))
  }
  return { text: texts.join('\n\n'), suggestions: planSuggestions(result) }
}

/** The changes as the tool takes them; new places and origins are looked up. */
function* changesOf(said: TripChanges, trip: TripDetail, context: Context): Talk<Change> {
  const { title, dates, travellers, pace, interests, origin, places } = said
  const changes: Change = {
    ...(title !== undefined && { title }),
    ...dates,
    ...(travellers !== undefined && { travellers }),
    ...(pace !== undefined && { pace }),
    ...(interests !== undefined && { interests }),
  }
  if (origin !== undefined) changes.origin = (yield* thePlace(origin, context)).name
  if (places === undefined) return changes
  const name = 'said' in places ? yield* newPlace(places, trip, context) : undefined
  const after = placesAfter(places, trip, name)
  changes.destinations = after.destinations
  if (after.nights !== 0) changes.end_date = addDays(changes.end_date ?? trip.end_date, after.nights)
  return changes
}

/** The name of a new place. A small or doubtful one is asked for first: “instead” is said of much else than cities. */
function* newPlace(change: Extract<PlaceChange, { said: string }>, trip: TripDetail, context: Context): Talk<string> {
  const { name, candidate, corrected } = yield* thePlace(change.said, context)
  const doubtful = corrected || (candidate.kind === 'city' && candidate.population < 30_000 && !candidate.guide)
  const [old] = trip.destinations
  if (change.kind !== 'replace' || change.old !== undefined || !doubtful || old === undefined) return name
  const told = `${candidate.name}, ${candidate.country_name}`
  throw new Say({
    text: `Would you like to go to ${told} instead of ${old.place}?`,
    suggestions: [`Go to ${told} instead of ${old.place}`],
  })
}

/** Days have to be planned anew where the pace, the taste or the length changed, or moved stops meet closed doors. */
function needsPlan(changes: Change, before: TripDetail, after: TripDetail): boolean {
  if (before.days.every(({ stops }) => stops.length === 0)) return false
  if (
    changes.pace !== undefined ||
    changes.interests !== undefined ||
    changes.destinations !== undefined ||
    changes.origin !== undefined
  )
    return true
  if (changes.start_date === undefined && changes.end_date === undefined) return false
  return (
    after.days.length > before.days.length ||
    after.days.some(({ stops }) => stops.length === 0) ||
    after.findings.some(({ code, severity }) => code === 'closed' && severity === 'error')
  )
}
