import { metresBetween, type Point } from '../../shared/geo.ts'
import type { Airport } from './data-files.ts'

/** How far away airports are listed, in metres: a long drive. */
const farthest = 400_000

/**
 * Airports with scheduled flights around a point, nearest first. Small fields are left out where anything larger is
 * nearer than 120 km, because few can fly from them.
 */
export function nearestAirports(at: Point, airports: readonly Airport[]): (Airport & { metres: number })[] {
  const around = airports
    .filter((airport) => Math.abs(airport.lat - at.lat) < 4)
    .map((airport) => ({ ...airport, metres: Math.round(metresBetween(airport, at)) }))
    .filter((airport) => airport.metres <= farthest)
    .sort((a, b) => a.metres - b.metres)
  const hasLarger = around.some((airport) => airport.size !== 'small' && airport.metres < 120_000)
  return hasLarger ? around.filter((airport) => airport.size !== 'small') : around
}
