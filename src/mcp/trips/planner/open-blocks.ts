import type { Point } from '../../../shared/geo.ts'
import { type PlannedStop, planSource } from './planned-stop.ts'
import { toFiveMinutes } from './schedule-day.ts'
import { hopBetween } from './travel-times.ts'

interface Period {
  from: number
  to: number
}

const periods: Record<'morning' | 'afternoon' | 'evening', Period> = {
  morning: { from: 9 * 60 + 30, to: 12 * 60 + 30 },
  afternoon: { from: 13 * 60 + 30, to: 18 * 60 },
  evening: { from: 18 * 60 + 30, to: 21 * 60 },
}

/** On a full day nothing shorter is a block, in minutes. */
const shortestBlock = 120

/** A stretch that nothing fills, inside a period. */
interface Gap extends Period {
  /** Where it is. */
  at: Point
  /** When what came before ended, and when one has to leave for what comes next; may lie outside the period. */
  since: number
  next: number
}

/**
 * Free time as what it is: blocks for the stretches of a day that nothing fills, between `from` and `until`.
 * @param stops what the day has, in order of time
 * @param description what would fill the blocks
 * @param least shorter stretches, in minutes, are simply free time; a stretch counts whole, also where its block ends
 * with the afternoon and dinner is later
 */
export function openBlocks(
  stops: readonly PlannedStop[],
  {
    from,
    until,
    centre,
    description,
    least,
  }: { from: number; until: number; centre: Point; description: string; least: number },
): PlannedStop[] {
  return Object.entries(periods).flatMap(([name, period]) => {
    const gap = largestGap(stops, { from: Math.max(from, period.from), to: Math.min(until, period.to) }, centre)
    if (gap === undefined || gap.to - gap.from < Math.min(least, shortestBlock)) return []
    if (Math.min(until, gap.next) - Math.max(from, gap.since) < least) return []
    const block: PlannedStop = {
      title: `Open ${name}`,
      category: 'open',
      start: gap.from,
      minutes: gap.to - gap.from,
      point: gap.at,
      description,
      source: planSource,
      isEstimate: true,
    }
    return [block]
  })
}

function largestGap(stops: readonly PlannedStop[], period: Period, centre: Point): Gap | undefined {
  let best: Gap | undefined
  for (let index = 0; index <= stops.length; index += 1) {
    const before = stops[index - 1]
    const after = stops[index]
    const at = before?.point ?? after?.point ?? centre
    const way = after === undefined ? 0 : hopBetween(at, after.point).minutes
    const since = before === undefined ? 0 : before.start + before.minutes
    const next = after === undefined ? 1440 : after.start - way
    const from = toFiveMinutes(Math.max(period.from, since))
    const to = Math.floor(Math.min(period.to, next) / 5) * 5
    if (to > from && (best === undefined || to - from > best.to - best.from)) best = { from, to, at, since, next }
  }
  return best
}
