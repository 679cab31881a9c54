import type { Task } from '../../../mcp/tasks/contract.ts'
import type { Context } from '../context.ts'
import type { KnownTask } from '../referents.ts'
import { shareFound } from '../spelling.ts'
import { Say, type Talk } from '../talk.ts'
import { listed } from '../wording/sentences.ts'
import { doneVerbs } from './task-words.ts'
import { allTasks, bestTask, goodMatch, pointsBack } from './which-thing.ts'

/** How many tasks one sentence may change. */
export const togetherAtMost = 25
export const tooMany = (count: number): Say =>
  new Say({
    text: `That would be ${count} tasks; I change at most ${togetherAtMost} at once, so I have not changed anything. Name them, or use the task list.`,
    suggestions: ['Show my tasks'],
  })

export type Status = 'pending' | 'completed'

/** The tasks that words mean: by name, or back to those talked about (“it”, “the last one”, “them”, “the second one”). */
export function* tasksMeant(
  said: string,
  plain: string,
  status: Status,
  context: Context,
  loosely = false,
): Talk<Task[]> {
  const { referents } = context
  // What “it” means is what stood before this turn looked anything up.
  const known: KnownTask[] = [...referents.tasks]
  const lastTouched = referents.task
  const name = tidyTask(said)
  const all = yield* allTasks(status)
  const standing = (task: KnownTask | undefined) =>
    task === undefined ? undefined : all.find(({ task_id }) => task_id === task.task_id)
  const several = severalMeant(plural(said) ? said : name, candidatesOf(known, all), all)
  if (several !== undefined) return several
  const nth = /\b(?:the )?(first|second|third|fourth|last) (?:one|task|of them|item)\b/.exec(plain)
  const candidates = candidatesOf(known, all)
  if (nth !== null && pointsBack(name.toLowerCase().replace(/\b(?:first|second|third|fourth)\b/, 'last'))) {
    const order = ['first', 'second', 'third', 'fourth']
    const among = candidates.length > 0 ? candidates : all
    const task = nth[1] === 'last' ? among.at(-1) : among[order.indexOf(nth[1] ?? '')]
    if (task !== undefined) return [task]
  }
  const other = candidates.filter(({ task_id }) => task_id !== lastTouched?.task_id).at(-1)
  if (/^(?:the )?other(?: one)?$/.test(name.toLowerCase()) && other !== undefined) return [other]
  if (name === '' || pointsBack(name.toLowerCase())) {
    const named = mentioned(all, context.message)
    if (named !== undefined) return [named]
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
    // All that were named as fully; a title said in whole is meant before the longer ones that hold it.
    const share = shareFound(name, best.task.title)
    const same = best.score >= 0.97 ? [best.task] : all.filter(({ title }) => shareFound(name, title) >= share - 0.001)
    if (same.length === 1 || same.every(({ title }) => title === best.task.title)) return [best.task]
    throw askTask(same, name, context)
  }
  const held = heldIn(name, all, 0.6) ?? (loosely ? heldIn(name, candidates, mentionedShare) : undefined)
  if (held !== undefined) return [held]
  const [head] = parts
  const byHead = parts.length > 1 && head !== undefined && head !== '' ? bestTask(head, all) : undefined
  if (byHead !== undefined && byHead.score >= goodMatch) return [byHead.task]
  throw new Say({
    text: `I can’t find a ${status === 'pending' ? 'task' : 'completed task'} called “${name}”, so I have not changed anything.`,
    suggestions: ['Show my tasks'],
  })
}

const candidatesOf = (known: readonly KnownTask[], all: readonly Task[]): Task[] =>
  known.flatMap(({ task_id }) => all.find((task) => task.task_id === task_id) ?? [])

