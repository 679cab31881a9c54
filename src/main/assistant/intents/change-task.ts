import { deleteTask, parseTask, updateTask } from '../../../mcp/tasks/contract.ts'
import type { InputOf } from '../../../shared/tool.ts'
import { type Clause, type Context, coreSlice, type Family } from '../context.ts'
import { readDates } from '../entities/dates.ts'
import { matches } from '../entities/span.ts'
import { readTimes } from '../entities/time-of-day.ts'
import { call, type Reply, Say, type Talk } from '../talk.ts'
import { Utterance } from '../utterance.ts'
import { moment } from '../wording/formats.ts'
import { recurrenceText } from '../wording/recurrence.ts'
import { beginsLikeATask } from './task-words.ts'
import { listedTitles, tasksMeant, togetherAtMost, tooMany } from './which-task.ts'

/** Deletes the tasks that words mean. */
export function* deleteTasks(said: string, plain: string, context: Context): Talk<Reply> {
  const tasks = yield* tasksMeant(said, plain, 'pending', context)
  if (tasks.length > togetherAtMost) throw tooMany(tasks.length)
  for (const { task_id } of tasks) yield* call(deleteTask, { task_id })
  return {
    text: `Deleted ${listedTitles(tasks)} from your list. “Undo that” brings ${tasks.length === 1 ? 'it' : 'them'} back.`,
    suggestions: ['Undo that', 'Show my tasks'],
  }
}

