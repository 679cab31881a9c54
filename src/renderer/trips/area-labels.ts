import type { Point } from '../../shared/geo.ts'

export interface AreaLabel extends Point {
  name: string
}

/** The areas that stops name, each at the middle of its stops from west to east and at the northernmost of them. */
export function areaLabels(stops: readonly (Point & { area?: string | undefined })[]): AreaLabel[] {
  const byArea = new Map<string, Point[]>()
  for (const { area, lat, lon } of stops) {
    if (area !== undefined && area !== '') byArea.set(area, [...(byArea.get(area) ?? []), { lat, lon }])
  }
  return [...byArea].map(([name, points]) => ({
    name,
    lat: Math.max(...points.map((point) => point.lat)),
    lon: points.reduce((sum, point) => sum + point.lon, 0) / points.length,
  }))
}

/** Half of how wide a label of so many letters is, in pixels at 11 px type. */
export const halfWidth = (name: string) => name.length * 2.8

/** The labels that stand clear of the markers and of the labels before them, in pixels. */
export function withRoom<Label extends { name: string; x: number; y: number }>(
  labels: readonly Label[],
  markers: readonly { x: number; y: number }[],
): Label[] {
  const kept: Label[] = []
  for (const label of labels) {
    const half = halfWidth(label.name)
    const onMarker = markers.some(({ x, y }) => Math.abs(x - label.x) < half + 11 && Math.abs(y - (label.y - 4)) < 15)
    const onLabel = kept.some(
      (other) => Math.abs(other.x - label.x) < half + halfWidth(other.name) + 4 && Math.abs(other.y - label.y) < 13,
    )
    if (!onMarker && !onLabel) kept.push(label)
  }
  return kept
}
