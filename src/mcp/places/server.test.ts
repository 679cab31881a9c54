import { beforeAll, describe, expect, it } from 'vitest'
import type * as z from 'zod'
import { ensureData, resourcesFolder } from '../../../scripts/build-data.ts'
import { Temporal } from '../../shared/dates.ts'
import { SojournError } from '../../shared/errors.ts'
import { metresBetween } from '../../shared/geo.ts'
import type { AnyTool, Server, ToolContext } from '../../shared/tool.ts'
import * as contract from './contract.ts'
import { createPlacesServer } from './server.ts'

let server: Server

beforeAll(async () => {
  await ensureData()
  server = createPlacesServer({ resourcesDir: resourcesFolder })
})

const context: ToolContext = {
  user: 'test',
  profile: {
    name: 'Ada',
    timezone: 'Europe/Lisbon',
    locale: 'en-GB',
    first_day_of_week: 'monday',
    currency: 'EUR',
    units: 'metric',
  },
  caller: { kind: 'local' },
  scopes: new Set(),
  signal: new AbortController().signal,
  now: Temporal.Instant.from('2027-03-01T09:00:00Z'),
  read: undefined,
  progress: () => {},
  call: () => Promise.reject(new Error('not needed')),
  write: () => Promise.reject(new Error('not needed')),
}

/** Calls a tool as the registry does: input parsed, output checked against its schema. */
async function call<T extends AnyTool>(tool: T, input: z.input<T['args']>): Promise<z.output<T['output']>> {
  const output = await server.tools.get(tool.name)?.run(tool.args.parse(input), context)
  return tool.output.parse(output) as z.output<T['output']>
}

describe('resolve_city', () => {
  it('gives a city with country, zone, airport and whether the guide has it', async () => {
    const { candidates, ambiguous } = await call(contract.resolveCity, { name: 'lisboa' })
    expect(ambiguous).toBe(false)
    expect(candidates[0]).toMatchObject({
      name: 'Lisbon',
      country: 'PT',
      country_name: 'Portugal',
      timezone: 'Europe/Lisbon',
      iata: 'LIS',
      kind: 'city',
      guide: true,
      confidence: 1,
    })
  })

  it('gives a region under its name with its main city, and a country by its main city', async () => {
    const tuscany = (await call(contract.resolveCity, { name: 'Tuscany' })).candidates[0]
    expect(tuscany).toMatchObject({ name: 'Tuscany', kind: 'region', main_city: 'Florence', country: 'IT' })
    const portugal = (await call(contract.resolveCity, { name: 'Portugal' })).candidates[0]
    expect(portugal).toMatchObject({ name: 'Lisbon', kind: 'country', country_name: 'Portugal', guide: true })
  })

  it('finds an airport for cities that are not listed by hand', async () => {
    expect((await call(contract.resolveCity, { name: 'Albuquerque' })).candidates[0]?.iata).toBe('ABQ')
  })

  it('answers an unknown name with no candidates', async () => {
    expect(await call(contract.resolveCity, { name: 'Xyzzyville' })).toEqual({ candidates: [], ambiguous: false })
  })
})

