import { expect, onTestFinished, test, vi } from 'vitest'
import { openTestDatabase } from '../platform/database/testing.ts'
import { createJobs } from '../platform/jobs/jobs.ts'
import { Temporal } from '../shared/dates.ts'
import { newId } from '../shared/ids.ts'
import { ConversationWriter, deleteConversation } from './assistant/conversation-store.ts'
import { DatabaseSession } from './assistant/session.ts'
import { type AssistantTables, assistantJournaled, assistantMigrations } from './assistant/tables.ts'
import { planErasing } from './housekeeping.ts'

const user = newId()

/** A database with the job planned, and a clock that is turned by hand. */
async function open() {
  let now = Temporal.Instant.from('2026-01-01T00:00:00Z')
  let wake = () => {}
  const opened = await openTestDatabase({
    migrations: assistantMigrations,
    journaled: assistantJournaled,
    now: () => now.epochMilliseconds,
  })
  const { database, journal } = opened
  const jobs = createJobs({
    database,
    timers: {
      now: () => now.epochMilliseconds,
      after(_milliseconds, due) {
        wake = due
        return () => {}
      },
    },
  })
  onTestFinished(async () => {
    await jobs.stop()
    await opened.dispose()
  })
  await planErasing(jobs, { database, journal, clock: () => now })
  jobs.start()
  const writer = new ConversationWriter(database)
  const change = <Result>(work: () => Promise<Result>) =>
    database.call({ user, caller: 'panel', callerName: 'Panel', tool: 'change' }, work, () => 'Changed')
  return {
    journal,
    change,
    /** Lets days pass, and the job run at their end. */
    async pass(days: number) {
      const [planned] = await jobs.list()
      now = now.add({ hours: 24 * days })
      wake()
      await vi.waitFor(async () => expect((await jobs.list())[0]?.runAt).toBeGreaterThan(planned?.runAt ?? 0))
    },
    async begin() {
      const conversation_id = newId()
      const created_at = now.toString()
      await writer.insert(user, { conversation_id, title: 'Hello', created_at, updated_at: created_at }, [
        {
          message_id: newId(),
          conversation_id,
          role: 'user',
          parts: [{ type: 'text', text: 'Hello' }],
          status: 'complete',
          suggestions: [],
          created_at,
        },
      ])
      await new DatabaseSession(writer, user, conversation_id).addItems([{ role: 'user', content: 'Hello' }])
      return conversation_id
    },
    remove: (id: string) =>
      change(() => database.write<AssistantTables, string>((tx) => deleteConversation(tx, user, id, now.toString()))),
    async held() {
      const read = database.reader<AssistantTables>()
      const tables = ['conversations', 'messages', 'conversation_items'] as const
      const rows = await Promise.all(tables.map((table) => read.selectFrom(table).select('conversation_id').execute()))
      return rows.map((found) => found.map((row) => row.conversation_id))
    },
  }
}

test('a deleted conversation is erased after 90 days, with all that was said in it, and no other', async () => {
  const { begin, remove, journal, pass, held } = await open()
  const [kept, deleted] = [await begin(), await begin()]
  await remove(deleted)
  await pass(89)
  expect(await held()).toEqual(
    [
      [kept, deleted],
      [kept, deleted],
      [kept, deleted],
    ].map((ids) => expect.arrayContaining(ids)),
  )
  await pass(2)
  await journal.prune()
  await pass(1)
  expect(await held()).toEqual([[kept], [kept], [kept]])
})

test('one whose deletion can still be undone stays', async () => {
  const { begin, remove, change, journal, pass, held } = await open()
  const conversation = await begin()
  await remove(conversation)
  await pass(80)
  await change(() => journal.undo(user))
  await change(() => journal.redo(user))
  await pass(20)
  await journal.prune()
  await pass(1)
  expect(await held()).toEqual([[conversation], [conversation], [conversation]])
})
