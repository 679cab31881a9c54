import { Temporal } from '../../../shared/dates.ts'
import { type Rule, type RuleDay, type RuleWeekday, ruleDays, ruleOf } from '../recurrence.ts'
import type { PhraseContext } from './reading.ts'
import { count, countOf, ruleDayOf, weekday, weekdayNumber, weekdays } from './vocabulary.ts'

/** What the words of a repetition mean. */
export interface Repetition {
  rule: Rule
  time?: string
}

/** Words that speak of a repetition which no rule of a task can say: no half of them is to be understood. */
export const unsayable = 'unsayable'

/** A kind of repetition. */
export interface RepeatRule {
  pattern: RegExp
  /** Only at the end of a phrase or before a time: “monthly” is an adjective elsewhere. */
  adverb?: true
  /** @param match groups by number; undefined where the words do not make a repetition after all */
  read(match: RegExpExecArray, ctx: PhraseContext): Repetition | typeof unsayable | undefined
}

export const workdays: readonly RuleDay[] = ['MO', 'TU', 'WE', 'TH', 'FR']
export const weekendDays: readonly RuleDay[] = ['SA', 'SU']

export const every = String.raw`(?:(?:on\s+|repeats?\s+)?(?:every|each)!?\s+(?:single\s+)?)`
/** Between the members of a list. No space can be matched in two ways: long lists would take exponential time. */
export const and = String.raw`(?:\s*,\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+|\s*[&\/]\s*|\s+(?=${weekdays}))(?:on\s+)?`
export const weekdayList = `${weekdays}(?:${and}${weekdays})*`
export const dayNumber = String.raw`(\d{1,2})(?:st|nd|rd|th)?`
/** Monday to Friday by another name. */
export const workdayName = String.raw`(?:week\s?days?|work(?:ing)?\s*days?|business\s+days?)`
/** Which of its kind: “other”, “third”, “4”. */
export const step = `(other|second|third|fourth|2nd|3rd|4th|${count})`

/** The interval that `step` stands for. */
export function stepOf(text: string | undefined): number {
  const word = text?.trim().toLowerCase()
  if (word === undefined) return 1
  if (word === 'other' || word === 'second' || word === '2nd') return 2
  if (word === 'third' || word === '3rd') return 3
  return word === 'fourth' || word === '4th' ? 4 : countOf(word)
}

/** The weekdays of a list, “mon, wed”, or of a span, “mon-fri”. */
export function daysNamed(text: string): RuleDay[] {
  const span = new RegExp(`^(${weekday})\\s*(?:-|–|to|through)\\s*(${weekday})$`, 'i').exec(text.trim())
  if (span !== null) {
    const [from, to] = [weekdayNumber(span[1] ?? '') - 1, weekdayNumber(span[2] ?? '') - 1]
    const length = ((to - from + 7) % 7) + 1
    return Array.from({ length }, (_, index) => ruleDays[(from + index) % 7] ?? 'MO')
  }
  return Array.from(text.matchAll(new RegExp(weekdays, 'giu')), ([name]) => ruleDayOf(name))
}

/** The numbers in a text, ascending. */
export function numbersIn(text: string): number[] {
  return Array.from(text.matchAll(/\d{1,2}/g), ([number]) => Number(number)).sort((a, b) => a - b)
}

export const weekly = (days: readonly RuleDay[], interval = 1): Repetition => ({
  rule: ruleOf({ freq: 'WEEKLY', interval, byDay: days.map((day) => ({ day })) }),
})

export function monthlyOn(days: readonly number[], interval = 1): Repetition | undefined {
  if (interval < 1 || days.some((day) => day === 0 || day > 31)) return undefined
  return { rule: ruleOf({ freq: 'MONTHLY', interval, byMonthDay: [...days] }) }
}

export function monthlyBy(days: readonly RuleWeekday[], interval = 1): Repetition | undefined {
  return interval < 1 ? undefined : { rule: ruleOf({ freq: 'MONTHLY', interval, byDay: [...days] }) }
}

/** The nth working day of the months: Monday to Friday, holidays not known. */
export function monthlyOnWorkday(nth: number, interval = 1): Repetition | undefined {
  const byDay = workdays.map((day) => ({ day }))
  return interval < 1 ? undefined : { rule: ruleOf({ freq: 'MONTHLY', interval, byDay, bySetPos: [nth] }) }
}

/** Yearly in `months`, on days that each of them has in a leap year at least. */
export function yearlyOn(months: readonly number[], days: readonly number[], interval = 1): Repetition | undefined {
  const lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  const exist = months.every((month) => days.every((day) => day >= 1 && day <= (lengths[month - 1] ?? 0)))
  if (interval < 1 || !exist) return undefined
  const byMonth = [...new Set(months)].sort((a, b) => a - b)
  return { rule: ruleOf({ freq: 'YEARLY', interval, byMonth, byMonthDay: [...new Set(days)].sort((a, b) => a - b) }) }
}

export const unitName = '(days?|weeks?|months?|quarters?|years?|fortnights?)'

const units = new Map<string, { freq: Rule['freq']; scale: number }>([
  ['d', { freq: 'DAILY', scale: 1 }],
  ['w', { freq: 'WEEKLY', scale: 1 }],
  ['f', { freq: 'WEEKLY', scale: 2 }],
  ['m', { freq: 'MONTHLY', scale: 1 }],
  ['q', { freq: 'MONTHLY', scale: 3 }],
  ['y', { freq: 'YEARLY', scale: 1 }],
])

/** Every so many of a unit, on a day that is yet to be said. */
export function everyUnit(name: string, times: number): Repetition | undefined {
  const unit = units.get(name.charAt(0).toLowerCase())
  if (times < 1 || unit === undefined) return undefined
  const { freq, scale } = unit
  return { rule: ruleOf({ freq, interval: times * scale }) }
}

/** Whether a rule leaves open on which day of the week, month or year it falls. */
export function isOpen(rule: Rule): boolean {
  return rule.freq !== 'DAILY' && rule.byDay.length + rule.byMonthDay.length + rule.byMonth.length === 0
}

/** The rule bound to the day of its first occurrence, a local date or date-time: “every week” from a Friday is every Friday. */
export function boundTo(rule: Rule, due: string): Rule {
  if (!isOpen(rule)) return rule
  const { dayOfWeek, month, day } = Temporal.PlainDate.from(due.slice(0, 10))
  switch (rule.freq) {
    case 'WEEKLY':
      return { ...rule, byDay: [{ day: ruleDays[dayOfWeek - 1] ?? 'MO' }] }
    case 'MONTHLY':
      return { ...rule, byMonthDay: [day] }
    default:
      return { ...rule, byMonth: [month], byMonthDay: [day] }
  }
}
