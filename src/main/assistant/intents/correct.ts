import { type Clause, type Context, clauseOf, type Family } from '../context.ts'
import { readDates } from '../entities/dates.ts'
import { readTimes } from '../entities/time-of-day.ts'
import { type Reply, Say, type Talk } from '../talk.ts'
import { Utterance } from '../utterance.ts'
import { changeTask, rephraseTask } from './change-task.ts'
import { changeTripFamily } from './change-trip.ts'
import { pointedStop } from './edit-plan.ts'
import { moveInTrip } from './move-stop.ts'
import { hasTrip, theTrip } from './which-trip.ts'

const denial = '(?:(?:no|nope|sorry|wait|oops|actually|hang on|hold on|my mistake|my bad|not that)[,.! ]+)'
const verb =
  "(?:i meant?|make (?:it|that)|(?:it|that|this)(?:'s| is| should be| must be| ought to be| begins?| starts?| was)|should (?:be|have been)|better|rather|(?:change|set|move|push|shift|put|bump|postpone|bring) (?:it|that|this|them)(?: (?:back|forward))?|(?:change|set|move|make) (?:the|its) (?:time|date|day|deadline|start)(?: of (?:it|that))?)"
const filler =
  '(?:,|now|actually|instead|then|rather|please|only|for|to|on|at|in|by|from|until|be|the|it|is|of|december|again|again please)'

/** “no, the 14th”, “no wait, day 3”, “it should be half five”: another day or time for what was just talked about. */
const correction = new RegExp(`^(?:${denial}*${verb}|${denial}+)[ ,]*(.*)$`)
const renaming = /^(?:(?:no|sorry|actually|oops)[, ]+)*(?:it |that )?(?:should|ought to) (?:say|read|be called) (.+)$/

/** Corrects what was just made or changed. */
export const correctFamily: Family = (clause, context) => {
  const { plain } = clause.text
  const { topic, changes } = context.referents
  if (changes.length === 0 || /\?\s*$/.test(plain)) return undefined
  const rename = renaming.exec(plain)
  if (rename !== null && topic === 'task') {
    const title = clause.text.slice({ start: plain.length - (rename[1] ?? '').length, end: plain.length })
    return {
      intent: 'update_task',
      score: 88,
      talk: () => rephraseTask('it', title.replace(/[.!"']+$/, ''), plain, context),
    }
  }
  const match = correction.exec(plain)
  if (match === null) return undefined
  const said = (match[1] ?? '').replace(/[.! ]+$/, '')
  if (!onlyWhen(said, context)) return undefined
  const talk = fitting(said, clause, context)
  return talk === undefined ? undefined : { intent: topic === 'task' ? 'update_task' : 'correct', score: 88, talk }
}

/** Whether words say a day or time and hardly anything else. */
function onlyWhen(said: string, { calendar }: Context): boolean {
  const spans = [...readDates(said, calendar), ...readTimes(said)]
  const days = [
    ...said.matchAll(
      /\bday \d+\b|\b(?:first|second|third|fourth|fifth|last) day\b|\bin the (?:morning|afternoon|evening)\b/g,
    ),
  ]
  if (spans.length + days.length === 0) return false
  let rest = said
  for (const { start, end } of spans) rest = rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end)
  for (const day of days) rest = rest.replace(day[0], ' ')
  return rest.replace(new RegExp(`(?<![a-z])${filler}(?![a-z])`, 'g'), ' ').trim() === ''
}

function fitting(said: string, clause: Clause, context: Context): (() => Talk<Reply>) | undefined {
  const { topic } = context.referents
  if (topic === 'task') return () => changeTask(`it to ${said}`, clause.text.plain, context)
  if (topic === 'stop' && context.referents.stop !== undefined) return () => moveStopTo(said, clause, context)
  if (topic === 'trip' && hasTrip(context) && readTimes(said).length === 0 && !/\bday \d/.test(said))
    return changeTripFamily(clauseOf(`move the trip to ${said.replace(/^(?:on|to|from) /, '')}`), context)?.talk
  return undefined
}

function* moveStopTo(said: string, clause: Clause, context: Context): Talk<Reply> {
  const trip = yield* theTrip(clause.text.plain, context)
  const stop = pointedStop(context, trip)
  if (stop === undefined) throw new Say({ text: 'Which stop do you mean?', suggestions: ['Show the itinerary'] })
  return yield* moveInTrip(stop, new Utterance(said), trip, context)
}
