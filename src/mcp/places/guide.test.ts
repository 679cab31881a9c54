import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { describe, expect, it } from 'vitest'
import { guideFolder } from '../../../scripts/build-data.ts'
import { checkGuideFile } from './guide-check.ts'
import { type GuideFile, guideFile } from './guide-file.ts'

const require = createRequire(import.meta.url)

const files = readdirSync(guideFolder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({ name, text: readFileSync(join(guideFolder, name), 'utf8') }))
const parsed = files.map(({ name, text }) => ({ name, result: guideFile.safeParse(JSON.parse(text)) }))
const cities = parsed.flatMap(({ result }) => (result.success ? [result.data] : []))
const allPlaces = cities.flatMap((city) => city.places)

/** Natural Earth is coarse: a place this near to its land counts as on land, in degrees of latitude (about 2 km). */
const coastTolerance = 2 / 111.2

type Position = readonly number[]

/** Outlines of land near the guide's cities, from Natural Earth 1:10 million. */
const outlines = (() => {
  const topology = require('world-atlas/land-10m.json') as Topology<{ land: GeometryCollection }>
  return feature(topology, topology.objects.land)
    .features.flatMap(({ geometry }) =>
      geometry.type === 'MultiPolygon'
        ? geometry.coordinates
        : geometry.type === 'Polygon'
          ? [geometry.coordinates]
          : [],
    )
    .map(([outer = []]) => {
      const lons = outer.map(([lon = 0]) => lon)
      const lats = outer.map(([, lat = 0]) => lat)
      const bounds = lons.reduce(
        (box, lon, index) => ({
          west: Math.min(box.west, lon),
          east: Math.max(box.east, lon),
          south: Math.min(box.south, lats[index] ?? 0),
          north: Math.max(box.north, lats[index] ?? 0),
        }),
        { west: 180, east: -180, south: 90, north: -90 },
      )
      return { positions: outer as Position[], ...bounds }
    })
})()

/** Places that stand on something built out into the sea, which Natural Earth does not show. */
const builtIntoTheSea = new Set(['dubai/the-view-at-the-palm', 'dublin/poolbeg-lighthouse'])

function segmentDistance(
  x: number,
  y: number,
  [ax = 0, ay = 0]: Position,
  [bx = 0, by = 0]: Position,
  scale: number,
): number {
  const dx = (bx - ax) * scale
  const dy = by - ay
  const px = (x - ax) * scale
  const py = y - ay
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / length))
  return Math.hypot(px - along * dx, py - along * dy)
}

/** Whether a place is on land, or nearer to it than the tolerance. */
function isOnLand({ lat, lon }: { lat: number; lon: number }): boolean {
  const scale = Math.cos((lat * Math.PI) / 180)
  let inside = false
  for (const { positions: outline, west, east, south, north } of outlines) {
    if (lat < south - 0.1 || lat > north + 0.1 || lon < west - 0.3 || lon > east + 0.3) continue
    for (let i = 0, j = outline.length - 1; i < outline.length; j = i++) {
      const a = outline[i] ?? []
      const b = outline[j] ?? []
      const [ax = 0, ay = 0] = a
      const [bx = 0, by = 0] = b
      if (Math.abs(ax - bx) > 180) continue
      if (ay > lat !== by > lat && lon < ((bx - ax) * (lat - ay)) / (by - ay) + ax) inside = !inside
      if (Math.abs(ay - lat) < 1 && Math.abs(ax - lon) < 2 && segmentDistance(lon, lat, a, b, scale) < coastTolerance)
        return true
    }
  }
  return inside
}

