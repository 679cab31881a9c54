import { expect, test } from 'vitest'
import type { Change } from '../../mcp/activity/contract.ts'
import type { CallResult, HostApi } from '../../shared/host-api.ts'
import { stands, undoMany } from './undo-many.ts'

const change = (change_id: string): Change => ({
  change_id,
  at: '2026-11-20T12:00:00Z',
  caller: 'client:a',
  caller_name: 'A',
  tool: 'add_task',
  summary: `Change ${change_id}`,
  undone: false,
  entities: [],
})

/** A host of which only `undo_change` is called. */
function hostThat(answer: (changeId: string) => CallResult): HostApi & { asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    shell: 'browser',
    call: async (_tool, input) => {
      const { change_id } = input as { change_id: string }
      asked.push(change_id)
      return answer(change_id)
    },
    send: async () => ({ conversation_id: '', message_id: '' }),
    stop: async () => {},
    subscribe: () => () => {},
    onConnection: () => () => {},
  }
}
const ids = ['0199aaaa-0000-7000-8000-000000000003', '0199aaaa-0000-7000-8000-000000000002'] as const
const done = (change_id: string): CallResult => ({
  ok: true,
  output: { change_id, undone: true, summary: 's', tool: 't' },
})

test('one that is refused does not stop the rest, and says why', async () => {
  const host = hostThat((id) =>
    id === ids[0]
      ? { ok: false, error: { kind: 'conflict', message: 'The title changed since.', hint: 'Undo that first.' } }
      : done(id),
  )
  const tried: number[] = []
  const result = await undoMany(host, ids.map(change), (count) => tried.push(count))
  expect(host.asked).toEqual(ids)
  expect(tried).toEqual([1, 2])
  expect(result).toEqual({
    undone: [{ change_id: ids[1], summary: `Change ${ids[1]}` }],
    refused: [{ change_id: ids[0], summary: `Change ${ids[0]}`, reason: 'The title changed since. Undo that first.' }],
  })
})

test('a lost connection ends it', async () => {
  const host = hostThat(() => ({ ok: false, error: { kind: 'unavailable', message: 'Lost.' } }))
  await expect(undoMany(host, ids.map(change), () => {})).rejects.toThrow('Lost.')
  expect(host.asked).toEqual([ids[0]])
})

test('undone changes, and undos themselves, do not stand', () => {
  expect([change('a'), { ...change('b'), undone: true }, { ...change('c'), reverts: 'b' }].map(stands)).toEqual([
    true,
    false,
    false,
  ])
})
