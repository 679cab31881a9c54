import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Temporal } from '../../shared/dates.ts'
import { newId } from '../../shared/ids.ts'
import {
  addTask,
  addTasks,
  completeTask,
  deleteTask,
  listTasks,
  parseTask,
  quickAddTask,
  releaseTripTasks,
  reopenTask,
  reorderTask,
  shiftTripTasks,
  updateTask,
} from './contract.ts'
import { lisbonTrip, openTasksHost, type TasksHost } from './testing.ts'

let host: TasksHost
beforeEach(async () => {
  host = await openTasksHost()
})
afterEach(() => host.dispose())

const titles = async (input: Parameters<typeof host.call<typeof listTasks>>[1] = {}) =>
  (await host.call(listTasks, input)).tasks.map(({ title }) => title)

describe('adding', () => {
  it('returns the row as it now is, with the zone of the user for a due with a time', async () => {
    const task = await host.call(addTask, {
      title: ' Call mum ',
      due: '2026-11-21T17:00',
      priority: 1,
      labels: ['Home', 'home', 'phone'],
      remind_at: '2026-11-21T16:50:00+00:00',
    })
    expect(task).toMatchObject({
      status: 'created',
      title: 'Call mum',
      description: '',
      due: '2026-11-21T17:00',
      due_timezone: 'Europe/London',
      priority: 1,
      labels: ['Home', 'phone'],
      remind_at: '2026-11-21T16:50:00Z',
      origin: 'user',
    })
    const [listed] = (await host.call(listTasks, {})).tasks
    expect({ ...listed, status: 'created' }).toEqual(task)
  })

  it('adds all of several tasks or none', async () => {
    const bad = [{ title: 'One' }, { title: 'Two', parent_id: newId() }]
    expect(await host.failure(addTasks, { tasks: bad })).toBe('not_found')
    expect(await titles()).toEqual([])
    await host.call(addTasks, { tasks: [{ title: 'One' }, { title: 'Two' }] })
    expect(await titles()).toEqual(['One', 'Two'])
  })

  it('refuses an unknown trip, and another user’s parent', async () => {
    expect(await host.failure(addTask, { title: 'Pack', trip_id: newId() })).toBe('not_found')
    const { task_id } = await host.call(addTask, { title: 'Mine' })
    expect(await host.failure(addTask, { title: 'Below', parent_id: task_id }, { user: 'bob' })).toBe('not_found')
    expect((await host.call(listTasks, {}, { user: 'bob' })).tasks).toEqual([])
  })

  it('gives a recurring task without a due its first occurrence, and keeps the rule in the normal form', async () => {
    const task = await host.call(addTask, { title: 'Bins', recurrence: 'RRULE:freq=weekly;interval=1;byday=th,mo' })
    expect(task).toMatchObject({ recurrence: 'FREQ=WEEKLY;BYDAY=MO,TH', due: '2026-11-23' })
  })

  it.each([
    'FREQ=HOURLY',
    'every friday',
    'FREQ=DAILY;BYHOUR=9',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31',
    'FREQ=DAILY;COUNT=2;UNTIL=20270101',
  ])('refuses the recurrence %s', async (recurrence) => {
    expect(await host.failure(addTask, { title: 'Never', recurrence })).toBe('invalid_input')
    expect(await titles({ status: 'all' })).toEqual([])
  })
})

