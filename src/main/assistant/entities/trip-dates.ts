import { Temporal } from '../../../shared/dates.ts'
import { weekdayFrom } from './days.ts'
import { weekendsWithin } from './weekends.ts'
import type { When } from './when.ts'

type Day = Temporal.PlainDate
const compare = Temporal.PlainDate.compare

export interface Busy {
  start_date: string
  end_date: string
}

export interface ChosenDates {
  start: string
  end: string
  /** What was assumed, as a clause: “the first free weekend in May”. */
  assumed: string[]
}

export type DatesOutcome = { ok: true; dates: ChosenDates } | { ok: false; message: string }

/** Whether the choice of dates depends on what other trips there are. */
export const needsOtherTrips = (whens: readonly When[]): boolean =>
  !whens.some(({ kind }) => kind === 'day' || kind === 'range' || kind === 'impossible') &&
  !whens.some((when) => when.kind === 'weekend' && when.exact)

/** How many days a trip without dates or length lasts. */
const usualDays = 3
/** How far ahead a trip begins for which no time was given, in days. */
const usualLead = 28
const longestDays = 365

/**
 * The dates of a trip from what was said, filled up by assumptions that are told.
 * @param days its length in days, where one was said
 * @param busy other trips, which a free choice keeps clear of
 */
export function chooseDates(
  whens: readonly When[],
  days: number | undefined,
  weekend: boolean,
  today: Day,
  busy: readonly Busy[],
  leaving: (when: When) => boolean = () => false,
): DatesOutcome {
  const impossible = whens.find((when) => when.kind === 'impossible')
  if (impossible?.kind === 'impossible') {
    const message =
      impossible.reason === 'ends before it begins'
        ? `“${impossible.text}” ends before it begins, so I have not planned anything. Which dates do you mean?`
        : `There is no such date as ${titledDate(impossible.text)}, so I have not planned anything. Which date do you mean?`
    return { ok: false, message }
  }
  if (days !== undefined && days > longestDays) {
    return {
      ok: false,
      message: `A trip can last at most ${longestDays} days, so I have not planned anything. How long should it be?`,
    }
  }
  const chosen = choose(whens, days, weekend, today, busy, leaving)
  if (compare(chosen.start, today) < 0) {
    return {
      ok: false,
      message: `${spelled(chosen.start)} is in the past, so I have not planned anything. When do you want to go?`,
    }
  }
  if (compare(chosen.end, chosen.start) < 0) {
    return {
      ok: false,
      message: 'The trip would end before it begins, so I have not planned anything. Which dates do you mean?',
    }
  }
  if (chosen.start.until(chosen.end).days >= longestDays) {
    return { ok: false, message: `A trip can last at most ${longestDays} days, so I have not planned anything.` }
  }
  return { ok: true, dates: { start: chosen.start.toString(), end: chosen.end.toString(), assumed: chosen.assumed } }
}

interface Choice {
  start: Day
  end: Day
  assumed: string[]
}

function choose(
  whens: readonly When[],
  days: number | undefined,
  weekend: boolean,
  today: Day,
  busy: readonly Busy[],
  leaving: (when: When) => boolean,
): Choice {
  const range = whens.find((when) => when.kind === 'range')
  if (range?.kind === 'range') {
    if (range.name !== undefined && days !== undefined) return lasting(range.first, days, [])
    const assumed = range.name === undefined ? [] : [`${range.name} as these dates`]
    return { start: range.first, end: range.last, assumed }
  }
  const [first, second] = whens.filter((when) => when.kind === 'day')
  if (first?.kind === 'day') {
    if (second?.kind === 'day' && compare(second.date, first.date) > 0 && days === undefined) {
      return { start: first.date, end: second.date, assumed: [] }
    }
    if (leaving(first) && days !== undefined)
      return { start: first.date.subtract({ days: days - 1 }), end: first.date, assumed: [] }
    if (days !== undefined) return lasting(first.date, days, [])
    return lasting(first.date, usualDays, [
      weekend ? 'a weekend of three days' : `${usualDays} days, as you gave no length`,
    ])
  }
  const window = whens.find((when) => when.kind === 'weekend' || when.kind === 'window')
  if (window?.kind === 'weekend') return weekendWithin(window, days, today, busy)
  if (window?.kind === 'window') return within(window, days, weekend, today, busy)
  const length = days ?? usualDays
  const start = firstFree(today.add({ days: usualLead }), length, busy)
  const assumed = [
    `as you gave no dates, ${length <= 4 ? 'the first free weekend' : 'free dates'} about four weeks from now`,
  ]
  if (days === undefined) assumed.push(weekend ? 'a weekend of three days' : `${usualDays} days, as you gave no length`)
  return lasting(start, length, assumed)
}

