import { metresBetween, type Point } from '../../../shared/geo.ts'

/** A way between two points inside a city. */
export interface Hop {
  mode: 'walk' | 'transit' | 'drive'
  minutes: number
  metres: number
}

/** Streets are longer than the straight line: 1.3 is usual for city grids (detour index 1.2 to 1.4). */
const detour = 1.3
/** 4.5 km/h, an unhurried walk with crossings. */
const walkMetresPerMinute = 75
/** As far as most visitors walk before they take a bus or metro: about 20 minutes. */
const longestWalkMetres = 1500
/** 18 km/h from door to door while moving, after 9 minutes for the way to the line and the wait. */
const transitMetresPerMinute = 300
const transitWaitMinutes = 9
/** Beyond city transit: 60 km/h by car or regional train, after 15 minutes. */
const longHopMetres = 40_000

/**
 * Estimates the way between two points of a city: on foot up to 1.5 km of streets, else by transit at 18 km/h after
 * nine minutes. Good to about a third; a live router stands in when one is connected.
 */
export function hopBetween(from: Point, to: Point): Hop {
  const metres = Math.round((metresBetween(from, to) * detour) / 10) * 10
  if (metres <= longestWalkMetres) return { mode: 'walk', metres, minutes: Math.ceil(metres / walkMetresPerMinute) }
  if (metres <= longHopMetres) {
    return { mode: 'transit', metres, minutes: Math.ceil(transitWaitMinutes + metres / transitMetresPerMinute) }
  }
  return { mode: 'drive', metres, minutes: Math.ceil(15 + metres / 1000) }
}

/** Minutes between every two of the points, row by row. */
export function minutesMatrix(points: readonly Point[]): Uint16Array {
  const matrix = new Uint16Array(points.length * points.length)
  points.forEach((from, row) => {
    points.forEach((to, column) => {
      if (column <= row) return
      const minutes = Math.min(65_535, hopBetween(from, to).minutes)
      matrix[row * points.length + column] = minutes
      matrix[column * points.length + row] = minutes
    })
  })
  return matrix
}
