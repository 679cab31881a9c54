import { SojournError } from '../../shared/errors.ts'
import { metresBetween } from '../../shared/geo.ts'
import { newId } from '../../shared/ids.ts'
import { inMinorUnits } from '../../shared/money.ts'
import type { ArgsOf, OutputOf } from '../../shared/tool.ts'
import { getPlace, type Place } from '../places/contract.ts'
import { writeAsRead } from './as-read.ts'
import { findingsOf } from './checks/check-trip.ts'
import type { addStop, moveStop, removeStop, updateStop } from './contract.ts'
import { gatherFacts, type TripFacts } from './gather-facts.ts'
import { dayOf, stopOnWire } from './itinerary.ts'
import { matchTitle } from './match-title.ts'
import type { StopRecord, TripRecord } from './records.ts'
import { placeInDay, reflowDay } from './reflow-day.ts'
import { requireStop, requireTrip } from './require-trip.ts'
import { type Stay, stayOn } from './stays.ts'
import { startMinutes } from './stop-start.ts'
import { replaceStops, stopsOfTrip, type TripsContext } from './store.ts'
import { moneyOf } from './trip-detail.ts'
import type { GuideClimate } from './weather/climate-book.ts'

/** How long a stop is when nobody says, minutes. */
const usualMinutes = 60

/** Further than this from the city of its day a place is out of reach, metres. */
const farthestMetres = 300_000

interface Editing {
  trip: TripRecord
  stops: StopRecord[]
  facts: TripFacts
}

async function open(ctx: TripsContext, tripId: string, climate: readonly GuideClimate[]): Promise<Editing> {
  const trip = await requireTrip(ctx, tripId)
  const stops = await stopsOfTrip(ctx.read, ctx.user, tripId)
  return { trip, stops, facts: await gatherFacts(ctx, trip, stops, climate) }
}

const on = (stops: readonly StopRecord[], date: string): StopRecord[] => stops.filter((stop) => stop.date === date)

function requireDate(trip: TripRecord, date: string): void {
  if (date >= trip.startDate && date <= trip.endDate) return
  throw new SojournError(
    'invalid_input',
    `${date} is outside the trip, which runs from ${trip.startDate} to ${trip.endDate}.`,
    {
      hint: 'Choose a date of the trip, or change its dates with update_trip.',
      issues: [{ path: 'date', message: 'is outside the trip' }],
    },
  )
}

/** Writes the days that changed and answers with the stop and its day. */
async function save(
  ctx: TripsContext,
  { trip, stops, facts }: Editing,
  days: ReadonlyMap<string, readonly StopRecord[]>,
  stopId: string,
): Promise<OutputOf<typeof addStop>> {
  const after = merged(stops, days, stopId)
  await writeAsRead(ctx, { trip, stops }, (tx) => replaceStops(tx, ctx.user, stops, after))
  const stop = after.find((other) => other.stopId === stopId)
  if (stop === undefined) throw new Error('The edited stop is not among the stops of its day')
  const { budget } = moneyOf(trip, after, facts)
  const shown = stopOnWire(stop, trip.travellers, facts)
  return {
    stop_id: shown.stop_id,
    stop: shown,
    trip_id: trip.tripId,
    date: stop.date,
    day: dayOf(trip, stop.date, on(after, stop.date), facts),
    findings: findingsOf(trip, after, facts, budget).filter(
      ({ date, stop_id }) => stop_id === stopId || (date !== undefined && days.has(date)),
    ),
  }
}

function merged(
  stops: readonly StopRecord[],
  days: ReadonlyMap<string, readonly StopRecord[]>,
  moved: string,
): StopRecord[] {
  return [...stops.filter(({ date, stopId }) => !days.has(date) && stopId !== moved), ...[...days.values()].flat()]
}

