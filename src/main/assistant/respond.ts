import { SojournError } from '../../shared/errors.ts'
import { converse, type Environment } from './dialogue.ts'
import type { Turn } from './history.ts'
import { Referents } from './referents.ts'
import { type Reply, Say, type ToolCall } from './talk.ts'
import { inWords } from './wording/failures.ts'

/** What the built-in model does next: it calls a tool, or it answers. */
export type Response = { call: ToolCall } | { reply: Reply }

/**
 * The built-in assistant as one function: from the turns of a conversation to the next step of the last one. The talk of
 * the turn is run over the outcomes so far; where they end, its next call is the step.
 */
export function respond(turns: readonly Turn[], env: Environment): Response {
  const turn = turns.at(-1)
  if (turn === undefined) return { reply: { text: 'What would you like to do?', suggestions: [] } }
  const earlier = turns.slice(0, -1)
  const referents = Referents.from(earlier, env.viewing)
  referents.begin()
  const talk = converse(turn.said, earlier, referents, env)
  try {
    let step = talk.next()
    for (const { call, outcome } of turn.done) {
      if (step.done === true) break
      referents.note(call, outcome)
      step = talk.next(outcome)
    }
    return step.done === true ? { reply: step.value } : { call: step.value }
  } catch (error) {
    if (error instanceof Say) return { reply: error.reply }
    if (error instanceof SojournError) return { reply: { text: inWords(error), suggestions: [] } }
    throw error
  }
}
