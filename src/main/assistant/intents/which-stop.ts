import { searchPlaces } from '../../../mcp/places/contract.ts'
import type { Context } from '../context.ts'
import { blank, overlaps, type Span } from '../entities/span.ts'
import { readTripDays, type TripDay } from '../entities/trip-day.ts'
import type { Itinerary } from '../itinerary.ts'
import { call, Say, type Talk } from '../talk.ts'
import { Utterance } from '../utterance.ts'
import { dayName } from '../wording/formats.ts'
import { listed } from '../wording/sentences.ts'
import { allOfKind, isTravel, namedStops, type StopOnDay } from './stops-by-name.ts'
import { neighbourOf, placedStops } from './stops-by-place.ts'

/** Words of a text that mean one or more stops of a trip. */
export interface StopReference extends Span {
  /** One where it is clear; several where all are meant or it must be asked; none where there is no such stop. */
  stops: StopOnDay[]
  how: 'name' | 'kind' | 'place' | 'pointing'
  /** Whether all of `stops` are meant. */
  all: boolean
  /** What the guide may know it by. */
  qualified?: string
}

/** The stops that a text means. */
export interface StopsMeant {
  references: StopReference[]
  /** The text with the references, and the days that only tell which stop is meant, blanked out. */
  rest: string
  /** The days in `rest`. */
  days: TripDay[]
}

const pointing =
  /\b(?:it|that one|this one|that stop|this stop|the stop|them both|both of them|that(?! (?:the|we|i|it|is)\b))\b/

/**
 * Finds what means stops in a text, in its order: by name (“the Azulejo”), by kind (“lunch on Friday”), by the place in a
 * day (“the last stop of day 1”, “the one at 10”), beside another (“the one after lunch”), or by pointing (“it”). A day
 * said right beside one tells which is meant, unless it is not there on that day. Arrival and departure are meant only
 * by name.
 */
export function stopsMeant(
  plain: string,
  trip: Itinerary,
  context: Pick<Context, 'referents' | 'calendar'> & Partial<Pick<Context, 'earlier'>>,
): StopsMeant {
  const days = readTripDays(plain.replace(/\bday one\b/g, 'day 1  '), trip, context.calendar)
  const used: Span[] = []
  const references: StopReference[] = []
  const stopsOn = (date: string | undefined) =>
    (trip.days.find((day) => day.date === date)?.stops ?? []).filter((stop) => !isTravel(stop))
  const toldBy = (span: Span, has: (date: string) => boolean): string | undefined => {
    const day = days.find((other) => !used.includes(other) && besides(plain, span, other) && has(other.date))
    if (day !== undefined) used.push(day)
    return day?.date
  }
  const free = (): TripDay | undefined => {
    const left = days.filter(
      (day) => !used.includes(day) && !/\b(?:to|until|into|onto) (?:the )?$/.test(plain.slice(0, day.start)),
    )
    return left.length === 1 && days.length === 1 ? left[0] : undefined
  }
  for (const kind of allOfKind(plain, trip)) {
    const told = toldBy(kind, (date) => kind.stops.some((stop) => stop.date === date))
    const stops = kind.stops.filter(({ date }) => told === undefined || date === told)
    references.push({ ...kind, stops, all: true })
  }
  for (const placed of placedStops(plain)) {
    if (references.some((other) => overlaps(other, placed))) continue
    if (days.some((day) => overlaps(day, placed))) continue
    const on = (date: string | undefined) => placed.of(stopsOn(date)).map((stop) => ({ stop, date: date ?? '' }))
    const told = toldBy(placed, (date) => on(date).length > 0)
    const single = told === undefined ? free() : undefined
    const onSingle = single === undefined ? [] : on(single.date)
    if (single !== undefined && onSingle.length > 0) used.push(single)
    const here = told !== undefined ? on(told) : onSingle.length > 0 ? onSingle : on(context.referents.day)
    const stops = here.length === 0 && placed.anyDay ? trip.days.flatMap(({ date }) => on(date)) : here
    references.push({ start: placed.start, end: placed.end, stops, how: 'place', all: placed.all })
  }
  const masked = blank(plain, [...days, ...references])
  for (const named of namedStops(masked, trip)) {
    const told = toldBy(named, (date) => named.stops.some((stop) => stop.date === date))
    const single = told === undefined && named.stops.length > 1 ? free() : undefined
    const onSingle = named.stops.some(({ date }) => date === single?.date)
    if (single !== undefined && onSingle) used.push(single)
    const stops = narrowed(named.stops, told ?? (onSingle ? single?.date : undefined), context, trip)
    const [only] = stops
    const other = only === undefined || stops.length > 1 ? undefined : neighbourOf(masked, named.start, only, trip)
    references.push(
      other === undefined
        ? { ...named, stops, all: false }
        : { start: other.start, end: named.end, stops: [other], how: 'place', all: false },
    )
  }
  references.sort((a, b) => a.start - b.start)
  const it = pointing.exec(blank(plain, [...days, ...references]))
  if (references.length === 0 && it !== null) {
    const stop = pointedStops(trip, context)
    if (stop.length > 0)
      references.push({ start: it.index, end: it.index + it[0].length, stops: stop, how: 'pointing', all: false })
  }
  const rest = blank(plain, [...references, ...used])
  return { references, rest, days: days.filter((day) => !used.includes(day)) }
}

