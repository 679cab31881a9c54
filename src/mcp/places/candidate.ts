import tzLookup from '@photostructure/tz-lookup'
import { metresBetween } from '../../shared/geo.ts'
import type { CityCandidate } from './contract.ts'
import type { Airport } from './data-files.ts'
import type { Gazetteer, Hit } from './gazetteer.ts'

/** How far away an airport may be and still be a city's own, in metres, by its size. */
const reach: Record<Airport['size'], number> = { large: 60_000, medium: 40_000, small: 15_000 }

/**
 * The main airport of a place that has none listed by hand: within reach the largest kind, of these the nearest after
 * a bonus of 1 km for every 1,000 feet of runway.
 */
function mainAirport(
  at: { lat: number; lon: number; country: string },
  airports: readonly Airport[],
): string | undefined {
  const sizes: Airport['size'][] = ['large', 'medium', 'small']
  for (const size of sizes) {
    const near = airports
      .filter(
        (airport) => airport.size === size && airport.country === at.country && Math.abs(airport.lat - at.lat) < 0.6,
      )
      .map((airport) => ({ iata: airport.iata, metres: metresBetween(airport, at), runway: airport.runway }))
      .filter((airport) => airport.metres <= reach[size])
      .sort((a, b) => a.metres - a.runway - (b.metres - b.runway))
    if (near[0] !== undefined) return near[0].iata
  }
  return undefined
}

/** What was found, as it stands on a wire. */
export function toCandidate(hit: Hit, gazetteer: Gazetteer, airports: readonly Airport[]): CityCandidate {
  const region = hit.region ?? gazetteer.adminName(hit.country, hit.admin)
  const iata = hit.iata ?? mainAirport(hit, airports)
  return {
    name: hit.name,
    country: hit.country,
    country_name: gazetteer.countryName(hit.country),
    ...(region !== undefined && { region }),
    lat: hit.lat,
    lon: hit.lon,
    timezone: tzLookup(hit.lat, hit.lon),
    population: hit.population,
    ...(iata !== undefined && { iata }),
    kind: hit.kind,
    ...(hit.mainCity !== undefined && { main_city: hit.mainCity }),
    guide: hit.guide !== undefined,
    confidence: Math.round(hit.confidence * 100) / 100,
  }
}
