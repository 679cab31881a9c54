import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../shared/ids.ts'
import { addExpense } from '../budget/contract.ts'
import { addTask, addTasks, deleteTask, listTasks } from '../tasks/contract.ts'
import { openServers, type ServersHost } from '../testing.ts'
import { createTrip, deleteTrip, duplicateTrip, getTrip, listTrips, planTrip, updateTrip } from './contract.ts'

let host: ServersHost
beforeEach(async () => {
  host = await openServers()
})
afterEach(() => host.dispose())

const porto = { destinations: [{ place: 'Porto' }], start_date: '2027-03-05', end_date: '2027-03-07', travellers: 2 }

describe('create_trip', () => {
  it('stores a trip with nothing planned', async () => {
    const trip = await host.call(createTrip, porto)
    expect(trip).toMatchObject({
      title: 'A weekend in Porto',
      destinations: [{ place: 'Porto', nights: 2, guide: true }],
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    })
    const detail = await host.call(getTrip, { trip_id: trip.trip_id })
    expect(detail.days.map(({ stops }) => stops)).toEqual([[], [], []])
    expect(detail.tasks).toEqual([])
    expect(detail.suggestions).toContain('Plan the days')
  })
})

describe('get_trip', () => {
  it('tells of every task, and a new plan makes none twice, however many the user added', async () => {
    const { trip_id, tasks } = await host.call(planTrip, porto)
    const due = '2026-11-20'
    for (let batch = 0; batch < 5; batch++) {
      const some = Array.from({ length: 100 }, (_, index) => ({ title: `Task ${batch * 100 + index}`, trip_id, due }))
      await host.call(addTasks, { tasks: some })
    }
    const titles = async () => (await host.call(getTrip, { trip_id })).tasks.map(({ title }) => title).toSorted()
    const before = await titles()
    expect(before).toHaveLength(500 + tasks.length)
    await host.call(planTrip, { trip_id, pace: 'relaxed' })
    expect(await titles()).toEqual(before)
  })
})

describe('list_trips', () => {
  it('finds by words and time, in pages', async () => {
    await host.call(createTrip, { ...porto, start_date: '2025-03-05', end_date: '2025-03-07', title: '100% fado' })
    const weekend = await host.call(createTrip, porto)
    await host.call(createTrip, {
      ...porto,
      destinations: [{ place: 'Rome' }],
      start_date: '2027-09-01',
      end_date: '2027-09-04',
    })
    const titles = async (input: Parameters<typeof host.call<typeof listTrips>>[1]) =>
      (await host.call(listTrips, input)).trips.map(({ title }) => title)
    expect(await titles({})).toEqual(['100% fado', 'A weekend in Porto', 'Four days in Rome'])
    expect(await titles({ when: 'upcoming' })).toEqual(['A weekend in Porto', 'Four days in Rome'])
    expect(await titles({ when: 'past' })).toEqual(['100% fado'])
    expect(await titles({ query: 'rome' })).toEqual(['Four days in Rome'])
    expect(await titles({ query: '100%' })).toEqual(['100% fado'])
    expect(await titles({ query: '_' })).toEqual([])
    expect(await titles({ trip_id: weekend.trip_id })).toEqual(['A weekend in Porto'])
    expect(await titles({ trip_id: weekend.trip_id, when: 'past' })).toEqual([])
    expect(await titles({ trip_id: newId() })).toEqual([])
    const page = await host.call(listTrips, { limit: 2 })
    expect(page.trips).toHaveLength(2)
    expect(await titles({ limit: 2, cursor: page.next_cursor })).toEqual(['Four days in Rome'])
  })
})

describe('what is told of a trip', () => {
  it('has the user’s own tasks for those alone who may read the to-do list', async () => {
    const { trip_id, tasks } = await host.call(planTrip, porto)
    await host.call(addTask, { title: 'See the doctor', trip_id })
    const client = { user: 'ann', scopes: ['trips:read', 'trips:write'] } as const
    const titles = ({ tasks: told }: { tasks: { title: string }[] }) => told.map(({ title }) => title)
    const plans = titles({ tasks })
    expect(plans.length).toBeGreaterThan(3)
    expect(titles(await host.call(getTrip, { trip_id }, client))).toEqual(plans)
    expect(titles(await host.call(planTrip, { trip_id, ...porto }, client))).toEqual(plans)
    expect(titles(await host.call(updateTrip, { trip_id, travellers: 3 }, client))).not.toContain('See the doctor')
    expect(titles(await host.call(getTrip, { trip_id }))).toContain('See the doctor')
  })
})

