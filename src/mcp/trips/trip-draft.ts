import { addDays, daysBetween, stamp } from '../../shared/dates.ts'
import { SojournError } from '../../shared/errors.ts'
import { newId } from '../../shared/ids.ts'
import { inMinorUnits, type Money } from '../../shared/money.ts'
import type { Pace } from './contract.ts'
import { isConvertible } from './gather-facts.ts'
import type { Destination, Origin, TripRecord } from './records.ts'
import { type ResolvedPlace, resolveDestination } from './resolve-destination.ts'
import { checkNights } from './stays.ts'
import type { TripsContext } from './store.ts'
import { tripTitle } from './titles.ts'

/** The fields of a request for a trip, as create_trip and plan_trip take them. */
export interface TripRequest {
  title?: string | undefined
  destinations?: { place: string; nights?: number | undefined }[] | undefined
  start_date?: string | undefined
  end_date?: string | undefined
  origin?: string | null | undefined
  travellers?: number | undefined
  budget?: Money | null | undefined
  interests?: string[] | undefined
  pace?: Pace | undefined
  notes?: string | undefined
}

/** Longer trips are refused: a plan by days would mean nothing. */
const longestTripDays = 60

/** @throws SojournError `invalid_input` for an end before the start, or a trip that is too long */
export function checkDates(startDate: string, endDate: string): void {
  const days = daysBetween(startDate, endDate) + 1
  if (days < 1) {
    throw new SojournError('invalid_input', `The trip ends on ${endDate}, before it starts on ${startDate}.`, {
      hint: 'Give an end_date on or after the start_date.',
      issues: [{ path: 'end_date', message: 'is before start_date' }],
    })
  }
  if (days > longestTripDays) {
    throw new SojournError('invalid_input', `A trip can have at most ${longestTripDays} days, this one has ${days}.`, {
      hint: 'Split it into several trips.',
      issues: [{ path: 'end_date', message: `at most ${longestTripDays} days after start_date` }],
    })
  }
}

/** @throws SojournError `invalid_input` for a budget in a currency without a rate: nothing could be set against it */
async function checkBudget(ctx: TripsContext, budget: Money | null | undefined): Promise<void> {
  if (!budget || (await isConvertible(ctx, budget.currency))) return
  throw new SojournError(
    'invalid_input',
    `No exchange rate for ${budget.currency} is known, so nothing can be planned against a budget in it.`,
    {
      hint: 'Give the budget in another currency, such as EUR, USD or GBP.',
      issues: [{ path: 'budget.currency', message: 'has no known exchange rate' }],
    },
  )
}

/**
 * A new trip from a request, places resolved and defaults taken; nothing is written.
 * @throws SojournError `invalid_input` for what is missing or impossible, `not_found` for an unknown place
 */
export async function draftTrip(ctx: TripsContext, request: TripRequest): Promise<TripRecord> {
  const { destinations, start_date, end_date } = request
  const missing = Object.entries({ destinations, start_date, end_date })
    .filter(([, value]) => value === undefined || (Array.isArray(value) && value.length === 0))
    .map(([name]) => name)
  if (destinations === undefined || start_date === undefined || end_date === undefined || missing.length > 0) {
    throw new SojournError(
      'invalid_input',
      `To plan a trip, ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} needed.`,
      {
        hint: 'Say where, and from when to when; or give the trip_id of a trip that exists.',
        issues: missing.map((path) => ({ path, message: 'is needed' })),
      },
    )
  }
  checkDates(start_date, end_date)
  checkNights(destinations, start_date, end_date)
  await checkBudget(ctx, request.budget)
  const assumptions: string[] = []
  const resolved = await resolveAll(ctx, destinations, assumptions)
  const home = request.origin ?? (request.origin === undefined ? ctx.profile.home_city : undefined)
  const origin =
    home === undefined ? undefined : await resolveOrigin(ctx, home, request.origin === undefined, assumptions)
  if (request.travellers === undefined) assumptions.push('For one traveller, as no number was given.')
  if (request.pace === undefined) assumptions.push('At a balanced pace, as none was asked for.')
  const now = stamp(ctx.now)
  return {
    tripId: newId(ctx.now.epochMilliseconds),
    title:
      request.title ??
      tripTitle(
        resolved.map(({ place }) => place),
        start_date,
        end_date,
      ),
    titleGiven: request.title !== undefined,
    startDate: start_date,
    endDate: end_date,
    ...(origin !== undefined && { origin }),
    travellers: request.travellers ?? 1,
    ...(request.budget && { budget: inMinorUnits(request.budget) }),
    interests: uniqueWords(request.interests ?? []),
    pace: request.pace ?? 'balanced',
    notes: request.notes ?? '',
    assumptions,
    createdAt: now,
    updatedAt: now,
    destinations: resolved,
  }
}

/**
 * A trip with changes applied; what is not given stays.
 * @throws SojournError as `draftTrip`
 */
