import type { Money } from '../../shared/money.ts'
import { listTasks, type Task } from '../tasks/contract.ts'
import { findingsOf } from './checks/check-trip.ts'
import type { TripDetail } from './contract.ts'
import { budgetOf, pricedTravel } from './estimates/budget.ts'
import { generalCosts, type StayCosts } from './estimates/lodging.ts'
import { planTravel } from './estimates/travel.ts'
import type { TripFacts } from './gather-facts.ts'
import { daysOf, tripOnWire } from './itinerary.ts'
import { datesOfStay } from './plan-days.ts'
import type { StopRecord, TripRecord } from './records.ts'
import type { TripsContext } from './store.ts'
import { suggestionsFor } from './suggestions.ts'
import { placesInWords } from './titles.ts'
import { weatherToExpect } from './weather/weather-to-expect.ts'

/** Everything about a trip, computed from its rows and what is known around it. */
export function tripDetail(
  trip: TripRecord,
  stops: readonly StopRecord[],
  facts: TripFacts,
  tasks: readonly Task[],
): TripDetail {
  const { travel, budget } = moneyOf(trip, stops, facts)
  const detail = {
    ...tripOnWire(trip, facts.stays),
    days: daysOf(trip, stops, facts),
    travel,
    budget,
    weather: weatherToExpect(facts.stays, facts.climate, facts.units),
    tasks: tasks.map(({ task_id, title, due, status }) => ({
      task_id,
      title,
      status,
      ...(due !== undefined && { due }),
    })),
    assumptions: assumptionsOf(trip, stops, facts),
    bookings: [],
  }
  return {
    ...detail,
    findings: findingsOf(trip, stops, facts, budget),
    suggestions: suggestionsFor(trip, stops, budget),
  }
}

/**
 * The tasks of a trip, done ones too, by due date. What the user wrote belongs to the to-do list: whoever may not read that
 * is given the plan's own tasks alone.
 */
export async function tasksOf(ctx: TripsContext, tripId: string): Promise<Task[]> {
  const tasks: Task[] = []
  let cursor: string | undefined
  do {
    const page = await ctx.call(listTasks, { trip_id: tripId, status: 'all', limit: 500, cursor })
    tasks.push(...page.tasks)
    cursor = page.next_cursor
  } while (cursor !== undefined)
  return ctx.scopes.has('tasks:read') ? tasks : tasks.filter(({ origin }) => origin === 'plan')
}

export function moneyOf(trip: TripRecord, stops: readonly StopRecord[], facts: TripFacts) {
  const planned = planTravel(trip.origin, facts.stays, trip.endDate, facts.journeys)
  const euro = facts.currency === 'EUR' ? 1 : facts.rates.get('EUR')
  if (euro === undefined) throw new Error(`A trip is priced in ${facts.currency}, for which no rate is known`)
  const request = {
    currency: facts.currency,
    euro,
    ...(trip.budget !== undefined && { limit: trip.budget }),
    travellers: trip.travellers,
    stays: stayCosts(trip, facts, euro),
    stops,
    rates: facts.rates,
    originKnown: trip.origin !== undefined,
  }
  const travel = pricedTravel(planned, request)
  return { travel, budget: budgetOf({ ...request, travel: planned }, travel) }
}

function stayCosts(trip: TripRecord, { stays, countries, currency, rates }: TripFacts, euro: number): StayCosts[] {
  const inCurrency = (price: Money | undefined): number | undefined => {
    const rate = price?.currency === currency ? 1 : rates.get(price?.currency ?? '')
    return price === undefined || rate === undefined ? undefined : price.amount * rate
  }
  return stays.map((stay, index) => {
    const costs = countries.get(stay.country)?.costs
    const roomNight = inCurrency(costs?.room_night)
    const foodDay = inCurrency(costs?.food_day)
    return {
      place: stay.place,
      nights: stay.nights,
      days: datesOfStay(stays, index, trip.endDate).length,
      roomNight: roomNight ?? generalCosts.roomNight * euro,
      foodDay: foodDay ?? generalCosts.foodDay * euro,
      known: roomNight !== undefined && foodDay !== undefined,
    }
  })
}

function assumptionsOf(trip: TripRecord, stops: readonly StopRecord[], { stays, currency }: TripFacts): string[] {
  const first = placesInWords(stays.map(({ place }) => place))
  const unguided = stays.filter(({ guide }) => !guide).map(({ place }) => place)
  const oneDay = trip.startDate === trip.endDate
  const sentences = [...trip.assumptions]
  if (trip.origin === undefined) {
    sentences.push(
      'Getting there is not included: tell me where you start from.',
      oneDay
        ? `The day in ${first} is planned from morning to evening.`
        : 'Arrival is taken to be about midday on the first day, departure in the afternoon of the last.',
    )
  }
  if (stays.length > 1 && stays.some(({ nights, nightsWanted }) => nights !== nightsWanted)) {
    sentences.push(
      `The nights are split like this: ${stays.map(({ place, nights }) => `${place} ${nights}`).join(', ')}.`,
    )
  }
  if (unguided.length > 0) {
    sentences.push(
      `${placesInWords(unguided)} is not in the built-in guide: the days there are left open rather than filled with guesses.`,
    )
  }
  if (stops.some(({ placeId }) => placeId !== undefined)) {
    sentences.push(
      'Opening hours are the usual ones of the built-in guide; holidays can change them, so check before you go.',
    )
  }
  if (trip.budget !== undefined && trip.budget.currency !== currency) {
    sentences.push(
      `No exchange rate for ${trip.budget.currency} is known: costs are in ${currency}, and the budget is not compared.`,
    )
  }
  return sentences
}
