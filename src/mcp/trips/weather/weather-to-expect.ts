import type * as z from 'zod'
import { datesFrom } from '../../../shared/dates.ts'
import type { weather } from '../contract.ts'
import type { Stay } from '../stays.ts'
import { type Climate, climateAt, type GuideClimate } from './climate-book.ts'

export type Weather = z.infer<typeof weather>

const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
]

const fahrenheit = (celsius: number): number => Math.round((celsius * 9) / 5 + 32)

/** The usual weather of each stay, in the month that most of its days lie in. Not a forecast. */
export function weatherToExpect(
  stays: readonly Stay[],
  book: readonly GuideClimate[],
  units: 'metric' | 'imperial',
): Weather[] {
  return stays.map((stay) => {
    const month = mainMonth(stay)
    const climate = climateAt(stay, month, book)
    return {
      city: stay.place,
      min: climate.min,
      max: climate.max,
      rain_days: climate.rain_days,
      summary: inWords(climate, months[month - 1] ?? '', units),
      source: climate.source,
      is_estimate: true,
    }
  })
}

function mainMonth(stay: Stay): number {
  const days = new Map<number, number>()
  for (const date of datesFrom(stay.arrive, stay.leave)) {
    const month = Number(date.slice(5, 7))
    days.set(month, (days.get(month) ?? 0) + 1)
  }
  return [...days].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 1
}

function inWords(climate: Climate, month: string, units: 'metric' | 'imperial'): string {
  const [low, high, degree] =
    units === 'imperial' ? [fahrenheit(climate.min), fahrenheit(climate.max), '°F'] : [climate.min, climate.max, '°C']
  const rain =
    climate.from === 'latitude'
      ? 'rain not known'
      : climate.rain_days <= 4
        ? 'mostly dry'
        : climate.rain_days <= 10
          ? `rain on about ${climate.rain_days} days of the month`
          : `often wet, rain on about ${climate.rain_days} days of the month`
  const basis =
    climate.from === 'guide'
      ? ''
      : climate.from === 'neighbour'
        ? ` (from ${climate.neighbour ?? 'nearby'})`
        : ' (a rough guess from the latitude)'
  return `usually ${low} to ${high} ${degree} in ${month}, ${rain}${basis}`
}
