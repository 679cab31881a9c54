import { expect, test } from 'vitest'
import type { Message, ToolPart } from '../../shared/conversation.ts'
import { applyEvent, mergeMessages } from './live-messages.ts'

const message = (message_id: string, more: Partial<Message> = {}): Message => ({
  message_id,
  conversation_id: 'c1',
  role: 'assistant',
  parts: [],
  status: 'streaming',
  suggestions: [],
  created_at: '2026-11-20T11:00:00Z',
  ...more,
})

const tool = (status: ToolPart['status']): ToolPart => ({
  type: 'tool',
  call_id: 't1',
  name: 'plan_trip',
  title: 'Plan trip',
  status,
  input: {},
})

test('text grows where it stands, and a tool card changes in place', () => {
  const where = { conversation_id: 'c1', message_id: 'm1' }
  let live = applyEvent({}, { type: 'message', message: message('m1') })
  live = applyEvent(live, { type: 'text', ...where, delta: 'One ' })
  live = applyEvent(live, { type: 'text', ...where, delta: 'moment.' })
  live = applyEvent(live, { type: 'tool', ...where, part: tool('running') })
  live = applyEvent(live, { type: 'tool', ...where, part: tool('done') })
  live = applyEvent(live, { type: 'text', ...where, delta: 'Done.' })
  expect(live.m1?.parts).toEqual([{ type: 'text', text: 'One moment.' }, tool('done'), { type: 'text', text: 'Done.' }])
})

test('text of a message whose beginning was missed changes nothing', () => {
  expect(applyEvent({}, { type: 'text', conversation_id: 'c1', message_id: 'm9', delta: 'x' })).toEqual({})
})

test('a question stands before its answer when both have the same time', () => {
  const stored = [message('m1'), message('m2', { role: 'user' })]
  expect(mergeMessages(stored, {}, 'c1').map((m) => m.role)).toEqual(['user', 'assistant'])
})

test('what was told wins over what was read, in the order the messages were made', () => {
  const stored = [message('m1', { status: 'complete' }), message('m2')]
  const told = {
    m2: message('m2', { status: 'complete' }),
    m3: message('m3'),
    x: message('x', { conversation_id: 'c2' }),
  }
  expect(mergeMessages(stored, told, 'c1').map((m) => [m.message_id, m.status])).toEqual([
    ['m1', 'complete'],
    ['m2', 'complete'],
    ['m3', 'streaming'],
  ])
})
