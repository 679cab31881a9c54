import type { Database } from '../database/database.ts'
import type { FieldContext, Vault } from './vault.ts'

/** Keys and tokens of the user, encrypted. Names can be listed, values only be read by who uses them. */
export interface Secrets {
  /** @throws SojournError `locked` */
  set(user: string, name: string, value: string): Promise<void>
  /** @throws SojournError `locked` */
  get(user: string, name: string): Promise<string | undefined>
  /** @returns whether there was one */
  delete(user: string, name: string): Promise<boolean>
  /** Names only, in their order. */
  list(user: string): Promise<string[]>
}

interface Tables {
  secrets: { user_id: string; name: string; sealed: string; updated_at: number }
}

const field = (user: string, name: string): FieldContext => ({
  table: 'secrets',
  column: 'sealed',
  row: JSON.stringify([user, name]),
})

/** @param now milliseconds since the Unix epoch */
export function createSecrets(database: Database, vault: Vault, now: () => number = Date.now): Secrets {
  return {
    async set(user, name, value) {
      const row = { sealed: await vault.encrypt(value, field(user, name)), updated_at: now() }
      await database.writeUnjournaled<Tables, void>(async (tx) => {
        await tx
          .insertInto('secrets')
          .values({ user_id: user, name, ...row })
          .onConflict((conflict) => conflict.columns(['user_id', 'name']).doUpdateSet(row))
          .execute()
      })
    },
    async get(user, name) {
      const row = await database
        .reader<Tables>()
        .selectFrom('secrets')
        .select('sealed')
        .where('user_id', '=', user)
        .where('name', '=', name)
        .executeTakeFirst()
      return row === undefined ? undefined : vault.decrypt(row.sealed, field(user, name))
    },
    async delete(user, name) {
      const { numDeletedRows } = await database.writeUnjournaled<Tables, { numDeletedRows: bigint }>((tx) =>
        tx.deleteFrom('secrets').where('user_id', '=', user).where('name', '=', name).executeTakeFirstOrThrow(),
      )
      return numDeletedRows > 0n
    },
    async list(user) {
      const rows = await database
        .reader<Tables>()
        .selectFrom('secrets')
        .select('name')
        .where('user_id', '=', user)
        .orderBy('name')
        .execute()
      return rows.map(({ name }) => name)
    },
  }
}
