import { addStop, kindOfStop, moveStop, removeStop, type TripDetail } from '../../../mcp/trips/contract.ts'
import type { Clause, Context, Family } from '../context.ts'
import { readLengths } from '../entities/hours.ts'
import { blank, gap } from '../entities/span.ts'
import { readTripDays } from '../entities/trip-day.ts'
import { type Itinerary, minutesOfStop, type PlannedStop } from '../itinerary.ts'
import { call, type Reply, Say, type Talk } from '../talk.ts'
import { Utterance } from '../utterance.ts'
import { longDay, timeOf } from '../wording/formats.ts'
import { listed } from '../wording/sentences.ts'
import { moveInTrip } from './move-stop.ts'
import { type StopWish, stopWish } from './stop-wishes.ts'
import { lengthenStop, removeFromTrip, tidyName } from './stops.ts'
import type { StopOnDay } from './stops-by-name.ts'
import { placedStops } from './stops-by-place.ts'
import { type StopReference, type StopsMeant, stopsMeant, stopsOf } from './which-stop.ts'
import { hasTrip, theTrip } from './which-trip.ts'

const intents: Record<StopWish['kind'], string> = {
  remove: 'remove_stop',
  move: 'move_stop',
  length: 'update_stop',
  swap: 'swap_days',
  replace: 'remove_stop',
}

/**
 * What changes stops that a clause means in whatever words: “scratch the steak dinner”, “could the tram ride come on the
 * Thursday”, “push the last stop of day 1 to day 3”, “give us two hours at the Prado”.
 */
export const changeStopsFamily: Family = (clause, context) => {
  if (!hasTrip(context)) return undefined
  const trip = context.referents.itinerary
  if (trip === undefined) return unseen(clause, context)
  const some = oneOfADay.exec(clause.text.plain)
  const [day] = some === null ? [] : readTripDays(clause.text.plain, trip, context.calendar)
  if (some !== null && day !== undefined && !day.outside)
    return { intent: 'remove_stop', score: 99, talk: () => askWhichOf(day.date, trip, context) }
  const wish = stopWish(clause, stopsMeant(clause.text.plain, trip, context))
  if (wish === undefined) return undefined
  return { intent: intents[wish.kind], score: wish.score, talk: () => change(clause, context) }
}

/** “drop one thing from Saturday”. */
const oneOfADay =
  /\b(?:drop|remove|lose|cut|skip|take out|leave out|ditch|delete)\b(?: out)? (?:one|a|an|some|something|one more|a few)(?: of the)?(?: (?:thing|stop|sight|place|activity|visit)s?)? (?:from|on|of|off|out of) /

function* askWhichOf(date: string, trip: Itinerary, { env }: Context): Talk<Reply> {
  const choices = (trip.days.find((day) => day.date === date)?.stops ?? [])
    .filter(({ category }) => kindOfStop(category) === 'sight')
    .map(({ title }) => title)
  const day = longDay(date, env.profile.locale)
  throw new Say(
    choices.length === 0
      ? { text: `Nothing is planned on ${day} that could go.`, suggestions: ['Show the itinerary'] }
      : {
          text: `Which one on ${day}: ${listed(choices).replace(/ and ([^,]*)$/, ' or $1')}?`,
          suggestions: choices.slice(0, 4),
          question: { template: 'remove {}', choices },
        },
  )
}

/** Of a trip that the conversation has not seen yet, stops can be told by their place in a day. */
function unseen(clause: Clause, context: Context) {
  const { plain } = clause.text
  const references: StopReference[] = placedStops(plain).map(({ start, end, all }) => ({
    start,
    end,
    all,
    how: 'place',
    stops: [{ stop: { stop_id: '', title: '', category: '', start: '', end: '' }, date: '' }],
  }))
  const wish = stopWish(clause, { references, rest: blank(plain, references), days: [] })
  if (wish === undefined) return undefined
  return { intent: intents[wish.kind], score: wish.score, talk: () => change(clause, context) }
}

