import type { Conversation, ConversationEvent, Message, ToolPart } from '../../shared/conversation.ts'
import type { Temporal } from '../../shared/dates.ts'
import type { ConversationWriter } from './conversation-store.ts'
import { tripTouched } from './trip-touched.ts'

/** How long text may wait before it is stored, in milliseconds. */
const flushMs = 100

/** What an answer needs of where it is stored. */
export type AnswerStore = Pick<ConversationWriter, 'saveMessage' | 'touch'>

/**
 * The answer that is being written: takes what a model says and does, stores it as it comes, so that a killed program
 * leaves what was said so far, and tells whoever listens.
 */
export class Answer {
  readonly message: Message
  conversation: Conversation
  readonly #user: string
  readonly #store: AnswerStore
  readonly #clock: () => Temporal.Instant
  readonly #publish: (event: ConversationEvent) => void
  #timer: NodeJS.Timeout | undefined
  /** Never rejects: what could not be stored is told to `onFailure` and tried again with the next save. */
  #saving: Promise<void> = Promise.resolve()
  readonly #onFailure: (error: unknown) => void
  /** Whether the message as it last was is stored. */
  #stored = true

  constructor(options: {
    user: string
    message: Message
    conversation: Conversation
    store: AnswerStore
    clock: () => Temporal.Instant
    publish: (event: ConversationEvent) => void
    /** Told when something could not be stored. */
    onFailure: (error: unknown) => void
  }) {
    this.message = options.message
    this.conversation = options.conversation
    this.#user = options.user
    this.#store = options.store
    this.#clock = options.clock
    this.#publish = options.publish
    this.#onFailure = options.onFailure
  }

  text(delta: string): void {
    const last = this.message.parts.at(-1)
    if (last?.type === 'text') last.text += delta
    else this.message.parts.push({ type: 'text', text: delta })
    const { conversation_id, message_id } = this.message
    this.#publish({ type: 'text', conversation_id, message_id, delta })
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.#save()
    }, flushMs)
  }

  tool(part: ToolPart): void {
    if (!this.message.parts.includes(part)) this.message.parts.push(part)
    const { conversation_id, message_id } = this.message
    this.#publish({ type: 'tool', conversation_id, message_id, part: structuredClone(part) })
    // How far a call has come is for whoever looks now: it would be a write for every step.
    if (part.progress === undefined) this.#save()
    const touched = tripTouched(part)
    if (touched !== undefined) this.#noteTrip(touched.tripId, touched.title)
  }

  /** Ends the answer: everything stored as far as it can be, everyone told. */
  async end(status: Message['status'], suggestions: string[] = []): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.message.status = status
    this.message.suggestions = suggestions
    for (const part of this.message.parts) {
      if (part.type === 'tool' && (part.status === 'running' || part.status === 'waiting')) part.status = 'failed'
    }
    const now = this.#clock().toString()
    this.conversation = { ...this.conversation, updated_at: now }
    this.#save()
    this.#inTurn(() => this.#store.touch(this.#user, this.message.conversation_id, { updated_at: now }))
    await this.#saving
    if (!this.#stored)
      this.message.parts.push({ type: 'text', text: '\n\n*This answer could not be saved: the disk refused it.*' })
    this.#publish({ type: 'done', message: structuredClone(this.message), conversation: this.conversation })
  }

  #noteTrip(tripId: string | null, title: string | undefined): void {
    const { trip_id: _, ...rest } = this.conversation
    const named = title !== undefined && this.conversation.trip_id === undefined
    this.conversation = { ...rest, ...(tripId !== null && { trip_id: tripId }), ...(named && { title }) }
    const change = { trip_id: tripId, ...(named && { title }), updated_at: this.#clock().toString() }
    this.#inTurn(() => this.#store.touch(this.#user, this.message.conversation_id, change))
  }

  /** Saves follow each other; each stores the message as it is when its turn comes. */
  #save(): void {
    this.#inTurn(async () => {
      this.#stored = false
      await this.#store.saveMessage(this.#user, this.message)
      this.#stored = true
    })
  }

  #inTurn(store: () => Promise<void>): void {
    this.#saving = this.#saving.then(store).catch(this.#onFailure)
  }
}
