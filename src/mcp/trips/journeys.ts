import { metresBetween } from '../../shared/geo.ts'
import type { ToolContext } from '../../shared/tool.ts'
import { route } from '../places/contract.ts'
import { type Journey, journeyOf, nearMetres, type Way } from './estimates/journey.ts'
import type { Origin } from './records.ts'

/** The ways between the places of a trip, there and back, by `journeyKey`. */
export type Journeys = ReadonlyMap<string, Journey>

export const journeyKey = (from: Origin, to: Origin): string => `${from.lat} ${from.lon} to ${to.lat} ${to.lon}`

/** Asks the places server for every way of a trip: out, from city to city, and home. Near places have none. */
export async function gatherJourneys(
  ctx: Pick<ToolContext, 'call'>,
  origin: Origin | undefined,
  stays: readonly Origin[],
): Promise<Journeys> {
  const places = origin === undefined ? stays : [origin, ...stays, origin]
  const journeys = new Map<string, Journey>()
  for (const [index, to] of places.entries()) {
    const from = places[index - 1]
    if (from === undefined || metresBetween(from, to) < nearMetres || journeys.has(journeyKey(from, to))) continue
    journeys.set(journeyKey(from, to), journeyOf(from, to, await wayBetween(ctx, from, to)))
  }
  return journeys
}

async function wayBetween(ctx: Pick<ToolContext, 'call'>, from: Origin, to: Origin): Promise<Way> {
  const ends = { from: pointOf(from), to: pointOf(to) }
  const { mode, ...way } = await ctx.call(route, ends)
  if (mode === 'flight' || mode === 'train' || mode === 'drive' || mode === 'ferry') return { ...way, mode }
  // Between neighbouring towns city transport is a regional train.
  const train = await ctx.call(route, { ...ends, mode: 'train' })
  return { ...train, mode: 'train' }
}

const pointOf = ({ lat, lon, country }: Origin) => ({ lat, lon, country })
