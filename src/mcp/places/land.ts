import { metresBetween, type Point } from '../../shared/geo.ts'
import { type Between, measureBetween } from './way-over-land.ts'

/** Which points can be reached from each other over land, bridges and tunnels. */
export interface Land {
  /** Whether a road or rail journey between two points is conceivable at all. */
  connected(a: Point, b: Point): boolean
  /**
   * The shortest way over land in metres, and whether both ends are by the sea; for points up to about 1,000 km apart.
   * A way of more than 2.5 times the straight line and 120 km is none.
   */
  between(a: Point, b: Point): Between
}

/** Bridges, tunnels and train ferries between land masses, as a point on each side. */
const links: readonly (readonly [Point, Point])[] = [
  [
    { lat: 50.95, lon: 1.86 },
    { lat: 51.13, lon: 1.2 },
  ], // Channel Tunnel
  [
    { lat: 55.5, lon: 9.6 },
    { lat: 55.4, lon: 10.2 },
  ], // Little Belt
  [
    { lat: 55.38, lon: 10.5 },
    { lat: 55.43, lon: 11.6 },
  ], // Great Belt
  [
    { lat: 55.65, lon: 12.4 },
    { lat: 55.58, lon: 13.1 },
  ], // Øresund
  [
    { lat: 38.19, lon: 15.5 },
    { lat: 38.3, lon: 15.75 },
  ], // Messina train ferry
  [
    { lat: 34.1, lon: 131.3 },
    { lat: 33.8, lon: 130.8 },
  ], // Kanmon
  [
    { lat: 41.2, lon: 140.7 },
    { lat: 41.8, lon: 140.9 },
  ], // Seikan Tunnel
  [
    { lat: 34.6, lon: 133.8 },
    { lat: 34.2, lon: 133.9 },
  ], // Seto Bridge
  [
    { lat: 1.35, lon: 103.8 },
    { lat: 1.6, lon: 103.7 },
  ], // Johor causeway
  [
    { lat: 40.75, lon: -73.6 },
    { lat: 40.95, lon: -73.8 },
  ], // Long Island bridges
  [
    { lat: 7.95, lon: 98.34 },
    { lat: 8.4, lon: 98.5 },
  ], // Phuket bridge
  [
    { lat: 5.36, lon: 100.27 },
    { lat: 5.4, lon: 100.5 },
  ], // Penang bridge
  [
    { lat: 46.3, lon: -63.5 },
    { lat: 46.0, lon: -64.2 },
  ], // Confederation Bridge
  [
    { lat: 45.5, lon: -73.6 },
    { lat: 45.4, lon: -73.2 },
  ], // Montréal bridges
  [
    { lat: 24.56, lon: -81.78 },
    { lat: 25.6, lon: -80.5 },
  ], // Overseas Highway
  [
    { lat: 57.3, lon: -6.2 },
    { lat: 57.3, lon: -5.5 },
  ], // Skye Bridge
]

/** Points this near each other are taken as reachable (a bridge or a short ferry), in metres. */
const alwaysReachable = 40_000

/** How many measured pairs are kept. */
const mostMeasured = 500

/** Squared distance from a point to a segment on a plane scaled at the point's latitude, in degrees of latitude. */
function squaredDistance(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax
  const dy = by - ay
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length))
  return (x - ax - along * dx) ** 2 + (y - ay - along * dy) ** 2
}

function contains(outline: readonly number[], { lat, lon }: Point): boolean {
  let inside = false
  for (let i = 0, j = outline.length - 2; i < outline.length; j = i, i += 2) {
    const xi = outline[i] ?? 0
    const yi = outline[i + 1] ?? 0
    const xj = outline[j] ?? 0
    const yj = outline[j + 1] ?? 0
    if (yi > lat !== yj > lat && lon < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) inside = !inside
  }
  return inside
}

