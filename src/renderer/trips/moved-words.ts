import type { OrderedDay, Place } from './stop-order.ts'

const ordinals = new Intl.PluralRules('en', { type: 'ordinal' })
const endings: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' }

/** `1st`, `2nd`, `11th`, `23rd`. */
export const ordinal = (number: number) => `${number}${endings[ordinals.select(number)] ?? 'th'}`

/**
 * What is said when a stop was moved: its new place within the day, or its new day.
 * @param days the trip before the move
 * @param dayName how a date is written
 */
export function movedWords(
  days: readonly OrderedDay[],
  stop: { stop_id: string; title: string },
  place: Place,
  dayName: (date: string) => string,
): string {
  const from = days.find((day) => day.stops.some(({ stop_id }) => stop_id === stop.stop_id))
  return from?.date === place.date
    ? `${stop.title} is now ${ordinal(place.position + 1)} on ${dayName(place.date)}`
    : `Moved ${stop.title} to ${dayName(place.date)}`
}
