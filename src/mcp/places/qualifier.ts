import { metresBetween, type Point } from '../../shared/geo.ts'
import type { PlaceData } from './data-files.ts'
import { fold } from './fold.ts'
import { type Gazetteer, type Hit, isCountryCode } from './gazetteer.ts'

/** One reading of the words that narrow a name down: `OR` in "Portland OR", "Costa Rica" in "San José Costa Rica". */
export type Qualifier =
  | { by: 'country'; country: string }
  | { by: 'division'; country: string; admin: string }
  | { by: 'near'; country: string; point: Point; metres: number }
  | { by: 'kind'; kinds: readonly Hit['kind'][] }

const kindWords: Record<string, readonly Hit['kind'][]> = {
  country: ['country'],
  nation: ['country'],
  state: ['region'],
  'us state': ['region'],
  region: ['region'],
  province: ['region'],
  island: ['region', 'country'],
  city: ['city'],
  town: ['city'],
}

/** How far from a region's middle a city may be and still count as in it. */
const regionRadius = 250_000
const cityRadius = 60_000

/** All readings of qualifying words; empty when they mean nothing known. */
export function readQualifier(text: string, gazetteer: Gazetteer, data: PlaceData): Qualifier[] {
  const key = fold(text)
  const upper = key.toUpperCase()
  const readings: Qualifier[] = []
  const kinds = kindWords[key]
  if (kinds !== undefined) readings.push({ by: 'kind', kinds })
  for (const [country, division] of Object.entries(data.divisions())) {
    const coded = /^[A-Z]{2,3}$/.test(upper) && Object.hasOwn(division.names, upper) ? upper : division.short[key]
    if (coded !== undefined) readings.push({ by: 'division', country, admin: coded })
    for (const [admin, name] of Object.entries(division.names)) {
      if (fold(name) === key) readings.push({ by: 'division', country, admin })
    }
  }
  for (const country of gazetteer.countriesNamed(key)) readings.push({ by: 'country', country })
  if (upper.length === 2 && isCountryCode(upper)) readings.push({ by: 'country', country: upper })
  if (key.length > 3) {
    for (const hit of gazetteer.exact(key)) {
      if (hit.kind === 'region') {
        readings.push({ by: 'near', country: hit.country, point: hit, metres: regionRadius })
        if (hit.admin !== '') readings.push({ by: 'division', country: hit.country, admin: hit.admin })
      } else if (hit.kind === 'city' && hit.population > 100_000) {
        readings.push({ by: 'near', country: hit.country, point: hit, metres: cityRadius })
      }
    }
  }
  return readings
}

/** Readings of misspelled words that narrow a name down, of countries and regions only: `Itlay`. */
export function readMisspelledQualifier(text: string, gazetteer: Gazetteer): Qualifier[] {
  return gazetteer.similar(fold(text)).flatMap((hit): Qualifier[] => {
    if (hit.kind === 'country') return [{ by: 'country', country: hit.country }]
    return hit.kind === 'region' ? [{ by: 'near', country: hit.country, point: hit, metres: regionRadius }] : []
  })
}

/** Whether what was found agrees with one reading. */
export function agrees(hit: Hit, qualifier: Qualifier): boolean {
  switch (qualifier.by) {
    case 'kind':
      return qualifier.kinds.includes(hit.kind)
    case 'country':
      return hit.country === qualifier.country
    case 'division':
      return hit.country === qualifier.country && hit.admin === qualifier.admin
    case 'near':
      return hit.country === qualifier.country && metresBetween(hit, qualifier.point) <= qualifier.metres
  }
}
