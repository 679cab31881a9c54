import * as z from 'zod'
import type { Money } from '../../shared/money.ts'
import type { Pace } from './contract.ts'

/** The airport a city is reached by. */
export const nearAirport = z.object({
  iata: z.string(),
  name: z.string(),
  lat: z.number(),
  lon: z.number(),
  /** From the centre of the city. */
  metres: z.number(),
})
export type NearAirport = z.infer<typeof nearAirport>

/** Where the travellers start from and return to. */
export const origin = z.object({
  place: z.string(),
  country: z.string(),
  lat: z.number(),
  lon: z.number(),
  timezone: z.string(),
  airport: nearAirport.optional(),
})
export type Origin = z.infer<typeof origin>

export interface Destination {
  destinationId: string
  place: string
  country: string
  region?: string
  lat: number
  lon: number
  timezone: string
  /** As asked for; absent: a share of what is left. */
  nightsWanted?: number
  guide: boolean
  airport?: NearAirport
}

export interface TripRecord {
  tripId: string
  title: string
  titleGiven: boolean
  startDate: string
  endDate: string
  origin?: Origin
  travellers: number
  budget?: Money
  interests: string[]
  pace: Pace
  notes: string
  assumptions: string[]
  plannedAt?: string
  createdAt: string
  updatedAt: string
  destinations: Destination[]
}

export interface StopRecord {
  stopId: string
  tripId: string
  date: string
  /** Minutes after midnight, local. */
  start: number
  minutes: number
  placeId?: string
  title: string
  category: string
  lat: number
  lon: number
  /** False where only the city is known. */
  located: boolean
  area?: string
  description?: string
  /** Usual price for one person. */
  price?: Money
  /** What the user entered for the whole party. */
  cost?: Money
  notes?: string
  locked: boolean
  mustSee: boolean
  /** Whether the user set the start. */
  startFixed: boolean
  addedBy: 'plan' | 'user'
  source: string
  retrievedAt?: string
  isEstimate: boolean
}

/** Whether a new plan has to keep a stop. */
export const isKept = (stop: StopRecord): boolean => stop.locked || stop.mustSee || stop.addedBy === 'user'
/** Whether its time stays where it is. */
export const isFixed = (stop: StopRecord): boolean => stop.locked || stop.startFixed