export async function changedTrip(ctx: TripsContext, trip: TripRecord, request: TripRequest): Promise<TripRecord> {
  const startDate = request.start_date ?? trip.startDate
  const endDate = request.end_date ?? movedEnd(trip, request)
  checkDates(startDate, endDate)
  if (request.destinations !== undefined) checkNights(request.destinations, startDate, endDate)
  else
    checkNights(
      trip.destinations.map(({ place }) => ({ place })),
      startDate,
      endDate,
    )
  await checkBudget(ctx, request.budget)
  const assumptions = trip.assumptions.filter((sentence) => !outdated(sentence, request))
  const destinations =
    request.destinations === undefined
      ? trip.destinations
      : await resolveAll(ctx, request.destinations, assumptions, trip.destinations)
  const { origin: oldOrigin, budget: oldBudget, ...rest } = trip
  const origin =
    request.origin === undefined
      ? oldOrigin
      : request.origin === null
        ? undefined
        : await resolveOrigin(ctx, request.origin, false, assumptions)
  const budget =
    request.budget === undefined ? oldBudget : request.budget === null ? undefined : inMinorUnits(request.budget)
  const titleGiven = request.title !== undefined || trip.titleGiven
  return {
    ...rest,
    title:
      request.title ??
      (titleGiven
        ? trip.title
        : tripTitle(
            destinations.map(({ place }) => place),
            startDate,
            endDate,
          )),
    titleGiven,
    startDate,
    endDate,
    ...(origin !== undefined && { origin }),
    ...(budget !== undefined && { budget }),
    travellers: request.travellers ?? trip.travellers,
    interests: request.interests === undefined ? trip.interests : uniqueWords(request.interests),
    pace: request.pace ?? trip.pace,
    notes: request.notes ?? trip.notes,
    assumptions,
    updatedAt: stamp(ctx.now),
    destinations,
  }
}

/** A new start alone moves the whole trip: the length stays. */
function movedEnd(trip: TripRecord, { start_date }: TripRequest): string {
  if (start_date === undefined) return trip.endDate
  const days = daysBetween(trip.startDate, trip.endDate)
  return addDays(start_date, days)
}

const outdated = (sentence: string, request: TripRequest): boolean =>
  (request.travellers !== undefined && sentence.startsWith('For one traveller')) ||
  (request.pace !== undefined && sentence.startsWith('At a balanced pace')) ||
  (request.origin !== undefined && sentence.startsWith('Starting from')) ||
  (request.destinations !== undefined && / taken to mean |: planned around /.test(sentence))

const uniqueWords = (words: readonly string[]): string[] => [
  ...new Map(words.map((word) => [word.toLowerCase(), word])).values(),
]

async function resolveAll(
  ctx: TripsContext,
  wanted: readonly { place: string; nights?: number | undefined }[],
  assumptions: string[],
  before: readonly Destination[] = [],
): Promise<Destination[]> {
  const destinations: Destination[] = []
  for (const { place, nights } of wanted) {
    const same = before.find((old) => old.place.toLowerCase() === place.toLowerCase())
    if (same !== undefined && !destinations.some(({ destinationId }) => destinationId === same.destinationId)) {
      const { nightsWanted: _, ...rest } = same
      destinations.push({ ...rest, ...(nights !== undefined && { nightsWanted: nights }) })
      continue
    }
    const resolved = await resolveDestination(ctx, place)
    if (resolved.assumption !== undefined) assumptions.push(resolved.assumption)
    destinations.push({
      destinationId: newId(ctx.now.epochMilliseconds),
      ...cityFields(resolved),
      ...(resolved.city.region !== undefined && { region: resolved.city.region }),
      ...(nights !== undefined && { nightsWanted: nights }),
      guide: resolved.city.guide,
    })
  }
  return destinations
}

async function resolveOrigin(
  ctx: TripsContext,
  place: string,
  fromProfile: boolean,
  assumptions: string[],
): Promise<Origin | undefined> {
  try {
    const resolved = await resolveDestination(ctx, place)
    if (fromProfile) assumptions.push(`Starting from ${resolved.city.name}, your home city.`)
    else if (resolved.assumption !== undefined)
      assumptions.push(`Starting from ${resolved.city.name}: ${resolved.assumption}`)
    return cityFields(resolved)
  } catch (error) {
    // A home city that cannot be found must not stop every plan; a wrong origin in the request does.
    if (fromProfile && error instanceof SojournError && error.kind === 'not_found') {
      assumptions.push(`Your home city “${place}” is not known, so travel from there is not included.`)
      return undefined
    }
    throw error
  }
}

function cityFields({ city, airport }: ResolvedPlace): Origin {
  return {
    place: city.name,
    country: city.country,
    lat: city.lat,
    lon: city.lon,
    timezone: city.timezone,
    ...(airport !== undefined && { airport }),
  }
}
