import { Temporal } from '../../../shared/dates.ts'
import { easterSunday } from '../../../shared/easter.ts'
import { nthWeekday } from './calendar.ts'

type PlainDate = Temporal.PlainDate

const fixed = (month: number, day: number) => (year: number) => Temporal.PlainDate.from({ year, month, day })
const thanksgiving = (year: number) =>
  nthWeekday(year, 11, 4, 4) ?? Temporal.PlainDate.from({ year, month: 11, day: 22 })

/** Holidays that people date things by, longer names first: those whose date does not differ between countries. */
const holidays: { names: string; date: (year: number) => PlainDate }[] = [
  { names: String.raw`(?:christmas|xmas)\s+eve`, date: fixed(12, 24) },
  { names: String.raw`(?:christmas|xmas)(?:\s+day)?`, date: fixed(12, 25) },
  { names: String.raw`boxing\s+day`, date: fixed(12, 26) },
  { names: String.raw`new\s+year['’]?s\s+eve|nye`, date: fixed(12, 31) },
  { names: String.raw`new\s+year(?:['’]?s)?(?:\s+day)?`, date: fixed(1, 1) },
  { names: String.raw`(?:st\.?\s+)?valentine['’]?s(?:\s+day)?`, date: fixed(2, 14) },
  { names: String.raw`(?:st\.?|saint)\s+patrick['’]?s\s+day`, date: fixed(3, 17) },
  { names: "hallowe['’]?en", date: fixed(10, 31) },
  { names: String.raw`good\s+friday`, date: (year) => easterSunday(year).subtract({ days: 2 }) },
  { names: String.raw`easter\s+monday`, date: (year) => easterSunday(year).add({ days: 1 }) },
  { names: String.raw`easter(?:\s+sunday)?`, date: easterSunday },
  { names: String.raw`black\s+friday`, date: (year) => thanksgiving(year).add({ days: 1 }) },
  { names: String.raw`thanksgiving(?:\s+day)?`, date: thanksgiving },
]

export const holiday = `(?:${holidays.map(({ names }) => names).join('|')})`

const patterns = holidays.map(({ names, date }) => ({ pattern: new RegExp(`^(?:${names})$`, 'iu'), date }))

/** The next time a holiday comes, from `today` on, or its date in `year`. */
export function holidayDate(name: string, today: PlainDate, year?: number): PlainDate | undefined {
  const found = patterns.find(({ pattern }) => pattern.test(name))
  if (found === undefined) return undefined
  if (year !== undefined) return found.date(year)
  const soonest = found.date(today.year)
  return Temporal.PlainDate.compare(soonest, today) >= 0 ? soonest : found.date(today.year + 1)
}