export async function runAddStop(
  ctx: TripsContext,
  input: ArgsOf<typeof addStop>,
  climate: readonly GuideClimate[],
): Promise<OutputOf<typeof addStop>> {
  if (input.title === undefined && input.place_id === undefined) {
    throw new SojournError('invalid_input', 'Say what to add.', {
      hint: 'Give a title, or the place_id of a place that search_places returned.',
      issues: [{ path: 'title', message: 'is needed where there is no place_id' }],
    })
  }
  const editing = await open(ctx, input.trip_id, climate)
  const { trip, stops, facts } = editing
  requireDate(trip, input.date)
  const stay = stayOn(facts.stays, input.date)
  const place =
    input.place_id !== undefined
      ? await ctx.call(getPlace, { place_id: input.place_id })
      : input.title !== undefined && stay?.guide === true
        ? await matchTitle(ctx, input.title, stay.place)
        : undefined
  if (place !== undefined && stay !== undefined) requireReach(place, stay, facts.stays)
  const start = input.start === undefined ? undefined : startMinutes(input.start, input.date)
  // What the plan itself put on another day is moved rather than doubled.
  const present = stops.find(
    ({ placeId, addedBy, locked }) =>
      placeId !== undefined && placeId === place?.place_id && addedBy === 'plan' && !locked,
  )
  const base = present ?? newStop(ctx, trip, input.date, input.title, place, stay)
  const stop: StopRecord = {
    ...base,
    date: input.date,
    start: start ?? base.start,
    startFixed: start !== undefined,
    minutes: input.minutes ?? (isMeal(base) && place?.visit_minutes !== undefined ? place.visit_minutes : base.minutes),
    category: place?.category ?? base.category,
    addedBy: 'user',
    ...(input.notes !== undefined && { notes: input.notes }),
  }
  const rules = {
    pace: trip.pace,
    places: place === undefined ? facts.places : new Map(facts.places).set(place.place_id, place),
  }
  const days = new Map<string, StopRecord[]>()
  const others = stops.filter(({ stopId }) => stopId !== stop.stopId)
  if (base.date !== input.date) days.set(base.date, reflowDay(on(others, base.date), rules))
  days.set(input.date, placeInDay(on(others, input.date), stop, input.position, rules))
  return save(ctx, { ...editing, facts: { ...facts, places: rules.places } }, days, stop.stopId)
}

/**
 * A day trip may go far, and the check says so; what cannot be reached in a day is refused.
 * @throws SojournError `invalid_input` with the day or the change of the trip that would do
 */
function requireReach(place: Place, stay: Stay, stays: readonly Stay[]): void {
  if (metresBetween(place, stay) <= farthestMetres) return
  const there = stays.find((other) => metresBetween(place, other) <= farthestMetres)
  const city = place.city ?? 'another city'
  throw new SojournError('invalid_input', `${place.name} is in ${city}, but that day is spent in ${stay.place}.`, {
    hint:
      there === undefined
        ? `Add ${city} to the trip with update_trip, or choose a place in ${stay.place}.`
        : `Choose a date from ${there.arrive} to ${there.leave}, when the trip is in ${there.place}.`,
    issues: [{ path: 'place_id', message: `is not in ${stay.place}` }],
  })
}

const isMeal = ({ category }: StopRecord): boolean => category === 'lunch' || category === 'dinner'

function newStop(
  ctx: TripsContext,
  trip: TripRecord,
  date: string,
  title: string | undefined,
  place: Place | undefined,
  centre: { lat: number; lon: number } | undefined,
): StopRecord {
  return {
    stopId: newId(ctx.now.epochMilliseconds),
    tripId: trip.tripId,
    date,
    start: 0,
    minutes: place?.visit_minutes ?? usualMinutes,
    title: place?.name ?? title ?? '',
    category: place?.category ?? 'own',
    lat: place?.lat ?? centre?.lat ?? 0,
    lon: place?.lon ?? centre?.lon ?? 0,
    located: place !== undefined,
    locked: false,
    mustSee: false,
    startFixed: false,
    addedBy: 'user',
    ...(place === undefined
      ? {
          description: 'Your own entry: where exactly is not known, so it is shown at the centre of the city.',
          source: 'your own entry',
          isEstimate: false,
        }
      : {
          placeId: place.place_id,
          ...(place.area !== undefined && { area: place.area }),
          ...(place.description !== undefined && { description: place.description }),
          ...(place.price !== undefined && { price: place.price }),
          source: place.source,
          retrievedAt: place.retrieved_at,
          isEstimate: place.is_estimate,
        }),
  }
}

