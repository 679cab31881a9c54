import { SojournError } from '../shared/errors.ts'
import type { CallResult, HostEvent, SendRequest } from '../shared/host-api.ts'
import { scopes } from '../shared/tool.ts'
import type { Assistant } from './assistant/assistant.ts'
import type { Registry } from './registry.ts'

export const allScopes = new Set(scopes)

/** Tells what happens in the host to everyone who looks on: windows and browser tabs. */
export class HostEvents {
  readonly #listeners = new Set<(event: HostEvent) => void>()

  publish(event: HostEvent): void {
    for (const listener of this.#listeners) listener(event)
  }

  subscribe(listener: (event: HostEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Whether anyone looks on. */
  get watched(): boolean {
    return this.#listeners.size > 0
  }
}

/** What a shell needs of the host on behalf of its window or tab; calls made here are the `panel` caller. */
export interface PanelApi {
  call(tool: string, input: unknown): Promise<CallResult>
  send(request: SendRequest): Promise<{ conversation_id: string; message_id: string }>
  stop(conversationId: string): Promise<void>
  subscribe(listener: (event: HostEvent) => void): () => void
}

export function createPanelApi(user: string, registry: Registry, assistant: Assistant, events: HostEvents): PanelApi {
  return {
    async call(tool, input) {
      try {
        const { output, changeId } = await registry.call(tool, input, {
          user,
          caller: { kind: 'panel' },
          scopes: allScopes,
        })
        return { ok: true, output, ...(changeId !== undefined && { change_id: changeId }) }
      } catch (error) {
        if (error instanceof SojournError) return { ok: false, error: error.toBody() }
        throw error
      }
    },
    async send(request) {
      const { conversation_id, message_id } = await assistant.send(user, request)
      return { conversation_id, message_id }
    },
    stop: async (conversationId) => assistant.stop(user, conversationId),
    subscribe: (listener) => events.subscribe(listener),
  }
}