describe('the guide', () => {
  it('has only files of the right form', () => {
    const wrong = parsed.flatMap(({ name, result }) =>
      result.success ? [] : result.error.issues.map((issue) => `${name} ${issue.path.join('.')}: ${issue.message}`),
    )
    expect(wrong).toEqual([])
  })

  it('names each file by its slug', () => {
    expect(cities.map((city) => `${city.slug}.json`).sort()).toEqual(files.map((file) => file.name).sort())
  })

  it('covers at least 40 cities with at least 15 places each', () => {
    expect(cities.length).toBeGreaterThanOrEqual(40)
    expect(cities.filter((city) => city.places.length < 15).map((city) => city.slug)).toEqual([])
  })

  it('has in each city what a day needs: places to eat, a viewpoint, a park', () => {
    const count = (city: GuideFile, ...categories: string[]) =>
      city.places.filter((place) => categories.includes(place.category)).length
    const poor = cities
      .filter((city) => count(city, 'market', 'food_area') < 3 || count(city, 'park', 'garden', 'beach') < 1)
      .map((city) => city.slug)
    expect(poor).toEqual([])
  })

  it('uses every id and every sentence once', () => {
    const repeated = (values: string[]) => values.filter((value, index) => values.indexOf(value) !== index)
    expect(repeated(allPlaces.map((place) => place.id))).toEqual([])
    expect(repeated(allPlaces.map((place) => place.sentence))).toEqual([])
  })

  it.each(cities.map((city) => ({ slug: city.slug, city })))(
    '$slug: no doubles, nothing outside the city or in its water, neighbours near, hours possible',
    ({ city }) => {
      expect(checkGuideFile(city, cities)).toEqual([])
    },
  )

  it('has no place out at sea', () => {
    expect(
      allPlaces.filter((place) => !builtIntoTheSea.has(place.id) && !isOnLand(place)).map((place) => place.id),
    ).toEqual([])
  })
})

describe('the check of a guide file', () => {
  const base = cities.find((city) => city.slug === 'lisbon')
  const changed = (change: (file: GuideFile) => void): string[] => {
    if (base === undefined) throw new Error('the guide has no Lisbon')
    const file = structuredClone(base)
    change(file)
    return checkGuideFile(file, cities)
  }
  const first = (file: GuideFile) => {
    const place = file.places[0]
    if (place === undefined) throw new Error('no place')
    return place
  }

  it('finds a place that stands twice', () => {
    expect(changed((file) => file.places.push(structuredClone(first(file))))[0]).toContain('stands twice')
  })

  it('finds one place under two names', () => {
    const found = changed((file) =>
      file.places.push({ ...first(file), id: 'lisbon/other', name: `Old ${first(file).name}` }),
    )
    expect(found.join()).toContain('are one place')
  })

  it('finds a place in another city', () => {
    const found = changed((file) => Object.assign(first(file), { lat: 41.15, lon: -8.61 })).join()
    expect(found).toContain('km from the centre')
    expect(found).toContain('nearer to Porto')
  })

  it('finds a place in the water', () => {
    const ring: [number, number][] = [
      [38.6, -9.2],
      [38.6, -9.1],
      [38.65, -9.1],
      [38.65, -9.2],
    ]
    const found = changed((file) => {
      file.water = [{ name: 'Test', ring }]
      Object.assign(first(file), { lat: 38.62, lon: -9.15 })
    })
    expect(found.join()).toContain('in the water (Test)')
  })

  it('finds a neighbour that is far away or not listed', () => {
    const far = changed((file) => {
      const others = file.places.filter((place) => Math.abs(place.lon - first(file).lon) > 0.02)
      first(file).neighbours = others.slice(0, 1).map((place) => place.id)
    })
    expect(far.join()).toContain('is said to be near')
    const unlisted = changed((file) => {
      const other = file.places[1]
      Object.assign(first(file), { sentence: `A square next to ${other?.name}.`, neighbours: [] })
    })
    expect(unlisted.join()).toContain('without listing it')
  })

  it('finds impossible hours', () => {
    const found = changed((file) => {
      const day: [string, string][] = [['18:00', '09:00']]
      first(file).hours = { mon: day, tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }
    })
    expect(found.join()).toContain('impossible hours on mon')
  })
})
