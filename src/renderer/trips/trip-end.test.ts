import { expect, test } from 'vitest'
import { endOfTrip } from './trip-end.ts'

const change = (change_id: string, operation: 'insert' | 'update' | 'delete', undone = false) => ({
  change_id,
  undone,
  entities: [{ entity: 'trip', id: 'lisbon', operation }],
})

test('a deleted trip comes back by undoing that, an undone one by redoing what made it', () => {
  expect(endOfTrip([change('c', 'delete'), change('b', 'update'), change('a', 'insert')], 'lisbon')).toEqual({
    how: 'deleted',
    changeId: 'c',
  })
  expect(endOfTrip([{ ...change('b', 'delete'), reverts: 'a' }, change('a', 'insert', true)], 'lisbon')).toEqual({
    how: 'undone',
    changeId: 'a',
  })
})

test('a trip that nobody made has no end', () => {
  expect(endOfTrip([], 'nonsense')).toBeUndefined()
  expect(endOfTrip([change('a', 'insert')], 'porto')).toBeUndefined()
})
