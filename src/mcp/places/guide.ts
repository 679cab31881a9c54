import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { SojournError } from '../../shared/errors.ts'
import { type OpeningHours, openingHours, type Place } from './contract.ts'
import { guideCategories } from './guide-categories.ts'
import { type GuideCity, lazy, type PlaceData } from './data-files.ts'
import { matchPlace, partScore } from './match-place.ts'

/** The day the guide was written: what `retrieved_at` says for everything in it. */
export const guideReleased = '2026-11-20T00:00:00Z'

/** What the guide is shown as: it was written once and not looked up since. */
export const guideSource = 'built-in guide, check hours'

const guidePlace = z.strictObject({
  /** `lisbon/castelo-de-sao-jorge`. */
  id: z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/),
  name: z.string().min(1),
  aliases: z.array(z.string()),
  category: z.enum(guideCategories),
  interests: z.array(z.string()),
  area: z.string().nullable(),
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
  visit_minutes: z.number().int(),
  /** `null`: not known. */
  hours: openingHours.nullable(),
  hours_note: z.string().nullable(),
  /** Usual adult entry; 0 when free, `null` when not known. */
  price: z.strictObject({ amount: z.number().min(0), currency: z.string().length(3) }).nullable(),
  popularity: z.number().int().min(1).max(5),
  indoor: z.boolean(),
  sentence: z.string(),
  /** Places of the same file that the sentence says it is next to or opposite. */
  neighbours: z.array(z.string()),
})
export type GuidePlace = z.infer<typeof guidePlace>

const ring = z.array(z.tuple([z.number(), z.number()])).min(3)

/** One city of the guide, as in `resources/guide/<slug>.json`. */
export const guideFile = z.strictObject({
  slug: z.string(),
  city: z.string(),
  country: z.string().length(2),
  region: z.string().nullable(),
  lat: z.number(),
  lon: z.number(),
  timezone: z.string(),
  aliases: z.array(z.string()),
  summary: z.string(),
  /** Long-term normals in °C and days with at least 1 mm. */
  climate: z
    .array(z.strictObject({ month: z.number().int(), min: z.number(), max: z.number(), rain_days: z.number().min(0).max(31) }))
    .length(12),
  climate_source: z.string(),
  transit: z.enum(['metro', 'tram', 'bus', 'ferry', 'walk']),
  /** Open water near the centre as rings of [lat, lon]. */
  water: z.array(z.strictObject({ name: z.string(), ring })),
  places: z.array(guidePlace),
})
export type GuideFile = z.infer<typeof guideFile>

/** The built-in guide. Each city's file is read and checked when it is first asked for. */
export interface Guide {
  cities(): readonly GuideCity[]
  /** The whole file of a city; `not_found` for one that the guide does not have. */
  city(slug: string): GuideFile
  /** A place by its id and the city it belongs to; `not_found` where there is none. */
  place(id: string): { place: GuidePlace; city: GuideFile }
  /** The places that a name fits best (whole names before parts of names), in one city or in all, popular ones first. */
  named(name: string, slug?: string): { place: GuidePlace; city: GuideFile }[]
}

/** Opens the guide of a resources folder without reading anything yet. */
export function openGuide(data: PlaceData): Guide {
  const files = new Map<string, () => GuideFile>()

  const city = (slug: string): GuideFile => {
    if (!data.guideCities().some((entry) => entry.slug === slug)) {
      throw new SojournError('not_found', `The built-in guide has no city “${slug}”.`)
    }
    let file = files.get(slug)
    if (file === undefined) {
      file = lazy(() =>
        guideFile.parse(JSON.parse(readFileSync(join(data.resourcesDir, 'guide', `${slug}.json`), 'utf8'))),
      )
      files.set(slug, file)
    }
    return file()
  }

  return {
    cities: () => data.guideCities(),
    city,
    place: (id) => {
      const slug = id.split('/')[0] ?? ''
      const file = data.guideCities().some((entry) => entry.slug === slug) ? city(slug) : undefined
      const place = file?.places.find((other) => other.id === id)
      if (file === undefined || place === undefined) {
        throw new SojournError('not_found', `There is no place with the id “${id}”.`, {
          hint: 'Use a place_id that search_places returned.',
        })
      }
      return { place, city: file }
    },
    named: (name, slug) => {
      const slugs = slug === undefined ? data.guideCities().map((entry) => entry.slug) : [slug]
      const scored = slugs.flatMap((each) => {
        const file = city(each)
        return file.places.map((place) => ({ place, city: file, score: matchPlace(name, place) }))
      })
      const best = Math.max(...scored.map((found) => found.score))
      if (best < partScore) return []
      return scored
        .filter((found) => found.score === best)
        .sort((a, b) => b.place.popularity - a.place.popularity)
        .map(({ place, city: file }) => ({ place, city: file }))
    },
  }
}

/**
 * A place of the guide as it stands on a wire. `is_estimate` says whether it carries opening hours by weekday: those
 * are the usual ones, not looked up. Unknown hours and prices are absent.
 */
export function toPlace(place: GuidePlace, city: GuideFile, metres?: number): Place {
  const hours: OpeningHours | undefined = place.hours ?? undefined
  return {
    place_id: place.id,
    name: place.name,
    category: place.category,
    city: city.city,
    country: city.country,
    ...(place.area !== null && { area: place.area }),
    lat: place.lat,
    lon: place.lon,
    timezone: city.timezone,
    ...(hours !== undefined && { opening_hours: hours }),
    ...(place.hours_note !== null && { hours_note: place.hours_note }),
    visit_minutes: place.visit_minutes,
    ...(place.price !== null && { price: place.price }),
    interests: place.interests,
    popularity: place.popularity,
    indoor: place.indoor,
    description: place.sentence,
    ...(metres !== undefined && { metres: Math.round(metres) }),
    source: guideSource,
    retrieved_at: guideReleased,
    is_estimate: hours !== undefined && hours !== 'always',
  }
}
