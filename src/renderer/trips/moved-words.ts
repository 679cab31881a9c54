import type { Day, Stop } from '../../mcp/trips/contract.ts'

interface Moved {
  stop: Pick<Stop, 'stop_id' | 'title' | 'start'>
  /** The day with the stop in its new place. */
  day: Pick<Day, 'date'> & { stops: readonly Pick<Stop, 'stop_id' | 'title'>[] }
}

/** What is said when a stop was moved: when it is now, and beside what. */
export function movedWords(
  { stop, day }: Moved,
  formats: { shortDayOfTrip(date: string): string; time(local: string): string },
): string {
  const at = day.stops.findIndex(({ stop_id }) => stop_id === stop.stop_id)
  const before = day.stops[at - 1]
  const after = day.stops[at + 1]
  const beside = before !== undefined ? `, after ${before.title}` : after !== undefined ? `, before ${after.title}` : ''
  return `${stop.title} is now at ${formats.time(stop.start)} on ${formats.shortDayOfTrip(day.date)}${beside}`
}
