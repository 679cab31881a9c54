import { Temporal } from '../../../shared/dates.ts'
import { listed } from './sentences.ts'

/** A trip's short name: “Lisbon in May”, “Rome and Florence in September”. */
export function tripName(places: readonly string[], start: string): string {
  const month = Temporal.PlainDate.from(start).toLocaleString('en', { month: 'long' })
  const distinct = [...new Set(places)]
  return distinct.length === 0 ? `Trip in ${month}` : `${listed(distinct)} in ${month}`
}
