import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { dataFolder, ensureData } from '../../../scripts/build-data.ts'
import type { Point } from '../../shared/geo.ts'
import { createLand, type Land } from './land.ts'

let land: Land

beforeAll(async () => {
  await ensureData()
  land = createLand(JSON.parse(readFileSync(join(dataFolder, 'land.json'), 'utf8')))
})

const points = {
  Lisbon: { lat: 38.72, lon: -9.14 },
  Berlin: { lat: 52.5, lon: 13.4 },
  Paris: { lat: 48.86, lon: 2.35 },
  London: { lat: 51.51, lon: -0.13 },
  Dublin: { lat: 53.35, lon: -6.26 },
  Copenhagen: { lat: 55.68, lon: 12.57 },
  Stockholm: { lat: 59.33, lon: 18.07 },
  Palma: { lat: 39.57, lon: 2.65 },
  Barcelona: { lat: 41.39, lon: 2.17 },
  Palermo: { lat: 38.1, lon: 13.36 },
  Rome: { lat: 41.9, lon: 12.5 },
  Athens: { lat: 37.98, lon: 23.73 },
  Santorini: { lat: 36.42, lon: 25.43 },
  Tokyo: { lat: 35.69, lon: 139.69 },
  Sapporo: { lat: 43.06, lon: 141.35 },
  'New York': { lat: 40.71, lon: -74.01 },
  'Los Angeles': { lat: 34.05, lon: -118.24 },
  Honolulu: { lat: 21.31, lon: -157.86 },
  'Panama City': { lat: 9.0, lon: -79.5 },
  Bogotá: { lat: 4.6, lon: -74.08 },
  Lima: { lat: -12.05, lon: -77.04 },
  Reykjavik: { lat: 64.14, lon: -21.9 },
  Akureyri: { lat: 65.68, lon: -18.09 },
  Melbourne: { lat: -37.81, lon: 144.96 },
  Hobart: { lat: -42.88, lon: 147.33 },
} as const
type Name = keyof typeof points

describe('a way over land', () => {
  it.each<[Name, Name]>([
    ['Lisbon', 'Berlin'],
    ['Lisbon', 'London'],
    ['Copenhagen', 'Stockholm'],
    ['Copenhagen', 'Berlin'],
    ['Palermo', 'Rome'],
    ['Tokyo', 'Sapporo'],
    ['New York', 'Los Angeles'],
    ['Panama City', 'Los Angeles'],
    ['Bogotá', 'Lima'],
    ['Reykjavik', 'Akureyri'],
  ])('joins %s and %s', (a, b) => {
    expect(land.connected(points[a], points[b])).toBe(true)
  })

  it.each<[Name, Name]>([
    ['London', 'Dublin'],
    ['Barcelona', 'Palma'],
    ['Athens', 'Santorini'],
    ['Lisbon', 'New York'],
    ['Los Angeles', 'Honolulu'],
    ['Panama City', 'Bogotá'],
    ['Melbourne', 'Hobart'],
  ])('does not join %s and %s', (a, b) => {
    expect(land.connected(points[a], points[b])).toBe(false)
  })
})

describe('the shortest way over land', () => {
  it.each<[string, Point, Point, number]>([
    ['London–Paris by the tunnel', points.London, points.Paris, 410],
    ['Lisbon–Porto', points.Lisbon, { lat: 41.15, lon: -8.61 }, 280],
    ['Barcelona–Marseille round the gulf', points.Barcelona, { lat: 43.3, lon: 5.37 }, 430],
    ['Copenhagen–Stockholm by the bridge', points.Copenhagen, points.Stockholm, 545],
    ['Naples–Palermo by the train ferry', { lat: 40.85, lon: 14.27 }, points.Palermo, 620],
    ['Reykjavik–Akureyri', points.Reykjavik, points.Akureyri, 250],
  ])('is known for %s', (_, a, b, kilometres) => {
    const { overland = 0 } = land.between(a, b)
    expect(Math.abs(overland / 1000 - kilometres) / kilometres).toBeLessThan(0.1)
    expect(land.between(b, a).overland).toBeCloseTo(overland, 6)
  })

  it.each<[string, Point, Point]>([
    ['Bari–Dubrovnik', { lat: 41.12, lon: 16.87 }, { lat: 42.65, lon: 18.09 }],
    ['Bari–Tirana', { lat: 41.12, lon: 16.87 }, { lat: 41.33, lon: 19.82 }],
    ['Stockholm–Helsinki', points.Stockholm, { lat: 60.17, lon: 24.94 }],
    ['Tallinn–Helsinki', { lat: 59.44, lon: 24.75 }, { lat: 60.17, lon: 24.94 }],
    ['Málaga–Tangier', { lat: 36.72, lon: -4.42 }, { lat: 35.77, lon: -5.8 }],
    ['Athens–Mytilene', points.Athens, { lat: 39.11, lon: 26.55 }],
    ['Barcelona–Palma', points.Barcelona, points.Palma],
  ])('is too long or none for %s', (_, a, b) => {
    expect(land.between(a, b).overland).toBeUndefined()
  })

  it('knows who is by the sea', () => {
    expect(land.between(points.Barcelona, points.Palma).byTheSea).toBe(true)
    expect(land.between(points.Berlin, { lat: 55.68, lon: 12.57 }).byTheSea).toBe(false)
  })
})
