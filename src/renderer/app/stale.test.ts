import { expect, test } from 'vitest'
import { staleAfter } from './stale.ts'

test('a changed task makes the task lists, trips and the activity stale', () => {
  expect([...staleAfter([{ entity: 'task' }])].sort()).toEqual(['get_trip', 'list_changes', 'list_tasks'])
})

test('a kind of row that is not known makes every cached reading stale', () => {
  const stale = staleAfter([{ entity: 'something_new' }])
  for (const name of ['list_tasks', 'get_trip', 'list_expenses', 'list_conversations']) expect(stale).toContain(name)
})

test('a change without rows still shows in the activity', () => {
  expect([...staleAfter([])]).toEqual(['list_changes'])
})
