import { addDays, daysBetween, minutesOf } from '../../../shared/dates.ts'
import type { Finding } from '../contract.ts'
import {
  at,
  type Check,
  type CheckedDay,
  type CheckedItinerary,
  type CheckedStop,
  isLogistics,
} from './checked-itinerary.ts'
import { clock, dayInWords, span } from './in-words.ts'

/** A late evening may last into the night. */
const nightEnds = 30 * 60
/** Out of the station or airport and into the city, and back, at the least. */
const afterArrival = 45
const beforeDeparture = 120

/** Nothing lies outside the trip, before the travellers arrive or after they have to leave. */
export const withinTrip: Check = (itinerary) =>
  itinerary.days.flatMap((day) => {
    const coming = momentOn(day, itinerary.arrival)
    const going = momentOn(day, itinerary.departure)
    return day.stops.flatMap(
      (stop) =>
        outside(stop, day, itinerary) ?? beforeArriving(stop, day, coming) ?? afterLeaving(stop, day, going) ?? [],
    )
  })

function outside(stop: CheckedStop, day: CheckedDay, itinerary: CheckedItinerary): Finding | undefined {
  const { start, end, locale } = itinerary
  if (start !== undefined && end !== undefined && (day.date < start || day.date > end)) {
    return {
      ...at(stop, day),
      code: 'outside_trip',
      severity: 'error',
      message: `${stop.title} is on ${dayInWords(day.date, locale)}, outside the trip.`,
      found: day.date,
      needed: `a date from ${start} to ${end}`,
      ...fixTo(stop, day.date < start ? start : end),
    }
  }
  if (stop.start < 0 || stop.start >= nightEnds) {
    return {
      ...at(stop, day),
      code: 'outside_trip',
      severity: 'error',
      message: `${stop.title} does not begin on the day it stands under.`,
      found: `begins on ${addDays(day.date, Math.floor(stop.start / 1440))}`,
      needed: `a start on ${day.date}`,
      ...fixTo(stop, day.date),
    }
  }
  return undefined
}

function beforeArriving(stop: CheckedStop, day: CheckedDay, coming: Moment | undefined): Finding | undefined {
  if (coming === undefined || isLogistics(stop)) return undefined
  const { minute: arrives, localTime: arrival } = coming
  if (stop.start >= arrives + afterArrival) return undefined
  const needed = arrives + afterArrival
  return {
    ...at(stop, day),
    code: 'before_arrival',
    severity: stop.start < arrives ? 'error' : 'warning',
    message:
      stop.start < arrives
        ? `${stop.title} begins before you arrive.`
        : `${stop.title} begins right after you arrive, without time to get into the city.`,
    found: `begins ${day.date} at ${clock(stop.start)}, arrival ${arrival.replace('T', ' at ')}`,
    needed: `a start at least ${afterArrival} minutes after arrival`,
    ...(stop.stopId !== undefined &&
      needed < 20 * 60 &&
      needed >= 0 && {
        fix: {
          tool: 'move_stop',
          input: { stop_id: stop.stopId, date: day.date, start: clock(Math.ceil(needed / 5) * 5) },
        },
      }),
  }
}

function afterLeaving(stop: CheckedStop, day: CheckedDay, going: Moment | undefined): Finding | undefined {
  if (going === undefined || isLogistics(stop)) return undefined
  const { minute: leaves, localTime: departure } = going
  if (stop.end <= leaves - beforeDeparture) return undefined
  return {
    ...at(stop, day),
    code: 'after_departure',
    severity: stop.end > leaves ? 'error' : 'warning',
    message:
      stop.end > leaves
        ? `${stop.title} ends after you leave.`
        : `${stop.title} ends too shortly before you leave to get there in time.`,
    found: `${span(stop.start, stop.end)} on ${day.date}, departure ${departure.replace('T', ' at ')}`,
    needed: `an end at least ${beforeDeparture} minutes before departure`,
    ...(stop.stopId !== undefined && { fix: { tool: 'remove_stop', input: { stop_id: stop.stopId } } }),
  }
}

function fixTo(stop: CheckedStop, date: string): Pick<Finding, 'fix'> {
  return stop.stopId === undefined ? {} : { fix: { tool: 'move_stop', input: { stop_id: stop.stopId, date } } }
}

interface Moment {
  localTime: string
  /** Minutes after midnight of the day it is compared with. */
  minute: number
}

/** A local date-time as it is compared with the stops of a day. */
function momentOn(day: CheckedDay, localTime: string | undefined): Moment | undefined {
  if (localTime === undefined) return undefined
  const date = localTime.slice(0, 10)
  const days = date === day.date ? 0 : daysBetween(day.date, date)
  return { localTime, minute: days * 1440 + minutesOf(localTime.slice(11, 16)) }
}