/** Where the new date of a task begins in what was said, so that the name before it is left. */
function splitAtWhen(said: string, context: Context): { name: string; when: string } {
  const text = new Utterance(said)
  const { plain } = text
  const starts = [
    ...readDates(plain, context.calendar).map(({ start }) => start),
    ...readTimes(plain).map(({ start }) => start),
    ...matches(
      /\b(?:every|daily|weekly|monthly|yearly|a day|one day|a week|an hour|\d+ (?:days?|weeks?|hours?)|next week|later|earlier)\b/,
      plain,
    ).map(({ start }) => start),
  ]
  if (starts.length === 0) return { name: said, when: '' }
  const at = Math.min(...starts)
  const name = text
    .slice({ start: 0, end: at })
    .replace(
      /(?:\s*\b(?:to|on|for|at|by|until|till|is|due|back|forward|so it's|be|in|the|from|repeat|recur|happen)\b)+\s*$/i,
      '',
    )
  return {
    name: name.replace(/^(?:it|that|this)$/i, (word) => word),
    when: text.slice({ start: at, end: plain.length }).replace(/ instead\b/i, ''),
  }
}

/** Gives the task that words mean another date, time or repeat. */
export function* rescheduleTask(said: string, plain: string, context: Context): Talk<Reply> {
  const { profile, now } = context.env
  const { name, when } = splitAtWhen(said, context)
  const [task] = yield* tasksMeant(name, plain, 'pending', context)
  if (task === undefined) throw new Say({ text: 'Which task do you mean?', suggestions: ['Show my tasks'] })
  const read = yield* call(parseTask, {
    text: `task ${when}`,
    now: now.toString(),
    timezone: profile.timezone,
    locale: profile.locale,
  })
  const [time] = readTimes(new Utterance(when).plain)
  // A time alone leaves the day as it is.
  const sameDay =
    time !== undefined && task.due !== undefined && readDates(new Utterance(when).plain, context.calendar).length === 0
      ? `${task.due.slice(0, 10)}T${time.time}`
      : undefined
  const due = sameDay ?? read.due
  const changes: Omit<InputOf<typeof updateTask>, 'task_id'> = {
    ...(due !== undefined && { due }),
    ...(read.due_timezone !== undefined && { due_timezone: read.due_timezone }),
    ...(read.recurrence !== undefined && { recurrence: read.recurrence }),
  }
  if (due === undefined && read.recurrence === undefined) {
    const [date] = readDates(when.toLowerCase(), context.calendar)
    const day =
      date?.kind === 'day'
        ? date.date
        : date?.kind === 'range' || date?.kind === 'window' || date?.kind === 'weekend'
          ? date.first
          : undefined
    if (day === undefined)
      throw new Say({
        text: `When should **${task.title}** be done?`,
        suggestions: ['Tomorrow', 'Monday'],
        question: { template: `move the task ${task.title} to {}`, choices: [] },
      })
    changes.due = day.toString()
  }
  const changed = yield* call(updateTask, { task_id: task.task_id, ...changes })
  const dueText = changed.due === undefined ? '' : ` is due ${moment(changed.due, profile.locale)}`
  const repeat =
    read.recurrence === undefined ? '' : `${dueText === '' ? '' : ' and'} repeats ${recurrenceText(read.recurrence)}`
  return { text: `**${changed.title}**${dueText}${repeat} now.`, suggestions: ['Show my tasks', 'Undo that'] }
}

const renameForm =
  /^(?:rename|change|reword|edit)(?: the (?:task|to-do|reminder))?(?: called)? (.+?) (?:to|into|as)(?: say| read)? (.+)$/
const priorityForms: [RegExp, number | null][] = [
  [/\b(?:lower|reduce|drop|decrease) (?:the |its )?priority\b(?! to)/, 4],
  [/\b(?:raise|increase|up|boost) (?:the |its )?priority\b(?! to)/, 1],
  [
    /\b(?:top|highest|high(?:est)?|first|max(?:imum)?) priority\b|\bpriority (?:1|one|high)\b|\bp1\b|\b(?:more )?urgent\b|\bvery important\b|\basap\b/,
    1,
  ],
  [/\bpriority 2\b|\bp2\b|\bmedium(?:-high)? priority\b|\bimportant\b/, 2],
  [/\bpriority 3\b|\bp3\b|\b(?:medium|normal) priority\b/, 3],
  [
    /\bpriority 4\b|\bp4\b|\b(?:low|lowest|lower|bottom) priority\b|\bnot (?:so |that |very )?(?:urgent|important)\b/,
    4,
  ],
  [/\b(?:no|remove (?:the )?) ?priority\b/, null],
]

/** “bump the passport one up to top priority”, “rename …”, “make it urgent”, “the dentist is on Friday now”. */
export const updateTaskFamily: Family = (clause, context) => {
  const { core } = clause
  const { plain } = clause.text
  if (/^(?:what|which|when|how|who|where|remind|add|list|show|new|create|plan)\b/.test(core) || /\?\s*$/.test(plain))
    return undefined
  const talksOfTasks = context.referents.topic === 'task' || context.referents.tasks.length > 0
  const priority = priorityForms.find(([form]) => form.test(plain))
  const back = /\b(?:it|that|this|one|task|to-do|reminder)\b/.test(plain)
  if (
    priority !== undefined &&
    /^(?:make|set|bump|change|mark|give|raise|lower|reduce|increase|boost|decrease|up|move|push|put|that|it|the|this|drop|turn|prioriti[sz]e|\w+ is)\b/.test(
      core,
    ) &&
    (talksOfTasks || /\btask|priority\b/.test(plain))
  ) {
    const level = priority[1]
    return { intent: 'update_task', score: 84, talk: () => prioritise(clause, level, context) }
  }
  const rename = renameForm.exec(core)
  if (rename !== null && !/\b(?:trip|holiday|itinerary|budget|pace)\b/.test(core)) {
    const [, , next = ''] = rename
    const dated = readDates(next, context.calendar).length > 0 || readTimes(next).length > 0
    if (
      /^rename|^reword|^edit/.test(core) ||
      (!dated &&
        (/\btask|to-do|reminder\b/.test(core) || (talksOfTasks && (/["']/.test(core) || beginsLikeATask(next)))))
    ) {
      if (/^rename (?:it|that|this)\b/.test(core) && context.referents.topic !== 'task') return undefined
      return { intent: 'update_task', score: 83, talk: () => rephrase(clause, rename, context) }
    }
  }
  const repeat =
    /\b(?:repeat|recur|recurring|every (?:day|week|month|year|mon|tue|wed|thu|fri|sat|sun|other|\d)|daily|weekly|monthly|yearly)\b/
  if (repeat.test(plain) && back && talksOfTasks && /^(?:make|set|change|have|repeat)\b/.test(core)) {
    return {
      intent: 'update_task',
      score: 82,
      talk: () => rescheduleTask(core.replace(/^(?:make|set|change|have)\s+/, ''), plain, context),
    }
  }
  const dueForm =
    /^(?:make|set|have) (?:the |my )?(.+?) (?:be )?due (?:on |by |for )?(.+)$/.exec(core) ??
    /^(?:the |my )?(.+?) (?:is|are)(?: now| actually)? (?:due |on |by )(.+)$|^(?:set|change) (?:the )?(?:due )?(?:date|deadline|time)(?: (?:of|for) (.+?))? to (.+)$/.exec(
      core,
    )
  if (dueForm !== null && talksOfTasks && readDates(plain, context.calendar).length > 0) {
    return {
      intent: 'update_task',
      score: 64,
      talk: () =>
        rescheduleTask(`${dueForm[1] ?? dueForm[3] ?? 'it'} to ${dueForm[2] ?? dueForm[4] ?? ''}`, plain, context),
    }
  }
  const move =
    /^(?:make|change|move|push|shift|postpone|reschedule|do|set|delay|put|bring|snooze) (?:it|that|this|the task|that task|the reminder|that one|that reminder|them)\b/.test(
      core,
    )
  if (
    move &&
    context.referents.topic === 'task' &&
    (readDates(plain, context.calendar).length > 0 || readTimes(plain).length > 0)
  ) {
    return {
      intent: 'update_task',
      score: 85,
      talk: () => rescheduleTask(coreSlice(clause, core.indexOf(' ') + 1, core.length), plain, context),
    }
  }
  return undefined
}

function* prioritise(clause: Clause, level: number | null, context: Context): Talk<Reply> {
  const of = /\bpriority (?:of|for|on) (.+?)(?: (?:to|as) .*)?$/.exec(clause.core)?.[1]
  const said = (of ?? clause.core)
    .replace(
      /\b(?:as |to |at |a |the |of |up to |down to |my |very |more )*(?:(?:top|highest|high|low|lowest|lower|medium|normal|first|max|bottom|no) priority|priority (?:\d|one|high|low|medium)|priority|p[1-4]|urgent|important|asap|not (?:so |that |very )?(?:urgent|important))\b.*$/,
      '',
    )
    .replace(/^(?:make|set|bump|change|mark|give|raise|lower|move|push|put|drop|turn|prioriti[sz]e)\b/, '')
    .replace(/(?:'s| is| are)? ?(?:up|down)?(?: to| as)?\s*$/, '')
    .replace(/\bpriority of\b/, '')
    .trim()
  const name = of ?? said
  const [task] = yield* tasksMeant(name, clause.text.plain, 'pending', context)
  if (task === undefined) throw new Say({ text: 'Which task do you mean?', suggestions: ['Show my tasks'] })
  const changed = yield* call(updateTask, { task_id: task.task_id, priority: level })
  return {
    text: `**${changed.title}** ${level === null ? 'has no priority' : `has priority ${level}${level === 1 ? ', the highest' : ''}`} now.`,
    suggestions: ['Show my tasks', 'Undo that'],
  }
}

function* rephrase(clause: Clause, match: RegExpExecArray, context: Context): Talk<Reply> {
  const [whole, old = '', next = ''] = match
  const from = whole.indexOf(old)
  const title = coreSlice(clause, whole.length - next.length, whole.length).replace(/^["']|["'.]+$/g, '')
  return yield* rephraseTask(coreSlice(clause, from, from + old.length), title, clause.text.plain, context)
}

/** Gives the task that words mean another title. */
export function* rephraseTask(said: string, title: string, plain: string, context: Context): Talk<Reply> {
  const [task] = yield* tasksMeant(said, plain, 'pending', context)
  if (task === undefined) throw new Say({ text: 'Which task do you mean?', suggestions: ['Show my tasks'] })
  const changed = yield* call(updateTask, { task_id: task.task_id, title })
  return { text: `“${task.title}” is called **${changed.title}** now.`, suggestions: ['Show my tasks', 'Undo that'] }
}
