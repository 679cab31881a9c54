import { countries, type ICountry } from 'countries-list'
import { metresBetween } from '../../shared/geo.ts'
import { type CityRow, cityTable } from './city-table.ts'
import { type GuideCity, type KnownCity, lazy, type PlaceData, type Region } from './data-files.ts'
import { fold } from './fold.ts'
import { slipsAllowed, spellingDistance } from './spelling.ts'

/** One thing a name may mean, before ranking. */
export interface Hit {
  kind: 'city' | 'region' | 'country'
  /** English display name. */
  name: string
  country: string
  /** Code of the first-level division. */
  admin: string
  /** A region's own name. */
  region?: string
  /** The city that a region or country stands for. */
  mainCity?: string
  lat: number
  lon: number
  population: number
  iata?: string
  capital: boolean
  /** A quarter of another city. */
  part: boolean
  /** Whether visitors know it: listed by hand. */
  known: boolean
  guide?: GuideCity
  /** 1 exact; lower for corrected spellings. */
  confidence: number
}

/** Every name of cities, regions and countries, and what each may mean. */
export interface Gazetteer {
  /** What a folded name means exactly; with `everything` the smallest towns too, even if a larger city has the name. */
  exact(key: string, everything?: boolean): Hit[]
  /** Well-known names that are spelled almost like this, and large cities. */
  similar(key: string): Hit[]
  /** Larger cities whose names begin with these words. */
  beginning(key: string): Hit[]
  /** The well-known or largest city of this English or GeoNames name in a country. */
  cityNamed(name: string, country: string): Hit | undefined
  countryName(code: string): string
  /** Name of a first-level division where it is known. */
  adminName(country: string, admin: string): string | undefined
  /** ISO codes that a folded name stands for: names, aliases. */
  countriesNamed(key: string): string[]
}

/** ISO 3166-1 alpha-2 codes that the country list knows. */
export const isCountryCode = (code: string): code is keyof typeof countries => Object.hasOwn(countries, code)

/** The country list's entry for an ISO code. */
export function countryOf(code: string): ICountry | undefined {
  return isCountryCode(code) ? countries[code] : undefined
}

/** A population below which corrected spellings are not looked for among cities that nobody listed by hand. */
const correctablePopulation = 250_000

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else if (!list.includes(value)) list.push(value)
}

function indexBy<Value>(values: readonly Value[], keysOf: (value: Value) => readonly string[]): Map<string, Value[]> {
  const map = new Map<string, Value[]>()
  for (const value of values) for (const key of keysOf(value)) if (key !== '') push(map, key, value)
  return map
}

const cityId = (country: string, name: string): string => `${country}|${fold(name)}`

