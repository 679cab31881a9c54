import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { travelMode } from './contract.ts'
import { estimateTravel, usualMode } from './travel-time.ts'

describe('an estimate of a journey', () => {
  it.each([
    // great-circle km, countries, door-to-door or timetable minutes known from experience, tolerance
    ['train', 533, ['GB', 'GB'], 262, 'London–Edinburgh'],
    ['train', 344, ['GB', 'FR'], 150, 'London–Paris'],
    ['train', 365, ['JP', 'JP'], 140, 'Tokyo–Kyoto'],
    ['train', 391, ['ES', 'ES'], 155, 'Madrid–Seville'],
    ['train', 274, ['PT', 'PT'], 175, 'Lisbon–Porto'],
    ['drive', 274, [], 190, 'Lisbon–Porto'],
    ['drive', 344, [], 330, 'London–Paris with the tunnel'],
    ['flight', 5_540, [], 445, 'London–New York'],
    ['flight', 1_580, [], 160, 'London–Lisbon'],
    ['walk', 2, [], 33, 'two kilometres in town'],
  ] as const)('%s over %i km (%s) takes about %i min: %s', (mode, kilometres, countries, usual, _between) => {
    const { minutes } = estimateTravel(mode, kilometres * 1000, countries)
    expect(Math.abs(minutes - usual) / usual).toBeLessThan(0.25)
  })

  it('never gets shorter with distance, and is never shorter than the straight line', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...travelMode.options),
        fc.integer({ min: 0, max: 12_000_000 }),
        fc.integer({ min: 0, max: 1_000_000 }),
        (mode, metres, more) => {
          const near = estimateTravel(mode, metres)
          const far = estimateTravel(mode, metres + more)
          expect(far.minutes).toBeGreaterThanOrEqual(near.minutes)
          expect(near.metres).toBeGreaterThanOrEqual(metres)
          expect(near.minutes).toBeGreaterThanOrEqual(1)
        },
      ),
    )
  })

  it('says how it was made', () => {
    expect(estimateTravel('walk', 1000).method).toContain('4.7 km/h')
    expect(estimateTravel('flight', 15_000_000).method).toContain('one connection')
  })
})

describe('the usual mode', () => {
  it.each([
    [800, true, ['PT', 'PT'], 'walk'],
    [6_000, true, ['PT', 'PT'], 'transit'],
    [270_000, true, ['PT', 'PT'], 'train'],
    [300_000, true, ['US', 'US'], 'drive'],
    [500_000, true, ['US', 'US'], 'flight'],
    [1_500_000, true, ['PT', 'FR'], 'flight'],
    [200_000, false, ['ES', 'ES'], 'flight'],
  ] as const)('over %i m (overland: %s, %s) is %s', (metres, overland, countries, mode) => {
    expect(usualMode(metres, overland, countries)).toBe(mode)
  })
})
