import { addDays, minutesOf, weekdayOf } from '../../shared/dates.ts'
import type { OpeningHours } from '../places/contract.ts'

/** From and to in minutes after midnight of one date; `to` is above 1440 where it is after midnight. */
export interface Window {
  from: number
  to: number
}

/** What is assumed where hours are not known: a span in which nearly everything for visitors is open. */
export const cautiousWindow: Window = { from: 10 * 60, to: 17 * 60 }

const wholeDay: Window = { from: 0, to: 30 * 60 }

/** When a place is usually open on a date; empty when closed that day, `undefined` when not known. */
export function windowsOn(hours: OpeningHours | undefined, date: string): Window[] | undefined {
  if (hours === undefined) return undefined
  if (hours === 'always') return [wholeDay]
  return hours[weekdayOf(date)].map(([open, close]) => {
    const from = minutesOf(open)
    const to = minutesOf(close)
    return { from, to: to <= from ? to + 1440 : to }
  })
}

/** Whether a visit from `start` to `end` (minutes of `date`) lies inside the hours, those of the night before included. */
export function isOpenDuring(hours: OpeningHours, date: string, start: number, end: number): boolean {
  const today = windowsOn(hours, date) ?? []
  const lastNight = (windowsOn(hours, addDays(date, -1)) ?? []).map(({ from, to }) => ({
    from: from - 1440,
    to: to - 1440,
  }))
  return [...lastNight, ...today].some(({ from, to }) => from <= start && end <= to)
}

/** The parts of windows inside others: `[9–18]` and `[12–14:30]` give `[12–14:30]`. */
export function intersect(windows: readonly Window[], others: readonly Window[]): Window[] {
  return windows.flatMap((window) =>
    others.flatMap((other) => {
      const from = Math.max(window.from, other.from)
      const to = Math.min(window.to, other.to)
      return from < to ? [{ from, to }] : []
    }),
  )
}

function clock(minutes: number): string {
  const inDay = minutes >= 1440 ? minutes - 1440 : minutes
  const hour = Math.floor(inDay / 60)
  return minutes === 1440 ? '24:00' : `${String(hour).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`
}

/** Usual opening that day in words: `open 09:00–18:00`, `closed on this day`, `always open`, `hours not known`. */
export function hoursInWords(hours: OpeningHours | undefined, date: string): string {
  if (hours === undefined) return 'hours not known, check before you go'
  if (hours === 'always') return 'always open'
  const windows = windowsOn(hours, date) ?? []
  if (windows.length === 0) return 'usually closed on this weekday'
  return `usually open ${windows.map(({ from, to }) => `${clock(from)}–${clock(to)}`).join(' and ')}`
}
