import { Temporal } from '../../../shared/dates.ts'
import { easterSunday } from '../../../shared/easter.ts'

interface Feast {
  pattern: string
  name: string
  /** The day itself. */
  day: (year: number) => Temporal.PlainDate
  /** Days a trip “over” it begins before and ends after the day. */
  over: [before: number, after: number]
}

const fixed = (month: number, day: number) => (year: number) => Temporal.PlainDate.from({ year, month, day })

function nthWeekday(year: number, month: number, weekday: number, nth: number): Temporal.PlainDate {
  const first = Temporal.PlainDate.from({ year, month, day: 1 })
  return first.add({ days: ((weekday - first.dayOfWeek + 7) % 7) + 7 * (nth - 1) })
}

/** Days that people plan around, with the days off that usually go with them. The longer name comes first. */
const feasts: Feast[] = [
  { pattern: 'easter monday', name: 'Easter Monday', day: (year) => easterSunday(year).add({ days: 1 }), over: [3, 0] },
  {
    pattern: 'good friday',
    name: 'Good Friday',
    day: (year) => easterSunday(year).subtract({ days: 2 }),
    over: [0, 3],
  },
  { pattern: 'easter(?: sunday| weekend| holidays?| break)?', name: 'Easter', day: easterSunday, over: [2, 1] },
  { pattern: 'christmas eve', name: 'Christmas Eve', day: fixed(12, 24), over: [0, 2] },
  { pattern: 'boxing day', name: 'Boxing Day', day: fixed(12, 26), over: [0, 2] },
  {
    pattern:
      '(?:christmas|xmas)(?! market| card| present| gift| shopping| dinner| tree| party)(?: day| holidays?| break)?',
    name: 'Christmas',
    day: fixed(12, 25),
    over: [1, 2],
  },
  { pattern: "new year'?s? day", name: 'New Year’s Day', day: fixed(1, 1), over: [1, 1] },
  { pattern: "(?:new year'?s? eve|nye|hogmanay)", name: 'New Year’s Eve', day: fixed(12, 31), over: [1, 1] },
  { pattern: "(?:the )?new year'?s?", name: 'New Year', day: fixed(1, 1), over: [2, 1] },
  { pattern: "valentine'?s?(?: day)?", name: 'Valentine’s Day', day: fixed(2, 14), over: [1, 1] },
  { pattern: "st\\.? patrick'?s day", name: 'St Patrick’s Day', day: fixed(3, 17), over: [1, 1] },
  { pattern: 'halloween', name: 'Halloween', day: fixed(10, 31), over: [1, 1] },
  { pattern: 'thanksgiving', name: 'Thanksgiving', day: (year) => nthWeekday(year, 11, 4, 4), over: [0, 3] },
  { pattern: 'independence day|4th of july weekend', name: 'Independence Day', day: fixed(7, 4), over: [1, 1] },
]

export const feastPattern = feasts.map(({ pattern }) => `(?:${pattern})`).join('|')

/** The feast a phrase names, next on or after `today` (or in `year`), with the days of a trip over it. */
export function feastOf(
  phrase: string,
  today: Temporal.PlainDate,
  year?: number,
): { name: string; day: Temporal.PlainDate; start: Temporal.PlainDate; end: Temporal.PlainDate } | undefined {
  const feast = feasts.find(({ pattern }) => new RegExp(`^(?:${pattern})$`).test(phrase))
  if (feast === undefined) return undefined
  let day = feast.day(year ?? today.year)
  if (year === undefined && Temporal.PlainDate.compare(day, today) < 0) day = feast.day(today.year + 1)
  return {
    name: feast.name,
    day,
    start: day.subtract({ days: feast.over[0] }),
    end: day.add({ days: feast.over[1] }),
  }
}
