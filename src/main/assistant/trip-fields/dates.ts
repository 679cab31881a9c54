import { addDays, daysBetween, Temporal } from '../../../shared/dates.ts'
import type { Context } from '../context.ts'
import { weekdayPattern } from '../entities/calendar-words.ts'
import { readDates, type When } from '../entities/dates.ts'
import { count } from '../entities/days.ts'
import { blank, matches, overlaps, type Span } from '../entities/span.ts'
import { bothEdges, type Edge, edgeAt, keptEdge, segments } from './edges.ts'
import { type Length, readLength } from './length.ts'
import { daysOf, endFrom, type Found, nearTrip, Refused, type TripNow } from './trip-now.ts'

export interface NewDates {
  start_date: string
  end_date: string
}

type DatesFound = Found<NewDates> & { loose: boolean }

/** A move of one end, or of both where it is not said of one: by days, or to a date. */
interface Move extends Span {
  edge?: Edge
  step?: { days?: number; weeks?: number; months?: number }
  date?: string
  range?: NewDates
}

/**
 * The dates that a clause gives a trip: shifts, starts, ends and lengths together (“a day earlier but still home on the
 * 15th”, “start on the 3rd and make it five nights”).
 */
export function readNewDates(plain: string, trip: TripNow, context: Context): DatesFound | Refused | undefined {
  const shifts = readShifts(plain)
  const without = blank(plain, shifts)
  const dates = readDatesOf(without, trip, context)
  if (dates instanceof Refused) return dates
  const length = readLength(blank(without, dates), trip)
  const parts = segments(plain, [...shifts, ...dates])
  const moves = [...shifts, ...dates].map((move): Move => {
    const edge = bothEdges(plain) && shifts.length === 1 ? undefined : edgeAt(parts, move, plain)
    return edge === undefined ? move : { ...move, edge }
  })
  if (moves.length === 0 && length === undefined) return undefined
  const kept = keptEdge(parts)
  // One day that is said of no end may as well be the day of something else.
  const loose =
    moves.length === 1 && moves[0]?.edge === undefined && moves[0]?.date !== undefined && length === undefined
  const value = combined(moves, length?.value, kept?.edge, trip, context)
  if (value === undefined || value instanceof Refused) return value
  const spans = [...moves, ...(length?.spans ?? []), ...(kept === undefined ? [] : [kept.span])]
  return { value, spans, loose }
}

function combined(
  moves: readonly Move[],
  length: Length | undefined,
  kept: Edge | undefined,
  trip: TripNow,
  context: Context,
): NewDates | Refused | undefined {
  const range = moves.find((move) => move.range !== undefined)?.range
  if (range !== undefined) return checked(range, context)
  const free = moves.filter(({ edge }) => edge === undefined)
  const ends = moves.filter(({ edge }) => edge === 'end')
  const starts = moves.filter(({ edge }) => edge === 'start')
  // What is said of no end beside a move of the end, or with an end that stays, is said of the other one.
  const bare = free.at(0)
  const startMove = starts.at(-1) ?? (ends.length > 0 || kept === 'end' ? bare : undefined)
  const endMove = ends.at(-1) ?? (starts.length > 0 || kept === 'start' ? bare : undefined)
  const start = startMove === undefined ? undefined : moved(startMove, 'start', trip)
  const end = endMove === undefined ? undefined : moved(endMove, 'end', trip)
  if (start !== undefined && end !== undefined) return checked({ start_date: start, end_date: end }, context)
  if (start !== undefined) {
    if (kept === 'end') return checked({ start_date: start, end_date: trip.end_date }, context)
    return checked(lasting(start, trip, length), context)
  }
  if (end !== undefined) {
    const days = length === undefined ? undefined : lengthIn(length, trip)
    return checked(
      { start_date: days === undefined ? trip.start_date : addDays(end, 1 - days), end_date: end },
      context,
    )
  }
  if (bare !== undefined) return checked(lasting(moved(bare, 'start', trip), trip, length), context)
  if (length === undefined) return undefined
  if ('by' in length && length.at === 'start')
    return checked({ start_date: addDays(trip.start_date, -length.by), end_date: trip.end_date }, context)
  if (kept === 'end')
    return checked({ start_date: addDays(trip.end_date, 1 - lengthIn(length, trip)), end_date: trip.end_date }, context)
  return checked(lasting(trip.start_date, trip, length), context)
}