export async function runUpdateStop(
  ctx: TripsContext,
  input: ArgsOf<typeof updateStop>,
  climate: readonly GuideClimate[],
): Promise<OutputOf<typeof updateStop>> {
  const { tripId } = await requireStop(ctx, input.stop_id)
  const editing = await open(ctx, tripId, climate)
  const old = editing.stops.find(({ stopId }) => stopId === input.stop_id)
  if (old === undefined) throw new Error('A stop is not among the stops of its trip')
  const { cost: oldCost, ...rest } = old
  const cost = input.cost === undefined ? oldCost : input.cost === null ? undefined : inMinorUnits(input.cost)
  const stop: StopRecord = {
    ...rest,
    ...(cost !== undefined && { cost }),
    title: input.title ?? old.title,
    ...(input.start !== undefined && { start: startMinutes(input.start, old.date), startFixed: true }),
    minutes: input.minutes ?? old.minutes,
    ...(input.notes !== undefined && { notes: input.notes }),
    locked: input.locked ?? old.locked,
    mustSee: input.must_see ?? old.mustSee,
  }
  const rules = { pace: editing.trip.pace, places: editing.facts.places }
  const others = on(editing.stops, old.date).filter(({ stopId }) => stopId !== stop.stopId)
  const retimed = input.start !== undefined || input.minutes !== undefined
  const position = on(editing.stops, old.date).findIndex(({ stopId }) => stopId === stop.stopId)
  const day = retimed
    ? placeInDay(others, stop, input.start === undefined ? position : undefined, rules)
    : [...others, stop]
  return save(ctx, editing, new Map([[old.date, day]]), stop.stopId)
}

export async function runMoveStop(
  ctx: TripsContext,
  input: ArgsOf<typeof moveStop>,
  climate: readonly GuideClimate[],
): Promise<OutputOf<typeof moveStop>> {
  const { tripId } = await requireStop(ctx, input.stop_id)
  const editing = await open(ctx, tripId, climate)
  requireDate(editing.trip, input.date)
  const old = editing.stops.find(({ stopId }) => stopId === input.stop_id)
  if (old === undefined) throw new Error('A stop is not among the stops of its trip')
  const rules = { pace: editing.trip.pace, places: editing.facts.places }
  const others = editing.stops.filter(({ stopId }) => stopId !== old.stopId)
  // A lock keeps a stop where the plan is made anew; moving it is the user's own word.
  const free: StopRecord = { ...old, date: input.date, locked: false, startFixed: input.start !== undefined }
  const moved = input.start === undefined ? free : { ...free, start: startMinutes(input.start, input.date) }
  const days = new Map<string, StopRecord[]>()
  if (old.date !== input.date) days.set(old.date, reflowDay(on(others, old.date), rules))
  const target = placeInDay(
    on(others, input.date),
    moved,
    input.start === undefined ? input.position : undefined,
    rules,
  )
  days.set(
    input.date,
    target.map((stop) => (stop.stopId === old.stopId ? { ...stop, locked: old.locked } : stop)),
  )
  return save(ctx, editing, days, old.stopId)
}

export async function runRemoveStop(
  ctx: TripsContext,
  input: ArgsOf<typeof removeStop>,
  climate: readonly GuideClimate[],
): Promise<OutputOf<typeof removeStop>> {
  const { tripId } = await requireStop(ctx, input.stop_id)
  const { trip, stops, facts } = await open(ctx, tripId, climate)
  const old = stops.find(({ stopId }) => stopId === input.stop_id)
  if (old === undefined) throw new Error('A stop is not among the stops of its trip')
  const rest = on(stops, old.date).filter(({ stopId }) => stopId !== old.stopId)
  const day = reflowDay(rest, { pace: trip.pace, places: facts.places })
  const after = merged(stops, new Map([[old.date, day]]), old.stopId)
  await writeAsRead(ctx, { trip, stops }, (tx) => replaceStops(tx, ctx.user, stops, after))
  return {
    stop_id: old.stopId,
    status: 'removed',
    title: old.title,
    trip_id: trip.tripId,
    date: old.date,
    day: dayOf(trip, old.date, day, facts),
  }
}
