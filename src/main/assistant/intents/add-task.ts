import { addTask, parseTask } from '../../../mcp/tasks/contract.ts'
import { addDays, Temporal } from '../../../shared/dates.ts'
import type { InputOf } from '../../../shared/tool.ts'
import type { Clause, Context, Family } from '../context.ts'
import { count } from '../entities/days.ts'
import { call, type Reply, Say, type Talk } from '../talk.ts'
import { moment } from '../wording/formats.ts'
import { recurrenceText } from '../wording/recurrence.ts'
import { readTaskMarks } from './task-fields.ts'
import { forTaskGrammar } from './task-grammar.ts'
import { splitTasks } from './task-list.ts'
import { readTaskRequest, type TaskRequest } from './task-request.ts'
import { currentTrip } from './which-thing.ts'
import { hasTrip } from './which-trip.ts'

/** “a week before we go, remind me to …” */
const anchorWords =
  /\b(?:(\d+|an?|one|1|a couple of|a few|the) )?(day|week|month)s? (before|after|prior to)(?: (?:we|i) (?:go|leave|travel|fly|set off|depart|get back|come back|return|are back)| (?:the|my|our) (?:[\p{L}]+ )?(?:trip|holiday|flight|departure|vacation)(?: starts| begins| ends)?| departure| leaving| going| (?:we|i) get (?:home|back)| that| travel(?:l?ing)?)?\b/u
/** Adds tasks: “remind me to …”, “add … to my list”, several in one sentence too. */
export const addTaskFamily: Family = (clause, context) => {
  const request = readTaskRequest(clause, context)
  if (request === undefined) return undefined
  return { intent: 'add_task', score: request.score, talk: () => add(request, clause, context) }
}

function* add({ said, several, count: announced }: TaskRequest, clause: Clause, context: Context): Talk<Reply> {
  if (said.trim() === '') throw nothingNamed('')
  // “a week before we go” counts from the trip.
  const anchored = anchorWords.exec(clause.whole.plain)
  const tripNeeded =
    anchored !== null &&
    anchored[0] !== '' &&
    /\b(?:go|leave|travel|fly|set off|depart|trip|holiday|flight|departure|vacation|leaving|going|back|return|that|home)\b/.test(
      anchored[0],
    )
  const forTrip = /\bfor (?:the|my|our|that|this) (?:[\p{L}]+ )?(?:trip|holiday)\b/iu
  const trip = tripNeeded || (forTrip.test(said) && hasTrip(context)) ? yield* currentTrip(context) : undefined
  const eve = anchored === null || tripNeeded ? undefined : dayBeforeStop(anchored, clause, context)
  const lines: string[] = []
  for (const piece of splitTasks(stripped(said), several ?? false, announced, context)) {
    const task = yield* read(
      piece,
      clause,
      eve === undefined ? anchored : null,
      tripNeeded ? trip : undefined,
      forTrip.test(said) ? trip?.trip_id : undefined,
      context,
    )
    const added = yield* call(
      addTask,
      eve === undefined ? task : { ...task, title: withoutAnchor(task.title), due: eve },
    )
    const due = added.due === undefined ? '' : `, due ${moment(added.due, context.env.profile.locale)}`
    const anchorNote = task.anchor === undefined ? '' : ` (moves with “${trip?.title ?? 'the trip'}”)`
    const repeat = added.recurrence === undefined ? '' : `, ${recurrenceText(added.recurrence)}`
    const priority = added.priority === 1 ? ', top priority' : ''
    const reminder =
      task.remind_at === undefined
        ? ''
        : `, with a reminder on ${moment(localTime(task.remind_at, context), context.env.profile.locale)}`
    lines.push(`**${added.title}**${due}${anchorNote}${repeat}${priority}${reminder}`)
  }
  const [only] = lines
  return {
    text:
      lines.length === 1 && only !== undefined
        ? `Added to your list: ${only}.`
        : ['Added to your list:', '', ...lines.map((line) => `- ${line}`)].join('\n'),
    suggestions: ['Show my tasks', 'Undo that'],
  }
}

/** “remind me to buy flowers the day before”, once a stop was talked about: the day that many days before it. */
function dayBeforeStop(anchored: RegExpExecArray, clause: Clause, { referents }: Context): string | undefined {
  const { stop } = referents
  const last = clause.whole.plain.slice(anchored.index + anchored[0].length)
  if (stop === undefined || /\p{L}/u.test(last) || !/(?:before|after)$/.test(anchored[0].trim())) return undefined
  return addDays(stop.date, anchorDays(anchored).days)
}

const withoutAnchor = (title: string): string =>
  title.replace(/,? (?:the|an?|one|\d+|a couple of) (?:day|week|month|night)s?(?: (?:before|after))?$/i, '')

/** An instant as a local date-time of the user. */
const localTime = (instant: string, { env }: Context): string =>
  Temporal.Instant.from(instant)
    .toZonedDateTimeISO(env.profile.timezone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })

