import {
  LoggingMessageNotificationSchema,
  ResourceListChangedNotificationSchema,
  ResourceUpdatedNotificationSchema,
  ToolListChangedNotificationSchema,
} from '@modelcontextprotocol/sdk/types.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { addTask } from '../../../mcp/tasks/contract.ts'
import { createTrip, planTrip } from '../../../mcp/trips/contract.ts'
import type { AnyTool, InputOf, OutputOf } from '../../../shared/tool.ts'
import { scopes } from '../../../shared/tool.ts'
import { legacyClient, modernClient, openSession, rawPost } from './clients/testing.ts'
import { clientIdentity, openTestDoor, type TestDoor } from './testing.ts'

let door: TestDoor
let tripId: string

/** A call by the person at the panel. */
async function call<T extends AnyTool>(tool: T, input: InputOf<T>): Promise<OutputOf<T>> {
  const { output } = await door.registry.call(tool.name, input, {
    user: 'ann',
    caller: { kind: 'panel' },
    scopes: new Set(scopes),
  })
  return tool.output.parse(output) as OutputOf<T>
}

beforeAll(async () => {
  door = await openTestDoor()
  door.identities.set('all', clientIdentity('all'))
  door.identities.set('tasks', clientIdentity('tasks', {}, ['tasks:read']))
  door.identities.set('zoe', clientIdentity('zoe', { user: 'zoe' }))
  const trip = await call(planTrip, {
    destinations: [{ place: 'Lisbon' }],
    start_date: '2027-05-12',
    end_date: '2027-05-14',
  })
  tripId = trip.trip_id
  await call(addTask, { title: 'Water the plants', due: '2026-11-20' })
  await call(addTask, { title: 'Next month', due: '2026-12-24' })
})
afterAll(() => door.dispose())

const eras = [
  ['2025-11-25', legacyClient],
  ['2026-07-28', modernClient],
] as const

