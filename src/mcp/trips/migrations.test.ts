import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { openTestDatabase } from '../../platform/database/testing.ts'
import { tripsJournaled, tripsMigrations } from './migrations.ts'

it('makes strict tables whose journaled ones have a text key and a user', async () => {
  await using opened = await openTestDatabase({ migrations: tripsMigrations, journaled: tripsJournaled })
  const db = opened.database.reader<object>()
  const { rows: tables } = await sql<{ name: string; strict: number }>`
    SELECT name, strict FROM pragma_table_list WHERE name IN ('trips', 'trip_destinations', 'stops') ORDER BY name`.execute(
    db,
  )
  expect(tables).toEqual(['stops', 'trip_destinations', 'trips'].map((name) => ({ name, strict: 1 })))
  for (const { table, key } of tripsJournaled) {
    const { rows } = await sql<{ name: string; type: string; pk: number }>`
      SELECT name, type, pk FROM pragma_table_info(${table})`.execute(db)
    expect(rows.find(({ name }) => name === key)).toMatchObject({ type: 'TEXT', pk: 1 })
    expect(rows.map(({ name }) => name)).toContain('user_id')
    expect(rows.map(({ type }) => type)).not.toContain('BLOB')
  }
})
