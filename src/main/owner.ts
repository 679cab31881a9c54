import * as z from 'zod'
import type { Database, Migration } from '../platform/database/database.ts'
import { newId } from '../shared/ids.ts'
import type { SettingsFile } from './settings.ts'

interface OwnerTables {
  owner: { one: number; user_id: string }
  /** Of the journal: who changed something last. */
  change_sets: { sequence: number; user_id: string }
}

export const ownerMigrations: readonly Migration[] = [
  {
    server: 'owner',
    number: 1,
    name: 'whose rows these are',
    sql: 'CREATE TABLE owner (one INTEGER PRIMARY KEY CHECK (one = 1), user_id TEXT NOT NULL) STRICT;',
  },
]

/**
 * The one user of a folder, named when it is first opened. The database says who, and its backups with it: rows whose
 * owner stood in `settings.json` alone would be nobody's once that file is lost.
 */
export async function ownerOf(database: Database, settings: SettingsFile): Promise<string> {
  const read = database.reader<OwnerTables>()
  const kept = await read.selectFrom('owner').select('user_id').executeTakeFirst()
  const saved = z.uuid().safeParse(settings.get('user_id')).data
  if (kept !== undefined) {
    if (saved !== kept.user_id) settings.set('user_id', kept.user_id)
    return kept.user_id
  }
  const lately = await read.selectFrom('change_sets').select('user_id').orderBy('sequence', 'desc').executeTakeFirst()
  const user = saved ?? lately?.user_id ?? newId()
  await database.writeUnjournaled<OwnerTables, unknown>((tx) =>
    tx.insertInto('owner').values({ one: 1, user_id: user }).execute(),
  )
  if (saved !== user) settings.set('user_id', user)
  return user
}
