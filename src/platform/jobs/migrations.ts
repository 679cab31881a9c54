import type { Migration } from '../database/database.ts'

export const jobsMigrations: readonly Migration[] = [
  {
    server: 'jobs',
    number: 1,
    name: 'jobs',
    sql: `
      CREATE TABLE jobs (
        job_id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        key TEXT NOT NULL UNIQUE,
        user_id TEXT,
        payload TEXT NOT NULL,
        repeat TEXT,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'failed')),
        run_at INTEGER NOT NULL,
        occurrence INTEGER NOT NULL,
        attempts INTEGER NOT NULL,
        lease_until INTEGER,
        lease TEXT,
        last_error TEXT
      ) STRICT;
      CREATE INDEX jobs_by_time ON jobs (state, run_at);
    `,
  },
]
