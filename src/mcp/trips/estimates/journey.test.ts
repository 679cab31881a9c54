import { describe, expect, it } from 'vitest'
import type { Origin } from '../records.ts'
import { type Stay, staysOf } from '../stays.ts'
import { journeyBetween } from './journey.ts'
import { planTravel } from './travel.ts'

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

const stays = (...places: Origin[]): Stay[] =>
  staysOf(
    places.map((one, index) => ({ ...one, destinationId: `${index}`, guide: true })),
    '2027-05-12',
    '2027-05-18',
  )

describe('journeyBetween', () => {
  it.each([
    ['under the Channel', london, paris, 'train'],
    ['in Japan', tokyo, kyoto, 'train'],
    ['beyond 700 km', london, lisbon, 'flight'],
    ['to an island', barcelona, palma, 'flight'],
    ['over the sea', london, dublin, 'flight'],
    ['by road where trains are rare', boston, newYork, 'drive'],
  ])('goes %s', (_, from, to, mode) => {
    expect(journeyBetween(from, to)?.mode).toBe(mode)
  })

  it('is none within a city', () => {
    expect(journeyBetween(london, { ...london, lat: 51.6 })).toBeUndefined()
  })

  it('costs as its formula says, within its range', () => {
    const flight = journeyBetween(london, lisbon)
    const km = (flight?.metres ?? 0) / 1000
    expect(flight?.fare).toBeCloseTo(30 + 0.05 * 1500 + 0.03 * (km - 1500), 6)
    expect(flight?.low).toBeCloseTo((flight?.fare ?? 0) * 0.6, 6)
    expect(flight?.high).toBeCloseTo((flight?.fare ?? 0) * 1.8, 6)
    expect(journeyBetween(tokyo, london)?.fare).toBeGreaterThan(flight?.fare ?? 0)
  })
})

describe('planTravel', () => {
  const times = (origin: Origin | undefined, ...places: Origin[]) =>
    planTravel(origin, stays(...places), '2027-05-18').map(({ kind, depart, arrive }) => [
      kind,
      depart.toString(),
      arrive.toString(),
    ])

  it('leaves in the morning and comes home in the evening, in local times', () => {
    expect(times(london, lisbon)).toEqual([
      ['outbound', '2027-05-12T08:30:00', '2027-05-12T11:05:00'],
      ['return', '2027-05-18T17:00:00', '2027-05-18T19:35:00'],
    ])
  })

  it('leaves the day before where the flight is long, at a decent hour', () => {
    const [out] = planTravel(london, stays(tokyo), '2027-05-18')
    expect(out?.depart.toPlainDate().toString()).toBe('2027-05-11')
    expect(out?.arrive.toPlainDate().toString()).toBe('2027-05-12')
    expect(out?.depart.hour).toBeGreaterThanOrEqual(7)
  })

  it('knows only the transfers where it is not known where from', () => {
    expect(times(undefined, london, paris).map(([kind]) => kind)).toEqual(['transfer'])
  })

  it('is empty at home', () => expect(times(lisbon, lisbon)).toEqual([]))
})
