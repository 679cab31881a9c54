import { metresBetween, type Point } from '../../shared/geo.ts'

/** How far the way may leave the box around both ends, in metres. */
const margin = 300_000
/** Cells along the longer side of the box: 5 to 12 km each at the distances this is asked for. */
const cellsAcross = 130
/** An end this near to land counts as on it: outlines are coarse. */
const reach = 30_000
/** Degrees of latitude in metres. */
const degree = 111_195

interface Grid {
  rows: number
  columns: number
  /** 1 where the middle of a cell is on land, row by row from the south. */
  land: Uint8Array
  pointOf(cell: number): Point
  cellOf(point: Point): { row: number; column: number }
  cellMetres: number
}

/** Fills a grid by scan lines: along each row, land begins and ends where an outline crosses it. */
function gridAround(a: Point, b: Point, outlines: readonly (readonly number[])[]): Grid {
  const middle = (a.lat + b.lat) / 2
  const scale = Math.max(0.1, Math.cos((middle * Math.PI) / 180))
  const widen = margin / degree
  const south = Math.min(a.lat, b.lat) - widen
  const west = Math.min(a.lon, b.lon) - widen / scale
  const height = Math.abs(a.lat - b.lat) + 2 * widen
  const width = Math.abs(a.lon - b.lon) * scale + 2 * widen
  const size = Math.max(height, width) / cellsAcross
  const rows = Math.ceil(height / size)
  const columns = Math.ceil(width / size)
  const step = size / scale
  const crossings: number[][] = Array.from({ length: rows }, () => [])
  for (const outline of outlines) {
    for (let i = 0, j = outline.length - 2; i < outline.length; j = i, i += 2) {
      const [lonA = 0, latA = 0] = [outline[j], outline[j + 1]]
      const [lonB = 0, latB = 0] = [outline[i], outline[i + 1]]
      const first = Math.max(0, Math.ceil((Math.min(latA, latB) - south) / size - 0.5))
      const last = Math.min(rows - 1, Math.ceil((Math.max(latA, latB) - south) / size - 0.5) - 1)
      for (let row = first; row <= last; row += 1) {
        const lat = south + (row + 0.5) * size
        crossings[row]?.push(lonA + ((lat - latA) / (latB - latA)) * (lonB - lonA))
      }
    }
  }
  const land = new Uint8Array(rows * columns)
  crossings.forEach((lons, row) => {
    lons.sort((x, y) => x - y)
    for (let index = 0; index + 1 < lons.length; index += 2) {
      const from = Math.max(0, Math.ceil(((lons[index] ?? 0) - west) / step - 0.5))
      const to = Math.min(columns, Math.ceil(((lons[index + 1] ?? 0) - west) / step - 0.5))
      if (from < to) land.fill(1, row * columns + from, row * columns + to)
    }
  })
  return {
    rows,
    columns,
    land,
    pointOf: (cell) => ({
      lat: south + (Math.floor(cell / columns) + 0.5) * size,
      lon: west + ((cell % columns) + 0.5) * step,
    }),
    cellOf: ({ lat, lon }) => ({ row: Math.floor((lat - south) / size), column: Math.floor((lon - west) / step) }),
    cellMetres: size * degree,
  }
}

/** The cells of a kind within reach of a point, with their distance. */
function cellsNear(point: Point, grid: Grid, isLand: boolean): { cell: number; metres: number }[] {
  const { row, column } = grid.cellOf(point)
  const around = Math.ceil(reach / grid.cellMetres)
  const found: { cell: number; metres: number }[] = []
  for (let y = row - around; y <= row + around; y += 1) {
    for (let x = column - around; x <= column + around; x += 1) {
      if (x < 0 || y < 0 || x >= grid.columns || y >= grid.rows) continue
      const cell = y * grid.columns + x
      if ((grid.land[cell] === 1) !== isLand) continue
      const metres = metresBetween(point, grid.pointOf(cell))
      if (metres <= reach) found.push({ cell, metres })
    }
  }
  return found.sort((one, other) => one.metres - other.metres)
}

