import { daysBetween } from '../../shared/dates.ts'
import type { OutputOf } from '../../shared/tool.ts'
import type { getCountryFacts } from '../places/contract.ts'
import type { Travel } from './contract.ts'
import type { TripRecord } from './records.ts'
import type { Stay } from './stays.ts'
import { joined, placesInWords } from './titles.ts'

export type CountryFacts = OutputOf<typeof getCountryFacts>

/** A task that a plan wants: so many days after (before when negative) the first day of the trip. */
export interface PlannedTask {
  title: string
  description: string
  days: number
  priority?: number
}

export interface TaskRequest {
  trip: TripRecord
  stays: readonly Stay[]
  travel: readonly Travel[]
  /** By country code; those of the destinations and, where known, of the origin. */
  countries: ReadonlyMap<string, CountryFacts>
  /** Stops that usually need a reservation. */
  reserve: readonly string[]
  weather: readonly string[]
  today: string
}

/**
 * The tasks of a trip, dated back from the day the travellers leave (for a long flight, the day before the trip begins).
 * What would be due before today is due today; nothing is due on that day or later, so a trip that begins today or began
 * already gets none.
 */
export function tasksFor(request: TaskRequest): PlannedTask[] {
  const { travel, trip, today } = request
  const leaves = travel.find(({ kind }) => kind === 'outbound')?.date ?? trip.startDate
  const early = daysBetween(leaves, trip.startDate)
  const lead = daysBetween(today, leaves)
  if (lead < 1) return []
  return [
    documents(request),
    ...bookTravel(request),
    ...bookLodging(request),
    insurance(request),
    ...request.reserve.map((title) => ({
      title: `Reserve tickets for ${title}`,
      description: 'Timed tickets often sell out for this one. Check times and prices with the place itself.',
      days: -14,
    })),
    moneyAndPlugs(request),
    packing(request),
    checkIn(request),
  ]
    .filter((task) => task !== undefined)
    .map((task) => ({ ...task, days: Math.max(task.days, -lead) - early }))
}

const abroad = ({ trip, stays }: TaskRequest): 'yes' | 'no' | 'unknown' => {
  if (trip.origin === undefined) return 'unknown'
  return stays.some(({ country }) => country !== trip.origin?.country) ? 'yes' : 'no'
}

function countryNames({ stays, countries, trip }: TaskRequest): string {
  const codes = [...new Set(stays.map(({ country }) => country))].filter((code) => code !== trip.origin?.country)
  return joined(codes.map((code) => countries.get(code)?.name ?? code))
}

function documents(request: TaskRequest): PlannedTask {
  if (abroad(request) === 'no') {
    return {
      title: 'Check that your ID is in date',
      description: 'A trip inside the country: check what your carrier and hotel ask for.',
      days: -30,
    }
  }
  const condition = abroad(request) === 'unknown' ? ' if you live elsewhere' : ''
  return {
    title: `Check passports and entry rules for ${countryNames(request)}`,
    description: `Check whether your passport has to be valid for some months beyond the trip and whether you need a visa or an electronic travel permit${condition}. Travelling inside the EU or the Schengen area, check whether an identity card is enough.`,
    days: -60,
    priority: 1,
  }
}

function bookTravel({ trip, stays, travel }: TaskRequest): PlannedTask[] {
  const outbound = travel.find(({ kind }) => kind === 'outbound')
  const transfers = travel.filter(({ kind }) => kind === 'transfer')
  const first = stays[0]?.place ?? trip.title
  const tasks: PlannedTask[] = []
  if (outbound !== undefined) {
    const words = {
      flight: 'Book flights to',
      train: 'Book train tickets to',
      drive: 'Plan the drive to',
      ferry: 'Book the ferry to',
    }
    tasks.push({
      title: `${words[outbound.mode]} ${first}`,
      description: `From ${outbound.from}. The plan counts on arriving about ${outbound.arrive.slice(11)} on the first day; times and fares in it are estimates.`,
      days: -45,
      priority: 2,
    })
  } else if (trip.origin === undefined) {
    tasks.push({
      title: `Book travel to ${first}`,
      description: 'Where you start from is not known, so the plan has no fare and counts on arriving about midday.',
      days: -45,
      priority: 2,
    })
  }
  if (transfers.length > 0) {
    tasks.push({
      title: `Book travel between ${placesInWords(stays.map(({ place }) => place))}`,
      description: transfers
        .map(({ mode, from, to, date }) => `${date}: ${from} to ${to}, by ${wordFor(mode)}`)
        .join('; '),
      days: -30,
    })
  }
  return tasks
}

const wordFor = (mode: Travel['mode']): string => (mode === 'flight' ? 'plane' : mode === 'drive' ? 'car' : mode)

function bookLodging({ stays }: TaskRequest): PlannedTask[] {
  const nights = stays.filter((stay) => stay.nights > 0)
  if (nights.length === 0) return []
  const inWords = (stay: Stay) =>
    `${stay.place}, ${stay.arrive} to ${stay.leave} (${stay.nights} ${stay.nights === 1 ? 'night' : 'nights'})`
  return [
    {
      title: `Book somewhere to stay in ${placesInWords(nights.map(({ place }) => place))}`,
      description: nights.map(inWords).join('; '),
      days: -45,
      priority: 2,
    },
  ]
}

function insurance(request: TaskRequest): PlannedTask | undefined {
  if (abroad(request) === 'no') return undefined
  return {
    title: 'Check travel insurance',
    description: 'Medical cover abroad and cancellation; some bank cards and health insurers include it.',
    days: -30,
  }
}

function moneyAndPlugs({ trip, stays, countries }: TaskRequest): PlannedTask | undefined {
  const home = trip.origin === undefined ? undefined : countries.get(trip.origin.country)
  const codes = [...new Set(stays.map(({ country }) => country))].filter((code) => code !== trip.origin?.country)
  const facts = codes.flatMap((code) => countries.get(code) ?? [])
  const currencies = [...new Set(facts.map(({ currency }) => currency.code))].filter(
    (code) => code !== home?.currency.code,
  )
  const plugs = [...new Set(facts.flatMap((fact) => fact.plugs))].filter((plug) => home?.plugs.includes(plug) !== true)
  if (currencies.length === 0 && plugs.length === 0) return undefined
  const voltage = [...new Set(facts.flatMap((fact) => fact.voltage ?? []))].join(', ')
  const parts = [
    ...(currencies.length > 0 ? [`local money (${currencies.join(', ')})`] : []),
    ...(plugs.length > 0 ? ['plug adapters'] : []),
  ]
  return {
    title: `Sort out ${joined(parts)}`,
    description: [
      ...(currencies.length > 0 ? ['Check that your bank cards work there and what they charge.'] : []),
      ...(plugs.length > 0 ? [`Sockets there: type ${plugs.join(', ')}${voltage === '' ? '' : `, ${voltage}`}.`] : []),
    ].join(' '),
    days: -7,
  }
}

function packing({ weather }: TaskRequest): PlannedTask {
  return {
    title: 'Pack',
    description: weather.length === 0 ? '' : `Weather to expect: ${weather.join('; ')}.`,
    days: -3,
  }
}

function checkIn({ travel }: TaskRequest): PlannedTask {
  const flies = travel.some(({ kind, mode }) => kind === 'outbound' && mode === 'flight')
  return flies
    ? { title: 'Check in for the flight', description: 'Online check-in usually opens a day or two ahead.', days: -1 }
    : {
        title: 'Check tickets and addresses',
        description: 'Have tickets, bookings and the way there at hand.',
        days: -1,
      }
}
