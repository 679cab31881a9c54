import { SojournError } from '../../shared/errors.ts'
import { metresBetween } from '../../shared/geo.ts'
import type { RoutePoint, TravelMode } from './contract.ts'
import type { Airport } from './data-files.ts'
import type { Guide, Located } from './guide.ts'
import type { Land } from './land.ts'
import { matchMisspelled } from './match-place.ts'
import type { Resolution } from './resolve-city.ts'
import { alwaysFlown, estimateTravel, isSensible, longest, usualMode } from './travel-time.ts'
import type { Between } from './way-over-land.ts'

/** Where a journey begins or ends. */
export interface End {
  name?: string
  lat: number
  lon: number
  /** ISO code, where it is known. */
  country?: string
  /** Slug of the guide city that the place belongs to. */
  slug?: string
}

export interface RouteParts {
  guide: Guide
  resolve: (name: string) => Resolution
  airports: () => readonly Airport[]
  land: () => Land
}

const fromGuide = ({ place, city }: Located): End => ({
  name: place.name,
  lat: place.lat,
  lon: place.lon,
  country: city.country,
  slug: city.slug,
})

/** "the airport", "Lisbon airport", "LHR": the airport itself rather than its city. */
function airportEnd(text: string, slug: string | undefined, parts: RouteParts): End | undefined {
  const isAirport = /\bairport$/i.test(text.trim())
  if (!isAirport && !/^[A-Z]{3}$/.test(text.trim())) return undefined
  const name = text
    .trim()
    .replace(/^the\s+/i, '')
    .replace(/\s*(international\s+)?airport$/i, '')
  const city = name === '' ? (slug === undefined ? '' : parts.guide.city(slug).city) : name
  if (city === '') return undefined
  const iata = parts.resolve(city).hits[0]?.iata
  const airport = parts.airports().find((other) => other.iata === (isAirport ? iata : text.trim()))
  return airport && { name: airport.name, lat: airport.lat, lon: airport.lon, country: airport.country }
}

function misspelledInGuide(text: string, slug: string, guide: Guide): End | undefined {
  const city = guide.city(slug)
  const best = city.places
    .map((place) => ({ place, score: matchMisspelled(text, place) }))
    .sort((a, b) => b.score - a.score)[0]
  return best !== undefined && best.score > 0 ? fromGuide({ place: best.place, city }) : undefined
}

/** The best meaning of a name as a city, and whether it is plainly that one. */
function cityEnd(text: string, parts: RouteParts): { end: End; isKnown: boolean; isExact: boolean } | undefined {
  const hit = parts.resolve(text).hits[0]
  if (hit === undefined) return undefined
  const { name, lat, lon, country, guide } = hit
  return {
    end: { name, lat, lon, country, ...(guide !== undefined && { slug: guide.slug }) },
    isKnown: hit.confidence === 1 && hit.known,
    isExact: hit.confidence === 1,
  }
}

/**
 * Finds an end by name, the surest reading first: an airport, a place of the guide in the city that is being talked
 * about, a well-known city, a part of a place's name, a place of the guide anywhere, any city, a corrected spelling.
 * `not_found` where nothing fits.
 */
function findEnd(text: string, slug: string | undefined, parts: RouteParts): End {
  const { guide } = parts
  const located = (found: readonly Located[]): End | undefined =>
    found[0] === undefined ? undefined : fromGuide(found[0])
  const city = cityEnd(text, parts)
  const end =
    airportEnd(text, slug, parts) ??
    (slug === undefined ? undefined : located(guide.named(text, { slug }))) ??
    (city?.isKnown === true ? city.end : undefined) ??
    (slug === undefined ? undefined : located(guide.named(text, { slug, partly: true }))) ??
    located(guide.named(text)) ??
    (city?.isExact === true ? city.end : undefined) ??
    located(guide.named(text, { partly: true })) ??
    (slug === undefined ? undefined : misspelledInGuide(text, slug, guide)) ??
    city?.end
  if (end !== undefined) return end
  throw new SojournError('not_found', `No place or city known as “${text}” was found.`, {
    hint: 'Check the spelling, add the city (“Alfama, Lisbon”), or give a point as { lat, lon }.',
  })
}

