import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { minutesOf } from '../../shared/dates.ts'
import { metresBetween } from '../../shared/geo.ts'
import { openServers, type ServersHost } from '../testing.ts'
import { addStop, type Day, getTrip, moveStop, planTrip, removeStop, type TripDetail, updateStop } from './contract.ts'

let host: ServersHost
let trip: TripDetail
beforeEach(async () => {
  host = await openServers()
  trip = await host.call(planTrip, {
    destinations: [{ place: 'Rome' }],
    start_date: '2027-04-09',
    end_date: '2027-04-12',
    travellers: 2,
  })
})
afterEach(() => host.dispose())

const read = () => host.call(getTrip, { trip_id: trip.trip_id })
const day = (of: TripDetail, index: number): Day =>
  of.days[index] ?? { date: '', city: '', timezone: '', stops: [], legs: [] }
const sights = ({ stops }: Day) =>
  stops.filter(({ category }) => !['arrival', 'departure', 'lunch', 'dinner', 'open'].includes(category))

/** No stop begins before one can be there. */
function expectReachable({ stops, legs }: Day): void {
  stops.slice(1).forEach((stop, index) => {
    const before = stops[index]
    const minutes = legs.find(({ to }) => to === stop.stop_id)?.minutes ?? 0
    const gap = minutesOf(stop.start.slice(11)) - minutesOf(before?.end.slice(11) ?? '')
    expect(gap, `${before?.title} to ${stop.title}`).toBeGreaterThanOrEqual(minutes)
  })
}

