import { listTasks, type Task } from '../../../mcp/tasks/contract.ts'
import { addDays } from '../../../shared/dates.ts'
import type { Clause, Context, Family } from '../context.ts'
import { readDates } from '../entities/dates.ts'
import { call, type Reply, type Talk } from '../talk.ts'
import { moment } from '../wording/formats.ts'
import { recurrenceText } from '../wording/recurrence.ts'
import { counted } from '../wording/sentences.ts'
import { hasTrip, whichTrip } from './which-trip.ts'

const tasks =
  '(?:tasks?|to-?dos?|to do list|to-?do list|task list|reminders?|checklist|my list|the list|chores|errands)'
const asks = new RegExp(
  [
    `^(?:(?:show|list|see|view|display|give|read|open|get|print|pull up)(?: me| out| up)?|what(?:'s| is| are)?|which|any|how many|do i have|have i got|are there|is there|whats)\\b.*\\b${tasks}\\b`,
    `^(?:all )?(?:my |the |today's |open |pending |completed |outstanding |overdue |remaining )*${tasks}(?: (?:please|for (?:today|tomorrow|this week|the trip)|today|tomorrow|this week))?[.?! ]*$`,
    '\\bwhat (?:do|have|did|must|should|else do|else have) (?:i|we)(?: still| already| actually)* ?(?:have|got|need|left|ought|forgotten|completed?|finished|done|do|ticked|to)\\b.*\\b(?:to do|left|done|today|tomorrow|week|list|finish(?:ed)?|complete(?:d)?|off|got on|to get done|before)\\b',
    "\\bwhat(?:'s| is)? (?:still )?(?:left|outstanding|due|overdue|pending|remaining|on my plate|to be done|next on my)\\b",
    "\\bwhat(?:'s| is| have| do) (?:i|we)?(?: still)?(?: got)? ?(?:left )?to (?:do|get done)\\b",
    '\\banything (?:due|overdue|left|outstanding|(?:i need|i have|left|still) to do)\\b',
    '\\bwhat have i (?:got )?(?:still )?(?:got )?to do\\b',
    "\\b(?:show|list|see|tell me|what)\\b.*\\b(?:ticked off|checked off|crossed off|completed|finished|got done|i've done|i have done|i did)\\b",
    '\\b(?:have i|do i have|is there|have we|do we have)(?: got)? anything (?:on|planned|due|to do|left|for)\\b',
    '\\banything (?:i|we) (?:ought|should|need|have|must|am supposed)\\b',
    '^(?:am i|have i) (?:behind|forgotten|missed)\\b',
    '^(?:is|are) (?:there )?(?:anything|something) (?:on my (?:list|plate)|i (?:need|have) to)\\b',
  ].join('|'),
)

