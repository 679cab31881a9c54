import { type TripDetail, tripDetail } from '../../../mcp/trips/contract.ts'
import type { AnyTool } from '../../../shared/tool.ts'
import { compactText } from './compact-text.ts'

/** A tool's result as short text, for a model whose client passes on text alone. */
export function resultText(tool: AnyTool, output: Record<string, unknown>): string {
  const trip = isTripTool(tool) ? tripDetail.safeParse(output) : undefined
  return trip?.success === true ? tripText(trip.data) : compactText(output)
}

/** Tools that answer with a whole trip: its days fit a short text only in words of their own. */
const isTripTool = (tool: AnyTool): boolean => 'days' in tool.output.shape && 'travel' in tool.output.shape

/** A trip in short: where and when, each day's stops with their times and ids, money, findings, what was assumed. */
function tripText({ days, findings, assumptions, budget, tasks, ...trip }: TripDetail): string {
  const lines = [
    `trip_id: ${trip.trip_id}`,
    `${trip.title}: ${trip.destinations.map((one) => one.place).join(', ')}, ${trip.start_date} to ${trip.end_date}, travellers: ${trip.travellers}`,
    `budget: ${budget.total} ${budget.currency} planned${budget.limit === undefined ? '' : ` of ${budget.limit}`}${budget.is_estimate ? ' (estimate)' : ''}`,
    ...days.flatMap((day) => [
      `${day.date} ${day.city}:`,
      ...day.stops.map(
        (stop) =>
          `- ${stop.start.slice(11, 16)}–${stop.end.slice(11, 16)} ${stop.title} [${stop.stop_id}]${stop.is_estimate ? ' (estimate)' : ''}`,
      ),
    ]),
    ...(findings.length === 0 ? [] : ['findings:', ...findings.map((one) => `- ${one.severity}: ${one.message}`)]),
    ...(assumptions.length === 0 ? [] : ['assumed:', ...assumptions.map((one) => `- ${one}`)]),
    `tasks: ${tasks.length}`,
  ]
  return cutToLines(lines, 6000).join('\n')
}

function cutToLines(lines: string[], limit: number): string[] {
  let left = limit
  const fits = lines.findIndex((line) => {
    left -= line.length + 1
    return left < 0
  })
  return fits < 0
    ? lines
    : [...lines.slice(0, fits), '… cut here; read the structured result, or the trip’s itinerary.']
}
