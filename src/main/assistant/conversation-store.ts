import { type Kysely, sql } from 'kysely'
import * as z from 'zod'
import type { Database } from '../../platform/database/database.ts'
import { type Conversation, type Message, part } from '../../shared/conversation.ts'
import { SojournError } from '../../shared/errors.ts'
import { limitOf, offsetOf, type PageRequest, pageOf } from '../../shared/paging.ts'
import type { AssistantTables, ConversationRow, MessageRow } from './tables.ts'

type Reader = Kysely<AssistantTables>

/** The conversation does not exist, is deleted, or is another user's: all the same from outside. */
function unknownConversation(): SojournError {
  return new SojournError('not_found', 'That conversation does not exist.', {
    hint: 'Leave conversation_id out to begin a new one.',
  })
}

const standing = (db: Reader, user: string) =>
  db
    .selectFrom('conversations as c')
    .leftJoin('conversation_edits as e', 'e.conversation_id', 'c.conversation_id')
    .select((is) => [
      'c.conversation_id',
      'c.user_id',
      'c.trip_id',
      'c.created_at',
      'c.updated_at',
      is.fn.coalesce('e.title', 'c.title').as('title'),
    ])
    .where('c.user_id', '=', user)
    .where('e.deleted_at', 'is', null)

/** Conversations of a user, the one that was written in last first; `query` is looked for in titles and messages. */
export async function listConversations(
  db: Reader,
  user: string,
  page: PageRequest & { query?: string | undefined },
): Promise<{ conversations: Conversation[]; next_cursor?: string }> {
  let rows = standing(db, user)
  if (page.query !== undefined && page.query.trim() !== '') {
    const words = `%${page.query.trim().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
    rows = rows.where((is) =>
      is.or([
        is(is.fn.coalesce('e.title', 'c.title'), 'like', words),
        is.exists(
          is
            .selectFrom('messages as m')
            .select('m.message_id')
            .whereRef('m.conversation_id', '=', 'c.conversation_id')
            .where('m.parts', 'like', words),
        ),
      ]),
    )
  }
  const found = await rows
    .orderBy('c.updated_at', 'desc')
    .orderBy('c.conversation_id', 'desc')
    .limit(limitOf(page) + 1)
    .offset(offsetOf(page))
    .execute()
  const cut = pageOf(found, page)
  return {
    conversations: cut.rows.map(toConversation),
    ...(cut.next_cursor !== undefined && { next_cursor: cut.next_cursor }),
  }
}

/** @throws SojournError `not_found` */
export async function findConversation(db: Reader, user: string, conversationId: string): Promise<Conversation> {
  const row = await standing(db, user).where('c.conversation_id', '=', conversationId).executeTakeFirst()
  if (row === undefined) throw unknownConversation()
  return toConversation(row)
}

/** A conversation with its messages, oldest first. @throws SojournError `not_found` */
export async function getConversation(
  db: Reader,
  user: string,
  conversationId: string,
): Promise<Conversation & { messages: Message[] }> {
  const conversation = await findConversation(db, user, conversationId)
  const rows = await db
    .selectFrom('messages')
    .selectAll()
    .where('user_id', '=', user)
    .where('conversation_id', '=', conversationId)
    // Ids made within one millisecond do not sort; rows are in the order they were written.
    .orderBy(sql`rowid`)
    .execute()
  return { ...conversation, messages: rows.map(toMessage) }
}

/** Gives a conversation a name; inside a journaled write, so that undo takes it back. @throws SojournError `not_found` */
export async function renameConversation(
  tx: Reader,
  user: string,
  conversationId: string,
  title: string,
): Promise<Conversation> {
  const conversation = await findConversation(tx, user, conversationId)
  await edit(tx, user, conversationId, { title })
  return { ...conversation, title }
}

/** Deletes a conversation; inside a journaled write, so that undo brings it back. @returns its title */
export async function deleteConversation(
  tx: Reader,
  user: string,
  conversationId: string,
  deletedAt: string,
): Promise<string> {
  const { title } = await findConversation(tx, user, conversationId)
  await edit(tx, user, conversationId, { deleted_at: deletedAt })
  return title
}

/**
 * Erases conversations that were deleted before a moment, with their messages and what a model saw of them. What stays is
 * the row that says so, which is journaled.
 * @param reachable whether undo could still bring a conversation back: then it stays
 * @returns how many were erased
 */
export async function eraseDeletedConversations(
  database: Database,
  deletedBefore: string,
  reachable: (user: string, conversationId: string) => boolean,
): Promise<number> {
  return database.writeUnjournaled<AssistantTables, number>(async (tx) => {
    const deleted = await tx
      .selectFrom('conversation_edits as e')
      .innerJoin('conversations as c', (join) =>
        join.onRef('c.conversation_id', '=', 'e.conversation_id').onRef('c.user_id', '=', 'e.user_id'),
      )
      .select(['c.conversation_id', 'c.user_id'])
      .where('e.deleted_at', '<', deletedBefore)
      .execute()
    const gone = deleted.filter((row) => !reachable(row.user_id, row.conversation_id))
    for (const { conversation_id, user_id } of gone) {
      for (const table of ['conversation_items', 'messages', 'conversations'] as const) {
        await tx
          .deleteFrom(table)
          .where('user_id', '=', user_id)
          .where('conversation_id', '=', conversation_id)
          .execute()
      }
    }
    return gone.length
  })
}

async function edit(
  tx: Reader,
  user: string,
  conversationId: string,
  change: { title: string } | { deleted_at: string },
): Promise<void> {
  await tx
    .insertInto('conversation_edits')
    .values({ conversation_id: conversationId, user_id: user, title: null, deleted_at: null, ...change })
    .onConflict((conflict) => conflict.column('conversation_id').doUpdateSet(change))
    .execute()
}

/** The tables as the assistant writes them while it answers: none of it is journaled. */
export class ConversationWriter {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  get reader(): Reader {
    return this.#database.reader<AssistantTables>()
  }

  write<Result>(work: (tx: Reader) => Promise<Result>): Promise<Result> {
    return this.#database.writeUnjournaled<AssistantTables, Result>(work)
  }

  /** Marks answers that a killed program left unfinished. */
  async recover(): Promise<void> {
    await this.write((tx) =>
      tx.updateTable('messages').set({ status: 'interrupted' }).where('status', '=', 'streaming').execute(),
    )
  }

  async insert(user: string, conversation: Conversation | undefined, messages: readonly Message[]): Promise<void> {
    await this.write(async (tx) => {
      if (conversation !== undefined) {
        const row: ConversationRow = { ...conversation, trip_id: conversation.trip_id ?? null, user_id: user }
        await tx.insertInto('conversations').values(row).execute()
      }
      for (const message of messages) await tx.insertInto('messages').values(toRow(user, message)).execute()
    })
  }

  async saveMessage(user: string, message: Message): Promise<void> {
    const { parts, status, suggestions, model } = toRow(user, message)
    await this.write((tx) =>
      tx
        .updateTable('messages')
        .set({ parts, status, suggestions, model })
        .where('message_id', '=', message.message_id)
        .where('user_id', '=', user)
        .execute(),
    )
  }

  async touch(
    user: string,
    conversationId: string,
    change: { title?: string; trip_id?: string | null; updated_at: string },
  ): Promise<void> {
    await this.write((tx) =>
      tx
        .updateTable('conversations')
        .set(change)
        .where('conversation_id', '=', conversationId)
        .where('user_id', '=', user)
        .execute(),
    )
  }
}

function toConversation(row: Omit<ConversationRow, 'title'> & { title: string | null }): Conversation {
  return {
    conversation_id: row.conversation_id,
    title: row.title ?? '',
    ...(row.trip_id !== null && { trip_id: row.trip_id }),
    created_at: row.created_at,
    updated_at: row.updated_at,
  }
}

const storedParts = z.array(part)
const storedTexts = z.array(z.string())

function toMessage(row: MessageRow): Message {
  return {
    message_id: row.message_id,
    conversation_id: row.conversation_id,
    role: row.role,
    parts: storedParts.parse(JSON.parse(row.parts)),
    status: row.status,
    suggestions: storedTexts.parse(JSON.parse(row.suggestions)),
    ...(row.model !== null && { model: row.model }),
    created_at: row.created_at,
  }
}

function toRow(user: string, message: Message): MessageRow {
  return {
    message_id: message.message_id,
    conversation_id: message.conversation_id,
    user_id: user,
    role: message.role,
    parts: JSON.stringify(message.parts),
    status: message.status,
    suggestions: JSON.stringify(message.suggestions),
    model: message.model ?? null,
    created_at: message.created_at,
  }
}
