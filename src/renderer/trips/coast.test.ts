import { geoMercator } from 'd3-geo'
import { expect, test } from 'vitest'
import { coastFits, isOnLand, ringsPath, ringsWithin } from './coast.ts'

/** An island of ten degrees with a lake in it. */
const island = {
  type: 'Polygon' as const,
  coordinates: [
    [
      [0, 0],
      [0, 10],
      [10, 10],
      [10, 0],
      [0, 0],
    ],
    [
      [4, 4],
      [6, 4],
      [6, 6],
      [4, 6],
      [4, 4],
    ],
  ],
}
const box = { west: -2, south: -2, east: 8, north: 8 }

test('a point is on land inside the coast, and not in the lake or the sea', () => {
  const rings = ringsWithin(island, box)
  expect(isOnLand(rings, { lat: 2, lon: 2 })).toBe(true)
  expect(isOnLand(rings, { lat: 5, lon: 5 })).toBe(false)
  expect(isOnLand(rings, { lat: -1, lon: 2 })).toBe(false)
})

test('outlines are cut off at the box', () => {
  const corners = ringsWithin(island, box).flat()
  expect(Math.max(...corners.map(([x]) => x))).toBe(8)
  expect(ringsWithin(island, { west: 20, south: 20, east: 30, north: 30 })).toEqual([])
})

test('a coast that puts many of the stops into the water is not shown', () => {
  const rings = ringsWithin(island, box)
  const dry = { lat: 2, lon: 2 }
  const wet = { lat: -1, lon: 2 }
  expect(coastFits(rings, [dry, dry, dry, wet])).toBe(true)
  expect(coastFits(rings, [dry, wet])).toBe(false)
})

test('every outline is closed', () => {
  const path = ringsPath(ringsWithin(island, box), geoMercator())
  expect(path.match(/M/g)).toHaveLength(2)
  expect(path.match(/Z/g)).toHaveLength(2)
})
