import type { ConversationEvent, Message } from '../../shared/conversation.ts'
import type { SendRequest } from '../../shared/host-api.ts'

/** A message on its way: stored already, the answer still being written. */
export interface Sent {
  conversation_id: string
  /** The id of the answer's message. */
  message_id: string
  /** The whole answer, once it is complete, stopped or failed. Never rejects. */
  answered: Promise<Message>
}

/** The assistant as the host's doors see it. */
export interface Assistant {
  /**
   * Stores the user's message and begins to answer it.
   * @throws SojournError `invalid_input` for an empty or too long message, `not_found` for a conversation that is not
   * the user's, `conflict` where an answer is still being written in it
   */
  send(user: string, request: SendRequest): Promise<Sent>
  /** Stops the answer that is being written in a conversation; nothing happens where none is. */
  stop(user: string, conversationId: string): void
  onEvent(listener: (event: ConversationEvent) => void): () => void
  /** Ends what is being written, as `interrupted`. */
  close(): Promise<void>
}
