import { expect, test } from 'vitest'
import type { Change } from '../../mcp/activity/contract.ts'
import { byDay, callerKindOf } from './change-days.ts'

const change = (change_id: string, at: string): Change => ({
  change_id,
  at,
  caller: 'panel',
  caller_name: 'You',
  tool: 'add_task',
  summary: '',
  undone: false,
  entities: [],
})

test('changes stand under the day they were made on where the user is', () => {
  const changes = [
    change('c', '2026-11-20T23:30:00Z'),
    change('b', '2026-11-20T12:00:00Z'),
    change('a', '2026-11-20T11:00:00Z'),
  ]
  expect(byDay(changes, 'Europe/Lisbon').map((day) => [day.date, day.changes.length])).toEqual([['2026-11-20', 3]])
  expect(byDay(changes, 'Asia/Tokyo').map((day) => [day.date, day.changes.length])).toEqual([
    ['2026-11-21', 1],
    ['2026-11-20', 2],
  ])
})

test('callers are told apart', () => {
  expect(['panel', 'assistant', 'local', 'client:abc', 'system'].map(callerKindOf)).toEqual([
    'you',
    'assistant',
    'local',
    'client',
    'system',
  ])
})
