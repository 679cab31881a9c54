import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { openingHours, type Place } from '../../places/contract.ts'

const folder = join(import.meta.dirname, '../../../../resources/guide')

const guideFile = z.object({
  slug: z.string(),
  city: z.string(),
  country: z.string(),
  lat: z.number(),
  lon: z.number(),
  timezone: z.string(),
  places: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      category: z.string(),
      interests: z.array(z.string()),
      area: z.string(),
      lat: z.number(),
      lon: z.number(),
      visit_minutes: z.number(),
      hours: openingHours.nullable(),
      price: z.object({ amount: z.number(), currency: z.string() }).nullable(),
      popularity: z.number(),
      indoor: z.boolean(),
      sentence: z.string(),
    }),
  ),
})

export interface GuideCity {
  slug: string
  city: string
  country: string
  lat: number
  lon: number
  timezone: string
  places: Place[]
}

/** For tests: the slugs of all guide cities. */
export function guideSlugs(): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -5))
    .sort()
}

/** For tests: a guide city with its places as the places server gives them. */
export function guideCity(slug: string): GuideCity {
  const file = guideFile.parse(JSON.parse(readFileSync(join(folder, `${slug}.json`), 'utf8')))
  const places = file.places.map(
    ({ id, hours, price, sentence, ...rest }): Place => ({
      ...rest,
      place_id: id,
      city: file.city,
      country: file.country,
      timezone: file.timezone,
      ...(hours !== null && { opening_hours: hours }),
      ...(price !== null && { price }),
      description: sentence,
      source: 'built-in guide, check hours',
      retrieved_at: '2026-11-20T00:00:00Z',
      is_estimate: false,
    }),
  )
  return { ...file, places }
}