/** “what have I still got to do?”, “what’s due this week”, “show me everything I’ve ticked off”. */
export const listTasksFamily: Family = (clause, context) => {
  const { core } = clause
  const asked = asks.test(core)
  if (!asked && clause.gist('list_tasks') < 0.45) return undefined
  if (
    /\b(?:to do (?:in|around|near|at)|things to do in|what (?:is there|can (?:i|we)|should (?:i|we)) (?:to )?(?:do|see))\b/.test(
      core,
    )
  )
    return undefined
  if (
    /\b(?:budget|money|spend|on day|itinerary|trips?\b(?! tasks))/.test(core) &&
    !/\b(?:tasks?|to-dos?|list|before)\b/.test(core)
  )
    return undefined
  if (/^what(?:'s| is)(?: still)? left\W*$/.test(core) && context.referents.topic !== 'task' && hasTrip(context))
    return undefined
  return { intent: 'list_tasks', score: asked ? 85 : 48, talk: () => list(clause, context) }
}

function* list(clause: Clause, context: Context): Talk<Reply> {
  const { plain } = clause.text
  const { env, calendar } = context
  const today = calendar.today.toString()
  const completed =
    /\b(?:completed?|finished|done(?! by)|ticked|checked off|crossed off|i did)\b/.test(plain) &&
    !/\b(?:to (?:get|be) done|not done|need|left|get done)\b/.test(plain)
  const overdue = /\b(?:overdue|late|behind|missed)\b/.test(plain)
  const forTrip =
    /\b(?:for|before) (?:the|my|our|that|this|it)\b.*\b(?:trip|holiday|go|leave|it)\b|\btrip tasks\b|\bbefore (?:we|i) (?:go|leave)\b/.test(
      plain,
    )
  const [when] = readDates(plain, calendar)
  const range =
    when === undefined || completed
      ? undefined
      : when.kind === 'day'
        ? [when.date.toString(), when.date.toString()]
        : when.kind === 'impossible'
          ? undefined
          : [when.first.toString(), when.last.toString()]
  const about =
    /\b(?:about|with|mentioning|for|labell?ed|tagged) (?!the\b|my\b|our\b|today\b|tomorrow\b|this\b|next\b|me\b|now\b|mon|tue|wed|thu|fri|sat|sun)([\p{L}' -]{3,40})[?.!]*$/u.exec(
      plain,
    )
  const trip = forTrip && hasTrip(context) ? yield* whichTrip(plain, context) : undefined
  const { tasks: found } = yield* call(listTasks, {
    ...(completed && { status: 'completed' as const }),
    ...(/\ball (?:my )?tasks\b/.test(plain) &&
      !completed &&
      /\b(?:done and|including)\b/.test(plain) && { status: 'all' as const }),
    ...(trip !== undefined && { trip_id: trip }),
    ...(overdue && { due_before: today }),
    ...(!overdue && range !== undefined && { due_before: addDays(range[1] ?? today, 1) }),
    ...(!overdue &&
      range !== undefined &&
      range[0] !== today &&
      (range[0] ?? today) > today && { due_after: addDays(range[0] ?? today, -1) }),
    ...(about?.[1] !== undefined && range === undefined && { query: about[1] }),
  })
  const shown =
    range === undefined || overdue
      ? found
      : found.filter(
          ({ due }) =>
            due !== undefined &&
            due.slice(0, 10) <= (range[1] ?? today) &&
            (range[0] === today || due.slice(0, 10) >= (range[0] ?? today)),
        )
  const named = completed ? 'completed ' : overdue ? 'overdue ' : ''
  const whenText =
    when === undefined || completed
      ? ''
      : ` ${clause.text
          .slice(when)
          .toLowerCase()
          .replace(/^(?=(?:mon|tues|wednes|thurs|fri|satur|sun)day)/, 'on ')}`
  if (shown.length === 0) {
    return {
      text: completed
        ? 'Nothing has been completed yet.'
        : `Nothing ${overdue ? 'is overdue' : `is on your list${whenText}`}.`,
      suggestions: ['Remind me to renew my passport on Monday', ...(range === undefined ? [] : ['Show all my tasks'])],
    }
  }
  const lines = shown.slice(0, 12).map((task) => taskLine(task, env.profile.locale, today))
  if (shown.length > 12) lines.push(`- … and ${shown.length - 12} more`)
  const first = shown[0]?.title
  return {
    text: [`${counted(shown.length, `${named}task`)}${whenText}:`, '', ...lines].join('\n'),
    suggestions: completed || first === undefined ? [] : [`Mark ${first} as done`, 'What is due this week?'],
  }
}

function taskLine({ title, due, priority, recurrence, status }: Task, locale: string, today: string): string {
  const notes = [
    due === undefined || status === 'completed'
      ? undefined
      : `${due.slice(0, 10) < today ? 'overdue since ' : 'due '}${moment(due, locale)}`,
    recurrence === undefined ? undefined : recurrenceText(recurrence),
    priority === 1 ? 'top priority' : undefined,
  ].filter((note) => note !== undefined)
  return `- **${title}**${notes.length === 0 ? '' : ` · ${notes.join(' · ')}`}`
}