describe('add_stop', () => {
  it('takes a start as a time of day or as the local date-time that stops are shown with', async () => {
    const on = { trip_id: trip.trip_id, date: '2027-04-10', title: 'Coffee with Ana' }
    const { stop } = await host.call(addStop, { ...on, start: '2027-04-10T10:15' })
    expect(stop.start).toBe('2027-04-10T10:15')
    const moved = await host.call(updateStop, { stop_id: stop.stop_id, start: '11:00' })
    expect(moved.stop.start).toBe('2027-04-10T11:00')
    await expect(host.call(addStop, { ...on, start: '2027-04-11T10:15' })).rejects.toMatchObject({
      kind: 'invalid_input',
    })
  })

  it('finds the place that a title names', async () => {
    const { stop, day: after } = await host.call(addStop, {
      trip_id: trip.trip_id,
      date: '2027-04-10',
      title: 'the colosseum',
    })
    expect(stop).toMatchObject({ title: 'Colosseum', source: expect.stringContaining('guide') })
    expect(stop.place_id).toMatch(/^rome\//)
    expectReachable(after)
  })

  it('moves what the plan has on another day instead of doubling it', async () => {
    const planned = sights(day(trip, 1))[0]
    await host.call(addStop, { trip_id: trip.trip_id, date: '2027-04-11', place_id: planned?.place_id ?? '' })
    const places = (await read()).days.flatMap(({ stops }) => stops.flatMap(({ place_id }) => place_id ?? []))
    expect(places.filter((place) => place === planned?.place_id)).toHaveLength(1)
    expect(day(await read(), 2).stops.map(({ place_id }) => place_id)).toContain(planned?.place_id)
  })

  it('keeps an entry of one’s own honest about where it is', async () => {
    const { stop, day: after } = await host.call(addStop, {
      trip_id: trip.trip_id,
      date: '2027-04-10',
      title: 'Dinner with Ana',
      start: '19:30',
      minutes: 120,
    })
    expect(stop).toMatchObject({ start: '2027-04-10T19:30', end: '2027-04-10T21:30', source: 'your own entry' })
    expect(stop.place_id).toBeUndefined()
    expect(stop.description).toContain('not known')
    expect(after.legs.some(({ from, to }) => from === stop.stop_id || to === stop.stop_id)).toBe(false)
  })

  it('says which day a place of another city of the trip belongs to', async () => {
    const two = await host.call(planTrip, {
      destinations: [{ place: 'Rome', nights: 2 }, { place: 'Lisbon' }],
      start_date: '2027-04-09',
      end_date: '2027-04-13',
    })
    const place_id = 'lisbon/castelo-de-sao-jorge'
    const error = await host.failure(addStop, { trip_id: two.trip_id, date: '2027-04-10', place_id })
    expect(error.hint).toContain('2027-04-11 to 2027-04-13')
  })

  it('takes the best-known place of several that a title may name, and what none has as one’s own entry', async () => {
    const add = async (title: string) =>
      (await host.call(addStop, { trip_id: trip.trip_id, date: '2027-04-10', title })).stop
    expect((await add('museums')).place_id).toMatch(/^rome\//)
    expect(await add('Teatro Immaginario')).toMatchObject({ title: 'Teatro Immaginario', source: 'your own entry' })
  })

  it('puts it at the position asked for', async () => {
    const { day: after } = await host.call(addStop, {
      trip_id: trip.trip_id,
      date: '2027-04-10',
      title: 'Breakfast',
      position: 0,
    })
    expect(after.stops[0]?.title).toBe('Breakfast')
    expectReachable(after)
  })

  it.each([
    [{ title: 'x', date: '2027-05-01' }, 'invalid_input'],
    [{ date: '2027-04-10' }, 'invalid_input'],
    [{ date: '2027-04-10', place_id: 'rome/nowhere' }, 'not_found'],
    [{ date: '2027-04-10', title: 'x', start: '25:00' }, 'invalid_input'],
    [{ date: '2027-04-10', place_id: 'lisbon/castelo-de-sao-jorge' }, 'invalid_input'],
    [{ date: '2027-04-10', title: '   ' }, 'invalid_input'],
  ])('refuses %j', async (fields, kind) => {
    const before = await read()
    expect((await host.failure(addStop, { trip_id: trip.trip_id, ...fields })).kind).toBe(kind)
    expect(await read()).toEqual(before)
  })
})

describe('move_stop', () => {
  it('moves to another day and times both days anew, as one change', async () => {
    const stop = sights(day(trip, 1))[0]
    const moved = await host.call(moveStop, { stop_id: stop?.stop_id ?? '', date: '2027-04-11', position: 1 })
    expect(moved.day.stops[1]?.stop_id).toBe(stop?.stop_id)
    const after = await read()
    expect(day(after, 1).stops.some(({ stop_id }) => stop_id === stop?.stop_id)).toBe(false)
    expectReachable(day(after, 2))
    expectReachable(day(after, 1))
    await host.undo()
    expect((await read()).days).toEqual(trip.days)
  })

  it('gives it the start asked for, and lets the others follow', async () => {
    const stop = sights(day(trip, 1))[0]
    const { stop: moved, day: after } = await host.call(moveStop, {
      stop_id: stop?.stop_id ?? '',
      date: '2027-04-10',
      start: '16:00',
    })
    expect(moved.start).toBe('2027-04-10T16:00')
    expectReachable(after)
    const again = await host.call(addStop, {
      trip_id: trip.trip_id,
      date: '2027-04-10',
      title: 'Ice cream',
      position: 0,
    })
    expect(again.day.stops.find(({ stop_id }) => stop_id === moved.stop_id)?.start).toBe('2027-04-10T16:00')
  })

  it('moves a locked stop when told to, which stays locked', async () => {
    const stop = sights(day(trip, 1))[0]
    await host.call(updateStop, { stop_id: stop?.stop_id ?? '', locked: true })
    const { stop: moved } = await host.call(moveStop, { stop_id: stop?.stop_id ?? '', date: '2027-04-11' })
    expect(moved).toMatchObject({ locked: true })
    expect(moved.start.slice(0, 10)).toBe('2027-04-11')
  })

  it('says where a stop is closed', async () => {
    const vatican = trip.days.flatMap(({ stops }) => stops).find(({ title }) => title === 'Vatican Museums')
    const { findings } = await host.call(moveStop, { stop_id: vatican?.stop_id ?? '', date: '2027-04-11' })
    expect(findings).toContainEqual(expect.objectContaining({ code: 'closed', stop_id: vatican?.stop_id }))
  })

  it('refuses a date outside the trip and a stop that is not there', async () => {
    const stop = sights(day(trip, 1))[0]
    expect((await host.failure(moveStop, { stop_id: stop?.stop_id, date: '2027-06-01' })).kind).toBe('invalid_input')
    expect((await host.failure(moveStop, { stop_id: trip.trip_id, date: '2027-04-10' })).kind).toBe('not_found')
    expect((await host.failure(moveStop, { stop_id: stop?.stop_id, date: '2027-04-10' }, { user: 'bob' })).kind).toBe(
      'not_found',
    )
  })
})

describe('update_stop', () => {
  it('changes length and lets the rest of the day follow', async () => {
    const stop = sights(day(trip, 1))[0]
    const { stop: changed, day: after } = await host.call(updateStop, { stop_id: stop?.stop_id ?? '', minutes: 200 })
    expect(minutesOf(changed.end.slice(11)) - minutesOf(changed.start.slice(11))).toBe(200)
    expectReachable(after)
  })

  it('counts a cost of one’s own, and clears it', async () => {
    const stop = sights(day(trip, 1))[0]
    const changed = await host.call(updateStop, {
      stop_id: stop?.stop_id ?? '',
      cost: { amount: 500, currency: 'GBP' },
    })
    expect(changed.stop.cost).toEqual({ amount: 500, currency: 'GBP' })
    expect((await read()).budget.total).toBeGreaterThan(trip.budget.total + 400)
    await host.call(updateStop, { stop_id: stop?.stop_id ?? '', cost: null })
    expect((await read()).budget.total).toBe(trip.budget.total)
  })

  it('leaves the times alone where only words change', async () => {
    const stop = sights(day(trip, 1))[1]
    const { day: after } = await host.call(updateStop, {
      stop_id: stop?.stop_id ?? '',
      notes: 'Take the side entrance',
      must_see: true,
    })
    expect(after.stops.map(({ start }) => start)).toEqual(day(trip, 1).stops.map(({ start }) => start))
  })
})

describe('remove_stop', () => {
  it('removes it and closes the gap; undo brings it back', async () => {
    const stop = sights(day(trip, 1))[0]
    const removed = await host.call(removeStop, { stop_id: stop?.stop_id ?? '' })
    expect(removed).toMatchObject({ status: 'removed', title: stop?.title, date: '2027-04-10' })
    expect(removed.day.stops).toHaveLength(day(trip, 1).stops.length - 1)
    await host.undo()
    expect((await read()).days).toEqual(trip.days)
  })
})

it('keeps every planned stop in Rome', () => {
  const centre = { lat: trip.destinations[0]?.lat ?? 0, lon: trip.destinations[0]?.lon ?? 0 }
  for (const stop of trip.days.flatMap(({ stops }) => stops)) expect(metresBetween(stop, centre)).toBeLessThan(25_000)
})
