import type { Migration } from '../database/database.ts'

export const vaultMigrations: readonly Migration[] = [
  {
    server: 'vault',
    number: 1,
    name: 'secrets',
    sql: `
      CREATE TABLE secrets (
        user_id TEXT NOT NULL,
        name TEXT NOT NULL,
        sealed TEXT NOT NULL,
        updated_at INTEGER NOT NULL,
        PRIMARY KEY (user_id, name)
      ) STRICT, WITHOUT ROWID;
    `,
  },
]