describe('listing', () => {
  it('sorts by due, an all-day task after the timed ones of its day, undated ones last by position', async () => {
    await host.call(addTasks, {
      tasks: [
        { title: 'Someday' },
        { title: 'All day', due: '2026-12-01' },
        { title: 'Later someday' },
        { title: 'Evening', due: '2026-12-01T20:00' },
        { title: 'Next', due: '2026-12-02T00:00' },
        { title: 'Morning', due: '2026-12-01T08:00' },
      ],
    })
    expect(await titles()).toEqual(['Morning', 'Evening', 'All day', 'Next', 'Someday', 'Later someday'])
  })

  it('takes due_before and due_after as strictly before and after that day or moment', async () => {
    await host.call(addTasks, {
      tasks: [
        { title: 'A', due: '2026-12-01' },
        { title: 'B', due: '2026-12-02T09:00' },
        { title: 'C', due: '2026-12-02' },
        { title: 'D', due: '2026-12-03T00:00' },
        { title: 'Undated' },
      ],
    })
    expect(await titles({ due_before: '2026-12-02' })).toEqual(['A'])
    expect(await titles({ due_after: '2026-12-02' })).toEqual(['D'])
    expect(await titles({ due_before: '2026-12-02T12:00' })).toEqual(['A', 'B'])
    expect(await titles({ due_after: '2026-12-01', due_before: '2026-12-03' })).toEqual(['B', 'C'])
  })

  it('filters by status, label, trip and words, whatever case and accents', async () => {
    const trip = lisbonTrip()
    host.trips.push(trip)
    await host.call(addTask, { title: 'Café with José', labels: ['Fun'] })
    await host.call(addTask, { title: 'Pay', description: 'the CAFÉ bill', trip_id: trip.trip_id })
    const { task_id } = await host.call(addTask, { title: 'Done' })
    await host.call(completeTask, { task_id })
    expect(await titles({ query: 'cafe' })).toEqual(['Café with José', 'Pay'])
    expect(await titles({ query: 'jose CAFE' })).toEqual(['Café with José'])
    expect(await titles({ label: 'fun' })).toEqual(['Café with José'])
    expect(await titles({ trip_id: trip.trip_id })).toEqual(['Pay'])
    expect(await titles({ status: 'completed' })).toEqual(['Done'])
    expect(await titles({ status: 'all' })).toHaveLength(3)
    expect(await titles({ query: '100%_' })).toEqual([])
  })

  it('pages through everything once, with and without a query', async () => {
    await host.call(addTasks, { tasks: Array.from({ length: 25 }, (_, index) => ({ title: `Task ${index}` })) })
    for (const query of [undefined, 'task']) {
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const page = await host.call(listTasks, { limit: 10, ...(query && { query }), ...(cursor && { cursor }) })
        seen.push(...page.tasks.map(({ title }) => title))
        cursor = page.next_cursor
      } while (cursor !== undefined)
      expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => `Task ${index}`))
    }
    expect(await host.failure(listTasks, { cursor: 'nonsense' })).toBe('invalid_input')
  })
})

describe('completing', () => {
  it('makes the next occurrence of a recurring task once, keeping local time over the change of clocks', async () => {
    host.clock = Temporal.Instant.from('2027-03-21T09:00:00Z')
    const { task_id } = await host.call(addTask, {
      title: 'Call',
      due: '2027-03-21T10:00',
      recurrence: 'FREQ=WEEKLY;BYDAY=SU',
      remind_at: '2027-03-21T09:45:00Z',
      labels: ['family'],
    })
    const done = await host.call(completeTask, { task_id })
    expect(done).toMatchObject({ status: 'completed', completed_at: expect.any(String) })
    const [next, ...others] = (await host.call(listTasks, {})).tasks
    expect(others).toEqual([])
    expect(next).toMatchObject({
      task_id: done.next_task_id,
      due: '2027-03-28T10:00',
      remind_at: '2027-03-28T08:45:00Z',
      labels: ['family'],
    })
    expect(await host.call(completeTask, { task_id })).toEqual(done)
    expect(await titles({ status: 'all' })).toHaveLength(2)
  })

  it('skips to the next occurrence from today on where the due is long past', async () => {
    const { task_id } = await host.call(addTask, {
      title: 'Bins',
      due: '2026-09-04',
      recurrence: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR',
    })
    await host.call(completeTask, { task_id })
    expect((await host.call(listTasks, {})).tasks[0]?.due).toBe('2026-11-27')
  })

  it('counts from completion where asked, and ends with COUNT', async () => {
    const { task_id } = await host.call(addTask, {
      title: 'Filter',
      due: '2026-10-01',
      recurrence: 'FREQ=DAILY;INTERVAL=3;COUNT=2',
      recur_from_completion: true,
    })
    const { next_task_id } = await host.call(completeTask, { task_id })
    const [next] = (await host.call(listTasks, {})).tasks
    expect(next).toMatchObject({ due: '2026-11-23', recurrence: 'FREQ=DAILY;INTERVAL=3;COUNT=1' })
    const last = await host.call(completeTask, { task_id: next_task_id ?? '' })
    expect(last.next_task_id).toBeUndefined()
  })

  it('is taken back by reopening, which takes the untouched next occurrence along', async () => {
    const { task_id } = await host.call(addTask, { title: 'Water', due: '2026-11-20', recurrence: 'FREQ=DAILY' })
    await host.call(completeTask, { task_id })
    expect(await host.call(reopenTask, { task_id })).toMatchObject({ status: 'pending', due: '2026-11-20' })
    expect(await titles({ status: 'all' })).toEqual(['Water'])
  })

  it('is undone as one change', async () => {
    const { task_id } = await host.call(addTask, { title: 'Water', due: '2026-11-20', recurrence: 'FREQ=DAILY' })
    await host.call(completeTask, { task_id })
    const completed = host.lastChange()
    await host.call(updateTask, { task_id, priority: 2 })
    await host.undo(completed)
    expect((await host.call(listTasks, { status: 'all' })).tasks).toMatchObject([{ status: 'pending', priority: 2 }])
  })
})

