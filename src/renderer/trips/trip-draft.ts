import type { Trip } from '../../mcp/trips/contract.ts'
import type { ErrorBody } from '../../shared/errors.ts'
import type { FieldProblem, TripDraft } from './trip-form.tsx'

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

/** The field that a failure is about, where it is a place that nobody knows; `undefined` for any other failure. */
export function problemOf(error: ErrorBody, draft: Pick<TripDraft, 'places' | 'origin'>): FieldProblem | undefined {
  if (error.kind !== 'not_found') return undefined
  const names = (text: string) => listOf(text).some((name) => error.message.includes(`“${name}”`))
  const message = [error.message, error.hint].filter(Boolean).join(' ')
  if (names(draft.places)) return { field: 'places', message }
  return error.message.includes(`“${draft.origin.trim()}”`) ? { field: 'origin', message } : undefined
}
