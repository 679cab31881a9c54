import { Temporal } from '../../shared/dates.ts'
import { SojournError } from '../../shared/errors.ts'

export const ruleDays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
export type RuleDay = (typeof ruleDays)[number]

/** A weekday in a rule; with `nth` the third (3) or last (-1) of the month. */
export interface RuleWeekday {
  nth?: number
  day: RuleDay
}

/** A recurrence rule of RFC 5545, as far as tasks use it: days and months; the time of day is that of the due date. */
export interface Rule {
  freq: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY'
  interval: number
  byMonth: number[]
  byMonthDay: number[]
  byDay: RuleWeekday[]
  bySetPos: number[]
  count?: number
  /** `20271231` or `20271231T120000Z`. */
  until?: string
  /** The day a week starts on, where it is not Monday. */
  weekStart?: RuleDay
}

const hint = 'Write it like FREQ=WEEKLY;BYDAY=MO,TH or FREQ=MONTHLY;BYDAY=-1FR.'

function refuse(message: string): never {
  throw new SojournError('invalid_input', message, { hint, issues: [{ path: 'recurrence', message }] })
}

/** A rule with the parts that are not given empty. */
export function ruleOf(parts: Partial<Rule> & Pick<Rule, 'freq'>): Rule {
  return { interval: 1, byMonth: [], byMonthDay: [], byDay: [], bySetPos: [], ...parts }
}

function wholeNumbers(name: string, value: string, least: number, most: number, negative: boolean): number[] {
  const numbers = value.split(',').map((text) => {
    const number = /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN
    const size = negative ? Math.abs(number) : number
    if (!(size >= least && size <= most)) refuse(`${name}=${value} is not a list of numbers from ${least} to ${most}.`)
    return number
  })
  return [...new Set(numbers)].sort((a, b) => a - b)
}

function isRuleDay(text: string): text is RuleDay {
  return ruleDays.some((day) => day === text)
}

function weekdayOfText(text: string): RuleWeekday {
  const match = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(text)
  const day = match?.[2] ?? ''
  if (!isRuleDay(day)) refuse(`BYDAY=${text} is not a weekday like MO or 3TU.`)
  if (match?.[1] === undefined) return { day }
  const nth = Number(match[1])
  if (nth === 0 || Math.abs(nth) > 53) refuse(`BYDAY=${text} is not a weekday like MO or 3TU.`)
  return { nth, day }
}

function untilOf(value: string): string {
  const match = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})Z?)?$/.exec(value)
  try {
    Temporal.PlainDate.from(`${match?.[1]}-${match?.[2]}-${match?.[3]}`, { overflow: 'reject' })
  } catch {
    refuse(`UNTIL=${value} is not a date like 20271231.`)
  }
  return value
}

const freqs = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const

/**
 * Reads an RRULE (with or without the `RRULE:` in front, in any case).
 * @throws SojournError `invalid_input` for one that is malformed or repeats in a way that tasks do not
 */
