import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import type { TripDetail } from '../../mcp/trips/contract.ts'
import { coastFits, type Rings, ringsWithin } from './coast.ts'
import { type MapView, nearOutlinesMakeSense, outlinesMakeSense, type Size } from './map-view.ts'

const landOf = (atlas: unknown) => {
  const topology = atlas as Topology<{ land: GeometryCollection }>
  return feature(topology, topology.objects.land)
}

/** The land of the world (Natural Earth, public domain) at 1:50 million, or at 1:10 million; loaded when first drawn. */
function useAtlas(scale: '50m' | '10m', wanted: boolean) {
  return useQuery({
    queryKey: ['land outlines', scale],
    queryFn: async () =>
      landOf(
        scale === '50m'
          ? (await import('world-atlas/land-50m.json')).default
          : (await import('world-atlas/land-10m.json')).default,
      ),
    enabled: wanted,
    staleTime: Number.POSITIVE_INFINITY,
  }).data
}

/** So many degrees around the middle of the view, outlines are kept at hand. */
const around = 2

/** What the map draws of the land: outlines from far, a rough coast from near where it fits the stops, else nothing. */
export function useLand(trip: TripDetail, view: MapView, size: Size) {
  const drawn = size.width > 0
  const far = drawn && outlinesMakeSense(view, size)
  const near = drawn && !far && nearOutlinesMakeSense(view, size)
  const world = useAtlas('50m', far)
  const exact = useAtlas('10m', near)
  const lat = Math.round(view.centre.lat)
  const lon = Math.round(view.centre.lon)
  const coast = useMemo((): Rings | undefined => {
    if (exact === undefined) return undefined
    const box = { west: lon - around, east: lon + around, south: lat - around, north: lat + around }
    const rings = ringsWithin(exact, box)
    const stops = trip.days
      .flatMap((day) => day.stops)
      .filter((stop) => Math.abs(stop.lat - lat) < around && Math.abs(stop.lon - lon) < around)
    return coastFits(rings, stops) ? rings : undefined
  }, [exact, lat, lon, trip.days])
  return { far, world: far ? world : undefined, coast: near ? coast : undefined }
}
