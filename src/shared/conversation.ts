import * as z from 'zod'
import { id } from './ids.ts'

/** A tool call as the conversation shows it. */
const toolPart = z.object({
  type: z.literal('tool'),
  call_id: z.string(),
  name: z.string(),
  title: z.string(),
  status: z.enum(['running', 'waiting', 'done', 'failed']),
  input: z.unknown(),
  output: z.unknown().optional(),
  error: z.object({ kind: z.string(), message: z.string(), hint: z.string().optional() }).optional(),
  /** How far it has come while it runs, where the tool tells. */
  progress: z.object({ done: z.number(), total: z.number().optional(), message: z.string().optional() }).optional(),
  /** What it did, in words. */
  summary: z.string().optional(),
  duration_ms: z.number().optional(),
  /** The change set it made, where it made one: what Undo on the card undoes. */
  change_id: z.string().optional(),
})
export type ToolPart = z.infer<typeof toolPart>

const textPart = z.object({ type: z.literal('text'), text: z.string() })
export type TextPart = z.infer<typeof textPart>

export const part = z.discriminatedUnion('type', [textPart, toolPart])
export type Part = z.infer<typeof part>

export const message = z.object({
  message_id: id,
  conversation_id: id,
  role: z.enum(['user', 'assistant']),
  parts: z.array(part),
  /** `streaming` while it is written; `interrupted` where the program ended before it was done. */
  status: z.enum(['streaming', 'complete', 'stopped', 'interrupted', 'failed']),
  /** What the user may want to say next; also the choices where the assistant asks. */
  suggestions: z.array(z.string()),
  model: z.string().optional(),
  created_at: z.string(),
})
export type Message = z.infer<typeof message>

export const conversation = z.object({
  conversation_id: id,
  title: z.string(),
  /** The trip that is being talked about. */
  trip_id: z.string().optional(),
  created_at: z.string(),
  updated_at: z.string(),
})
export type Conversation = z.infer<typeof conversation>

/** What happens to a message while it is answered; every event of a message comes in order. */
export type ConversationEvent =
  | { type: 'message'; message: Message }
  | { type: 'text'; conversation_id: string; message_id: string; delta: string }
  | { type: 'tool'; conversation_id: string; message_id: string; part: ToolPart }
  | { type: 'done'; message: Message; conversation: Conversation }
