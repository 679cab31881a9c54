import { expect, test } from 'vitest'
import { latestUndoable } from './undoable.ts'

const change = (change_id: string, more: { caller?: string; undone?: boolean; reverts?: string } = {}) => ({
  change_id,
  caller: 'panel',
  undone: false,
  ...more,
})

test('the latest change that stands is undone next', () => {
  const changes = [change('3', { reverts: '2' }), change('2', { undone: true }), change('1')]
  expect(latestUndoable(changes)?.change_id).toBe('1')
})

test('changes of clients and the command line are left to the activity page', () => {
  const changes = [
    change('3', { caller: 'client:x' }),
    change('2', { caller: 'local' }),
    change('1', { caller: 'assistant' }),
  ]
  expect(latestUndoable(changes)?.change_id).toBe('1')
})

test('with nothing left there is none', () => {
  expect(latestUndoable([change('1', { undone: true })])).toBeUndefined()
})
