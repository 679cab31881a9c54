import { expect, test, vi } from 'vitest'
import type { ConversationEvent, Message } from '../../shared/conversation.ts'
import { Temporal } from '../../shared/dates.ts'
import { Answer, type AnswerStore } from './answer.ts'

const at = '2027-05-12T09:00:00Z'

function writing(store: Pick<AnswerStore, 'saveMessage'>) {
  const events: ConversationEvent[] = []
  const onFailure = vi.fn()
  const message: Message = {
    message_id: 'm',
    conversation_id: 'c',
    role: 'assistant',
    parts: [],
    status: 'streaming',
    suggestions: [],
    created_at: at,
  }
  const answer = new Answer({
    user: 'u',
    message,
    conversation: { conversation_id: 'c', title: 'Lisbon', created_at: at, updated_at: at },
    store: { ...store, touch: async () => {} },
    clock: () => Temporal.Instant.from(at),
    publish: (event) => events.push(event),
    onFailure,
  })
  return { answer, events, onFailure }
}

const textOf = (event: ConversationEvent | undefined) =>
  event?.type === 'done'
    ? event.message.parts.map((part) => (part.type === 'text' ? part.text : '')).join('')
    : undefined

test('a save that fails is made up for by the next one', async () => {
  const saveMessage = vi.fn().mockRejectedValueOnce(new Error('disk full')).mockResolvedValue(undefined)
  const { answer, events, onFailure } = writing({ saveMessage })
  answer.text('Four days in Lisbon.')
  await vi.waitUntil(() => saveMessage.mock.calls.length > 0)
  await answer.end('complete')
  expect(onFailure).toHaveBeenCalledTimes(1)
  expect(textOf(events.at(-1))).toBe('Four days in Lisbon.')
})

test('an answer that cannot be stored ends all the same, and says so', async () => {
  const { answer, events, onFailure } = writing({ saveMessage: () => Promise.reject(new Error('disk full')) })
  answer.text('Four days in Lisbon.')
  await answer.end('complete')
  expect(onFailure).toHaveBeenCalled()
  expect(textOf(events.at(-1))).toContain('could not be saved')
})
