import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { SojournError } from '../../shared/errors.ts'

/** A city that visitors know, with the name and spellings it goes by in English. */
const knownCity = z.object({
  name: z.string(),
  country: z.string(),
  /** Its name in GeoNames, where that is another. */
  geonames: z.string().optional(),
  /** Other spellings, folded. */
  also: z.array(z.string()).default([]),
  iata: z.string().optional(),
})
export type KnownCity = z.infer<typeof knownCity>

/** A region, island or landmark that people name as their destination. */
const region = z.object({
  name: z.string(),
  country: z.string(),
  also: z.array(z.string()).default([]),
  /** The city a visitor is likely to stay in, by its English name. */
  main_city: z.string().optional(),
  lat: z.number().optional(),
  lon: z.number().optional(),
  iata: z.string().optional(),
  /** First-level division in GeoNames, where the region is one. */
  admin: z.string().optional(),
})
export type Region = z.infer<typeof region>

const countryName = z.object({ also: z.array(z.string()).default([]), main_city: z.string().optional() })
export type CountryName = z.infer<typeof countryName>

const divisions = z.object({
  names: z.record(z.string(), z.string()),
  short: z.record(z.string(), z.string()).default({}),
})
export type Divisions = z.infer<typeof divisions>

const airport = z.object({
  iata: z.string(),
  name: z.string(),
  /** The large city it serves, as GeoNames spells it; empty where none is near. */
  city: z.string(),
  country: z.string(),
  lat: z.number(),
  lon: z.number(),
  size: z.enum(['large', 'medium', 'small']),
  /** Longest runway in feet, 0 when unknown. */
  runway: z.number(),
})
export type Airport = z.infer<typeof airport>
/** Thousands of rows that the build wrote in this form: checking each anew would take longer than all else. */
const builtAirports = z.custom<Airport[]>((rows) => Array.isArray(rows) && airport.safeParse(rows[0]).success)

const guideCity = z.object({
  slug: z.string(),
  city: z.string(),
  country: z.string(),
  region: z.string().nullable(),
  lat: z.number(),
  lon: z.number(),
  timezone: z.string(),
  aliases: z.array(z.string()),
  /** Its places, each as id, name and aliases: what is needed to find one without opening the city's file. */
  places: z.array(z.array(z.string())),
})
export type GuideCity = z.infer<typeof guideCity>

const cityColumns = z.object({
  keys: z.string(),
  names: z.string(),
  countries: z.string(),
  admins: z.string(),
  features: z.string(),
  populations: z.custom<number[]>(Array.isArray),
  lats: z.custom<number[]>(Array.isArray),
  lons: z.custom<number[]>(Array.isArray),
})
export type CityColumns = z.infer<typeof cityColumns>

/** Runs `make` at the first call and returns the same value from then on. */
export function lazy<Value>(make: () => Value): () => Value {
  let value: { made: Value } | undefined
  return () => {
    value ??= { made: make() }
    return value.made
  }
}

/** Reads JSON from the resources folder and checks its form; `unavailable` where the file is missing. */
export function readResource<Schema extends z.ZodType>(
  resourcesDir: string,
  path: string,
  schema: Schema,
): z.output<Schema> {
  let text: string
  try {
    text = readFileSync(join(resourcesDir, path), 'utf8')
  } catch (cause) {
    throw new SojournError('unavailable', `The built-in data file ${path} is missing.`, {
      hint: 'Run `node scripts/build-data.ts` in the project folder, or install the app again.',
      cause,
    })
  }
  return schema.parse(JSON.parse(text))
}

/** The built-in data, each part read when it is first asked for. */
export interface PlaceData {
  readonly resourcesDir: string
  knownCities(): KnownCity[]
  regions(): Region[]
  countryNames(): Record<string, CountryName>
  divisions(): Record<string, Divisions>
  /** Folded names where a person should be asked which one is meant. */
  askAbout(): ReadonlySet<string>
  airportCities(): { codes: Record<string, string>; names: Record<string, string> }
  airports(): Airport[]
  guideCities(): GuideCity[]
  cities(): CityColumns
  smallCities(): CityColumns
}

/** Opens the data of a resources folder without reading anything yet. */
export function openPlaceData(resourcesDir: string): PlaceData {
  const part = <Schema extends z.ZodType>(path: string, schema: Schema) =>
    lazy(() => readResource(resourcesDir, path, schema))
  const names = z.record(z.string(), z.string())
  return {
    resourcesDir,
    knownCities: part('places/cities.json', z.array(knownCity)),
    regions: part('places/regions.json', z.array(region)),
    countryNames: part('places/country-names.json', z.record(z.string(), countryName)),
    divisions: part('places/admin1.json', z.record(z.string(), divisions)),
    askAbout: lazy(() => new Set(readResource(resourcesDir, 'places/ask.json', z.array(z.string())))),
    airportCities: part('places/airport-cities.json', z.object({ codes: names, names })),
    airports: part('data/airports.json', builtAirports),
    guideCities: part('data/guide-index.json', z.array(guideCity)),
    cities: part('data/cities.json', cityColumns),
    smallCities: part('data/cities-small.json', cityColumns),
  }
}
