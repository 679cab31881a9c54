// Run by kill.test.ts as a process of its own: writes rows one call after the other and prints the id of each answered one.
import { as, fixtureJournaled, fixtureMigrations, item, type Tables } from './fixture.ts'
import { openDatabase } from './open.ts'

const [, , dir = '', round = ''] = process.argv
const { database } = await openDatabase({ dir, migrations: fixtureMigrations, journaled: fixtureJournaled })
for (let number = 0; ; number++) {
  const id = `${round}-${number}`
  const insert = () =>
    database.write<Tables, void>(async (tx) => {
      await tx
        .insertInto('items')
        .values(item(`${id}-first`))
        .execute()
      await tx
        .insertInto('items')
        .values(item(`${id}-second`))
        .execute()
    })
  await database.call(as('ann'), insert, () => 'Added two')
  process.stdout.write(`${id}\n`)
}
