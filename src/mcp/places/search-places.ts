import { SojournError } from '../../shared/errors.ts'
import { metresBetween, type Point } from '../../shared/geo.ts'
import { offsetOf, type PageRequest, pageOf } from '../../shared/paging.ts'
import { categoriesFor } from './category-words.ts'
import type { Place } from './contract.ts'
import { fold } from './fold.ts'
import type { Hit } from './gazetteer.ts'
import { type Guide, toPlace } from './guide.ts'
import { guideCategories } from './guide-categories.ts'
import type { GuideFile, GuidePlace } from './guide-file.ts'
import { matchMisspelled, matchPlace, nameScore } from './match-place.ts'
import { isOpenAt } from './open-at.ts'
import type { Resolution } from './resolve-city.ts'

export interface PlaceQuery extends PageRequest {
  query?: string | undefined
  near?: Point | undefined
  city?: string | undefined
  category?: string | undefined
  radius_metres?: number | undefined
  open_at?: string | undefined
}

export interface PlacePage {
  places: Place[]
  /** In words: why there is nothing, or what was left out. */
  note?: string
  next_cursor?: string
}

interface Found {
  place: GuidePlace
  city: GuideFile
  score: number
  metres?: number
}

/** How far from `near` places are looked for unless the call says, in metres. */
const usualRadius = 3_000

/** How far from a point a guide city may be so that its places are considered, in metres, beyond the radius. */
const cityReach = 40_000

function notCovered(name: string, guide: Guide): string {
  return `The built-in guide does not cover ${name}, so nothing is listed rather than made up. It has ${guide.cities().length} well-known cities. For any other, add stops you know by their title; a trip there is planned with open blocks.`
}

/** The guide city that a name stands for, or the reason why there is none; `not_found` for a name nobody knows. */
function guideCityOf(
  name: string,
  guide: Guide,
  resolve: (name: string) => Resolution,
): { slug: string } | { note: string } {
  const { hits } = resolve(name)
  const best: Hit | undefined = hits[0]
  if (best === undefined) {
    throw new SojournError('not_found', `There is no city, region or country known as “${name}”.`, {
      hint: 'Check the spelling, or add the country: “Paris, France”.',
    })
  }
  return best.guide === undefined ? { note: notCovered(best.name, guide) } : { slug: best.guide.slug }
}

function wantedBy(category: string): (place: GuidePlace) => boolean {
  const categories = categoriesFor(category)
  if (categories !== undefined) return (place) => categories.includes(place.category)
  const interest = fold(category)
  return (place) => place.interests.some((other) => fold(other) === interest)
}

function rejectUnknownCategory(category: string, places: readonly GuidePlace[]): void {
  const interests = new Set(places.flatMap((place) => place.interests.map(fold)))
  if (categoriesFor(category) === undefined && !interests.has(fold(category))) {
    throw new SojournError('invalid_input', `“${category}” is not a category of places.`, {
      hint: `Use one of: ${guideCategories.join(', ')}.`,
    })
  }
}

/** "museums in Lisbon" without a city: what is looked for, and where. */
function splitCity(query: string, resolve: (name: string) => Resolution): { query: string; city?: string } {
  const match = /^(.*?)\s*\b(?:in|near|around)\s+(.+)$/i.exec(query)
  const place = match?.[2]
  if (match?.[1] === undefined || place === undefined) return { query }
  const best = resolve(place).hits[0]
  return best !== undefined && best.confidence === 1 && (best.known || best.guide !== undefined)
    ? { query: match[1], city: place }
    : { query }
}

/** Finds places of the built-in guide by words, city, surroundings, category and usual opening hours. */
export function searchPlaces(input: PlaceQuery, guide: Guide, resolve: (name: string) => Resolution): PlacePage {
  const split =
    input.query !== undefined && input.city === undefined && input.near === undefined
      ? splitCity(input.query, resolve)
      : undefined
  const query = (split?.query ?? input.query)?.trim()
  const city = input.city ?? split?.city
  const radius = input.radius_metres ?? usualRadius

  const around = input.near
  let slugs: string[]
  if (city !== undefined) {
    const covered = guideCityOf(city, guide, resolve)
    if ('note' in covered) return { places: [], note: covered.note }
    slugs = [covered.slug]
  } else if (around !== undefined) {
    slugs = guide
      .cities()
      .filter((entry) => metresBetween(entry, around) < radius + cityReach)
      .map((entry) => entry.slug)
    if (slugs.length === 0) return { places: [], note: notCovered('the surroundings of that point', guide) }
  } else if (query !== undefined && query !== '') {
    const named = guide.named(query, { partly: true })
    slugs =
      named.length > 0 ? [...new Set(named.map((found) => found.city.slug))] : guide.cities().map((entry) => entry.slug)
  } else {
    throw new SojournError('invalid_input', 'Say where or what to look for.', {
      hint: 'Give a city, a point or a query.',
    })
  }

  // A radius in a city without a point is one around its middle.
  const [first] = city !== undefined && input.radius_metres !== undefined ? slugs : []
  const near: Point | undefined = around ?? (first === undefined ? undefined : guide.city(first))

  const all: Found[] = slugs
    .map((slug) => guide.city(slug))
    .flatMap((file) =>
      file.places.map((place) => ({
        place,
        city: file,
        score: 0,
        ...(near !== undefined && { metres: metresBetween(place, near) }),
      })),
    )
  if (input.category !== undefined)
    rejectUnknownCategory(
      input.category,
      all.map((found) => found.place),
    )
  const isWanted = input.category === undefined ? () => true : wantedBy(input.category)
  const inReach = all.filter(
    (found) =>
      isWanted(found.place) &&
      (near === undefined ||
        (city !== undefined && input.radius_metres === undefined) ||
        (found.metres ?? 0) <= radius),
  )
  const scoredBy = (match: (query: string, place: GuidePlace) => number): Found[] =>
    query === undefined || query === ''
      ? inReach
      : inReach.map((found) => ({ ...found, score: match(query, found.place) })).filter((found) => found.score > 0)
  const exact = scoredBy(matchPlace)
  const byName = exact.filter((found) => found.score >= nameScore)
  const matching = byName.length > 0 ? byName : exact.length > 0 ? exact : scoredBy(matchMisspelled)

  const { open_at } = input
  const open =
    open_at === undefined ? matching : matching.filter((found) => isOpenAt(found.place.hours, open_at) === true)
  const unknownHours =
    open_at === undefined ? 0 : matching.filter((found) => isOpenAt(found.place.hours, open_at) === undefined).length

  open.sort(
    (a, b) =>
      (near === undefined ? 0 : (a.metres ?? 0) - (b.metres ?? 0)) ||
      b.score - a.score ||
      b.place.popularity - a.place.popularity ||
      a.place.name.localeCompare(b.place.name, 'en'),
  )
  const offset = offsetOf(input)
  const page = pageOf(open.slice(offset), input)
  const notes = [
    open.length === 0 &&
      `Nothing in the built-in guide${city === undefined ? '' : ` for ${guide.city(slugs[0] ?? '').city}`} matches that; try fewer words, another category or a wider radius.`,
    unknownHours > 0 &&
      `${unknownHours} ${unknownHours === 1 ? 'place is' : 'places are'} left out because opening hours are not known.`,
  ].filter((note) => note !== false)
  return {
    places: page.rows.map((found) => toPlace(found.place, found.city, found.metres)),
    ...(notes.length > 0 && { note: notes.join(' ') }),
    ...(page.next_cursor !== undefined && { next_cursor: page.next_cursor }),
  }
}
