import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ConversationEvent } from '../../shared/conversation.ts'
import { newId } from '../../shared/ids.ts'
import { allScopes } from '../panel-api.ts'
import { converseWith, openTableHost } from './requests/ask-request.ts'

const lisbon = 'Plan 4 days in Lisbon from 12 May for two, budget 1500 euros, we like food and viewpoints'

let host: Awaited<ReturnType<typeof openTableHost>>
beforeAll(async () => {
  host = await openTableHost()
})
afterAll(() => host.dispose())

const panel = (tool: string, input: unknown, user = host.user) =>
  host.registry.call(tool, input, { user, caller: { kind: 'panel' }, scopes: allScopes })

async function ask(user: string, message: string, conversation_id?: string) {
  const sent = await host.assistant.send(user, { message, ...(conversation_id !== undefined && { conversation_id }) })
  return { ...sent, message: await sent.answered }
}

describe('a conversation', () => {
  test('streams, in order: the messages, the calls, the text, the end', async () => {
    const events: ConversationEvent[] = []
    const stop = host.assistant.onEvent((event) => events.push(event))
    const { message } = await ask(newId(), lisbon)
    stop()
    const kinds = events.map(({ type }) => type).filter((type, at, all) => type !== all[at - 1])
    expect(kinds).toEqual(['message', 'tool', 'text', 'done'])
    const said = events.flatMap((event) => (event.type === 'text' ? [event.delta] : [])).join('')
    expect(message.parts.at(-1)).toEqual({ type: 'text', text: said })
    expect(message).toMatchObject({ status: 'complete', model: 'built-in' })
  })

  test('tells how far a call has come while it runs, and keeps nothing of that', async () => {
    const events: ConversationEvent[] = []
    const stop = host.assistant.onEvent((event) => events.push(event))
    const { message } = await ask(newId(), lisbon)
    stop()
    const told = events.flatMap((event) =>
      event.type === 'tool' && event.part.name === 'plan_trip' && event.part.progress !== undefined
        ? [`${event.part.progress.done} of ${event.part.progress.total}: ${event.part.progress.message}`]
        : [],
    )
    expect(told).toContain('1 of 3: Laying out the days')
    expect(JSON.stringify(message.parts.filter((part) => part.type === 'tool'))).not.toContain('Laying out')
  })

  test('is kept with its messages, named after its trip, and tied to it', async () => {
    const { conversation_id, message } = await ask(host.user, lisbon)
    const { output } = await panel('get_conversation', { conversation_id })
    expect(output).toMatchObject({ title: 'Lisbon in May', trip_id: expect.any(String) })
    const kept = (output as { messages: unknown[] }).messages
    expect(kept).toHaveLength(2)
    expect(kept[1]).toEqual(JSON.parse(JSON.stringify(message)))
  })

  test('goes on where it was: “it” is the trip that was made before', async () => {
    const first = await ask(host.user, 'Plan 3 days in Rome from 9 April 2027 for two')
    const second = await ask(host.user, 'make it a day longer', first.conversation_id)
    expect(second.message.parts).toContainEqual(
      expect.objectContaining({ name: 'update_trip', input: expect.objectContaining({ end_date: '2027-04-12' }) }),
    )
  })

  test('means what the user looks at where nothing else was said', async () => {
    const user = newId()
    const [made] = await converseWith(host, ['Plan 3 days in Rome from 9 April 2027 for two', lisbon], user)
    const rome = made?.calls.find(({ name }) => name === 'plan_trip')?.output as { trip_id: string }
    const sent = await host.assistant.send(user, { message: 'make it slower', trip_id: rome.trip_id })
    const answer = await sent.answered
    expect(answer.parts).toContainEqual(
      expect.objectContaining({ name: 'update_trip', input: { trip_id: rome.trip_id, pace: 'relaxed' } }),
    )
  })

  test('can be renamed and deleted, and both undone', async () => {
    const { conversation_id } = await ask(host.user, 'hello')
    const title = async () => ((await panel('get_conversation', { conversation_id })).output as { title: string }).title
    await panel('rename_conversation', { conversation_id, title: 'Greetings' })
    expect(await title()).toBe('Greetings')
    await panel('undo_change', {})
    expect(await title()).toBe('Hello')
    await panel('delete_conversation', { conversation_id })
    await expect(title()).rejects.toMatchObject({ kind: 'not_found' })
    await panel('undo_change', {})
    expect(await title()).toBe('Hello')
  })

  test('is not a change that undo would take back', async () => {
    const user = newId()
    await ask(user, 'hello')
    await expect(panel('undo_change', {}, user)).rejects.toMatchObject({ kind: 'not_found' })
  })

  test('belongs to its user', async () => {
    const { conversation_id } = await ask(newId(), 'hello')
    await expect(host.assistant.send(newId(), { message: 'hi', conversation_id })).rejects.toMatchObject({
      kind: 'not_found',
    })
    await expect(panel('get_conversation', { conversation_id })).rejects.toMatchObject({ kind: 'not_found' })
  })

  test('is listed latest first, searched in titles and messages', async () => {
    const user = newId()
    await ask(user, 'hello')
    await ask(user, 'what time is it in Tokyo?')
    const list = async (query?: string) => {
      const { output } = await panel('list_conversations', query === undefined ? {} : { query }, user)
      return (output as { conversations: { title: string }[] }).conversations.map(({ title }) => title)
    }
    expect((await list()).toSorted()).toEqual(['Hello', 'What time is it in Tokyo'])
    expect(await list('19:00')).toEqual(['What time is it in Tokyo'])
    expect(await list('nothing of the kind')).toEqual([])
  })
})

