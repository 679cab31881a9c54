import type { Context } from '../context.ts'
import { readDates } from '../entities/dates.ts'
import { Utterance } from '../utterance.ts'
import { beginsLikeATask } from './task-words.ts'

const hard = /;|[,.]? ?(?<!\S)(?:\d{1,2}[.)]|\(\d{1,2}\)|[*•])\s+(?=[\p{L}\d])/gu
/** Words that belong to the task before them: “…, make it p1”. */
const mark =
  /^(?:p[1-4]|priority\b.*|(?:top|high|low|medium|normal) priority|urgent|important|asap|[#@]\S+|(?:make|set|mark) (?:it|that|this)\b.*|(?:it's|that's) (?:urgent|important).*|(?:label|tag)(?:l?ed|ged)?\b.*|due\b.*|(?:by|on|at|before|every|each) .*)$/i
const soft = /,? (?:and|plus) (?:also |then )?(?:to |remind me to )?|, (?:then |also )?(?:to )?/g
const leadingWhen =
  /^((?:on |by |before |for |at )?(?:today|tonight|tomorrow|(?:next |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|in \w+ (?:days?|weeks?|months?)|next week)(?: (?:morning|afternoon|evening))?)(?:,| to| that| i (?:need|have) to)? /i

/**
 * Parts what is to be done into tasks: “buy a plug adaptor and sort out travel insurance” where both sides are something to
 * do or have a day of their own; a list of things to buy stays one task.
 * @param several whether the words before announced a list (“two things: …”), whose every entry is a task
 * @param count how many tasks were announced
 */
export function splitTasks(said: string, several: boolean, count: number | undefined, context: Context): string[] {
  const entries = pieces(said, hard)
  const separate = entries.length > 1
  const parted = separate ? entries : several ? listed(said, count) : entries
  const tasks = marksJoined(several || separate ? parted : parted.flatMap((entry) => sides(entry, context)))
  return sharedWhen(
    tasks
      .map((piece) => piece.replace(/^(?:to|and|also|then|plus) /i, '').replace(/[.,!; ]+$/, ''))
      .filter((piece) => piece !== ''),
    context,
  )
}

function marksJoined(entries: readonly string[]): string[] {
  const tasks: string[] = []
  for (const entry of entries) {
    const last = tasks.pop()
    if (last === undefined) tasks.push(entry)
    else if (mark.test(entry)) tasks.push(`${last}, ${entry}`)
    else tasks.push(last, entry)
  }
  return tasks
}

/** The entries of an announced list, at its commas and the last “and”. */
function listed(said: string, count: number | undefined): string[] {
  const comma = pieces(said, /,\s+(?:and |plus )?(?:to )?/g)
  if (count !== undefined && comma.length === count) return comma
  if (count !== undefined && comma.length > count) return comma
  return comma.flatMap((entry, at) =>
    at === comma.length - 1 || count !== undefined
      ? pieces(entry, / (?:and|plus) (?:to )?(?!\p{L}+$)| (?:and|plus) /gu)
      : [entry],
  )
}

/** Parts a sentence at “and” and commas where both sides are tasks of their own. */
function sides(said: string, { calendar }: Context): string[] {
  const { plain } = new Utterance(said)
  const dated = (text: string) => readDates(text, calendar).length > 0
  return pieces(said, soft, ({ start, end, text, from }) => {
    const before = plain.slice(from, start)
    const after = plain.slice(end)
    const both = beginsLikeATask(after) && (beginsLikeATask(before) || / to /.test(text) || leadingWhen.test(before))
    return (
      both ||
      (/and|plus/.test(text) &&
        dated(before) &&
        dated(after) &&
        !leadingWhen.test(`${after} `) &&
        /^\p{L}+ \p{L}/u.test(after) &&
        !/^(?:every|on|at|by|in|the \d|\d)\b/.test(after))
    )
  })
}

interface Cut {
  start: number
  end: number
  text: string
  from: number
}

function pieces(said: string, at: RegExp, cuts: (cut: Cut) => boolean = () => true): string[] {
  const text = new Utterance(said)
  const found: string[] = []
  let from = 0
  for (const match of text.plain.matchAll(at)) {
    const cut = { start: match.index, end: match.index + match[0].length, text: match[0], from }
    if (!cuts(cut)) continue
    found.push(text.slice({ start: from, end: cut.start }))
    from = cut.end
  }
  found.push(text.slice({ start: from, end: text.plain.length }))
  return found.filter((piece) => piece !== '')
}

/** “tomorrow to call Bob and buy milk”: the day before the first is that of all that have none. */
function sharedWhen(tasks: string[], { calendar }: Context): string[] {
  const lead = leadingWhen.exec(tasks[0] ?? '')?.[1]
  if (lead === undefined || tasks.length < 2) return tasks
  return tasks.map((task, at) =>
    at === 0 || readDates(new Utterance(task).plain, calendar).length > 0 ? task : `${task} ${lead}`,
  )
}
