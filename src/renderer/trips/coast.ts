import { type GeoPermissibleObjects, type GeoProjection, geoIdentity, geoStream } from 'd3-geo'
import type { Point } from '../../shared/geo.ts'

/** Outlines of land in degrees, longitude first; what lies inside an odd number of them is land. */
export type Rings = readonly (readonly (readonly [number, number])[])[]

/** A part of the world, in degrees. */
export interface Box {
  west: number
  south: number
  east: number
  north: number
}

/** The outlines of land inside a box, cut off at its edges. */
export function ringsWithin(land: GeoPermissibleObjects, { west, south, east, north }: Box): Rings {
  const rings: [number, number][][] = []
  let ring: [number, number][] = []
  const sink = {
    point: (x: number, y: number) => {
      ring.push([x, y])
    },
    lineStart: () => {
      ring = []
    },
    lineEnd: () => {
      if (ring.length > 2) rings.push(ring)
    },
    polygonStart: () => {},
    polygonEnd: () => {},
    sphere: () => {},
  }
  const cut = geoIdentity().clipExtent([
    [west, south],
    [east, north],
  ])
  geoStream(land, cut.stream(sink))
  return rings
}

/** Whether a point is on land, by the outlines around it. */
export function isOnLand(rings: Rings, { lat, lon }: Point): boolean {
  let inside = false
  for (const ring of rings) {
    let [beforeX = 0, beforeY = 0] = ring.at(-1) ?? []
    for (const [x, y] of ring) {
      if (y > lat !== beforeY > lat && lon < ((beforeX - x) * (lat - y)) / (beforeY - y) + x) inside = !inside
      beforeX = x
      beforeY = y
    }
  }
  return inside
}

/** At least this share of the stops must be on land for a rough coast to be shown: else it is wrong about this city. */
const leastOnLand = 0.75

/** Whether a coast that is some hundred metres off says something true about where these points are. */
export const coastFits = (rings: Rings, points: readonly Point[]): boolean =>
  points.filter((point) => isOnLand(rings, point)).length >= points.length * leastOnLand

/** Outlines as the path of a drawing, to be filled by the even-odd rule. */
export function ringsPath(rings: Rings, projection: GeoProjection): string {
  return rings
    .map((ring) => {
      const corners = ring.map((corner) => {
        const [x = 0, y = 0] = projection([corner[0], corner[1]]) ?? []
        return `${x.toFixed(1)},${y.toFixed(1)}`
      })
      return `M${corners.join('L')}Z`
    })
    .join('')
}