describe('search_places', () => {
  it('lists a city’s places, the most popular first, with source and age', async () => {
    const { places } = await call(contract.searchPlaces, { city: 'Lisbon', limit: 10 })
    expect(places).toHaveLength(10)
    expect(places.map((place) => place.popularity)).toEqual(
      places.map((place) => place.popularity).toSorted((a, b) => (b ?? 0) - (a ?? 0)),
    )
    expect(places[0]).toMatchObject({
      source: 'built-in guide, check hours',
      retrieved_at: expect.stringMatching(/^\d{4}-/),
    })
  })

  it('pages through all of them without repeating any', async () => {
    const all = (await call(contract.searchPlaces, { city: 'Lisbon', limit: 500 })).places
    const paged: string[] = []
    let cursor: string | undefined
    do {
      const page = await call(contract.searchPlaces, {
        city: 'Lisbon',
        limit: 7,
        ...(cursor !== undefined && { cursor }),
      })
      paged.push(...page.places.map((place) => place.place_id))
      cursor = page.next_cursor
    } while (cursor !== undefined)
    expect(paged).toEqual(all.map((place) => place.place_id))
  })

  it.each([
    ['restaurants', ['food_area', 'market']],
    ['Museums', ['museum', 'gallery']],
    ['viewpoints', ['viewpoint', 'tower']],
    ['parks', ['park', 'garden']],
    ['churches', ['church', 'temple', 'mosque', 'synagogue']],
    ['market', ['market']],
  ])('understands the category %s', async (category, allowed) => {
    const { places } = await call(contract.searchPlaces, { city: 'Lisbon', category })
    expect(places.length).toBeGreaterThan(0)
    expect(places.filter((place) => !allowed.includes(place.category))).toEqual([])
  })

  it('finds a place by name whatever its accents, by alias, by part of its name and with a slip', async () => {
    const best = async (query: string) => (await call(contract.searchPlaces, { query })).places[0]?.name
    expect(await best('castelo de sao jorge')).toBe('Castelo de São Jorge')
    expect(await best('Eiffel Tower')).toBe('Tour Eiffel')
    expect(await best('sagrada')).toBe('Sagrada Família')
    expect(await best('Sagrada Famlia')).toBe('Sagrada Família')
  })

  it('reads the city out of a query', async () => {
    const { places } = await call(contract.searchPlaces, { query: 'museums in Lisbon' })
    expect(new Set(places.map((place) => place.city))).toEqual(new Set(['Lisbon']))
  })

  it('lists what is near a point, nearest first, within the radius', async () => {
    const near = { lat: 38.7139, lon: -9.1335 }
    const { places } = await call(contract.searchPlaces, { near, radius_metres: 1000 })
    const metres = places.map((place) => place.metres ?? Number.NaN)
    expect(metres.length).toBeGreaterThan(2)
    expect(metres).toEqual(metres.toSorted((a, b) => a - b))
    expect(Math.max(...metres)).toBeLessThanOrEqual(1000)
    expect(places.every((place) => Math.abs(metresBetween(place, near) - (place.metres ?? 0)) < 1)).toBe(true)
  })

  it('takes a radius in a city as one around its middle', async () => {
    const { lat, lon } = (await call(contract.resolveCity, { name: 'Lisbon' })).candidates[0] ?? { lat: 0, lon: 0 }
    const { places } = await call(contract.searchPlaces, { city: 'Lisbon', radius_metres: 1500, limit: 500 })
    expect(places.length).toBeGreaterThan(2)
    expect(Math.max(...places.map((place) => metresBetween(place, { lat, lon })))).toBeLessThan(2500)
    expect(Math.max(...places.map(({ metres }) => metres ?? Number.NaN))).toBeLessThanOrEqual(1500)
  })

  it('leaves out what is closed, and says how many have unknown hours', async () => {
    const { places, note } = await call(contract.searchPlaces, {
      city: 'Lisbon',
      open_at: '2027-05-10T03:00',
      limit: 500,
    })
    expect(places.filter((place) => place.opening_hours === undefined)).toEqual([])
    expect(places.length).toBeGreaterThan(0)
    expect(note).toContain('opening hours are not known')
  })

  it('says plainly when the guide does not cover a city', async () => {
    const { places, note } = await call(contract.searchPlaces, { city: 'Albuquerque' })
    expect(places).toEqual([])
    expect(note).toContain('does not cover Albuquerque')
  })

  it('finds a place by the beginning of a word, after those that have the whole word', async () => {
    const named = async (query: string) =>
      (await call(contract.searchPlaces, { city: 'Lisbon', query })).places.map(({ name }) => name)
    expect(await named('gul')).toContain('Jardim Gulbenkian')
    expect(await named('miradouro santa luz')).toContain('Miradouro de Santa Luzia')
    expect(await named('g')).toEqual([])
  })

  it('says so when nothing matches', async () => {
    const { places, note } = await call(contract.searchPlaces, { city: 'Lisbon', query: 'ski lift' })
    expect(places).toEqual([])
    expect(note).toContain('Lisbon')
  })

  it.each([
    [{ city: 'Xyzzyville' }, 'not_found'],
    [{ city: 'Lisbon', category: 'spaceport' }, 'invalid_input'],
    [{}, 'invalid_input'],
  ])('refuses %j as %s', async (input, kind) => {
    await expect(call(contract.searchPlaces, input)).rejects.toMatchObject({ kind })
  })
})

