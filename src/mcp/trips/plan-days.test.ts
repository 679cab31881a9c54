import { describe, expect, it } from 'vitest'
import { addDays } from '../../shared/dates.ts'
import { findingsOf } from './checks/check-trip.ts'
import type { Pace } from './contract.ts'
import type { TripFacts } from './gather-facts.ts'
import { planDays } from './plan-days.ts'
import { guideCity, guideSlugs } from './planner/guide-fixture.ts'
import type { TripRecord } from './records.ts'
import { staysOf } from './stays.ts'
import { moneyOf } from './trip-detail.ts'

function planned(slug: string, days: number, pace: Pace) {
  const { places, ...city } = guideCity(slug)
  const destination = { ...city, destinationId: slug, place: city.city, guide: true }
  const trip: TripRecord = {
    tripId: slug,
    title: slug,
    titleGiven: false,
    startDate: '2027-05-13',
    endDate: addDays('2027-05-13', days - 1),
    travellers: 2,
    interests: ['food', 'history'],
    pace,
    notes: '',
    assumptions: [],
    createdAt: '',
    updatedAt: '',
    destinations: [destination],
  }
  const facts: TripFacts = {
    stays: staysOf(trip.destinations, trip.startDate, trip.endDate),
    places: new Map(places.map((place) => [place.place_id, place])),
    placesOf: new Map([[destination.place, places]]),
    countries: new Map(),
    journeys: new Map(),
    currency: 'EUR',
    rates: new Map(),
    climate: [],
    units: 'metric',
    locale: 'en-GB',
    today: '2027-01-01',
  }
  let next = 0
  const stops = planDays(trip, [], facts, () => `stop-${next++}`)
  return findingsOf(trip, stops, facts, moneyOf(trip, stops, facts).budget)
}

describe('planDays', () => {
  it('makes plans that its own checks find no fault in, for every city, length and pace', { timeout: 60_000 }, () => {
    const findings = guideSlugs().flatMap((slug) =>
      [1, 3, 7].flatMap((days) =>
        (['relaxed', 'balanced', 'packed'] as const).flatMap((pace) =>
          planned(slug, days, pace).map((finding) => ({ slug, days, pace, ...finding })),
        ),
      ),
    )
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
    const plans = guideSlugs().length * 9
    expect(findings.filter(({ severity }) => severity === 'warning').length).toBeLessThan(plans * 0.03)
  })
})
