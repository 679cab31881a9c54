import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { dataFolder, ensureData } from '../../../scripts/build-data.ts'
import { createLand, type Land } from './land.ts'

let land: Land

beforeAll(async () => {
  await ensureData()
  land = createLand(JSON.parse(readFileSync(join(dataFolder, 'land.json'), 'utf8')))
})

const points = {
  Lisbon: { lat: 38.72, lon: -9.14 },
  Berlin: { lat: 52.5, lon: 13.4 },
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
