import { listTasks, type Task } from '../../../mcp/tasks/contract.ts'
import { addDays } from '../../../shared/dates.ts'
import type { Clause, Context, Family } from '../context.ts'
import { readDates } from '../entities/dates.ts'
import { call, type Reply, type Talk } from '../talk.ts'
import { moment } from '../wording/formats.ts'
import { recurrenceText } from '../wording/recurrence.ts'
import { counted } from '../wording/sentences.ts'
import { readTaskFields } from './task-fields.ts'
import { hasTrip, whichTrip } from './which-trip.ts'

const tasks =
  '(?:tasks?|to-?dos?|to do list|to-?do list|task list|reminders?|checklist|my list|the list|our list|chores|errands|jobs)'
const asks = new RegExp(
  [
    `^(?:(?:show|list|see|view|display|give|read|open|get|print|pull up|bring up|run through|go through|remind)(?: me| us| out| up| through)*|what(?:'s| is| are| have)?|which|any|how many|how much|do i have|have i got|are there|is there|whats|how(?:'s| is| are))\\b.*\\b${tasks}\\b`,
    `^(?:all )?(?:my |our |the |today's |open |pending |completed |outstanding |overdue |remaining |urgent )*${tasks}(?: (?:please|(?:for |due )?(?:today|tomorrow|this week|next week|the trip|this weekend)|without (?:an? )?(?:due )?dates?|with no (?:due )?dates?|(?:labell?ed|tagged|with the label|with the tag) [\\p{L}-]+|left|overdue))?[.?! ]*$`,
    '\\bwhat (?:all |else )?(?:do|have|did|must|should|else do|else have|am|are) (?:i|we)(?: all| still| already| actually| really)* ?(?:have|got|need|left|ought|forgotten|completed?|finished|done|do|ticked|to|supposed|meant|due|be doing)\\b.*\\b(?:to do|do|doing|left|done|today|tomorrow|week|weekend|list|finish(?:ed)?|complete(?:d)?|off|got on|to get done|get through|before|due|on|outstanding|open|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\\b',
    "\\bwhat(?:'s| is| all is| all|ever)? (?:still |all )?(?:is |are )?(?:left|outstanding|due|overdue|pending|remaining|open|undone|on my plate|on my list|on the list|to be done|next on my|coming up|still open|still to do|unfinished|labell?ed|tagged)\\b(?! of (?:my|the|our) (?:budget|money))",
    "\\bwhat(?:'s| is| have| do) (?:i|we)?(?: still)?(?: got)? ?(?:left )?to (?:do|get done|be done|tackle|finish)\\b",
    '^(?:everything|all|the things|things|stuff) (?:that )?(?:i|we)(?: still)? (?:need|have|ought|must)(?: to)?\\b.*\\b(?:do|get done|finish)\\b',
    '^what (?:should|must|do|shall) (?:i|we) (?:need to |have to )?(?:do|tackle|start with|work on|finish) (?:first|next|now|today|tomorrow|this week)\\b',
    '^what (?:needs|has to be|should be|must be|has|still needs|is left) (?:doing|done|to be done|sorting|finishing|to happen)\\b',
    '^which (?:is|one is|are|task is) (?:the )?(?:most |next |due |first )?(?:urgent|important|pressing|next|due|first)\\b',
    "^(?:what's|what is) (?:next|up next|first)(?: for me| to do| on (?:my|the) (?:list|agenda))?[?.! ]*$",
    '\\b(?:anything|something|stuff|things|much|a lot|what) (?:else )?(?:that )?(?:is )?(?:due|overdue|left|outstanding|(?:i|we)(?: still)? (?:need|have|ought|should|must|am supposed)(?: to| be)?|left|still|to do)(?: to)? ?(?:do|be doing|doing|get done|finish|today|tomorrow|this|next|on|by|\\?|$)',
    '\\b(?:show|list|see|give)\\b.*\\b(?:everything|all|things|stuff|what|those|ones|items)\\b.*\\b(?:tagged|labell?ed|due|overdue|open|outstanding|left|to do|urgent|undone|with the (?:tag|label))\\b',
    "\\b(?:show|list|see|tell me|what)\\b.*\\b(?:ticked off|checked off|crossed off|completed|finished|got done|i've done|i have done|i did|still open|is open|to do)\\b",
    '\\b(?:have i|do i have|is there|have we|do we have)(?: got)? (?:anything|something|stuff|things|much|a lot) (?:else )?(?:on|planned|due|to do|left|for)\\b',
    '^(?:am i|have i) (?:behind|forgotten|missed)\\b',
    '^(?:is|are) (?:there )?(?:anything|something) (?:on my (?:list|plate)|overdue|due|i (?:need|have|ought|should))\\b',
    '^(?:how many|how much)(?: (?:things|tasks|items|of them|jobs|to-?dos))? (?:do i|have i|are|is|remain|do we|have we)(?: still)?(?: have| got| there)?(?: left| to do| open| outstanding| on)',
    '^which (?:ones?|of (?:them|these|those|my tasks)|tasks?)\\b.*\\b(?:date|due|overdue|label|labell?ed|tag|tagged|urgent|priority|open|left|done|first|for the trip|today|tomorrow|this week)\\b',
  ].join('|'),
  'u',
)

