import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openServers, type ServersHost } from '../../testing.ts'
import { gatherJourneys, journeyKey } from '../journeys.ts'
import type { Origin } from '../records.ts'
import { type Stay, staysOf } from '../stays.ts'
import { type Journey, journeyOf } from './journey.ts'
import { planTravel } from './travel.ts'

let host: ServersHost
beforeAll(async () => {
  host = await openServers()
})
afterAll(() => host.dispose())

const place = (name: string, country: string, lat: number, lon: number, timezone: string): Origin => ({
  place: name,
  country,
  lat,
  lon,
  timezone,
})
const london = place('London', 'GB', 51.51, -0.13, 'Europe/London')
const paris = place('Paris', 'FR', 48.86, 2.35, 'Europe/Paris')
const lisbon = place('Lisbon', 'PT', 38.71, -9.14, 'Europe/Lisbon')
const tokyo = place('Tokyo', 'JP', 35.68, 139.69, 'Asia/Tokyo')
const kyoto = place('Kyoto', 'JP', 35.01, 135.77, 'Asia/Tokyo')
const palma = place('Palma', 'ES', 39.57, 2.65, 'Europe/Madrid')
const barcelona = place('Barcelona', 'ES', 41.39, 2.17, 'Europe/Madrid')
const dublin = place('Dublin', 'IE', 53.35, -6.26, 'Europe/Dublin')
const boston = place('Boston', 'US', 42.36, -71.06, 'America/New_York')
const newYork = place('New York', 'US', 40.71, -74.01, 'America/New_York')

const bari = place('Bari', 'IT', 41.12, 16.87, 'Europe/Rome')
const dubrovnik = place('Dubrovnik', 'HR', 42.65, 18.09, 'Europe/Zagreb')
const tirana = place('Tirana', 'AL', 41.33, 19.82, 'Europe/Tirane')
const stockholm = place('Stockholm', 'SE', 59.33, 18.07, 'Europe/Stockholm')
const helsinki = place('Helsinki', 'FI', 60.17, 24.94, 'Europe/Helsinki')
const tallinn = place('Tallinn', 'EE', 59.44, 24.75, 'Europe/Tallinn')
const copenhagen = place('Copenhagen', 'DK', 55.68, 12.57, 'Europe/Copenhagen')
const gdansk = place('Gdansk', 'PL', 54.35, 18.65, 'Europe/Warsaw')
const athens = place('Athens', 'GR', 37.98, 23.73, 'Europe/Athens')
const mytilene = place('Mytilene', 'GR', 39.11, 26.55, 'Europe/Athens')
const medellin = place('Medellín', 'CO', 6.24, -75.58, 'America/Bogota')
const bogota = place('Bogotá', 'CO', 4.61, -74.08, 'America/Bogota')
const honolulu = place('Honolulu', 'US', 21.31, -157.86, 'Pacific/Honolulu')
const auckland = place('Auckland', 'NZ', -36.85, 174.76, 'Pacific/Auckland')
const losAngeles = place('Los Angeles', 'US', 34.05, -118.24, 'America/Los_Angeles')
const sydney = place('Sydney', 'AU', -33.87, 151.21, 'Australia/Sydney')

const berlin = place('Berlin', 'DE', 52.52, 13.4, 'Europe/Berlin')
const cairo = place('Cairo', 'EG', 30.04, 31.24, 'Africa/Cairo')
const dubai = place('Dubai', 'AE', 25.2, 55.27, 'Asia/Dubai')

const stays = (...places: Origin[]): Stay[] =>
  staysOf(
    places.map((one, index) => ({ ...one, destinationId: `${index}`, guide: true })),
    '2027-05-12',
    '2027-05-18',
  )

async function journeyBetween(from: Origin, to: Origin): Promise<Journey | undefined> {
  return (await gatherJourneys(host, from, [to])).get(journeyKey(from, to))
}

