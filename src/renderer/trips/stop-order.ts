import type { Day } from '../../mcp/trips/contract.ts'

/** The days of a trip as the order of its stops needs them. */
export type OrderedDay = Pick<Day, 'date'> & { stops: readonly { stop_id: string; category?: string }[] }

export interface Place {
  date: string
  /** 0 is first, counted without the stop that is moved. */
  position: number
}

/**
 * Where a stop goes that is dropped before or after another.
 * @returns `undefined` where that is where it already is
 */
export function dropPlace(
  days: readonly OrderedDay[],
  stopId: string,
  target: { date: string; stopId: string; edge: 'before' | 'after' },
): Place | undefined {
  if (target.stopId === stopId) return undefined
  const day = days.find((candidate) => candidate.date === target.date)
  if (day === undefined) return undefined
  const others = day.stops.filter((stop) => stop.stop_id !== stopId)
  const at = others.findIndex((stop) => stop.stop_id === target.stopId)
  if (at === -1) return undefined
  return unlessSame(days, stopId, { date: target.date, position: target.edge === 'before' ? at : at + 1 })
}

/** The last place on a day that makes sense for a stop: the end, or before one leaves for home. */
function lastPlace(stops: OrderedDay['stops'], moved: OrderedDay['stops'][number] | undefined): number {
  const leaves = moved?.category !== 'departure' && stops.at(-1)?.category === 'departure'
  return leaves ? stops.length - 1 : stops.length
}

const stopOf = (days: readonly OrderedDay[], stopId: string) =>
  days.flatMap((day) => day.stops).find((stop) => stop.stop_id === stopId)

/** The end of a day (before a departure), for a stop that is sent to the day or dropped on the day itself. */
export function endOf(days: readonly OrderedDay[], stopId: string, date: string): Place | undefined {
  const day = days.find((candidate) => candidate.date === date)
  if (day === undefined) return undefined
  const others = day.stops.filter((stop) => stop.stop_id !== stopId)
  const position = lastPlace(others, stopOf(days, stopId))
  return unlessSame(days, stopId, { date, position })
}

/** One place earlier or later; past the end of a day, on to the day beside it. */
export function stepPlace(days: readonly OrderedDay[], stopId: string, step: -1 | 1): Place | undefined {
  const dayIndex = days.findIndex((day) => day.stops.some((stop) => stop.stop_id === stopId))
  const day = days[dayIndex]
  if (day === undefined) return undefined
  const next = day.stops.findIndex((stop) => stop.stop_id === stopId) + step
  if (next >= 0 && next < day.stops.length) return { date: day.date, position: next }
  const beside = days[dayIndex + step]
  if (beside === undefined) return undefined
  return { date: beside.date, position: step === 1 ? 0 : lastPlace(beside.stops, stopOf(days, stopId)) }
}

function unlessSame(days: readonly OrderedDay[], stopId: string, place: Place): Place | undefined {
  const day = days.find((candidate) => candidate.date === place.date)
  return day?.stops[place.position]?.stop_id === stopId ? undefined : place
}

/** The days with a stop moved, for showing it at once; times are computed by the host. */
export function withStopMoved<D extends { date: string; stops: { stop_id: string }[]; legs: unknown[] }>(
  days: readonly D[],
  stopId: string,
  place: Place,
): D[] {
  const moved = days.flatMap((day) => day.stops).find((stop) => stop.stop_id === stopId)
  if (moved === undefined) return [...days]
  return days.map((day) => {
    const others = day.stops.filter((stop) => stop.stop_id !== stopId)
    if (day.date !== place.date) return others.length === day.stops.length ? day : { ...day, stops: others }
    return { ...day, stops: others.toSpliced(place.position, 0, moved) }
  })
}