describe.each(eras)('resources in %s', (_era, connect) => {
  it('lists what there is and how to address more', async () => {
    await using connected = await connect(door.url, 'all')
    const { resources } = await connected.client.listResources()
    expect(resources.map((one) => one.uri)).toEqual(
      expect.arrayContaining(['task://today', `trip://${tripId}`, `trip://${tripId}/itinerary`]),
    )
    const { resourceTemplates } = await connected.client.listResourceTemplates()
    expect(resourceTemplates.map((one) => one.uriTemplate)).toEqual(['trip://{id}', 'trip://{id}/itinerary'])
  })

  it('reads today’s tasks, a trip and its itinerary', async () => {
    await using connected = await connect(door.url, 'all')
    const read = async (uri: string) => {
      const [content] = (await connected.client.readResource({ uri })).contents
      return z.object({ mimeType: z.string(), text: z.string() }).parse(content)
    }
    const today = await read('task://today')
    expect(today.mimeType).toBe('application/json')
    expect(JSON.parse(today.text)).toMatchObject({ date: '2026-11-20', tasks: [{ title: 'Water the plants' }] })
    expect(JSON.parse((await read(`trip://${tripId}`)).text)).toMatchObject({
      trip_id: tripId,
      days: expect.any(Array),
    })
    const itinerary = await read(`trip://${tripId}/itinerary`)
    expect(itinerary.mimeType).toBe('text/markdown')
    expect(itinerary.text).toMatch(/^# .*Lisbon/)
    expect(itinerary.text).toContain('## 2027-05-13 · Lisbon')
  })

  it.each(['trip://00000000-0000-7000-8000-000000000000', 'trip://nonsense', 'file:///etc/passwd'])(
    'has nothing at %s',
    async (uri) => {
      await using connected = await connect(door.url, 'all')
      await expect(connected.client.readResource({ uri })).rejects.toThrow(/no resource/)
    },
  )

  it('shows nobody another’s trips', async () => {
    await using connected = await connect(door.url, 'zoe')
    const { resources } = await connected.client.listResources()
    expect(resources.map((one) => one.uri)).toEqual(['task://today'])
    await expect(connected.client.readResource({ uri: `trip://${tripId}` })).rejects.toThrow(/no resource/)
  })

  it('shows only what the scopes hold', async () => {
    await using connected = await connect(door.url, 'tasks')
    const { resources } = await connected.client.listResources()
    expect(resources.map((one) => one.uri)).toEqual(['task://today'])
    expect((await connected.client.listResourceTemplates()).resourceTemplates).toEqual([])
  })

  it('refuses a cursor that is not its own', async () => {
    await using connected = await connect(door.url, 'all')
    await expect(connected.client.listResources({ cursor: 'nonsense' })).rejects.toMatchObject({ code: -32602 })
    await expect(connected.client.listTools({ cursor: 'LTE' })).rejects.toMatchObject({ code: -32602 })
  })

  it('has prompts with the person’s own trips and tasks in them', async () => {
    await using connected = await connect(door.url, 'all')
    const { prompts } = await connected.client.listPrompts()
    expect(prompts.map((one) => one.name)).toEqual(['plan_a_trip', 'review_my_week', 'pack_for_a_trip'])
    const plan = await connected.client.getPrompt({
      name: 'plan_a_trip',
      arguments: { destination: 'Rome', days: '4' },
    })
    expect(JSON.stringify(plan.messages)).toContain('Plan a trip to Rome')
    const review = await connected.client.getPrompt({ name: 'review_my_week', arguments: {} })
    expect(JSON.stringify(review.messages)).toContain('Water the plants')
    expect(JSON.stringify(review.messages)).not.toContain('Next month')
    const pack = await connected.client.getPrompt({ name: 'pack_for_a_trip', arguments: { trip: 'lisbon' } })
    expect(JSON.stringify(pack.messages)).toContain(`trip://${tripId}/itinerary`)
    await expect(connected.client.getPrompt({ name: 'plan_a_trip', arguments: {} })).rejects.toMatchObject({
      code: -32602,
    })
    await expect(connected.client.getPrompt({ name: 'nothing', arguments: {} })).rejects.toMatchObject({ code: -32602 })
  })

  it('completes cities, trips and choices', async () => {
    await using connected = await connect(door.url, 'all')
    const complete = async (
      ref: { type: 'ref/prompt'; name: string } | { type: 'ref/resource'; uri: string },
      name: string,
      value: string,
    ) => (await connected.client.complete({ ref, argument: { name, value } })).completion.values
    const prompt = (name: string) => ({ type: 'ref/prompt' as const, name })
    expect(await complete(prompt('plan_a_trip'), 'destination', 'Lisbon')).toContain('Lisbon')
    expect(await complete(prompt('plan_a_trip'), 'destination', 'Rome, Lisbon')).toContain('Rome, Lisbon')
    expect(await complete(prompt('plan_a_trip'), 'pace', 'bal')).toEqual(['balanced'])
    expect(await complete(prompt('plan_a_trip'), 'budget', '1')).toEqual([])
    expect(await complete(prompt('pack_for_a_trip'), 'trip', 'lis')).toHaveLength(1)
    const template = (uri: string) => ({ type: 'ref/resource' as const, uri })
    expect(await complete(template('trip://{id}'), 'id', 'Lisbon')).toEqual([tripId])
    expect(await complete(template('trip://{id}/itinerary'), 'id', tripId.slice(0, 8))).toEqual([tripId])
    expect(await complete(template('trip://{trip_id}'), 'trip_id', 'Lisbon')).toEqual([tripId])
  })
})

describe('notices up to 2025-11-25', () => {
  it('come for what was subscribed to, and for lists, of one’s own user alone', async () => {
    await using ann = await legacyClient(door.url, 'all')
    await using zoe = await legacyClient(door.url, 'zoe')
    const heard: string[] = []
    const heardByZoe: string[] = []
    for (const [{ client }, into] of [
      [ann, heard],
      [zoe, heardByZoe],
    ] as const) {
      client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => void into.push(params.uri))
      client.setNotificationHandler(ResourceListChangedNotificationSchema, () => void into.push('list'))
      await client.subscribeResource({ uri: 'task://today' })
      await client.subscribeResource({ uri: `trip://${tripId}` })
    }
    await call(addTask, { title: 'Heard', due: '2026-11-20' })
    await expect.poll(() => heard).toEqual(['task://today'])
    await ann.client.unsubscribeResource({ uri: 'task://today' })
    await call(addTask, { title: 'Not heard', due: '2026-11-20' })
    await call(createTrip, { destinations: [{ place: 'Porto' }], start_date: '2027-06-01', end_date: '2027-06-03' })
    await expect.poll(() => heard).toEqual(['task://today', 'list'])
    expect(heardByZoe).toEqual([])
    await expect(ann.client.subscribeResource({ uri: 'file:///etc/passwd' })).rejects.toThrow(/no resource/)
  })

  it('come of calls that wait, as loud as the client asked', async () => {
    await using ann = await legacyClient(`${door.url}/lab`, 'all')
    const heard: unknown[] = []
    ann.client.setNotificationHandler(LoggingMessageNotificationSchema, ({ params }) => void heard.push(params))
    await ann.client.callTool({ name: 'send_mail', arguments: { to: 'bob' } })
    await expect
      .poll(() => heard)
      .toEqual([
        { level: 'notice', logger: 'sojourn', data: { tool: 'send_mail', waiting_for_approval: expect.any(String) } },
      ])
    await ann.client.setLoggingLevel('error')
    await ann.client.callTool({ name: 'get_weather_down', arguments: {} })
    await ann.client.setLoggingLevel('warning')
    await ann.client.callTool({ name: 'get_weather_down', arguments: {} })
    await expect.poll(() => heard.length).toBe(2)
  })

  it('come once: by the latest of a session’s streams, of which it may have eight', async () => {
    const session = await openSession(door.url, 'all')
    const listen = async () => {
      const headers = { authorization: 'Bearer all', accept: 'text/event-stream', 'mcp-session-id': session }
      const stop = new AbortController()
      const response = await fetch(door.url, { headers, signal: stop.signal })
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream'])
      const stream = { text: '', ended: false, stop: () => stop.abort() }
      const read = async () => {
        for await (const piece of response.body ?? []) stream.text += Buffer.from(piece).toString()
      }
      read()
        .catch(() => undefined)
        .finally(() => {
          stream.ended = true
        })
      return stream
    }
    const subscribe = { jsonrpc: '2.0', id: 1, method: 'resources/subscribe', params: { uri: 'task://today' } }
    await rawPost(door.url, 'all', subscribe, { 'mcp-session-id': session })
    const first = await listen()
    const second = await listen()
    await call(addTask, { title: 'By the second', due: '2026-11-20' })
    await expect.poll(() => second.text).toContain('task://today')
    expect(first.text).toBe('')
    second.stop()
    await expect
      .poll(async () => {
        await call(addTask, { title: 'By the first', due: '2026-11-20' })
        return first.text
      })
      .toContain('task://today')

    const more = []
    for (let count = 0; count < 8; count += 1) more.push(await listen())
    await expect.poll(() => first.ended).toBe(true)
    expect(more.every(({ ended }) => !ended)).toBe(true)
    for (const stream of more) stream.stop()
  })

  it('end for a client that was shut out, and tell one whose tools changed', async () => {
    door.identities.set('leaving', clientIdentity('leaving'))
    door.identities.set('staying', clientIdentity('staying'))
    await using staying = await legacyClient(door.url, 'staying')
    const told: string[] = []
    staying.client.setNotificationHandler(ToolListChangedNotificationSchema, ({ method }) => void told.push(method))
    const session = await openSession(door.url, 'leaving')
    const headers = { authorization: 'Bearer leaving', accept: 'text/event-stream', 'mcp-session-id': session }
    const stream = await fetch(door.url, { headers })
    const ended = stream.text().then(
      () => 'ended',
      () => 'ended',
    )
    door.identities.delete('leaving')
    door.accessChanged('ann')
    expect(await ended).toBe('ended')
    await expect.poll(() => told).toEqual(['notifications/tools/list_changed'])
  })
})

describe('notices of 2026-07-28', () => {
  it('come over subscriptions/listen, of one’s own user alone', async () => {
    await using ann = await modernClient(door.url, 'all')
    await using zoe = await modernClient(door.url, 'zoe')
    const heard: string[] = []
    const heardByZoe: string[] = []
    for (const [{ client }, into] of [
      [ann, heard],
      [zoe, heardByZoe],
    ] as const) {
      client.setNotificationHandler('notifications/resources/updated', ({ params }) => void into.push(params.uri))
      await client.listen({ resourceSubscriptions: ['task://today'] })
    }
    await call(addTask, { title: 'Heard too', due: '2026-11-20' })
    await expect.poll(() => heard).toEqual(['task://today'])
    expect(heardByZoe).toEqual([])
  })
})
