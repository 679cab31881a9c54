import { deleteTrip, duplicateTrip, listTrips } from '../../../mcp/trips/contract.ts'
import type { Clause, Context, Family } from '../context.ts'
import { call, type Reply, Say, type Talk } from '../talk.ts'
import { readNewDates } from '../trip-fields/dates.ts'
import { Refused } from '../trip-fields/trip-now.ts'
import { dateSpan } from '../wording/formats.ts'
import { counted } from '../wording/sentences.ts'
import { hasTrip, theTrip, tripNamed, whichTrip } from './which-trip.ts'

const listWords =
  /\b(?:(?:list|show(?: me)?|see|view|display|give me|tell me|what|which|any|how many|do i have|have i got|have we got)\b.*\b(?:trips|holidays|travels|travel plans|vacations|getaways)\b|\bwhat(?:'s| is) (?:coming up|next)\b.*\btrip|my trips\b|^(?:all )?(?:my |our )?(?:upcoming |past |planned |future )?trips[?.! ]*$|\bany (?:upcoming |planned )?(?:trips?|holidays?)\b(?!.*\b(?:to|in)\b)|where am i (?:going|travelling) (?:next|this year)|where (?:all )?(?:are|am|is) (?:we|i)(?: all)? (?:off to|going|headed|travelling|heading|flying)\b.*\b(?:next|this|coming) |\bwhat (?:holidays|trips) |\b(?:which|what) (?:trip|holiday) (?:is|comes|do (?:i|we) have|have (?:i|we)(?: got)?) (?:next|coming|first|up)\b|\b(?:when|what)(?:'s| is) (?:my|our) next (?:trip|holiday)\b|\beverything (?:i|we)(?:'ve| have)? (?:got )?planned\b.*\b(?:travel|trips?|holidays?)\b|\ball (?:my|our) travels?\b)/

/** Lists trips. */
export const listTripsFamily: Family = (clause, context) => {
  const { plain } = clause.text
  if (remove.test(clause.core)) return undefined
  if (
    !listWords.test(plain) ||
    /\b(?:public|bank|national|school|religious) holidays?\b|\bholidays? (?:while|during|when)\b/.test(plain)
  )
    return undefined
  return { intent: 'list_trips', score: 84, talk: () => list(clause, context) }
}

function* list(clause: Clause, context: Context): Talk<Reply> {
  const past = /\b(?:past|previous|old|been on|earlier|last year)\b/.test(clause.text.plain)
  const all = /\b(?:all|every)\b/.test(clause.text.plain)
  const { trips } = yield* call(listTrips, past ? { when: 'past' } : all ? {} : { when: 'upcoming' })
  if (trips.length === 0) {
    return {
      text: past ? 'There are no past trips.' : 'You have no trips planned yet. Tell me where you would like to go.',
      suggestions: ['Plan a weekend in Lisbon in May'],
    }
  }
  const { locale } = context.env.profile
  const lines = trips
    .slice(0, 10)
    .map(
      (trip) =>
        `- **${trip.title}** · ${[...new Set(trip.destinations.map(({ place }) => place))].join(', ')} · ${dateSpan(trip.start_date, trip.end_date, locale)}`,
    )
  const head = past
    ? `You have been on ${counted(trips.length, 'trip')}:`
    : `You have ${counted(trips.length, 'trip')}${all ? '' : ' coming up'}:`
  return {
    text: [head, '', ...lines].join('\n'),
    suggestions: trips.length === 1 ? ['What is on day 1?', 'What will it cost?'] : [],
  }
}

const remove =
  /\b(?:delete|remove|cancel|scrap|drop|get rid of|bin|erase|throw\b.{0,20}\b(?:out|away)|(?:don't|do not|no longer) need|take|forget(?: about)?|call off|ditch|trash|lose)\b/
const wholeTrip =
  /\b(?:the|my|our|that|this)? ?(?:whole |entire |[\p{L}' -]{2,30} )?(?:trip|holiday|vacation|itinerary|getaway|city break|weekend away)(?! (?:budget|expenses?|tasks?|notes?))\b|\btrip to\b/u

/** Deletes a whole trip. */
export const deleteTripFamily: Family = (clause, context) => {
  const { plain } = clause.text
  const pointer =
    remove.test(clause.core) &&
    /^\w+(?: \w+)? (?:it|that|this|the plan|everything)(?: (?:from|off|out of) my trips)?(?: please)?[.! ]*$/.test(
      clause.core,
    ) &&
    context.referents.topic === 'trip' &&
    hasTrip(context)
  const calledOff = /\b(?:we're|i'm|we are|i am) (?:not|no longer) going (?:to|on)\b.*\b(?:any ?more|trip)\b/.test(
    plain,
  )
  const named =
    remove.test(plain) &&
    wholeTrip.test(plain) &&
    !/\b(?:from|off|out of) (?:the|my|our|that|this)\b[^.]*\b(?:trip|itinerary|plan)|\b(?:days?|night|nights|stop|expense|task|reminder)\b/.test(
      plain,
    )
  const meant = oneOfSeveral(clause, context)
  const both =
    remove.test(clause.core) &&
    /\bboth (?:of (?:the|my|our|them) )?(?:trips|holidays)?\b/.test(clause.core) &&
    context.referents.trips.size === 2
  if (!named && !pointer && !calledOff && !meant && !both) return undefined
  return {
    intent: 'delete_trip',
    across: meant,
    score:
      meant || both ? 94 : pointer && onlyTheTrip(context) ? 97 : named ? 85 : /\bmy trips\b/.test(plain) ? 90 : 62,
    talk: () => (both ? removeBoth(context) : removeTrip(plain, context)),
  }
}

/** Whether the last thing done made the trip: then “delete it” means all of it, and not a change of it. */
const onlyTheTrip = ({ earlier, referents }: Context): boolean => {
  const writes = (earlier.at(-1)?.done ?? []).filter(({ outcome }) => outcome.ok && outcome.changeId !== undefined)
  return referents.stop === undefined && writes.length > 0 && writes.every(({ call }) => makesATrip.test(call.name))
}
const makesATrip = /^(?:plan|create|duplicate)_trip$/

/** “Get rid of the Rome one”, “Rome is off, take that trip off”: one of the trips by its place, with nothing else named. */
function oneOfSeveral({ text: { plain } }: Clause, { referents }: Context): boolean {
  if (!remove.test(plain) && !/\b(?:off|cancelled|out)\b/.test(plain)) return false
  if (
    !/\b(?:one|trip|holiday|vacation|getaway|break)\b/.test(plain) ||
    /\b(?:from (?!my trips)|in (?!the end)|stop|day|night|task|expense)\b/.test(plain)
  )
    return false
  const places = [...referents.trips.values()].flatMap((trip) => (trip.places.length === 1 ? trip.places : []))
  return places.some((place) =>
    new RegExp(
      `\\b${place.toLowerCase()}\\b.*${remove.source} (?:that|this)(?: one| trip| holiday)?[.! ]*$|\\b(?:the|my|our|that) ${place.toLowerCase()} (?:one|trip|holiday|vacation|getaway|break)\\b|^${place.toLowerCase()}\\b.*\\b(?:that|it|this)(?: (?:trip|holiday|one)\\b| (?:from|off|out of) my trips\\b)`,
    ).test(plain),
  )
}

function* removeBoth({ referents }: Context): Talk<Reply> {
  const gone: string[] = []
  for (const trip of [...referents.trips.values()])
    gone.push((yield* call(deleteTrip, { trip_id: trip.trip_id })).title)
  return {
    text: `Deleted the trips ${gone.map((title) => `**${title}**`).join(' and ')}. “Undo that” brings them back.`,
    suggestions: ['Undo that', 'Show my trips'],
  }
}

function* removeTrip(plain: string, context: Context): Talk<Reply> {
  const named = tripNamed(plain)
  const tripId = yield* whichTrip(plain, context, { ask: true })
  const known = context.referents.trips.get(tripId)
  if (named !== undefined && known !== undefined && !/^(?:whole|entire)/.test(named)) {
    const says = [known.title, ...known.places].some((name) =>
      name.toLowerCase().includes(named.toLowerCase().split(' ')[0] ?? ''),
    )
    if (!says)
      throw new Say({
        text: `I can’t find a trip called “${named}”, so I have not deleted anything.`,
        suggestions: ['Show my trips'],
      })
  }
  const gone = yield* call(deleteTrip, { trip_id: tripId })
  const tasks = gone.tasks_deleted === 0 ? '' : ` with its ${counted(gone.tasks_deleted, 'open task')}`
  const places = known === undefined ? '' : known.places.filter((place) => !gone.title.includes(place)).join(', ')
  return {
    text: `Deleted the trip **${gone.title}**${places === '' ? '' : ` (${places})`}${tasks}. “Undo that” brings it back.`,
    suggestions: ['Undo that', 'Show my trips'],
  }
}

const copyWords =
  /\b(?:duplicate|copy|clone|replicate)\b|\bmake (?:another|a second) (?:one|version)\b|\b(?:same|this|that) (?:trip|holiday|plan|thing) (?:once )?(?:again|once more)\b|\b(?:repeat|redo) (?:the|this|that|our|my) (?:[\p{L}]+ )?(?:trip|holiday)\b/u

/** “move the copy to September 6th” changes what was copied. */
const ofTheCopy =
  /^(?:move|shift|push|put|start|set|rename|call|make|change|plan|begin|name) (?:the|that|this|our) (?:copy|duplicate|new one|clone)\b/

/** Copies a trip, to another start date where one is named. */
export const duplicateTripFamily: Family = (clause, context) => {
  const { plain } = clause.text
  if (!copyWords.test(plain) || ofTheCopy.test(clause.core) || /\b(?:task|to-do|reminder|expense)\b/.test(plain))
    return undefined
  if (!hasTrip(context) && !/\btrip|holiday|itinerary|plan\b/.test(plain)) return undefined
  // “Duplicate it and start it on 1 September” says in its second half when the copy is.
  const across =
    /\b(?:and|but) (?:then )?(?:start|begin|make|have|put|move) (?:it|that)(?: start| begin)?(?: on| in| from| to)? (?:the )?\d/.test(
      plain,
    )
  return { intent: 'duplicate_trip', ...(across && { across }), score: 92, talk: () => duplicate(clause, context) }
}

function* duplicate(clause: Clause, context: Context): Talk<Reply> {
  const { plain } = clause.text
  const trip = yield* theTrip(plain, context, { ask: true })
  const dates = readNewDates(plain, trip, context)
  const start = dates === undefined || dates instanceof Refused ? undefined : dates.value.start_date
  const called = /\b(?:call(?:ed)?|name(?:d)?)(?: it)? "?([^"]+?)"?$/.exec(plain)
  const title =
    called === null
      ? undefined
      : clause.text
          .slice({ start: called.index + called[0].lastIndexOf(called[1] ?? ''), end: plain.length })
          .replace(/["'.]+$/g, '')
  const copy = yield* call(duplicateTrip, {
    trip_id: trip.trip_id,
    ...(start !== undefined && { start_date: start }),
    ...(title !== undefined && title !== '' && { title }),
  })
  return {
    text: `Made a copy of “${trip.title}”: **${copy.title}**, ${dateSpan(copy.start_date, copy.end_date, context.env.profile.locale)}. From here on “it” is the copy.`,
    suggestions: ['Move it a week later', 'Make it slower', 'Undo that'],
  }
}