describe('get_place', () => {
  it('gives one place by its id', async () => {
    const place = await call(contract.getPlace, { place_id: 'lisbon/castelo-de-sao-jorge' })
    expect(place).toMatchObject({ name: 'Castelo de São Jorge', city: 'Lisbon', timezone: 'Europe/Lisbon' })
  })

  it.each(['lisbon/nothing', 'nowhere/nothing', '../package.json'])('knows no %s', async (place_id) => {
    await expect(call(contract.getPlace, { place_id })).rejects.toBeInstanceOf(SojournError)
  })
})

describe('nearest_airports', () => {
  it('lists those around a city, nearest first', async () => {
    const { airports } = await call(contract.nearestAirports, { city: 'London', limit: 20 })
    expect(airports.map((airport) => airport.iata)).toEqual(expect.arrayContaining(['LCY', 'LHR', 'LGW', 'STN', 'LTN']))
    expect(airports.map((airport) => airport.metres)).toEqual(
      airports.map((airport) => airport.metres).toSorted((a, b) => a - b),
    )
  })

  it('takes a point, and wants one of both', async () => {
    const { airports } = await call(contract.nearestAirports, { point: { lat: 36.42, lon: 25.43 } })
    expect(airports[0]?.iata).toBe('JTR')
    await expect(call(contract.nearestAirports, {})).rejects.toMatchObject({ kind: 'invalid_input' })
    await expect(call(contract.nearestAirports, { city: 'Xyzzyville' })).rejects.toMatchObject({ kind: 'not_found' })
  })
})

describe('route', () => {
  it('between cities chooses a mode and labels the estimate', async () => {
    const route = await call(contract.route, { from: 'Lisbon', to: 'Porto' })
    expect(route).toMatchObject({ mode: 'train', is_estimate: true, from: { name: 'Lisbon' }, to: { name: 'Porto' } })
    expect(route.minutes).toBeGreaterThan(120)
    expect(route.minutes).toBeLessThan(260)
  })

  it('looks for a place in the city that the other end is in', async () => {
    const route = await call(contract.route, { from: 'Castelo de São Jorge', to: 'Alfama' })
    expect(route).toMatchObject({ mode: 'walk', to: { name: 'Alfama' } })
    expect(route.metres).toBeLessThan(2000)
  })

  it('takes a city to look in, points, and airports', async () => {
    expect((await call(contract.route, { from: 'castle', to: 'alfama', city: 'Lisbon' })).metres).toBeLessThan(5000)
    const points = await call(contract.route, {
      from: { lat: 38.71, lon: -9.14 },
      to: { lat: 38.72, lon: -9.15 },
      mode: 'walk',
    })
    expect(points.minutes).toBeGreaterThan(15)
    expect((await call(contract.route, { from: 'Lisbon airport', to: 'Lisbon' })).from.name).toMatch(/Airport/)
  })

  it('knows fast trains by the countries of points', async () => {
    const from = { lat: 51.51, lon: -0.13 }
    const to = { lat: 48.86, lon: 2.35 }
    const plain = await call(contract.route, { from, to })
    const fast = await call(contract.route, { from: { ...from, country: 'GB' }, to: { ...to, country: 'fr' } })
    const named = await call(contract.route, { from: 'London', to: 'Paris' })
    expect(fast.minutes).toBeLessThan(plain.minutes)
    expect(Math.abs(fast.minutes - named.minutes)).toBeLessThan(5)
  })

  it.each([
    [{ from: 'Lisbon', to: 'New York', mode: 'drive' as const }, 'unavailable'],
    [{ from: 'Barcelona', to: 'Mallorca', mode: 'walk' as const }, 'unavailable'],
    [{ from: 'Tallinn', to: 'Helsinki', mode: 'drive' as const }, 'unavailable'],
    [{ from: 'Berlin', to: 'Copenhagen', mode: 'ferry' as const }, 'unavailable'],
    [{ from: 'Berlin', to: 'Munich', mode: 'walk' as const }, 'unavailable'],
    [{ from: 'Xyzzyville', to: 'Paris' }, 'not_found'],
  ])('refuses %j as %s', async (input, kind) => {
    await expect(call(contract.route, input)).rejects.toMatchObject({ kind, hint: expect.any(String) })
  })

  it('flies where no road goes', async () => {
    expect((await call(contract.route, { from: 'Lisbon', to: 'New York' })).mode).toBe('flight')
    expect((await call(contract.route, { from: 'Barcelona', to: 'Mallorca' })).mode).toBe('flight')
    expect((await call(contract.route, { from: 'Copenhagen', to: 'Gdansk' })).mode).toBe('flight')
    expect((await call(contract.route, { from: 'Stockholm', to: 'Helsinki' })).mode).toBe('flight')
    expect((await call(contract.route, { from: 'Tallinn', to: 'Helsinki' })).mode).toBe('ferry')
  })
})

