import { expect, test } from 'vitest'
import { callerChoices } from './callers.ts'

const fixed = ['Everyone', 'You', 'Assistant', 'Command line']
const names = (...args: Parameters<typeof callerChoices>) => callerChoices(...args).map((choice) => choice.name)

test('clients are offered once, those that only have changes too', () => {
  const clients = [{ client_id: 'a', name: 'Cursor', kind: 'registered' as const }]
  const changes = [
    { caller: 'client:a', caller_name: 'Cursor before' },
    { caller: 'client:b', caller_name: 'Gone' },
    { caller: 'panel', caller_name: 'You' },
  ]
  expect(names(clients, changes, undefined)).toEqual([...fixed, 'Cursor', 'Gone'])
})

test('clients of one name are told apart', () => {
  const clients = [
    { client_id: 'a', name: 'Cursor', kind: 'registered' as const },
    { client_id: 'b', name: 'Cursor', kind: 'stdio' as const },
  ]
  expect(names(clients, [], undefined)).toEqual([...fixed, 'Cursor, signed in', 'Cursor, started on this machine'])
})

test('who is chosen is always among them', () => {
  expect(names([], [], 'client:x')).toEqual([...fixed, 'Not connected any more'])
  expect(names([], [], 'assistant')).toEqual(fixed)
})
