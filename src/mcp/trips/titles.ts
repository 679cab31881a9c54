import { daysBetween, weekdayOf } from '../../shared/dates.ts'
import { kindOfStop } from './contract.ts'

const counts = ['', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven', 'Twelve']

/** “Lisbon”, “Rome and Florence”, “Rome, Florence and 3 more”. */
export function placesInWords(places: readonly string[]): string {
  const names = [...new Set(places)]
  if (names.length > 3) return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`
  return joined(names)
}

/** “a”, “a and b”, “a, b and c”. */
export function joined(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** “Four days in Lisbon”, “A week in Rome and Florence”, “A weekend in Porto”. */
export function tripTitle(places: readonly string[], startDate: string, endDate: string): string {
  return `${lengthInWords(startDate, endDate)} in ${placesInWords(places)}`
}

function lengthInWords(startDate: string, endDate: string): string {
  const days = daysBetween(startDate, endDate) + 1
  const overSunday = weekdayOf(endDate) === 'sun' && (days === 2 || days === 3)
  if (overSunday) return 'A weekend'
  if (days === 1) return 'A day'
  if (days % 7 === 0) return days === 7 ? 'A week' : `${counts[days / 7] ?? days / 7} weeks`
  return `${counts[days] ?? days} days`
}

/** What a day is about, from the areas of its sights, the longest visited first: “Alfama and Baixa”. */
export function dayTitle(stops: readonly { category: string; area?: string; minutes: number }[]): string | undefined {
  const sights = stops.filter(({ category }) => kindOfStop(category) === 'sight')
  const minutes = new Map<string, number>()
  for (const { area, minutes: spent } of sights) {
    if (area !== undefined) minutes.set(area, (minutes.get(area) ?? 0) + spent)
  }
  const areas = [...minutes].sort((a, b) => b[1] - a[1]).slice(0, 2)
  const order = [...minutes.keys()]
  if (areas.length > 0) {
    return joined(areas.map(([area]) => area).sort((a, b) => order.indexOf(a) - order.indexOf(b)))
  }
  if (sights.length > 0) return undefined
  if (stops.some(({ category }) => category === 'arrival')) return 'Arrival'
  if (stops.some(({ category }) => category === 'departure')) return 'Departure'
  return stops.some(({ category }) => category === 'open') ? 'Open day' : undefined
}
