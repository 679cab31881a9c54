import { kindOfStop } from '../../../mcp/trips/contract.ts'
import { ordinal, ordinalPattern } from '../entities/number-words.ts'
import { matches, type Span } from '../entities/span.ts'
import { readTimes } from '../entities/time-of-day.ts'
import type { Itinerary, PlannedStop } from '../itinerary.ts'
import { isTravel, type StopOnDay } from './stops-by-name.ts'

/** Words that mean stops by where they stand in a day: on which day, what stands around them tells. */
export interface PlacedStops extends Span {
  /** The stops meant of a day. */
  of: (stops: PlannedStop[]) => PlannedStop[]
  /** Whether all of them are meant. */
  all: boolean
  /** Whether it can be told of the whole trip where no day is known: there is one at that time. */
  anyDay: boolean
}

const thing =
  '(?:stops?|things?|ones?|visits?|activit(?:y|ies)|sights?|places?|items?|events?|entr(?:y|ies)|bits?|attractions?|appointments?|points?|bookings?|plans?|slots?)'
const article = '(?:the |our |my |that |whatever |)'
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
const timeOf = ({ start }: PlannedStop): string => start.slice(11, 16)

/** “the first stop”, “the last two things”, “whatever we do last”, “the evening stop”, “the one at 10”. */
export function placedStops(plain: string): PlacedStops[] {
  const found: PlacedStops[] = []
  const add = (placed: PlacedStops) => {
    if (!found.some((other) => placed.start < other.end && other.start < placed.end)) found.push(placed)
  }
  for (const { start, end } of matches(
    /\b(?:everything|all (?:of )?(?:the |our )?(?:stops|things|sights|activities|visits))(?= (?:planned |that is |that's )?(?:on|from|of|for|off) )/,
    plain,
  ))
    add({
      start,
      end,
      of: (stops) => stops.filter(({ category }) => kindOfStop(category) === 'sight'),
      all: true,
      anyDay: false,
    })
  for (const { start, end } of matches(
    new RegExp(`\\b${article}(?:(?:second|next) to last|last but one|penultimate) ${thing}\\b`),
    plain,
  ))
    add({ start, end, of: (stops) => stops.slice(-2, -1), all: false, anyDay: false })
  for (const { start, end, groups } of matches(
    new RegExp(
      `\\b(the |our |my |that |)(?:very )?(${ordinalPattern}) (?:(\\d|couple of|few) )?(?:planned )?(${thing})\\b`,
    ),
    plain,
  )) {
    const [said, the, nth, amount, noun] = groups
    // “move it to first thing on Friday” tells when.
    if (
      noun === 'thing' &&
      the === '' &&
      !/^(?:\S+ ){0,1}$|\b(?:remove|drop|cancel|scrap|skip|cut|delete|lose|bin|do|want|fancy) $/.test(
        plain.slice(0, start),
      )
    )
      continue
    if (/^(?:date|day)/.test(said ?? '') || /\b(?:be|as|for) $/.test(plain.slice(0, start))) continue
    const n = ordinal(nth ?? '') ?? 1
    const some = amount === undefined ? 1 : /^\d$/.test(amount) ? Number(amount) : amount === 'few' ? 3 : 2
    const of = (stops: PlannedStop[]) => (n < 0 ? stops.slice(-some) : stops.slice(n - 1, n - 1 + some))
    add({ start, end, of, all: some > 1, anyDay: false })
  }
  for (const { start, end, groups } of matches(
    /\b(?:whatever|what|the thing|the stop|the one) (?:(?:that )?(?:we|i)(?:'re| are|'ve got| have got)? )?(?:comes|is|are|do|have|doing|see|visit|start with|end with|finish with|begin with)(?: (first|last))?\b/,
    plain,
  )) {
    const [said = '', nth] = groups
    const last = nth === 'last' || /(?:end|finish) with$/.test(said)
    if (nth !== undefined || / with$/.test(said))
      add({ start, end, of: (stops) => (last ? stops.slice(-1) : stops.slice(0, 1)), all: false, anyDay: false })
  }
  for (const { start, end, groups } of matches(
    new RegExp(
      `\\b${article}(?:late |early )?(morning|afternoon|evening|night)(?:'s)? (${thing})\\b|\\b${article}(${thing}) (?:we have |planned |that is |that's )?in the (morning|afternoon|evening)\\b`,
    ),
    plain,
  )) {
    const part = groups[1] ?? groups[4] ?? 'morning'
    const noun = groups[2] ?? groups[3] ?? ''
    const within = ({ start: at }: PlannedStop) =>
      partOf(minutesOf(at.slice(11, 16))) === part.replace('night', 'evening')
    add({ start, end, of: (stops) => stops.filter(within), all: /s$/.test(noun), anyDay: false })
  }
  for (const { start, end, time } of readTimes(plain)) {
    const before = new RegExp(
      `\\b(?:${article}${thing}|what(?:ever)?)(?:'s| is)?(?: (?:that )?(?:we(?:'ve got| have(?: got)?| do| are doing)?|is|starts|begins|planned|scheduled|booked|on))*(?: at| for)? $|\\b(?:at|for) $`,
    ).exec(plain.slice(0, start))
    const after = new RegExp(`^(?: ?o'?clock)?(?:'s)? ?${thing}\\b`).exec(plain.slice(end))
    const of = (stops: PlannedStop[]) => at(time, stops)
    if (after !== null) {
      const the = /\b(?:the|our|my|that) $/.exec(plain.slice(0, start))
      add({ start: the?.index ?? start, end: end + after[0].length, of, all: false, anyDay: true })
    } else if (before !== null && !/^(?:at|for) $/.test(before[0]))
      add({ start: before.index, end, of, all: false, anyDay: true })
  }
  return found
}

const partOf = (minutes: number): string => (minutes < 720 ? 'morning' : minutes < 1050 ? 'afternoon' : 'evening')

/** The stop that begins at a time, else the one that goes on then; half a day apart for “the one at 7” in the evening. */
function at(time: string, stops: readonly PlannedStop[]): PlannedStop[] {
  const exact = stops.filter((stop) => timeOf(stop) === time)
  if (exact.length > 0) return exact
  const within = stops.filter((stop) => timeOf(stop) <= time && time < stop.end.slice(11, 16))
  if (within.length > 0) return within
  const later = stops.filter((stop) => minutesOf(timeOf(stop)) === minutesOf(time) + 720)
  return later
}

const beside =
  /\b(?:(?:the |our )?(?:one|stop|thing|visit|activity|place|sight)|whatever|what)(?: (?:that )?(?:comes|is|we do|we have|planned))? ?(?:right |straight |just |directly |immediately )?(after|before) $/

/** “the one after lunch”: the neighbour of a stop that was found at `start`, with where its words begin. */
export function neighbourOf(
  plain: string,
  start: number,
  { stop, date }: StopOnDay,
  trip: Itinerary,
): (StopOnDay & { start: number }) | undefined {
  const match = beside.exec(plain.slice(0, start).replace(/(?:the|our) $/, ''))
  if (match === null) return undefined
  const stops = trip.days.find((day) => day.date === date)?.stops.filter((other) => !isTravel(other)) ?? []
  const index = stops.findIndex(({ stop_id }) => stop_id === stop.stop_id)
  const other = stops[index + (match[1] === 'after' ? 1 : -1)]
  return other === undefined ? undefined : { stop: other, date, start: match.index }
}
