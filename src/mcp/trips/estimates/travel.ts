import { Temporal } from '../../../shared/dates.ts'
import type { Origin } from '../records.ts'
import type { Stay } from '../stays.ts'
import { type Journey, type JourneyMode, journeyBetween } from './journey.ts'

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
 * The ways of a trip with assumed times: out in the morning of the first day (so that a long flight leaves the day
 * before and the first day is spent at the destination), on to the next city in the morning, home in the later afternoon of
 * the last day.
 * @param origin where the travellers start; without it only the transfers are known
 */
export function planTravel(origin: Origin | undefined, stays: readonly Stay[], endDate: string): PlannedTravel[] {
  const first = stays[0]
  const last = stays.at(-1)
  const oneDay = first !== undefined && first.arrive === endDate
  const travel: PlannedTravel[] = []
  if (origin !== undefined && first !== undefined) {
    const journey = journeyBetween(origin, first)
    if (journey !== undefined) travel.push(outbound(origin, first, journey, oneDay))
  }
  stays.forEach((stay, index) => {
    const before = stays[index - 1]
    const journey = before === undefined ? undefined : journeyBetween(before, stay)
    if (before === undefined || journey === undefined) return
    travel.push(departing('transfer', before, stay, journey, at(stay.arrive, journey.mode === 'flight' ? 11 : 9.5)))
  })
  if (origin !== undefined && last !== undefined) {
    const journey = journeyBetween(last, origin)
    if (journey !== undefined) travel.push(homeward(last, origin, journey, endDate, oneDay))
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

function outbound(origin: Origin, first: Stay, journey: Journey, oneDay: boolean): PlannedTravel {
  const sameDay = departing('outbound', origin, first, journey, at(first.arrive, oneDay ? 7 : 8.5))
  const latest = at(first.arrive, 15)
  if (Temporal.PlainDateTime.compare(sameDay.arrive, latest) <= 0 && sameDay.arrive.hour >= 6) return sameDay
  const arrivals = [10, 12, 14, 8, 15, 9, 16, 7]
  const offers = arrivals.map((hour) => {
    const arrive = at(first.arrive, hour)
    const depart = arrive
      .toZonedDateTime(first.timezone)
      .subtract({ minutes: journey.minutes })
      .withTimeZone(origin.timezone)
      .toPlainDateTime()
    return { kind: 'outbound' as const, mode: journey.mode, from: origin, to: first, depart, arrive, journey }
  })
  return offers.find(({ depart }) => depart.hour >= 7 && depart.hour < 23) ?? offers[0] ?? sameDay
}

function homeward(last: Stay, origin: Origin, journey: Journey, endDate: string, oneDay: boolean): PlannedTravel {
  const usual = departing('return', last, origin, journey, at(endDate, oneDay ? 20 : 17))
  if (usual.arrive.toPlainDate().toString() === endDate && usual.arrive.hour < 23) return usual
  // Long flights leave in the evening; short ones early enough to be home the same day.
  if (journey.minutes > 360) return departing('return', last, origin, journey, at(endDate, 20))
  return departing('return', last, origin, journey, at(endDate, 15))
}