describe('get_country_facts', () => {
  it('gives the facts of a country and its holidays in a range', async () => {
    const facts = await call(contract.getCountryFacts, { country: 'Portugal', from: '2027-04-01', to: '2027-06-30' })
    expect(facts).toMatchObject({
      country: 'PT',
      currency: { code: 'EUR' },
      languages: ['Portuguese'],
      plugs: ['C', 'F'],
      emergency: { general: '112' },
      driving_side: 'right',
      calling_code: '+351',
    })
    expect(facts.holidays.map((holiday) => holiday.date)).toEqual(
      expect.arrayContaining(['2027-04-25', '2027-05-01', '2027-06-10']),
    )
    expect(facts.costs).toMatchObject({ is_estimate: true, room_night: { currency: 'EUR' } })
  })

  it.each([
    ['JP', 'JP'],
    ['PRT', 'PT'],
    ['uk', 'GB'],
    ['Kyoto', 'JP'],
    ['Bali', 'ID'],
    ['the Netherlands', 'NL'],
    ['Georgia', 'GE'],
  ])('reads %s as %s', async (country, code) => {
    expect((await call(contract.getCountryFacts, { country })).country).toBe(code)
  })

  it('looks twelve months ahead without a range', async () => {
    const { holidays } = await call(contract.getCountryFacts, { country: 'Portugal' })
    expect(holidays.length).toBeGreaterThan(9)
    expect(holidays.every((holiday) => holiday.date >= '2027-03-01' && holiday.date < '2028-03-01')).toBe(true)
  })

  it('leaves unknown facts out and labels costs by continent', async () => {
    const facts = await call(contract.getCountryFacts, { country: 'Chad' })
    expect(facts.voltage).toBeUndefined()
    expect(facts.costs?.method).toContain('average of Africa')
  })

  it.each([
    [{ country: 'Narnia' }, 'not_found'],
    [{ country: 'Portugal', from: '2027-05-02', to: '2027-05-01' }, 'invalid_input'],
    [{ country: 'Portugal', from: '2027-05-02', to: '2057-05-01' }, 'invalid_input'],
  ])('refuses %j as %s', async (input, kind) => {
    await expect(call(contract.getCountryFacts, input)).rejects.toMatchObject({ kind })
  })
})