describe('a journey between cities', () => {
  it.each([
    ['under the Channel', london, paris, 'train'],
    ['in Japan', tokyo, kyoto, 'train'],
    ['beyond 700 km', london, lisbon, 'flight'],
    ['to an island', barcelona, palma, 'flight'],
    ['over the sea', london, dublin, 'flight'],
    ['by road where trains are rare', boston, newYork, 'drive'],
    ['by road over the Andes', bogota, medellin, 'drive'],
    ['over the Adriatic', bari, dubrovnik, 'flight'],
    ['over the Adriatic to Albania', bari, tirana, 'flight'],
    ['over the Baltic', stockholm, helsinki, 'flight'],
    ['along the Baltic', copenhagen, gdansk, 'flight'],
    ['over the Gulf of Finland', tallinn, helsinki, 'ferry'],
    ['over the Aegean', athens, mytilene, 'flight'],
  ])('goes %s', async (_, from, to, mode) => {
    expect((await journeyBetween(from, to))?.mode).toBe(mode)
    expect((await journeyBetween(to, from))?.mode).toBe(mode)
  })

  it('is none within a city', async () => {
    expect(await journeyBetween(london, { ...london, lat: 51.6 })).toBeUndefined()
  })

  it('costs as its formula says, within its range', async () => {
    const flight = await journeyBetween(london, lisbon)
    const km = (flight?.metres ?? 0) / 1000
    expect(flight?.fare).toBeCloseTo(30 + 0.05 * 1500 + 0.03 * (km - 1500), 3)
    expect(flight?.low).toBeCloseTo((flight?.fare ?? 0) * 0.6, 6)
    expect(flight?.high).toBeCloseTo((flight?.fare ?? 0) * 1.8, 6)
    expect((await journeyBetween(tokyo, london))?.fare).toBeGreaterThan(flight?.fare ?? 0)
  })

  it('says of a ferry that it is not known whether one sails', () => {
    const ferry = journeyOf(tallinn, helsinki, { mode: 'ferry', minutes: 131, metres: 90_000, method: 'a method' })
    expect(ferry).toMatchObject({ minutes: 135, seats: 1, method: expect.stringContaining('on foot') })
  })
})

describe('planTravel', () => {
  const plan = async (origin: Origin | undefined, ...places: Origin[]) => {
    const there = stays(...places)
    return planTravel(origin, there, '2027-05-18', await gatherJourneys(host, origin, there))
  }
  const times = async (origin: Origin | undefined, ...places: Origin[]) =>
    (await plan(origin, ...places)).map(({ kind, depart, arrive }) => [kind, depart.toString(), arrive.toString()])

  it('leaves in the morning and comes home in the evening, in local times', async () => {
    expect(await times(london, lisbon)).toEqual([
      ['outbound', '2027-05-12T08:30:00', '2027-05-12T11:00:00'],
      ['return', '2027-05-18T17:00:00', '2027-05-18T19:30:00'],
    ])
  })

  it('leaves the day before where the flight is long, at a decent hour', async () => {
    const [out] = await plan(london, tokyo)
    expect(out?.depart.toPlainDate().toString()).toBe('2027-05-11')
    expect(out?.arrive.toPlainDate().toString()).toBe('2027-05-12')
    expect(out?.depart.hour).toBeGreaterThanOrEqual(7)
  })

  it('knows only the transfers where it is not known where from', async () => {
    expect((await times(undefined, london, paris)).map(([kind]) => kind)).toEqual(['transfer'])
  })

  it.each([
    ['Tokyo to Honolulu', tokyo, honolulu],
    ['Auckland to Honolulu', auckland, honolulu],
    ['Auckland to Los Angeles', auckland, losAngeles],
    ['Sydney to Los Angeles', sydney, losAngeles],
    ['Los Angeles to Sydney', losAngeles, sydney],
    ['Honolulu to Auckland', honolulu, auckland],
  ])('arrives on the first day over the date line, at a decent hour: %s', async (_, from, to) => {
    const [out] = await plan(from, to)
    expect(out?.arrive.toPlainDate().toString()).toBe('2027-05-12')
    expect(out?.arrive.hour).toBeGreaterThanOrEqual(6)
    expect(out?.arrive.hour).toBeLessThan(17)
    expect(out?.depart.hour).toBeGreaterThanOrEqual(7)
  })

  it('goes on over the date line without arriving before it left the plan', async () => {
    const there = stays(tokyo, honolulu)
    const [on] = planTravel(undefined, there, '2027-05-18', await gatherJourneys(host, undefined, there))
    expect(on?.arrive.toPlainDate().toString()).toBe(there[1]?.arrive)
  })

  it.each([
    ['Cairo', cairo],
    ['Dubai', dubai],
    ['Lisbon', lisbon],
  ])('of a day in %s leaves for home after arriving', async (_, place) => {
    const there = stays(place)
    const journeys = await gatherJourneys(host, berlin, there)
    const [out, home] = planTravel(berlin, there, '2027-05-12', journeys)
    const arrived = out?.arrive.add({ minutes: out.journey.after })
    const left = home?.depart.subtract({ minutes: home.journey.before })
    expect(arrived?.until(left ?? arrived).total('minutes')).toBeGreaterThanOrEqual(60)
    expect(home?.depart.toPlainDate().toString()).toBe('2027-05-12')
  })

  it('is empty at home', async () => expect(await times(lisbon, lisbon)).toEqual([]))
})
