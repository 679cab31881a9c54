import type { Migration } from './database.ts'

/** Tables of the journal and of idempotency answers. */
export const databaseMigrations: readonly Migration[] = [
  {
    server: 'journal',
    number: 1,
    name: 'change sets and their rows',
    sql: `
      CREATE TABLE change_sets (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT,
        change_id TEXT NOT NULL UNIQUE,
        user_id TEXT NOT NULL,
        at INTEGER NOT NULL,
        caller TEXT NOT NULL,
        caller_name TEXT NOT NULL,
        tool TEXT NOT NULL,
        summary TEXT NOT NULL,
        reverts TEXT
      ) STRICT;
      CREATE INDEX change_sets_of_user ON change_sets (user_id, sequence);
      CREATE INDEX change_sets_by_reverts ON change_sets (reverts) WHERE reverts IS NOT NULL;
      CREATE INDEX change_sets_by_time ON change_sets (at);

      CREATE TABLE journal_entries (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT,
        change_id TEXT NOT NULL REFERENCES change_sets (change_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        entity TEXT NOT NULL,
        row_table TEXT NOT NULL,
        row_key TEXT NOT NULL,
        operation TEXT NOT NULL CHECK (operation IN ('insert', 'update', 'delete')),
        trip_id TEXT,
        before TEXT,
        after TEXT
      ) STRICT;
      CREATE INDEX journal_entries_of_change ON journal_entries (change_id, sequence);
      CREATE INDEX journal_entries_of_row ON journal_entries (row_key, sequence);

      CREATE TABLE journal_current (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        change_id TEXT,
        user_id TEXT
      ) STRICT;
      INSERT INTO journal_current VALUES (1, NULL, NULL);
    `,
  },
  {
    server: 'idempotency',
    number: 1,
    name: 'answers kept by key',
    sql: `
      CREATE TABLE idempotency_answers (
        user_id TEXT NOT NULL,
        caller TEXT NOT NULL,
        tool TEXT NOT NULL,
        key TEXT NOT NULL,
        input_hash TEXT NOT NULL,
        answer TEXT NOT NULL,
        expires_at INTEGER NOT NULL,
        PRIMARY KEY (user_id, caller, tool, key)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX idempotency_answers_by_expiry ON idempotency_answers (expires_at);
    `,
  },
]
