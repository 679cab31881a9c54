import { planTrip } from '../../../mcp/trips/contract.ts'
import type { Clause, Context, Family } from '../context.ts'
import { readPace } from '../entities/pace.ts'
import { readTripDays, type TripDay } from '../entities/trip-day.ts'
import { call, type Reply, Say, type Talk } from '../talk.ts'
import { planSuggestions, planText } from '../wording/plan.ts'
import { dayWord } from './add-stop.ts'
import { lengthenStop, swapDays } from './stops.ts'
import { pointedStops } from './which-stop.ts'
import { bestStop, goodMatch, pointsBack } from './which-thing.ts'
import { hasTrip, theTrip } from './which-trip.ts'

/** “swap day 2 and day 3”. */
export const swapFamily: Family = (clause, context) => {
  const { plain } = clause.text
  const crossed = crossedDays(plain, context)
  if (crossed !== undefined)
    return {
      intent: 'swap_days',
      score: 98,
      talk: function* () {
        return yield* swapDays(...crossed, yield* theTrip(plain, context, { ask: true }), context)
      },
    }
  if (
    !/\b(?:swap|switch|exchange|flip)\b|\bother way (?:a)?round\b|\b(?:change|trade) places\b/.test(plain) ||
    !(dayWord.test(plain) || /\bdays \d\b/.test(plain))
  )
    return undefined
  return { intent: 'swap_days', score: 88, talk: () => swap(clause, context) }
}

/** “do day 2 on Friday and day 3 on Thursday”: each on the other's. */
function crossedDays(plain: string, context: Context): [TripDay, TripDay] | undefined {
  const trip = context.referents.itinerary
  const [a, b, c, d] = trip === undefined ? [] : readTripDays(plain, trip, context.calendar)
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined
  return a.date === d.date && b.date === c.date && a.date !== b.date ? [a, b] : undefined
}

function* swap(clause: Clause, context: Context): Talk<Reply> {
  const trip = yield* theTrip(clause.text.plain, context, { ask: true })
  const plain = clause.text.plain
    .replace(/\bdays (\d+) (and|with|for) (\d+)/, 'day $1 $2 day $3')
    .replace(/\bday (\d+) (and|with|for|&) (\d+)\b/, 'day $1 $2 day $3')
  const [first, second] = readTripDays(plain, trip, context.calendar)
  if (first !== undefined && second !== undefined) return yield* swapDays(first, second, trip, context)
  throw new Say({
    text: 'Which two days should change places? Say, for example, “swap day 2 and day 3”.',
    suggestions: [],
  })
}

/** “spend two hours at the Prado”, “make the museum an hour longer”. */
export const stopLengthFamily: Family = (clause, context) => {
  const { plain } = clause.text
  if (!hasTrip(context)) return undefined
  const match =
    /^(?:spend|give|allow|make|stay|set) (?:us |me )?(?:(.+?) )?(?:about )?(\d+|an?|half an) ?(minutes?|hours?)(?: (?:at|in|for|to) (.+))?$/.exec(
      clause.core.replace(/[.!]+$/, ''),
    )
  if (match === null || /\b(?:later|earlier)\b/.test(plain)) return undefined
  const said = match[4] ?? match[1] ?? ''
  if (said === '' || /\b(?:remind|task)\b/.test(plain)) return undefined
  return {
    intent: 'update_stop',
    score: 70,
    talk: function* () {
      const trip = yield* theTrip(plain, context, { ask: true })
      const stop = pointsBack(said) ? pointedStop(context, trip) : bestStop(said, trip)
      if (stop === undefined || stop.score < goodMatch)
        throw new Say({ text: `I can’t find “${said}” in “${trip.title}”.`, suggestions: [] })
      const amount = match[2] === 'half an' ? 0.5 : /^an?$/.test(match[2] ?? '') ? 1 : Number(match[2])
      return yield* lengthenStop(stop, Math.round(amount * (match[3]?.startsWith('h') ? 60 : 1)), context)
    },
  }
}

/** The stop that “it” means, as it now stands in the trip. */
export function pointedStop(context: Context, trip: Parameters<typeof bestStop>[1]) {
  const [known] = pointedStops(trip, context)
  for (const day of trip.days) {
    const stop = day.stops.find(({ stop_id }) => stop_id === known?.stop.stop_id)
    if (stop !== undefined) return { stop, date: day.date, score: 1 }
  }
  return undefined
}

/** “plan the days”, “re-plan it”, “plan the other days anew”. */
export const replanFamily: Family = (clause, context) => {
  const { core } = clause
  const anew = /\b(?:again|anew|afresh|from scratch|all over|better|different(?:ly)?|new|fresh|another)\b/.test(core)
  if (
    !/^(?:re-?plan|re-?do|rearrange|reorder|reshuffle|shuffle|rework|rejig|plan|fill in|optimi[sz]e|reorgani[sz]e)\b/.test(
      core,
    ) &&
    !(
      anew &&
      /\b(?:days|itinerary|plan|schedule|order)\b/.test(core) &&
      /^(?:work out|sort|start|give|make|do|try|come up with|put|build|create|organi[sz]e)\b/.test(core)
    )
  )
    return undefined
  if (
    !/\b(?:these|those|my|our|all|whole|all the|different|better|fresh|another|new) (?:days|itinerary|plan|schedule|order)\b|\b(?:it|them|the (?:other |rest of the |whole |remaining )?(?:days|trip|itinerary|plan|route|order)|that trip|this trip|my trip|our trip|again|anew|afresh)\b/.test(
      core,
    )
  )
    return undefined
  if (!hasTrip(context) || /^re-?do (?:it|that)?[.! ]*$/.test(core) || /\b(?:a|new|another) trip\b/.test(core))
    return undefined
  return {
    intent: 'replan',
    score: anew || /\b(?:itinerary|days|plan|schedule)\b/.test(core) ? 97 : 82,
    talk: function* () {
      const trip = yield* theTrip(clause.text.plain, context, { ask: true })
      const pace = readPace(clause.text.plain)?.pace
      const planned = yield* call(planTrip, { trip_id: trip.trip_id, ...(pace !== undefined && { pace }) })
      return { text: planText(planned, [], context.env.profile), suggestions: planSuggestions(planned) }
    },
  }
}
