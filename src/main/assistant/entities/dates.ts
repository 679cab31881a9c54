import { ranges } from './date-ranges.ts'
import { type Calendar, dayAt, resolveDay, type WrittenDay } from './days.ts'
import { feastOf, feastPattern, singleFeast } from './feasts.ts'
import { matches, type Span } from './span.ts'
import { weekends } from './weekends.ts'
import type { Day, When } from './when.ts'
import { months, parts, seasonsOfSights } from './windows.ts'

export type { Calendar } from './days.ts'
export type { When } from './when.ts'

/**
 * All times named in a text, in their order, without overlaps.
 * @param whole whether the text is about one time: then “in May … from the 3rd to the 7th” are days of May
 */
export function readDates(plain: string, calendar: Calendar, whole = false): When[] {
  const found: When[] = []
  const anchor = (whole ? anchorOf(plain, calendar) : undefined) ?? calendar.today
  const free = (span: Span) => !found.some((other) => span.start < other.end && other.start < span.end)
  const add = (when: When | undefined) => {
    if (when !== undefined && free(when)) found.push(when)
  }
  for (const when of ranges(plain, calendar, anchor)) add(when)
  for (const when of weekends(plain, calendar)) add(when)
  for (const when of seasonsOfSights(plain, calendar)) add(when)
  for (const when of parts(plain, calendar)) add(when)
  for (const when of feasts(plain, calendar)) add(when)
  let base: Day | undefined
  for (let at = 0; at < plain.length; at++) {
    const inside = found.find((other) => at >= other.start && at < other.end)
    if (inside !== undefined) {
      at = inside.end - 1
      continue
    }
    const written = dayAt(plain, at, calendar)
    if (written === undefined || !free(written)) continue
    const day = toDay(plain, written, base ?? anchor)
    found.push(day)
    if (day.kind === 'day') base = day.date
    at = written.end - 1
  }
  for (const when of months(plain, calendar)) add(when)
  return found.sort((a, b) => a.start - b.start)
}

function toDay(plain: string, written: WrittenDay, from: Day): When {
  const span = { start: written.start, end: written.end }
  const date = resolveDay(written, from)
  const text = plain.slice(written.start, written.end)
  if (date === undefined) return { ...span, kind: 'impossible', text, reason: 'no such day' }
  return { ...span, kind: 'day', date }
}

/** The day from which the days of a named month, week or feast are counted; undefined where none is named. */
function anchorOf(plain: string, calendar: Calendar): Day | undefined {
  const [feast] = feasts(plain, calendar)
  if (feast?.kind === 'day') return feast.date.subtract({ days: 8 })
  if (feast?.kind === 'range') return feast.first.subtract({ days: 4 })
  const dated = (when: When) => /\d(?:st|nd|rd|th)?(?: of)? $|\b(?:of|-) $/.test(plain.slice(0, when.start))
  const named = [...parts(plain, calendar), ...months(plain, calendar)].find(
    (when) => when.kind === 'window' && !dated(when) && !/^ ?(?:the )?\d/.test(plain.slice(when.end)),
  )
  if (named?.kind !== 'window') return undefined
  // A weekday is sought after the anchor, and a week may begin with the one sought.
  return / week$/.test(named.name) ? named.first.subtract({ days: 1 }) : named.first
}

function* feasts(plain: string, { today }: Calendar): Generator<When> {
  const pattern = new RegExp(`\\b(?:(over|for|at|around|during|this|next) )?(${feastPattern})(?:,? (\\d{4}))?(?![a-z])`)
  for (const { start, end, groups } of matches(pattern, plain)) {
    const feast = feastOf(groups[2] ?? '', today, groups[3] === undefined ? undefined : Number(groups[3]))
    if (feast === undefined) continue
    const single = singleFeast.test(groups[2] ?? '') && !/over|around/.test(groups[1] ?? '')
    if (single) yield { start, end, kind: 'day', date: feast.day, name: feast.name }
    else yield { start, end, kind: 'range', first: feast.start, last: feast.end, name: feast.name }
  }
}
