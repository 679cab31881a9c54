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

function lastMonday(year: number, month: number): Temporal.PlainDate {
  const last = Temporal.PlainDate.from({ year, month, day: 1 }).add({ months: 1 }).subtract({ days: 1 })
  return last.subtract({ days: last.dayOfWeek - 1 })
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
  {
    pattern: '(?:maundy|holy) thursday',
    name: 'Maundy Thursday',
    day: (year) => easterSunday(year).subtract({ days: 3 }),
    over: [0, 4],
  },
  {
    pattern: 'easter saturday|holy saturday',
    name: 'Easter Saturday',
    day: (year) => easterSunday(year).subtract({ days: 1 }),
    over: [1, 2],
  },
  {
    pattern: 'palm sunday',
    name: 'Palm Sunday',
    day: (year) => easterSunday(year).subtract({ days: 7 }),
    over: [2, 0],
  },
  {
    pattern: 'ascension(?: day)?',
    name: 'Ascension Day',
    day: (year) => easterSunday(year).add({ days: 39 }),
    over: [0, 3],
  },
  {
    pattern: '(?:whit|pentecost) monday',
    name: 'Whit Monday',
    day: (year) => easterSunday(year).add({ days: 50 }),
    over: [3, 0],
  },
  {
    pattern: 'pentecost(?: weekend)?|whitsun(?:tide)?(?: weekend)?',
    name: 'Whitsun',
    day: (year) => easterSunday(year).add({ days: 49 }),
    over: [2, 1],
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
  { pattern: "valentine'?s?(?: day| weekend)?", name: 'Valentine’s Day', day: fixed(2, 14), over: [1, 1] },
  {
    pattern: "(?:st|saint)\\.? (?:patrick|paddy)'?s?(?: day| weekend)?|paddy'?s day",
    name: 'St Patrick’s Day',
    day: fixed(3, 17),
    over: [1, 1],
  },
  { pattern: 'halloween(?: weekend)?', name: 'Halloween', day: fixed(10, 31), over: [1, 1] },
  {
    pattern: 'thanksgiving(?: day| weekend| break)?',
    name: 'Thanksgiving',
    day: (year) => nthWeekday(year, 11, 4, 4),
    over: [0, 3],
  },
  {
    pattern: '(?:early )?may (?:day )?bank holiday(?: weekend)?',
    name: 'the early May bank holiday',
    day: (year) => nthWeekday(year, 5, 1, 1),
    over: [3, 0],
  },
  {
    pattern: '(?:late may|spring|whitsun) bank holiday(?: weekend)?',
    name: 'the spring bank holiday',
    day: (year) => lastMonday(year, 5),
    over: [3, 0],
  },
  {
    pattern: '(?:august|summer|late summer) bank holiday(?: weekend)?',
    name: 'the August bank holiday',
    day: (year) => lastMonday(year, 8),
    over: [3, 0],
  },
  {
    pattern: 'memorial day(?: weekend)?',
    name: 'Memorial Day',
    day: (year) => lastMonday(year, 5),
    over: [3, 0],
  },
  {
    pattern: 'labou?r day weekend',
    name: 'Labor Day',
    day: (year) => nthWeekday(year, 9, 1, 1),
    over: [3, 0],
  },
  {
    pattern: "(?:president'?s'?|presidents) day(?: weekend)?",
    name: 'Presidents’ Day',
    day: (year) => nthWeekday(year, 2, 1, 3),
    over: [3, 0],
  },
  { pattern: 'independence day|4th of july weekend', name: 'Independence Day', day: fixed(7, 4), over: [1, 1] },
]

/** What names one day, not the days off around it. */
export const singleFeast = / (?:day|eve|monday|sunday|thursday|saturday)$|^good friday$|^(?:nye|hogmanay)$/

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
