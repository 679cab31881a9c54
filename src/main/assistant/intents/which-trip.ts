import { getTrip, listTrips, type Trip, type TripDetail } from '../../../mcp/trips/contract.ts'
import { SojournError } from '../../../shared/errors.ts'
import { folded } from '../../../shared/folded.ts'
import type { Context } from '../context.ts'
import { nameMatch } from '../spelling.ts'
import { call, type Reply, Say, type Talk } from '../talk.ts'
import { Utterance } from '../utterance.ts'
import { dateSpan } from '../wording/formats.ts'
import { listed } from '../wording/sentences.ts'

const shownAtMost = 200

/** What a trip is called in a text: “the Paris trip”, “my trip to Rome”. */
export function tripNamed(plain: string): string | undefined {
  const forms = [
    /\b(?:the|my|our|that|this) ((?!(?:whole|entire|same|next|last|current|upcoming|big|other|first|second|new|old|\d)\b)(?:(?!\b(?:from|to|on|in|for|out|off|the|my|our|with|at|into|of)\b)[\p{L}' -]){2,40}?) (?:trip|holiday|itinerary|plan|getaway|break|weekend|vacation)\b/u,
    /\b(?:trip|holiday|getaway|weekend|break|vacation|itinerary|plan) (?:to|in|for) (?:the )?([\p{L}][\p{L}' -]{1,40}?)(?=$|[,.;!?]| (?:to|by|on|for|with|please|in|at|from|is|was|and|so|because|until|starts?|ends?|again)\b)/u,
  ]
  for (const form of forms) {
    const name = form.exec(plain)?.[1]
    if (
      name !== undefined &&
      !/^(?:my|our|the|us|me|it|trip|whole|that|\d|problems?|issues?|clashes|conflicts|errors|mistakes|(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow|day\b|two\b)/.test(
        name,
      )
    )
      return name
  }
  return undefined
}

const names = (trip: { title: string; destinations: { place: string }[] }): string[] => [
  trip.title,
  ...trip.destinations.map(({ place }) => place),
]
const mentions = (plain: string, name: string): boolean => {
  const word = folded(name)
  return word.length >= 3 && new RegExp(`(?<![a-z])${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![a-z])`).test(plain)
}

/** The trip of a name, among those listed. */
export function bestTrip<T extends { title: string; destinations: { place: string }[] }>(
  said: string,
  trips: readonly T[],
): T | undefined {
  const ranked = trips
    .map((trip) => ({ trip, score: Math.max(...names(trip).map((name) => nameMatch(said, name))) }))
    .sort((a, b) => b.score - a.score)
  return ranked[0] !== undefined && ranked[0].score >= 0.6 ? ranked[0].trip : undefined
}

export const noTrips = (): Say =>
  new Say({
    text: 'You have no trips yet. Where would you like to go? Name a city, and I will plan a trip.',
    suggestions: ['Plan a weekend in Lisbon in May', 'Plan 4 days in Rome in spring'],
  })

/** The question what “it” means, where a conversation begins with it: “move it to Tuesday”. */
export function pointsAtNothing(said: string, { referents }: Context): Reply | undefined {
  const pointer = /^(?:please |can you |could you )?\p{L}+ (it|that|this|them)\b/u.exec(new Utterance(said).plain)?.[1]
  if (pointer === undefined || referents.topic !== 'none') return undefined
  return {
    text: `What do you mean by “${pointer}”? Name the trip or the task, and I will do it.`,
    suggestions: ['Show my tasks', 'Show my trips'],
  }
}

/** Which trip a text is about, without its days: one it names, else the one talked about, else the only or next one. */
export function* whichTrip(plain: string, context: Context, options: { ask?: boolean } = {}): Talk<string> {
  const { referents } = context
  const named = tripNamed(plain)
  const known = [...referents.trips.values()].map((trip) => ({
    ...trip,
    destinations: trip.places.map((place) => ({ place })),
  }))
  if (named !== undefined) {
    const match = bestTrip(named, known)
    if (match !== undefined) return match.trip_id
  }
  // “Rome is off, delete that trip” names it beside the clause.
  const around = /\b(?:that|it|this)\b/.test(plain) ? `${plain} ${new Utterance(context.message).plain}` : plain
  const mentioned = known.filter((trip) => names(trip).some((name) => mentions(around, name)))
  const current = referents.tripId
  if (mentioned.length > 0) {
    return (mentioned.find(({ trip_id }) => trip_id === current) ?? mentioned.at(-1))?.trip_id ?? ''
  }
  const looksElsewhere = named !== undefined && /^(?:to|in)?/.test(named)
  if (current !== undefined && !looksElsewhere) return current
  const { trips } = yield* call(listTrips, { limit: shownAtMost })
  if (trips.length === 0) throw noTrips()
  if (named !== undefined) {
    const match = bestTrip(named, trips)
    if (match !== undefined) return match.trip_id
    if (current !== undefined) return current
  }
  const inText = trips.filter((trip) => names(trip).some((name) => mentions(plain, name)))
  if (inText.length === 1 && inText[0] !== undefined) return inText[0].trip_id
  const upcoming = trips.filter(({ end_date }) => end_date >= context.calendar.today.toString())
  const among = inText.length > 0 ? inText : upcoming.length > 0 ? upcoming : trips
  if (among.length === 1 && among[0] !== undefined) return among[0].trip_id
  if (options.ask !== true && among[0] !== undefined) return among[0].trip_id
  throw askTrip(among, context)
}

function askTrip(trips: readonly Trip[], context: Context): Say {
  const choices = trips.slice(0, 4).map(({ title }) => title)
  const shown = trips
    .slice(0, 4)
    .map((trip) => `“${trip.title}” (${dateSpan(trip.start_date, trip.end_date, context.env.profile.locale)})`)
  return new Say({
    text: `Which trip do you mean: ${listed(shown).replace(/ and (?=“[^“]*$)/, ' or ')}?`,
    suggestions: choices,
    question: { template: `${context.message.replace(/[.!?]+$/, '')} for the trip to {}`, choices },
  })
}

/** The trip a text is about, with its days, as it is now. */
export function* theTrip(plain: string, context: Context, options: { ask?: boolean } = {}): Talk<TripDetail> {
  const tripId = yield* whichTrip(plain, context, options)
  try {
    return yield* call(getTrip, { trip_id: tripId })
  } catch (error) {
    if (!(error instanceof SojournError) || error.kind !== 'not_found') throw error
    const { trips } = yield* call(listTrips, { limit: shownAtMost })
    const [only] = trips
    if (only === undefined) throw noTrips()
    if (trips.length > 1) throw askTrip(trips, context)
    return yield* call(getTrip, { trip_id: only.trip_id })
  }
}

/** The next trip to come, made the one that is talked about; undefined where there is none. */
export function* nextTrip({
  referents,
}: Context): Talk<{ trip_id: string; title: string; several: boolean } | undefined> {
  const { trips } = yield* call(listTrips, { when: 'upcoming', limit: 50 })
  const [first] = [...trips].sort((a, b) => a.start_date.localeCompare(b.start_date))
  if (first === undefined) return undefined
  referents.turnTo(first.trip_id)
  return { trip_id: first.trip_id, title: first.title, several: trips.length > 1 }
}

/** Whether the conversation or the screen gives a trip that “it” can mean. */
export const hasTrip = (context: Context): boolean => context.referents.tripId !== undefined
