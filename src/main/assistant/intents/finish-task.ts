import { completeTask, reopenTask } from '../../../mcp/tasks/contract.ts'
import { type Clause, type Context, coreSlice, type Family } from '../context.ts'
import { readMoney } from '../entities/money.ts'
import { call, type Reply, type Talk } from '../talk.ts'
import { listed } from '../wording/sentences.ts'
import { doneVerbs } from './task-words.ts'
import { listedTitles, tasksMeant, togetherAtMost, tooMany } from './which-task.ts'
import { pointsBack } from './which-thing.ts'

const reopenWords =
  /\b(?:reopen|re-open|un-?(?:tick|check|complete|do the task|mark)|not (?:actually |really )?(?:done|finished|complete(?:d)?)(?: yet| after all)?|put (?:that|it|that one|this|.{3,40}) back (?:on|onto|in)|mark .* as (?:not done|undone|incomplete|pending|open|to do|unfinished)|bring back (?:the )?task|(?:isn't|wasn't|aren't|hasn't been|haven't been) (?:actually |really |quite )?(?:done|finished|complete|completed))\b/
const haveNot = new RegExp(
  `\\b(?:i|we)(?: still| actually| really)* (?:haven't|have not|didn't|did not|hasn't|never)\\b(?: actually| really| yet| in fact)* (?!been to|seen|met)(${doneVerbs.slice(3, -1)}|do|finish|complete|book|buy|call|pay|send|renew|pack|print) ?(.*)$`,
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
  const said = subject !== null && not === null ? (subject[1] ?? '').replace(/^.*,\s*/, '') : named
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
    const object = (have[2] ?? '').replace(
      /,? (?:so )?(?:you can |please |can you )*(?:tick|mark|cross|check|close) (?:it|that|this|them)\b.*$/,
      '',
    )
    if (pointsBack(object)) return ''
    const at = core.lastIndexOf(object)
    return object === '' ? '' : coreSlice(clause, at, at + object.length)
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
