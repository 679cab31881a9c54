import type { TripDetail } from '../../../mcp/trips/contract.ts'
import { type Clause, type Context, coreSlice, type Family } from '../context.ts'
import { readDates } from '../entities/dates.ts'
import { everyPattern } from '../entities/repeats.ts'
import { readTimes } from '../entities/time-of-day.ts'
import { type Reply, Say, type Talk } from '../talk.ts'
import { Utterance } from '../utterance.ts'
import { changeTask, deleteTasks } from './change-task.ts'
import { pointedStop } from './edit-plan.ts'
import { moveInTrip } from './move-stop.ts'
import { removeSpending } from './remove-expense.ts'
import { readSlot, removeFromTrip, tidyName } from './stops.ts'
import type { StopOnDay } from './stops-by-name.ts'
import { stopsMeant } from './which-stop.ts'
import { knownTask } from './which-task.ts'
import {
  allTasks,
  bestTask,
  currentTrip,
  type FoundStop,
  goodMatch,
  mentionedStop,
  pointsBack,
  stopNamed,
} from './which-thing.ts'
import { hasTrip, nextTrip, theTrip } from './which-trip.ts'

const removeVerb =
  /^(?:delete|remove|scrap|drop|get rid of|cancel|skip|lose|ditch|bin|forget(?: about)?|cross (?:off|out)|cross|strike|erase|clear|leave out|cut|chuck(?: out)?|throw out|trash|nix|axe|take off|take out|(?:don't|do not) want(?! to\b)|(?:i|we)(?:'d| would)? (?:don't|do not|no longer|rather not)(?: want| need| fancy)?(?: to (?:see|visit|go to|do)\b|(?! to\b)))\b ?/
const everySo = new RegExp(everyPattern, 'u')
const takeOut = /\b(?:take|leave|cut|cross|strike|drop|get|kick|throw) (.+?) (?:out|off|away)\b/

/** “remove the Colosseum”, “get rid of the last one”, “take it out”: what it is, the words or the data decide. */
export const removeNamedFamily: Family = (clause, context) => {
  const { core } = clause
  const { plain } = clause.text
  const out = takeOut.exec(core)
  const verb = removeVerb.exec(core)
  if (out === null && verb === null) return undefined
  // “take the bins out every other Thursday” is something to do.
  if (everySo.test(plain) && !taskWord.test(plain)) return undefined
  if (
    /\b(?:booking|reservation|flight|hotel|subscription|order|account)\b/.test(plain) &&
    !/\btask|reminder|to-do\b/.test(plain) &&
    !hasTrip(context) &&
    context.referents.tasks.length === 0
  )
    return undefined
  const name =
    out !== null
      ? coreSlice(
          clause,
          out.index + out[0].indexOf(out[1] ?? ''),
          out.index + out[0].indexOf(out[1] ?? '') + (out[1]?.length ?? 0),
        )
      : coreSlice(clause, verb?.[0].length ?? 0, core.length)
  return { intent: intentOfRemoval(plain, name, context), score: 76, talk: () => remove(name, plain, context) }
}

const taskWord =
  /\b(?:tasks?|to-dos?|to do|reminders?|(?:off|from) (?:my|the) (?:to-do |to do |shopping |task )?list)\b/
const stopWord =
  /\b(?:stop|(?:from|off|out of) (?:the|my|our) (?:trip|itinerary|plan|schedule|day)|(?:from|on) day \d|from (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/
const expenseWord = /\b(?:expenses?|payments?|spending|cost)\b/

function intentOfRemoval(plain: string, name: string, context: Context): string {
  const { referents } = context
  if (expenseWord.test(plain)) return 'remove_expense'
  if (taskWord.test(plain)) return 'delete_task'
  if (stopWord.test(plain)) return 'remove_stop'
  if (!hasTrip(context) && context.referents.tasks.length > 0) return 'delete_task'
  return pointsBack(name.toLowerCase()) && referents.topic === 'task' ? 'delete_task' : 'remove_stop'
}

function* remove(said: string, plain: string, context: Context): Talk<Reply> {
  const name = cleaned(said)
  const { topic } = context.referents
  const pointed = pointsBack(name.toLowerCase())
  if (expenseWord.test(plain) || (pointed && topic === 'expense')) return yield* removeSpending(plain, context)
  if (taskWord.test(plain) || (pointed && topic === 'task')) return yield* deleteTasks(name, plain, context)
  if (pointed && hasTrip(context)) {
    const trip = yield* theTrip(plain, context)
    const stop = spokenStop(context.message, trip, context) ?? pointedStop(context, trip)
    if (stop !== undefined) return yield* removeFromTrip(stop, context)
  }
  if (stopWord.test(plain)) {
    const trip = yield* theTrip(plain, context)
    return yield* removeFromTrip(yield* requireStop(name, trip, context), context)
  }
  const found = yield* findNamed(name, context)
  if (found.kind === 'stop') return yield* removeFromTrip(found.stop, context)
  if (found.kind === 'task') return yield* deleteTasks(name, plain, context)
  throw notFound(name, found.trip)
}

/** The stop that a message speaks of besides pointing at it: “the queue at the Prado is long, take it out”. */
function spokenStop(message: string, trip: TripDetail, context: Context): Pick<StopOnDay, 'stop'> | undefined {
  const { references } = stopsMeant(new Utterance(message).plain, trip, context)
  const [only] = references.filter(({ how }) => how !== 'pointing')
  const stop = references.length === 1 && only?.stops.length === 1 ? only.stops[0]?.stop : undefined
  return stop === undefined ? mentionedStop(message, trip) : { stop }
}

/** A name without the reason that follows it and the words around it. */
function cleaned(said: string): string {
  return tidyName(
    said
      .replace(/^([^,]+), (?!.*\band\b)(?=.* ).*$/, '$1')
      .replace(/^([^,]+), (?:too|not|so|no|very|way|really)\b.*$/i, '$1')
      .replace(
        /,? (?:(?:we|i|they|he|she|it)(?:'ve|'re|'s|'ll|'d)?(?= )|because|since|as we|as i|thanks|cheers|please|now|after all|any ?more|again|instead|altogether|completely|for now)\b.*$/i,
        '',
      )
      .replace(
        / (?:off|from|out of|on|in) (?:(?:my|the|our|that|this) )?(?:to-?do |to do |task |shopping )?(?:list|trip|plan|itinerary|schedule|expenses|tasks)\b.*$/i,
        '',
      )
      .replace(/ (?:on|from) (?:day \w+|the \w+ day|\w+day)$/i, '')
      .replace(
        /^(?:the |my |that |this |a )?(?:tasks?|to-?dos?|reminders?|stops?|visit|item|expenses?)(?: (?:called|named|about|to|for|at|of|saying|that says|on))? /i,
        '',
      ),
  )
    .replace(/ (?:tasks?|to-?do|reminder|stop|visit|one|item|expense|thing)$/i, '')
    .replace(/^(?:the|my|our|that|this) (?!last|first|second|one\b|task|stop)/i, '')
}

function* requireStop(name: string, trip: TripDetail, context: Context): Talk<FoundStop> {
  if (pointsBack(name.toLowerCase())) {
    const stop = pointedStop(context, trip)
    if (stop !== undefined) return stop
  }
  const slot = readSlot(new Utterance(name), trip, context)
  const stop = yield* stopNamed(slot.rest === '' ? name : slot.rest, trip, slot.day?.date ?? context.referents.day)
  if (stop === undefined || stop.score < goodMatch) throw notFound(name, trip)
  return stop
}

type Named =
  | { kind: 'stop'; stop: FoundStop; trip: TripDetail }
  | { kind: 'task' }
  | { kind: 'nothing'; trip: TripDetail | undefined }

/** Whether a name means a stop of the trip talked about or an open task: whichever is named better, what was talked about on a draw. */
function* findNamed(name: string, context: Context): Talk<Named> {
  const { topic } = context.referents
  const trip = yield* tripOrNext(context)
  const stop = trip === undefined ? undefined : yield* stopNamed(name, trip, context.referents.day)
  const stopScore = stop?.score ?? 0
  const task = stopScore >= 0.98 && topic !== 'task' ? undefined : bestTask(name, yield* allTasks('pending'))
  const taskScore = task?.score ?? 0
  const lead = topic === 'task' ? -0.1 : 0.1
  if (stop !== undefined && trip !== undefined && stopScore >= goodMatch && stopScore + lead >= taskScore)
    return { kind: 'stop', stop, trip }
  if (taskScore >= goodMatch) return { kind: 'task' }
  return { kind: 'nothing', trip }
}

/** The trip talked about, else the next one to come. */
function* tripOrNext(context: Context): Talk<TripDetail | undefined> {
  const trip = yield* currentTrip(context)
  if (trip !== undefined || context.referents.topic === 'task') return trip
  return (yield* nextTrip(context)) === undefined ? undefined : yield* currentTrip(context)
}

function notFound(name: string, trip: TripDetail | undefined): Say {
  const where = trip === undefined ? 'among your tasks' : `in “${trip.title}” or among your tasks`
  return new Say({
    text:
      name === ''
        ? 'What do you mean? Name it, and I will do it.'
        : `I can’t find “${name}” ${where}, so I have not changed anything.`,
    suggestions: trip === undefined ? ['Show my tasks'] : ['Show the itinerary', 'Show my tasks'],
  })
}

const moveVerb =
  /^(?:move|shift|push(?: back)?|reschedule|put|change|switch|bring(?: forward)?|postpone|delay|swap|make|have|do|let's do|visit|see|go to|bump)\b ?/
const target =
  /\b(?:to|on|at|until|for|till|before|after|earlier|later|forward|back|instead|in the (?:morning|afternoon|evening)|first thing|last thing|by)\b|\btomorrow\b|\bday \d/

/** “move the Louvre to day 3”, “move dentist to friday”, “make that Tuesday instead”. */
export const moveNamedFamily: Family = (clause, context) => {
  const { core } = clause
  const { plain } = clause.text
  const verb = moveVerb.exec(core)
  if (verb === null || !target.test(plain)) return undefined
  if (/\b(?:priority|urgent|name|title|budget|currency|pace|interests?|how|label)\b/.test(plain)) return undefined
  if (
    /\b(?:whole|entire) (?:trip|thing)|^\w+ (?:everything|it all|all of it|things|the dates?|the days|us)\b|^\w+ (?:the|my|our) (?:[\p{L}]+ )?(?:trip|holiday|dates)\b/u.test(
      core,
    )
  )
    return undefined
  const soft = /^(?:make|have|do|put|visit|see|go to|let's do)\b/.test(core)
  const when =
    readDates(plain, context.calendar).length > 0 ||
    readTimes(plain).length > 0 ||
    /\bday \d|\b(?:first|second|third|fourth|fifth|last) day|after lunch|first thing|morning|afternoon|evening|later|earlier|forward|back\b/.test(
      plain,
    )
  if (!when) return undefined
  if (soft && !/\binstead\b/.test(plain) && !/^(?:make|do|have|put|visit|see) (?:it|that|this)\b/.test(core))
    return undefined
  const rest = coreSlice(clause, verb[0].length, core.length)
  const { topic } = context.referents
  const back = /^(?:it|that|this|that one|the last one|them)\b/.test(core.slice(verb[0].length))
  if (
    back &&
    topic === 'trip' &&
    !/\b(?:day \d|(?:first|second|third|fourth|fifth|last) day|morning|afternoon|evening|lunch)\b/.test(plain) &&
    context.referents.stop === undefined
  )
    return undefined
  if (back && (topic === 'none' || topic === 'budget') && !hasTrip(context)) return undefined
  // “put yoga on Thursday instead” is new where nothing of that name is known.
  if (soft && !back && !hasTrip(context) && knownTask(plain, context) === undefined) return undefined
  const task = taskWord.test(plain) || (back && topic === 'task')
  return { intent: task ? 'update_task' : 'move_stop', score: 79, talk: () => move(rest, back, clause, context) }
}

function* move(rest: string, back: boolean, clause: Clause, context: Context): Talk<Reply> {
  const { plain } = clause.text
  const { topic } = context.referents
  if (taskWord.test(plain) || (back && topic === 'task')) return yield* changeTask(rest, plain, context)
  const trip = yield* tripOrNext(context)
  if (trip !== undefined) {
    const slot = readSlot(new Utterance(rest), trip, context)
    const name = cleaned(
      slot.rest.replace(
        /\b(?:a |one |an |\d+ )?(?:days?|hours?|minutes?) (?:later|earlier)\b|\b(?:later|earlier|forward|back)\b/gi,
        '',
      ),
    )
    if (back || pointsBack(name.toLowerCase())) {
      const stop = pointedStop(context, trip)
      if (stop !== undefined) return yield* moveInTrip(stop, new Utterance(rest), trip, context)
    } else {
      const sourceDay = /\bfrom\b/.test(plain) ? undefined : context.referents.day
      const stop = yield* stopNamed(name, trip, sourceDay)
      const task =
        stop !== undefined && stop.score >= 0.95 && topic !== 'task'
          ? undefined
          : bestTask(name, yield* allTasks('pending'))
      const stopScore = (stop?.score ?? 0) + (topic === 'task' ? -0.1 : 0.1)
      if (stop !== undefined && stop.score >= goodMatch && stopScore >= (task?.score ?? 0))
        return yield* moveInTrip(stop, new Utterance(rest), trip, context)
      if (task === undefined || task.score < goodMatch) throw notFound(name, trip)
    }
  }
  return yield* changeTask(rest, plain, context)
}
