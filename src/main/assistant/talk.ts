import { type ErrorBody, SojournError } from '../../shared/errors.ts'
import type { AnyTool, InputOf, OutputOf } from '../../shared/tool.ts'

/** A tool call that the built-in model asks for. */
export interface ToolCall {
  name: string
  input: Record<string, unknown>
}

/** How a tool call ended. */
export type Outcome = { ok: true; output: unknown; changeId?: string } | { ok: false; error: ErrorBody }

/**
 * A piece of dialogue: yields the tool calls it needs, one at a time, is given their outcomes, and returns a result.
 * It reads nothing but its arguments and the outcomes, so it can be run again from the start over the outcomes so far:
 * that is how a turn goes on after each answer of a tool, and after a restart.
 */
export type Talk<Result> = Generator<ToolCall, Result, Outcome>

/**
 * Calls a tool as a step of a talk.
 * @throws SojournError as the tool answered it
 */
export function* call<T extends AnyTool>(tool: T, input: InputOf<T>): Talk<OutputOf<T>> {
  const outcome = yield { name: tool.name, input: input as Record<string, unknown> }
  if (!outcome.ok) throw SojournError.fromBody(outcome.error)
  return tool.output.parse(outcome.output) as OutputOf<T>
}

/** What the assistant says at the end of a turn. */
export interface Reply {
  /** Markdown. */
  text: string
  /** What the user may want to say next. */
  suggestions: string[]
  /** Set where it asks: what the answer will be understood as. */
  question?: Question
}

/**
 * A question that was asked, kept with the answer's message. The user's answer is put in place of `{}` in `template`, and
 * the whole is then understood as one request.
 */
export interface Question {
  template: string
  /** What can be chosen, as it is put into the template. */
  choices: string[]
}

/** Ends a talk at once with a reply: a question that must be answered first, or a refusal. */
export class Say extends Error {
  readonly reply: Reply

  constructor(reply: Reply) {
    super(reply.text)
    this.name = 'Say'
    this.reply = reply
  }
}