/** Both ends; a place of the guide at one end says in which city the other is looked for first. */
function findEnds(
  from: string | RoutePoint,
  to: string | RoutePoint,
  city: string | undefined,
  parts: RouteParts,
): [End, End] {
  const guideCity = (name: string): string | undefined => parts.resolve(name).hits[0]?.guide?.slug
  const given = city === undefined ? undefined : guideCity(city)
  /** "Alfama, Lisbon": the place and the city to look in. */
  const split = (text: string): { text: string; slug: string | undefined } => {
    const comma = text.lastIndexOf(',')
    const slug = comma < 0 ? undefined : guideCity(text.slice(comma + 1))
    const name = text.slice(0, comma).trim()
    return slug !== undefined && parts.guide.named(name, { slug, partly: true }).length > 0
      ? { text: name, slug }
      : { text, slug: given }
  }
  const find = (value: string | RoutePoint, hint?: string): End => {
    if (typeof value !== 'string') {
      const { lat, lon, country } = value
      return { lat, lon, ...(country !== undefined && { country: country.toUpperCase() }) }
    }
    const { text, slug } = split(value)
    return findEnd(text, slug ?? hint, parts)
  }
  const first = find(from)
  const second = find(to, first.slug)
  // "Belém" to "Alfama": the second end says where the first one is meant.
  return first.slug === undefined && second.slug !== undefined ? [find(from, second.slug), second] : [first, second]
}

const modeWords: Record<TravelMode, string> = {
  walk: 'on foot',
  bike: 'by bike',
  transit: 'by city transport',
  drive: 'by car',
  train: 'by train',
  ferry: 'by ferry',
  flight: 'by plane',
}

export interface RouteAnswer {
  from: { name?: string; lat: number; lon: number }
  to: { name?: string; lat: number; lon: number }
  mode: TravelMode
  minutes: number
  metres: number
  source: string
  is_estimate: boolean
  method: string
}

const bare = ({ name, lat, lon }: End) => ({ ...(name !== undefined && { name }), lat, lon })

/**
 * Estimates distance and time between two places.
 * @throws SojournError `not_found` for an unknown name; `unavailable` where water lies between or the distance is
 * beyond what the mode is used for, with the mode that would do
 */
export function estimateRoute(
  input: {
    from: string | RoutePoint
    to: string | RoutePoint
    mode?: TravelMode | undefined
    city?: string | undefined
  },
  parts: RouteParts,
): RouteAnswer {
  const [from, to] = findEnds(input.from, input.to, input.city, parts)
  const metres = metresBetween(from, to)
  const countries = [from.country, to.country].filter((country) => country !== undefined)
  const { overland, byTheSea } = lieOf(from, to, metres, input.mode, parts)
  const usual = usualMode(metres, overland !== undefined && isSensible(overland, metres), countries, byTheSea)
  const mode = input.mode ?? usual
  const names = `${from.name ?? 'the first point'} and ${to.name ?? 'the second'}`
  const hint = `Ask with mode “${usual}”.`
  if (mode === 'ferry' && !byTheSea) {
    throw new SojournError('unavailable', `No ferry joins ${names}: they are not both by the sea.`, { hint })
  }
  if (mode !== 'flight' && mode !== 'ferry' && overland === undefined) {
    throw new SojournError(
      'unavailable',
      `There is no sensible way ${modeWords[mode]} between ${names}: water lies between.`,
      { hint },
    )
  }
  if (metres > longest[mode]) {
    throw new SojournError(
      'unavailable',
      `${names} are ${Math.round(metres / 1000)} km apart in a straight line, too far to go ${modeWords[mode]}.`,
      { hint },
    )
  }
  // Where the way leads round water, it is longer than the usual detour.
  const round = mode === 'flight' || mode === 'ferry' ? 0 : (overland ?? 0) / usualDetour
  const estimate = estimateTravel(mode, Math.max(metres, round), countries)
  return {
    from: bare(from),
    to: bare(to),
    mode,
    minutes: estimate.minutes,
    metres: estimate.metres,
    source: 'built-in estimate',
    is_estimate: true,
    method:
      round > metres * 1.05
        ? `${estimate.method}; the straight line lengthened, as the way leads round water`
        : estimate.method,
  }
}

/** What the estimates count with on long ways anyway. */
const usualDetour = 1.2
/** Nearer than this a bridge or short ferry is taken for granted; further than this any way over land is long. */
const near = 40_000
const far = 1_000_000

/** How two ends lie to each other, as far as the mode needs it: measuring takes some milliseconds. */
function lieOf(
  from: End,
  to: End,
  metres: number,
  mode: TravelMode | undefined,
  { land }: Pick<RouteParts, 'land'>,
): Between {
  if (mode === 'flight' || (mode === undefined && metres >= alwaysFlown))
    return { overland: undefined, byTheSea: false }
  if (metres < near && mode !== 'ferry') return { overland: metres, byTheSea: false }
  if (metres <= far) return land().between(from, to)
  return { overland: land().connected(from, to) ? metres : undefined, byTheSea: mode === 'ferry' }
}
