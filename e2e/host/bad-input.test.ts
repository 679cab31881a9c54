import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { changeList, taskList, tripList } from './answers.ts'
import { StartedHost } from './started-host.ts'

let host: StartedHost
beforeAll(async () => {
  host = await StartedHost.start()
})
afterAll(() => host.remove())

const lisbon = { destinations: [{ place: 'Lisbon' }] }
const may = { start_date: '2027-05-12', end_date: '2027-05-15' }
const someId = '0198c0de-0000-7000-8000-000000000000'

/** Every refusal leaves the folder as it was: no trip, no task, no change. */
afterEach(async () => {
  expect(await host.call('list_trips', {}, tripList)).toEqual({ trips: [] })
  expect(await host.call('list_tasks', { status: 'all' }, taskList)).toEqual({ tasks: [] })
  expect(await host.call('list_changes', {}, changeList)).toEqual({ changes: [] })
})

describe('over REST, bad input is a clear error', () => {
  test.each<[string, string, Record<string, unknown>, number, string, RegExp]>([
    [
      '31 February',
      'create_trip',
      { ...lisbon, start_date: '2027-02-31', end_date: '2027-03-03' },
      400,
      'invalid_input',
      /2027-02-31|date/i,
    ],
    ['31 February in a task', 'add_task', { title: 'x', due: '2027-02-31' }, 400, 'invalid_input', /date|due/i],
    [
      'an end before the start',
      'plan_trip',
      { ...lisbon, start_date: '2027-05-15', end_date: '2027-05-12' },
      400,
      'invalid_input',
      /before|after|end/i,
    ],
    [
      'a place nobody knows',
      'plan_trip',
      { destinations: [{ place: 'Qwxzyville' }], ...may },
      404,
      'not_found',
      /Qwxzyville/,
    ],
    [
      'a negative budget',
      'plan_trip',
      { ...lisbon, ...may, budget: { amount: -5, currency: 'EUR' } },
      400,
      'invalid_input',
      /budget|negative|amount|least/i,
    ],
    [
      'a currency that is none',
      'plan_trip',
      { ...lisbon, ...may, budget: { amount: 5, currency: 'EURO' } },
      400,
      'invalid_input',
      /currency/i,
    ],
    ['no travellers', 'plan_trip', { ...lisbon, ...may, travellers: 0 }, 400, 'invalid_input', /travellers|least/i],
    ['an empty title', 'add_task', { title: '   ' }, 400, 'invalid_input', /empty|title/i],
    [
      'a title of 100,000 characters',
      'add_task',
      { title: 'x'.repeat(100_000) },
      400,
      'invalid_input',
      /500|long|title/i,
    ],
    [
      'a sentence of 100,000 characters',
      'quick_add_task',
      { text: 'x'.repeat(100_000) },
      400,
      'invalid_input',
      /2,?000|long|text/i,
    ],
    ['a field that is not one', 'add_task', { title: 'x', colour: 'red' }, 400, 'invalid_input', /colour/],
    [
      'a time zone that is none',
      'add_task',
      { title: 'x', due: '2027-05-12T10:00', due_timezone: 'Mars/Base' },
      400,
      'invalid_input',
      /zone/i,
    ],
    ['a priority out of range', 'add_task', { title: 'x', priority: 9 }, 400, 'invalid_input', /priority|4/i],
    ['another user’s id', 'add_task', { title: 'x', user_id: someId }, 403, 'forbidden', /user/i],
    ['a tool that is not one', 'launch_rocket', {}, 404, 'not_found', /launch_rocket/],
    ['a task that is not there', 'complete_task', { task_id: someId }, 404, 'not_found', /task/i],
    ['a trip that is not there', 'plan_trip', { trip_id: someId }, 404, 'not_found', /trip/i],
    ['an id that is none', 'get_trip', { trip_id: 'lisbon' }, 400, 'invalid_input', /id/i],
    ['a cursor that is none', 'list_tasks', { cursor: 'x' }, 400, 'invalid_input', /cursor/i],
    ['a page that is too long', 'list_tasks', { limit: 501 }, 400, 'invalid_input', /limit|500/i],
  ])('%s', async (_what, tool, params, status, kind, says) => {
    const { status: answered, body } = await host.answer(tool, params)
    expect({ status: answered, kind: body.error?.kind }, JSON.stringify(body)).toEqual({ status, kind })
    const { message = '', issues = [] } = body.error ?? {}
    expect(`${message} ${JSON.stringify(issues)}`).toMatch(says)
    expect(message).not.toMatch(/zod|sqlite|undefined|\[object/i)
  })

  test('a body that is no JSON, and one without params', async () => {
    const send = (body: string) =>
      fetch(`${host.url}/api/v1/tools/add_task/call`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${host.token}` },
        body,
      })
    const broken = await send('{"params": ')
    expect(broken.status).toBe(400)
    expect(await broken.json()).toMatchObject({ error: { kind: 'invalid_input' } })
    const bare = await send('{"title": "x"}')
    expect(bare.status).toBe(400)
    expect(await bare.json()).toMatchObject({
      error: { kind: 'invalid_input', hint: expect.stringContaining('params') },
    })
  })

  test('a message that is empty or too long, and one to another user', async () => {
    const say = async (message: string, user = host.userId) => {
      const response = await fetch(`${host.url}/api/chat/${user}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${host.token}` },
        body: JSON.stringify({ message }),
      })
      return { status: response.status, body: await response.json() }
    }
    expect(await say('  ')).toMatchObject({ status: 400, body: { error: { kind: 'invalid_input' } } })
    expect(await say('x'.repeat(100_001))).toMatchObject({ status: 400, body: { error: { kind: 'invalid_input' } } })
    expect(await say('hello', someId)).toMatchObject({ status: 403, body: { error: { kind: 'forbidden' } } })
  })
})
