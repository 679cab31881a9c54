import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../platform/database/testing.ts'
import { Temporal } from '../shared/dates.ts'
import type { Caller } from '../shared/tool.ts'
import { Taint, taintMigrations } from './taint.ts'

let database: TestDatabase
let now = Temporal.Instant.from('2026-11-20T10:00:00Z')
const taint = () => new Taint(database.database, () => now)

beforeAll(async () => {
  database = await openTestDatabase({ migrations: taintMigrations, journaled: [] })
})
afterAll(() => database.dispose())

const conversation = (conversationId: string): Caller => ({ kind: 'assistant', model: 'any', conversationId })

describe('who has read text from outside', () => {
  it('needs the user’s word for what removes, reaches outside or spends, and for nothing else', async () => {
    const reader = { user: 'ann', caller: conversation('a') }
    expect(await taint().needsWord(reader, 'destructive')).toBe(false)
    await taint().mark(reader)
    const needed = await Promise.all(
      (['read', 'write', 'destructive', 'external', 'spend'] as const).map((effect) =>
        taint().needsWord(reader, effect),
      ),
    )
    expect(needed).toEqual([false, false, true, true, true])
  })

  it('is the conversation, the client, or the session that shares the local token', async () => {
    await taint().mark({ user: 'ann', caller: { kind: 'client', clientId: 'cursor', name: 'Cursor' }, exchange: 's1' })
    await taint().mark({ user: 'ann', caller: { kind: 'local' }, exchange: 's2' })
    const spends = (caller: Caller, exchange?: string, user = 'ann') =>
      taint().needsWord({ user, caller, exchange }, 'spend')
    expect(await spends(conversation('b'))).toBe(false)
    expect(await spends({ kind: 'client', clientId: 'cursor', name: 'Cursor' }, 'another session')).toBe(true)
    expect(await spends({ kind: 'client', clientId: 'zed', name: 'Zed' })).toBe(false)
    expect(await spends({ kind: 'client', clientId: 'cursor', name: 'Cursor' }, 's1', 'zoe')).toBe(false)
    expect(await spends({ kind: 'local' }, 's2')).toBe(true)
    expect(await spends({ kind: 'local' }, 's3')).toBe(false)
  })

  it('is never the person at a panel, nor a script with the local token', async () => {
    for (const caller of [{ kind: 'panel' }, { kind: 'local' }] as const) {
      await taint().mark({ user: 'ann', caller })
      expect(await taint().needsWord({ user: 'ann', caller }, 'external')).toBe(false)
    }
  })

  it('is a client for half an hour, a conversation for as long as it may go on', async () => {
    const client: Caller = { kind: 'client', clientId: 'codex', name: 'Codex' }
    await taint().mark({ user: 'ann', caller: client })
    await taint().mark({ user: 'ann', caller: conversation('c') })
    const needs = async () => [
      await taint().needsWord({ user: 'ann', caller: client }, 'external'),
      await taint().needsWord({ user: 'ann', caller: conversation('c') }, 'external'),
    ]
    now = now.add({ minutes: 29 })
    expect(await needs()).toEqual([true, true])
    now = now.add({ minutes: 2 })
    expect(await needs()).toEqual([false, true])
  })
})
