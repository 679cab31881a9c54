import { type GeoProjection, geoMercator } from 'd3-geo'
import { metresBetween, type Point } from '../../shared/geo.ts'

/** What the map shows: the point in its middle, and the scale of the Mercator projection in pixels a radian. */
export interface MapView {
  centre: Point
  scale: number
}

export interface Size {
  width: number
  height: number
}

/** Mean earth radius in metres (IUGG). */
const earthRadius = 6_371_008.8
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Metres on the ground that one pixel stands for at the middle of the view: R · cos φ / scale, of the Mercator projection. */
export function metresPerPixel(view: MapView): number {
  return (earthRadius * Math.cos(radians(view.centre.lat))) / view.scale
}

const closest = earthRadius / 0.5
const widest = 150

/** A scale within what the map can show: from half a metre a pixel at the equator to the whole world. */
export const withinScales = (scale: number) => Math.min(closest, Math.max(widest, scale))

/** The view that shows all points with `margin` pixels around them, and no closer than `leastAcross` metres. */
export function viewOf(points: readonly Point[], size: Size, margin: number, leastAcross = 2000): MapView {
  const first = points[0]
  if (first === undefined) return { centre: { lat: 20, lon: 0 }, scale: widest }
  const inner = { width: Math.max(40, size.width - 2 * margin), height: Math.max(40, size.height - 2 * margin) }
  const projection = geoMercator().fitExtent(
    [
      [0, 0],
      [inner.width, inner.height],
    ],
    { type: 'MultiPoint', coordinates: points.map(({ lon, lat }) => [lon, lat]) },
  )
  const middle = projection.invert?.([inner.width / 2, inner.height / 2])
  const centre =
    middle === undefined || middle === null || points.length === 1 ? first : { lon: middle[0], lat: middle[1] }
  const leastMetres = leastAcross / Math.min(inner.width, inner.height)
  const closestScale = (earthRadius * Math.cos(radians(centre.lat))) / leastMetres
  const fitted = projection.scale()
  return { centre, scale: withinScales(Number.isFinite(fitted) ? Math.min(fitted, closestScale) : closestScale) }
}

/** The same, clear of what stands over the map at its top and bottom, in pixels. */
export function viewBetween(
  points: readonly Point[],
  size: Size,
  margin: number,
  { top, bottom }: { top: number; bottom: number },
): MapView {
  const view = viewOf(points, { ...size, height: size.height - top - bottom }, margin)
  return points.length === 0 ? view : panned(view, 0, (bottom - top) / 2)
}

/** The projection of a view onto a box, north up. */
export function projectionOf(view: MapView, size: Size): GeoProjection {
  return geoMercator()
    .center([view.centre.lon, view.centre.lat])
    .scale(view.scale)
    .translate([size.width / 2, size.height / 2])
    .clipExtent([
      [-20, -20],
      [size.width + 20, size.height + 20],
    ])
}

/** The view moved by pixels: positive x shows what is further east. */
export function panned(view: MapView, x: number, y: number): MapView {
  const point = geoMercator()
    .center([view.centre.lon, view.centre.lat])
    .scale(view.scale)
    .translate([0, 0])
    .invert?.([x, y])
  if (point === undefined || point === null) return view
  return { ...view, centre: { lon: point[0], lat: Math.max(-80, Math.min(80, point[1])) } }
}

/** The longest round length (1, 2 or 5 times a power of ten metres) that fits into `pixels`, and how long it is there. */
export function scaleBar(metresAPixel: number, pixels: number): { metres: number; pixels: number } {
  const most = metresAPixel * pixels
  const power = 10 ** Math.floor(Math.log10(most))
  const metres = [5, 2, 1].map((step) => step * power).find((length) => length <= most) ?? power
  return { metres, pixels: metres / metresAPixel }
}

/** Whether coast outlines of 1:50 million (a few kilometres off) say anything true at this scale. */
export const outlinesMakeSense = (view: MapView, size: Size) =>
  metresPerPixel(view) * Math.max(size.width, size.height) > 120_000

/** Whether coast outlines of 1:10 million (some hundred metres off) do, where the more exact ones are wanted. */
export const nearOutlinesMakeSense = (view: MapView, size: Size) =>
  metresPerPixel(view) * Math.max(size.width, size.height) > 3_000

/** Whether two points are so far apart that a line between them is a journey, not a walk. */
export const isFar = (a: Point, b: Point) => metresBetween(a, b) > 100_000