describe('changing', () => {
  it('changes what is given, clears what is null and leaves the rest', async () => {
    const { task_id } = await host.call(addTask, {
      title: 'A',
      description: 'B',
      due: '2026-12-01T09:00',
      priority: 2,
      remind_at: '2026-12-01T08:00:00Z',
    })
    const task = await host.call(updateTask, { task_id, due: '2026-12-03T10:00', priority: null })
    expect(task).toMatchObject({
      status: 'updated',
      title: 'A',
      description: 'B',
      due: '2026-12-03T10:00',
      remind_at: '2026-12-03T09:00:00Z',
    })
    expect(task.priority).toBeUndefined()
    const allDay = await host.call(updateTask, { task_id, due: '2026-12-04' })
    expect(allDay.due_timezone).toBeUndefined()
  })

  it('refuses circles, a parent that is not there and a task that is not there', async () => {
    const top = await host.call(addTask, { title: 'Top' })
    const below = await host.call(addTask, { title: 'Below', parent_id: top.task_id })
    expect(await host.failure(updateTask, { task_id: top.task_id, parent_id: below.task_id })).toBe('invalid_input')
    expect(await host.failure(updateTask, { task_id: top.task_id, parent_id: top.task_id })).toBe('invalid_input')
    expect(await host.failure(updateTask, { task_id: top.task_id, parent_id: newId() })).toBe('not_found')
    expect(await host.failure(updateTask, { task_id: newId(), title: 'x' })).toBe('not_found')
    expect(await host.failure(updateTask, { task_id: top.task_id, title: 'Stolen' }, { user: 'bob' })).toBe('not_found')
  })

  it('counts the subtasks of a task, and how many of them are done', async () => {
    const top = await host.call(addTask, { title: 'Pack' })
    const socks = await host.call(addTask, { title: 'Socks', parent_id: top.task_id })
    await host.call(addTask, { title: 'Passport', parent_id: top.task_id })
    await host.call(completeTask, { task_id: socks.task_id })
    const { tasks } = await host.call(listTasks, { status: 'all' })
    expect(tasks.map(({ title, subtasks }) => [title, subtasks])).toEqual([
      ['Pack', { done: 1, total: 2 }],
      ['Socks', undefined],
      ['Passport', undefined],
    ])
  })

  it('deletes a task with its subtasks, and undo brings all back', async () => {
    const top = await host.call(addTask, { title: 'Top' })
    const below = await host.call(addTask, { title: 'Below', parent_id: top.task_id })
    await host.call(addTask, { title: 'Lowest', parent_id: below.task_id })
    expect(await host.call(deleteTask, { task_id: top.task_id })).toEqual({
      task_id: top.task_id,
      status: 'deleted',
      title: 'Top',
    })
    expect(await titles()).toEqual([])
    await host.undo()
    expect(await titles()).toEqual(['Top', 'Below', 'Lowest'])
    expect(await host.failure(deleteTask, { task_id: newId() })).toBe('not_found')
  })

  it('orders by hand, again and again between the same two', async () => {
    const { tasks } = await host.call(addTasks, { tasks: ['A', 'B', 'C', 'D'].map((title) => ({ title })) })
    const [a, b, c, d] = tasks.map(({ task_id }) => task_id)
    await host.call(reorderTask, { task_id: c ?? '', before: a ?? '' })
    expect(await titles()).toEqual(['C', 'A', 'B', 'D'])
    await host.call(reorderTask, { task_id: c ?? '', after: d ?? '' })
    expect(await titles()).toEqual(['A', 'B', 'D', 'C'])
    for (let round = 0; round < 60; round += 1) {
      await host.call(reorderTask, { task_id: (round % 2 === 0 ? d : c) ?? '', after: a ?? '' })
    }
    expect(await titles()).toEqual(['A', 'C', 'D', 'B'])
    expect(await host.failure(reorderTask, { task_id: a ?? '' })).toBe('invalid_input')
    expect(await host.failure(reorderTask, { task_id: a ?? '', before: b ?? '', after: c ?? '' })).toBe('invalid_input')
    expect(await host.failure(reorderTask, { task_id: a ?? '', before: newId() })).toBe('not_found')
  })
})

