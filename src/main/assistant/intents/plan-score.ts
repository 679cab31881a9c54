import type { Clause, Context } from '../context.ts'
import { everyPattern } from '../entities/repeats.ts'
import { readTripRequest, type TripRequest } from '../entities/trip-request.ts'
import { wantsOtherThanPlan } from './not-a-plan.ts'
import { beginsLikeATask } from './task-words.ts'
import { hasTrip } from './which-trip.ts'

const planVerb =
  /^(?:re)?(?:plan|organi[sz]e|arrange|put together|sort(?: me| us)?(?: out)?|create|make|build|design|draw up|suggest|set up|prepare|draft|map out|sketch|come up with|(?:give|get|find|do|fix|set|sort|book) (?:me|us)(?: up)?(?: with)?|start planning|begin planning|need|want)\b/
const tripWord =
  /\b(?:trips?|holidays?|vacations?|getaways?|itinerar(?:y|ies)|breaks?|weekends?|city ?breaks?|honeymoon|journey|visit|stay|tour|days?|nights?|weeks?|fortnight|escape|travel|roadtrip|road trip)\b/
/** Verbs that begin a task and a wish to travel alike. */
const tripVerb =
  /^(?:plan|find|get|make|do|go|take|visit|see|arrange|organi[sz]e|sort|prepare|start|show|give|set up|look|choose|drop|bring|drive|fly|schedule|put|let)\b/
const wishToGo =
  /\b(?:(?:want|like|love|thinking|dreaming|fancy|planning|going|hoping|looking|need|keen|dying|plan|decided|thought)\b[a-z ']{0,30}\b(?:go(?:ing)?|visit(?:ing)?|travel(?:l?ing)?|fly(?:ing)?|trip|holiday|vacation|getaway|see(?:ing)?|explore|exploring|spend(?:ing)?|weekend|break|away|escape|head(?:ing)?)\b|(?:go(?:ing)?|off|heading|flying|travelling|away|take (?:me|us)|taking (?:me|us)) to\b|^(?:let's |we )?(?:go|visit|see|spend|explore|travel|do|fancy|take)\b|make travel|(?:we|i)'?(?:ll|re|m| will| are| am) (?:be )?(?:in|going|visiting|off|heading|travelling|spending|flying))/

/** How sure it is that a clause asks for a trip to be planned, 0 to 100. */
export function planScore(clause: Clause, context: Context): number {
  const request = readTripRequest(clause.text, context.calendar, context.env.profile.currency)
  const byWords = scoreOfWords(clause, context, request)
  return Math.max(byWords, scoreOfSense(clause, context, request))
}

/** A clause whose words sound like planning, in whatever form, counts where it names what a trip needs. */
function scoreOfSense(clause: Clause, context: Context, request: TripRequest): number {
  const likely = clause.gist('plan_trip')
  const { plain } = clause.text
  if (likely < 0.3 || notPlanned.test(plain) || again.test(plain)) return 0
  const strong = request.places.some(({ weight }) => weight === 3)
  const place = request.places.some(({ weight }) => weight >= 2)
  const range = request.whens.some(({ kind }) => kind === 'range' || kind === 'weekend')
  const lasting = request.durations.length > 0 || range || request.weekend
  const time = request.whens.length > 0 || lasting
  const spans = range || request.whens.filter(({ kind }) => kind === 'day').length === 2
  if (likely < 0.4) return place && spans && !hasTrip(context) && !beginsLikeATask(clause.core) ? 45 : 0
  if (hasTrip(context)) return strong && lasting && !hasReference(plain) && likely >= 0.7 ? 52 : 0
  // Before there is a trip, nothing else is said with a place and a time.
  if (place && time) return likely >= 0.8 ? 72 : 58
  if (time && request.places.length > 0 && likely >= 0.6) return 55
  if (place && likely >= 0.7) return 46
  return lasting && likely >= 0.8 && !asksSomething.test(plain) ? 40 : 0
}

/** “take vitamins every day”: nobody travels again and again. */
const again = new RegExp(`${everyPattern}(?! (?:full|packed|busy|filled|crammed))`, 'u')
/** Words of wishes that name places and times too, but never ask for a plan. */
const notPlanned =
  /\b(?:remind(?:er)?|tasks?|to-dos?|expenses?|spent|paid|undo|redo|convert|exchange rate|plug|adapter|adaptor|emergency|tipping|translate|forecast|visa|holidays? in|public holidays?|time is it|time zone|how far|distance|airports?|not (?:going|travelling|visiting)|no longer|called off|yesterday)\b|^(?:please |can you |could you )*(?:delete|remove|cancel|duplicate|copy|rename|move|add|put(?! (?:me|us) down)|mark|complete|show(?! (?:me|us) (?:a|what|how)\b)|list|book(?! (?:me|us) (?:a|\d))|buy|check)\b/
const asksSomething = /^(?:is|are|was|does|do|did|has|have|when|who|which)\b/

function scoreOfWords(clause: Clause, context: Context, request: TripRequest): number {
  const { plain } = clause.text
  if (wantsOtherThanPlan(clause) || (again.test(plain) && request.places.every(({ weight }) => weight < 3))) return 0
  const duty = clause.core.replace(
    /^(?:i|we)(?: also| really| still)? (?:need|have|must|should|ought|'ve got|have got|got)(?: to)? /,
    '',
  )
  if (beginsLikeATask(duty) && !tripVerb.test(duty) && !tripWord.test(plain)) return 0
  if (hasTrip(context) && request.pace !== undefined && !request.places.some(({ weight }) => weight === 3)) return 0
  const time = request.whens.length > 0 || request.durations.length > 0 || request.weekend
  const place = request.places.some(({ weight }) => weight >= 2) || (time && request.places.length > 0)
  const verb = planVerb.test(clause.core)
  const trip = tripWord.test(plain)
  // “stretch it to a week” is about the trip there is.
  if (hasTrip(context) && hasReference(plain) && !request.places.some(({ weight }) => weight === 3)) return 0
  if (verb && trip && !/\b(?:task|to-do|list|budget|reminder|expense|packing)\b/.test(plain))
    return place || !hasReference(plain) ? 80 : 0
  if (/^put (?:something|it|one|an? (?:plan|trip|itinerary)) together\b/.test(clause.core))
    return place || trip ? 78 : 64
  if (wishToGo.test(clause.core) && (place || trip)) return 75
  if (/\bplan\b/.test(clause.core) && (place || /\bsomething\b/.test(plain))) return 75
  if (/\bneed a (?:holiday|vacation|break|getaway|trip)\b/.test(plain)) return 70
  if (request.origin !== undefined && place && request.whens.length > 0 && !/\?\s*$/.test(plain)) return 78
  if (place && time && trip) return 70
  if (place && (request.durations.length > 0 || request.whens.some(({ kind }) => kind !== 'day') || request.weekend))
    return 66
  if (place && time && (request.travellers !== undefined || request.budget !== undefined)) return 62
  if (place && request.whens.length > 0 && request.places[0]?.weight === 2 && clause.core.split(' ').length <= 7)
    return 45
  if (
    trip &&
    !hasTrip(context) &&
    (request.weekend || request.durations.length > 0) &&
    clause.core.split(' ').length <= 5
  )
    return 52
  if (place && /^what (?:would|could|might)\b/.test(clause.core)) return 70
  return 0
}

/** Words that point at a trip there already is. */
const hasReference = (plain: string): boolean =>
  /\b(?:it|that trip|this trip|the trip|my trip|our trip|the plan|the itinerary)\b/.test(plain)
