import { minutesOf } from '../../../shared/dates.ts'
import type { Finding } from '../contract.ts'
import { hoursInWords, isOpenDuring, windowsOn } from '../opening-hours.ts'
import { hopBetween } from '../planner/travel-times.ts'
import { at, type Check, type CheckedDay, type CheckedItinerary, type CheckedStop } from './checked-itinerary.ts'
import { clock, dayInWords, span } from './in-words.ts'

/** Every place is usually open for the whole visit. */
export const closed: Check = (itinerary) => {
  const proposed: Proposal[] = []
  return itinerary.days.flatMap((day) => day.stops.flatMap((stop) => closedStop(stop, day, itinerary, proposed) ?? []))
}

/** A stop at the time that a fix would give it: taken for the fixes that follow, so that all of them can be applied. */
type Proposal = CheckedStop & { date: string }

function closedStop(
  stop: CheckedStop,
  day: CheckedDay,
  itinerary: CheckedItinerary,
  proposed: Proposal[],
): Finding | undefined {
  const hours = stop.place?.opening_hours
  if (hours === undefined || stop.end <= stop.start || isOpenDuring(hours, day.date, stop.start, stop.end))
    return undefined
  const windows = windowsOn(hours, day.date) ?? []
  const inWords = dayInWords(day.date, itinerary.locale)
  const better = openTime(stop, day, itinerary, proposed)
  if (better !== undefined) {
    const start = minutesOf(better.start)
    proposed.push({ ...stop, date: better.date, start, end: start + stop.end - stop.start })
  }
  return {
    ...at(stop, day),
    code: 'closed',
    severity: 'error',
    message:
      windows.length === 0
        ? `${stop.title} is usually closed on ${inWords}.`
        : `${stop.title} is not open for the whole visit on ${inWords}.`,
    found: `planned ${span(stop.start, stop.end)}, ${hoursInWords(hours, day.date)}`,
    needed:
      better === undefined
        ? 'no time within the trip when it is usually open'
        : `a time when it is open, e.g. ${dayInWords(better.date, itinerary.locale)} at ${better.start}`,
    ...(stop.stopId !== undefined && {
      fix:
        better === undefined
          ? { tool: 'remove_stop', input: { stop_id: stop.stopId } }
          : { tool: 'move_stop', input: { stop_id: stop.stopId, ...better } },
    }),
  }
}

/** The nearest time in the same city when the visit fits: the same day first, then the days around it, free time first. */
function openTime(
  stop: CheckedStop,
  day: CheckedDay,
  itinerary: CheckedItinerary,
  proposed: readonly Proposal[],
): { date: string; start: string } | undefined {
  const here = itinerary.days.indexOf(day)
  const candidates = itinerary.days
    .map((other, index) => ({ other, apart: Math.abs(index - here) }))
    .filter(({ other }) => other.city === day.city)
    .sort((a, b) => a.apart - b.apart)
  const minutes = stop.end - stop.start
  for (const mustBeFree of [true, false]) {
    for (const { other } of candidates) {
      const start = startOn(stop, withProposed(other, proposed), minutes, mustBeFree, itinerary)
      if (start !== undefined) return { date: other.date, start: clock(start) }
    }
  }
  return undefined
}

const withProposed = (day: CheckedDay, proposed: readonly Proposal[]): CheckedDay => ({
  ...day,
  stops: [...day.stops, ...proposed.filter(({ date }) => date === day.date)],
})

function startOn(
  stop: CheckedStop,
  day: CheckedDay,
  minutes: number,
  mustBeFree: boolean,
  { arrival, departure }: CheckedItinerary,
): number | undefined {
  const earliest = arrival?.startsWith(day.date) ? minutesAfter(arrival) + 30 : 0
  const latest = departure?.startsWith(day.date) ? minutesAfter(departure) - 120 : 1440
  const taken = day.stops.filter((other) => other !== stop && other.category !== 'open')
  for (const { from, to } of windowsOn(stop.place?.opening_hours, day.date) ?? []) {
    const first = Math.max(Math.ceil(Math.max(from, 9 * 60, earliest) / 15) * 15)
    const last = Math.min(to, 22 * 60, latest) - minutes
    const starts = [stop.start, ...Array.from({ length: 60 }, (_, index) => first + index * 15)]
    const start = starts
      .filter((time) => time >= Math.max(from, earliest) && time <= last)
      .find(
        (time) =>
          !mustBeFree ||
          taken.every((other) => {
            const way = wayBetween(stop, other)
            return other.end + way <= time || time + minutes + way <= other.start
          }),
      )
    if (start !== undefined) return start
  }
  return undefined
}

/** Minutes to be kept free between two stops; a quarter of an hour where one of the places is not known. */
const wayBetween = ({ point: from }: CheckedStop, { point: to }: CheckedStop): number =>
  from === undefined || to === undefined ? 15 : Math.max(15, hopBetween(from, to).minutes + 5)

const minutesAfter = (localTime: string): number =>
  Number(localTime.slice(11, 13)) * 60 + Number(localTime.slice(14, 16))
