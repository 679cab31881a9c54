import type { Database } from '../../platform/database/database.ts'
import type { Log } from '../../platform/telemetry/log.ts'
import type { Conversation, ConversationEvent, Message } from '../../shared/conversation.ts'
import type { Temporal } from '../../shared/dates.ts'
import { SojournError } from '../../shared/errors.ts'
import type { SendRequest } from '../../shared/host-api.ts'
import { newId } from '../../shared/ids.ts'
import type { Profile } from '../../shared/profile.ts'
import { scopes } from '../../shared/tool.ts'
import type { Registry } from '../registry.ts'
import { Answer } from './answer.ts'
import { ConversationWriter, findConversation } from './conversation-store.ts'
import { builtInModels, type Models } from './models.ts'
import { runAgent } from './run-agent.ts'
import { conversationTitle } from './wording/conversation-title.ts'

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

export interface AssistantOptions {
  database: Database
  registry: Registry
  clock: () => Temporal.Instant
  profile: () => Profile
  log: Log
  /** Where the model comes from; the built-in one without it. */
  models?: Models
}

/** The longest message that is read, in characters. */
const longestMessage = 20_000

interface Writing {
  user: string
  answer: Answer
  abort: AbortController
  /** How the answer ends when it is aborted. */
  endsAs: 'stopped' | 'interrupted'
  finished: Promise<Message>
}

/** Builds the assistant; answers that a killed program left unfinished are marked `interrupted` before anything else. */
export function createAssistant(options: AssistantOptions): Assistant {
  return new StoredAssistant(options)
}

class StoredAssistant implements Assistant {
  readonly #options: AssistantOptions
  readonly #models: Models
  readonly #store: ConversationWriter
  readonly #ready: Promise<void>
  readonly #listeners = new Set<(event: ConversationEvent) => void>()
  readonly #writing = new Map<string, Writing>()
  #closed = false

  constructor(options: AssistantOptions) {
    this.#options = options
    this.#models = options.models ?? builtInModels
    this.#store = new ConversationWriter(options.database)
    this.#ready = this.#store.recover()
    // A failure here is told to whoever sends first.
    this.#ready.catch(() => undefined)
  }

  async send(user: string, request: SendRequest): Promise<Sent> {
    const said = readMessage(request.message)
    if (this.#closed) throw new SojournError('unavailable', 'Sojourn is closing.')
    await this.#ready
    const now = this.#options.clock().toString()
    const known =
      request.conversation_id === undefined
        ? undefined
        : await findConversation(this.#store.reader, user, request.conversation_id)
    const conversation: Conversation = known ?? {
      conversation_id: newId(),
      title: conversationTitle(said),
      created_at: now,
      updated_at: now,
    }
    const { conversation_id } = conversation
    if (this.#writing.has(conversation_id)) {
      throw new SojournError('conflict', 'An answer is still being written in this conversation.', {
        hint: 'Wait for it, or stop it first.',
      })
    }
    const message = (role: Message['role'], rest: Pick<Message, 'parts' | 'status'>): Message => ({
      message_id: newId(),
      conversation_id,
      role,
      suggestions: [],
      created_at: now,
      ...rest,
    })
    const question = message('user', { parts: [{ type: 'text', text: said }], status: 'complete' })
    const reply = message('assistant', { parts: [], status: 'streaming' })
    const answer = new Answer({
      user,
      message: reply,
      conversation,
      store: this.#store,
      clock: this.#options.clock,
      publish: (event) => this.#publish(event),
      onFailure: (error) => this.#options.log.error('answer_not_stored', {}, error),
    })
    const writing: Writing = {
      user,
      answer,
      abort: new AbortController(),
      endsAs: 'stopped',
      finished: Promise.resolve(reply),
    }
    this.#writing.set(conversation_id, writing)
    try {
      await this.#store.insert(user, known === undefined ? conversation : undefined, [question, reply])
    } catch (error) {
      this.#writing.delete(conversation_id)
      throw error
    }
    this.#publish({ type: 'message', message: question })
    this.#publish({ type: 'message', message: structuredClone(reply) })
    writing.finished = this.#write(writing, said, request.trip_id)
    return { conversation_id, message_id: reply.message_id, answered: writing.finished }
  }

  stop(user: string, conversationId: string): void {
    const writing = this.#writing.get(conversationId)
    if (writing !== undefined && writing.user === user) writing.abort.abort()
  }

  onEvent(listener: (event: ConversationEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#ready.catch(() => undefined)
    const all = [...this.#writing.values()]
    for (const writing of all) {
      writing.endsAs = 'interrupted'
      writing.abort.abort()
    }
    await Promise.all(all.map(({ finished }) => finished))
  }

  async #write(writing: Writing, said: string, viewing: string | undefined): Promise<Message> {
    const { answer, user, abort } = writing
    const { conversation_id } = answer.message
    let status: Message['status'] = 'complete'
    let suggestions: string[] = []
    try {
      const profile = this.#options.profile()
      const trip = viewing ?? answer.conversation.trip_id
      const chosen = await this.#models.choose(user, {
        now: this.#options.clock(),
        profile,
        ...(trip !== undefined && { viewing: trip }),
      })
      answer.message.model = chosen.name
      const result = await runAgent({
        said,
        chosen,
        answer,
        store: this.#store,
        setting: {
          registry: this.#options.registry,
          user,
          caller: { kind: 'assistant', model: chosen.name, conversationId: conversation_id },
          scopes: new Set(scopes),
          signal: abort.signal,
        },
      })
      suggestions = result.suggestions
      if (abort.signal.aborted) status = writing.endsAs
    } catch (error) {
      status = abort.signal.aborted ? writing.endsAs : 'failed'
      if (status === 'failed') {
        this.#options.log.error('answer_failed', { model: answer.message.model ?? 'none' }, error)
        const known = error instanceof SojournError ? error.message : 'Something went wrong while I was answering.'
        answer.text(answer.message.parts.length === 0 ? known : `\n\n${known}`)
      }
    }
    try {
      await answer.end(status, status === 'complete' ? suggestions : [])
    } catch (error) {
      this.#options.log.error('answer_not_stored', {}, error)
    } finally {
      this.#writing.delete(conversation_id)
    }
    return answer.message
  }

  #publish(event: ConversationEvent): void {
    for (const listener of [...this.#listeners]) listener(event)
  }
}

function readMessage(message: unknown): string {
  if (typeof message !== 'string' || message.trim() === '') {
    throw new SojournError('invalid_input', 'The message is empty.', {
      hint: 'Write what you would like to do, such as “Plan 4 days in Lisbon from 12 May”.',
    })
  }
  const said = message.trim()
  if (said.length > longestMessage) {
    throw new SojournError(
      'invalid_input',
      `The message is too long: ${said.length.toLocaleString('en')} characters, at most 20,000 are read.`,
      { hint: 'Send it in parts.' },
    )
  }
  return said
}
