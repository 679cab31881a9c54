import { searchPlaces } from '../../../mcp/places/contract.ts'
import { addStop, moveStop, removeStop, type TripDetail, updateStop } from '../../../mcp/trips/contract.ts'
import type { Context } from '../context.ts'
import { readLengths } from '../entities/hours.ts'
import { blank, type Span } from '../entities/span.ts'
import { readDayPart, readTimeRange, readTimes } from '../entities/time-of-day.ts'
import { readTripDays, type TripDay } from '../entities/trip-day.ts'
import { nameMatch } from '../spelling.ts'
import { call, type Reply, Say, type Talk } from '../talk.ts'
import type { Utterance } from '../utterance.ts'
import { dayName, longDay, timeOf } from '../wording/formats.ts'
import type { StopOnDay } from './stops-by-name.ts'
import { byAnotherName, type Stop, withoutKind } from './which-thing.ts'

/** When in the trip something is to be: what was said of day, time and place in the day. */
export interface Slot {
  day: TripDay | undefined
  /** `HH:MM` */
  time: string | undefined
  part: ReturnType<typeof readDayPart>
  minutes: number | undefined
  /** What was said besides: the name of the stop. */
  rest: string
}

/** The days that a trip has. */
export type TripDates = Pick<TripDetail, 'start_date' | 'end_date'>

/** Reads the day, the time and the place in the day out of a text; what is left names the stop. */
export function readSlot(text: Utterance, trip: TripDates, context: Context): Slot {
  let plain = text.plain
  const spans: Span[] = []
  const take = (span: Span | undefined) => {
    if (span === undefined) return
    spans.push(span)
    plain = blank(plain, [span])
  }
  const days = readTripDays(plain, trip, context.calendar)
  for (const day of days) take(day)
  const range = readTimeRange(plain)
  take(range)
  const length = readLengths(plain).find(
    ({ start, end }) =>
      /(?:^|\b(?:for|about|spend|allow|take|takes|lasts?|reserve|book|schedule|add|put) )(?:about |around )?$/.test(
        plain.slice(0, start),
      ) || /^ (?:for|at|of) /.test(plain.slice(end)),
  )
  take(length)
  const [time] = readTimes(plain)
  take(time)
  const part = readDayPart(plain)
  take(part)
  return {
    day: days.at(-1),
    time: range?.time ?? time?.time,
    part,
    minutes: range?.minutes ?? length?.minutes,
    rest: nameLeft(text, spans),
  }
}