function distanceTo(outline: readonly number[], { lat, lon }: Point): number {
  const scale = Math.cos((lat * Math.PI) / 180)
  let best = Number.POSITIVE_INFINITY
  for (let i = 0; i + 3 < outline.length; i += 2) {
    const [ax = 0, ay = 0, bx = 0, by = 0] = outline.slice(i, i + 4)
    best = Math.min(best, squaredDistance(lon * scale, lat, ax * scale, ay, bx * scale, by))
  }
  return best
}

interface Bounds {
  west: number
  south: number
  east: number
  north: number
}

/** An island less than 0.35° across, and the head start in degrees that larger land has over it. */
const islet = { size: 0.35, handicap: 0.06 }

const isIslet = (box: Bounds | undefined): boolean =>
  box === undefined || Math.max(box.east - box.west, box.north - box.south) < islet.size

function boundsOf(outline: readonly number[]): Bounds {
  const bounds = { west: 180, south: 90, east: -180, north: -90 }
  for (let i = 0; i < outline.length; i += 2) {
    const lon = outline[i] ?? 0
    const lat = outline[i + 1] ?? 0
    bounds.west = Math.min(bounds.west, lon)
    bounds.east = Math.max(bounds.east, lon)
    bounds.south = Math.min(bounds.south, lat)
    bounds.north = Math.max(bounds.north, lat)
  }
  return bounds
}

/** South of the Darién Gap, which no road crosses. */
const isSouthAmerican = ({ lat, lon }: Point): boolean => lon < -30 && (lat < 7.2 || (lat < 12.6 && lon > -77.3))

/**
 * Land masses from outlines (flat lists lon, lat, …): a point belongs to the one that contains it or, as the outlines
 * are coarse, to the nearest within about 30 km; else it is an island of its own.
 */
export function createLand(outlines: readonly (readonly number[])[]): Land {
  const bounds = outlines.map(boundsOf)
  const margin = 0.3

  const massOf = (point: Point): number => {
    const near = outlines.flatMap((_, index) => {
      const box = bounds[index]
      const wide = margin / Math.max(0.2, Math.cos((point.lat * Math.PI) / 180))
      const isNear =
        box !== undefined &&
        point.lat >= box.south - margin &&
        point.lat <= box.north + margin &&
        point.lon >= box.west - wide &&
        point.lon <= box.east + wide
      return isNear ? [index] : []
    })
    const holding = near.find((index) => contains(outlines[index] ?? [], point))
    if (holding !== undefined) return holding
    let best = -1
    let bestDistance = margin
    for (const index of near) {
      // A point beside a coarse coast belongs to the mainland rather than to an islet that is a little nearer.
      const distance =
        Math.sqrt(distanceTo(outlines[index] ?? [], point)) + (isIslet(bounds[index]) ? islet.handicap : 0)
      if (distance < bestDistance) {
        best = index
        bestDistance = distance
      }
    }
    return best
  }

  const parents = outlines.map((_, index) => index)
  const root = (mass: number): number => {
    const parent = parents[mass] ?? mass
    return parent === mass ? mass : root(parent)
  }
  for (const [a, b] of links) {
    const from = massOf(a)
    const to = massOf(b)
    if (from >= 0 && to >= 0) parents[root(from)] = root(to)
  }

  const connected = (a: Point, b: Point): boolean => {
    if (metresBetween(a, b) < alwaysReachable) return true
    const from = massOf(a)
    const to = massOf(b)
    if (from < 0 || to < 0 || root(from) !== root(to)) return false
    return a.lon > -30 || b.lon > -30 || isSouthAmerican(a) === isSouthAmerican(b)
  }

  // A journey is asked for both ways, and again with every change of a trip.
  const measured = new Map<string, Between>()
  return {
    connected,
    between: (a, b) => {
      const key = [a, b]
        .map(({ lat, lon }) => `${lat} ${lon}`)
        .sort()
        .join(' ')
      const known = measured.get(key)
      if (known !== undefined) return known
      const longest = connected(a, b) ? 2.5 * metresBetween(a, b) + 120_000 : 0
      const between = measureBetween(a, b, outlines, links, longest)
      if (measured.size >= mostMeasured) measured.clear()
      measured.set(key, between)
      return between
    },
  }
}
