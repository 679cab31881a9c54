import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, weekdayOf } from '../../shared/dates.ts'
import type { InputOf } from '../../shared/tool.ts'
import { searchPlaces } from '../places/contract.ts'
import { openServers, type ServersHost } from '../testing.ts'
import { checkItinerary, moveStop, planTrip, updateTrip } from './contract.ts'

let host: ServersHost
beforeAll(async () => {
  host = await openServers()
})
afterAll(() => host.dispose())

type Itinerary = NonNullable<InputOf<typeof checkItinerary>['itinerary']>
type Stop = Itinerary['days'][number]['stops'][number]

/** A stop in Lisbon; 2027-05-12 is a Wednesday, 2027-05-17 a Monday. */
const stop = (place: string, from: string, to: string, fields: Partial<Stop> = {}, date = '2027-05-12'): Stop => ({
  stop_id: place,
  place_id: `lisbon/${place}`,
  title: place,
  start: `${date}T${from}`,
  end: `${date}T${to}`,
  ...fields,
})

const lisbonDay = (stops: Stop[], date = '2027-05-12') => ({ date, city: 'Lisbon', timezone: 'Europe/Lisbon', stops })

const check = async (itinerary: Itinerary) => host.call(checkItinerary, { itinerary })
const codes = async (itinerary: Itinerary) => (await check(itinerary)).findings.map(({ code }) => code)

