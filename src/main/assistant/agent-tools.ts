import type { FunctionTool } from '@openai/agents-core'
import * as z from 'zod'
import type { ToolPart } from '../../shared/conversation.ts'
import { SojournError } from '../../shared/errors.ts'
import { newId } from '../../shared/ids.ts'
import type { AnyTool, BoundTool, Caller, Scope } from '../../shared/tool.ts'
import type { Registry } from '../registry.ts'
import { markedAsData } from '../untrusted.ts'
import { answerText } from './history.ts'
import { builtInName } from './models.ts'
import type { Outcome } from './talk.ts'

/** What a call by the assistant is made with, and who is told of it. */
export interface CallSetting {
  registry: Registry
  user: string
  caller: Caller
  scopes: ReadonlySet<Scope>
  signal: AbortSignal
  /** Told when a call begins, comes further, waits for the user's word, and ends. The part is the same object each time. */
  onPart: (part: ToolPart) => void
}

const schemas = new WeakMap<AnyTool, JsonSchema>()
interface JsonSchema {
  type: 'object'
  properties: Record<string, Record<string, unknown>>
  required: string[]
  additionalProperties: true
}

const objectSchema = z.object({
  properties: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  required: z.array(z.string()).default([]),
})

/** The JSON Schema of a tool's input, made once. The door checks the input itself, unknown fields included. */
function schemaOf(tool: AnyTool): JsonSchema {
  const known = schemas.get(tool)
  if (known !== undefined) return known
  const { properties, required } = objectSchema.parse(
    z.toJSONSchema(tool.args, { io: 'input', unrepresentable: 'any' }),
  )
  const schema: JsonSchema = { type: 'object', properties, required, additionalProperties: true }
  schemas.set(tool, schema)
  return schema
}

/** The tools of the door as the Agents SDK takes them. A failed call is an answer to the model, never an exception. */
export async function agentTools(
  tools: readonly BoundTool[],
  setting: CallSetting,
): Promise<FunctionTool<unknown, JsonSchema>[]> {
  const { tool } = await import('@openai/agents-core')
  // The built-in assistant reads values, not text: nothing in them can instruct it.
  const marks = setting.caller.kind === 'assistant' && setting.caller.model !== builtInName
  return tools.map(({ definition }) =>
    tool({
      name: definition.name,
      description: definition.description,
      parameters: schemaOf(definition),
      strict: false,
      execute: async (input, _context, details) => {
        const outcome = await callTool(definition, input, details?.toolCall?.callId ?? newId(), setting)
        const text = answerText(outcome)
        return marks && definition.untrusted && outcome.ok ? markedAsData(text, definition.name, nonce()) : text
      },
    }),
  )
}

const nonce = (): string => newId().replaceAll('-', '')

async function callTool(definition: AnyTool, input: unknown, callId: string, setting: CallSetting): Promise<Outcome> {
  const started = performance.now()
  const part: ToolPart = {
    type: 'tool',
    call_id: callId,
    name: definition.name,
    title: definition.title,
    status: 'running',
    input,
  }
  setting.onPart(part)
  try {
    const { output, changeId, summary } = await setting.registry.call(definition.name, input, {
      user: setting.user,
      caller: setting.caller,
      scopes: setting.scopes,
      signal: setting.signal,
      onProgress: (progress) => {
        part.status = 'running'
        part.progress = progress
        setting.onPart(part)
      },
      onWaiting: () => {
        part.status = 'waiting'
        setting.onPart(part)
      },
    })
    part.status = 'done'
    part.output = output
    if (summary !== undefined) part.summary = summary
    if (changeId !== undefined) part.change_id = changeId
    return { ok: true, output, ...(changeId !== undefined && { changeId }) }
  } catch (error) {
    if (!(error instanceof SojournError)) throw error
    const { kind, message, hint } = error
    part.status = 'failed'
    part.error = { kind, message, ...(hint !== undefined && { hint }) }
    return { ok: false, error: { kind, message, ...(hint !== undefined && { hint }) } }
  } finally {
    delete part.progress
    part.duration_ms = Math.round(performance.now() - started)
    setting.onPart(part)
  }
}
