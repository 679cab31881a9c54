import fc from 'fast-check'
import { expect, test } from 'vitest'
import { grouped } from './map-pins.ts'

test('markers that would cover one another stand together, in the middle; others stay where they are', () => {
  const [near, far] = grouped(
    [
      { x: 10, y: 10 },
      { x: 20, y: 10 },
      { x: 90, y: 10 },
    ],
    24,
  )
  expect(near).toMatchObject({ x: 15, y: 10, members: [{ x: 10 }, { x: 20 }] })
  expect(far).toMatchObject({ x: 90, y: 10 })
})

test('no marker is lost or doubled, and none cover one another', () => {
  const marker = fc.record({ x: fc.integer({ min: 0, max: 300 }), y: fc.integer({ min: 0, max: 300 }) })
  fc.assert(
    fc.property(fc.array(marker), fc.integer({ min: 0, max: 60 }), (markers, gap) => {
      const groups = grouped(markers, gap)
      const members = groups.flatMap((group) => group.members)
      for (const [index, a] of groups.entries()) {
        for (const b of groups.slice(index + 1)) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThanOrEqual(gap)
      }
      expect(new Set(members)).toEqual(new Set(markers))
      expect(members).toHaveLength(markers.length)
    }),
  )
})