describe('check_itinerary of data', () => {
  it('finds nothing in a day that works', async () => {
    const day = lisbonDay([
      stop('castelo-de-sao-jorge', '10:00', '11:30'),
      stop('alfama', '11:45', '13:00'),
      stop('time-out-market', '13:30', '14:30', { category: 'lunch' }),
    ])
    expect(await check({ days: [day] })).toMatchObject({ ok: true, findings: [] })
  })

  it('takes a budget as money, and as a trip has it', async () => {
    const day = lisbonDay([stop('alfama', '10:00', '11:00', { cost: { amount: 150, currency: 'EUR' } })])
    expect(await codes({ days: [day], budget: { amount: 100, currency: 'EUR' } })).toContain('over_budget')
    expect(await codes({ days: [day], budget: { limit: 100, currency: 'EUR' } })).toContain('over_budget')
    expect(await codes({ days: [day], budget: { amount: 200, currency: 'EUR' } })).not.toContain('over_budget')
  })

  it('takes the days of a trip as they are given, and refuses fields that there are not by name', async () => {
    const trip = await host.call(planTrip, {
      destinations: [{ place: 'Lisbon' }],
      start_date: '2027-05-12',
      end_date: '2027-05-13',
    })
    const { days, budget } = trip
    expect(await check({ days, budget })).toMatchObject({ ok: true })
    const refused = (itinerary: unknown) =>
      check(itinerary as Itinerary).then(
        () => '',
        ({ message }) => String(message),
      )
    expect(await refused({ days, foo: 1 })).toContain('foo')
    expect(await refused({ days: [{ ...days[0], bar: 1 }] })).toContain('bar')
    expect(await refused({ days: [lisbonDay([{ ...stop('alfama', '10:00', '11:00'), baz: 1 }])] })).toContain('baz')
  })

  it('finds what is closed on the weekday or the hour, with a time when it is open', async () => {
    const monday = lisbonDay([stop('mosteiro-dos-jeronimos', '10:00', '11:15', {}, '2027-05-17')], '2027-05-17')
    const tuesday = lisbonDay([], '2027-05-18')
    const { ok, findings } = await check({ days: [monday, tuesday] })
    expect(ok).toBe(false)
    expect(findings).toMatchObject([
      {
        code: 'closed',
        severity: 'error',
        stop_id: 'mosteiro-dos-jeronimos',
        date: '2027-05-17',
        fix: { tool: 'move_stop', input: { stop_id: 'mosteiro-dos-jeronimos', date: '2027-05-18', start: '10:00' } },
      },
    ])
    expect(await codes({ days: [lisbonDay([stop('castelo-de-sao-jorge', '20:00', '21:30')])] })).toEqual(['closed'])
  })

  it('finds places that no source knows, by id and by name', async () => {
    const day = lisbonDay([
      stop('no-such-place', '10:00', '11:00'),
      { title: 'Museum of Invented Things', start: '2027-05-12T12:00', end: '2027-05-12T13:00', category: 'museum' },
    ])
    expect((await check({ days: [day] })).findings).toMatchObject([
      { code: 'unknown_place', severity: 'error', stop_id: 'no-such-place' },
      { code: 'unknown_place', severity: 'warning' },
    ])
  })

  it('finds what is in another city, by its place, its coordinates or its name', async () => {
    const at = (fields: Partial<Stop>) =>
      codes({
        days: [lisbonDay([{ title: 'Somewhere', start: '2027-05-12T10:00', end: '2027-05-12T11:00', ...fields }])],
      })
    expect(await at({ place_id: 'paris/musee-du-louvre', title: 'Louvre' })).toContain('wrong_city')
    expect(await at({ title: 'A garden', lat: 41.15, lon: -8.61 })).toContain('wrong_city')
    expect(await at({ title: 'Colosseum' })).toContain('wrong_city')
  })

  it('finds overlaps and ways that take longer', async () => {
    const overlapping = lisbonDay([stop('alfama', '10:00', '11:30'), stop('se-de-lisboa', '11:00', '11:40')])
    expect((await check({ days: [overlapping] })).findings).toMatchObject([
      {
        code: 'overlap',
        severity: 'error',
        fix: { tool: 'move_stop', input: { start: expect.stringMatching(/^11:3|^11:4/) } },
      },
    ])
    const hurried = lisbonDay([
      stop('castelo-de-sao-jorge', '10:00', '11:30'),
      stop('mosteiro-dos-jeronimos', '11:35', '12:50'),
    ])
    expect((await check({ days: [hurried] })).findings).toMatchObject([{ code: 'not_enough_time', severity: 'error' }])
  })

  it('reckons with the mode of a leg', async () => {
    const stops = [stop('praca-do-comercio', '10:00', '10:30'), stop('mosteiro-dos-jeronimos', '11:10', '12:25')]
    const leg = (mode: string) => ({ from: 'praca-do-comercio', to: 'mosteiro-dos-jeronimos', mode, minutes: 35 })
    expect(await codes({ days: [{ ...lisbonDay(stops), legs: [leg('transit')] }] })).toEqual([])
    expect(await codes({ days: [{ ...lisbonDay(stops), legs: [leg('walk')] }] })).toEqual(['not_enough_time'])
  })

  it('finds what lies before arrival, after departure and outside the trip', async () => {
    const days = [
      lisbonDay([stop('alfama', '09:00', '10:00')]),
      lisbonDay([stop('se-de-lisboa', '16:00', '16:40', {}, '2027-05-13')], '2027-05-13'),
      lisbonDay([stop('castelo-de-sao-jorge', '10:00', '11:30', {}, '2027-05-14')], '2027-05-14'),
    ]
    const found = await codes({ days, arrival: '2027-05-12T11:00', departure: '2027-05-13T17:00' })
    expect(found).toEqual(expect.arrayContaining(['before_arrival', 'after_departure', 'outside_trip']))
  })

  it('finds doubles, meals at odd times and days that are too full', async () => {
    const twice = [
      lisbonDay([stop('alfama', '10:00', '11:00')]),
      lisbonDay([stop('alfama', '10:00', '11:00', { stop_id: 'again' }, '2027-05-13')], '2027-05-13'),
    ]
    expect((await check({ days: twice })).findings).toMatchObject([
      { code: 'duplicate', stop_id: 'again', fix: { tool: 'remove_stop', input: { stop_id: 'again' } } },
    ])
    expect(
      await codes({ days: [lisbonDay([stop('time-out-market', '16:00', '17:00', { category: 'lunch' })])] }),
    ).toEqual(['meal_time'])
    const names = ['alfama', 'se-de-lisboa', 'praca-do-comercio', 'convento-do-carmo', 'bairro-alto', 'principe-real']
    const full = names.map((name, index) => stop(name, `${10 + index}:00`, `${10 + index}:40`))
    expect(await codes({ days: [lisbonDay(full)], pace: 'relaxed' })).not.toContain('pace')
    const more = [...full, stop('jardim-da-estrela', '16:10', '17:00'), stop('parque-eduardo-vii', '17:30', '18:10')]
    expect(await codes({ days: [lisbonDay(more)], pace: 'relaxed' })).toContain('pace')
  })

  it('finds a day that goes back and forth, and a first step to mend it', async () => {
    const day = lisbonDay([
      stop('praca-do-comercio', '09:00', '09:30'),
      stop('mosteiro-dos-jeronimos', '10:30', '11:45'),
      stop('se-de-lisboa', '12:45', '13:25'),
      stop('padrao-dos-descobrimentos', '14:30', '15:10'),
      stop('alfama', '16:15', '17:30'),
    ])
    expect((await check({ days: [day] })).findings).toMatchObject([
      { code: 'zigzag', severity: 'warning', fix: { tool: 'move_stop', input: { date: '2027-05-12' } } },
    ])
  })

  it('finds a change of city without a way, and a total over the limit', async () => {
    const days = [
      lisbonDay([stop('alfama', '10:00', '11:00', { cost: { amount: 120, currency: 'EUR' } })]),
      { date: '2027-05-13', city: 'Porto', stops: [] },
    ]
    const { findings } = await check({ days, budget: { limit: 100, currency: 'EUR' } })
    expect(findings).toMatchObject([
      { code: 'over_budget', severity: 'error', found: '€120 planned', needed: 'at most €100' },
      { code: 'no_transport', severity: 'warning', date: '2027-05-13' },
    ])
  })

  it('tells of public holidays, changes of the zone and of the clocks', async () => {
    const museum = stop('museu-nacional-do-azulejo', '10:00', '11:30', {}, '2027-06-10')
    expect(await codes({ days: [lisbonDay([museum], '2027-06-10')] })).toEqual(['holiday'])
    const days = ['2027-03-27', '2027-03-28'].map((date) => ({ ...lisbonDay([], date), city: 'Lisbon' }))
    expect(await codes({ days })).toEqual(['time_zone'])
  })

  it('checks what plan_trip returned as data, and finds nothing but notes', async () => {
    const trip = await host.call(planTrip, {
      destinations: [{ place: 'Lisbon' }, { place: 'Porto' }],
      start_date: '2027-05-12',
      end_date: '2027-05-17',
    })
    const { findings } = await check({ days: trip.days, budget: trip.budget, pace: trip.pace })
    expect(findings.filter(({ severity }) => severity !== 'note')).toEqual([])
  })

  it('says that a city is not known, and still checks the rest', async () => {
    const day = { date: '2027-05-12', city: 'Xqzvwk', stops: [] }
    expect((await check({ days: [day] })).findings).toMatchObject([{ code: 'unknown_place', severity: 'warning' }])
    expect((await check({ days: [] })).ok).toBe(true)
  })

  it('answers for a year of twenty cities', async () => {
    const cities = ['Lisbon', 'Porto', 'Madrid', 'Paris', 'Rome', 'Vienna', 'Prague', 'Berlin', 'London', 'Dublin']
    const days = Array.from({ length: 365 }, (_, index) => {
      const date = addDays('2027-01-01', index)
      const stops = Array.from({ length: 6 }, (_, hour) => ({
        title: `Thing ${index} ${hour}`,
        start: `${date}T${10 + hour}:00`,
        end: `${date}T${10 + hour}:30`,
        category: 'sight',
      }))
      return { date, city: cities[index % cities.length] ?? '', stops }
    })
    expect((await check({ days })).findings.length).toBeGreaterThan(300)
  })

  it('asks for something to check', async () => {
    expect((await host.failure(checkItinerary, {})).kind).toBe('invalid_input')
    const both = { trip_id: '01a21a42-08ab-7b10-b000-bfb4c5e2f3fe', itinerary: { days: [] } }
    expect((await host.failure(checkItinerary, both)).kind).toBe('invalid_input')
  })
})