/** Builds the index over the built-in data. Takes some tens of milliseconds, so callers keep it. */
export function createGazetteer(data: PlaceData): Gazetteer {
  const table = cityTable(data.cities())
  const smallTable = lazy(() => cityTable(data.smallCities()))
  const capitals = lazy(() => table.capitals())
  const knownByName = indexBy(data.knownCities(), (city) => [fold(city.name), ...city.also])
  const knownByRow = indexBy(data.knownCities(), (city) => [cityId(city.country, city.geonames ?? city.name)])
  const knownById = indexBy(data.knownCities(), (city) => [
    cityId(city.country, city.name),
    cityId(city.country, city.geonames ?? city.name),
  ])
  const regionsByName = indexBy(data.regions(), (region) => [fold(region.name), ...region.also])
  const countryNames = data.countryNames()
  const countryCodes = indexBy(Object.keys(countries), (code) => [
    ...[countryOf(code)?.name ?? '', ...(countryOf(code)?.alias ?? [])].map(fold),
    ...(countryNames[code]?.also ?? []),
  ])
  const guideById = indexBy(data.guideCities(), (city) =>
    [city.city, ...city.aliases].map((name) => cityId(city.country, name)),
  )

  const guideByName = indexBy(data.guideCities(), (city) => [city.city, ...city.aliases].map(fold))

  const guideOf = (country: string, names: readonly string[], at: { lat: number; lon: number }) =>
    names.flatMap((name) => guideById.get(cityId(country, name)) ?? []).find((city) => metresBetween(city, at) < 60_000)

  const findRows = (country: string, name: string): CityRow[] => {
    const key = fold(name)
    const rows = table.find(key).filter((row) => row.country === country)
    return rows.length > 0
      ? rows
      : smallTable()
          .find(key)
          .filter((row) => row.country === country)
  }

  const fromRow = (row: CityRow, known: KnownCity | undefined): Hit => {
    const name = known?.name ?? row.name
    const guide = row.part ? undefined : guideOf(row.country, [name, row.name], row)
    return {
      kind: 'city',
      name,
      country: row.country,
      admin: row.admin,
      lat: row.lat,
      lon: row.lon,
      population: row.population,
      ...(known?.iata !== undefined && { iata: known.iata }),
      capital: row.capital,
      part: row.part,
      known: known !== undefined,
      ...(guide !== undefined && { guide }),
      confidence: 1,
    }
  }

  const fromKnown = (known: KnownCity): Hit[] => {
    const row = findRows(known.country, known.geonames ?? known.name)[0]
    return row === undefined ? [] : [fromRow(row, known)]
  }

  const cityNamed = (name: string, country: string): Hit | undefined => {
    const known = knownById.get(cityId(country, name))?.[0]
    if (known !== undefined) return fromKnown(known)[0]
    const row = findRows(country, name)[0]
    return row === undefined ? undefined : fromRow(row, undefined)
  }

  const mainCityOf = (region: Region): Hit | undefined => {
    if (region.main_city === undefined) return undefined
    const known = knownById.get(cityId(region.country, region.main_city))?.[0]
    const rows = findRows(region.country, known?.geonames ?? region.main_city).filter(
      (row) => region.country !== 'US' || region.admin === undefined || row.admin === region.admin,
    )
    const { lat, lon } = region
    const within = (metres: number): CityRow | undefined =>
      lat === undefined || lon === undefined ? rows[0] : rows.find((row) => metresBetween(row, { lat, lon }) < metres)
    const nearest = within(100_000) ?? within(300_000)
    if (nearest === undefined) return undefined
    // The well-known city is the most populous of its name; another of the same name keeps GeoNames' spelling.
    return fromRow(
      nearest,
      nearest.population === findRows(region.country, nearest.name)[0]?.population ? known : undefined,
    )
  }

  const fromRegion = (region: Region): Hit[] => {
    const main = mainCityOf(region)
    const lat = region.lat ?? main?.lat
    const lon = region.lon ?? main?.lon
    if (lat === undefined || lon === undefined) return []
    const guide = main?.guide ?? guideOf(region.country, [region.name], { lat, lon })
    const iata = region.iata ?? main?.iata
    return [
      {
        kind: 'region',
        name: region.name,
        country: region.country,
        admin: region.admin ?? '',
        region: region.name,
        ...(main !== undefined && { mainCity: main.name }),
        lat,
        lon,
        population: main?.population ?? 0,
        ...(iata !== undefined && { iata }),
        capital: false,
        part: false,
        known: true,
        ...(guide !== undefined && { guide }),
        confidence: 1,
      },
    ]
  }

  const fromCountry = (code: string): Hit[] => {
    const capital = capitals().get(code)
    const named = countryNames[code]?.main_city
    const main =
      named === undefined
        ? capital && fromRow(capital, knownByRow.get(`${code}|${capital.key}`)?.[0])
        : cityNamed(named, code)
    if (main === undefined) return []
    // Singapore, Luxembourg, Monaco: the country's name is the city's own.
    const sameName = countryCodes.get(fold(main.name))?.includes(code) === true
    return [{ ...main, kind: sameName ? 'city' : 'country', mainCity: main.name, known: true }]
  }

  const isKnownRow = (row: CityRow, rows: readonly CityRow[]): KnownCity | undefined =>
    rows.find((other) => other.country === row.country) === row
      ? knownByRow.get(`${row.country}|${row.key}`)?.[0]
      : undefined

  const named = (key: string): Hit[] => [
    ...(knownByName.get(key) ?? []).flatMap(fromKnown),
    ...(guideByName.get(key) ?? []).flatMap((city) => cityNamed(city.city, city.country) ?? []),
    ...(regionsByName.get(key) ?? []).flatMap(fromRegion),
    ...(countryCodes.get(key) ?? []).flatMap(fromCountry),
  ]

  const distinct = (hits: readonly Hit[]): Hit[] =>
    hits.filter(
      (hit, index) =>
        hits.findIndex(
          (other) =>
            other.country === hit.country &&
            (other.name === hit.name
              ? metresBetween(other, hit) < 20_000
              : other.lat === hit.lat && other.lon === hit.lon) &&
            (other.kind === hit.kind || hit.kind === 'city'),
        ) === index,
    )

  const exact = (key: string, everything = false): Hit[] => {
    const rows = table.find(key)
    const hits = [...named(key), ...rows.map((row) => fromRow(row, isKnownRow(row, rows)))]
    if (hits.length > 0 && !everything) return distinct(hits)
    return distinct([
      ...hits,
      ...smallTable()
        .find(key)
        .map((row) => fromRow(row, undefined)),
    ])
  }

  const similar = (key: string): Hit[] => {
    const limit = slipsAllowed(key.length)
    if (limit === 0) return []
    const hits: Hit[] = []
    const consider = (other: string, allowed: number, make: () => Hit[]) => {
      const slips = spellingDistance(key, other, allowed)
      if (slips > allowed) return
      const firstLetter = key[0] === other[0] ? 0 : 0.1
      for (const hit of make()) hits.push({ ...hit, confidence: 1 - slips * 0.15 - firstLetter })
    }
    for (const names of [knownByName, regionsByName, countryCodes]) {
      for (const other of names.keys()) consider(other, limit, () => named(other))
    }
    for (const row of table.atLeast(correctablePopulation)) {
      if (!row.part && !knownByRow.has(`${row.country}|${row.key}`))
        consider(row.key, 1, () => [fromRow(row, undefined)])
    }
    return distinct(hits.sort((a, b) => b.confidence - a.confidence))
  }

  return {
    exact,
    similar,
    beginning: (key) =>
      distinct(
        table
          .beginningWith(key, 100_000)
          .map((row) => ({ ...fromRow(row, knownByRow.get(`${row.country}|${row.key}`)?.[0]), confidence: 0.8 })),
      ),
    cityNamed,
    countryName: (code) => countryOf(code)?.name ?? code,
    adminName: (country, admin) => data.divisions()[country]?.names[admin],
    countriesNamed: (key) => countryCodes.get(key) ?? [],
  }
}