describe('planning', () => {
  it('tells of its stages', async () => {
    const stages = [
      { done: 0, total: 3, message: 'Looking up places, distances and opening hours' },
      { done: 1, total: 3, message: 'Laying out the days' },
      { done: 2, total: 3, message: 'Working out the budget and the tasks' },
    ]
    const { trip_id } = await host.call(planTrip, porto)
    expect(host.told.splice(0)).toEqual(stages)
    await host.call(planTrip, { trip_id, pace: 'relaxed' })
    expect(host.told.splice(0)).toEqual(stages)
    await host.call(updateTrip, { trip_id, end_date: '2027-03-08' })
    expect(host.told).toEqual(stages)
  })
})

describe('delete_trip', () => {
  it('takes along what belongs to the trip, detaches what the user wrote, and comes back by undo', async () => {
    const trip = await host.call(planTrip, porto)
    await host.call(addTask, { title: 'Buy a hat', trip_id: trip.trip_id })
    await host.call(addExpense, { trip_id: trip.trip_id, amount: 20, currency: 'EUR', category: 'food' })
    const before = await host.call(getTrip, { trip_id: trip.trip_id })
    const deleted = await host.call(deleteTrip, { trip_id: trip.trip_id })
    expect(deleted).toMatchObject({ status: 'deleted', tasks_deleted: trip.tasks.length, tasks_detached: 1 })
    expect((await host.call(listTrips, {})).trips).toEqual([])
    expect((await host.call(listTasks, { status: 'all' })).tasks.map(({ title }) => title)).toEqual(['Buy a hat'])
    await host.undo()
    expect(await host.call(getTrip, { trip_id: trip.trip_id })).toEqual(before)
  })
})

describe('duplicate_trip', () => {
  it('copies the itinerary to another start, with tasks of its own', async () => {
    const trip = await host.call(planTrip, { ...porto, budget: { amount: 900, currency: 'EUR' } })
    const copy = await host.call(duplicateTrip, { trip_id: trip.trip_id, start_date: '2027-06-04' })
    expect(copy.trip_id).not.toBe(trip.trip_id)
    expect(copy).toMatchObject({ start_date: '2027-06-04', end_date: '2027-06-06', budget_limit: trip.budget_limit })
    const titles = (of: typeof trip) => of.days.map(({ stops }) => stops.map(({ title }) => title))
    expect(titles(copy)).toEqual(titles(trip))
    expect(copy.tasks).toHaveLength(trip.tasks.length)
    expect(await host.call(getTrip, { trip_id: trip.trip_id })).toEqual(trip)
  })
})

describe('update_trip', () => {
  const planned = () => host.call(planTrip, { ...porto, origin: 'London' })
  const titles = async (trip_id: string) => (await host.call(listTasks, { trip_id })).tasks.map(({ title }) => title)

  it('gives a planned trip the tasks of another place, and leaves the user’s own alone', async () => {
    const { trip_id } = await planned()
    await host.call(addTask, { title: 'Ask Ana about Porto', trip_id })
    await host.call(updateTrip, { trip_id, destinations: [{ place: 'Paris' }] })
    const after = await titles(trip_id)
    expect(after).toContain('Ask Ana about Porto')
    expect(after.filter((title) => title !== 'Ask Ana about Porto').join('\n')).not.toMatch(/Porto|Portugal/)
    expect(after.join('\n')).toContain('Paris')
  })

  it('tells new dates in its tasks, and does not bring back what the user took out', async () => {
    const { trip_id, tasks } = await planned()
    const gone = tasks.find(({ title }) => title.startsWith('Pack'))
    await host.call(deleteTask, { task_id: gone?.task_id ?? '' })
    await host.call(updateTrip, { trip_id, start_date: '2027-06-11', end_date: '2027-06-13' })
    const after = (await host.call(listTasks, { trip_id })).tasks
    expect(after.map(({ description }) => description).join('\n')).not.toContain('2027-03')
    expect(after.map(({ title }) => title)).not.toContain(gone?.title)
  })

  it('keeps a budget in what can be paid', async () => {
    const { trip_id } = await planned()
    const changed = await host.call(updateTrip, { trip_id, budget: { amount: 200_000.4, currency: 'JPY' } })
    expect([changed.budget_limit, (await host.call(getTrip, { trip_id })).budget_limit]).toEqual([
      { amount: 200_000, currency: 'JPY' },
      { amount: 200_000, currency: 'JPY' },
    ])
  })
})
