import { completeTask, deleteTask, parseTask, reopenTask, type Task, updateTask } from '../../../mcp/tasks/contract.ts'
import type { InputOf } from '../../../shared/tool.ts'
import { type Clause, type Context, coreSlice, type Family } from '../context.ts'
import { readDates } from '../entities/dates.ts'
import { readMoney } from '../entities/money.ts'
import { matches } from '../entities/span.ts'
import { readTimes } from '../entities/time-of-day.ts'
import type { KnownTask } from '../referents.ts'
import { nameMatch } from '../spelling.ts'
import { call, type Reply, Say, type Talk } from '../talk.ts'
import { Utterance } from '../utterance.ts'
import { moment } from '../wording/formats.ts'
import { recurrenceText } from '../wording/recurrence.ts'
import { listed } from '../wording/sentences.ts'
import { beginsLikeATask, doneVerbs } from './task-words.ts'
import { allTasks, bestTask, goodMatch, pointsBack } from './which-thing.ts'

/** How many tasks one sentence may change. */
const togetherAtMost = 25
const tooMany = (count: number): Say =>
  new Say({
    text: `That would be ${count} tasks; I change at most ${togetherAtMost} at once, so I have not changed anything. Name them, or use the task list.`,
    suggestions: ['Show my tasks'],
  })

type Status = 'pending' | 'completed'

/** The tasks that words mean: by name, or back to those talked about (“it”, “the last one”, “them”, “the second one”). */
function* tasksMeant(
  said: string,
  plain: string,
  status: Status,
  context: Context,
): Talk<{ task_id: string; title: string }[]> {
  const { referents } = context
  // What “it” means is what stood before this turn looked anything up.
  const known: KnownTask[] = [...referents.tasks]
  const lastTouched = referents.task
  const name = tidyTask(said)
  const all = yield* allTasks(status)
  const standing = (task: KnownTask | undefined) =>
    task === undefined ? undefined : all.find(({ task_id }) => task_id === task.task_id)
  const nth = /\b(?:the )?(first|second|third|fourth|last) (?:one|task|of them|item)\b/.exec(plain)
  const candidates = known.map(standing).filter((task) => task !== undefined)
  if (
    /\b(?:them|those|both|all of (?:them|those)|all|everything|these)\b/.test(name.toLowerCase()) &&
    /^(?:all|both|them|those|these|everything)\b/.test(name.toLowerCase())
  ) {
    const asked = /\b(?:all (?:my |the )?tasks|everything)\b/.test(plain) ? all : candidates
    if (asked.length > 0) return asked
  }
  if (nth !== null && pointsBack(name.toLowerCase().replace(/\b(?:first|second|third|fourth)\b/, 'last'))) {
    const order = ['first', 'second', 'third', 'fourth']
    const among = candidates.length > 0 ? candidates : all
    const task = nth[1] === 'last' ? among.at(-1) : among[order.indexOf(nth[1] ?? '')]
    if (task !== undefined) return [task]
  }
  if (name === '' || pointsBack(name.toLowerCase())) {
    const task = standing(lastTouched) ?? candidates.at(-1) ?? (all.length === 1 ? all[0] : undefined)
    if (task !== undefined) return [task]
    throw whichTask(all, context, status)
  }
  const parts = name.split(/,| and /).map((part) => tidyTask(part.replace(leadingVerb, '')))
  const each = parts.filter((part) => part !== '').map((part) => bestTask(part, all))
  const named = each
    .filter((match) => match !== undefined && match.score >= goodMatch)
    .map((match) => match?.task)
    .filter((task) => task !== undefined)
  if (parts.length > 1 && named.length === parts.length && new Set(named).size === parts.length) return named
  const best = bestTask(name, all)
  if (best !== undefined && best.score >= goodMatch) {
    const same = all.filter((task) => nameMatch(name, task.title) >= best.score - 0.001)
    if (same.length === 1 || same.every(({ title }) => title === best.task.title)) return [best.task]
    const recent =
      same.find(({ task_id }) => task_id === lastTouched?.task_id) ??
      same.find(({ task_id }) => known.some((task) => task.task_id === task_id))
    if (recent !== undefined) return [recent]
    throw askTask(same, name, context)
  }
  throw new Say({
    text: `I can’t find a ${status === 'pending' ? 'task' : 'completed task'} called “${name}”, so I have not changed anything.`,
    suggestions: ['Show my tasks'],
  })
}

const leadingVerb = new RegExp(`^(?:i |we )?(?:have |'ve )?${doneVerbs}\\b`, 'i')

function whichTask(all: readonly Task[], context: Context, status: Status): Say {
  if (all.length === 0)
    return new Say({
      text: status === 'pending' ? 'There is nothing on your list.' : 'Nothing has been completed yet.',
      suggestions: ['Remind me to renew my passport on Monday'],
    })
  return askTask(all.slice(0, 4), undefined, context)
}

