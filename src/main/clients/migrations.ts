import type { Migration } from '../../platform/database/database.ts'

/** Who was let in and by what; none of it is journaled, tokens and codes are SHA-256 hashes. */
export const clientMigrations: readonly Migration[] = [
  {
    server: 'clients',
    number: 1,
    name: 'clients, registrations, consents, codes and tokens',
    sql: `
      CREATE TABLE clients (
        client_id TEXT NOT NULL,
        user_id TEXT NOT NULL,
        name TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('registered', 'metadata_document', 'access_token', 'stdio')),
        uri TEXT,
        scopes TEXT NOT NULL CHECK (json_valid(scopes)),
        profile TEXT NOT NULL CHECK (json_valid(profile)),
        policy TEXT NOT NULL CHECK (json_valid(policy)),
        calls_per_minute INTEGER NOT NULL CHECK (calls_per_minute >= 0),
        writes_per_minute INTEGER NOT NULL CHECK (writes_per_minute >= 0),
        paused INTEGER NOT NULL CHECK (paused IN (0, 1)),
        created_at TEXT NOT NULL,
        last_used_at TEXT,
        revoked_at TEXT,
        PRIMARY KEY (user_id, client_id)
      ) STRICT;
      CREATE TABLE oauth_registrations (
        client_id TEXT PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('registered', 'metadata_document')),
        metadata TEXT NOT NULL CHECK (json_valid(metadata)),
        registered_at TEXT NOT NULL
      ) STRICT;
      CREATE TABLE consents (
        consent_id TEXT PRIMARY KEY,
        user_id TEXT NOT NULL,
        handle_hash TEXT NOT NULL UNIQUE,
        client_id TEXT NOT NULL,
        client_name TEXT,
        client_uri TEXT,
        kind TEXT NOT NULL CHECK (kind IN ('registered', 'metadata_document')),
        redirect_uri TEXT NOT NULL,
        state TEXT,
        code_challenge TEXT NOT NULL,
        resource TEXT NOT NULL,
        issuer TEXT NOT NULL,
        requested TEXT NOT NULL CHECK (json_valid(requested)),
        granted TEXT CHECK (granted IS NULL OR json_valid(granted)),
        status TEXT NOT NULL CHECK (status IN ('waiting', 'allowed', 'denied', 'delivered')),
        created_at TEXT NOT NULL,
        expires_at TEXT NOT NULL
      ) STRICT;
      CREATE INDEX consents_by_status ON consents (user_id, status, created_at);
      CREATE TABLE authorization_codes (
        code_hash TEXT PRIMARY KEY,
        user_id TEXT NOT NULL,
        client_id TEXT NOT NULL,
        grant_id TEXT NOT NULL,
        redirect_uri TEXT NOT NULL,
        code_challenge TEXT NOT NULL,
        resource TEXT NOT NULL,
        expires_at TEXT NOT NULL,
        used_at TEXT
      ) STRICT;
      CREATE TABLE tokens (
        token_hash TEXT PRIMARY KEY,
        user_id TEXT NOT NULL,
        client_id TEXT NOT NULL,
        grant_id TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('access', 'refresh', 'personal', 'stdio')),
        scopes TEXT CHECK (scopes IS NULL OR json_valid(scopes)),
        resource TEXT,
        created_at TEXT NOT NULL,
        expires_at TEXT,
        used_at TEXT,
        revoked_at TEXT
      ) STRICT;
      CREATE INDEX tokens_by_client ON tokens (user_id, client_id);
      CREATE INDEX tokens_by_grant ON tokens (grant_id);
      CREATE TABLE bridge_switches (
        user_id TEXT PRIMARY KEY,
        enabled INTEGER NOT NULL CHECK (enabled IN (0, 1))
      ) STRICT;
    `,
  },
]
