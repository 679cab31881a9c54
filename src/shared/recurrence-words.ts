const dayNames: Record<string, string> = {
  MO: 'Monday',
  TU: 'Tuesday',
  WE: 'Wednesday',
  TH: 'Thursday',
  FR: 'Friday',
  SA: 'Saturday',
  SU: 'Sunday',
}
const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const units: Record<string, string> = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' }
const spelled = ['', 'first', 'second', 'third', 'fourth', 'fifth']
/** Sets of weekdays that have a name of their own. */
const namedSets: Record<string, string> = {
  'MO,TU,WE,TH,FR': 'weekday',
  'SA,SU': 'weekend day',
  'MO,TU,WE,TH,FR,SA,SU': 'day',
}

/** `short` for a label: “Every 2 weeks on Fri”. `long` within a sentence: “every 2 weeks on Friday”. */
export type WordForm = 'short' | 'long'

interface Rule {
  unit: string
  interval: number
  months: number[]
  monthDays: number[]
  /** Weekdays, `nth` 0 where every one is meant. */
  days: { nth: number; day: string }[]
  positions: number[]
  count: string | undefined
  until: string | undefined
}

/** The rule's parts; undefined where it has one that this file has no words for. */
function partsOf(rule: string): Rule | undefined {
  const parts = new Map(
    rule
      .replace(/^RRULE:/, '')
      .split(';')
      .map((part): [string, string] => {
        const [name = '', value = ''] = part.split('=', 2)
        return [name, value]
      }),
  )
  const listOf = (name: string) => parts.get(name)?.split(',') ?? []
  const unit = units[parts.get('FREQ') ?? '']
  const days = listOf('BYDAY').map((text) => /^([+-]?\d+)?(MO|TU|WE|TH|FR|SA|SU)$/.exec(text))
  if (unit === undefined || days.includes(null)) return undefined
  return {
    unit,
    interval: Number(parts.get('INTERVAL') ?? '1'),
    months: listOf('BYMONTH').map(Number),
    monthDays: listOf('BYMONTHDAY').map(Number),
    days: days.map((match) => ({ nth: Number(match?.[1] ?? 0), day: match?.[2] ?? '' })),
    positions: listOf('BYSETPOS').map(Number),
    count: parts.get('COUNT'),
    until: parts.get('UNTIL'),
  }
}

const withEnding = (number: number): string => {
  const teen = number % 100 >= 11 && number % 100 <= 13
  return `${number}${teen ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th')}`
}

/** The words of one form. */
function wordsOf(form: WordForm) {
  const cut = (name: string) => (form === 'short' ? name.slice(0, 3) : name)
  const listed = (items: readonly string[]) =>
    form === 'short' ? items.join(', ') : new Intl.ListFormat('en-GB').format(items)
  const nth = (number: number): string => {
    const size = Math.abs(number)
    const ordinal = form === 'short' ? withEnding(size) : (spelled[size] ?? withEnding(size))
    if (number > 0) return ordinal
    return number === -1 ? 'last' : `${ordinal} to last`
  }
  const dayName = (day: string) => dayNames[day] ?? day
  return {
    every: form === 'short' ? 'Every' : 'every',
    listed,
    nth,
    dayName,
    dayNames: (days: readonly string[]) => listed(days.map((day) => cut(dayName(day)))),
    months: (months: readonly number[]) => listed(months.map((month) => cut(monthNames[month - 1] ?? `${month}`))),
    until: (text: string) => {
      const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})/.exec(text) ?? []
      return year === undefined ? text : `${Number(day)} ${cut(monthNames[Number(month) - 1] ?? '')} ${year}`
    },
  }
}
type Words = ReturnType<typeof wordsOf>

/** Which weekdays, “on …” or of the n-th of a period; undefined where there are none. */
function onWeekdays({ unit, days, positions, months }: Rule, words: Words): string | undefined {
  if (days.length === 0) return undefined
  const names = days.map(({ day }) => day)
  const set = namedSets[names.join()]
  const period = unit === 'year' && months.length === 0 ? ' of the year' : ''
  if (positions.length > 0) {
    const what = set ?? names.map(words.dayName).join(' or ')
    return `on the ${words.listed(positions.map(words.nth))} ${what}${period}`
  }
  if (days.some(({ nth }) => nth !== 0)) {
    const numbered = days.map(({ nth, day }) =>
      nth === 0 ? words.dayName(day) : `the ${words.nth(nth)} ${words.dayName(day)}`,
    )
    return `on ${words.listed(numbered)}${period}`
  }
  return `on ${set === undefined ? words.dayNames(names) : `${set}s`}`
}

/** Which days of the month; undefined where there are none. */
function onMonthDays({ monthDays }: Rule, words: Words): string | undefined {
  if (monthDays.length === 0) return undefined
  const named = monthDays.map((day) => (day > 0 ? withEnding(day) : `${words.nth(day)} day`))
  return `on the ${words.listed(named)}`
}

/**
 * A recurrence rule (an RRULE of RFC 5545) in English: “Every 2 weeks on Fri”, “every month on the last Friday”. One with
 * parts that have no words here is given as it is.
 */
export function recurrenceWords(rule: string, form: WordForm): string {
  const parts = partsOf(rule)
  if (parts === undefined) return rule
  const { unit, interval, months, monthDays, days, positions, count, until } = parts
  if (monthDays.length > 0 && days.length + positions.length > 0) return rule
  const words = wordsOf(form)
  const times = count === '1' ? ', once' : `, ${count} times`
  const ends = until !== undefined ? ` until ${words.until(until)}` : count !== undefined ? times : ''
  const plainDays = days.every(({ nth }) => nth === 0) && positions.length === 0
  const inMonths = months.length === 0 ? '' : ` in ${words.months(months)}`

  if (interval === 1 && days.length > 0 && plainDays && (unit === 'week' || unit === 'day')) {
    const names = days.map(({ day }) => day)
    const [only] = names
    const single = names.length === 1 && only !== undefined ? words.dayName(only) : undefined
    return `${words.every} ${namedSets[names.join()] ?? single ?? words.dayNames(names)}${inMonths}${ends}`
  }
  const base = interval === 1 ? `${words.every} ${unit}` : `${words.every} ${interval} ${unit}s`
  if (months.length === 1 && monthDays.length > 0 && monthDays.every((day) => day > 0)) {
    return `${base} on ${words.listed(monthDays.map(String))} ${words.months(months)}${ends}`
  }
  const on = onWeekdays(parts, words) ?? onMonthDays(parts, words)
  const eachMonth = unit === 'year' && monthDays.length > 0 && months.length === 0 ? ' of each month' : ''
  const ofMonths = months.length > 0 && on !== undefined && !plainDays ? ` of ${words.months(months)}` : inMonths
  return [base, on === undefined ? '' : ` ${on}`, eachMonth, ofMonths, ends].join('')
}