/** “both”, “all three”, “the first two”, “the last two”, “them”, “everything”: of the tasks talked about, else of the list. */
function severalMeant(name: string, candidates: readonly Task[], all: readonly Task[]): Task[] | undefined {
  const said = name.toLowerCase()
  if (!plural(said)) return undefined
  if (/\b(?:all (?:my |the |of my |of the )?(?:tasks|to-dos)|everything)\b/.test(said) && all.length > 0)
    return [...all]
  const among = candidates.length > 0 ? candidates : all
  const size = /^both|\b(?:2|two|pair)\b/.test(said)
    ? 2
    : /\b(?:3|three)\b/.test(said)
      ? 3
      : /\b(?:4|four)\b/.test(said)
        ? 4
        : undefined
  const chosen = size === undefined ? among : /\bfirst\b/.test(said) ? among.slice(0, size) : among.slice(-size)
  return chosen.length > 0 ? [...chosen] : undefined
}

/** Whether words mean several things without naming them. */
export const plural = (said: string): boolean =>
  /^(?:both|all(?: of)?(?: my| the)? (?:tasks|to-dos|reminders)|all|them|those|these|everything|the lot|(?:all |the |those |these )*(?:first |last |other )?(?:2|3|4|two|three|four|pair))(?: (?:of )?(?:them|those|these|it|my tasks|the tasks|tasks|to-dos|my to-dos|the to-dos|2|3|4|two|three|four|items|things))?(?: all| both)?$/.test(
    said.trim().toLowerCase(),
  )

const leadingVerb = new RegExp(`^(?:i |we )?(?:have |'ve )?${doneVerbs}\\b`, 'i')

function whichTask(all: readonly Task[], context: Context, status: Status): Say {
  if (all.length === 0)
    return new Say({
      text:
        status === 'pending'
          ? 'There is nothing on your list yet. What would you like to add?'
          : 'Nothing has been completed yet. Which task do you mean?',
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
        /^(?:(?:the |my |that |this |a )?(?:tasks?|to-?dos?|to do|reminders?|item|thing)(?: (?:called|named|about|to|for|of|saying|that says|on))?(?:\s+|$)|to (?=\w)|(?:the |that )?(?:one|task|thing) (?:about|for|with|to|on|regarding) (?:the |my )?|the (?=\w+ (?:task|one|reminder|to-?do|thing)\b)|about |already |just |now |finally |actually |both (?=\w))/i,
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

export const listedTitles = (tasks: readonly { title: string }[]): string =>
  listed(tasks.map(({ title }) => `**${title}**`))

/** The one task most of whose title is among words that say more. */
function heldIn(words: string, all: readonly Task[], least: number): Task | undefined {
  const ranked = all.map((task) => ({ task, share: shareFound(task.title, words) })).sort((a, b) => b.share - a.share)
  const [best, next] = ranked
  return best !== undefined && best.share >= least && best.share - (next?.share ?? 0) >= 0.15 ? best.task : undefined
}

/** The share of the title of a task talked about that a text has, of the task of which it has most. */
export const knownShare = (plain: string, { referents }: Context): number =>
  Math.max(0, ...referents.tasks.map(({ title }) => shareFound(title, plain)))

/** The task among those talked about that a text names, by a word of its title at least. */
export function knownTask(plain: string, { referents }: Context, status?: Status): KnownTask | undefined {
  const ranked = referents.tasks
    .filter((task) => status === undefined || task.status === status)
    .map((task) => ({ task, share: shareFound(task.title, plain) }))
    .sort((a, b) => b.share - a.share)
  return ranked[0] !== undefined && ranked[0].share >= mentionedShare ? ranked[0].task : undefined
}

/** How much of a task's title a message must have for “it” to mean that task. */
const mentionedShare = 0.3

/** The task whose title a message speaks of besides pointing at it: “Mr Mehta has left, remove that task”. */
function mentioned(all: readonly Task[], message: string): Task | undefined {
  const ranked = all.map((task) => ({ task, share: shareFound(task.title, message) })).sort((a, b) => b.share - a.share)
  const [best, next] = ranked
  if (best === undefined || best.share < mentionedShare || best.share - (next?.share ?? 0) < 0.1) return undefined
  return best.task
}
