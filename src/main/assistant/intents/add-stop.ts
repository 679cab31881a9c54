import { type Clause, type Context, coreSlice, type Family } from '../context.ts'
import { readDurations } from '../entities/durations.ts'
import { readMoney } from '../entities/money.ts'
import { readTripDays } from '../entities/trip-day.ts'
import type { Reply, Talk } from '../talk.ts'
import { Utterance } from '../utterance.ts'
import { longDay, timeOf } from '../wording/formats.ts'
import { addToTrip, knownPlace, severalStops, stopAt } from './add-to-trip.ts'
import { moveInTrip } from './move-stop.ts'
import { newStop } from './new-stop.ts'
import { readSlot, tidyName } from './stops.ts'
import { placedStops } from './stops-by-place.ts'
import { beginsLikeATask } from './task-words.ts'
import { stopNamed } from './which-thing.ts'
import { hasTrip, theTrip, tripNamed } from './which-trip.ts'

const addVerb =
  /^(?:add|put|include|squeeze|fit|schedule|slot|pencil|stick|throw|pop|insert|book us into|we (?:also )?want to (?:see|visit|go to)|i (?:also )?want to (?:see|visit|go to)|visit|see|go to|do)\b(?: in)? ?/
const weakAdd = /^(?:visit|see|go to|do|we |i )/
/** Words that name a day of a trip or a part of one. */
export const dayWord =
  /\b(?:day \d|(?:first|second|third|fourth|fifth|sixth|last|final|1st|2nd|3rd|\dth) (?:day|morning|afternoon|evening|night)|mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thu(?:rs)?(?:day)?|friday|fri|saturday|sunday|on (?:sat|sun)|\d{1,2}(?:st|nd|rd|th)|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{1,2}|\d{4}-\d\d-\d\d|after lunch|before lunch|first thing|in the (?:morning|afternoon|evening)|last thing)\b/
const planWord =
  /\b(?:to|into|in|on|onto) (?:the|my|our|that|this) (?:trip|itinerary|plan|schedule)\b|\bto (?:the|my|our) [\p{L} ]+ (?:trip|itinerary)\b/u

/** “add the Louvre on day 2 at 10”, “squeeze in the Colosseum on Saturday”. */
export const addStopFamily: Family = (clause, context) =>
  addedByVerb(clause, context) ?? wishedFor(clause, context) ?? canWe(clause, context)

/** “can we see the Statue of Liberty?”, without a day: what is not in the trip yet is added. */
const canWe: Family = (clause, context) => {
  const match =
    /^(?:(?:can|could) (?:we|i) )?(?:also )?(?:see|visit|go to|fit in|get to|include|go up) (?=\p{L})/u.exec(
      clause.core,
    )
  const wishes =
    /^(?:and |so |also |oh |please )*(?:(?:can|could|may|might) (?:we|i)|(?:i|we)(?:'d| would) (?:really |also )?(?:like|love) to|(?:i|we) (?:really |also )?(?:want|have|need|'ve got) to)\b/
  const { plain } = clause.text
  const { itinerary } = context.referents
  if (
    match === null ||
    !wishes.test(clause.text.plain) ||
    !hasTrip(context) ||
    itinerary === undefined ||
    dayWord.test(plain) ||
    context.referents.topic === 'task'
  )
    return undefined
  if (
    /\b(?:trip|plan|itinerary|tasks?|list|day|days|budget|everything|instead|it|that|them|something|somewhere|more|doctor|dentist)\b/.test(
      plain,
    )
  )
    return undefined
  return { intent: 'add_stop', score: 82, talk: () => addIfMissing(clause, match[0].length, context) }
}

function* addIfMissing(clause: Clause, from: number, context: Context): Talk<Reply> {
  const trip = yield* theTrip(clause.text.plain, context, { ask: true })
  const name = tidyName(coreSlice(clause, from, clause.core.length)).replace(/^the /i, '')
  const place = yield* knownPlace(name, trip, undefined)
  const there = place === undefined ? undefined : stopAt(place, trip)
  if (there === undefined) return yield* add(clause, from, context)
  const { locale } = context.env.profile
  return {
    text: `**${there.stop.title}** is in the trip already: ${longDay(there.date, locale)} at ${timeOf(there.stop.start, locale)}.`,
    suggestions: ['Show the itinerary'],
  }
}

const addedByVerb: Family = (clause, context) => {
  const match = addVerb.exec(clause.core)
  if (match === null || /^put (?:together|[\p{L}\d -]+ together)\b/u.test(clause.core)) return undefined
  const { plain } = clause.text
  if (
    /\b(?:task|to-do|to do list|shopping list|packing list|my list|the list|reminder|remind|budget|expenses?)\b/.test(
      plain,
    )
  )
    return undefined
  if (
    readMoney(plain, 'EUR').length > 0 ||
    readDurations(plain).some(({ days, nights }) => days !== undefined || nights !== undefined)
  )
    return undefined
  const rest = clause.core.slice(match[0].length)
  if (
    rest.trim() === '' ||
    beginsLikeATask(rest) ||
    /^(?:it|that|this|them|those)\b(?! (?:museum|place|sight))/.test(rest)
  )
    return undefined
  const day = dayWord.test(plain)
  const inTrip = planWord.test(plain)
  if (!hasTrip(context) && !inTrip && tripNamed(plain) === undefined && !/\bday \d\b/.test(plain)) return undefined
  if (weakAdd.test(clause.core)) {
    if (
      !day ||
      !hasTrip(context) ||
      /\b(?:instead|without)\b/.test(plain) ||
      /^(?:it|that|this|them)\b/.test(rest) ||
      /\b(?:plan|itinerary|schedule|trip|trips|list|tasks)\b/.test(rest)
    )
      return undefined
    return { intent: 'add_stop', score: 81, talk: () => add(clause, match[0].length, context) }
  }
  const score = day || inTrip ? 82 : context.referents.topic === 'task' ? 48 : 68
  return { intent: 'add_stop', score, talk: () => add(clause, match[0].length, context) }
}