const lengthIn = (length: Length, trip: TripNow): number => ('days' in length ? length.days : daysOf(trip) + length.by)

const lasting = (start: string, trip: TripNow, length: Length | undefined): NewDates => ({
  start_date: start,
  end_date: length === undefined ? endFrom(start, trip) : addDays(start, lengthIn(length, trip) - 1),
})

function moved({ step, date }: Move, edge: Edge, trip: TripNow): string {
  const now = edge === 'start' ? trip.start_date : trip.end_date
  if (step !== undefined) return Temporal.PlainDate.from(now).add(step).toString()
  return date ?? now
}

function checked({ start_date, end_date }: NewDates, { calendar }: Context): NewDates | Refused {
  if (start_date < calendar.today.toString()) return new Refused(`${start_date} is in the past.`)
  const nights = daysBetween(start_date, end_date)
  if (nights < 0) return new Refused('The trip would end before it begins.')
  if (nights >= 365) return new Refused('A trip can last at most 365 days.')
  return { start_date, end_date }
}

const size = '(\\d{1,2}|a|an|one|another|a couple of|a few)'
const shiftForms = [
  `(?:exactly |by |about )?\\b${size} (?:whole |full |calendar )?(day|week|month)s? (later|earlier|sooner|forwards?|back|ahead|on)`,
  `\\b${size} (day|week|month)s? (before|beforehand|after)(?= ?(?:$|[,.;!?]|and\\b|but\\b|instead\\b|that\\b))`,
  `\\b(?:the |a )?(following|previous|preceding|prior) (day|week|month|weekend)`,
  `\\bthe (day|week|weekend|month) (before|after)(?= ?(?:$|[,.;!?]|and\\b|but\\b|instead\\b|that\\b))`,
  `\\b(back|forwards?|later|earlier|on|up|ahead) (?:by )?(?:exactly )?${size} (?:whole |full )?(day|week|month)s?`,
  `\\b(?:postpone|delay|push|shift|move|bring|reschedule|slide|nudge|bump)\\b[^.;]{0,24}? by (?:exactly )?\\+?${size} (day|week|month)s?`,
]

