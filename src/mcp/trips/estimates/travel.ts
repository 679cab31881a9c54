import { Temporal } from '../../../shared/dates.ts'
import { type Journeys, journeyKey } from '../journeys.ts'
import type { Origin } from '../records.ts'
import type { Stay } from '../stays.ts'
import type { Journey, JourneyMode } from './journey.ts'

/** A planned way between cities with its local times. */
export interface PlannedTravel {
  kind: 'outbound' | 'transfer' | 'return'
  mode: JourneyMode
  from: Origin
  to: Origin
  /** Local time at `from`, and at `to`. */
  depart: Temporal.PlainDateTime
  arrive: Temporal.PlainDateTime
  journey: Journey
}

const at = (date: string, hour: number): Temporal.PlainDateTime =>
  Temporal.PlainDate.from(date).toPlainDateTime({ hour: Math.floor(hour), minute: Math.round((hour % 1) * 60) })

/**
 * The ways of a trip with assumed times: out in the morning of the first day, on to the next city in the morning of its
 * first day, home in the later afternoon of the last day. What arrives, arrives on the first day of its stay: a long flight
 * leaves the day before, one over the date line later that day or the day after.
 * @param origin where the travellers start; without it only the transfers are known
 */
export function planTravel(
  origin: Origin | undefined,
  stays: readonly Stay[],
  endDate: string,
  journeys: Journeys,
): PlannedTravel[] {
  const first = stays[0]
  const last = stays.at(-1)
  const oneDay = first !== undefined && first.arrive === endDate
  const journeyBetween = (from: Origin, to: Origin) => journeys.get(journeyKey(from, to))
  const travel: PlannedTravel[] = []
  if (origin !== undefined && first !== undefined) {
    const journey = journeyBetween(origin, first)
    if (journey !== undefined) travel.push(outbound(origin, first, journey, oneDay))
  }
  stays.forEach((stay, index) => {
    const before = stays[index - 1]
    const journey = before === undefined ? undefined : journeyBetween(before, stay)
    if (before !== undefined && journey !== undefined) travel.push(transfer(before, stay, journey))
  })
  if (origin !== undefined && last !== undefined) {
    const journey = journeyBetween(last, origin)
    const into = last.arrive === endDate ? travel.at(-1) : undefined
    if (journey !== undefined) travel.push(homeward(last, origin, journey, endDate, oneDay, into))
  }
  return travel
}

function departing(
  kind: PlannedTravel['kind'],
  from: Origin,
  to: Origin,
  journey: Journey,
  depart: Temporal.PlainDateTime,
): PlannedTravel {
  const arrive = depart
    .toZonedDateTime(from.timezone)
    .add({ minutes: journey.minutes })
    .withTimeZone(to.timezone)
    .toPlainDateTime()
  return { kind, mode: journey.mode, from, to, depart, arrive, journey }
}

const dateOf = (time: Temporal.PlainDateTime): string => time.toPlainDate().toString()

function outbound(origin: Origin, first: Stay, journey: Journey, oneDay: boolean): PlannedTravel {
  const sameDay = departing('outbound', origin, first, journey, at(first.arrive, oneDay ? 7 : 8.5))
  const { arrive } = sameDay
  if (dateOf(arrive) === first.arrive && arrive.hour >= 6 && minuteOf(arrive) <= 15 * 60) return sameDay
  return arriving('outbound', origin, first, journey)
}

/** In the morning; where it would be there a day early, over the date line, so that it arrives on the first day. */
function transfer(before: Stay, stay: Stay, journey: Journey): PlannedTravel {
  const usual = departing('transfer', before, stay, journey, at(stay.arrive, journey.mode === 'flight' ? 11 : 9.5))
  return dateOf(usual.arrive) < stay.arrive ? arriving('transfer', before, stay, journey) : usual
}

const minuteOf = (time: Temporal.PlainDateTime): number => time.hour * 60 + time.minute

/** Hours of the first day at which one arrives, the best first. */
const arrivalHours = [10, 12, 14, 8, 15, 9, 16, 7]

/** Timed by its arrival on the first day of the stay, with a departure at a decent hour where there is one. */
function arriving(kind: PlannedTravel['kind'], from: Origin, to: Stay, journey: Journey): PlannedTravel {
  const offer = (hour: number): PlannedTravel => {
    const arrive = at(to.arrive, hour)
    const depart = arrive
      .toZonedDateTime(to.timezone)
      .subtract({ minutes: journey.minutes })
      .withTimeZone(from.timezone)
      .toPlainDateTime()
    return { kind, mode: journey.mode, from, to, depart, arrive, journey }
  }
  const offers = arrivalHours.map(offer)
  return offers.find(({ depart }) => depart.hour >= 7 && depart.hour < 23) ?? offer(10)
}

function homeward(
  last: Stay,
  origin: Origin,
  journey: Journey,
  endDate: string,
  oneDay: boolean,
  into: PlannedTravel | undefined,
): PlannedTravel {
  const leaving = (time: Temporal.PlainDateTime) => departing('return', last, origin, journey, time)
  const usual = usualWayHome(leaving, journey, endDate, oneDay)
  const ready = into === undefined ? undefined : afterArriving(into, journey)
  if (ready === undefined || dateOf(ready) !== endDate || Temporal.PlainDateTime.compare(usual.depart, ready) >= 0) {
    return usual
  }
  return leaving(ready)
}

function usualWayHome(
  leaving: (time: Temporal.PlainDateTime) => PlannedTravel,
  journey: Journey,
  endDate: string,
  oneDay: boolean,
): PlannedTravel {
  const usual = leaving(at(endDate, oneDay ? 20 : 17))
  if (dateOf(usual.arrive) === endDate && usual.arrive.hour < 23) return usual
  // Long flights leave in the evening; short ones early enough to be home the same day.
  return leaving(at(endDate, journey.minutes > 360 ? 20 : 15))
}

/** The earliest way on for who arrives the same day: in the city, an hour there, and out again; on the half hour. */
function afterArriving({ arrive, journey }: PlannedTravel, home: Journey): Temporal.PlainDateTime {
  return arrive
    .add({ minutes: journey.after + 60 + home.before })
    .round({ smallestUnit: 'minute', roundingIncrement: 30, roundingMode: 'ceil' })
}