describe('check_itinerary of a trip', () => {
  it.each(['Munich', 'Osaka', 'Paris'])('mends what was moved to a day when it is closed: %s', async (place) => {
    const dates = { start_date: '2027-05-12', end_date: '2027-05-18' }
    const trip = await host.call(planTrip, { destinations: [{ place }], ...dates, origin: 'London' })
    const { places } = await host.call(searchPlaces, { city: place, limit: 500 })
    const closedOn = (id: string | undefined) => {
      const hours = places.find(({ place_id }) => place_id === id)?.opening_hours
      return trip.days.find(({ date }) => typeof hours === 'object' && hours[weekdayOf(date)].length === 0)?.date
    }
    const moves = trip.days.flatMap(({ stops }) =>
      stops.flatMap(({ stop_id, place_id, category }) => {
        const date = /lunch|dinner/.test(category) ? undefined : closedOn(place_id)
        return date === undefined ? [] : [{ stop_id, date }]
      }),
    )
    expect(moves.length).toBeGreaterThan(0)
    for (const move of moves) {
      await host.call(moveStop, move)
      const { ok, findings } = await host.call(checkItinerary, { trip_id: trip.trip_id })
      const found = findings.find(({ code, stop_id }) => code === 'closed' && stop_id === move.stop_id)
      expect([ok, found?.fix?.tool]).toEqual([false, 'move_stop'])
      await host.call(moveStop, moveStop.args.parse(found?.fix?.input))
      expect((await host.call(checkItinerary, { trip_id: trip.trip_id })).ok).toBe(true)
      await host.undo()
      await host.undo()
    }
  })

  it('offers fixes that can be applied as they are', async () => {
    const trip = await host.call(planTrip, {
      destinations: [{ place: 'Rome' }],
      start_date: '2027-04-09',
      end_date: '2027-04-12',
      budget: { amount: 100, currency: 'EUR' },
    })
    const sight = trip.days[1]?.stops.find(({ title }) => title === 'Galleria Borghese' || title === 'Vatican Museums')
    const moved = sight ?? trip.days[1]?.stops[0]
    await host.call(moveStop, { stop_id: moved?.stop_id ?? '', date: '2027-04-11', start: '06:00' })
    const before = await host.call(checkItinerary, { trip_id: trip.trip_id })
    const budget = before.findings.find(({ code }) => code === 'over_budget')
    expect(budget?.fix?.tool).toBe('update_trip')
    await host.call(updateTrip, budget?.fix?.input as InputOf<typeof updateTrip>)
    const after = await host.call(checkItinerary, { trip_id: trip.trip_id })
    expect(after.findings.map(({ code }) => code)).not.toContain('over_budget')
    for (const { fix } of after.findings) {
      if (fix?.tool === 'move_stop') await host.call(moveStop, fix.input as InputOf<typeof moveStop>)
    }
    const mended = await host.call(checkItinerary, { trip_id: trip.trip_id })
    expect(mended.findings.filter(({ code }) => code === 'closed' || code === 'overlap')).toEqual([])
  })
})