/** “a week later”, “bring it forward two days”, “postpone by a month”. */
function readShifts(plain: string): Move[] {
  const found: Move[] = []
  for (const form of shiftForms) {
    for (const { start, end, groups } of matches(new RegExp(`${form}(?![a-z])`), plain)) {
      if (found.some((other) => overlaps(other, { start, end }))) continue
      const words = groups.slice(1).filter((group) => group !== undefined)
      const way =
        words.find((word) =>
          /later|earlier|sooner|forward|back|ahead|before|after|following|previous|preceding|prior|^on$|^up$/.test(
            word,
          ),
        ) ?? ''
      const unit = words.find((word) => /^(?:day|week|weekend|month)$/.test(word)) ?? 'day'
      const number = words.find((word) => word !== way && word !== unit)
      const brought = /\b(?:bring|brought|come|move|pull|shift|push)\b/.test(plain)
      const early =
        /earlier|sooner|before|previous|preceding|prior/.test(way) || (/forward|^up$|ahead/.test(way) && brought)
      const amount = count(number) * (early ? -1 : 1)
      found.push({
        start,
        end,
        step: unit === 'day' ? { days: amount } : unit.startsWith('week') ? { weeks: amount } : { months: amount },
      })
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

function readDatesOf(plain: string, trip: TripNow, context: Context): Move[] | Refused {
  const found = readDates(plain, { ...context.calendar, today: nearTrip(trip, context) })
  const impossible = found.find(({ kind }) => kind === 'impossible')
  if (impossible?.kind === 'impossible')
    return new Refused(
      impossible.reason === 'ends before it begins'
        ? `“${impossible.text}” ends before it begins.`
        : `There is no such date as ${impossible.text}.`,
    )
  const whens = found.filter(
    ({ start }) => !/\b(?:rather than|instead of|not|than)(?: on)?(?: the)? $/.test(plain.slice(0, start)),
  )
  const month = whens.find((when) => when.kind === 'window')
  const nth = whens.find(
    (when) => when.kind === 'day' && /^(?:the )?\d{1,2}(?:st|nd|rd|th)$/.test(plain.slice(when.start, when.end)),
  )
  if (month?.kind === 'window' && nth?.kind === 'day' && month.first.day === 1) {
    // “in September, from the 7th”.
    const date = month.first.with({ day: nth.date.day }).toString()
    return [{ start: Math.min(nth.start, month.start), end: nth.end, date }]
  }
  return whens.flatMap((when) => moveTo(when, plain, trip, context))
}

function moveTo(when: When, plain: string, trip: TripNow, context: Context): Move[] {
  if (when.kind === 'impossible') return []
  const span = { start: when.start, end: when.end }
  const text = plain.slice(when.start, when.end)
  const years = /\b\d{4}\b/.test(text) ? 0 : yearsBack(trip, context, when.kind === 'day' ? when.date : when.first)
  if (when.kind === 'day') {
    const edge = edgeAt(segments(plain, [span]), span, plain)
    return [{ ...span, date: ofTrip(when.date.subtract({ years }), text, edge, trip) }]
  }
  if (when.kind === 'range') {
    const first = when.first.subtract({ years }).toString()
    return [{ ...span, range: { start_date: first, end_date: when.last.subtract({ years }).toString() } }]
  }
  const start = Temporal.PlainDate.from(trip.start_date)
  // “in June, same days of the month”.
  if (
    when.kind === 'window' &&
    /\bsame (?:days?|dates?|numbers?)\b/.test(plain) &&
    when.last.month === when.first.month
  )
    return [{ ...span, date: when.first.with({ day: start.day }).toString() }]
  const weekday = start.dayOfWeek
  const from = when.first
  const exact = when.kind === 'weekend' && when.exact
  return [{ ...span, date: (exact ? from : from.add({ days: (weekday - from.dayOfWeek + 7) % 7 })).toString() }]
}

/** A weekday alone is the one nearest to the day that it replaces; a day of the month for the end is none before the trip. */
function ofTrip(date: Temporal.PlainDate, text: string, edge: Edge | undefined, trip: TripNow): string {
  if (new RegExp(`^(?:this |next |coming |the )?${weekdayPattern}$`).test(text))
    return nearest(edge === 'end' ? trip.end_date : trip.start_date, date.dayOfWeek)
  const ofNextMonth =
    edge === 'end' &&
    /^(?:the )?\d/.test(text) &&
    !/[a-z]{3}|\//.test(text.replace('the', '')) &&
    date.toString() < trip.start_date
  return (ofNextMonth ? date.add({ months: 1 }) : date).toString()
}

/** The date with this weekday that is nearest to `date`. */
function nearest(date: string, weekday: number): string {
  const from = Temporal.PlainDate.from(date)
  const ahead = (weekday - from.dayOfWeek + 7) % 7
  return from.add({ days: ahead > 3 ? ahead - 7 : ahead }).toString()
}

/** 1 where a date said without a year lies nearer to the trip a year before it was read, and is still to come. */
function yearsBack(trip: TripNow, { calendar }: Context, date: Temporal.PlainDate): 0 | 1 {
  const earlier = date.subtract({ years: 1 })
  if (Temporal.PlainDate.compare(earlier, calendar.today) < 0) return 0
  const away = (day: Temporal.PlainDate): number => Math.abs(daysBetween(trip.start_date, day.toString()))
  return away(earlier) < away(date) ? 1 : 0
}
