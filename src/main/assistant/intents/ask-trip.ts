import type { TripDetail } from '../../../mcp/trips/contract.ts'
import { type Clause, type Context, clauseOf, type Family } from '../context.ts'
import { readTripDays } from '../entities/trip-day.ts'
import type { Reply, Talk } from '../talk.ts'
import { textFor } from '../trip-answers/answer.ts'
import { type Ask, askOf } from '../trip-answers/asked.ts'
import { Utterance } from '../utterance.ts'
import { planSuggestions } from '../wording/plan.ts'
import { theTrip } from './which-trip.ts'

/** Questions about a trip, answered from its own data. */
export const askTripFamily: Family = (clause, context) => {
  const found = askOf(clause, context)
  if (found === undefined) return undefined
  return { intent: 'ask_trip', score: found.score, talk: () => answer(found.ask, clause, context) }
}

function* answer(ask: Ask, clause: Clause, context: Context): Talk<Reply> {
  const trip = yield* theTrip(clause.text.plain, context)
  const pieces = clause.text.raw.split(/[.?!;]+\s+(?=\S)|,? and (?=(?:what|when|how|who|where|which)\b)/i)
  const several = pieces
    .map((piece) => clauseOf(piece))
    .flatMap((part) => {
      const found = askOf(part, context)
      return found === undefined ? [] : [{ part, found }]
    })
  if (several.length > 1) {
    const texts = several.map(({ part, found }) =>
      textFor(found.ask, part, trip, daysNamed(part, trip, context), context),
    )
    return { text: [...new Set(texts)].join('\n\n'), suggestions: planSuggestions(trip).slice(0, 2) }
  }
  const days = readTripDays(clause.text.plain, trip, context.calendar).filter(({ outside }) => !outside)
  const after = ask === 'next day' ? dayAfterThat(trip, context) : undefined
  if (after?.length === 0)
    return { text: `That is the last day of **${trip.title}**.`, suggestions: ['Show the itinerary'] }
  const chosen =
    after ?? (days.length > 0 ? trip.days.filter(({ date }) => days.some((day) => day.date === date)) : undefined)
  if (chosen?.[0] !== undefined) context.referents.day = chosen[0].date
  const asked = ask === 'next day' ? 'day' : ask
  const text = textFor(asked, clause, trip, chosen, context)
  return { text, suggestions: suggestionsFor(asked, trip, chosen) }
}

/** The days of the trip that a clause names. */
function daysNamed({ text }: Clause, trip: TripDetail, { calendar }: Context): TripDetail['days'] | undefined {
  const days = readTripDays(text.plain, trip, calendar).filter(({ outside }) => !outside)
  return days.length === 0 ? undefined : trip.days.filter(({ date }) => days.some((day) => day.date === date))
}

/** The day after the one that was asked about before. */
function dayAfterThat(trip: TripDetail, { earlier, calendar }: Context): TripDetail['days'] {
  const before = readTripDays(new Utterance(earlier.at(-1)?.said ?? '').plain, trip, calendar).at(-1)
  return before === undefined ? [] : trip.days.filter(({ date }) => date > before.date).slice(0, 1)
}

function suggestionsFor(ask: Ask, trip: TripDetail, chosen: TripDetail['days'] | undefined): string[] {
  if (ask !== 'day' || chosen?.[0] === undefined) return planSuggestions(trip).slice(0, 2)
  const at = trip.days.findIndex(({ date }) => date === chosen[0]?.date)
  const next = trip.days.length > at + 1 ? [`What is on day ${at + 2}?`] : []
  return [...next, `How far do we walk on day ${at + 1}?`, 'Check it for problems']
}
