import { parseTask, type Task, updateTask } from '../../../mcp/tasks/contract.ts'
import { Temporal } from '../../../shared/dates.ts'
import type { InputOf } from '../../../shared/tool.ts'
import type { Clause, Context, Family } from '../context.ts'
import { readDates } from '../entities/dates.ts'
import { count } from '../entities/days.ts'
import { matches } from '../entities/span.ts'
import { readTimes } from '../entities/time-of-day.ts'
import { shareFound } from '../spelling.ts'
import { call, type Reply, Say, type Talk } from '../talk.ts'
import { Utterance } from '../utterance.ts'
import { moment } from '../wording/formats.ts'
import { priorityIn } from './task-priority.ts'
import { tasksMeant } from './which-task.ts'
import { allTasks } from './which-thing.ts'

type Changes = Omit<InputOf<typeof updateTask>, 'task_id'>

const labelForm = /\b(?:tag|label)(?:led|ged)?(?: (?:it|that|this|them))?(?: (?:as|with))? #?(\p{L}[\p{L}\d-]*)/u
const shiftForm =
  /\b(?:by |back |forward |another )*(\d+|an?|one|1|a couple of) (day|week|month)s?(?: (later|earlier|sooner|back|forward))?\b/
const shifting = /\b(?:postpone|delay|push|put off|move|shift|bring|snooze|defer|earlier|later)\b/
const changing =
  /^(?:set|tag|label|make|move|push|postpone|delay|snooze|defer|change|shift|put|bring|give|mark|reschedule|let)\b/
const pointing = /\b(?:it|that|this|that one|this one|the task|the reminder)\b/

/**
 * Changes of a task as the fields that a clause names, in any wording: “tag it home and set it for tomorrow at noon”,
 * “postpone it by a week”, “set the oil change for 9:15”. Which task, its name or a pointer says.
 */
export const changeTaskFieldsFamily: Family = (clause, context) => {
  const { plain } = clause.text
  const { topic, tasks } = context.referents
  if (/\?\s*$/.test(plain) || (topic !== 'task' && tasks.length === 0) || !namesField(plain, context)) return undefined
  const sure =
    changing.test(clause.core) &&
    ((topic === 'task' && pointing.test(plain)) || tasks.some(({ title }) => shareFound(title, plain) >= 0.6))
  if (!sure && clause.gist('update_task') < 0.35) return undefined
  return {
    intent: 'update_task',
    score: sure ? (labelForm.test(plain) ? 86 : 63) : 42,
    talk: () => change(clause, context),
  }
}

const namesField = (plain: string, context: Context): boolean =>
  labelForm.test(plain) ||
  priorityIn(plain) !== undefined ||
  (shifting.test(plain) && shiftForm.test(plain)) ||
  readDates(plain, context.calendar).length > 0 ||
  readTimes(plain).length > 0

function* change(clause: Clause, context: Context): Talk<Reply> {
  const { plain } = clause.text
  const { locale } = context.env.profile
  const task = yield* meant(plain, context)
  const changes: Changes = {}
  const label = labelForm.exec(plain)?.[1]
  if (label !== undefined) changes.labels = [...new Set([...task.labels, label])]
  const priority = priorityIn(plain)
  if (priority !== undefined) changes.priority = priority
  Object.assign(changes, yield* dueOf(plain, task, context))
  if (Object.keys(changes).length === 0) {
    throw new Say({
      text: `What would you like to change about **${task.title}**?`,
      suggestions: ['Make it urgent', 'Move it to tomorrow'],
    })
  }
  const changed = yield* call(updateTask, { task_id: task.task_id, ...changes })
  const says = [
    changes.due !== undefined && changed.due !== undefined && `is due ${moment(changed.due, locale)}`,
    label !== undefined && `is labelled ${label}`,
    changes.priority !== undefined && `has priority ${changes.priority ?? 'no more'}`,
  ].filter((words) => words !== false)
  return {
    text: `**${changed.title}** ${says.join(' and ')}${says.length === 0 ? 'is changed' : ''} now.`,
    suggestions: ['Show my tasks', 'Undo that'],
  }
}

/** The task that is named most fully, else the one that was talked about. */
function* meant(plain: string, context: Context): Talk<Task> {
  const open = yield* allTasks('pending')
  const [best, next] = open
    .map((task) => ({ task, share: shareFound(task.title, plain) }))
    .sort((a, b) => b.share - a.share)
  if (best !== undefined && best.share >= 0.45 && best.share > (next?.share ?? 0)) return best.task
  const [task] = yield* tasksMeant(pointing.test(plain) ? 'it' : '', plain, 'pending', context)
  if (task === undefined) throw new Say({ text: 'Which task do you mean?', suggestions: ['Show my tasks'] })
  return task
}

/** The new due of a task, by a step from the old one, or as it is said. */
function* dueOf(plain: string, task: Task, context: Context): Talk<Changes> {
  const { profile, now } = context.env
  const dates = readDates(plain, context.calendar)
  const times = readTimes(plain)
  const step = shiftForm.exec(plain)
  if (step !== null && shifting.test(plain) && dates.length === 0 && task.due !== undefined) {
    const early = /earlier|sooner|forward/.test(step[3] ?? '') || /\bbring\b/.test(plain)
    const by = { [`${step[2]}s`]: count(step[1]) * (early ? -1 : 1) }
    const day = Temporal.PlainDate.from(task.due.slice(0, 10)).add(by).toString()
    return { due: `${day}${task.due.slice(10)}` }
  }
  const [time] = times
  if (time !== undefined && dates.length === 0 && task.due !== undefined)
    return { due: `${task.due.slice(0, 10)}T${time.time}` }
  const starts = [...dates, ...times, ...matches(/\b(?:every|daily|weekly|monthly)\b/, plain)].map(({ start }) => start)
  if (starts.length === 0) return {}
  const when = new Utterance(plain).slice({ start: Math.min(...starts), end: plain.length })
  const read = yield* call(parseTask, {
    text: `task ${when}`,
    now: now.toString(),
    timezone: profile.timezone,
    locale: profile.locale,
  })
  return {
    ...(read.due !== undefined && { due: read.due }),
    ...(read.due_timezone !== undefined && { due_timezone: read.due_timezone }),
    ...(read.recurrence !== undefined && { recurrence: read.recurrence }),
  }
}