const lasting = (start: Day, days: number, assumed: string[]): Choice => ({
  start,
  end: start.add({ days: days - 1 }),
  assumed,
})

const isFree = (start: Day, days: number, busy: readonly Busy[]): boolean => {
  const last = start.add({ days: days - 1 }).toString()
  return !busy.some((trip) => trip.start_date <= last && start.toString() <= trip.end_date)
}

/** The first Friday (Saturday for longer trips) on or after `from` from which a trip keeps clear of others. */
function firstFree(from: Day, days: number, busy: readonly Busy[]): Day {
  const weekday = days > 4 ? 6 : 5
  let start = from.dayOfWeek === weekday ? from : weekdayFrom(from, weekday)
  for (let tries = 0; tries < 104 && !isFree(start, days, busy); tries++) start = start.add({ days: 7 })
  return start
}

function weekendWithin(
  when: Extract<When, { kind: 'weekend' }>,
  days: number | undefined,
  today: Day,
  busy: readonly Busy[],
): Choice {
  if (when.exact) {
    if (days !== undefined) return lasting(when.first, days, [])
    return {
      start: when.first,
      end: when.last,
      assumed: [`${when.name} as Friday to ${when.long ? 'Monday' : 'Sunday'}`],
    }
  }
  const length = days ?? (when.long ? 4 : 3)
  const fridays = weekendsWithin(when.first, when.last).filter((friday) => compare(friday, today) > 0)
  const free = fridays.find((friday) => isFree(friday, length, busy))
  const start = free ?? fridays[0] ?? firstFree(when.first, length, busy)
  const which = free !== undefined && free !== fridays[0] ? 'the first free weekend' : 'the first weekend'
  return lasting(start, length, [`${which} in ${when.name}`])
}

function within(
  when: Extract<When, { kind: 'window' }>,
  days: number | undefined,
  weekend: boolean,
  today: Day,
  busy: readonly Busy[],
): Choice {
  const span = when.first.until(when.last).days + 1
  if (span <= 10) {
    const length = days ?? (weekend ? usualDays : span)
    const from = compare(when.first, today) > 0 ? when.first : today.add({ days: 1 })
    const start = weekend && days === undefined ? (weekendsWithin(from, when.last)[0] ?? from) : from
    return lasting(start, length, [`${when.name} begins on ${spelled(start)}`])
  }
  const length = days ?? usualDays
  const from = span > 45 ? when.first.add({ days: Math.floor(span / 3) }) : when.first
  const start = firstFree(from, length, busy)
  const assumed = [`${length <= 4 ? 'the first free weekend' : 'the first free dates'} in ${when.name}`]
  if (days === undefined) assumed.push(weekend ? 'a weekend of three days' : `${usualDays} days, as you gave no length`)
  return lasting(start, length, assumed)
}

const spelled = (date: Day): string => date.toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })
const titledDate = (text: string): string =>
  text.replace(/[a-z]+/g, (word) => (word.length > 2 ? word.charAt(0).toUpperCase() + word.slice(1) : word))
