import { daysBetween, type Temporal } from '../../../shared/dates.ts'
import { metresBetween } from '../../../shared/geo.ts'
import { nearMetres } from '../estimates/journey.ts'
import type { PlannedTravel } from '../estimates/travel.ts'
import type { Origin } from '../records.ts'
import type { Stay } from '../stays.ts'
import { type PlannedStop, planSource } from './planned-stop.ts'
import type { StayDay } from './stay-request.ts'

/** Without an origin: there by midday on the first day, away in the afternoon of the last. */
const assumedArrival = 12 * 60
const assumedDeparture = 16 * 60

const minuteOf = (time: Temporal.PlainDateTime): number => time.hour * 60 + time.minute
const clock = (time: Temporal.PlainDateTime): string => time.toPlainTime().toString({ smallestUnit: 'minute' })

/** The days of a stay with the blocks for arriving and leaving. */
export function stayDays(
  stay: Stay,
  dates: readonly string[],
  travel: readonly PlannedTravel[],
  { origin, first, last }: { origin: Origin | undefined; first: boolean; last: boolean },
): StayDay[] {
  const oneDay = first && last && dates.length === 1
  return dates.map((date, index) => {
    const arrival = index === 0 ? arrivalAt(stay, date, travel, { origin, first, oneDay }) : undefined
    const departure = last && index === dates.length - 1 ? departureFrom(stay, travel, { origin, oneDay }) : undefined
    return { date, ...(arrival !== undefined && { arrival }), ...(departure !== undefined && { departure }) }
  })
}

function block(
  stay: Stay,
  title: string,
  category: string,
  start: number,
  minutes: number,
  description: string,
): PlannedStop {
  return {
    title,
    category,
    start,
    minutes,
    point: { lat: stay.lat, lon: stay.lon },
    description,
    source: planSource,
    isEstimate: true,
  }
}

function arrivalAt(
  stay: Stay,
  date: string,
  travel: readonly PlannedTravel[],
  { origin, first, oneDay }: { origin: Origin | undefined; first: boolean; oneDay: boolean },
): PlannedStop | undefined {
  const way = travel.find(({ kind, to }) => (first ? kind === 'outbound' : kind === 'transfer' && to === stay))
  if (way === undefined) {
    const athome = origin !== undefined && metresBetween(origin, stay) < nearMetres
    if (!first || oneDay || athome) return undefined
    const text = 'Assumed about midday, as it is not known where you start from. The plan begins after it.'
    return block(stay, `Arrive in ${stay.place}`, 'arrival', assumedArrival, 45, text)
  }
  const late = daysBetween(date, way.arrive.toPlainDate().toString())
  if (late !== 0) {
    const text = `Under way from ${way.from.place}: estimated arrival ${way.arrive.toPlainDate().toString()} at ${clock(way.arrive)}.`
    return block(stay, `On the way to ${stay.place}`, 'arrival', 600, 780, text)
  }
  const verb = { flight: 'Landing', train: 'Train arrives', drive: 'Arriving', ferry: 'Ferry arrives' }[way.mode]
  const text = `${verb} about ${clock(way.arrive)} from ${way.from.place}, then about ${way.journey.after} minutes into the city and to your room. An estimate until something is booked.`
  const title = first ? `Arrive in ${stay.place}` : `Arrive in ${stay.place} from ${way.from.place}`
  const start = Math.floor(minuteOf(way.arrive) / 5) * 5
  return block(stay, title, 'arrival', start, way.journey.after, text)
}

function departureFrom(
  stay: Stay,
  travel: readonly PlannedTravel[],
  { origin, oneDay }: { origin: Origin | undefined; oneDay: boolean },
): PlannedStop | undefined {
  const way = travel.find(({ kind }) => kind === 'return')
  if (way === undefined) {
    const athome = origin !== undefined && metresBetween(origin, stay) < nearMetres
    if (oneDay || athome) return undefined
    const text = 'Assumed in the afternoon, as it is not known where you travel to.'
    return block(stay, `Leave ${stay.place}`, 'departure', assumedDeparture, 30, text)
  }
  const titles = {
    flight: `Leave for the airport${stay.airport === undefined ? '' : ` (${stay.airport.iata})`}`,
    train: 'Leave for the station',
    drive: `Drive back to ${way.to.place}`,
    ferry: 'Leave for the harbour',
  }
  const words = { flight: 'Flight', train: 'Train', drive: 'Start', ferry: 'Ferry' }[way.mode]
  const text = `${words} to ${way.to.place} about ${clock(way.depart)}; leave the city ${way.journey.before} minutes before. An estimate until something is booked.`
  const start = Math.floor((minuteOf(way.depart) - way.journey.before) / 5) * 5
  return block(stay, titles[way.mode], 'departure', start, way.journey.before, text)
}
