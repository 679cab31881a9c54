import { expect, it } from 'vitest'
import { openTestDatabase } from '../../platform/database/testing.ts'
import { newId } from '../../shared/ids.ts'
import { type BudgetTables, budgetJournaled, budgetMigrations } from './migrations.ts'

it('step 1 makes journaled tables of money in whole minor units, one limit for each category of a trip', async () => {
  await using opened = await openTestDatabase({ migrations: budgetMigrations, journaled: budgetJournaled })
  const { database } = opened
  const insert = (amount_minor: number) =>
    database.call(
      { user: 'ann', caller: 'panel', callerName: 'You', tool: 'set_budget' },
      () =>
        database.write<BudgetTables, unknown>((tx) =>
          tx
            .insertInto('budget_category_limits')
            .values({
              limit_id: newId(),
              user_id: 'ann',
              trip_id: 'trip',
              category: 'food',
              amount_minor,
              currency: 'EUR',
            })
            .execute(),
        ),
      () => 'Set a limit',
    )
  await expect(insert(10.5)).rejects.toThrow(/INTEGER/)
  await expect(insert(-1)).rejects.toThrow(/CHECK/)
  expect((await insert(1050)).committed?.entities).toMatchObject([
    { entity: 'category_limit', operation: 'insert', trip_id: 'trip' },
  ])
  await expect(insert(900)).rejects.toThrow(/UNIQUE/)
})
