import type { Generated } from 'kysely'
import type { JournaledTable, Migration } from '../../platform/database/database.ts'

/** A conversation as it was begun. What a person did to it since (a name, deletion) stands in `conversation_edits`. */
export interface ConversationRow {
  conversation_id: string
  user_id: string
  title: string
  trip_id: string | null
  created_at: string
  updated_at: string
}

/** A name that a person gave, or when they deleted it: journaled, so that both can be undone. */
export interface ConversationEditRow {
  conversation_id: string
  user_id: string
  title: string | null
  deleted_at: string | null
}

export interface MessageRow {
  message_id: string
  conversation_id: string
  user_id: string
  role: 'user' | 'assistant'
  /** JSON text of `Part[]`. */
  parts: string
  status: 'streaming' | 'complete' | 'stopped' | 'interrupted' | 'failed'
  /** JSON text of `string[]`. */
  suggestions: string
  model: string | null
  created_at: string
}

/** What a model has seen and said, item by item: the session of the Agents SDK. */
export interface ConversationItemRow {
  sequence: Generated<number>
  conversation_id: string
  user_id: string
  /** JSON text of an `AgentInputItem`. */
  item: string
}

export interface AssistantTables {
  conversations: ConversationRow
  conversation_edits: ConversationEditRow
  messages: MessageRow
  conversation_items: ConversationItemRow
}

export const assistantMigrations: Migration[] = [
  {
    server: 'assistant',
    number: 1,
    name: 'conversations, messages and items',
    sql: `
      CREATE TABLE conversations (
        conversation_id TEXT PRIMARY KEY, user_id TEXT NOT NULL, title TEXT NOT NULL, trip_id TEXT,
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL
      ) STRICT;
      CREATE INDEX conversations_by_user ON conversations (user_id, updated_at DESC);
      CREATE TABLE conversation_edits (
        conversation_id TEXT PRIMARY KEY, user_id TEXT NOT NULL, title TEXT, deleted_at TEXT
      ) STRICT;
      CREATE TABLE messages (
        message_id TEXT PRIMARY KEY, conversation_id TEXT NOT NULL, user_id TEXT NOT NULL,
        role TEXT NOT NULL CHECK (role IN ('user', 'assistant')), parts TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('streaming', 'complete', 'stopped', 'interrupted', 'failed')),
        suggestions TEXT NOT NULL, model TEXT, created_at TEXT NOT NULL
      ) STRICT;
      CREATE INDEX messages_by_conversation ON messages (conversation_id, message_id);
      CREATE INDEX messages_streaming ON messages (status) WHERE status = 'streaming';
      CREATE TABLE conversation_items (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT, conversation_id TEXT NOT NULL, user_id TEXT NOT NULL, item TEXT NOT NULL
      ) STRICT;
      CREATE INDEX conversation_items_by_conversation ON conversation_items (conversation_id, sequence);
    `,
  },
]

/** Only what a person does to a conversation is undone; beginning one and writing in it is not a change of theirs. */
export const assistantJournaled: JournaledTable[] = [
  { table: 'conversation_edits', entity: 'conversation', key: 'conversation_id' },
]
