import { useQuery } from '@tanstack/react-query'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'

/** The land of the world at 1:50 million (Natural Earth, public domain), loaded when it is first drawn. */
export function useLand(wanted: boolean) {
  return useQuery({
    queryKey: ['land outlines'],
    queryFn: async () => {
      const { default: atlas } = await import('world-atlas/land-50m.json')
      const topology = atlas as unknown as Topology<{ land: GeometryCollection }>
      return feature(topology, topology.objects.land)
    },
    enabled: wanted,
    staleTime: Number.POSITIVE_INFINITY,
  }).data
}