const wishes =
  /\b(?:fit|squeeze|sneak|make (?:room|time|space)|find (?:us |me )?(?:an? |some )?(?:slot|time|room|space|gap)|schedule|reserve|block|set aside|pencil|want|wants|wanted|would like|'d like|like to|love|fancy|need|keep|leave|there's an?|there is an?|we have an?|we've got|meeting|meet|how about|what about|let's|throw|slip|pop|put|add|could|can we|book|booked|going to|have an?|have some|squash|cram|jam|in on|don't plan|off)\b/
const notToAdd =
  /\b(?:tasks?|to-dos?|remind|reminder|list|budget|expenses?|spent|paid|cost|costs|people|adults|travell?ers|trip|holiday|dates|itinerary|pace|currency|plugs?|weather|instead|longer|shorter|earlier|later|remove|delete|cancel|skip|drop|move|swap|cut|scrap|scratch|kill|bin|lose|ditch|without|forget|leave (?:on|at|from)|arrive|fly|flight|undo|priority|label|every)\b|[£$€]/
const questions =
  /^(?:what(?! about)|when|where|which|who|why|how(?! about)|is|are|do|does|did|was|were|will|have (?!an?\b|some\b)|has|show|tell|find (?!(?:us |me )?(?:an? |some )?(?:slot|time|room|space|gap)\b)|check|list|any|plan|mark|complete)\b/

/** What else sounds like something for a day of the trip: “make room for a nap after lunch on Friday”, “haircut before lunch on day 2”. */
const wishedFor: Family = (clause, context) => {
  const { plain } = clause.text
  const dates = context.referents.itinerary ?? context.referents.trip
  if (!hasTrip(context) || dates === undefined || notToAdd.test(plain) || questions.test(clause.core)) return undefined
  const [day] = readTripDays(plain, dates, context.calendar)
  if (placedStops(plain).some(({ start }) => /^(?:the|our|my|whatever|what|that) /.test(plain.slice(start))))
    return undefined
  if (day === undefined || day.outside || plain.split(' ').length > 26) return undefined
  const [first, second] = severalStops(clause.text, dates, context)
  const wish = newStop(second === undefined || first === undefined ? clause.text : first, dates, context)
  if (wish === undefined) return undefined
  const likely = clause.gist('add_stop')
  const plainDay = /\bday \d|\b(?:before|after) (?:lunch|dinner|breakfast)\b/.test(plain)
  const suggests = /^(?:how|what) about (?:an?|some|going|having|doing|visiting|seeing)\b/.test(clause.core)
  const score = wish.free
    ? 88
    : suggests || /^(?:on )?(?:day \d|(?:the )?\w+day(?: (?:morning|afternoon|evening|night))?) ?:/.test(plain)
      ? 98
      : wishes.test(plain)
        ? 66
        : plainDay
          ? 58
          : 38
  const ofTask = context.referents.topic === 'task' ? 15 : 0
  return { intent: 'add_stop', score: score + 10 * likely - ofTask, talk: () => addWished(clause, context) }
}

function* addWished(clause: Clause, context: Context): Talk<Reply> {
  const trip = yield* theTrip(clause.text.plain, context, { ask: true })
  const wish = newStop(clause.text, trip, context)
  return yield* addToTrip(clause.text, trip, context, wish?.name)
}

function* add(clause: Clause, from: number, context: Context): Talk<Reply> {
  const trip = yield* theTrip(clause.text.plain, context, { ask: true })
  const said = coreSlice(clause, from, clause.core.length)
    .replace(/ (?:to|into|in|on|onto) (?:the|my|our|that|this) (?:[\p{L}]+ )?(?:trip|itinerary|plan|schedule)\b/iu, '')
    .replace(/\bin on\b/i, 'on')
  const text = new Utterance(said)
  const slot = readSlot(text, trip, context)
  const corrects = /\b(?:actually|instead|rather|better)\b/i.test(new Utterance(context.message).plain)
  const there = !corrects || slot.day === undefined || slot.day.outside ? undefined : yield* stopNamed(slot.rest, trip)
  // “dinner on Thursday at 8” is of the dinner that is planned.
  const meal = trip.days
    .find(({ date }) => date === slot.day?.date)
    ?.stops.find(({ category }) => category === slot.rest.toLowerCase().replace('supper', 'dinner'))
  if (meal !== undefined && slot.day !== undefined && slot.time !== undefined)
    return yield* moveInTrip({ stop: meal, date: slot.day.date }, text, trip, context)
  // “actually, put the Louvre on Friday” is of the Louvre that is there.
  if (there !== undefined && there.score >= 0.85 && there.stop.place_id !== undefined && there.date !== slot.day?.date)
    return yield* moveInTrip(there, text, trip, context)
  return yield* addToTrip(text, trip, context)
}
