import { metresBetween } from '../../shared/geo.ts'
import type { PlaceData } from './data-files.ts'
import { fold } from './fold.ts'
import type { Gazetteer, Hit } from './gazetteer.ts'
import { agrees, type Qualifier, readMisspelledQualifier, readQualifier } from './qualifier.ts'

/** What a name may mean, best first, and whether a person should be asked. */
export interface Resolution {
  hits: Hit[]
  ambiguous: boolean
}

/** Words around a name that do not belong to it, tried only when the name as written means nothing. */
const noiseBefore =
  /^(the|(north|south|east|west)(ern)?|city of|town of|downtown|central|greater|old town of|island of|isle of|province of|region of|state of) /
const noiseAfter =
  / (city|town|island|islands|area|region|province|city cent(er|re)|cent(er|re)|downtown|old town|metro|international airport|airport)$/

/**
 * How likely a name means this: the logarithm of the population, with a bonus for capitals (0.8), for places that
 * visitors know (1.2) and for cities of the guide (0.8). A country outranks what shares its name.
 */
function weight(hit: Hit): number {
  if (hit.kind === 'country') return 8.2
  const base = hit.kind === 'region' ? 5 : Math.log10(Math.max(hit.population, 1000))
  const bonus = (hit.capital ? 0.8 : 0) + (hit.known ? 1.2 : 0) + (hit.guide === undefined ? 0 : 0.8)
  return base + bonus - (hit.part ? 1.5 : 0)
}

const ranked = (hits: readonly Hit[]): Hit[] =>
  hits.toSorted((a, b) => weight(b) + 12 * b.confidence - (weight(a) + 12 * a.confidence))

/** Two meanings this close in weight leave it to a person, when both are well known or neither is. */
const closeCall = 0.95

function isAmbiguous(hits: readonly Hit[], asked: boolean): boolean {
  const [first, ...others] = hits
  if (first === undefined) return false
  const rivals = others.filter(
    (hit) =>
      hit.confidence >= first.confidence &&
      !hit.part &&
      (hit.country !== first.country || metresBetween(hit, first) > 80_000),
  )
  if (rivals.length === 0) return false
  if (asked) return true
  return rivals.some((rival) => rival.known === first.known && weight(first) - weight(rival) < closeCall)
}

/** The airport's city for a code or name of an airport, with that airport as its code. */
function fromAirport(text: string, gazetteer: Gazetteer, data: PlaceData): Hit[] {
  const { codes, names } = data.airportCities()
  const key = fold(text).replace(/ (international )?airport$/, '')
  const code = names[key] ?? names[fold(text)] ?? (/^[a-z]{3}$/.test(key) ? key.toUpperCase() : undefined)
  const airport = code === undefined ? undefined : data.airports().find((other) => other.iata === code)
  if (airport === undefined) return []
  const cityName = codes[airport.iata] ?? data.knownCities().find((city) => city.iata === airport.iata)?.name
  const hit = gazetteer.cityNamed(cityName ?? airport.city, airport.country)
  return hit === undefined ? [] : [{ ...hit, iata: airport.iata }]
}

/** Spellings with ae, oe and ue for ä, ö and ü. */
const withoutUmlauts = (key: string): string => key.replace(/([aou])e/g, '$1')

const lessSure = (hits: readonly Hit[], factor: number): Hit[] =>
  hits.map((hit) => ({ ...hit, confidence: hit.confidence * factor }))

