import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type RawCity, round } from './cities.ts'

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
  if (airport.type === 'medium_airport')
    return runway < airlinerRunway && !listed.has(airport.iata) ? 'small' : 'medium'
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
function listedAirports(placesFolder: string): Set<string> {
  const codes = ['cities.json', 'regions.json'].flatMap((file) =>
    JSON.parse(readFileSync(join(placesFolder, file), 'utf8')).map((entry: { iata?: string }) => entry.iata),
  )
  return new Set(codes.filter((code) => code !== undefined))
}

/**
 * Airports with scheduled flights as JSON rows, each with the city it serves.
 * @param cities the larger cities
 * @param placesFolder where the tables that name airports are
 */
export async function airportRows(cities: readonly RawCity[], placesFolder: string): Promise<string> {
  // Parsed boundary: the package is pinned; its types name more than is used here.
  const source = require('airport-data-js') as { findAirports(filter: object): Promise<RawAirport[]> }
  const airports = await source.findAirports({})
  const listed = listedAirports(placesFolder)
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
