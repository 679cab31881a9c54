import { planTrip } from '../../../mcp/trips/contract.ts'
import { type Clause, type Context, coreSlice, type Family } from '../context.ts'
import { readDurations } from '../entities/durations.ts'
import { readMoney } from '../entities/money.ts'
import { readPace } from '../entities/pace.ts'
import { readTripDays, type TripDay } from '../entities/trip-day.ts'
import { call, type Reply, Say, type Talk } from '../talk.ts'
import { Utterance } from '../utterance.ts'
import { planSuggestions, planText } from '../wording/plan.ts'
import { addToTrip, severalStops } from './add-to-trip.ts'
import { moveInTrip } from './move-stop.ts'
import { newStop } from './new-stop.ts'
import { lengthenStop, readSlot, swapDays } from './stops.ts'
import { placedStops } from './stops-by-place.ts'
import { beginsLikeATask } from './task-words.ts'
import { bestStop, goodMatch, pointsBack, stopNamed } from './which-thing.ts'
import { hasTrip, theTrip, tripNamed } from './which-trip.ts'

const addVerb =
  /^(?:add|put|include|squeeze|fit|schedule|slot|pencil|stick|throw|pop|insert|book us into|we (?:also )?want to (?:see|visit|go to)|i (?:also )?want to (?:see|visit|go to)|visit|see|go to|do)\b(?: in)? ?/
const weakAdd = /^(?:visit|see|go to|do|we |i )/
const dayWord =
  /\b(?:day \d|(?:first|second|third|fourth|fifth|sixth|last|final|1st|2nd|3rd|\dth) (?:day|morning|afternoon|evening|night)|mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thu(?:rs)?(?:day)?|friday|fri|saturday|sunday|on (?:sat|sun)|\d{1,2}(?:st|nd|rd|th)|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{1,2}|\d{4}-\d\d-\d\d|after lunch|before lunch|first thing|in the (?:morning|afternoon|evening)|last thing)\b/
const planWord =
  /\b(?:to|into|in|on|onto) (?:the|my|our|that|this) (?:trip|itinerary|plan|schedule)\b|\bto (?:the|my|our) [\p{L} ]+ (?:trip|itinerary)\b/u

/** “add the Louvre on day 2 at 10”, “squeeze in the Colosseum on Saturday”. */
export const addStopFamily: Family = (clause, context) => addedByVerb(clause, context) ?? wishedFor(clause, context)

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

/** “swap day 2 and day 3”. */
export const swapFamily: Family = (clause, context) => {
  const { plain } = clause.text
  const crossed = crossedDays(plain, context)
  if (crossed !== undefined)
    return {
      intent: 'swap_days',
      score: 98,
      talk: function* () {
        return yield* swapDays(...crossed, yield* theTrip(plain, context, { ask: true }), context)
      },
    }
  if (
    !/\b(?:swap|switch|exchange|flip)\b|\bother way (?:a)?round\b|\b(?:change|trade) places\b/.test(plain) ||
    !(dayWord.test(plain) || /\bdays \d\b/.test(plain))
  )
    return undefined
  return { intent: 'swap_days', score: 88, talk: () => swap(clause, context) }
}

/** “do day 2 on Friday and day 3 on Thursday”: each on the other's. */
function crossedDays(plain: string, context: Context): [TripDay, TripDay] | undefined {
  const trip = context.referents.itinerary
  const [a, b, c, d] = trip === undefined ? [] : readTripDays(plain, trip, context.calendar)
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined
  return a.date === d.date && b.date === c.date && a.date !== b.date ? [a, b] : undefined
}

function* swap(clause: Clause, context: Context): Talk<Reply> {
  const trip = yield* theTrip(clause.text.plain, context, { ask: true })
  const plain = clause.text.plain
    .replace(/\bdays (\d+) (and|with|for) (\d+)/, 'day $1 $2 day $3')
    .replace(/\bday (\d+) (and|with|for|&) (\d+)\b/, 'day $1 $2 day $3')
  const [first, second] = readTripDays(plain, trip, context.calendar)
  if (first !== undefined && second !== undefined) return yield* swapDays(first, second, trip, context)
  throw new Say({
    text: 'Which two days should change places? Say, for example, “swap day 2 and day 3”.',
    suggestions: [],
  })
}

