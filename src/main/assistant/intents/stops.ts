import { kindOfStop, moveStop, removeStop, type TripDetail, updateStop } from '../../../mcp/trips/contract.ts'
import type { Context } from '../context.ts'
import { readLengths } from '../entities/hours.ts'
import { blank, type Span } from '../entities/span.ts'
import { readDayPart, readTimeRange, readTimes } from '../entities/time-of-day.ts'
import { readTripDays, type TripDay } from '../entities/trip-day.ts'
import { call, type Reply, Say, type Talk } from '../talk.ts'
import type { Utterance } from '../utterance.ts'
import { dayName, longDay, timeOf } from '../wording/formats.ts'
import type { StopOnDay } from './stops-by-name.ts'
import type { Stop } from './which-thing.ts'

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
    (trip.days.find((day) => day.date === date)?.stops ?? []).filter(({ category }) => kindOfStop(category) === 'sight')
  const a = movable(first.date)
  const b = movable(second.date)
  for (const stop of a) yield* call(moveStop, { stop_id: stop.stop_id, date: second.date })
  for (const stop of b) yield* call(moveStop, { stop_id: stop.stop_id, date: first.date })
  return {
    text: `Swapped ${longDay(first.date, locale)} and ${longDay(second.date, locale)}: ${a.length + b.length} stops changed places, meals and travel stay where they were.`,
    suggestions: ['Check it for problems', 'Undo that'],
  }
}