describe('trips', () => {
  it('dates an anchored task by the trip and moves it with the trip, its reminder too', async () => {
    const trip = lisbonTrip()
    host.trips.push(trip)
    const anchor = { trip_id: trip.trip_id, relative_to: 'start', days: -7, time: '09:00' } as const
    const task = await host.call(addTask, { title: 'Print', anchor, remind_at: '2027-05-04T08:00:00Z' })
    expect(task).toMatchObject({
      due: '2027-05-05T09:00',
      due_timezone: 'Europe/London',
      trip_id: trip.trip_id,
      anchor,
    })
    const end = await host.call(addTask, {
      title: 'Unpack',
      anchor: { trip_id: trip.trip_id, relative_to: 'end', days: 1 },
    })
    expect(end.due).toBe('2027-05-16')
    const moved = await host.call(shiftTripTasks, {
      trip_id: trip.trip_id,
      start_date: '2027-05-19',
      end_date: '2027-05-22',
    })
    expect(moved).toEqual({ moved: 2 })
    expect((await host.call(listTasks, {})).tasks).toMatchObject([
      { due: '2027-05-12T09:00', remind_at: '2027-05-11T08:00:00Z' },
      { due: '2027-05-23' },
    ])
  })

  it('refuses a task of one trip that is anchored to another', async () => {
    const trips = [lisbonTrip(), lisbonTrip()]
    host.trips.push(...trips)
    const anchor = { trip_id: trips[0]?.trip_id ?? '', relative_to: 'start', days: 0 } as const
    expect(await host.failure(addTask, { title: 'Pack', trip_id: trips[1]?.trip_id ?? '', anchor })).toBe(
      'invalid_input',
    )
    const { task_id } = await host.call(addTask, { title: 'Pack' })
    expect(await host.failure(updateTask, { task_id, trip_id: trips[1]?.trip_id ?? '', anchor })).toBe('invalid_input')
    expect(await host.call(updateTask, { task_id, anchor })).toMatchObject({
      due: '2027-05-12',
      trip_id: trips[0]?.trip_id,
    })
  })

  it('lets go of the anchor when the task gets a due of its own', async () => {
    const trip = lisbonTrip()
    host.trips.push(trip)
    const { task_id } = await host.call(addTask, {
      title: 'Print',
      anchor: { trip_id: trip.trip_id, relative_to: 'start', days: -7 },
    })
    const task = await host.call(updateTask, { task_id, due: '2027-04-01' })
    expect(task.anchor).toBeUndefined()
    expect(task.trip_id).toBe(trip.trip_id)
  })

  it('deletes the plan’s pending tasks and detaches the rest, the user’s subtasks of the plan’s among them', async () => {
    const trip = lisbonTrip()
    host.trips.push(trip)
    const plan = await host.call(addTasks, {
      origin: 'plan',
      tasks: [
        { title: 'Book', trip_id: trip.trip_id, due: '2027-04-01' },
        { title: 'Booked', trip_id: trip.trip_id },
      ],
    })
    const [book, booked] = plan.tasks
    await host.call(completeTask, { task_id: booked?.task_id ?? '' })
    await host.call(addTask, { title: 'Mine', trip_id: trip.trip_id })
    await host.call(addTask, { title: 'My part', parent_id: book?.task_id ?? '' })
    expect(await host.call(releaseTripTasks, { trip_id: trip.trip_id })).toEqual({ deleted: 1, detached: 2 })
    const left = (await host.call(listTasks, { status: 'all' })).tasks
    expect(left.map(({ title, trip_id, parent_id }) => ({ title, trip_id, parent_id }))).toEqual(
      ['Booked', 'Mine', 'My part'].map((title) => ({ title })),
    )
  })
})

