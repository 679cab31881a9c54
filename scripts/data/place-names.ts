import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fold } from '../../src/mcp/places/fold.ts'

/** Cities from this population on are named without more words: “add Prague”. */
const wellKnownPopulation = 400_000
/** Of Europe, where most journeys of the app's first users go, smaller ones too. */
const wellKnownInEurope = 100_000
const europe = new Set('AT BE CH CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LT LV MT NL NO PL PT SE SI SK'.split(' '))

/** Names of cities that are more often ordinary words or names of people. */
const ordinary = new Set(
  'male nice bath reading split mobile orange victoria kingston hamilton george hall sale deal sana tours soul perm brent nancy mesa leon hamm'.split(
    ' ',
  ),
)
/** Quarters of cities that are sights of a trip there. */
const quarters = new Set(['belem', 'brooklyn', 'manhattan'])

/** The columns of `cities.json` that tell how well a city is known. */
interface CityColumns {
  keys: string
  countries: string
  features: string
  populations: number[]
}

/**
 * The names that the built-in assistant takes for a place even in lower case: large cities, capitals, the guide's.
 * @param cities the text of `cities.json`
 */
export function placeNames(cities: string, guideFolder: string): string {
  const guide = readdirSync(guideFolder)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => {
      const { city, aliases } = JSON.parse(readFileSync(join(guideFolder, file), 'utf8'))
      return [city, ...aliases] as string[]
    })
  const { keys, countries, features, populations }: CityColumns = JSON.parse(cities)
  const large = keys.split('\n').filter((_, at) => {
    const least = europe.has(countries.slice(2 * at, 2 * at + 2)) ? wellKnownInEurope : wellKnownPopulation
    return features[at] === 'C' || (populations[at] ?? 0) >= least
  })
  const names = [...new Set([...guide.map(fold), ...large])].filter(
    (name) => name.length >= 4 && !ordinary.has(name) && !quarters.has(name),
  )
  return JSON.stringify(names.sort())
}
