import { deleteTask, parseTask, type Task, updateTask } from '../../../mcp/tasks/contract.ts'
import type { InputOf } from '../../../shared/tool.ts'
import type { Context } from '../context.ts'
import { readDates } from '../entities/dates.ts'
import { readTimes } from '../entities/time-of-day.ts'
import { call, type Reply, Say, type Talk } from '../talk.ts'
import { Utterance } from '../utterance.ts'
import { moment } from '../wording/formats.ts'
import { recurrenceText } from '../wording/recurrence.ts'
import { listed } from '../wording/sentences.ts'
import { readTaskFields, shiftedDue, type TaskFields } from './task-fields.ts'
import { forTaskGrammar } from './task-grammar.ts'
import { listedTitles, tasksMeant, togetherAtMost, tooMany } from './which-task.ts'
import { pointsBack } from './which-thing.ts'

type Changes = Omit<InputOf<typeof updateTask>, 'task_id'>

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

const head =
  /^(?:(?:please|make|set|bump|change|mark|give|raise|lower|move|push|put|drop|turn|up|increase|reduce|boost|decrease|prioriti[sz]e|postpone|delay|defer|snooze|shift|schedule|reschedule|bring|pull|have|do|add|stick|slap|pop|let|get|keep|make sure|i (?:can't|cannot) (?:do|get to)|(?:i|we) (?:need|want|have|must)(?: to)?|i'd like|remind me (?:about|of)|(?:can|could|should|would)(?= (?:it|that|this)\b)|(?:the )?(?:deadline|due date|date|due|time|day|priority|title|name)(?: (?:of|for|is|on))?|is|are|was|will|and|so|also|now|then|actually|no|sorry|oops)(?:[ ,:]+|$))+/i
const tail =
  /(?:(?:^|[ ,]+)(?:to|on|for|at|by|until|till|is|are|was|be|been|being|due|back|forward|so|in|the|a|an|from|repeat|recur|happen|instead|now|as|and|with|its?|of|done|ready|finished|sorted|up|down|it's|that's|deadline|date|priority|until|wait|can|could|should|has|have|needs?|must|will|enough|moved?|become|becomes|following|coming|please|rather|too|also|only|longer|label(?:led)?|tag(?:ged)?|into|before|after|more))+[ ,.!?]*$/i

/** The name of a task in what is left beside the fields that a clause gives it; empty where it is not named. */
export function nameIn(rest: string): string {
  const pointer = /\b(?:it|that|this|that one|this one)\b/i.exec(rest)?.[0] ?? ''
  const names = rest
    .split(/[.;!?,]+(?:\s+|$)/)
    .map(bareName)
    .filter((name) => name !== '')
  return names.find((name) => !pointsBack(name.toLowerCase())) ?? names[0] ?? pointer
}

function bareName(said: string): string {
  let name = said.trim()
  for (let before = ''; before !== name; ) {
    before = name
    name = name
      .replace(/^['"(]+|['")]+$/g, '')
      .replace(head, '')
      .replace(tail, '')
      .replace(/'s$/i, '')
      .trim()
  }
  return name.replace(/^(?:to|on|for|of|please) /i, '')
}

/** Gives the task that words mean every field that they name: date, time, repeat, priority, labels. */
export function* changeTask(said: string, plain: string, context: Context): Talk<Reply> {
  const fields = readTaskFields(new Utterance(said), context)
  const tasks = yield* tasksMeant(nameIn(fields.rest), plain, 'pending', context, true)
  if (tasks.length === 0) throw new Say({ text: 'Which task do you mean?', suggestions: ['Show my tasks'] })
  if (tasks.length > togetherAtMost) throw tooMany(tasks.length)
  const texts: string[] = []
  for (const task of tasks) {
    const changes = yield* changesOf(task, fields, plain, context)
    const changed = yield* call(updateTask, { task_id: task.task_id, ...changes })
    texts.push(changeText(changed, changes, context))
  }
  return { text: texts.join('\n\n'), suggestions: ['Show my tasks', 'Undo that'] }
}

function* changesOf(task: Task, fields: TaskFields, plain: string, context: Context): Talk<Changes> {
  const { labels, priority } = fields
  const without = /\b(?:remove|take (?:off|away)|drop|delete|untag|unlabel|without|lose)\b/.test(plain)
  const kept = without
    ? task.labels.filter((label) => !labels.some((name) => name.toLowerCase() === label.toLowerCase()))
    : [...new Set([...task.labels, ...labels])]
  const changes: Changes = {
    ...(labels.length > 0 && { labels: kept }),
    ...(priority !== undefined && { priority }),
    ...(yield* dueOf(task, fields, context)),
  }
  if (Object.keys(changes).length > 0) return changes
  throw new Say({
    text: `When should **${task.title}** be done?`,
    suggestions: ['Tomorrow', 'Monday'],
    question: { template: `move the task ${task.title} to {}`, choices: [] },
  })
}

/** The due and the repeat that fields give to a task. */
function* dueOf(task: Task, { when, shift }: TaskFields, context: Context): Talk<Changes> {
  const { profile, now } = context.env
  if (when === '') {
    if (shift === undefined) return {}
    const due = shiftedDue(task.due ?? context.calendar.today.toString(), shift)
    return due === undefined ? {} : { due }
  }
  const plain = new Utterance(when).plain
  const read = yield* call(parseTask, {
    text: `task ${forTaskGrammar(when, context)}`,
    now: now.toString(),
    timezone: profile.timezone,
    locale: profile.locale,
  })
  const [time] = readTimes(plain)
  const [date] = readDates(plain, context.calendar)
  const day =
    date?.kind === 'day' || date === undefined || date.kind === 'impossible'
      ? undefined
      : (date.kind === 'window' && /\bend of\b/.test(plain) ? date.last : date.first).toString()
  // A time alone leaves the day as it is.
  const sameDay =
    time !== undefined && task.due !== undefined && date === undefined && read.recurrence === undefined
      ? `${task.due.slice(0, 10)}T${time.time}`
      : undefined
  const given = sameDay ?? read.due ?? day
  // A day alone leaves the time as it is.
  const due =
    given?.length === 10 && task.due !== undefined && read.recurrence === undefined
      ? `${given}${task.due.slice(10)}`
      : given
  return {
    ...(due !== undefined && { due }),
    ...(read.due_timezone !== undefined && { due_timezone: read.due_timezone }),
    ...(read.recurrence !== undefined && { recurrence: read.recurrence }),
  }
}

function changeText(changed: { title: string; due?: string | undefined }, changes: Changes, context: Context): string {
  const { due, recurrence, priority, labels } = changes
  const parts = [
    ...(due === undefined || due === null || changed.due === undefined
      ? []
      : [`is due ${moment(changed.due, context.env.profile.locale)}`]),
    ...(recurrence === undefined || recurrence === null ? [] : [`repeats ${recurrenceText(recurrence)}`]),
    ...(priority === undefined
      ? []
      : [priority === null ? 'has no priority' : `has priority ${priority}${priority === 1 ? ', the highest' : ''}`]),
    ...(labels === undefined || labels === null
      ? []
      : [labels.length === 0 ? 'has no label' : `has the label${labels.length > 1 ? 's' : ''} ${listed(labels)}`]),
  ]
  return `**${changed.title}** ${listed(parts)} now.`
}

/** Writes a note under the task that words mean, below what stands there. */
export function* describeTask(said: string, note: string, plain: string, context: Context): Talk<Reply> {
  const [task] = yield* tasksMeant(said, plain, 'pending', context)
  if (task === undefined) throw new Say({ text: 'Which task do you mean?', suggestions: ['Show my tasks'] })
  const before = task.description ?? ''
  const description = before === '' ? note : `${before}\n${note}`
  const changed = yield* call(updateTask, { task_id: task.task_id, description })
  return { text: `Noted under **${changed.title}**: ${note}.`, suggestions: ['Show my tasks', 'Undo that'] }
}

/** Gives the task that words mean another title. */
export function* rephraseTask(said: string, title: string, plain: string, context: Context): Talk<Reply> {
  const [task] = yield* tasksMeant(said, plain, 'pending', context)
  if (task === undefined) throw new Say({ text: 'Which task do you mean?', suggestions: ['Show my tasks'] })
  const changed = yield* call(updateTask, { task_id: task.task_id, title })
  return { text: `“${task.title}” is called **${changed.title}** now.`, suggestions: ['Show my tasks', 'Undo that'] }
}
