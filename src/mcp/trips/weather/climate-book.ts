import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { metresBetween, type Point } from '../../../shared/geo.ts'

const month = z.object({ month: z.number(), min: z.number(), max: z.number(), rain_days: z.number() })
export type MonthClimate = z.infer<typeof month>

const guideClimate = z.object({
  city: z.string(),
  lat: z.number(),
  lon: z.number(),
  climate: z.array(month),
})
export type GuideClimate = z.infer<typeof guideClimate>

/** Long-term climate of the guide's cities. */
export type ClimateBook = () => readonly GuideClimate[]

/** Reads the climate of the guide in a resources folder when it is first asked for; none where there is no guide. */
export function openClimateBook(resourcesDir: string): ClimateBook {
  let book: readonly GuideClimate[] | undefined
  return () => {
    book ??= readGuide(join(resourcesDir, 'guide'))
    return book
  }
}

function readGuide(folder: string): GuideClimate[] {
  let names: string[]
  try {
    names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  } catch {
    return []
  }
  return names.sort().flatMap((name) => {
    const read = guideClimate.safeParse(JSON.parse(readFileSync(join(folder, name), 'utf8')))
    return read.success ? [read.data] : []
  })
}

/** A city's own climate is that of a guide city this near; further off it is said whose climate it is. */
const sameCityMetres = 25_000
const neighbourMetres = 300_000

export interface Climate extends MonthClimate {
  source: string
  /** The climate is taken from elsewhere, or guessed. */
  from: 'guide' | 'neighbour' | 'latitude'
  neighbour?: string
}

/** The usual weather of a month at a place: from the guide, from the nearest guide city within 300 km, else a rough guess. */
export function climateAt(place: Point, monthNumber: number, book: readonly GuideClimate[]): Climate {
  let nearest: { city: GuideClimate; metres: number } | undefined
  for (const city of book) {
    const metres = metresBetween(place, city)
    if (nearest === undefined || metres < nearest.metres) nearest = { city, metres }
  }
  const found =
    nearest !== undefined && nearest.metres <= neighbourMetres
      ? nearest.city.climate.find((entry) => entry.month === monthNumber)
      : undefined
  if (nearest === undefined || found === undefined) return guessed(place, monthNumber)
  if (nearest.metres <= sameCityMetres) return { ...found, source: 'built-in climate normals, rounded', from: 'guide' }
  return {
    ...found,
    source: `built-in climate normals of ${nearest.city.city}, ${Math.round(nearest.metres / 1000)} km away`,
    from: 'neighbour',
    neighbour: nearest.city.city,
  }
}

/**
 * A rough guess from latitude alone: annual mean 27 °C, less 0.55 °C per degree beyond 18°; half the yearly swing 0.22 °C
 * per degree, warmest in July in the north, in January in the south; 5 °C either side of the mean in a day; nine days
 * with rain. Off by up to 8 °C where sea, height or desert matter.
 */
function guessed({ lat }: Point, monthNumber: number): Climate {
  const degrees = Math.abs(lat)
  const warmest = lat >= 0 ? 7 : 1
  const mean = 27 - 0.55 * Math.max(0, degrees - 18)
  const swing = 0.22 * degrees * Math.cos(((monthNumber - warmest) / 12) * 2 * Math.PI)
  return {
    month: monthNumber,
    min: Math.round(mean + swing - 5),
    max: Math.round(mean + swing + 5),
    rain_days: 9,
    source: 'rough guess from the latitude',
    from: 'latitude',
  }
}