export function createResolver(gazetteer: Gazetteer, data: PlaceData): (name: string) => Resolution {
  const matches = (hits: readonly Hit[], qualifiers: readonly Qualifier[][]): Hit[] =>
    hits.filter((hit) => qualifiers.every((readings) => readings.some((reading) => agrees(hit, reading))))

  const qualified = (name: string, qualifiers: readonly Qualifier[][]): Hit[] => {
    const key = fold(name)
    for (const tried of new Set([key, key.replace(noiseBefore, ''), withoutUmlauts(key)])) {
      for (const everything of [false, true]) {
        const hits = matches(gazetteer.exact(tried, everything), qualifiers)
        if (hits.length > 0) return hits
      }
    }
    const beginning = matches(gazetteer.beginning(key), qualifiers)
    return beginning.length > 0 ? beginning : matches(gazetteer.similar(key), qualifiers)
  }

  /** "Portland OR", "San José Costa Rica": the last words may say which one is meant. */
  const trailing = (key: string): Hit[] => {
    const words = key.split(' ')
    for (let count = 1; count < words.length; count++) {
      const readings = readQualifier(words.slice(-count).join(' '), gazetteer, data)
      if (readings.length === 0) continue
      const name = words.slice(0, -count).join(' ')
      const hits = matches(gazetteer.exact(name, true), [readings])
      if (hits.length > 0) return hits
    }
    return []
  }

  /** The same where the name or the words after it are misspelled. */
  const trailingCorrected = (key: string): Hit[] => {
    const words = key.split(' ')
    for (let count = 1; count < words.length; count++) {
      const qualifier = words.slice(-count).join(' ')
      const name = words.slice(0, -count).join(' ')
      const readings = readQualifier(qualifier, gazetteer, data)
      const hits =
        readings.length > 0
          ? matches(gazetteer.similar(name), [readings])
          : lessSure(matches(gazetteer.exact(name), [readMisspelledQualifier(qualifier, gazetteer)]), 0.85)
      if (hits.length > 0) return hits
    }
    return []
  }

  const plain = (text: string): Hit[] => {
    const key = fold(text)
    if (key === '') return []
    const isCode = /^[A-Z]{3}$/.test(text.trim())
    const isAirportName = key.length > 3 && data.airportCities().names[key] !== undefined
    const stripped = key.replace(noiseBefore, '').replace(noiseAfter, '')
    const steps: (() => Hit[])[] = [
      () => (isAirportName ? fromAirport(text, gazetteer, data) : []),
      () => (isCode && !gazetteer.exact(key).some((hit) => hit.known) ? fromAirport(text, gazetteer, data) : []),
      () => gazetteer.exact(key),
      () => trailing(key),
      () => fromAirport(text, gazetteer, data),
      () => (stripped === key ? [] : gazetteer.exact(stripped)),
      () => (withoutUmlauts(key) === key ? [] : gazetteer.exact(withoutUmlauts(key))),
      () => (key.length < 3 ? [] : gazetteer.beginning(key)),
      () => gazetteer.similar(key),
      () => trailingCorrected(key),
    ]
    for (const step of steps) {
      const hits = step()
      if (hits.length > 0) return hits
    }
    return []
  }

  /** "Paris, Texas" and "Georgia (country)". A qualifier that fits nothing is ignored, and a person is asked. */
  const resolveQualified = (name: string, qualifierTexts: readonly string[]): Resolution => {
    const qualifiers = qualifierTexts.map((text) => readQualifier(text, gazetteer, data))
    const understood = qualifiers.filter((readings) => readings.length > 0)
    if (understood.length > 0) {
      const hits = ranked(qualified(name, understood))
      if (hits.length > 0) return { hits, ambiguous: isAmbiguous(hits, false) }
    }
    const corrected = qualifierTexts.map((text) => readMisspelledQualifier(text, gazetteer))
    if (corrected.every((readings) => readings.length > 0)) {
      const hits = ranked(lessSure(qualified(name, corrected), 0.85))
      if (hits.length > 0) return { hits, ambiguous: isAmbiguous(hits, false) }
    }
    const hits = ranked(lessSure(plain(name), 0.5))
    return { hits, ambiguous: hits.length > 0 }
  }

  return (text) => {
    const bracketed = /^([^()]+)\(([^()]+)\)\s*$/.exec(text)
    if (bracketed?.[1] !== undefined && bracketed[2] !== undefined)
      return resolveQualified(bracketed[1], [bracketed[2]])
    const [first = '', ...rest] = text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '' && !/^\d+$/.test(part))
    if (rest.length > 0 && gazetteer.exact(fold(text)).length === 0) return resolveQualified(first, rest)
    const hits = ranked(plain(text))
    return { hits, ambiguous: isAmbiguous(hits, data.askAbout().has(fold(text))) }
  }
}
