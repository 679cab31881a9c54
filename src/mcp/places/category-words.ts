import { fold } from './fold.ts'
import { guideCategories } from './guide-categories.ts'

/** What people call the kinds of places, and the categories of the guide that this means. */
const families: { words: readonly string[]; categories: readonly string[] }[] = [
  {
    words: ['museum', 'gallery', 'art gallery', 'art museum', 'exhibition'],
    categories: ['museum', 'gallery'],
  },
  {
    words: [
      'restaurant',
      'food',
      'food area',
      'food hall',
      'eating',
      'dining',
      'dinner',
      'lunch',
      'cafe',
      'place to eat',
      'street food',
      'eat',
    ],
    categories: ['food_area', 'market'],
  },
  { words: ['market', 'food market', 'flea market', 'bazaar', 'souk'], categories: ['market'] },
  {
    words: ['viewpoint', 'view', 'lookout', 'panorama', 'miradouro', 'mirador', 'scenic view'],
    categories: ['viewpoint', 'tower'],
  },
  { words: ['park', 'garden', 'green space', 'nature', 'botanical garden'], categories: ['park', 'garden'] },
  {
    words: [
      'church',
      'cathedral',
      'basilica',
      'temple',
      'shrine',
      'mosque',
      'synagogue',
      'monastery',
      'chapel',
      'religious site',
      'place of worship',
    ],
    categories: ['church', 'temple', 'mosque', 'synagogue'],
  },
  { words: ['castle', 'palace', 'fortress', 'fort', 'chateau'], categories: ['castle', 'palace'] },
  {
    words: [
      'sight',
      'sightseeing',
      'attraction',
      'landmark',
      'thing to do',
      'things to do',
      'place to visit',
      'places to visit',
      'highlight',
      'tourist attraction',
    ],
    categories: guideCategories.filter((category) => !['market', 'food_area', 'street'].includes(category)),
  },
  { words: ['monument', 'memorial', 'statue'], categories: ['monument'] },
  { words: ['ruin', 'archaeological site', 'ancient site'], categories: ['ruins'] },
  { words: ['beach', 'seaside'], categories: ['beach'] },
  { words: ['neighbourhood', 'neighborhood', 'district', 'quarter', 'area'], categories: ['neighbourhood', 'street'] },
  { words: ['street', 'shopping street', 'boulevard', 'avenue'], categories: ['street'] },
  { words: ['square', 'plaza', 'piazza', 'praca'], categories: ['square'] },
  { words: ['bridge'], categories: ['bridge'] },
  { words: ['tower', 'skyscraper', 'observation deck'], categories: ['tower', 'viewpoint'] },
  { words: ['theatre', 'theater', 'opera', 'concert hall'], categories: ['theatre'] },
  { words: ['zoo', 'aquarium', 'animal'], categories: ['zoo', 'aquarium'] },
  { words: ['cemetery', 'graveyard'], categories: ['cemetery'] },
  { words: ['library', 'bookshop'], categories: ['library'] },
  { words: ['harbour', 'harbor', 'port', 'marina', 'waterfront'], categories: ['harbour'] },
]

/** Endings of plurals: `galleries`, `churches`, `parks`. */
export function singular(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`
  if (/(ch|sh|x|ss)es$/.test(word)) return word.slice(0, -2)
  if (word.length > 3 && word.endsWith('s') && !/(ss|us|is)$/.test(word)) return word.slice(0, -1)
  return word
}

const singularPhrase = (key: string): string => key.split(' ').map(singular).join(' ')

const categoriesByWord = new Map<string, readonly string[]>([
  ...guideCategories.map((category) => [singularPhrase(fold(category)), [category]] as const),
  ...families.flatMap((family) => family.words.map((word) => [singularPhrase(fold(word)), family.categories] as const)),
])

/** The guide's categories that a word or phrase stands for, whatever its number; `undefined` for any other word. */
export function categoriesFor(text: string): readonly string[] | undefined {
  return categoriesByWord.get(singularPhrase(fold(text)))
}
