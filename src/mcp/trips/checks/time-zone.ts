import { Temporal } from '../../../shared/dates.ts'
import type { Finding } from '../contract.ts'
import type { Check, CheckedItinerary } from './checked-itinerary.ts'
import { minutesInWords } from './in-words.ts'

const offsetMinutes = (timezone: string, date: string): number =>
  Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: timezone, plainTime: '12:00' }).offsetNanoseconds / 6e10

/** Where the clock is another after a journey, and where the clocks change during the trip. */
export const timeZone: Check = (itinerary) => [...changes(itinerary), ...clockChanges(itinerary)]

function changes({ zones }: CheckedItinerary): Finding[] {
  return zones.slice(1).flatMap(({ place, timezone, date }, index) => {
    const before = zones[index]
    if (before === undefined) return []
    const difference = offsetMinutes(timezone, date) - offsetMinutes(before.timezone, date)
    if (difference === 0) return []
    const side = difference > 0 ? 'ahead of' : 'behind'
    const inWords = minutesInWords(Math.abs(difference))
    return [
      {
        date,
        code: 'time_zone',
        severity: 'note',
        message: `${place} is ${inWords} ${side} ${before.place}. All times of the plan are local.`,
        found: `${before.timezone} to ${timezone}`,
        needed: `clocks ${difference > 0 ? 'forward' : 'back'} by ${inWords}`,
      },
    ]
  })
}

function clockChanges({ days }: CheckedItinerary): Finding[] {
  return days.slice(1).flatMap((day, index) => {
    const before = days[index]
    if (day.timezone === undefined || before?.timezone !== day.timezone) return []
    const difference = offsetMinutes(day.timezone, day.date) - offsetMinutes(day.timezone, before.date)
    if (difference === 0) return []
    return [
      {
        date: day.date,
        code: 'time_zone',
        severity: 'note',
        message: `The clocks in ${day.city} go ${difference > 0 ? 'forward' : 'back'} by ${minutesInWords(Math.abs(difference))} in the night to ${day.date}.`,
        found: `a change of the clocks on ${day.date}`,
        needed: 'an eye on alarms and departures that day',
      },
    ]
  })
}
