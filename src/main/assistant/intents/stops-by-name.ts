import { matches, type Span } from '../entities/span.ts'
import type { Itinerary, PlannedStop } from '../itinerary.ts'
import { likeness, wordsOf } from '../spelling.ts'

/** A stop with its day, found in a text. */
export interface StopOnDay {
  stop: PlannedStop
  date: string
}

/** Words of a text that name stops, or the kind of them. */
export interface NamedStops extends Span {
  /** Those that the words fit alike. */
  stops: StopOnDay[]
  how: 'name' | 'kind'
  /** The words with those before them that tell more of it (“coach museum”), where none of the stops has them. */
  qualified?: string
}

const kinds: Record<string, string[]> = {
  lunch: ['lunch'],
  dinner: ['dinner'],
  supper: ['dinner'],
  museum: ['museum', 'gallery'],
  gallery: ['gallery', 'museum'],
  castle: ['castle'],
  fortress: ['castle'],
  church: ['church'],
  cathedral: ['church'],
  basilica: ['church'],
  monastery: ['church'],
  palace: ['palace'],
  tower: ['tower'],
  bridge: ['bridge'],
  market: ['market'],
  square: ['square'],
  plaza: ['square'],
  garden: ['garden'],
  gardens: ['garden'],
  park: ['park'],
  viewpoint: ['viewpoint'],
  lookout: ['viewpoint'],
  monument: ['monument'],
  ruins: ['ruins'],
  aquarium: ['aquarium'],
  oceanarium: ['aquarium'],
  zoo: ['zoo'],
  theatre: ['theatre'],
  synagogue: ['synagogue'],
  mosque: ['mosque'],
  temple: ['temple'],
  shrine: ['temple'],
  cemetery: ['cemetery'],
  library: ['library'],
  beach: ['beach'],
  harbour: ['harbour'],
}
/** “all the museums”, “every church”: the stops of that kind, with the words that mean them. */
export function allOfKind(plain: string, trip: Itinerary): NamedStops[] {
  return matches(
    /\b(?:all|every|any)(?: of)?(?: the| our| those)? (?:other )?(\p{L}+)\b(?! (?:on|to) (?:my|the) list)/u,
    plain,
  ).flatMap(({ start, end, groups }) => {
    const said = groups[1] ?? ''
    const word = [said, said.replace(/s$/, ''), said.replace(/es$/, ''), said.replace(/ies$/, 'y')].find((form) =>
      Object.hasOwn(kinds, form),
    )
    const categories = word === undefined ? [] : (kinds[word] ?? [])
    const stops = trip.days.flatMap(({ date, stops }) =>
      stops.filter(({ category }) => categories.includes(category)).map((stop) => ({ stop, date })),
    )
    return stops.length === 0 ? [] : [{ start, end, stops, how: 'kind' as const }]
  })
}

const meals = /^(?:lunch|dinner|supper)$/

/** Words of titles that name nothing by themselves. */
const weak = new Set(
  `a an the of in at on to de do da del la le el and with near by for time out old new town city great royal national saint st house hall
  start end day first last stop visit trip plan food eat morning afternoon evening night open free arrive leave place central central`.split(
    /\s+/,
  ),
)

/** Stops that are not gone to or from: those that a text can mean without naming them. */
export const isTravel = ({ category }: PlannedStop): boolean => category === 'arrival' || category === 'departure'

