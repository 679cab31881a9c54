import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SojournError } from '../../shared/errors.ts'
import { type Server, serve, type ToolContext } from '../../shared/tool.ts'
import { toCandidate } from './candidate.ts'
import { placesContract } from './contract.ts'
import { createCountryFacts } from './country-facts.ts'
import { lazy, openPlaceData } from './data-files.ts'
import { createGazetteer } from './gazetteer.ts'
import { openGuide, toPlace } from './guide.ts'
import { createLand } from './land.ts'
import { nearestAirports } from './nearest-airports.ts'
import { createResolver } from './resolve-city.ts'
import { estimateRoute } from './route.ts'
import { searchPlaces } from './search-places.ts'

/** How many candidates `resolve_city` returns unless asked for more. */
const usualCandidates = 5
/** How many airports `nearest_airports` returns unless asked for more. */
const usualAirports = 5

/**
 * The places server: cities, airports, the guide, routes and countries from built-in data alone. Nothing is read
 * before it is first needed.
 * @param options.resourcesDir the folder with `data/` (made by scripts/build-data.ts), `guide/` and `places/`
 */
export function createPlacesServer({ resourcesDir }: { resourcesDir: string }): Server {
  const data = openPlaceData(resourcesDir)
  const guide = openGuide(data)
  const gazetteer = lazy(() => createGazetteer(data))
  const resolver = lazy(() => createResolver(gazetteer(), data))
  const resolve = (name: string) => resolver()(name)
  const countryFacts = lazy(() => createCountryFacts(data, gazetteer(), resolve))
  const land = lazy(() => createLand(JSON.parse(readFileSync(join(resourcesDir, 'data/land.json'), 'utf8'))))

  const pointOf = (input: { city?: string | undefined; point?: { lat: number; lon: number } | undefined }) => {
    if (input.point !== undefined) return input.point
    if (input.city === undefined) {
      throw new SojournError('invalid_input', 'Say where the airports should be near.', {
        hint: 'Give a city, or a point as { lat, lon }.',
      })
    }
    const hit = resolve(input.city).hits[0]
    if (hit === undefined) {
      throw new SojournError('not_found', `There is no city, region or country known as “${input.city}”.`, {
        hint: 'Check the spelling, or add the country: “Paris, France”.',
      })
    }
    return hit
  }

  return serve<typeof placesContract.tools, ToolContext>(placesContract, {
    resolve_city: async (input) => {
      const { hits, ambiguous } = resolve(input.name)
      const candidates = hits
        .slice(0, input.limit ?? usualCandidates)
        .map((hit) => toCandidate(hit, gazetteer(), data.airports()))
      return { candidates, ambiguous }
    },
    search_places: async (input) => searchPlaces(input, guide, resolve),
    get_place: async (input) => {
      const { place, city } = guide.place(input.place_id)
      return toPlace(place, city)
    },
    nearest_airports: async (input) => ({
      airports: nearestAirports(pointOf(input), data.airports())
        .slice(0, input.limit ?? usualAirports)
        .map(({ iata, name, city, country, lat, lon, metres, size }) => ({
          iata,
          name,
          ...(city !== '' && { city }),
          country,
          lat,
          lon,
          metres,
          size,
        })),
      source: 'airport-data-js, GeoNames (CC BY 4.0)',
    }),
    route: async (input) => estimateRoute(input, { guide, resolve, airports: () => data.airports(), land }),
    get_country_facts: async (input, context) => countryFacts()(input, context.now),
  })
}
