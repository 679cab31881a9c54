import { type RuleWeekday, ruleOf } from '../recurrence.ts'
import { wordsAt } from './reading.ts'
import {
  and,
  dayNumber,
  daysNamed,
  every,
  monthlyBy,
  monthlyOn,
  monthlyOnWorkday,
  numbersIn,
  type RepeatRule,
  step,
  stepOf,
  weekdayList,
  workdayName,
} from './repeat-rule.ts'
import { ordinal, ordinalOf } from './vocabulary.ts'

const ordinals = `${ordinal}(?:${and}(?:the\\s+)?${ordinal})*`
const ordinalNumber = String.raw`\d{1,2}(?:st|nd|rd|th)`
const ordinalNumbers = `${ordinalNumber}(?:${and}(?:the\\s+)?${ordinalNumber})*`
const maybeEvery = `(?:${every}|(?:on\\s+)?the\\s+|on\\s+)?`
const ofMonth = `(?:\\s+(?:of|in)\\s+(?:the|each|every)\\s+(?:${step}\\s+)?months?)`
/** “every month”, “every 2 months”, “monthly”, “every quarter”, before the day that is meant. */
const everyMonth = `(?:${every}(?:${step}\\s+)?(month|quarter)s?|(monthly|quarterly)),?`
const says = /\b(?:every|each)\b/i

/** The interval in months of “every 2 quarters”, “monthly”. */
function monthsOf(n: string | undefined, unit: string | undefined, adverb: string | undefined): number {
  return stepOf(n) * (/^quarter/i.test(unit ?? adverb ?? '') ? 3 : 1)
}

/** “first and third” with “mon, tue”: each of the weekdays in each place. */
export function numbered(nths: string, days: string): RuleWeekday[] {
  const places = Array.from(nths.matchAll(new RegExp(ordinal, 'giu')), ([nth]) => ordinalOf(nth))
  return places.flatMap((nth) => daysNamed(days).map((day) => ({ nth, day })))
}

/** Repetitions by days of the month. */
export const monthlyRules: RepeatRule[] = [
  { pattern: wordsAt(`${every}(?:${step}\\s+)?month[\\s-]end`), read: ([, n]) => monthlyOn([-1], stepOf(n)) },
  {
    pattern: wordsAt('(?:(?:at|by|on)\\s+)?(?:the\\s+)?(?:(end)|start|beginning)\\s+of\\s+(?:each|every)\\s+month'),
    read: ([, end]) => monthlyOn([end === undefined ? 1 : -1]),
  },
  {
    pattern: wordsAt(`${maybeEvery}(?:(last)|first)(?:\\s+day)?${ofMonth}`),
    read: ([whole, last, n]) => (says.test(whole) ? monthlyOn([last === undefined ? 1 : -1], stepOf(n)) : undefined),
  },
  { pattern: wordsAt(`${every}last\\s+day`), read: () => monthlyOn([-1]) },
  {
    pattern: wordsAt(`${everyMonth}\\s+on\\s+(?:the\\s+)?(?:(last)|first)(?:\\s+day)?`),
    read: ([, n, unit, adverb, last]) => monthlyOn([last === undefined ? 1 : -1], monthsOf(n, unit, adverb)),
  },
  // “every 3rd tuesday” is the third of the month.
  {
    pattern: wordsAt(`${maybeEvery}(${ordinals})\\s+(${weekdayList})${ofMonth}?`),
    read: ([whole, nths = '', days = '', n]) =>
      says.test(whole) ? monthlyBy(numbered(nths, days), stepOf(n)) : undefined,
  },
  {
    pattern: wordsAt(`${everyMonth}\\s+on\\s+(?:the\\s+)?(${ordinals})\\s+(${weekdayList})`),
    read: ([, n, unit, adverb, nths = '', days = '']) => monthlyBy(numbered(nths, days), monthsOf(n, unit, adverb)),
  },
  {
    pattern: wordsAt(`${maybeEvery}(${ordinal})\\s+${workdayName}${ofMonth}`),
    read: ([whole, nth = '', n]) => (says.test(whole) ? monthlyOnWorkday(ordinalOf(nth), stepOf(n)) : undefined),
  },
  {
    pattern: wordsAt(`${every}(last|first)\\s+${workdayName}`),
    read: ([, nth = '']) => monthlyOnWorkday(ordinalOf(nth)),
  },
  {
    pattern: wordsAt(`${everyMonth}\\s+on\\s+(?:the\\s+)?(${ordinal})\\s+${workdayName}`),
    read: ([, n, unit, adverb, nth = '']) => monthlyOnWorkday(ordinalOf(nth), monthsOf(n, unit, adverb)),
  },
  {
    pattern: wordsAt(
      `${everyMonth}\\s+(?:on\\s+(?:the\\s+|days?\\s+)?|the\\s+)(${ordinalNumbers}|${dayNumber}(?:${and}${dayNumber})*)`,
    ),
    read: ([, n, unit, adverb, days = '']) => monthlyOn(numbersIn(days), monthsOf(n, unit, adverb)),
  },
  {
    pattern: wordsAt(`${everyMonth}\\s+on\\s+(?:the\\s+)?(${ordinalNumbers})${and}(?:the\\s+)?last(?:\\s+day)?`),
    read: ([, n, unit, adverb, days = '']) => monthlyOn([-1, ...numbersIn(days)], monthsOf(n, unit, adverb)),
  },
  {
    pattern: wordsAt(
      `(?:on\\s+)?(?:the\\s+)?days?\\s+(\\d{1,2}(?:${and}\\d{1,2})*)\\s+of\\s+(?:each|every)\\s+(?:${step}\\s+)?months?`,
    ),
    read: ([, days = '', n]) => monthlyOn(numbersIn(days), stepOf(n)),
  },
  {
    pattern: wordsAt(
      `${maybeEvery}(${ordinalNumbers})(?:\\s+day)?(${ofMonth})?(?!\\s+(?:day|week|month|year|time|of)\\b)`,
    ),
    read: ([whole, days = '', , n]) => (says.test(whole) ? monthlyOn(numbersIn(days), stepOf(n)) : undefined),
  },
  {
    pattern: wordsAt(`${maybeEvery}(${ordinal})\\s+(${weekdayList})\\s+(?:of|in)\\s+(?:the|each|every)\\s+quarter`),
    read: ([whole, nth = '', days = '']) => {
      if (!says.test(whole)) return undefined
      const months = ordinalOf(nth) < 0 ? [3, 6, 9, 12] : [1, 4, 7, 10]
      return { rule: ruleOf({ freq: 'YEARLY', byMonth: months, byDay: numbered(nth, days) }) }
    },
  },
  {
    pattern: wordsAt(
      `(?:(?:at|by|on)\\s+)?${maybeEvery}(?:(last\\s+day|end)|(?:first|1st)(?:\\s+day)?|start|beginning)\\s+of\\s+(?:the|each|every)\\s+quarter`,
    ),
    read: ([whole, last]) => {
      if (!says.test(whole)) return undefined
      const months = last === undefined ? [1, 4, 7, 10] : [3, 6, 9, 12]
      return { rule: ruleOf({ freq: 'YEARLY', byMonth: months, byMonthDay: [last === undefined ? 1 : -1] }) }
    },
  },
]