describe('bad input', () => {
  test.each([
    ['an empty message', '   ', /empty/],
    ['100,000 characters', 'a'.repeat(100_000), /at most 20,000/],
  ])('%s is refused', async (_name, message, words) => {
    await expect(host.assistant.send(newId(), { message })).rejects.toMatchObject({
      kind: 'invalid_input',
      message: expect.stringMatching(words),
    })
  })

  test('20,000 characters of anything are answered', async () => {
    const { message } = await ask(newId(), 'plan remind add the and to 12 May '.repeat(580).slice(0, 20_000))
    expect(message.status).toBe('complete')
  })

  test('a second message while one is answered is a conflict', async () => {
    const user = newId()
    const sent = await host.assistant.send(user, { message: lisbon })
    await expect(
      host.assistant.send(user, { message: 'and?', conversation_id: sent.conversation_id }),
    ).rejects.toMatchObject({ kind: 'conflict' })
    await sent.answered
  })
})

describe('an answer', () => {
  test('can be stopped, and the conversation goes on', async () => {
    const user = newId()
    const sent = await host.assistant.send(user, { message: lisbon })
    host.assistant.stop(user, sent.conversation_id)
    expect((await sent.answered).status).toBe('stopped')
    const next = await ask(user, 'what can you do?', sent.conversation_id)
    expect(next.message.status).toBe('complete')
  })

  test('is stopped by nobody else', async () => {
    const sent = await host.assistant.send(newId(), { message: lisbon })
    host.assistant.stop(newId(), sent.conversation_id)
    expect((await sent.answered).status).toBe('complete')
  })

  test('suggests only what is understood', async () => {
    const openings = [
      lisbon,
      'Remind me to call the bank on Monday',
      'hello',
      'what time is it in Tokyo?',
      'help',
      'book a flight',
    ]
    for (const opening of openings) {
      const [answer] = await converseWith(host, [opening])
      for (const suggestion of answer?.suggestions ?? []) {
        const said = await converseWith(host, [opening, suggestion])
        expect(said.at(-1)?.text, `${opening} → ${suggestion}`).not.toMatch(/did not understand|can’t find/)
      }
    }
  })

  test('undoes all that the last turn changed', async () => {
    const user = newId()
    await converseWith(host, [lisbon, 'make it slower', 'undo that'], user)
    const { output } = await panel('list_trips', {}, user)
    expect(output).toMatchObject({ trips: [{ pace: 'balanced' }] })
  })
})