/** “what have I still got to do?”, “what’s due this week”, “which ones carry the label garden”. */
export const listTasksFamily: Family = (clause, context) => {
  const { core } = clause
  const { plain } = clause.text
  const gist = clause.gist('list_tasks')
  const sounds =
    gist >= 0.5 && (/\?\s*$/.test(plain) || /^(?:what|which|any|how|show|list|see|is|are|do|give)\b/.test(core))
  const asked = asks.test(core)
  if (!asked && !sounds) return undefined
  if (
    /\b(?:to do (?:in|around|near|at)|things to do in|what (?:is there|can (?:i|we)|should (?:i|we)) (?:to )?(?:do|see)(?! (?:first|next|now|today|tomorrow|this week)[?.! ]*$))\b/.test(
      core,
    ) ||
    /^(?:get|set|give|i'd like|have) (?:me )?an? (?:task|reminder|to-?do)\b/.test(core)
  )
    return undefined
  if (
    /\b(?:budget|money|spend|spent|costs?|expenses?|on day|itinerary|stops?|first stop|trips?\b(?! tasks))/.test(
      core,
    ) &&
    !/\b(?:tasks?|to-dos?|list|before)\b/.test(core)
  )
    return undefined
  const ofTasks = context.referents.topic === 'task'
  if (!ofTasks && hasTrip(context)) {
    if (/^what(?:'s| is)(?: still)? (?:left|next|first|up next)\W*$/.test(core)) return undefined
    if (!/\b(?:tasks?|to-?dos?|list|due|to do|reminders?|tagged|labell?ed|overdue)\b/.test(core) && gist < 0.5)
      return undefined
  }
  return { intent: 'list_tasks', score: asked ? 85 : 45, talk: () => list(clause, context) }
}

/** What a question about tasks narrows them to. */
interface Sieve {
  completed: boolean
  overdue: boolean
  undated: boolean
  label: string | undefined
  priority: number | undefined
  about: string | undefined
  range: { first: string; last: string } | undefined
  whenText: string
}

function sieveOf(clause: Clause, context: Context): Sieve {
  const { plain } = clause.text
  const completed =
    /\b(?:completed?|finished|done(?! by)|ticked|checked off|crossed off|i did)\b/.test(plain) &&
    !/\b(?:to (?:get|be) done|not done|need|left|get done|(?:still|to) be done|unfinished)\b/.test(plain)
  const { labels, priority } = readTaskFields(clause.text, context)
  const [label] = labels
  const when = label === undefined ? readDates(plain, context.calendar)[0] : undefined
  const known = when === undefined || when.kind === 'impossible' || completed ? undefined : when
  const [first, last] =
    known === undefined ? [] : known.kind === 'day' ? [known.date, known.date] : [known.first, known.last]
  const about =
    /\b(?:about|with|mentioning|for) (?!the\b|my\b|our\b|today\b|tomorrow\b|this\b|next\b|me\b|now\b|no\b|a\b|mon|tue|wed|thu|fri|sat|sun)([\p{L}' -]{3,40})[?.!]*$/u.exec(
      plain,
    )?.[1]
  return {
    completed,
    overdue: /\b(?:overdue|late|behind|missed|past due)\b/.test(plain),
    undated:
      /\b(?:no|without(?: an?| any)?|lacking|missing(?: a)?|haven't (?:got )?an?|don't have an?|undated)\b ?(?:due )?(?:dates?|deadlines?)|\bundated\b|\b(?:un|not )scheduled\b/.test(
        plain,
      ),
    label,
    priority: typeof priority === 'number' && label === undefined ? priority : undefined,
    about: label === undefined && known === undefined ? about : undefined,
    range:
      first === undefined || last === undefined || known === undefined
        ? undefined
        : {
            first: /\b(?:before|by|until|up to) $/.test(plain.slice(0, known.start))
              ? context.calendar.today.toString()
              : first.toString(),
            last: last.toString(),
          },
    whenText:
      known === undefined
        ? ''
        : ` ${clause.text
            .slice(known)
            .toLowerCase()
            .replace(/^(?=(?:mon|tues|wednes|thurs|fri|satur|sun)day)/, 'on ')}`,
  }
}

function* list(clause: Clause, context: Context): Talk<Reply> {
  const { plain } = clause.text
  const { env, calendar } = context
  const today = calendar.today.toString()
  const sieve = sieveOf(clause, context)
  const { completed, overdue, undated, label, priority, about, range, whenText } = sieve
  const forTrip =
    /\b(?:for|before) (?:the|my|our|that|this|it)\b.*\b(?:trip|holiday|go|leave|it)\b|\btrip tasks\b|\bbefore (?:we|i) (?:go|leave)\b/.test(
      plain,
    )
  const trip = forTrip && hasTrip(context) ? yield* whichTrip(plain, context) : undefined
  const { tasks: found } = yield* call(listTasks, {
    ...(completed && { status: 'completed' as const }),
    ...(/\ball (?:my )?tasks\b/.test(plain) &&
      !completed &&
      /\b(?:done and|including)\b/.test(plain) && { status: 'all' as const }),
    ...(trip !== undefined && { trip_id: trip }),
    ...(label !== undefined && { label }),
    ...(overdue && { due_before: today }),
    ...(!overdue && range !== undefined && { due_before: addDays(range.last, 1) }),
    ...(!overdue && range !== undefined && range.first > today && { due_after: addDays(range.first, -1) }),
    ...(about !== undefined && trip === undefined && !undated && { query: about }),
  })
  const shown = found.filter(({ due, priority: level }) => {
    if (undated && due !== undefined) return false
    if (priority !== undefined && level !== priority) return false
    if (range === undefined || overdue) return true
    const day = due?.slice(0, 10)
    return day !== undefined && day <= range.last && (range.first === today || day >= range.first)
  })
  const named = [
    completed ? 'completed ' : '',
    overdue ? 'overdue ' : '',
    undated ? 'undated ' : '',
    priority === 1 ? 'urgent ' : '',
  ].join('')
  const labelled = label === undefined ? '' : ` with the label ${label}`
  if (shown.length === 0) {
    const nothing = completed
      ? 'Nothing has been completed yet.'
      : `Nothing ${overdue ? 'is overdue' : `is on your list${undated ? ' without a date' : ''}${labelled}${whenText}`}.`
    return {
      text: nothing,
      suggestions: ['Remind me to renew my passport on Monday', ...(range === undefined ? [] : ['Show all my tasks'])],
    }
  }
  const lines = shown.slice(0, 12).map((task) => taskLine(task, env.profile.locale, today))
  if (shown.length > 12) lines.push(`- … and ${shown.length - 12} more`)
  const first = shown[0]?.title
  return {
    text: [`${counted(shown.length, `${named}task`)}${labelled}${whenText}:`, '', ...lines].join('\n'),
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
