import { redoChange, undoChange } from '../../../mcp/activity/contract.ts'
import type { Context, Family } from '../context.ts'
import { call, type Reply, type Talk } from '../talk.ts'
import { listed } from '../wording/sentences.ts'

const undoWords =
  /\b(?:undo|revert|roll (?:it|that|this) back|rollback|take (?:it|that|this) back|(?:i )?(?:didn't|did not|don't|never) mean(?:t)? (?:to|that|it)|that was (?:a |my )?(?:mistake|wrong|accident)|wrong one|reverse (?:it|that)|put (?:it|that|them|everything) back(?! on| in(?:to)?\b)|bring (?:it|that|them) back|restore (?:it|that|them|the)|go back to (?:how|what|the way) (?:it|things) (?:was|were|had)|change (?:it|that) back|un-?delete|back to how it was|scratch that|as it was before|ctrl[- +]?z|cmd[- +]?z|take back (?:that|what|the last)|reverse (?:the last|my last|what)|how it was before|changed my mind about that)\b/
const redoWords =
  /\b(?:redo|re-do|do (?:it|that) again(?! (?:with|in|next|for))|ctrl[- +]?y|(?:bring|put) (?:it|that) back after all|restore what you (?:undid|reverted)|undo the undo|put (?:it|that) back again|bring (?:it|that) back again|reapply|restore the change)\b/

/** “cancel that” right after something was changed, rather than made: then it is the change that is not wanted. */
const takesBack = /^(?:cancel|forget|scrap|scratch|drop) (?:that|this|it)(?: change| again)?[.! ]*$/
const changes = /^(?:update|move|set|complete|reopen|reorder|optimize)_|^remove_/

const changedSomething = ({ earlier }: Context): boolean =>
  (earlier.at(-1)?.done ?? []).some(({ call: { name }, outcome }) => outcome.ok && changes.test(name))

/** “undo that”: takes back all that the last turn changed. */
export const undoFamily: Family = ({ text: { plain }, core }, context) => {
  if (redoWords.test(plain) && !/\bun-?do\b(?! the undo)/.test(plain)) return undefined
  if (takesBack.test(core) && changedSomething(context))
    return { intent: 'undo', score: 98, talk: () => undo(plain, context) }
  if (!undoWords.test(plain)) return undefined
  if (/\bback on (?:my|the)\b|\btask\b.*\bas undone\b/.test(plain)) return undefined
  const explicit = /\bundo\b|\brevert\b|take (?:it|that) back|mean/.test(core) || /\bundo\b|\bmean\b/.test(plain)
  return { intent: 'undo', score: explicit ? 94 : 80, talk: () => undo(plain, context) }
}

function* undo(plain: string, context: Context): Talk<Reply> {
  const { changes } = context.referents
  const steps = /\blast (\d+) (?:changes|things|steps)\b/.exec(plain)
  const open = changes.filter(({ undone, turn }) => !undone && turn < context.referents.turn)
  const turns = [...new Set(open.map(({ turn }) => turn))].slice(-(steps === null ? 1 : Number(steps[1])))
  const meant = open.filter(({ turn }) => turns.includes(turn)).map(({ changeId }) => changeId)
  const summaries: string[] = []
  if (meant.length === 0) summaries.push((yield* call(undoChange, {})).summary)
  for (const change_id of meant.reverse()) summaries.push((yield* call(undoChange, { change_id })).summary)
  return {
    text: `Undone: ${listed(summaries.map(lowerFirst))}.`,
    suggestions: ['Redo that'],
  }
}

/** “redo it”: brings back what was undone last. */
export const redoFamily: Family = ({ text: { plain } }, context) => {
  if (!redoWords.test(plain)) return undefined
  return { intent: 'redo', score: 93, talk: () => redo(context) }
}

function* redo(context: Context): Talk<Reply> {
  const undone = context.referents.changes.filter((change) => change.undone)
  const turn = undone.at(-1)?.turn
  const meant = undone.filter((change) => change.turn === turn).map(({ changeId }) => changeId)
  const summaries: string[] = []
  if (meant.length === 0) summaries.push((yield* call(redoChange, {})).summary)
  for (const change_id of meant) summaries.push((yield* call(redoChange, { change_id })).summary)
  return { text: `Done again: ${listed(summaries.map(lowerFirst))}.`, suggestions: ['Undo that'] }
}

const lowerFirst = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