export function parseRule(text: string): Rule {
  const source = text
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .replace(/;$/, '')
  const parts = new Map<string, string>()
  for (const part of source.split(';')) {
    const [name = '', value = ''] = part.split('=')
    if (name === '' || value === '' || part.split('=').length !== 2) refuse(`“${text}” is not a recurrence rule.`)
    if (parts.has(name)) refuse(`${name} stands twice in “${text}”.`)
    parts.set(name, value)
  }
  const given = parts.get('FREQ')
  if (given === undefined) refuse(`“${text}” does not say how often: FREQ is missing.`)
  const freq = freqs.find((known) => known === given)
  if (freq === undefined) refuse(`FREQ=${given} is not supported; a task repeats DAILY, WEEKLY, MONTHLY or YEARLY.`)
  const rule = ruleOf({ freq })
  for (const [name, value] of parts) {
    switch (name) {
      case 'FREQ':
        break
      case 'INTERVAL':
        rule.interval = wholeNumbers(name, value, 1, 1000, false)[0] ?? 1
        break
      case 'COUNT':
        rule.count = wholeNumbers(name, value, 1, 10_000, false)[0] ?? 1
        break
      case 'UNTIL':
        rule.until = untilOf(value)
        break
      case 'BYMONTH':
        rule.byMonth = wholeNumbers(name, value, 1, 12, false)
        break
      case 'BYMONTHDAY':
        rule.byMonthDay = wholeNumbers(name, value, 1, 31, true)
        break
      case 'BYSETPOS':
        rule.bySetPos = wholeNumbers(name, value, 1, 366, true)
        break
      case 'BYDAY':
        rule.byDay = value.split(',').map(weekdayOfText)
        break
      case 'WKST':
        if (!isRuleDay(value)) refuse(`WKST=${value} is not a weekday like MO.`)
        if (value !== 'MO') rule.weekStart = value
        break
      default:
        refuse(`${name} is not supported in a task’s recurrence; its time of day is that of the due date.`)
    }
  }
  if (rule.count !== undefined && rule.until !== undefined) refuse('COUNT and UNTIL cannot stand together.')
  if (rule.byDay.some((day) => day.nth !== undefined) && (freq === 'DAILY' || freq === 'WEEKLY')) {
    refuse(`A numbered weekday like 3TU needs FREQ=MONTHLY or FREQ=YEARLY, not ${freq}.`)
  }
  if (rule.byMonthDay.length > 0 && freq === 'WEEKLY')
    refuse('BYMONTHDAY needs FREQ=MONTHLY or FREQ=YEARLY, not WEEKLY.')
  if (rule.bySetPos.length > 0 && rule.byDay.length + rule.byMonthDay.length === 0) refuse('BYSETPOS needs a BYDAY.')
  return simplest(rule)
}

/** The same rule in the one form that the catalogue names. */
function simplest(rule: Rule): Rule {
  const plainDays = rule.byDay.every((day) => day.nth === undefined)
  if (
    rule.freq === 'DAILY' &&
    rule.interval === 1 &&
    rule.byDay.length > 0 &&
    rule.byMonthDay.length + rule.byMonth.length === 0
  ) {
    return { ...rule, freq: 'WEEKLY' }
  }
  const [only, second] = rule.byDay
  const [position, another] = rule.bySetPos
  if (
    rule.freq === 'MONTHLY' &&
    plainDays &&
    only &&
    !second &&
    position !== undefined &&
    another === undefined &&
    rule.byMonthDay.length === 0 &&
    Math.abs(position) <= 5
  ) {
    return { ...rule, byDay: [{ nth: position, day: only.day }], bySetPos: [] }
  }
  return rule
}

function weekdayRank(weekday: RuleWeekday): number {
  return (weekday.nth ?? 0) * 10 + ruleDays.indexOf(weekday.day)
}

/** The rule as text, in the normal form: FREQ, INTERVAL above 1, BYMONTH, BYMONTHDAY, BYDAY in the week's order. */
export function formatRule(rule: Rule): string {
  const days = [...rule.byDay]
    .sort((a, b) => weekdayRank(a) - weekdayRank(b))
    .map((weekday) => `${weekday.nth ?? ''}${weekday.day}`)
  const parts: [string, string | number | undefined][] = [
    ['FREQ', rule.freq],
    ['INTERVAL', rule.interval > 1 ? rule.interval : undefined],
    ['BYMONTH', rule.byMonth.join(',')],
    ['BYMONTHDAY', rule.byMonthDay.join(',')],
    ['BYDAY', [...new Set(days)].join(',')],
    ['BYSETPOS', rule.bySetPos.join(',')],
    ['WKST', rule.weekStart],
    ['COUNT', rule.count],
    ['UNTIL', rule.until],
  ]
  return parts
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}=${value}`)
    .join(';')
}
