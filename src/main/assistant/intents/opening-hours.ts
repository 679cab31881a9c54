import { getPlace, type Place, searchPlaces } from '../../../mcp/places/contract.ts'
import type { TripDetail } from '../../../mcp/trips/contract.ts'
import { Temporal } from '../../../shared/dates.ts'
import type { Context, Family } from '../context.ts'
import { readTripDays, type TripDay } from '../entities/trip-day.ts'
import { call, type Reply, Say, type Talk } from '../talk.ts'
import { Utterance } from '../utterance.ts'
import { longDay } from '../wording/formats.ts'
import { listed } from '../wording/sentences.ts'
import { pointedStop } from './edit-plan.ts'
import { tidyName } from './stops.ts'
import { stopsMeant } from './which-stop.ts'
import { goodMatch, mentionedStop, pointsBack, stopNamed } from './which-thing.ts'
import { hasTrip, theTrip } from './which-trip.ts'

const forms = [
  /^(?:is|are) (.+?) (?:open|shut|closed)\b/,
  /^(?:when|what time|at what time) (?:does|do|is|are) (.+?) (?:open|close|shut)\b/,
  /^(?:what are |what're )?(?:the )?(?:opening (?:hours|times)|hours) (?:of|for|at) (.+)$/,
]
const about =
  /\b(?:opening (?:hours|times)|(?<!(?:\d|an?|half|few|more|of|extra) )hours (?:of|for|at)|(?:open|shut|close)s?(?= (?:its|their|the) doors\b|$| (?:on|at|until|from|late|early|before|after)\b)|closed|closing time|get in(?:to)?|last (?:entry|admission))\b/
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** “is the Louvre open on Monday?”, “when does it close?”: the guide's usual hours. */
export const openingHoursFamily: Family = (clause, context) => {
  if (!hasTrip(context)) return undefined
  const core = clause.core.replace(/[?.! ]+$/, '')
  for (const form of forms) {
    const said = form.exec(core)?.[1]
    if (said === undefined || /^(?:we|they|everything|anything|anywhere|all|there|shops?|somewhere)\b/.test(said))
      continue
    return { intent: 'opening_hours', score: 97, talk: () => tell(said, clause.text.plain, context) }
  }
  const trip = context.referents.itinerary
  if (trip !== undefined && about.test(core) && !/^(?:add|move|put|remove|book|set|make)\b/.test(core)) {
    const [stop] = stopsMeant(core, trip, context).references
    const said = stop?.how === 'kind' || stop?.how === 'name' ? core.slice(stop.start, stop.end) : undefined
    if (said !== undefined)
      return { intent: 'opening_hours', score: 94, talk: () => tell(said, clause.text.plain, context) }
  }
  return undefined
}

function* tell(said: string, plain: string, context: Context): Talk<Reply> {
  const trip = yield* theTrip(plain, context)
  const [day] = readTripDays(plain, trip, context.calendar)
  const name = tidyName(said).replace(/^the /, '')
  const found = pointsBack(name)
    ? (pointedStop(context, trip) ?? spokenOf(trip, context))
    : yield* stopNamed(name, trip, day?.date)
  if (found === undefined && pointsBack(name)) throw whichStop(trip, day)
  const placeId = found !== undefined && found.score >= goodMatch ? found.stop.place_id : undefined
  const place = placeId === undefined ? yield* inGuide(name, trip) : yield* call(getPlace, { place_id: placeId })
  if (place === undefined)
    return {
      text: `I know no opening hours of “${placeId === undefined ? name : (found?.stop.title ?? name)}”, so check them before you go.`,
      suggestions: [],
    }
  return { text: hoursText(place, day, context.env.profile.locale), suggestions: ['Check it for problems'] }
}

/** The stop that the turn before was about. */
function spokenOf(trip: TripDetail, { earlier }: Context) {
  const before = earlier.at(-1)?.said
  return before === undefined ? undefined : mentionedStop(new Utterance(before).plain, trip)
}

function* inGuide(name: string, trip: TripDetail): Talk<Place | undefined> {
  const city = trip.destinations[0]?.place
  const { places } = yield* call(searchPlaces, { query: name, ...(city !== undefined && { city }), limit: 1 })
  return places[0]
}

function whichStop(trip: TripDetail, day: TripDay | undefined): Say {
  const names = (trip.days.find(({ date }) => date === day?.date) ?? trip.days[0])?.stops
    .filter(({ place_id }) => place_id !== undefined)
    .map(({ title }) => title)
    .slice(0, 4)
  return new Say({
    text: 'Which place do you mean? Name it, and I will look up its usual hours.',
    suggestions: names ?? [],
    question: { template: day === undefined ? 'is {} open' : `is {} open on ${day.date}`, choices: names ?? [] },
  })
}

function hoursText({ name, opening_hours, hours_note }: Place, day: TripDay | undefined, locale: string): string {
  const source = '(usual hours of the built-in guide; check them before you go)'
  if (opening_hours === undefined) return `The guide has no opening hours for **${name}**; check them before you go.`
  if (opening_hours === 'always') return `**${name}** is open at all times ${source}.`
  const note = hours_note === undefined ? '' : ` Note: ${hours_note}.`
  const times = (of: (typeof weekdays)[number]) =>
    (opening_hours[of] ?? []).map(([open, close]) => `${open} to ${close}`).join(' and ')
  if (day !== undefined) {
    const of = weekdays[Temporal.PlainDate.from(day.date).dayOfWeek - 1] ?? 'mon'
    const open = times(of)
    return open === ''
      ? `**${name}** is closed on ${longDay(day.date, locale)} ${source}.${note}`
      : `**${name}** is open on ${longDay(day.date, locale)} from ${open} ${source}.${note}`
  }
  const lines = weekdays.map((of) => `${of[0]?.toUpperCase()}${of.slice(1)} ${times(of) || 'closed'}`)
  return `**${name}**: ${listed(lines)} ${source}.${note}`
}
