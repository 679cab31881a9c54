import fc from 'fast-check'
import { expect, test } from 'vitest'
import { metresBetween } from '../../shared/geo.ts'
import { metresPerPixel, outlinesMakeSense, panned, projectionOf, scaleBar, viewBetween, viewOf } from './map-view.ts'

const size = { width: 400, height: 500 }
const lisbon = [
  { lat: 38.7139, lon: -9.1335 },
  { lat: 38.6979, lon: -9.2065 },
  { lat: 38.7633, lon: -9.0951 },
]

test('the first view shows every point inside the margin', () => {
  const view = viewOf(lisbon, size, 40)
  const projection = projectionOf(view, size)
  for (const { lon, lat } of lisbon) {
    const [x = -1, y = -1] = projection([lon, lat]) ?? []
    expect(x).toBeGreaterThan(38)
    expect(x).toBeLessThan(362)
    expect(y).toBeGreaterThan(38)
    expect(y).toBeLessThan(462)
  }
})

test('no point stands under what is over the map at its top', () => {
  const projection = projectionOf(viewBetween(lisbon, size, 20, { top: 200, bottom: 30 }), size)
  for (const { lon, lat } of lisbon) {
    const [, y = -1] = projection([lon, lat]) ?? []
    expect(y).toBeGreaterThan(215)
    expect(y).toBeLessThan(455)
  }
})

test('distances on the map are those on the ground, within one per cent', () => {
  const view = viewOf(lisbon, size, 40)
  const projection = projectionOf(view, size)
  const [a, b] = lisbon
  if (a === undefined || b === undefined) throw new Error('two points')
  const [ax = 0, ay = 0] = projection([a.lon, a.lat]) ?? []
  const [bx = 0, by = 0] = projection([b.lon, b.lat]) ?? []
  const onMap = Math.hypot(ax - bx, ay - by) * metresPerPixel(view)
  expect(Math.abs(onMap / metresBetween(a, b) - 1)).toBeLessThan(0.01)
})

test('one point is shown from about two kilometres across, none as the world', () => {
  const view = viewOf(lisbon.slice(0, 1), size, 40)
  expect(metresPerPixel(view) * 320).toBeCloseTo(2000, -1)
  expect(outlinesMakeSense(view, size)).toBe(false)
  expect(outlinesMakeSense(viewOf([], size, 40), size)).toBe(true)
})

test('panning east shows what is further east', () => {
  const view = viewOf(lisbon, size, 40)
  expect(panned(view, 50, 0).centre.lon).toBeGreaterThan(view.centre.lon)
  expect(panned(view, 0, 50).centre.lat).toBeLessThan(view.centre.lat)
})

test('the scale bar is a round length that fits', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.5, max: 40_000, noNaN: true }), (metresAPixel) => {
      const bar = scaleBar(metresAPixel, 90)
      expect(bar.pixels).toBeLessThanOrEqual(90.001)
      expect(bar.pixels).toBeGreaterThan(30)
      expect(['1', '2', '5']).toContain(String(Math.round(bar.metres * 1e6))[0])
    }),
  )
})
