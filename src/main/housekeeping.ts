import type { Backups } from '../platform/database/backup.ts'
import type { Database } from '../platform/database/database.ts'
import { type Journal, journalAgeMs } from '../platform/database/journal.ts'
import type { Jobs } from '../platform/jobs/jobs.ts'
import type { Temporal } from '../shared/dates.ts'
import type { Approvals } from './approvals.ts'
import { eraseDeletedConversations } from './assistant/conversation-store.ts'

/** A backup every night at three, or at the next start where the machine slept. */
export async function planBackups(jobs: Jobs, backups: Backups, timezone: string): Promise<void> {
  jobs.register('daily_backup', async () => {
    await backups.create('daily')
  })
  await jobs.schedule({ name: 'daily_backup', repeat: { dailyAt: '03:00', timezone }, keep: true })
}

/** Removes what is kept no longer than 90 days, once a day: the journal, and what was asked of the user. */
export async function planPruning(jobs: Jobs, journal: Journal, approvals: Approvals): Promise<void> {
  jobs.register('prune_journal', async () => {
    await journal.prune()
    await approvals.prune()
  })
  await jobs.schedule({ name: 'prune_journal', repeat: { everyMs: 24 * 3600 * 1000 }, keep: true })
}

/** Erases, once a day, conversations that were deleted more than 90 days ago, which undo no longer brings back. */
export async function planErasing(
  jobs: Jobs,
  { database, journal, clock }: { database: Database; journal: Journal; clock: () => Temporal.Instant },
): Promise<void> {
  jobs.register('erase_conversations', async () => {
    const before = clock().subtract({ milliseconds: journalAgeMs }).toString()
    await eraseDeletedConversations(
      database,
      before,
      (user, conversationId) => journal.list(user, { entity: conversationId, limit: 1 }).length > 0,
    )
  })
  await jobs.schedule({ name: 'erase_conversations', repeat: { everyMs: 24 * 3600 * 1000 }, keep: true })
}