function* change(clause: Clause, context: Context): Talk<Reply> {
  const trip = yield* theTrip(clause.text.plain, context, { ask: true })
  const meant = stopsMeant(clause.text.plain, trip, context)
  const { kind } = stopWish(clause, meant) ?? { kind: 'move' as const }
  const { raw } = clause.text
  const found: StopOnDay[][] = []
  for (const reference of meant.references) {
    const said = clause.text.slice(reference)
    const at = raw.indexOf(said)
    const ask = (choice: string) => `${raw.slice(0, at)}${choice}${raw.slice(at + said.length)}`
    found.push(yield* stopsOf(reference, trip, context, ask))
  }
  const [first] = found.flat()
  const last = found.at(-1)?.[0]
  if (kind === 'swap' && first !== undefined && last !== undefined) return yield* swapStops(first, last, trip, context)
  if (kind === 'replace' && first !== undefined) return yield* replaceStop(first, clause, meant, context)
  const replies: string[] = []
  for (const [index, stops] of found.entries()) {
    const said = targetOf(index, meant)
    for (const stop of stops) {
      const reply =
        kind === 'remove'
          ? yield* removeFromTrip(stop, context)
          : kind === 'length'
            ? yield* lengthenStop(stop, newLength(stop.stop, meant.rest), context)
            : yield* moveInTrip(stop, new Utterance(said), trip, context)
      replies.push(reply.text)
    }
  }
  return { text: replies.join('\n'), suggestions: ['Check it for problems', 'Undo that'] }
}

/** What is said of where a reference goes: the words up to the next one, else all of them. */
function targetOf(index: number, { references, rest, days }: StopsMeant): string {
  const own = rest.slice(references[index]?.end ?? 0, references[index + 1]?.start ?? rest.length)
  const several = references.length > 1 && days.length > 1
  return (several && /\p{L}/u.test(own) ? own : rest).replaceAll(gap, ' ').replace(/\s+/g, ' ')
}

/** “two hours”, “half an hour longer”, “an hour less”. */
function newLength(stop: PlannedStop, rest: string): number {
  const [length] = readLengths(rest)
  const minutes = length?.minutes ?? 60
  const now = minutesOfStop(stop)
  if (/\b(?:shorter|less|shorten|cut)\b/.test(rest) && !/\bto \u00a6*\d/.test(rest)) return Math.max(5, now - minutes)
  if (/\b(?:longer|more|extra|extend|another|lengthen)\b/.test(rest) && !/\bto (?:an?|\d)/.test(rest))
    return now + minutes
  return minutes
}

/** Puts two stops in each other's place. */
function* swapStops(one: StopOnDay, other: StopOnDay, trip: TripDetail, context: Context): Talk<Reply> {
  const { locale } = context.env.profile
  const place = ({ stop, date }: StopOnDay) =>
    (trip.days.find((day) => day.date === date)?.stops ?? []).findIndex(({ stop_id }) => stop_id === stop.stop_id)
  const [a, b] = one.date === other.date && place(one) > place(other) ? [other, one] : [one, other]
  const [atA, atB] = [place(a), place(b)]
  yield* call(moveStop, { stop_id: a.stop.stop_id, date: b.date, position: Math.max(0, atB) })
  yield* call(moveStop, { stop_id: b.stop.stop_id, date: a.date, position: Math.max(0, atA) })
  return {
    text: `Swapped **${one.stop.title}** and **${other.stop.title}**${one.date === other.date ? '' : `: now on ${longDay(other.date, locale)} and ${longDay(one.date, locale)}`}.`,
    suggestions: ['Check it for problems', 'Undo that'],
  }
}

/** Takes a stop out and puts what was named into its place: “swap the castle for the zoo”. */
function* replaceStop({ stop, date }: StopOnDay, clause: Clause, meant: StopsMeant, context: Context): Talk<Reply> {
  const { locale } = context.env.profile
  const from = meant.references[0]?.end ?? 0
  const link = /^.*? (?:with|for|by|to) /.exec(clause.text.plain.slice(from))?.[0].length ?? 0
  const title = tidyName(clause.text.slice({ start: from + link, end: clause.text.plain.length }))
    .replace(/^(?:an?|the) /i, '')
    .replace(/[.!?]+$/, '')
  const trip = yield* theTrip(clause.text.plain, context)
  yield* call(removeStop, { stop_id: stop.stop_id })
  const added = yield* call(addStop, {
    trip_id: trip.trip_id,
    date,
    title: title.charAt(0).toUpperCase() + title.slice(1),
    start: stop.start.slice(11, 16),
  })
  return {
    text: `Took **${stop.title}** out of ${longDay(date, locale)} and added **${added.stop.title}** at ${timeOf(added.stop.start, locale)}.`,
    suggestions: ['Check it for problems', 'Undo that'],
  }
}
