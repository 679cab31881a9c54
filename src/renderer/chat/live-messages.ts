import { create } from 'zustand'
import type { ConversationEvent, Message, Part, ToolPart } from '../../shared/conversation.ts'

/** Messages that were told of as they were written, by their id. */
export type LiveMessages = Readonly<Record<string, Message>>

function withText(parts: readonly Part[], delta: string): Part[] {
  const last = parts.at(-1)
  if (last?.type !== 'text') return [...parts, { type: 'text', text: delta }]
  return [...parts.slice(0, -1), { type: 'text', text: last.text + delta }]
}

function withTool(parts: readonly Part[], tool: ToolPart): Part[] {
  const at = parts.findIndex((part) => part.type === 'tool' && part.call_id === tool.call_id)
  return at === -1 ? [...parts, tool] : parts.with(at, tool)
}

/**
 * The messages after an event. Text and tools of a message whose beginning was not seen are left out: it is read
 * from the host instead.
 */
export function applyEvent(messages: LiveMessages, event: ConversationEvent): LiveMessages {
  if (event.type === 'message' || event.type === 'done') {
    return { ...messages, [event.message.message_id]: event.message }
  }
  const message = messages[event.message_id]
  if (message === undefined) return messages
  const parts = event.type === 'text' ? withText(message.parts, event.delta) : withTool(message.parts, event.part)
  return { ...messages, [event.message_id]: { ...message, parts } }
}

/** By time; of two at the same time, the question before its answer. */
function byTime(a: Message, b: Message): number {
  if (a.created_at !== b.created_at) return a.created_at < b.created_at ? -1 : 1
  if (a.role !== b.role) return a.role === 'user' ? -1 : 1
  return 0
}

/** The messages of a conversation in order: those read from the host, with what was told since in their place. */
export function mergeMessages(stored: readonly Message[], live: LiveMessages, conversationId: string): Message[] {
  const merged = new Map(stored.map((message) => [message.message_id, message]))
  for (const message of Object.values(live)) {
    if (message.conversation_id === conversationId) merged.set(message.message_id, message)
  }
  return [...merged.values()].sort(byTime)
}

interface LiveState {
  messages: LiveMessages
  apply(event: ConversationEvent): void
  clear(): void
}

export const useLiveMessages = create<LiveState>()((set) => ({
  messages: {},
  apply: (event) => set((state) => ({ messages: applyEvent(state.messages, event) })),
  clear: () => set({ messages: {} }),
}))
