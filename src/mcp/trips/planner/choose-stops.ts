import type { Place } from '../../places/contract.ts'
import type { Pace } from '../contract.ts'

/** Categories where people eat: they become lunches and dinners rather than sights. */
export const isFoodPlace = (place: Place): boolean => place.category === 'market' || place.category === 'food_area'

/** Words people use for an interest, by the guide's own word for it. */
const synonyms: Record<string, readonly string[]> = {
  food: [
    'food',
    'eating',
    'restaurants',
    'cuisine',
    'gastronomy',
    'wine',
    'beer',
    'coffee',
    'cafes',
    'foodie',
    'street food',
  ],
  history: ['history', 'historical', 'ancient', 'ruins', 'castles', 'old buildings', 'heritage', 'archaeology'],
  art: ['art', 'arts', 'museums', 'museum', 'galleries', 'gallery', 'painting', 'paintings', 'culture', 'street art'],
  architecture: ['architecture', 'buildings', 'design', 'old buildings', 'palaces'],
  viewpoints: ['viewpoints', 'viewpoint', 'views', 'view', 'sunset', 'sunsets', 'panorama', 'skyline', 'scenery'],
  nature: ['nature', 'parks', 'park', 'gardens', 'garden', 'hiking', 'walking', 'outdoors', 'animals', 'wildlife'],
  shopping: ['shopping', 'shops', 'markets', 'market', 'fashion'],
  nightlife: ['nightlife', 'bars', 'pubs', 'clubs', 'clubbing', 'party', 'drinks', 'beer'],
  music: ['music', 'jazz', 'concerts', 'opera', 'fado', 'live music', 'theatre'],
  family: ['family', 'kids', 'children', 'kid', 'child', 'zoo'],
  beach: ['beach', 'beaches', 'sea', 'swimming', 'surfing', 'coast'],
  religion: ['religion', 'churches', 'church', 'temples', 'temple', 'cathedrals', 'mosques', 'synagogues'],
  science: ['science', 'technology', 'space', 'aquarium'],
  books: ['books', 'book', 'literature', 'libraries', 'library', 'reading', 'writers'],
  photography: ['photography', 'photos', 'photo', 'pictures', 'instagram'],
  'local life': ['local life', 'locals', 'local', 'neighbourhoods', 'neighborhoods', 'off the beaten track'],
  sport: ['sport', 'sports', 'football', 'soccer', 'running', 'cycling'],
}

/** The guide's words for what the user likes: `['Museums', 'wine']` gives `art` and `food`. Unknown words stay. */
export function interestWords(interests: readonly string[]): Set<string> {
  const words = new Set<string>()
  for (const interest of interests) {
    const wanted = interest.trim().toLowerCase()
    const known = Object.entries(synonyms).filter(([, others]) => others.includes(wanted))
    for (const [word] of known) words.add(word)
    if (known.length === 0) words.add(wanted)
  }
  return words
}

/**
 * How much a sight is worth to these travellers, above 0: popularity 1 to 5, squared in part so that musts come first,
 * half as much again for each interest it meets (two count at most).
 */
export function scoreOf(place: Place, wanted: ReadonlySet<string>, pace: Pace): number {
  const base = (place.popularity ?? 2) ** 1.25
  const own = new Set([...(place.interests ?? []), place.category])
  const met = [...wanted].filter((word) => own.has(word) || own.has(word.replace(/s$/, ''))).length
  const long = pace === 'packed' && (place.visit_minutes ?? 60) > 150 ? 0.85 : 1
  return base * (1 + 0.5 * Math.min(2, met)) * long
}
