import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { daysBetween } from '../../shared/dates.ts'
import { toMinor } from '../../shared/money.ts'
import { completeTask, listTasks } from '../tasks/contract.ts'
import { openServers, type ServersHost } from '../testing.ts'
import {
  addStop,
  createTrip,
  getTrip,
  listTrips,
  planTrip,
  removeStop,
  type TripDetail,
  updateStop,
  updateTrip,
} from './contract.ts'

let host: ServersHost
beforeEach(async () => {
  host = await openServers()
})
afterEach(() => host.dispose())

const lisbon = {
  destinations: [{ place: 'Lisbon' }],
  start_date: '2027-05-12',
  end_date: '2027-05-15',
  travellers: 2,
  budget: { amount: 1500, currency: 'EUR' },
  interests: ['food', 'viewpoints'],
}

const sum = (trip: TripDetail): number =>
  trip.budget.categories.reduce((total, { planned }) => total + toMinor(planned, trip.budget.currency), 0)
const titles = (trip: TripDetail): string[] => trip.days.flatMap(({ stops }) => stops.map(({ title }) => title))

describe('plan_trip', () => {
  it('makes a stored trip from one request', async () => {
    const trip = await host.call(planTrip, lisbon)
    expect(trip.title).toBe('Four days in Lisbon')
    expect(trip.days.map(({ date, city, timezone }) => [date, city, timezone])).toEqual(
      ['12', '13', '14', '15'].map((day) => [`2027-05-${day}`, 'Lisbon', 'Europe/Lisbon']),
    )
    expect(trip.days.every(({ stops }) => stops.length >= 3)).toBe(true)
    expect(trip.findings.filter(({ severity }) => severity !== 'note')).toEqual([])
    expect(await host.call(getTrip, { trip_id: trip.trip_id })).toEqual(trip)
    const { trips } = await host.call(listTrips, {})
    expect(trips.map(({ trip_id }) => trip_id)).toEqual([trip.trip_id])
  })

  it('splits the budget into labelled estimates that add up', async () => {
    const trip = await host.call(planTrip, { ...lisbon, origin: 'London' })
    expect(toMinor(trip.budget.total, 'EUR')).toBe(sum(trip))
    expect(trip.budget).toMatchObject({ currency: 'EUR', limit: 1500, is_estimate: true })
    expect(toMinor(trip.budget.left ?? 0, 'EUR')).toBe(150_000 - sum(trip))
    expect(trip.budget.categories.every(({ is_estimate, method }) => is_estimate && method !== '')).toBe(true)
    expect(trip.travel.map(({ kind, mode, from, to, is_estimate }) => [kind, mode, from, to, is_estimate])).toEqual([
      ['outbound', 'flight', 'London (LHR)', 'Lisbon (LIS)', true],
      ['return', 'flight', 'Lisbon (LIS)', 'London (LHR)', true],
    ])
  })

  it('says that travel is not included where it is not known where from', async () => {
    const trip = await host.call(planTrip, lisbon)
    expect(trip.travel).toEqual([])
    expect(trip.budget.categories[0]).toMatchObject({ category: 'transport', planned: 0 })
    expect(trip.budget.categories[0]?.method).toBe('not included: it is not known where you start from')
    expect(trip.assumptions).toContain('Getting there is not included: tell me where you start from.')
    const known = await host.call(planTrip, { ...lisbon, origin: 'Porto' })
    expect(known.assumptions.join(' ')).not.toContain('not included')
  })

  it('refuses a budget in a currency that cannot be converted, and writes nothing', async () => {
    const trip = await host.call(planTrip, lisbon)
    const budget = { amount: 500, currency: 'KPW' }
    for (const [tool, input] of [
      [planTrip, { ...lisbon, budget }],
      [createTrip, { ...lisbon, budget }],
      [updateTrip, { trip_id: trip.trip_id, budget }],
      [planTrip, { trip_id: trip.trip_id, budget }],
    ] as const) {
      const error = await host.failure(tool, input)
      expect([error.kind, error.hint]).toEqual(['invalid_input', expect.stringContaining('another currency')])
    }
    expect((await host.call(listTrips, {})).trips).toHaveLength(1)
    expect(await host.call(getTrip, { trip_id: trip.trip_id })).toEqual(trip)
  })

  it('is priced in euros where the currency of the profile has no rate', async () => {
    host.profile = { ...host.profile, currency: 'KPW' }
    const trip = await host.call(planTrip, { ...lisbon, budget: undefined, origin: 'London' })
    expect(trip.budget.currency).toBe('EUR')
    for (const { category, planned } of trip.budget.categories)
      expect([category, planned > 0]).toEqual([category, true])
  })

  it('says which prices a user gave in a currency without a rate', async () => {
    const trip = await host.call(planTrip, lisbon)
    const stop_id = trip.days[1]?.stops[0]?.stop_id ?? ''
    await host.call(updateStop, { stop_id, cost: { amount: 9000, currency: 'KPW' } })
    const after = await host.call(getTrip, { trip_id: trip.trip_id })
    expect(after.budget.categories.find(({ category }) => category === 'activities')?.method).toContain('KPW left out')
  })

  it.each(['Lisbon', 'Copenhagen', 'Kraków'])(
    'names a table for most meals in %s, none too soon again',
    async (place) => {
      const trip = await host.call(planTrip, {
        ...lisbon,
        budget: undefined,
        destinations: [{ place }],
        end_date: '2027-05-18',
      })
      const meals = trip.days.flatMap(({ date, stops }) =>
        stops.flatMap(({ category, place_id }) =>
          category === 'lunch' || category === 'dinner' ? [{ date, place_id }] : [],
        ),
      )
      const named = meals.filter(({ place_id }) => place_id !== undefined)
      expect(named.length / meals.length).toBeGreaterThan(0.6)
      for (const [index, meal] of named.entries()) {
        const earlier = named.slice(0, index).filter(({ place_id }) => place_id === meal.place_id)
        expect(earlier.length).toBeLessThan(2)
        expect(earlier.every(({ date }) => daysBetween(date, meal.date) >= 2)).toBe(true)
      }
      expect(trip.findings.filter(({ severity }) => severity !== 'note')).toEqual([])
    },
  )

  it('arrives on the first day over the date line, and begins after it', async () => {
    const trip = await host.call(planTrip, {
      ...lisbon,
      budget: undefined,
      destinations: [{ place: 'Honolulu' }],
      origin: 'Tokyo',
    })
    expect(trip.travel[0]?.arrive.slice(0, 10)).toBe('2027-05-12')
    expect(trip.days[0]?.stops[0]?.category).toBe('arrival')
    expect(trip.findings.filter(({ severity }) => severity !== 'note')).toEqual([])
  })

  it('starts from the home city of the profile', async () => {
    host.profile = { ...host.profile, home_city: 'Manchester' }
    const trip = await host.call(planTrip, lisbon)
    expect(trip.origin).toBe('Manchester')
    expect(trip.assumptions).toContain('Starting from Manchester, your home city.')
  })

  it('leaves time around flights and trains', async () => {
    const trip = await host.call(planTrip, { ...lisbon, destinations: [{ place: 'Paris' }], origin: 'London' })
    const [out, back] = trip.travel
    expect(out?.mode).toBe('train')
    const first = trip.days[0]?.stops[0]
    expect(first).toMatchObject({ category: 'arrival' })
    expect((first?.start ?? '') >= (out?.arrive.slice(0, 15) ?? '')).toBe(true)
    const last = trip.days.at(-1)?.stops.at(-1)
    expect(last).toMatchObject({ category: 'departure' })
    const visits = trip.days.at(-1)?.stops.filter(({ category }) => category !== 'departure') ?? []
    expect(visits.every(({ end }) => end <= (last?.start ?? ''))).toBe(true)
    expect((back?.depart ?? '') > (last?.start ?? '')).toBe(true)
  })

  it('dates its tasks back from departure, never in the past, and makes them once', async () => {
    const trip = await host.call(planTrip, { ...lisbon, start_date: '2026-12-01', end_date: '2026-12-04' })
    expect(trip.tasks.length).toBeGreaterThanOrEqual(6)
    expect(trip.tasks.every(({ due }) => due !== undefined && due >= '2026-11-20' && due < '2026-12-01')).toBe(true)
    const documents = trip.tasks.find(({ title }) => title.startsWith('Check passports'))
    await host.call(completeTask, { task_id: documents?.task_id ?? '' })
    const again = await host.call(planTrip, { trip_id: trip.trip_id, pace: 'packed' })
    expect(again.tasks.map(({ title }) => title).filter((title) => title.startsWith('Check passports'))).toHaveLength(1)
    expect(new Set(again.tasks.map(({ title }) => title)).size).toBe(again.tasks.length)
    const { tasks } = await host.call(listTasks, { trip_id: trip.trip_id, status: 'all' })
    expect(tasks.every(({ origin }) => origin === 'plan')).toBe(true)
  })

  it('plans a region around its city in the guide, and says so', async () => {
    const trip = await host.call(planTrip, { ...lisbon, destinations: [{ place: 'Tuscany' }] })
    expect(trip.days.every(({ city }) => city === 'Florence')).toBe(true)
    expect(trip.assumptions[0]).toContain('Tuscany: planned around Florence')
  })

  it('moves what it keeps along when it plans for other dates', async () => {
    const trip = await host.call(planTrip, lisbon)
    const { stop } = await host.call(addStop, {
      trip_id: trip.trip_id,
      date: '2027-05-13',
      title: 'Call home',
      start: '17:00',
    })
    const again = await host.call(planTrip, { trip_id: trip.trip_id, start_date: '2027-05-20', end_date: '2027-05-23' })
    expect(again.days[1]?.stops.find(({ stop_id }) => stop_id === stop.stop_id)?.start).toBe('2027-05-21T17:00')
    expect(again.tasks.every(({ due }) => (due ?? '') < '2027-05-20')).toBe(true)
  })

  it('goes to and fro between two cities', async () => {
    const destinations = ['Lisbon', 'Porto', 'Lisbon', 'Porto'].map((place) => ({ place }))
    const trip = await host.call(planTrip, { ...lisbon, destinations, end_date: '2027-05-18' })
    const arrivals = trip.days.flatMap(({ date, stops }) =>
      stops.flatMap(({ category }) => (category === 'arrival' ? [date] : [])),
    )
    expect(arrivals).toEqual(['2027-05-12', '2027-05-14', '2027-05-16', '2027-05-17'])
  })

  it('plans several cities with a transfer between them', async () => {
    const trip = await host.call(planTrip, {
      destinations: [{ place: 'Vienna', nights: 3 }, { place: 'Budapest' }],
      start_date: '2027-06-01',
      end_date: '2027-06-06',
    })
    expect(trip.destinations.map(({ place, nights, arrive, leave }) => [place, nights, arrive, leave])).toEqual([
      ['Vienna', 3, '2027-06-01', '2027-06-04'],
      ['Budapest', 2, '2027-06-04', '2027-06-06'],
    ])
    expect(trip.days.map(({ city }) => city)).toEqual([
      'Vienna',
      'Vienna',
      'Vienna',
      'Budapest',
      'Budapest',
      'Budapest',
    ])
    expect(trip.travel).toMatchObject([{ kind: 'transfer', mode: 'train', from: 'Vienna', to: 'Budapest' }])
    expect(trip.days[3]?.stops[0]).toMatchObject({ category: 'arrival', title: 'Arrive in Budapest from Vienna' })
    expect(trip.title).toBe('Six days in Vienna and Budapest')
  })

  it('is honest about a city that the guide does not cover', async () => {
    const trip = await host.call(planTrip, { ...lisbon, destinations: [{ place: 'Ludlow' }], origin: 'Leeds' })
    expect(new Set(trip.days.flatMap(({ stops }) => stops.map(({ category }) => category)))).toEqual(
      new Set(['arrival', 'open', 'departure']),
    )
    expect(trip.days.every(({ stops }) => stops.length >= 2)).toBe(true)
    expect(trip.weather[0]?.source).toMatch(/km away|rough guess/)
    expect(trip.assumptions.join(' ')).toContain('Ludlow is not in the built-in guide')
    expect(trip.budget.total).toBeGreaterThan(0)
    expect(trip.tasks.length).toBeGreaterThan(3)
  })

  it('does not hide that the limit is not kept', async () => {
    const trip = await host.call(planTrip, { ...lisbon, budget: { amount: 200, currency: 'EUR' } })
    expect(trip.findings[0]).toMatchObject({ code: 'over_budget', severity: 'error' })
    expect(trip.budget.left).toBeLessThan(0)
  })

  it('keeps locked stops, must-sees and the user’s own when it plans anew', async () => {
    const trip = await host.call(planTrip, lisbon)
    const sight = trip.days[1]?.stops.find(({ place_id, category }) => place_id !== undefined && category !== 'lunch')
    await host.call(updateStop, { stop_id: sight?.stop_id ?? '', locked: true })
    const own = await host.call(addStop, {
      trip_id: trip.trip_id,
      date: '2027-05-14',
      title: 'Dinner with Ana',
      start: '19:30',
    })
    const again = await host.call(planTrip, { trip_id: trip.trip_id, interests: ['history'], pace: 'packed' })
    const after = again.days.flatMap(({ stops }) => stops)
    expect(after.find(({ stop_id }) => stop_id === sight?.stop_id)).toMatchObject({ start: sight?.start, locked: true })
    expect(after.find(({ stop_id }) => stop_id === own.stop.stop_id)).toMatchObject({ start: '2027-05-14T19:30' })
    expect(again.days[2]?.stops.some(({ category }) => category === 'dinner')).toBe(false)
    expect(again.findings.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(again.pace).toBe('packed')
  })

  it('is taken back whole by undo, and comes again by redo', async () => {
    const trip = await host.call(planTrip, lisbon)
    await host.undo()
    expect((await host.call(listTrips, {})).trips).toEqual([])
    expect((await host.call(listTasks, { status: 'all' })).tasks).toEqual([])
    await host.redo()
    expect(titles(await host.call(getTrip, { trip_id: trip.trip_id }))).toEqual(titles(trip))
  })

  it('plans the same trip for the same request', async () => {
    const [first, second] = [await host.call(planTrip, lisbon), await host.call(planTrip, lisbon)]
    expect(titles(first)).toEqual(titles(second))
  })

  it('takes the likeliest of several cities of a name and says so', async () => {
    const trip = await host.call(planTrip, { ...lisbon, destinations: [{ place: 'San José' }] })
    expect(trip.assumptions[0]).toMatch(/“San José” was taken to mean San José/)
  })

  it.each([
    ['nothing', {}, 'invalid_input', 'destinations, start_date, end_date are needed'],
    ['no dates', { destinations: lisbon.destinations }, 'invalid_input', 'start_date, end_date are needed'],
    ['an end before the start', { ...lisbon, end_date: '2027-05-01' }, 'invalid_input', 'before it starts'],
    ['more than sixty days', { ...lisbon, end_date: '2027-08-01' }, 'invalid_input', 'at most 60 days'],
    ['an unknown place', { ...lisbon, destinations: [{ place: 'Xqzvwk' }] }, 'not_found', 'Xqzvwk'],
    ['an unknown origin', { ...lisbon, origin: 'Xqzvwk' }, 'not_found', 'Xqzvwk'],
    ['a negative budget', { ...lisbon, budget: { amount: -1, currency: 'EUR' } }, 'invalid_input', 'negative'],
    ['a date that is none', { ...lisbon, start_date: '2027-02-31' }, 'invalid_input', 'not a date'],
    ['too many nights', { ...lisbon, destinations: [{ place: 'Lisbon', nights: 9 }] }, 'invalid_input', '9 nights'],
    [
      'more cities than nights',
      { ...lisbon, end_date: '2027-05-13', destinations: ['Lisbon', 'Porto', 'Madrid'].map((place) => ({ place })) },
      'invalid_input',
      'at least 2 nights',
    ],
    ['an unknown trip', { trip_id: '0190d7a4-0000-7000-8000-000000000000' }, 'not_found', 'no trip'],
  ])('refuses %s and writes nothing', async (_, input, kind, words) => {
    const error = await host.failure(planTrip, input)
    expect(error.kind).toBe(kind)
    expect(error.message).toContain(words)
    expect((await host.call(listTrips, {})).trips).toEqual([])
    expect((await host.call(listTasks, { status: 'all' })).tasks).toEqual([])
  })

  it('does not show a trip to another user', async () => {
    const trip = await host.call(planTrip, lisbon)
    expect((await host.failure(getTrip, { trip_id: trip.trip_id }, { user: 'bob' })).kind).toBe('not_found')
    expect((await host.failure(planTrip, { trip_id: trip.trip_id }, { user: 'bob' })).kind).toBe('not_found')
  })

  it('leaves a long flight the day before, with the first day spent there and tasks before it', async () => {
    const trip = await host.call(planTrip, { ...lisbon, destinations: [{ place: 'Tokyo' }], origin: 'New York' })
    expect(daysBetween(trip.travel[0]?.date ?? '', '2027-05-12')).toBe(1)
    expect(trip.travel[0]?.arrive.slice(0, 10)).toBe('2027-05-12')
    expect(trip.tasks.every(({ due }) => (due ?? '') < '2027-05-11')).toBe(true)
  })
})

describe('update_trip', () => {
  const kept = (trip: TripDetail, dates: readonly string[]) =>
    trip.days.filter(({ date }) => dates.includes(date)).map(({ stops }) => stops)

  it('plans added days and keeps the others', async () => {
    const trip = await host.call(planTrip, lisbon)
    const longer = await host.call(updateTrip, { trip_id: trip.trip_id, end_date: '2027-05-17' })
    const same = ['2027-05-12', '2027-05-13', '2027-05-14']
    expect(kept(longer, same)).toEqual(kept(trip, same))
    expect(longer.days.map(({ stops }) => stops.length >= 2)).toEqual([true, true, true, true, true, true])
    expect(longer.days.flatMap(({ stops }) => stops.filter(({ category }) => category === 'departure'))).toHaveLength(1)
    const onFourth = (of: TripDetail) =>
      titles({ ...of, days: of.days.slice(3, 4) }).filter((title) => !/^(Leave|Lunch|Dinner)/.test(title))
    expect(onFourth(longer)).toEqual(expect.arrayContaining(onFourth(trip)))
    expect(longer.findings.filter(({ severity, code }) => severity !== 'note' && code !== 'over_budget')).toEqual([])
    expect(longer.budget.categories.find(({ category }) => category === 'lodging')?.method).toContain('5 nights')
    expect(await host.call(getTrip, { trip_id: trip.trip_id })).toEqual(longer)
    await host.undo()
    expect(await host.call(getTrip, { trip_id: trip.trip_id })).toEqual(trip)
  })

  it('takes a way home with a time of the user’s own to the new last day', async () => {
    const trip = await host.call(planTrip, {
      destinations: [{ place: 'Lisbon' }],
      origin: 'London',
      start_date: '2027-05-12',
      end_date: '2027-05-15',
    })
    const home = ({ days }: TripDetail) =>
      days.flatMap(({ date, stops }) =>
        stops.flatMap((stop) => (stop.category === 'departure' ? [{ date, stop }] : [])),
      )
    const [planned] = home(trip)
    await host.call(updateStop, { stop_id: planned?.stop.stop_id ?? '', start: '17:30', locked: true })
    const longer = await host.call(updateTrip, { trip_id: trip.trip_id, end_date: '2027-05-16' })
    expect(home(longer).map(({ date, stop }) => [date, stop.stop_id, stop.start])).toEqual([
      ['2027-05-16', planned?.stop.stop_id, '2027-05-16T17:30'],
    ])
  })

  it('leaves a day alone that was emptied on purpose, and open days in a city without a guide', async () => {
    const trip = await host.call(planTrip, { ...lisbon, destinations: [{ place: 'Albuquerque' }] })
    const longer = await host.call(updateTrip, { trip_id: trip.trip_id, end_date: '2027-05-16' })
    expect(longer.days.at(-1)?.stops.map(({ category }) => category)).toContain('departure')
    expect(longer.days.every(({ stops }) => stops.some(({ category }) => category === 'open'))).toBe(true)
    const other = await host.call(planTrip, lisbon)
    for (const { stop_id } of other.days[1]?.stops ?? []) await host.call(removeStop, { stop_id })
    const moved = await host.call(updateTrip, { trip_id: other.trip_id, start_date: '2027-05-19' })
    expect(moved.days[1]?.stops).toEqual([])
  })

  it('takes a shorter trip and another origin without conflicts', async () => {
    const trip = await host.call(planTrip, lisbon)
    const shorter = await host.call(updateTrip, { trip_id: trip.trip_id, end_date: '2027-05-14' })
    expect(shorter.findings.filter(({ severity }) => severity !== 'note')).toEqual([])
    const far = await host.call(updateTrip, { trip_id: trip.trip_id, origin: 'New York', budget: null })
    expect(far.travel).toHaveLength(2)
    expect(far.findings.filter(({ severity }) => severity !== 'note')).toEqual([])
  })

  it('counts the budget for more travellers', async () => {
    const trip = await host.call(planTrip, lisbon)
    const more = await host.call(updateTrip, {
      trip_id: trip.trip_id,
      travellers: 4,
      pace: 'relaxed',
      interests: ['art'],
    })
    const planned = (of: TripDetail, name: string) =>
      of.budget.categories.find(({ category }) => category === name)?.planned ?? 0
    expect(more).toMatchObject({ travellers: 4, pace: 'relaxed', interests: ['art'] })
    expect(more.days.map(({ stops }) => stops.length)).toEqual(trip.days.map(({ stops }) => stops.length))
    expect(planned(more, 'food')).toBeCloseTo(2 * planned(trip, 'food'), 0)
    expect(planned(more, 'activities')).toBeCloseTo(2 * planned(trip, 'activities'), 2)
    expect(toMinor(more.budget.total, 'EUR')).toBe(sum(more))
  })

  it('moves stops and tasks along with the dates', async () => {
    const trip = await host.call(planTrip, lisbon)
    const later = await host.call(updateTrip, {
      trip_id: trip.trip_id,
      start_date: '2027-05-19',
      end_date: '2027-05-22',
    })
    expect(later.days.map(({ date }) => date)).toEqual(['2027-05-19', '2027-05-20', '2027-05-21', '2027-05-22'])
    expect(titles(later)).toEqual(titles(trip))
    const due = (of: TripDetail) => of.tasks.map(({ due }) => due ?? '').sort()
    expect(due(later).map((date, index) => daysBetween(due(trip)[index] ?? '', date))).toEqual(trip.tasks.map(() => 7))
  })

  it('keeps the length where only the start moves', async () => {
    const trip = await host.call(planTrip, lisbon)
    const moved = await host.call(updateTrip, { trip_id: trip.trip_id, start_date: '2027-06-01' })
    expect(moved.end_date).toBe('2027-06-04')
  })

  it('takes the user’s own stops of lost days to the last day, and drops the plan’s', async () => {
    const trip = await host.call(planTrip, lisbon)
    const { stop } = await host.call(addStop, { trip_id: trip.trip_id, date: '2027-05-15', title: 'Coffee with Rui' })
    const shorter = await host.call(updateTrip, { trip_id: trip.trip_id, end_date: '2027-05-13' })
    expect(shorter.days).toHaveLength(2)
    expect(shorter.title).toBe('Two days in Lisbon')
    expect(shorter.days[1]?.stops.map(({ stop_id }) => stop_id)).toContain(stop.stop_id)
    expect(shorter.days[1]?.stops.filter(({ category }) => category === 'departure')).toHaveLength(1)
  })

  it('has the departure on the new last day when the trip gets longer', async () => {
    const trip = await host.call(planTrip, lisbon)
    const longer = await host.call(updateTrip, { trip_id: trip.trip_id, end_date: '2027-05-16' })
    expect(longer.days.map(({ stops }) => stops.filter(({ category }) => category === 'departure').length)).toEqual([
      ...[0, 0, 0, 0],
      1,
    ])
    const planned = await host.call(planTrip, { trip_id: trip.trip_id })
    expect(planned.title).toBe('Five days in Lisbon')
    expect(planned.days.every(({ stops }) => stops.length >= 3)).toBe(true)
  })

  it('changes the limit, clears it, and keeps a given title', async () => {
    const trip = await host.call(planTrip, { ...lisbon, title: 'Mum’s 60th' })
    const cleared = await host.call(updateTrip, { trip_id: trip.trip_id, budget: null, start_date: '2027-05-20' })
    expect(cleared.budget_limit).toBeUndefined()
    expect(cleared.budget.currency).toBe('GBP')
    expect(cleared.title).toBe('Mum’s 60th')
  })

  it('changes cities, and undo brings the old ones back', async () => {
    const trip = await host.call(planTrip, lisbon)
    const destinations = [{ place: 'Lisbon' }, { place: 'Porto' }]
    const changed = await host.call(updateTrip, { trip_id: trip.trip_id, destinations })
    expect(changed.days.map(({ city }) => city)).toEqual(['Lisbon', 'Lisbon', 'Porto', 'Porto'])
    expect(changed.days[2]?.stops[0]?.title).toBe('Arrive in Porto from Lisbon')
    expect(changed.days[2]?.stops.filter(({ place_id }) => place_id?.startsWith('porto/')).length).toBeGreaterThan(2)
    expect(changed.days[0]).toEqual(trip.days[0])
    expect(changed.findings.filter(({ code }) => code === 'wrong_city')).toEqual([])
    await host.undo()
    expect(await host.call(getTrip, { trip_id: trip.trip_id })).toEqual(trip)
  })

  it('refuses dates that its cities do not fit into', async () => {
    const destinations = ['Lisbon', 'Porto', 'Madrid'].map((place) => ({ place }))
    const trip = await host.call(planTrip, { ...lisbon, destinations })
    expect((await host.failure(updateTrip, { trip_id: trip.trip_id, end_date: '2027-05-13' })).kind).toBe(
      'invalid_input',
    )
    expect((await host.failure(updateTrip, { trip_id: trip.trip_id, end_date: '2027-05-01' })).kind).toBe(
      'invalid_input',
    )
  })
})
