import type { AgentInputItem, Session } from '@openai/agents-core'
import type { ConversationWriter } from './conversation-store.ts'

/** How many items of a conversation a model is given at most: the latest. */
const itemsAtMost = 400

/** The Agents SDK's memory of a conversation, kept in the database, so that it goes on after a restart. */
export class DatabaseSession implements Session {
  readonly #store: ConversationWriter
  readonly #user: string
  readonly #conversationId: string

  constructor(store: ConversationWriter, user: string, conversationId: string) {
    this.#store = store
    this.#user = user
    this.#conversationId = conversationId
  }

  async getSessionId(): Promise<string> {
    return this.#conversationId
  }

  async getItems(limit: number = itemsAtMost): Promise<AgentInputItem[]> {
    const rows = await this.#store.reader
      .selectFrom('conversation_items')
      .select('item')
      .where('conversation_id', '=', this.#conversationId)
      .where('user_id', '=', this.#user)
      .orderBy('sequence', 'desc')
      .limit(limit)
      .execute()
    return fromAUserMessage(rows.reverse().map(({ item }) => JSON.parse(item) as AgentInputItem))
  }

  async addItems(items: AgentInputItem[]): Promise<void> {
    if (items.length === 0) return
    await this.#store.write(async (tx) => {
      for (const item of items) {
        await tx
          .insertInto('conversation_items')
          .values({ conversation_id: this.#conversationId, user_id: this.#user, item: JSON.stringify(item) })
          .execute()
      }
    })
  }

  async popItem(): Promise<AgentInputItem | undefined> {
    return this.#store.write(async (tx) => {
      const last = await tx
        .selectFrom('conversation_items')
        .select(['sequence', 'item'])
        .where('conversation_id', '=', this.#conversationId)
        .where('user_id', '=', this.#user)
        .orderBy('sequence', 'desc')
        .limit(1)
        .executeTakeFirst()
      if (last === undefined) return undefined
      await tx.deleteFrom('conversation_items').where('sequence', '=', last.sequence).execute()
      return JSON.parse(last.item) as AgentInputItem
    })
  }

  async clearSession(): Promise<void> {
    await this.#store.write((tx) =>
      tx
        .deleteFrom('conversation_items')
        .where('conversation_id', '=', this.#conversationId)
        .where('user_id', '=', this.#user)
        .execute(),
    )
  }
}

/** Drops what a cut in the middle of a turn has left at the head: a result must never stand without its call. */
function fromAUserMessage(items: AgentInputItem[]): AgentInputItem[] {
  const first = items.findIndex((item) => 'role' in item && item.role === 'user')
  return first <= 0 ? items : items.slice(first)
}