/** What remains of a task's words without the anchor and the politeness. */
function stripped(said: string): string {
  return said
    .replace(/\s+(?:for me|please|pls|plz|thanks|thank you|cheers|ok)[.! ]*$/i, '')
    .replace(/\s+instead[.! ]*$/i, '')
    .replace(/^(?:that )?(?:i|we) (?:need|have) to /i, '')
    .replace(/ (?:to|on|onto) (?:my|the) (?:to-?do |to do |task |shopping )?list\b/i, '')
}

function* read(
  said: string,
  clause: Clause,
  anchored: RegExpExecArray | null,
  trip: { trip_id: string; start_date: string; end_date: string } | undefined,
  tripId: string | undefined,
  context: Context,
): Talk<InputOf<typeof addTask>> {
  const { env } = context
  const marks = readTaskMarks(said)
  let { text } = marks
  const quoted = /^["']([^"']{2,120})["'][,.;]? ?(.*)$/.exec(text.replace(/[“”]/g, '"'))
  if (quoted !== null) text = `task ${quoted[2]}`
  const days = anchored === null || trip === undefined ? undefined : anchorDays(anchored)
  if (days !== undefined) text = text.replace(new RegExp(anchorWords.source, 'iu'), ' ').replace(/\s+/g, ' ').trim()
  const parsed = yield* call(parseTask, {
    text: forTaskGrammar(text === '' ? said : text, context),
    now: env.now.toString(),
    timezone: env.profile.timezone,
    locale: env.profile.locale,
  })
  const title = quoted?.[1] ?? tidyTitle(parsed.title, parsed.due !== undefined)
  if (title === '' || /^(?:it|that|this|something|me|(?:tomorrow|today|tonight|later|(?:on )?\w+day))$/i.test(title))
    throw nothingNamed(said)
  const asked = /\b(?:urgent|top[- ]priority|high[- ]priority) (?:task|to-?do|reminder|item)\b/.test(clause.text.plain)
    ? 1
    : /\bimportant (?:task|to-?do|reminder|item)\b/.test(clause.text.plain)
      ? 2
      : undefined
  const level = marks.priority ?? parsed.priority ?? asked
  const labels = [
    ...new Set([
      ...marks.labels,
      ...(parsed.labels ?? []),
      ...(parsed.project === undefined ? [] : [parsed.project.replace(/^"|"$/g, '')]),
    ]),
  ]
  return {
    title,
    ...(parsed.description !== undefined && parsed.description !== '' && { description: parsed.description }),
    ...(days !== undefined && trip !== undefined
      ? {
          anchor: { trip_id: trip.trip_id, relative_to: days.to, days: days.days },
          trip_id: trip.trip_id,
          due: addDays(days.to === 'start' ? trip.start_date : trip.end_date, days.days),
        }
      : parsed.due !== undefined && {
          due: parsed.due,
          ...(parsed.due_timezone !== undefined && { due_timezone: parsed.due_timezone }),
        }),
    ...(parsed.recurrence !== undefined && { recurrence: parsed.recurrence }),
    ...(parsed.recur_from_completion !== undefined && { recur_from_completion: parsed.recur_from_completion }),
    ...(level !== undefined && { priority: level }),
    ...(labels.length > 0 && { labels }),
    ...(parsed.duration_minutes !== undefined && { duration_minutes: parsed.duration_minutes }),
    ...(parsed.remind_at !== undefined && { remind_at: parsed.remind_at }),
    ...(tripId !== undefined && { trip_id: tripId }),
  }
}

function anchorDays(match: RegExpExecArray): { days: number; to: 'start' | 'end' } {
  const [whole, amount, unit = 'day', way] = match
  const days = count(amount === 'the' ? undefined : amount) * (unit === 'week' ? 7 : unit === 'month' ? 30 : 1)
  const end = /back|return|home/.test(whole) || way === 'after'
  return { days: way === 'after' ? days : -days, to: end ? 'end' : 'start' }
}

/** Asks what a task is, of which no more is known than a day perhaps. */
const nothingNamed = (when: string): Say =>
  new Say({
    text: 'What should I put on your list?',
    suggestions: [],
    question: {
      template: when === '' ? 'remind me to {}' : `remind me ${when.replace(/[.!?]+$/, '')} to {}`,
      choices: [],
    },
  })

/** A title without what led to it: “that i need to”, a final “for me”, loose punctuation. */
function tidyTitle(title: string, dated: boolean): string {
  const bare = title
    .replace(/(?:[ ,]+(?:for|by|on|at|due|until|from|to|the|in|before|and|with))+[\s.,;:!?]*$/i, '')
    .replace(/^(?:(?:to|about|of|that|i need to|i have to|i must|we need to|and|also|called|for)\b|[:,-])\s*/i, '')
    .replace(/\s+(?:please|pls|for me|on|by|at|for the trip|,)$/i, '')
    .replace(/^[\s"'“(]+/, '')
    .replace(/[\s.,;:!?"”]+$/, '')
    .replace(/(?<!s)'$/, '')
    .trim()
  return dated
    ? bare.replace(
        /(?:,? (?:is|are|was|falls|comes up|runs out|expires|ends|starts|begins|needs doing|has to be done|must be done)(?: due)?|,? due)$/i,
        '',
      )
    : bare
}
