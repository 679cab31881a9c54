import * as z from 'zod'
import { openingHours } from './contract.ts'
import { guideCategories } from './guide-categories.ts'

const guidePlace = z.strictObject({
  /** `lisbon/castelo-de-sao-jorge`. */
  id: z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/),
  name: z.string().min(1),
  aliases: z.array(z.string()),
  category: z.enum(guideCategories),
  interests: z.array(z.string()),
  area: z.string().nullable(),
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
  visit_minutes: z.number().int(),
  /** `null`: not known. */
  hours: openingHours.nullable(),
  hours_note: z.string().nullable(),
  /** Usual adult entry; 0 when free, `null` when not known. */
  price: z.strictObject({ amount: z.number().min(0), currency: z.string().length(3) }).nullable(),
  popularity: z.number().int().min(1).max(5),
  indoor: z.boolean(),
  sentence: z.string(),
  /** Places of the same file that the sentence says it is next to or opposite. */
  neighbours: z.array(z.string()),
})
export type GuidePlace = z.infer<typeof guidePlace>

const ring = z.array(z.tuple([z.number(), z.number()])).min(3)

/** One city of the guide, as in `resources/guide/<slug>.json`. */
export const guideFile = z.strictObject({
  slug: z.string(),
  city: z.string(),
  country: z.string().length(2),
  region: z.string().nullable(),
  lat: z.number(),
  lon: z.number(),
  timezone: z.string(),
  aliases: z.array(z.string()),
  summary: z.string(),
  /** Long-term normals in °C and days with at least 1 mm. */
  climate: z
    .array(
      z.strictObject({
        month: z.number().int(),
        min: z.number(),
        max: z.number(),
        rain_days: z.number().min(0).max(31),
      }),
    )
    .length(12),
  climate_source: z.string(),
  transit: z.enum(['metro', 'tram', 'bus', 'ferry', 'walk']),
  /** Open water near the centre as rings of [lat, lon]. */
  water: z.array(z.strictObject({ name: z.string(), ring })),
  places: z.array(guidePlace),
})
export type GuideFile = z.infer<typeof guideFile>
