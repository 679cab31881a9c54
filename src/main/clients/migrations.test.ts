import { expect, it } from 'vitest'
import { openTestDatabase } from '../../platform/database/testing.ts'
import { clientMigrations } from './migrations.ts'
import type { ClientTables } from './tables.ts'

it('step 1 makes strict tables that take known kinds and JSON alone', async () => {
  await using opened = await openTestDatabase({ migrations: clientMigrations, journaled: [] })
  const row = {
    client_id: 'a',
    user_id: 'ann',
    name: 'Editor',
    kind: 'stdio' as const,
    uri: null,
    scopes: '[]',
    profile: '"essentials"',
    policy: '{}',
    calls_per_minute: 600,
    writes_per_minute: 120,
    paused: 0 as const,
    created_at: '2026-11-20T10:00:00.000Z',
    last_used_at: null,
    revoked_at: null,
  }
  const insert = (fields: Partial<Record<keyof typeof row, unknown>> = {}) =>
    opened.database.writeUnjournaled<ClientTables, unknown>((tx) =>
      tx
        .insertInto('clients')
        .values({ ...row, ...(fields as object) })
        .execute(),
    )
  await insert()
  await insert({ user_id: 'bob' })
  await expect(insert()).rejects.toThrow(/UNIQUE/)
  await expect(insert({ client_id: 'b', kind: 'guest' })).rejects.toThrow(/CHECK/)
  await expect(insert({ client_id: 'b', policy: 'allow' })).rejects.toThrow(/CHECK/)
  await expect(insert({ client_id: 'b', paused: 2 })).rejects.toThrow(/CHECK/)
})
