import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fold } from '../../src/mcp/places/fold.ts'
import type { RawCity } from './cities.ts'

/** Cities from this population on are named without more words: “add Prague”. */
const wellKnownPopulation = 400_000
/** Of Europe, where most journeys of the app's first users go, smaller ones too. */
const wellKnownInEurope = 100_000
const europe = new Set('AT BE CH CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LT LV MT NL NO PL PT SE SI SK'.split(' '))

/** Names of cities that are more often ordinary words or names of people. */
const ordinary = new Set(
  'male nice of bath reading split mobile orange victoria san jose kingston hamilton george san juan santiago same most bar hall sale deal ali sana tours bali soul perm brent nancy mesa leon hamm belem brooklyn manhattan'.split(
    ' ',
  ),
)

/** The names that the built-in assistant takes for a place even in lower case: large cities, capitals, the guide's. */
export function placeNames(cities: readonly RawCity[], guideFolder: string): string {
  const guide = readdirSync(guideFolder)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => {
      const { city, aliases } = JSON.parse(readFileSync(join(guideFolder, file), 'utf8'))
      return [city, ...aliases] as string[]
    })
  const large = cities
    .filter(
      ({ population, featureCode, country }) =>
        featureCode === 'PPLC' || population >= (europe.has(country) ? wellKnownInEurope : wellKnownPopulation),
    )
    .map(({ name }) => name)
  const names = [...new Set([...guide, ...large].map(fold))].filter((name) => name.length >= 4 && !ordinary.has(name))
  return JSON.stringify(names.sort())
}