/** Steps to the neighbours of a cell, the knight's moves too, so that lengths are within 3 % of the straight ones. */
const moves = [-2, -1, 0, 1, 2].flatMap((down) =>
  [-2, -1, 0, 1, 2]
    .filter((right) => Math.max(Math.abs(down), Math.abs(right)) === 1 || Math.abs(down * right) === 2)
    .map((right) => ({ down, right, length: Math.hypot(down, right) })),
)

/** What lies between two points: the shortest way over land, and whether both are by the sea. */
export interface Between {
  /** `undefined` where there is none near. */
  overland: number | undefined
  byTheSea: boolean
}

/**
 * Measures the shortest way over land, bridges and tunnels on a grid of some kilometres (Dijkstra); what leaves the box
 * around both ends by more than 300 km is not looked for.
 * @param links a point on each side of every bridge and tunnel
 * @param longest longer ways, in metres, are not looked for
 */
export function measureBetween(
  a: Point,
  b: Point,
  outlines: readonly (readonly number[])[],
  links: readonly (readonly [Point, Point])[],
  longest: number,
): Between {
  // Outlines end at the date line: what lies across it is only known to be by the sea.
  if (Math.abs(a.lon - b.lon) > 180) return { overland: undefined, byTheSea: true }
  const grid = gridAround(a, b, outlines)
  const byTheSea = [a, b].every((end) => cellsNear(end, grid, false).length > 0)
  const start = cellsNear(a, grid, true)[0]
  const goal = cellsNear(b, grid, true)[0]
  if (start === undefined || goal === undefined) return { overland: undefined, byTheSea }
  const crossings = new Map<number, { cell: number; metres: number }[]>()
  for (const [one, other] of links) {
    const from = cellsNear(one, grid, true)[0]
    const to = cellsNear(other, grid, true)[0]
    if (from === undefined || to === undefined) continue
    const metres = metresBetween(grid.pointOf(from.cell), grid.pointOf(to.cell))
    crossings.set(from.cell, [...(crossings.get(from.cell) ?? []), { cell: to.cell, metres }])
    crossings.set(to.cell, [...(crossings.get(to.cell) ?? []), { cell: from.cell, metres }])
  }
  const way = shortestWay(grid, start.cell, goal.cell, crossings, longest)
  return { overland: way === undefined ? undefined : Math.max(way, metresBetween(a, b)), byTheSea }
}

function shortestWay(
  { rows, columns, land, cellMetres }: Grid,
  start: number,
  goal: number,
  crossings: ReadonlyMap<number, readonly { cell: number; metres: number }[]>,
  longest: number,
): number | undefined {
  const metres = new Float64Array(land.length).fill(Number.POSITIVE_INFINITY)
  metres[start] = 0
  // Cells by how far they are, in steps of one cell's width.
  const rings: number[][] = [[start]]
  const reached = (cell: number, far: number): void => {
    if (far > longest || far >= (metres[cell] ?? 0)) return
    metres[cell] = far
    const ring = Math.floor(far / cellMetres)
    while (rings.length <= ring) rings.push([])
    rings[ring]?.push(cell)
  }
  for (let ring = 0; ring < rings.length; ring += 1) {
    const cells = rings[ring] ?? []
    for (let index = 0; index < cells.length; index += 1) {
      const cell = cells[index] ?? 0
      const far = metres[cell] ?? 0
      if (cell === goal) return far
      const row = Math.floor(cell / columns)
      const column = cell % columns
      for (const { down, right, length } of moves) {
        const y = row + down
        const x = column + right
        if (y < 0 || x < 0 || y >= rows || x >= columns || land[y * columns + x] !== 1) continue
        if (length > 2 && !overLandBetween(land, columns, row, column, down, right)) continue
        reached(y * columns + x, far + length * cellMetres)
      }
      for (const other of crossings.get(cell) ?? []) reached(other.cell, far + other.metres)
    }
  }
  return undefined
}

/** A knight's move passes between two cells: both are land. */
function overLandBetween(
  land: Uint8Array,
  columns: number,
  row: number,
  column: number,
  down: number,
  right: number,
): boolean {
  const half = (step: number) => Math.trunc(step / 2)
  const near = land[(row + half(down)) * columns + column + half(right)]
  const far = land[(row + down - half(down)) * columns + column + right - half(right)]
  return near === 1 && far === 1
}
