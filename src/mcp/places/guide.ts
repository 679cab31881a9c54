import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SojournError } from '../../shared/errors.ts'
import type { OpeningHours, Place } from './contract.ts'
import { type GuideCity, lazy, type PlaceData } from './data-files.ts'
import { type GuideFile, type GuidePlace, guideFile } from './guide-file.ts'
import { matchName, nameScore, partScore } from './match-place.ts'

/** The day the guide was written: what `retrieved_at` says for everything in it. */
export const guideReleased = '2026-11-20T00:00:00Z'

/** What the guide is shown as: it was written once and not looked up since. */
const guideSource = 'built-in guide, check hours'

/** The built-in guide. Each city's file is read and checked when it is first asked for. */
export interface Guide {
  cities(): readonly GuideCity[]
  /** The whole file of a city; `not_found` for one that the guide does not have. */
  city(slug: string): GuideFile
  /** A place by its id and the city it belongs to; `not_found` where there is none. */
  place(id: string): { place: GuidePlace; city: GuideFile }
  /**
   * Places of this name, popular ones first, in one city or in all; with `partly` also those that have it in their
   * name, where none has it as its whole name. Opens only the files of the cities that they are in.
   */
  named(name: string, options?: { slug?: string | undefined; partly?: boolean }): Located[]
}

/** A place with the city it belongs to. */
export interface Located {
  place: GuidePlace
  city: GuideFile
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
    named: (name, { slug, partly = false } = {}) => {
      const scored = data
        .guideCities()
        .filter((entry) => slug === undefined || entry.slug === slug)
        .flatMap((entry) =>
          entry.places.map(([id = '', ...names]) => ({ id, slug: entry.slug, score: matchName(name, names) })),
        )
      const best = Math.max(...scored.map((found) => found.score))
      if (best < (partly ? partScore : nameScore)) return []
      return scored
        .filter((found) => found.score === best)
        .flatMap((found) => {
          const file = city(found.slug)
          const place = file.places.find((other) => other.id === found.id)
          return place === undefined ? [] : [{ place, city: file }]
        })
        .sort((a, b) => b.place.popularity - a.place.popularity)
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
