import type { Trip } from '../../mcp/trips/contract.ts'
import type { TripDraft } from './trip-form.tsx'

/** The parts between commas, without empty ones. */
export function listOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** A trip as the form shows it. */
export function draftOf(trip: Trip, currency: string): TripDraft {
  return {
    title: trip.title,
    places: trip.destinations.map((destination) => destination.place).join(', '),
    start: trip.start_date,
    end: trip.end_date,
    origin: trip.origin ?? '',
    travellers: String(trip.travellers),
    budget: trip.budget_limit === undefined ? '' : String(trip.budget_limit.amount),
    currency: trip.budget_limit?.currency ?? currency,
    interests: trip.interests.join(', '),
    pace: trip.pace,
  }
}

/** What the form holds as the fields that `plan_trip` and `update_trip` share; `undefined` budget and origin where empty. */
export function fieldsOfDraft(draft: TripDraft) {
  const travellers = Number(draft.travellers)
  return {
    start_date: draft.start,
    end_date: draft.end,
    interests: listOf(draft.interests),
    pace: draft.pace,
    ...(Number.isInteger(travellers) && travellers > 0 && { travellers }),
    origin: draft.origin.trim() === '' ? undefined : draft.origin.trim(),
    budget: draft.budget.trim() === '' ? undefined : { amount: Number(draft.budget), currency: draft.currency },
  }
}
