import type { Migration } from './database/database.ts'
import { databaseMigrations } from './database/migrations.ts'
import { jobsMigrations } from './jobs/migrations.ts'
import { vaultMigrations } from './vault/migrations.ts'

/** The platform's own tables; `openDatabase` runs them before those of the servers. */
export const platformMigrations: readonly Migration[] = [...databaseMigrations, ...jobsMigrations, ...vaultMigrations]