/** What names stops in a text, in its order: by words of their titles, else by their kind. */
export function namedStops(plain: string, trip: Itinerary): NamedStops[] {
  const words = matches(/[\p{L}\p{N}]+(?:'(?!s\b)\p{L}+)*/u, plain).map((match) => ({
    ...match,
    word: wordsOf(match.groups[0] ?? '').join(''),
  }))
  const cities = [...new Set(trip.days.flatMap(({ city }) => wordsOf(city)))]
  // “Lisboa” in a title is Lisbon.
  const isCity = (word: string): boolean => cities.some((city) => city === word || likeness(city, word) >= 0.84)
  const all = trip.days.flatMap(({ date, stops }) => stops.map((stop) => ({ stop, date })))
  const titled = all.flatMap((candidate) => {
    const { stop } = candidate
    if (meals.test(stop.category) && stop.place_id === undefined && / near /.test(stop.title)) return []
    const title = wordsOf(stop.title).filter((word) => !smallWord.test(word))
    const telling = title.filter((word) => !isCity(word))
    const wanted = telling.length > 0 ? telling : title
    const found = new Map<string, number>()
    for (const part of title) {
      const [at] = words.flatMap(({ word }, index) => (sameWord(word, part) ? [index] : []))
      if (at !== undefined) found.set(part, at)
    }
    const at = [...new Set(found.values())].sort((a, b) => a - b)
    const full = wanted.every((part) => found.has(part))
    const tells = [...found].some(
      ([part, index]) =>
        part.length >= 3 &&
        !weak.has(part) &&
        !weak.has(words[index]?.word ?? '') &&
        !isCity(part) &&
        !isKind(part) &&
        !isKind(words[index]?.word ?? ''),
    )
    const phrase = at.length >= 2 && at.every((index, n) => n === 0 || index - (at[n - 1] ?? 0) <= 2)
    if (
      at.length === 0 ||
      (isTravel(stop) && !(phrase && title.every((part) => found.has(part)))) ||
      !(full || tells || phrase)
    )
      return []
    return [{ ...candidate, at, share: at.length / title.length }]
  })
  titled.sort((a, b) => b.at.length - a.at.length || b.share - a.share)
  const taken = new Set<number>()
  const named: NamedStops[] = []
  for (const { at, share } of titled) {
    if (at.some((index) => taken.has(index))) continue
    const alike = titled.filter(
      (other) => other.at.join() === at.join() && (Math.abs(other.share - share) < 0.01 || share < 0.5),
    )
    for (const index of at) taken.add(index)
    const [start, end] = [words[at[0] ?? 0]?.start ?? 0, words[at.at(-1) ?? 0]?.end ?? 0]
    const sights = alike.filter(({ stop }) => !meals.test(stop.category))
    const stops = (sights.length > 0 ? sights : alike).map(({ stop, date }) => ({ stop, date }))
    named.push({ start, end, stops, how: 'name' })
  }
  for (const [index, { start, end, word }] of words.entries()) {
    const categories = Object.hasOwn(kinds, word) ? (kinds[word] ?? []) : []
    const before = plain.slice(0, start)
    if (categories.length === 0 || taken.has(index) || named.some((other) => start < other.end && other.start < end))
      continue
    if (/\b(?:an?|another|some|any other|until|around|near) (?:\p{L}+ )?$/u.test(before)) continue
    if (/\b(?:after|before) (?:the |our )?$/.test(before) && !besideStop.test(before)) continue
    if (
      meals.test(word) &&
      /^ ?(?:time|in an?|at (?:an?|the) [a-z]|with|and|break|spot|place|date)\b/.test(plain.slice(end))
    )
      continue
    const has = (stop: PlannedStop) => wordsOf(stop.title).some((part) => sameWord(word, part))
    const exact = all.filter(({ stop }) => stop.category === word || (has(stop) && !meals.test(stop.category)))
    const alike = all.filter(({ stop }) => categories.includes(stop.category))
    const titledSo = alike.filter(({ stop }) => has(stop))
    const stops = exact.length > 0 ? exact : titledSo.length > 0 ? titledSo : alike
    const other = words[index - 1]
    const tells =
      other !== undefined &&
      plain.slice(other.end, start) === ' ' &&
      !plainWords.has(other.word) &&
      !taken.has(index - 1)
    if (stops.length === 0 && !meals.test(word)) continue
    named.push({
      start: tells ? (other?.start ?? start) : start,
      end,
      stops,
      how: 'kind',
      ...(tells && { qualified: plain.slice(other?.start ?? start, end) }),
    })
  }
  return joined(named, plain)
}

/** “Belém Tower”: a name and a kind side by side mean the one that is both. */
function joined(named: readonly NamedStops[], plain: string): NamedStops[] {
  const found: NamedStops[] = []
  for (const next of [...named].sort((a, b) => a.start - b.start)) {
    const before = found.at(-1)
    const beside = before !== undefined && before.how !== next.how && plain.slice(before.end, next.start).trim() === ''
    const other = next.stops.map(({ stop }) => stop.stop_id)
    const both = before?.stops.filter(({ stop }) => other.includes(stop.stop_id)) ?? []
    if (before === undefined || !beside || both.length === 0) found.push(next)
    else found[found.length - 1] = { start: before.start, end: next.end, stops: both, how: 'name' }
  }
  return found
}

/** “the one after …”: what stands there is named to tell its neighbour. */
const besideStop = /\b(?:one|stop|thing|visit|activity|sight|whatever|what)\b.{0,24} (?:after|before) (?:the |our )?$/
const smallWord = /^(?:a|an|the|of|in|at|on|de|do|da|dos|das|del|la|le|el|and|with|near|by|for|s)$/
const isKind = (word: string): boolean => Object.hasOwn(kinds, word)
const sameWord = (said: string, part: string): boolean =>
  said === part ||
  (said.length >= 4 &&
    part.length >= 4 &&
    likeness(said, part) >= 0.84 &&
    (Math.min(said.length, part.length) >= 5 || Math.abs(said.length - part.length) <= 1))

/** Words before a kind that tell nothing of which one it is. */
const plainWords = new Set(
  `the our my that this your to at of from in on off no skip drop cut cancel remove delete scrap lose bin scratch ditch forget move push shift put bring have do see visit
  make start end and or for first second third fourth fifth last final after before whole entire about into between is be with without only both monday tuesday wednesday thursday friday saturday
  sunday morning afternoon evening s tomorrow today swap switch trade exchange have want need let's then also please actually spend than`.split(
    /\s+/,
  ),
)
