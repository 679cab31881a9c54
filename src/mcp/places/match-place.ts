import { categoriesFor, singular } from './category-words.ts'
import { fold } from './fold.ts'
import type { GuidePlace } from './guide-file.ts'
import { slipsAllowed, spellingDistance } from './spelling.ts'

/** Words of a query that say nothing about a place. */
const empty = new Set(
  'a an the in at of on for to and or near around by with some any best good great top nice famous popular place places spot spots visit see things do where what is are'.split(
    ' ',
  ),
)

/** From this score on the query is the whole name or an alias. */
export const nameScore = 90
/** So many letters of a word are taken for its beginning; one alone begins too much. */
const fewestLetters = 2
/** From this score on the query is at least a part of the name. */
export const partScore = 70

const wordsOf = (key: string): string[] => key.split(' ').filter((word) => word !== '')

/** The words of a query that say something about a place. */
const tellingWords = (key: string): string[] => wordsOf(key).filter((word) => !empty.has(word))

/** How well a query fits names (the first is the main one): 100 the main one, 90 another, 70 a part of one, else 0. */
export function matchName(query: string, names: readonly string[]): number {
  const key = fold(query)
  const [name, ...aliases] = names.map(fold)
  if (key === name) return 100
  if (aliases.includes(key)) return nameScore
  const phrase = tellingWords(key).join(' ')
  return phrase !== '' && names.some((other) => ` ${fold(other)} `.includes(` ${phrase} `)) ? partScore : 0
}

/**
 * How well a query fits a place: 100 its name, 90 an alias, 70 part of a name, 50 every word of the query found in
 * names, category, interests or area, 40 at least begun there (`gul` for Gulbenkian), 30 in the description too, 0 not
 * at all.
 */
export function matchPlace(query: string, place: GuidePlace): number {
  const names = [place.name, ...place.aliases]
  const byName = matchName(query, names)
  if (byName > 0) return byName
  const stripped = tellingWords(fold(query))
  if (stripped.length === 0) return 30
  if (categoriesFor(stripped.join(' '))?.includes(place.category) === true) return 50
  const labels = [...names.map(fold), fold(place.area ?? ''), ...place.interests.map(fold), fold(place.category)]
  const labelWords = new Set(labels.flatMap(wordsOf).map(singular))
  const sentenceWords = new Set(wordsOf(fold(place.sentence)).map(singular))
  let score = 50
  for (const word of stripped) {
    const one = singular(word)
    if (labelWords.has(one) || categoriesFor(word)?.includes(place.category) === true) continue
    if (word.length >= fewestLetters && [...labelWords].some((label) => label.startsWith(word))) {
      score = Math.min(score, 40)
    } else if (sentenceWords.has(one)) score = 30
    else return 0
  }
  return score
}

/** How well a misspelled name fits: 60 less 10 for every slip, 0 when it has too many. */
export function matchMisspelled(query: string, place: GuidePlace): number {
  const key = fold(query)
  const allowed = slipsAllowed(key.length)
  const slips = Math.min(...[place.name, ...place.aliases].map((name) => spellingDistance(key, fold(name), allowed)))
  return allowed === 0 || slips > allowed ? 0 : 60 - slips * 10
}
