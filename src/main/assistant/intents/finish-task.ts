import { completeTask, reopenTask } from '../../../mcp/tasks/contract.ts'
import { type Clause, type Context, coreSlice, type Family } from '../context.ts'
import { readMoney } from '../entities/money.ts'
import { call, type Reply, type Talk } from '../talk.ts'
import { listed } from '../wording/sentences.ts'
import { doneVerbs } from './task-words.ts'
import { knownShare, knownTask, listedTitles, plural, tasksMeant, togetherAtMost, tooMany } from './which-task.ts'
import { pointsBack } from './which-thing.ts'

const reopenWords =
  /\b(?:re-?open|un-?(?:tick|check|complete|do the task|mark|finish)|not (?:actually |really |quite |even )?(?:done|finished|complete(?:d)?)(?: yet| after all)?|put (?:that|it|that one|this|.{3,40}) back (?:on|onto|in)|mark .* as (?:not (?:yet )?done|undone|incomplete|pending|open|to do|unfinished|outstanding)|(?:bring|get|put|move) (?:back )?(?:the |that |my ).{2,40}?(?:task|one|reminder|to-do)(?: back)?(?: on| onto)?|open (?:it|that|this|that one|.{3,40}?) (?:up )?again|(?:isn't|wasn't|aren't|hasn't been|haven't been) (?:actually |really |quite )?(?:done|finished|complete|completed)|needs doing again|active again|still (?:to do|to be done|needs doing|open|outstanding|not done)|(?:ticked|checked|crossed|marked) .* (?:too soon|too early|by mistake|by accident|prematurely))\b/
const haveNot = new RegExp(
  `\\b(?:i|we)(?: still| actually| really)* (?:haven't|have not|hadn't|had not|didn't|did not|hasn't|never)\\b(?: actually| really| yet| in fact)* (?!been to|seen|met)(${doneVerbs.slice(3, -1)}|do|finish|complete|book|buy|call|pay|send|renew|pack|print) ?(.*)$`,
)

/** “reopen …”, “I haven’t actually booked the tickets, put that one back on my list”. */
export const reopenTaskFamily: Family = (clause, context) => {
  const { plain } = clause.text
  const { core } = clause
  const not = haveNot.exec(plain)
  const asks = /\?$|\bwhat\b|\bwhich\b/.test(plain)
  const words = reopenWords.test(plain) && !/^(?:what|which|how|show|list)\b/.test(core)
  const moves =
    /\b(?:put|move|get|bring)\b/.test(plain) && !/\bback\b/.test(plain) && !/re-?open|not done|undone/.test(plain)
  if (words && !moves && !/\b(?:delete|undo)\b(?! the task)/.test(plain))
    return {
      intent: 'reopen_task',
      score: context.referents.tasks.some(({ status }) => status === 'completed') ? 94 : 86,
      talk: () => reopen(clause, context),
    }
  if (not !== null && !asks && !/\b(?:delete|undo)\b/.test(plain))
    return { intent: 'reopen_task', score: 66, talk: () => reopen(clause, context) }
  const gist = clause.gist('reopen_task')
  const done = context.referents.tasks.some(({ status }) => status === 'completed')
  return gist >= 0.5 && done && !asks
    ? { intent: 'reopen_task', score: 44, talk: () => reopen(clause, context) }
    : undefined
}

function* reopen(clause: Clause, context: Context): Talk<Reply> {
  const { core } = clause
  const { plain } = clause.text
  const not = haveNot.exec(plain)
  const known = knownTask(plain, context, 'completed')
  const said =
    known !== undefined && !/\b(?:all|both|them|those)\b/.test(plain)
      ? known.title
      : not !== null
        ? clause.text
            .slice({ start: not.index + not[0].length - (not[2] ?? '').length, end: plain.length })
            .replace(/[,.;].*$/, '')
        : reopenedName(core)
  const tasks = yield* tasksMeant(pointsBack(said.trim()) ? '' : said, plain, 'completed', context, true)
  for (const { task_id } of tasks) yield* call(reopenTask, { task_id })
  return { text: `Back on your list: ${listedTitles(tasks)}.`, suggestions: ['Show my tasks'] }
}

/** What is to be opened again: the first part of the sentence that names anything, without the words that ask for it. */
function reopenedName(core: string): string {
  const names = core.split(/[,.;!?]+(?:\s+|$)|\bbut\b/).map((part) =>
    part
      .replace(
        /^(?:i |we )?(?:spoke|was|were|just|accidentally|by mistake|too soon|premature\w*|hasty|wrong|that was)\b.*$/,
        (all) => (/\b(?:ticked|checked|crossed|marked|completed|finished)\b/.test(all) ? all : ''),
      )
      .replace(
        /^.*?\b(?:re-?open|un-?(?:tick|check|complete|mark|finish)|put|mark|bring(?: back)?|get|move|open|ticked|checked|crossed|marked|completed|finished)\b(?: off)?/,
        '',
      )
      .replace(
        /\b(?:back(?: (?:on|onto|in))?\b.*|again\b.*|up again.*|off\b.*|too (?:soon|early).*|by (?:mistake|accident).*|as (?:not|un|in|pending|open|to do).*|(?:as )?(?:done|finished|complete|completed)|not .*|(?:is|was|are|were)(?:n't| not| still| actually) .*|'s (?:not|still) .*|(?:has|have)(?:n't| not) been .*|still .*|please|after all|actually|yet)$/,
        '',
      )
      .replace(/ (?:as |is |was )?(?:done|finished|complete|completed|not)$/, '')
      .replace(/^(?:the|my|and|so|that|please) (?=\S)/, '')
      .trim(),
  )
  return (
    names.find(
      (name) =>
        name !== '' && !pointsBack(name) && !/^(?:i|we|it's|that's|no|not|oh|dear|oops|wait|sorry)\b/.test(name),
    ) ?? ''
  )
}

const completeForms: RegExp[] = [
  /^(?:all )?(?:done|finished|completed|did it|done it|sorted)()$/,
  new RegExp(`^(.+?) (?:has|have) (?:now |already )?been ${doneVerbs}(?: (?:now|already|too|today))?$`),
  /^(?:mark|set|tick|check|cross|close)(?: off)? as (?:done|complete|completed|finished) ?:? (.+)$/,
  /^(?:mark|set|tick|check|cross|close|strike|count)(?: off)? (.+?)(?: (?:as |to |for )?(?:done|complete|completed|finished)| off(?: (?:my|the) (?:to-?do |task )?list)?)(?: (?:please|for me|now|too|as well))?[.! ]*$/,
  /^(?:tick|check|cross) off (.+)$/,
  /^tick (.+)$/,
  /^(?:complete|finish|close|close off|close out) (.+)$/,
  /^(?:that's|that is) (?:the |my |me |us )?(.+?) (?:done|sorted|finished|completed|taken care of|dealt with|out of the way)$/,
  /^(?:done|finished|completed) ?[:-] ?(.+)$/,
  /^(?:i'm |i am |we're |all )?(?:done|finished) (?:with )?(.+)$/,
  /^(.+?)(?:'s| is| are| has been| have been|'ve been|, )? (?:(?:now |already |all |both |been )*(?:done|finished|completed|sorted|complete|ticked off|taken care of|dealt with|out of the way)(?: (?:now|already|too))?)(?:,? (?:thanks|cheers|thank you|ta|mate|please|so .*|you can .*|now))?[.! ]*$/,
  /^(.+?) ?[:-] ?(?:done|finished|complete|completed|tick|check|✓|✔)$/,
  /^(?:that|it|this|these|those)(?:'s| is| are| have been| has been|'re)? (?:already |now |all )*(?:been )?(?:done|finished|completed|sorted|complete|booked|bought|paid)\b.*$/,
]
const pastFirst = new RegExp(`^(?:i |we |just |already |finally |yep |yes )*(?:did|${doneVerbs}) (.+)$`)
const pastLast = new RegExp(`^(.+?) (?:(?:is|are|was|were|has been|have been|now|already|all|finally) )*${doneVerbs}$`)
const anyPast =
  /^(?:(?:i|we)(?:'ve| have)? )?(?:just |already |finally )*\p{L}+ed\b|^(?!.*\b(?:should|to|will|be)\b).+ \p{L}+ed(?: (?:now|already|today))?$/u
const iHave = new RegExp(
  `^(?:i|we)(?:'ve| have|'m| had)?(?: now| just| already| finally| also| actually)* (${doneVerbs})(?:\\s+(?:with )?(.+))?$`,
)

/** “mark it done”, “I’ve booked the train tickets”, “that’s done already”. */
export const completeTaskFamily: Family = (clause, context) => {
  const { core } = clause
  const { plain } = clause.text
  if (
    /\?\s*$/.test(plain) ||
    /^(?:what|which|how|when|show|list|remind|add)\b/.test(core) ||
    reopenWords.test(plain) ||
    /\b(?:not|n't|haven't|undone|need|must|should|have to|by)\b/.test(plain.replace(/\bno need\b/, ''))
  )
    return undefined
  const said = completed(clause, context)
  if (said === undefined) return undefined
  const explicit = /^(?:mark|tick|check|cross|complete)\b|\b(?:done|finished|completed)\b/.test(core)
  if (readMoney(plain, 'EUR').some(({ start }) => /\b(?:got|have|'ve) $/.test(plain.slice(0, start)))) return undefined
  if (/^check\b/.test(core) && !/\boff\b|\bdone|complete\b/.test(core)) return undefined
  return { intent: 'complete_task', score: explicit ? 78 : 64, talk: () => complete(said, plain, context) }
}

function completed(clause: Clause, context: Context): string | undefined {
  const core = clause.core.replace(/[.! ]+$/, '')
  const typed = (name: string, at: number) => coreSlice(clause, at, at + name.length)
  const meant = (name: string, at: number): string =>
    plural(name) ? name : name === '' || pointsBack(name) ? '' : typed(name, at)
  const have = iHave.exec(core)
  if (have !== null) {
    const object = (have[2] ?? '').replace(
      /,? (?:so|and (?:that|so|you|it|this|please)|that's|you can|please|can you)\b.*$|,? (?:this morning|earlier|yesterday|last night|today|just now|already|now)$/,
      '',
    )
    return meant(object, core.lastIndexOf(object))
  }
  for (const form of completeForms) {
    const match = form.exec(core)
    if (match === null) continue
    const name = match[1] ?? ''
    return meant(name, match.index + match[0].indexOf(name))
  }
  // “the fence is painted” tells that “paint the fence” is done.
  const whole = anyPast.test(core) && knownShare(core, context) >= 0.8
  if (whole) return typed(core, 0)
  // A past form alone tells of a task only where one is known by that name.
  const past = pastFirst.exec(core) ?? pastLast.exec(core)
  const object = past?.[1]?.replace(/,? (?:so|and (?:that|so|you|it)|that's)\b.*$/, '')
  if (object === undefined || knownTask(object, context) === undefined) return undefined
  return meant(object, core.indexOf(object))
}

function* complete(said: string, plain: string, context: Context): Talk<Reply> {
  const tasks = yield* tasksMeant(
    /^(?:that|it|this|these|those|them)\b/i.test(said) && !plural(said) ? (said.split(' ')[0] ?? '') : said,
    plain,
    'pending',
    context,
    true,
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
