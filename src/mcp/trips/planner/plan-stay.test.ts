import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, datesFrom } from '../../../shared/dates.ts'
import type { Pace } from '../contract.ts'
import { isOpenDuring } from '../opening-hours.ts'
import { isSight } from './candidate.ts'
import { interestWords } from './choose-stops.ts'
import { dinnerWindow, lunchWindow, paceShapes } from './day-shape.ts'
import { guideCity, guideSlugs } from './guide-fixture.ts'
import { planStay } from './plan-stay.ts'
import { planSource } from './planned-stop.ts'
import type { StayRequest } from './stay-request.ts'
import { hopBetween } from './travel-times.ts'

const slugs = guideSlugs()
const paces: Pace[] = ['relaxed', 'balanced', 'packed']

function request(slug: string, start: string, days: number, pace: Pace, interests: string[] = []): StayRequest {
  const city = guideCity(slug)
  const centre = { lat: city.lat, lon: city.lon }
  const block = { point: centre, source: planSource, isEstimate: true }
  const last = days - 1
  return {
    city: city.city,
    centre,
    places: city.places,
    interests: interestWords(interests),
    pace,
    kept: [],
    used: new Set(),
    days: datesFrom(start, addDays(start, last)).map((date, index) => ({
      date,
      ...(index === 0 && { arrival: { ...block, title: 'Arrive', category: 'arrival', start: 720, minutes: 45 } }),
      ...(index === last &&
        days > 1 && { departure: { ...block, title: 'Leave', category: 'departure', start: 960, minutes: 30 } }),
    })),
  }
}

const requests = fc
  .record({
    slug: fc.constantFrom(...slugs),
    offset: fc.integer({ min: 0, max: 400 }),
    days: fc.integer({ min: 1, max: 10 }),
    pace: fc.constantFrom(...paces),
    interests: fc.subarray(['food', 'museums', 'viewpoints', 'nature', 'nightlife']),
  })
  .map(({ slug, offset, days, pace, interests }) => request(slug, addDays('2027-01-01', offset), days, pace, interests))