/** “spend two hours at the Prado”, “make the museum an hour longer”. */
export const stopLengthFamily: Family = (clause, context) => {
  const { plain } = clause.text
  if (!hasTrip(context)) return undefined
  const match =
    /^(?:spend|give|allow|make|stay|set) (?:us |me )?(?:(.+?) )?(?:about )?(\d+|an?|half an) ?(minutes?|hours?)(?: (?:at|in|for|to) (.+))?$/.exec(
      clause.core.replace(/[.!]+$/, ''),
    )
  if (match === null || /\b(?:later|earlier)\b/.test(plain)) return undefined
  const said = match[4] ?? match[1] ?? ''
  if (said === '' || /\b(?:remind|task)\b/.test(plain)) return undefined
  return {
    intent: 'update_stop',
    score: 70,
    talk: function* () {
      const trip = yield* theTrip(plain, context, { ask: true })
      const stop = pointsBack(said) ? pointedStop(context, trip) : bestStop(said, trip)
      if (stop === undefined || stop.score < goodMatch)
        throw new Say({ text: `I can’t find “${said}” in “${trip.title}”.`, suggestions: [] })
      const amount = match[2] === 'half an' ? 0.5 : /^an?$/.test(match[2] ?? '') ? 1 : Number(match[2])
      return yield* lengthenStop(stop, Math.round(amount * (match[3]?.startsWith('h') ? 60 : 1)), context)
    },
  }
}

/** The stop that “it” means, as it now stands in the trip. */
export function pointedStop(context: Context, trip: Parameters<typeof bestStop>[1]) {
  const known = context.referents.stop
  if (known === undefined) return undefined
  for (const day of trip.days) {
    const stop = day.stops.find(({ stop_id }) => stop_id === known.stop_id)
    if (stop !== undefined) return { stop, date: day.date, score: 1 }
  }
  return undefined
}

/** “plan the days”, “re-plan it”, “plan the other days anew”. */
export const replanFamily: Family = (clause, context) => {
  const { core } = clause
  const anew = /\b(?:again|anew|afresh|from scratch|all over|better|different(?:ly)?|new|fresh|another)\b/.test(core)
  if (
    !/^(?:re-?plan|re-?do|rearrange|reorder|reshuffle|shuffle|rework|rejig|plan|fill in|optimi[sz]e|reorgani[sz]e)\b/.test(
      core,
    ) &&
    !(
      anew &&
      /\b(?:days|itinerary|plan|schedule|order)\b/.test(core) &&
      /^(?:work out|sort|start|give|make|do|try|come up with|put|build|create|organi[sz]e)\b/.test(core)
    )
  )
    return undefined
  if (
    !/\b(?:these|those|my|our|all|whole|all the|different|better|fresh|another|new) (?:days|itinerary|plan|schedule|order)\b|\b(?:it|them|the (?:other |rest of the |whole |remaining )?(?:days|trip|itinerary|plan|route|order)|that trip|this trip|my trip|our trip|again|anew|afresh)\b/.test(
      core,
    )
  )
    return undefined
  if (!hasTrip(context) || /^re-?do (?:it|that)?[.! ]*$/.test(core) || /\b(?:a|new|another) trip\b/.test(core))
    return undefined
  return {
    intent: 'replan',
    score: anew || /\b(?:itinerary|days|plan|schedule)\b/.test(core) ? 97 : 82,
    talk: function* () {
      const trip = yield* theTrip(clause.text.plain, context, { ask: true })
      const pace = readPace(clause.text.plain)?.pace
      const planned = yield* call(planTrip, { trip_id: trip.trip_id, ...(pace !== undefined && { pace }) })
      return { text: planText(planned, [], context.env.profile), suggestions: planSuggestions(planned) }
    },
  }
}