/** What is left of a text when the spans, the prepositions before them and polite words are gone. */
function nameLeft(text: Utterance, spans: readonly Span[]): string {
  const plain = blank(text.plain, spans)
  const keep = plain.replace(
    /(?:(?:,|(?<![-'])\b(?:on|to|at|for|in|from|by|around|about|during|of|until|into|onto|the|our|my)\b) ?)*\u00a6[\u00a6 ,.]*/g,
    (gone) => '\u00a6'.repeat(gone.length),
  )
  const pieces = keep.split('\u00a6')
  let at = 0
  const kept: string[] = []
  for (const piece of pieces) {
    const typed = text.slice({ start: at, end: at + piece.length })
    if (typed !== '') kept.push(typed)
    at += piece.length + 1
  }
  return tidyName(kept.join(' '))
}

/** A stop's name without the words around it. */
export function tidyName(said: string): string {
  let name = said.trim()
  for (let before = ''; before !== name; ) {
    before = name
    name = name
      .replace(
        /^(?:,|\band\b|\bplease\b|the visit to|a visit to|visit to|visiting|visit|a trip to|a stop at|stop at|stop|going to|go to|see|seeing|in|to|on|at|some time (?:at|for)|time (?:at|for))\s+/i,
        '',
      )
      .replace(
        /(?:\s+(?:please|pls|plz|instead|too|as well|also|thanks|cheers|somewhere|if (?:possible|you can|we can)|to (?:the|my|our|that|this) (?:trip|plan|itinerary|schedule|list)|(?:in|on|from|into|onto|off) (?:the|my|our|that|this) (?:trip|plan|itinerary|schedule)|in|on|to|at|for|out|off|from|until|by|and|around)|[,.!?\s]+)$/i,
        '',
      )
      .trim()
  }
  return name.replace(/^["']|["']$/g, '')
}

export const outsideTrip = (day: TripDay, trip: TripDetail, locale: string): Say =>
  new Say({
    text: `${longDay(day.date, locale)} is not a day of “${trip.title}”, which runs from ${dayName(trip.start_date, locale)} to ${dayName(trip.end_date, locale)}. I have not changed anything.`,
    suggestions: ['Make it one day longer'],
  })

/** The day a stop goes to where none was said: the one talked about, else the one with the most room. */
function roomiest(trip: TripDetail, context: Context): string {
  const { day } = context.referents
  if (day !== undefined && trip.days.some(({ date }) => date === day)) return day
  const inner = trip.days.length > 2 ? trip.days.slice(1, -1) : trip.days
  return [...inner].sort((a, b) => a.stops.length - b.stops.length)[0]?.date ?? trip.start_date
}

/** Where in the day “after lunch” or “first thing” is, as a position among its stops. */
export function positionOf(
  slot: Slot,
  trip: TripDetail,
  date: string,
  moving?: string,
): { position?: number; start?: string } {
  if (slot.time !== undefined) return { start: slot.time }
  if (slot.part === undefined) return {}
  const stops = (trip.days.find((day) => day.date === date)?.stops ?? []).filter(({ stop_id }) => stop_id !== moving)
  const arrival = stops[0]?.category === 'arrival' ? 1 : 0
  const at = (find: (stop: Stop) => boolean) => stops.findIndex(find)
  switch (slot.part.part) {
    case 'first':
    case 'morning':
      return { position: arrival }
    case 'lunch':
      return { start: '13:00' }
    case 'afternoon': {
      const lunch = at(({ category }) => category === 'lunch')
      if (lunch >= 0) return { position: lunch + 1 }
      const after = at(({ start }) => start.slice(11) >= '13:00')
      return after >= 0 ? { position: after } : { position: stops.length }
    }
    case 'evening':
      return { start: '19:00' }
    case 'last': {
      const last = stops.at(-1)?.category === 'departure' ? stops.length - 1 : stops.length
      return { position: last }
    }
  }
}

/** Adds what a text names to the trip. */
export function* addToTrip(text: Utterance, trip: TripDetail, context: Context, name?: string): Talk<Reply> {
  const { locale } = context.env.profile
  const slot = readSlot(text, trip, context)
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

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** “the Louvre and the Musée d'Orsay” are two; “dinner with Ana and Tom” is one. */
function splitNames(rest: string): string[] {
  const parts = rest.split(/,? and (?=the |a |an |[A-Z])|, (?=the |[A-Z])/)
  const whole = /\b(?:with|between)\b/i.test(rest) || parts.length < 2 || parts.some((part) => part.trim().length < 3)
  return (whole ? [rest] : parts)
    .map((part) => tidyName(part).replace(/^the (?=[a-z])/i, ''))
    .filter((part) => part !== '')
}

/** The guide's place of a name in the trip's cities, where one is clearly meant. */
function* knownPlace(name: string, trip: TripDetail, date: string | undefined): Talk<string | undefined> {
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

/** Takes a stop out of the trip. */
export function* removeFromTrip(found: Pick<StopOnDay, 'stop'>, context: Context): Talk<Reply> {
  const gone = yield* call(removeStop, { stop_id: found.stop.stop_id })
  return {
    text: `Took **${gone.title}** out of ${longDay(gone.date, context.env.profile.locale)}. “Undo that” brings it back.`,
    suggestions: ['Undo that', 'Check it for problems'],
  }
}

/** Changes how long a stop lasts. */
export function* lengthenStop(found: Pick<StopOnDay, 'stop'>, minutes: number, context: Context): Talk<Reply> {
  const changed = yield* call(updateStop, { stop_id: found.stop.stop_id, minutes })
  return {
    text: `**${changed.stop.title}** now lasts from ${timeOf(changed.stop.start, context.env.profile.locale)} to ${timeOf(changed.stop.end, context.env.profile.locale)}.`,
    suggestions: ['Check it for problems', 'Undo that'],
  }
}

/** Puts the stops of two days in each other's place: each stop that is not an arrival or departure. */
export function* swapDays(first: TripDay, second: TripDay, trip: TripDetail, context: Context): Talk<Reply> {
  const { locale } = context.env.profile
  for (const day of [first, second]) if (day.outside) throw outsideTrip(day, trip, locale)
  const movable = (date: string) =>
    (trip.days.find((day) => day.date === date)?.stops ?? []).filter(
      ({ category }) => !/^(?:arrival|departure|lunch|dinner)$/.test(category),
    )
  const a = movable(first.date)
  const b = movable(second.date)
  for (const stop of a) yield* call(moveStop, { stop_id: stop.stop_id, date: second.date })
  for (const stop of b) yield* call(moveStop, { stop_id: stop.stop_id, date: first.date })
  return {
    text: `Swapped ${longDay(first.date, locale)} and ${longDay(second.date, locale)}: ${a.length + b.length} stops changed places, meals and travel stay where they were.`,
    suggestions: ['Check it for problems', 'Undo that'],
  }
}