describe('one line', () => {
  it('adds what was understood, to the trip of that name', async () => {
    const trip = lisbonTrip()
    host.trips.push(trip)
    const task = await host.call(quickAddTask, { text: 'Buy adaptor tomorrow 5pm p2 @shopping #Lisbon for 20 min' })
    expect(task).toMatchObject({
      status: 'created',
      title: 'Buy adaptor',
      due: '2026-11-21T17:00',
      due_timezone: 'Europe/London',
      priority: 2,
      labels: ['shopping'],
      trip_id: trip.trip_id,
      duration_minutes: 20,
      understood: { project: 'Lisbon' },
    })
  })

  it('makes a label of a #name that no trip has', async () => {
    expect(await host.call(quickAddTask, { text: 'Mow #garden' })).toMatchObject({ title: 'Mow', labels: ['garden'] })
  })

  it('reads dates by zone and locale', async () => {
    const at = { now: '2026-11-20T23:30:00Z', text: 'pay 5/12' }
    expect(await host.call(parseTask, at)).toMatchObject({ title: 'pay', due: '2026-12-05', all_day: true })
    expect(await host.call(parseTask, { ...at, locale: 'en-US' })).toMatchObject({ due: '2027-05-12' })
    expect(await host.call(parseTask, { text: 'pay today', now: at.now, timezone: 'Asia/Tokyo' })).toMatchObject({
      due: '2026-11-21',
    })
    expect(await host.call(parseTask, { ...at, text: 'zahlen 12.06.', locale: 'de-DE' })).toMatchObject({
      due: '2027-06-12',
    })
    expect(await host.call(parseTask, { ...at, text: '  pay friday' })).toMatchObject({
      title: 'pay',
      spans: [{ start: 6, end: 12, field: 'due' }],
    })
    expect(parseTask.args.safeParse({ text: '  ' }).success).toBe(false)
    expect(await host.failure(parseTask, { text: 'pay', locale: '!!' })).toBe('invalid_input')
  })

  it('refuses a title that is too long, and writes nothing', async () => {
    expect(await host.failure(quickAddTask, { text: 'word '.repeat(300) })).toBe('invalid_input')
    expect(await titles({ status: 'all' })).toEqual([])
  })
})

describe('at once', () => {
  it('a repeating task that is completed twice makes one next task', async () => {
    const { task_id } = await host.call(addTask, { title: 'Water plants', due: '2026-11-21', recurrence: 'FREQ=DAILY' })
    await Promise.all([host.call(completeTask, { task_id }), host.call(completeTask, { task_id })])
    expect(await titles()).toEqual(['Water plants'])
  })

  it('changes of different fields all stand', async () => {
    const { task_id } = await host.call(addTask, { title: 'Call mum' })
    await Promise.all([
      host.call(updateTask, { task_id, priority: 1 }),
      host.call(updateTask, { task_id, labels: ['home'] }),
    ])
    expect((await host.call(listTasks, {})).tasks).toMatchObject([{ priority: 1, labels: ['home'] }])
  })
})