/** The stop that “it” means: the one asked about last, else the one that was changed or added. */
export function pointedStops(
  trip: Itinerary,
  { referents, earlier = [] }: Pick<Context, 'referents'> & Partial<Pick<Context, 'earlier'>>,
): StopOnDay[] {
  const last = earlier.at(-1)
  const asked =
    last === undefined || last.done.some(({ call }) => /_stop$/.test(call.name))
      ? []
      : namedStops(new Utterance(last.said).plain, trip).filter(({ how }) => how === 'name')
  if (asked.length === 1 && asked[0]?.stops.length === 1) return asked[0].stops
  const known = referents.stop
  if (known === undefined) return []
  return trip.days.flatMap(({ date, stops }) =>
    stops.flatMap((stop) => (stop.stop_id === known.stop_id ? [{ stop, date }] : [])),
  )
}

/** Whether a day stands right beside the words for a stop: “lunch on Friday”, “Friday's lunch”, “the one at 10 on day 2”. */
function besides(plain: string, span: Span, day: Span): boolean {
  if (day.start >= span.end)
    return /^(?:'s)?(?: (?:stop|visit|tour|one|thing|walk|booking|please))?,? ?(?:(?:planned |scheduled |booked |that |we have |we do )*(?:on|of|from|off|in|for|during) )?(?:the |our )?$/.test(
      plain.slice(span.end, day.start),
    )
  return /^(?:'s)?(?: (?:morning|afternoon|evening|night)(?:'s)?)?[,:]? ?(?:the |our |do |skip )?$/.test(
    plain.slice(day.end, span.start),
  )
}

function narrowed(
  stops: StopOnDay[],
  told: string | undefined,
  { referents }: Pick<Context, 'referents'>,
  trip: Itinerary,
): StopOnDay[] {
  if (told !== undefined) return stops.filter(({ date }) => date === told)
  if (stops.length < 2) return stops
  const talked = stops.filter(({ stop }) => stop.stop_id === referents.stop?.stop_id)
  if (talked.length > 0) return talked
  const day = stops.filter(({ date }) => date === referents.day)
  if (day.length > 0 && trip.days.length > 1) return day
  return stops
}

/** The stops of a reference, by another name of the guide's where it has one. @throws Say where it must be asked which */
export function* stopsOf(
  reference: StopReference,
  trip: Itinerary,
  context: Context,
  ask: (choice: string) => string,
): Talk<StopOnDay[]> {
  let { stops } = reference
  if (reference.qualified !== undefined) {
    const named = yield* knownAs(reference.qualified, trip)
    if (named.length > 0) stops = named
  }
  if (stops.length === 1 || reference.all) return stops
  const { locale } = context.env.profile
  const [first] = stops
  if (first === undefined)
    throw new Say({
      text: 'Which stop do you mean? Name it, or say for example “the first stop on day 2”.',
      suggestions: ['Show the itinerary'],
    })
  const sameTitle = stops.every(({ stop }) => stop.title === first.stop.title)
  const days = new Set(stops.map(({ date }) => date)).size
  const choices = stops
    .slice(0, 6)
    .map(({ stop, date }) => (days > 1 ? `${stop.title} on ${dayName(date, locale)}` : stop.title))
  throw new Say({
    text: `Which do you mean: ${listed(sameTitle ? choices : choices).replace(/ and ([^,]*)$/, ' or $1')}?`,
    suggestions: choices.slice(0, 4),
    question: { template: ask('{}'), choices },
  })
}

/** The stops of a trip that the guide knows under a name, the likeliest alone. */
export function* knownAs(name: string, trip: Itinerary): Talk<StopOnDay[]> {
  const cities = [...new Set(trip.days.map(({ city }) => city))].slice(0, 3)
  for (const city of cities) {
    const { places } = yield* call(searchPlaces, { query: name, city, limit: 3 })
    for (const { place_id } of places) {
      const stops = trip.days.flatMap(({ date, stops }) =>
        stops.flatMap((stop) => (stop.place_id === place_id ? [{ stop, date }] : [])),
      )
      if (stops.length > 0) return stops
    }
  }
  return []
}
