import { createRequire } from 'node:module'
import type { GeometryCollection, Topology } from 'topojson-specification'

const require = createRequire(import.meta.url)

/** Outlines of the land masses, each as one flat list lon, lat, lon, lat … rounded to 0.01° (about 1 km). */
export function landOutlines(): string {
  const { feature } = require('topojson-client') as typeof import('topojson-client')
  const topology = require('world-atlas/land-50m.json') as Topology<{ land: GeometryCollection }>
  const polygons = feature(topology, topology.objects.land).features.flatMap(({ geometry }) =>
    geometry.type === 'MultiPolygon' ? geometry.coordinates : geometry.type === 'Polygon' ? [geometry.coordinates] : [],
  )
  const outlines = polygons.map(([outer = []]) => {
    // An outline that crosses the date line goes on beyond 180° rather than jumping to the other side.
    let before = outer[0]?.[0] ?? 0
    const lons = outer.map(([lon = 0]) => {
      before = lon + Math.round((before - lon) / 360) * 360
      return before
    })
    const shift = Math.round((Math.max(...lons) + Math.min(...lons)) / 720) * 360
    return outer.flatMap(([, lat = 0], index) => [
      Math.round(((lons[index] ?? 0) - shift) * 100) / 100,
      Math.round(lat * 100) / 100,
    ])
  })
  return JSON.stringify(outlines)
}
