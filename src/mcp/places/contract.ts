import * as z from 'zod'
import { localDate, localDateTime } from '../../shared/dates.ts'
import { point } from '../../shared/geo.ts'
import { pageInput, pageOutput } from '../../shared/paging.ts'
import { defineContract, defineTool } from '../../shared/tool.ts'

/** Opening hours by weekday: a list of [open, close], empty when closed; closing after midnight is above 24:00. */
const weekHours = z.object({
  mon: z.array(z.tuple([z.string(), z.string()])),
  tue: z.array(z.tuple([z.string(), z.string()])),
  wed: z.array(z.tuple([z.string(), z.string()])),
  thu: z.array(z.tuple([z.string(), z.string()])),
  fri: z.array(z.tuple([z.string(), z.string()])),
  sat: z.array(z.tuple([z.string(), z.string()])),
  sun: z.array(z.tuple([z.string(), z.string()])),
})

/** `always` open, usual hours by weekday, or absent: not known. */
export const openingHours = z.union([z.literal('always'), weekHours])
export type OpeningHours = z.infer<typeof openingHours>

const optionalMoney = z.object({ amount: z.number(), currency: z.string() }).optional()

export const place = z.object({
  place_id: z.string(),
  name: z.string(),
  category: z.string(),
  city: z.string().optional(),
  country: z.string().optional().describe('ISO 3166-1 alpha-2'),
  area: z.string().optional(),
  lat: z.number(),
  lon: z.number(),
  timezone: z.string().optional(),
  opening_hours: openingHours.optional(),
  hours_note: z.string().optional(),
  visit_minutes: z.number().optional(),
  price: optionalMoney,
  interests: z.array(z.string()).optional(),
  popularity: z.number().optional().describe('1 to 5, how much of a must for a first visit'),
  indoor: z.boolean().optional(),
  description: z.string().optional(),
  metres: z.number().optional().describe('from `near`'),
  website: z.string().optional(),
  source: z.string(),
  retrieved_at: z.string(),
  is_estimate: z.boolean(),
})
export type Place = z.infer<typeof place>

const cityCandidate = z.object({
  name: z.string(),
  country: z.string().describe('ISO 3166-1 alpha-2'),
  country_name: z.string(),
  region: z.string().optional(),
  lat: z.number(),
  lon: z.number(),
  timezone: z.string(),
  population: z.number(),
  iata: z.string().optional(),
  kind: z
    .enum(['city', 'region', 'country'])
    .describe('a country is given by its main city for visitors, a region under its own name with main_city'),
  main_city: z.string().optional().describe('of a region or country: the city a visitor is likely to stay in'),
  guide: z.boolean().describe('whether the built-in guide covers it'),
  /** How sure the match is: 1 exact, lower for corrected spellings. */
  confidence: z.number(),
})
export type CityCandidate = z.infer<typeof cityCandidate>

export const travelMode = z.enum(['walk', 'transit', 'drive', 'bike', 'train', 'ferry', 'flight'])
export type TravelMode = z.infer<typeof travelMode>

/** A point, with the ISO 3166-1 alpha-2 code of its country where that is known: it decides on fast trains. */
const routePoint = point.extend({ country: z.string().length(2).optional() })
export type RoutePoint = z.infer<typeof routePoint>
const anywhere = z.union([z.string().trim().min(1).max(200), routePoint])

export const searchPlaces = defineTool({
  name: 'search_places',
  title: 'Search places',
  description: 'Finds sights, museums, markets, parks and food areas in or near a city.',
  scope: 'travel:search',
  input: {
    query: z.string().max(200).optional(),
    near: point.optional(),
    city: z.string().trim().min(1).max(200).optional(),
    category: z.string().max(100).optional(),
    radius_metres: z.number().positive().max(200_000).optional(),
    open_at: localDateTime.optional(),
    ...pageInput,
  },
  output: { places: z.array(place), note: z.string().optional(), ...pageOutput },
})

