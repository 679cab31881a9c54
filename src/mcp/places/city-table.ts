import type { CityColumns } from './data-files.ts'

/** One city of GeoNames. */
export interface CityRow {
  key: string
  name: string
  country: string
  /** First-level division code, as in GeoNames: `NY`, `08`. */
  admin: string
  population: number
  lat: number
  lon: number
  capital: boolean
  /** A quarter of another city. */
  part: boolean
}

/** Cities looked up by folded name. */
export interface CityTable {
  /** All cities of exactly this folded name, most populous first. */
  find(key: string): CityRow[]
  /** Cities whose folded name begins with these whole words, at least this populous. */
  beginningWith(words: string, minPopulation: number): CityRow[]
  /** Every city at least this populous. */
  atLeast(population: number): CityRow[]
  /** Capitals by country code. */
  capitals(): ReadonlyMap<string, CityRow>
}

/** Builds the lookup over columns sorted by folded name; holds one string a city and no objects. */
export function cityTable(columns: CityColumns): CityTable {
  const keys = columns.keys.split('\n')
  const names = columns.names.split('\n')
  const admins = columns.admins.split('\n')

  const row = (index: number): CityRow => ({
    key: keys[index] ?? '',
    name: names[index] ?? '',
    country: columns.countries.slice(index * 2, index * 2 + 2),
    admin: admins[index] ?? '',
    population: columns.populations[index] ?? 0,
    lat: columns.lats[index] ?? 0,
    lon: columns.lons[index] ?? 0,
    capital: columns.features[index] === 'C',
    part: columns.features[index] === 'X',
  })

  /** Index of the first key that is not before `key`. */
  const lowerBound = (key: string): number => {
    let low = 0
    let high = keys.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((keys[middle] ?? '') < key) low = middle + 1
      else high = middle
    }
    return low
  }

  const rowsWhile = (from: number, belongs: (key: string) => boolean): CityRow[] => {
    const rows: CityRow[] = []
    for (let index = from; index < keys.length && belongs(keys[index] ?? ''); index++) rows.push(row(index))
    return rows.sort((a, b) => b.population - a.population)
  }

  const atLeast = (population: number): CityRow[] =>
    columns.populations.flatMap((value, index) => (value >= population ? [row(index)] : []))

  return {
    find: (key) => rowsWhile(lowerBound(key), (other) => other === key),
    beginningWith: (words, minPopulation) =>
      rowsWhile(lowerBound(`${words} `), (other) => other.startsWith(`${words} `)).filter(
        (city) => city.population >= minPopulation,
      ),
    atLeast,
    capitals: () => {
      const capitals = new Map<string, CityRow>()
      for (let index = 0; index < keys.length; index++) {
        if (columns.features[index] !== 'C') continue
        const capital = row(index)
        const other = capitals.get(capital.country)
        if (other === undefined || other.population < capital.population) capitals.set(capital.country, capital)
      }
      return capitals
    },
  }
}
