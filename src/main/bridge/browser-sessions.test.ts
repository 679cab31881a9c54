import { expect, test } from 'vitest'
import { openTestDatabase } from '../../platform/database/testing.ts'
import { Temporal } from '../../shared/dates.ts'
import { newId } from '../../shared/ids.ts'
import { BrowserSessions, browserSessionMigrations } from './browser-sessions.ts'

test('a key opens one session, which ends after 30 days to the fraction of a second', async () => {
  let now = Temporal.Instant.from('2026-11-20T10:00:00Z')
  await using opened = await openTestDatabase({ migrations: browserSessionMigrations, journaled: [] })
  const sessions = new BrowserSessions(opened.database, newId(), () => now)
  const key = sessions.mintKey()
  const token = await sessions.redeem(key)
  expect(token).toBeDefined()
  expect(await sessions.redeem(key)).toBeUndefined()
  expect(await sessions.isValid(undefined)).toBe(false)
  expect(await sessions.isValid('guessed')).toBe(false)
  now = Temporal.Instant.from('2026-12-20T09:59:59.999Z')
  expect(await sessions.isValid(token)).toBe(true)
  now = Temporal.Instant.from('2026-12-20T10:00:00.500Z')
  expect(await sessions.isValid(token)).toBe(false)
})