function askTask(tasks: readonly Task[], name: string | undefined, context: Context): Say {
  const choices = tasks.slice(0, 4).map(({ title }) => title)
  const pointer = /\b(?:it|that one|that|this one|this|the last one|the task)\b/i
  const { message } = context
  const template =
    name !== undefined && message.includes(name) ? message.replace(name, '"{}"') : message.replace(pointer, '"{}"')
  return new Say({
    text: `Which task do you mean: ${listed(choices.map((title) => `“${title}”`)).replace(/ and (?=“[^“]*$)/, ' or ')}?`,
    suggestions: choices,
    question: { template: template.includes('{}') ? template : `${message} "{}"`, choices },
  })
}

/** A task's name without the words around it. */
export function tidyTask(said: string): string {
  let name = said.trim().replace(/[.!?]+$/, '')
  for (let before = ''; before !== name; ) {
    before = name
    name = name
      .replace(
        /^(?:(?:the |my |that |this |a )?(?:tasks?|to-?dos?|to do|reminders?|item|thing)(?: (?:called|named|about|to|for|of|saying|that says|on))?(?:\s+|$)|to (?=\w)|the (?=\w+ (?:task|one|reminder|to-?do|thing)\b)|about |already |just |now |finally |actually |both (?=\w))/i,
        '',
      )
      .replace(
        /(?:\s+(?:tasks?|to-?do|reminder|one|thing|item)(?: please)?|,? (?:please|pls|already|now|today|yesterday|this morning|last night|too|thanks|cheers|off|as well|earlier|finally|for me|just now)|\s+(?:off|from|on|in) (?:my|the) (?:to-?do |to do |task |shopping )?list|\s+as (?:done|complete|completed|finished)|[.,!?])$/i,
        '',
      )
      .trim()
  }
  return name.replace(/^["']|["']$/g, '')
}

const listedTitles = (tasks: readonly { title: string }[]): string => listed(tasks.map(({ title }) => `**${title}**`))

const reopenWords =
  /\b(?:reopen|re-open|un-?(?:tick|check|complete|do the task|mark)|not (?:actually |really )?(?:done|finished|complete(?:d)?)(?: yet| after all)?|put (?:that|it|that one|this|.{3,40}) back (?:on|onto|in)|mark .* as (?:not done|undone|incomplete|pending|open|to do|unfinished)|bring back (?:the )?task|(?:isn't|wasn't|aren't|hasn't been|haven't been) (?:actually |really |quite )?(?:done|finished|complete|completed))\b/
const haveNot = new RegExp(
  `\\b(?:haven't|have not|didn't|did not|hasn't|never)\\b(?: actually| really| yet| in fact)* (${doneVerbs.slice(3, -1)}|do|finish|complete|book|buy|call|pay|send|renew|pack|print) ?(.*)$`,
)

/** “reopen …”, “I haven’t actually booked the tickets, put that one back on my list”. */
export const reopenTaskFamily: Family = (clause, context) => {
  const { plain } = clause.text
  const not = haveNot.exec(plain)
  if (!reopenWords.test(plain) && (not === null || /\?$|\bwhat\b|\bwhich\b/.test(plain))) return undefined
  if (/\b(?:delete|undo)\b/.test(plain) && !/un-?do the task/.test(plain)) return undefined
  return { intent: 'reopen_task', score: reopenWords.test(plain) ? 86 : 66, talk: () => reopen(clause, context) }
}

function* reopen(clause: Clause, context: Context): Talk<Reply> {
  const { plain } = clause.text
  const not = haveNot.exec(plain)
  const named =
    not !== null
      ? clause.text
          .slice({ start: not.index + not[0].length - (not[2] ?? '').length, end: plain.length })
          .replace(/[,.;].*$/, '')
      : plain
          .replace(/^.*?\b(?:reopen|re-open|un-?(?:tick|check|complete|mark)|put|mark|bring back)\b/, '')
          .replace(
            /\b(?:back (?:on|onto|in).*|as (?:not|un|in|pending|open|to do).*|(?:is|was|are)(?:n't| not) .*|(?:has|have)(?:n't| not) been .*)$/,
            '',
          )
          .replace(/^.*?, (?=\w)/, '')
          .trim()
  const subject = /^(.*?)(?:'s not| isn't| is not| wasn't| was not| aren't| hasn't been)\b/.exec(plain)
  const said = subject !== null && not === null ? (subject[1] ?? '') : named
  const tasks = yield* tasksMeant(pointsBack(said.trim()) ? '' : said, plain, 'completed', context)
  for (const { task_id } of tasks) yield* call(reopenTask, { task_id })
  return { text: `Back on your list: ${listedTitles(tasks)}.`, suggestions: ['Show my tasks'] }
}

const completeForms: RegExp[] = [
  /^(?:all )?(?:done|finished|completed|did it|done it)()$/,
  new RegExp(`^(.+?) (?:has|have) (?:now |already )?been ${doneVerbs}(?: (?:now|already|too|today))?$`),
  /^(?:mark|set|tick|check|cross|close)(?: off)? (.+?)(?: (?:as |to )?(?:done|complete|completed|finished)| off(?: (?:my|the) list)?)[.! ]*$/,
  /^(?:tick|check|cross) off (.+)$/,
  /^(?:complete|finish|close) (.+)$/,
  /^(?:i'm |i am |we're |all )?(?:done|finished) (?:with )?(.+)$/,
  /^(.+?)(?:'s| is| are| has been| have been|'ve been|, )? (?:(?:now |already |all |been )*(?:done|finished|completed|sorted|complete|ticked off|taken care of|dealt with)(?: (?:now|already|too))?)(?:,? (?:thanks|cheers|thank you|ta|mate|please|so .*|you can .*|now))?[.! ]*$/,
  /^(?:that|it|this|these|those)(?:'s| is| are| have been| has been|'re)? (?:already |now |all )*(?:been )?(?:done|finished|completed|sorted|complete|booked|bought|paid)\b.*$/,
]
const iHave = new RegExp(
  `^(?:i|we)(?:'ve| have|'m| had)?(?: now| just| already| finally| also| actually)* (${doneVerbs})(?:\\s+(?:with )?(.+))?$`,
)

/** “mark it done”, “I’ve booked the train tickets”, “that’s done already”. */
export const completeTaskFamily: Family = (clause, context) => {
  const { core } = clause
  const { plain } = clause.text
  if (
    /\?\s*$/.test(plain) ||
    /^(?:what|which|how|when|show|list)\b/.test(core) ||
    reopenWords.test(plain) ||
    /\b(?:not|n't|haven't|undone)\b/.test(plain)
  )
    return undefined
  const said = completed(clause)
  if (said === undefined) return undefined
  const explicit = /^(?:mark|tick|check|cross|complete)\b|\b(?:done|finished|completed)\b/.test(core)
  if (readMoney(plain, 'EUR').some(({ start }) => /\b(?:got|have|'ve) $/.test(plain.slice(0, start)))) return undefined
  if (/^check\b/.test(core) && !/\boff\b|\bdone|complete\b/.test(core)) return undefined
  return { intent: 'complete_task', score: explicit ? 78 : 64, talk: () => complete(said, plain, context) }
}

function completed(clause: Clause): string | undefined {
  const core = clause.core.replace(/[.! ]+$/, '')
  const have = iHave.exec(core)
  if (have !== null) {
    const object = have[2] ?? ''
    if (pointsBack(object)) return ''
    return object === '' ? '' : coreSlice(clause, core.length - object.length, core.length)
  }
  for (const form of completeForms) {
    const match = form.exec(core)
    if (match === null) continue
    const name = match[1] ?? ''
    return name === '' || pointsBack(name)
      ? ''
      : coreSlice(clause, match.index + match[0].indexOf(name), match.index + match[0].indexOf(name) + name.length)
  }
  return undefined
}

function* complete(said: string, plain: string, context: Context): Talk<Reply> {
  const tasks = yield* tasksMeant(
    /^(?:that|it|this|these|those|them)\b/i.test(said) ? (said.split(' ')[0] ?? '') : said,
    plain,
    'pending',
    context,
  )
  if (tasks.length > togetherAtMost) throw tooMany(tasks.length)
  const again: string[] = []
  for (const { task_id, title } of tasks) {
    const done = yield* call(completeTask, { task_id })
    if (done.next_task_id !== undefined) again.push(title)
  }
  const next = again.length === 0 ? '' : ` ${listed(again)} repeats, so the next one is on your list.`
  return { text: `Done: ${listedTitles(tasks)}.${next}`, suggestions: ['What is left to do?', 'Undo that'] }
}

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
  const changes: Omit<InputOf<typeof updateTask>, 'task_id'> = {
    ...(read.due !== undefined && { due: read.due }),
    ...(read.due_timezone !== undefined && { due_timezone: read.due_timezone }),
    ...(read.recurrence !== undefined && { recurrence: read.recurrence }),
  }
  if (read.due === undefined && read.recurrence === undefined) {
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
  const due = changed.due === undefined ? '' : ` is due ${moment(changed.due, profile.locale)}`
  const repeat =
    read.recurrence === undefined ? '' : `${due === '' ? '' : ' and'} repeats ${recurrenceText(read.recurrence)}`
  return { text: `**${changed.title}**${due}${repeat} now.`, suggestions: ['Show my tasks', 'Undo that'] }
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
  const [task] = yield* tasksMeant(coreSlice(clause, from, from + old.length), clause.text.plain, 'pending', context)
  if (task === undefined) throw new Say({ text: 'Which task do you mean?', suggestions: ['Show my tasks'] })
  const changed = yield* call(updateTask, { task_id: task.task_id, title })
  return { text: `“${task.title}” is called **${changed.title}** now.`, suggestions: ['Show my tasks', 'Undo that'] }
}