export const getPlace = defineTool({
  name: 'get_place',
  title: 'Get place',
  description: 'Everything known about one place.',
  scope: 'travel:search',
  input: { place_id: z.string().min(1).max(200) },
  output: place.shape,
})

export const resolveCity = defineTool({
  name: 'resolve_city',
  title: 'Resolve city',
  description: 'Finds the cities a name may mean, best first: accents, aliases, codes, regions and countries.',
  scope: 'travel:search',
  input: { name: z.string().trim().min(1, 'must not be empty').max(200), limit: pageInput.limit },
  output: {
    candidates: z.array(cityCandidate),
    ambiguous: z.boolean().describe('whether a person should be asked which one is meant'),
  },
})

export const nearestAirports = defineTool({
  name: 'nearest_airports',
  title: 'Nearest airports',
  description: 'Airports with scheduled flights near a city or point, nearest first.',
  scope: 'travel:search',
  input: { city: z.string().trim().min(1).max(200).optional(), point: point.optional(), limit: pageInput.limit },
  output: {
    airports: z.array(
      z.object({
        iata: z.string(),
        name: z.string(),
        city: z.string().optional(),
        country: z.string(),
        lat: z.number(),
        lon: z.number(),
        metres: z.number(),
        size: z.enum(['large', 'medium', 'small']),
      }),
    ),
    source: z.string(),
  },
})

export const route = defineTool({
  name: 'route',
  title: 'Route',
  description:
    'Distance and travel time between two places (names or points) on foot, by transit, car, bike, train, ferry or plane.',
  scope: 'travel:search',
  effect: 'read',
  input: {
    from: anywhere,
    to: anywhere,
    mode: travelMode.optional(),
    city: z.string().max(200).optional().describe('where the names are looked for first'),
  },
  output: {
    from: z.object({ name: z.string().optional(), lat: z.number(), lon: z.number() }),
    to: z.object({ name: z.string().optional(), lat: z.number(), lon: z.number() }),
    mode: travelMode,
    minutes: z.number(),
    metres: z.number(),
    source: z.string(),
    is_estimate: z.boolean(),
    method: z.string().describe('how the estimate was made'),
  },
})

/** What a visitor spends in a country: an estimate from its price level. */
const countryCosts = z.object({
  room_night: z.object({ amount: z.number(), currency: z.string() }).describe('a mid-range double room, per night'),
  food_day: z.object({ amount: z.number(), currency: z.string() }).describe('meals and drinks, per person and day'),
  is_estimate: z.literal(true),
  method: z.string(),
})

export const getCountryFacts = defineTool({
  name: 'get_country_facts',
  title: 'Country facts',
  description:
    'Currency, plugs, voltage, emergency numbers, driving side, languages, tipping and holidays of a country.',
  scope: 'travel:search',
  input: {
    country: z.string().trim().min(1).max(200).describe('name, ISO code, or a city in it'),
    from: localDate.optional(),
    to: localDate.optional(),
  },
  output: {
    country: z.string().describe('ISO 3166-1 alpha-2'),
    name: z.string(),
    capital: z.string().optional(),
    currency: z.object({ code: z.string(), name: z.string().optional() }),
    languages: z.array(z.string()),
    calling_code: z.string().optional(),
    plugs: z.array(z.string()),
    voltage: z.string().optional(),
    emergency: z.record(z.string(), z.string()),
    driving_side: z.enum(['left', 'right']).optional(),
    tipping: z.string().optional(),
    timezones: z.array(z.string()),
    price_level: z.number().optional().describe('of what visitors pay; 1 is the average of Western Europe'),
    costs: countryCosts.optional(),
    holidays: z.array(z.object({ date: z.string(), name: z.string(), type: z.string() })),
    source: z.string(),
    retrieved_at: z.string(),
  },
})

export type RouteAnswer = z.infer<typeof route.output>

export const placesContract = defineContract('places', 'Places', [
  searchPlaces,
  getPlace,
  resolveCity,
  nearestAirports,
  route,
  getCountryFacts,
])
