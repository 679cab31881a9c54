import { SojournError } from '../../shared/errors.ts'
import type { ToolContext } from '../../shared/tool.ts'
import { type CityCandidate, nearestAirports, resolveCity, searchPlaces } from '../places/contract.ts'
import type { NearAirport } from './records.ts'

/** A place as a person named it, resolved; with what was assumed in doing so. */
export interface ResolvedPlace {
  city: CityCandidate
  airport?: NearAirport
  assumption?: string
}

/** Below this a corrected spelling is not trusted. */
const leastConfidence = 0.5

/**
 * Finds the city a name means, taking the best where it may mean several and saying so.
 * @throws SojournError `not_found` with the closest names
 */
export async function resolveDestination(ctx: ToolContext, name: string): Promise<ResolvedPlace> {
  const { candidates, ambiguous } = await ctx.call(resolveCity, { name, limit: 5 })
  const [best, ...others] = candidates
  if (best === undefined || best.confidence < leastConfidence) throw unknownPlace(name, candidates)
  const city = await mainCityOf(ctx, best)
  const airport = await airportOf(ctx, city)
  const assumption =
    city === best
      ? assumptionOf(name, best, others, ambiguous)
      : `${best.name}: planned around ${city.name}, which the guide covers there.`
  return {
    city,
    ...(airport !== undefined && { airport }),
    ...(assumption !== undefined && { assumption }),
  }
}

/** The guide's city that a region or country stands for; the region itself where the guide has none there. */
async function mainCityOf(ctx: ToolContext, place: CityCandidate): Promise<CityCandidate> {
  if (place.kind === 'city' || !place.guide) return place
  const { places } = await ctx.call(searchPlaces, { city: place.name, limit: 1 })
  const name = places[0]?.city
  if (name === undefined || name === place.name) return place
  const { candidates } = await ctx.call(resolveCity, { name, limit: 1 })
  return candidates[0] ?? place
}

async function airportOf(ctx: ToolContext, city: CityCandidate): Promise<NearAirport | undefined> {
  const { airports } = await ctx.call(nearestAirports, { point: { lat: city.lat, lon: city.lon }, limit: 5 })
  const near = airports.filter(({ metres }) => metres <= 150_000)
  const best =
    near.find(({ iata }) => iata === city.iata) ??
    near.find(({ size, metres }) => size === 'large' && metres <= 80_000) ??
    near.find(({ size }) => size !== 'small') ??
    near[0]
  if (best === undefined) return undefined
  const { iata, name, lat, lon, metres } = best
  return { iata, name, lat, lon, metres }
}

function unknownPlace(name: string, candidates: readonly CityCandidate[]): SojournError {
  const close = candidates.slice(0, 3).map(inWords)
  return new SojournError('not_found', `No place called “${name}” is known.`, {
    hint:
      close.length > 0
        ? `Did you mean ${close.join(', or ')}?`
        : 'Check the spelling, or name a larger town nearby, with its country.',
    issues: [{ path: 'destinations', message: `“${name}” is not known` }],
  })
}

function inWords({ name, region, country_name }: CityCandidate): string {
  return [name, region === name ? undefined : region, country_name].filter(Boolean).join(', ')
}

function assumptionOf(
  name: string,
  best: CityCandidate,
  others: readonly CityCandidate[],
  ambiguous: boolean,
): string | undefined {
  if (best.kind !== 'city') return `${best.name}: planned around the middle of it, as no single city was named.`
  if (ambiguous && others.length > 0) {
    const also = others.slice(0, 2).map(inWords).join('; ')
    return `“${name}” was taken to mean ${inWords(best)}; it could also be ${also}.`
  }
  if (best.confidence < 0.95) return `“${name}” was taken to mean ${inWords(best)}.`
  return undefined
}
