import { type Place, searchPlaces } from '../../../mcp/places/contract.ts'
import { listTasks, type Task } from '../../../mcp/tasks/contract.ts'
import { getTrip, type TripDetail } from '../../../mcp/trips/contract.ts'
import { SojournError } from '../../../shared/errors.ts'
import type { Context } from '../context.ts'
import { nameMatch, shareFound } from '../spelling.ts'
import { call, type Talk } from '../talk.ts'

/** From here on a name is taken to mean a thing. */
export const goodMatch = 0.62

/** Words that point back instead of naming. */
export const pointsBack = (said: string): boolean =>
  /^(?:(?:all |both )?(?:of )?)?(?:it|that|this|them|both|both of them|all|all of them|them all|them both|the lot|those|these|that one|this one|the last one|the last|last one|that last|that last one|my last|my last one|last|first|second|latest|the one|one|that task|the task|this task|that thing|that stop|the stop|the latter|the first one|the second one|the other one|that reminder|the reminder|the last task|my last task|the latest(?: one)?|the most recent(?: one)?|that item|the item)?$/.test(
    said.trim(),
  )

export function* allTasks(status: 'pending' | 'completed' | 'all'): Talk<Task[]> {
  const { tasks } = yield* call(listTasks, { status, limit: 500 })
  return tasks
}

/** The best-named task, and how well it is named. */
export function bestTask<T extends { title: string }>(
  said: string,
  tasks: readonly T[],
): { task: T; score: number } | undefined {
  const ranked = tasks.map((task) => ({ task, score: nameMatch(said, task.title) })).sort((a, b) => b.score - a.score)
  return ranked[0]
}

export type Stop = TripDetail['days'][number]['stops'][number]
export interface FoundStop {
  stop: Stop
  date: string
  score: number
}

/** The best-named stop of a trip; where two are named alike, the one on `date`. */
export function bestStop(said: string, trip: TripDetail, date?: string): FoundStop | undefined {
  const ranked = trip.days
    .flatMap((day) =>
      day.stops.map((stop) => ({
        stop,
        date: day.date,
        score: Math.max(nameMatch(said, stop.title), sameKind(said, stop) ? 0.7 : 0),
      })),
    )
    .sort((a, b) => b.score - a.score || Number(b.date === date) - Number(a.date === date))
  return ranked[0]
}

/** The stop that a name means: by its title, by another name that the guide knows it under, or as the one of its kind. */
export function* stopNamed(said: string, trip: TripDetail, date?: string): Talk<FoundStop | undefined> {
  const best = bestStop(said, trip, date)
  if (said === '' || pointsBack(said.toLowerCase())) return undefined
  if (best !== undefined && (best.score >= 0.75 || sameKind(said, best.stop))) return best
  const city = trip.days.find((day) => day.date === date)?.city ?? trip.destinations[0]?.place
  if (city === undefined) return best
  const { places } = yield* call(searchPlaces, { query: said, city, limit: 3 })
  const meant = places.filter((place) => byAnotherName(said, place))
  for (const day of trip.days) {
    const stop = day.stops.find(
      ({ place_id }) => place_id !== undefined && meant.some((place) => place.place_id === place_id),
    )
    if (stop !== undefined) return { stop, date: day.date, score: 0.9 }
  }
  return best
}

/** Words for kinds of places: alone they name none. */
const kindWords =
  /\b(?:the|museums?|castle|cathedral|church|palace|tower|gardens?|parks?|markets?|squares?|bridge|galler(?:y|ies)|temple|monument|viewpoint|basilica|abbey|fort|hill|beach|street|quarter)\b/gi

/** A name without the words for kinds of places: “flea market” is “flea”. */
export const withoutKind = (said: string): string => said.replace(kindWords, ' ').replace(/\s+/g, ' ').trim()

/**
 * Whether the guide found a place by one of its other names: a word that was said is in nothing else that is told of it. A
 * place whose description alone has the words is another place (a viewpoint “opposite the castle” is not the castle).
 */
export function byAnotherName(said: string, { name, area, category, interests, description }: Place): boolean {
  const own = withoutKind(said)
  if (own === '') return false
  if (shareFound(own, name) >= 0.5) return true
  const told = [area, category.replace('_', ' '), ...(interests ?? []), description].join(' ')
  return shareFound(own, told) < 0.99
}

/** “the castle”, “lunch”, “the market”: a kind of stop stands for the one of that kind. */
function sameKind(said: string, { category }: Stop): boolean {
  const kind = said
    .toLowerCase()
    .replace(/^(?:the|our|that) /, '')
    .replace(/s$/, '')
  return kind.length > 3 && kind === category.replace('_', ' ')
}

/** The trip that is being talked about, if there is one and it still exists. */
export function* currentTrip(context: Context): Talk<TripDetail | undefined> {
  const tripId = context.referents.tripId
  if (tripId === undefined) return undefined
  try {
    return yield* call(getTrip, { trip_id: tripId })
  } catch (error) {
    if (error instanceof SojournError && error.kind === 'not_found') return undefined
    throw error
  }
}

/** How much of a stop's title a message must have for “it” to mean that stop. */
const mentionedShare = 0.6

/** The stop of a trip that a message speaks of besides pointing at it: “the queue at the Prado is long, take it out”. */
export function mentionedStop(message: string, trip: TripDetail): FoundStop | undefined {
  const ranked = trip.days
    .flatMap((day) => day.stops.map((stop) => ({ stop, date: day.date, score: shareFound(stop.title, message) })))
    .sort((a, b) => b.score - a.score)
  const [best] = ranked
  return best !== undefined && best.score >= mentionedShare ? best : undefined
}
