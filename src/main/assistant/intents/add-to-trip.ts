import { searchPlaces } from '../../../mcp/places/contract.ts'
import { addStop, type TripDetail } from '../../../mcp/trips/contract.ts'
import type { Context } from '../context.ts'
import type { TripDay } from '../entities/trip-day.ts'
import { nameMatch } from '../spelling.ts'
import { call, type Reply, Say, type Talk } from '../talk.ts'
import { Utterance } from '../utterance.ts'
import { longDay, timeOf } from '../wording/formats.ts'
import { moveInTrip } from './move-stop.ts'
import { newStop } from './new-stop.ts'
import { outsideTrip, positionOf, readSlot, type TripDates, tidyName } from './stops.ts'
import type { StopOnDay } from './stops-by-name.ts'
import { byAnotherName, withoutKind } from './which-thing.ts'

/** The day a stop goes to where none was said: the one talked about, else the one with the most room. */
function roomiest(trip: TripDetail, context: Context): string {
  const { day } = context.referents
  if (day !== undefined && trip.days.some(({ date }) => date === day)) return day
  const inner = trip.days.length > 2 ? trip.days.slice(1, -1) : trip.days
  return [...inner].sort((a, b) => a.stops.length - b.stops.length)[0]?.date ?? trip.start_date
}

/** Adds what a text names to the trip. */
export function* addToTrip(text: Utterance, trip: TripDetail, context: Context, name?: string): Talk<Reply> {
  const several = severalStops(text, trip, context)
  if (several.length < 2) return yield* addOne(text, trip, context, name)
  const replies: Reply[] = []
  let day: TripDay | undefined
  for (const part of several) {
    day = readSlot(part, trip, context).day ?? day
    replies.push(yield* addOne(part, trip, context, newStop(part, trip, context)?.name, day))
  }
  return { text: replies.map(({ text: told }) => told).join('\n'), suggestions: replies.at(-1)?.suggestions ?? [] }
}

/** “a tram ride on the first day and a fado night on the second”: the parts that each have a day or a time of their own. */
export function severalStops(text: Utterance, trip: TripDates, context: Context): Utterance[] {
  const parts: Utterance[] = []
  let start = 0
  for (const match of [...text.plain.matchAll(/,? (?:and|then|plus) (?:then |also )?|, /g), undefined]) {
    const end = match?.index ?? text.plain.length
    const part = new Utterance(text.slice({ start, end }))
    const slot = readSlot(part, trip, context)
    if (slot.day === undefined && slot.time === undefined) continue
    if ((newStop(part, trip, context)?.name ?? slot.rest) === '') continue
    parts.push(part)
    start = end + (match?.[0].length ?? 0)
  }
  return start >= text.plain.length ? parts : []
}

function* addOne(
  text: Utterance,
  trip: TripDetail,
  context: Context,
  name: string | undefined,
  ofBefore?: TripDay,
): Talk<Reply> {
  const { locale } = context.env.profile
  const read = readSlot(text, trip, context)
  const slot = { ...read, day: read.day ?? ofBefore }
  const rest = name ?? slot.rest
  if (slot.day?.outside) throw outsideTrip(slot.day, trip, locale)
  if (rest === '') {
    throw new Say({
      text: `What should I add to “${trip.title}”? Name a sight, or write it as you want it to read.`,
      suggestions: [],
      question: { template: 'add {} to the trip', choices: [] },
    })
  }
  const names = splitNames(rest)
  const replies: string[] = []
  for (const name of names) {
    const known = yield* knownPlace(name, trip, slot.day?.date)
    const there = known === undefined ? undefined : stopAt(known, trip)
    // “I booked the Borghese for 3 on the 12th” is of the visit that is planned.
    if (there !== undefined && booked.test(text.plain) && (slot.day !== undefined || slot.time !== undefined)) {
      replies.push((yield* moveInTrip(there, text, trip, context)).text)
      continue
    }
    const date = slot.day?.date ?? roomiest(trip, context)
    const meal = /\b(dinner|supper|lunch|breakfast|brunch)\b/i.exec(name)?.[1]?.toLowerCase()
    const usual =
      meal === 'breakfast'
        ? '08:30'
        : meal === 'brunch'
          ? '10:30'
          : meal === 'lunch'
            ? '12:30'
            : meal === undefined
              ? undefined
              : '19:30'
    const where = positionOf(slot, trip, date)
    const added = yield* call(addStop, {
      trip_id: trip.trip_id,
      date,
      ...(known === undefined ? { title: capital(name) } : { place_id: known }),
      ...where,
      ...(where.start === undefined && where.position === undefined && usual !== undefined && { start: usual }),
      ...(slot.minutes !== undefined && { minutes: slot.minutes }),
    })
    const assumed = slot.day === undefined ? ' You named no day, so I chose this one.' : ''
    const finding = added.findings.find(
      ({ stop_id, severity }) => stop_id === added.stop.stop_id && severity !== 'note',
    )
    replies.push(
      `Added **${added.stop.title}** on ${longDay(added.date, locale)} at ${timeOf(added.stop.start, locale)}.${assumed}${finding === undefined ? '' : ` Mind: ${finding.message}`}`,
    )
  }
  return { text: replies.join('\n'), suggestions: ['Check it for problems', 'Undo that'] }
}

/** The stop of a trip that is this place of the guide. */
export function stopAt(placeId: string, trip: TripDetail): StopOnDay | undefined {
  for (const { date, stops } of trip.days) {
    const stop = stops.find(({ place_id }) => place_id === placeId)
    if (stop !== undefined) return { stop, date }
  }
  return undefined
}

const booked = /\b(?:booked|reserved|tickets? for)\b/

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** “the Louvre and the Musée d'Orsay” are two; “dinner with Ana and Tom” is one. */
function splitNames(rest: string): string[] {
  const parts = rest.split(/,? and (?=the |a |an |[A-Z])|, (?=the |[A-Z])/)
  const whole = /\b(?:with|between)\b/i.test(rest) || parts.length < 2 || parts.some((part) => part.trim().length < 3)
  return (whole ? [rest] : parts)
    .map((part) => tidyName(part).replace(/^(?:the|an?|some) (?=[a-z])/i, ''))
    .filter((part) => part !== '')
}

/** The guide's place of a name in the trip's cities, where one is clearly meant. */
export function* knownPlace(name: string, trip: TripDetail, date: string | undefined): Talk<string | undefined> {
  const city = trip.days.find((day) => day.date === date)?.city ?? trip.destinations[0]?.place
  if (city === undefined || /\b(?:dinner|lunch|breakfast|brunch|drinks|meeting|call)\b/i.test(name)) return undefined
  const { places } = yield* call(searchPlaces, { query: name, city, limit: 5 })
  const best = places
    .map((place) => ({ place, score: nameMatch(name, place.name) }))
    .sort((a, b) => b.score - a.score)[0]
  if (best === undefined) return undefined
  const top = places[0]
  if (best.score >= 0.7) return best.place.place_id
  // The guide knows other names of a place than its own; its first answer to such a name is that place.
  if (top === undefined || places.length !== 1 || !byAnotherName(name, top)) return undefined
  const own = withoutKind(name)
  if (own === name) return top.place_id
  const { places: again } = yield* call(searchPlaces, { query: own, city, limit: 3 })
  return again.some(({ place_id }) => place_id === top.place_id) ? top.place_id : undefined
}
