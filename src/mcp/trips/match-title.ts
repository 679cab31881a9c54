import { folded } from '../../shared/folded.ts'
import type { ToolContext } from '../../shared/tool.ts'
import { type Place, searchPlaces } from '../places/contract.ts'

const idle = new Set([
  'the',
  'a',
  'an',
  'visit',
  'see',
  'go',
  'to',
  'at',
  'of',
  'de',
  'la',
  'le',
  'da',
  'do',
  'di',
  'del',
])

function wordsOf(text: string): string[] {
  return folded(text)
    .replace(/['’]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !idle.has(word))
}

/** The place among these whose name the title is, or a part of it, or that the title contains. */
export function placeNamed(title: string, places: readonly Place[]): Place | undefined {
  const wanted = wordsOf(title)
  if (wanted.length === 0) return undefined
  const exact = places.find((place) => wordsOf(place.name).join(' ') === wanted.join(' '))
  if (exact !== undefined) return exact
  return places.find((place) => {
    const name = wordsOf(place.name)
    return (
      wanted.every((word) => name.includes(word)) || (name.length > 1 && name.every((word) => wanted.includes(word)))
    )
  })
}

/**
 * The place of the guide that a title names, in a city or anywhere: by its name, a part of it, or another name it goes by.
 * Titles that only share words with a description (“wine tasting”) name no place.
 */
export async function matchTitle(ctx: ToolContext, title: string, city?: string): Promise<Place | undefined> {
  const { places } = await ctx.call(searchPlaces, { query: title, limit: 5, ...(city !== undefined && { city }) })
  // Anywhere, a part of a name (“cathedral”) says nothing: only the whole of it counts.
  if (city === undefined) return places.find((place) => wordsOf(place.name).join(' ') === wordsOf(title).join(' '))
  const named = placeNamed(title, places)
  if (named !== undefined) return named
  const [only, another] = places
  if (only === undefined || another !== undefined) return undefined
  // Found, though its words stand in nothing that describes it: so by another name or a slip in the spelling.
  const labels = new Set(
    [only.name, only.area ?? '', only.category, only.description ?? '', ...(only.interests ?? [])].flatMap(wordsOf),
  )
  return wordsOf(title).every((word) => labels.has(word)) ? undefined : only
}
