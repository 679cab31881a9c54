import type { Approval } from './approval.ts'
import type { ConversationEvent } from './conversation.ts'
import type { ErrorBody } from './errors.ts'

/** A row that changed, as the change feed tells it. */
export interface ChangedEntity {
  entity: string
  id: string
  operation: 'insert' | 'update' | 'delete'
  /** The trip it belongs to, where it belongs to one. */
  trip_id?: string
}

/** What the host tells everyone who looks on. */
export type HostEvent =
  | { type: 'changed'; change_id: string; caller: string; tool: string; summary: string; entities: ChangedEntity[] }
  | { type: 'conversation'; event: ConversationEvent }
  | { type: 'approval'; approval: Approval }
  | { type: 'settings' }
  /** Clients, the switch over them, or what waits for the owner's consent changed. */
  | { type: 'clients' }

export interface SendRequest {
  message: string
  conversation_id?: string
  /** What the user is looking at, so that “it” can mean it. */
  trip_id?: string
}

/** The answer of a tool call, with the change it made so that a panel can offer to undo it. */
export type CallResult = { ok: true; output: unknown; change_id?: string } | { ok: false; error: ErrorBody }

/**
 * What a shell offers the renderer: over IPC on the desktop, over a WebSocket in the browser. Calls made here are the
 * `panel` caller. A new capability is a new tool, not a new method here.
 */
export interface HostApi {
  /** Calls a tool by its name. Never rejects for the tool's own failure. */
  call(tool: string, input: unknown): Promise<CallResult>
  /** Sends a message to the assistant; resolves once it is stored, the answer comes as events. */
  send(request: SendRequest): Promise<{ conversation_id: string; message_id: string }>
  /** Stops the answer that is being written in a conversation. */
  stop(conversationId: string): Promise<void>
  /** Listens to the host; returns how to stop listening. */
  subscribe(listener: (event: HostEvent) => void): () => void
  /** Tells whether the host can be reached, now and whenever that changes. */
  onConnection(listener: (connected: boolean) => void): () => void
  readonly shell: 'desktop' | 'browser'
}

/** What comes back over IPC: an error's own fields would be lost there, so it travels as a value. */
export type Answered<Value> = { ok: true; value: Value } | { ok: false; error: ErrorBody }

/** The host API as the preload script of the desktop shell exposes it. */
export interface DesktopBridge extends Omit<HostApi, 'send' | 'stop'> {
  send(request: SendRequest): Promise<Answered<Awaited<ReturnType<HostApi['send']>>>>
  stop(conversationId: string): Promise<Answered<void>>
}

/** Frames of the browser shell's WebSocket, JSON text. */
export type ClientFrame =
  | { id: number; method: 'call'; params: { tool: string; input: unknown } }
  | { id: number; method: 'send'; params: SendRequest }
  | { id: number; method: 'stop'; params: { conversation_id: string } }
export type ServerFrame = { id: number; result: unknown } | { id: number; error: ErrorBody } | { event: HostEvent }