describe('planStay', () => {
  it('leaves time for every way, and nothing overlaps', () => {
    fc.assert(
      fc.property(requests, (asked) => {
        for (const { stops } of planStay(asked)) {
          stops.slice(1).forEach((stop, index) => {
            const before = stops[index]
            if (before === undefined) return
            const needed = before.start + before.minutes + hopBetween(before.point, stop.point).minutes
            expect(stop.start, `${asked.city}: ${before.title} to ${stop.title}`).toBeGreaterThanOrEqual(needed)
          })
        }
      }),
      { numRuns: 150 },
    )
  })

  it('visits nothing outside its usual hours, and eats in meal hours', () => {
    fc.assert(
      fc.property(requests, (asked) => {
        const places = new Map(asked.places.map((place) => [place.place_id, place]))
        for (const { date, stops } of planStay(asked)) {
          for (const stop of stops) {
            const end = stop.start + stop.minutes
            const place = stop.placeId === undefined ? undefined : places.get(stop.placeId)
            // A quarter of restaurants is taken to serve at meal hours, which are looked at below.
            const serves = place?.category === 'food_area' && ['lunch', 'dinner'].includes(stop.category)
            const hours = place === undefined || serves ? (place?.opening_hours ?? 'always') : place.opening_hours
            if (hours === undefined) {
              expect([stop.start >= 600, end <= 1020], `${stop.title}, hours unknown`).toEqual([true, true])
            } else {
              expect(isOpenDuring(hours, date, stop.start, end), `${asked.city} ${date} ${stop.title}`).toBe(true)
            }
            if (stop.category !== 'lunch' && stop.category !== 'dinner') continue
            const meal = stop.category === 'lunch' ? lunchWindow : dinnerWindow
            expect([stop.start >= meal.from, end <= meal.to], stop.title).toEqual([true, true])
          }
        }
      }),
      { numRuns: 150 },
    )
  })

  it('goes to no sight twice, to a table again only when a day lies between, and invents none', () => {
    fc.assert(
      fc.property(requests, (asked) => {
        const known = new Set(asked.places.map(({ place_id }) => place_id))
        const days = planStay(asked)
        const visits = days.flatMap(({ stops }, day) =>
          stops.flatMap(({ placeId, category }) => (placeId === undefined ? [] : [{ placeId, category, day }])),
        )
        expect(visits.every(({ placeId }) => known.has(placeId))).toBe(true)
        for (const [index, { placeId, category, day }] of visits.entries()) {
          const earlier = visits.slice(0, index).filter((other) => other.placeId === placeId)
          expect(earlier.length).toBeLessThanOrEqual(category === 'lunch' || category === 'dinner' ? 1 : 0)
          expect(earlier.every((other) => day - other.day >= 2)).toBe(true)
        }
      }),
      { numRuns: 100 },
    )
  })

  it('gives every day at least three stops, and no more sights than the pace allows', () => {
    fc.assert(
      fc.property(requests, (asked) => {
        for (const { date, stops } of planStay(asked)) {
          expect(stops.length, `${asked.city} ${date}`).toBeGreaterThanOrEqual(3)
          // Short looks count half, so a day may hold twice as many of those.
          const load = stops.reduce((sum, stop) => {
            if (!isSight(stop.category)) return sum
            return sum + (stop.minutes <= 30 ? 0.5 : 1)
          }, 0)
          expect(load).toBeLessThanOrEqual(paceShapes[asked.pace].most + 0.5)
        }
      }),
      { numRuns: 100 },
    )
  })

  it('plans at least three sights on a full day of a short trip, in every city', () => {
    const poor = slugs.flatMap((slug) =>
      planStay(request(slug, '2027-05-12', 4, 'balanced'))
        .slice(1, -1)
        .filter(({ stops }) => {
          const minutes = stops.filter(({ category }) => isSight(category)).map((stop) => stop.minutes)
          return minutes.length < 3 && minutes.reduce((sum, visit) => sum + visit, 0) < 300
        })
        .map(({ date }) => `${slug} ${date}`),
    )
    expect(poor).toEqual([])
  })

  it('answers the same for the same question', () => {
    const asked = request('rome', '2027-05-12', 5, 'balanced', ['history'])
    expect(planStay(asked)).toEqual(planStay(asked))
  })

  it('keeps what the user put in, at its time, and plans around it', () => {
    const asked = request('lisbon', '2027-05-12', 3, 'balanced')
    const kept = {
      stopId: 'own',
      title: 'Dinner with Ana',
      category: 'own',
      start: 1170,
      minutes: 120,
      point: asked.centre,
      source: 'your own entry',
      isEstimate: false,
    }
    const days = planStay({ ...asked, kept: [{ stop: kept, date: '2027-05-13', fixed: true }] })
    const day = days[1]?.stops ?? []
    expect(day.find(({ stopId }) => stopId === 'own')).toMatchObject({ start: 1170, minutes: 120 })
    expect(day.filter(({ category }) => category === 'dinner')).toEqual([])
    expect(day.filter(({ start, minutes }) => start < 1290 && start + minutes > 1170)).toHaveLength(1)
  })

  it('leaves a city without a guide open, and says what would fill it', () => {
    const days = planStay({ ...request('lisbon', '2027-05-12', 3, 'balanced'), places: [] })
    expect(days[1]?.stops.map(({ title }) => title)).toEqual(['Open morning', 'Open afternoon', 'Open evening'])
    expect(days[1]?.stops.every(({ description }) => description?.includes('not in the built-in guide'))).toBe(true)
  })

  it('plans sixty days, lighter ones where the guide has no more', () => {
    const days = planStay(request('london', '2027-05-01', 60, 'packed'))
    expect(days).toHaveLength(60)
    expect(days.every(({ stops }) => stops.length >= 3)).toBe(true)
  })
})
