import type { AgentInputItem } from '@openai/agents-core'
import * as z from 'zod'
import { type ErrorBody, statusOfKind } from '../../shared/errors.ts'
import type { Outcome, Question, ToolCall } from './talk.ts'

/** A call with its outcome, as a conversation holds it. */
export interface Done {
  call: ToolCall
  outcome: Outcome
}

/** One message of the user with what was done for it and what was answered. */
export interface Turn {
  said: string
  done: Done[]
  answer?: string
  question?: Question
}

const kinds = Object.keys(statusOfKind) as [ErrorBody['kind'], ...ErrorBody['kind'][]]
const toolAnswer = z.union([
  z.object({ error: z.object({ kind: z.enum(kinds), message: z.string(), hint: z.string().optional() }) }),
  z.object({ result: z.unknown(), change_id: z.string().optional() }),
])

/** What the host gives back to a model for a call: see `toolAnswer`. */
export function answerText(outcome: Outcome): string {
  if (!outcome.ok) {
    const { kind, message, hint } = outcome.error
    return JSON.stringify({ error: { kind, message, ...(hint !== undefined && { hint }) } })
  }
  return JSON.stringify({
    result: outcome.output,
    ...(outcome.changeId !== undefined && { change_id: outcome.changeId }),
  })
}

const question = z.object({ template: z.string(), choices: z.array(z.string()) })
const marks = z.object({ sojourn: z.object({ suggestions: z.array(z.string()), question: question.optional() }) })
const inputObject = z.record(z.string(), z.unknown())

/** What the built-in model keeps beside an answer's text, read back; undefined for another model's answer. */
export function marksOf(providerData: unknown): { suggestions: string[]; question?: Question } | undefined {
  const parsed = marks.safeParse(providerData)
  if (!parsed.success) return undefined
  const { suggestions, question } = parsed.data.sojourn
  return { suggestions, ...(question !== undefined && { question }) }
}

/** The turns of a conversation from the items that the Agents SDK keeps; the last one is the one to be answered. */
export function turnsOf(items: readonly AgentInputItem[]): Turn[] {
  const turns: Turn[] = []
  let open = new Map<string, ToolCall>()
  for (const item of items) {
    if ('role' in item && item.role === 'user') {
      turns.push({ said: textOf(item.content), done: [] })
      open = new Map()
      continue
    }
    const turn = turns.at(-1)
    if (turn === undefined) continue
    if ('role' in item && item.role === 'assistant') {
      turn.answer = textOf(item.content)
      const asked = marksOf(item.providerData)?.question
      if (asked !== undefined) turn.question = asked
    } else if (item.type === 'function_call') {
      open.set(item.callId, { name: item.name, input: inputObject.catch({}).parse(parseJson(item.arguments)) })
    } else if (item.type === 'function_call_result') {
      const call = open.get(item.callId)
      if (call !== undefined) turn.done.push({ call, outcome: outcomeOf(item.output) })
    }
  }
  return turns
}

function outcomeOf(output: unknown): Outcome {
  const parsed = toolAnswer.safeParse(parseJson(textOf(output)))
  if (!parsed.success) return { ok: false, error: { kind: 'internal', message: 'The tool gave no readable answer.' } }
  if ('error' in parsed.data) {
    const { kind, message, hint } = parsed.data.error
    return { ok: false, error: { kind, message, ...(hint !== undefined && { hint }) } }
  }
  const { result, change_id } = parsed.data
  return { ok: true, output: result, ...(change_id !== undefined && { changeId: change_id }) }
}

const piece = z.object({ text: z.string() })

function textOf(content: unknown): string {
  if (typeof content === 'string') return content
  if (Array.isArray(content)) return content.map(textOf).join('')
  const parsed = piece.safeParse(content)
  return parsed.success ? parsed.data.text : ''
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
