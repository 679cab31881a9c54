import { ruleOf } from '../recurrence.ts'
import { holiday, holidayDate } from './holidays.ts'
import { numbered } from './monthly-rules.ts'
import { wordsAt } from './reading.ts'
import {
  and,
  every,
  numbersIn,
  type RepeatRule,
  type Repetition,
  step,
  stepOf,
  unsayable,
  weekdayList,
  yearlyOn,
} from './repeat-rule.ts'
import { month, monthNumber, ordinal } from './vocabulary.ts'

const dayAndMonth = `(?:(?:${month})\\s+(?:the\\s+)?\\d{1,2}(?:st|nd|rd|th)?|\\d{1,2}(?:st|nd|rd|th)?(?:\\s+of)?\\s+(?:${month}))`
const everyYear = `(?:${every}(?:${step}\\s+)?years?|(?:yearly|annually))`
const dayAndMonthAlone = new RegExp(dayAndMonth, 'giu')

/** The days of a list, “5 jan and 5 july”: one rule says them where each month has the same days. */
function yearlyOnEach(list: string, interval: number): Repetition | typeof unsayable | undefined {
  const dates = Array.from(list.matchAll(dayAndMonthAlone), ([text]) => ({
    day: Number(/\d+/.exec(text)?.[0]),
    month: monthNumber(new RegExp(month, 'i').exec(text)?.[0] ?? ''),
  }))
  const months = [...new Set(dates.map((date) => date.month))]
  const days = [...new Set(dates.map((date) => date.day))]
  const sayable = months.length === 1 || days.length === 1
  return sayable ? yearlyOn(months, days, interval) : unsayable
}

/** Repetitions by days of the year. */
export const yearlyRules: RepeatRule[] = [
  {
    pattern: wordsAt(`${every}(${month}(?:${and}${month})*)`),
    read: ([, names = '']) =>
      yearlyOn(
        Array.from(names.matchAll(new RegExp(month, 'giu')), ([name]) => monthNumber(name)),
        [1],
      ),
  },
  {
    pattern: wordsAt(
      `(?:${everyYear},?\\s+(?:on\\s+)?|${every})(?:the\\s+)?(${dayAndMonth}(?:${and}(?:the\\s+)?${dayAndMonth})*)`,
    ),
    read: ([, n, list = '']) => yearlyOnEach(list, stepOf(n)),
  },
  {
    pattern: wordsAt(
      `(?:on\\s+)?(?:the\\s+)?(${dayAndMonth}(?:${and}(?:the\\s+)?${dayAndMonth})*)\\s+(?:of\\s+)?(?:(?:every|each)\\s+(?:${step}\\s+)?years?|yearly|annually)`,
    ),
    read: ([, list = '', n]) => yearlyOnEach(list, stepOf(n)),
  },
  // “every 5 and 20 march”
  {
    pattern: wordsAt(
      `(?:${everyYear}\\s+on\\s+|${every})(?:the\\s+)?(\\d{1,2}(?:st|nd|rd|th)?(?:${and}(?:the\\s+)?\\d{1,2}(?:st|nd|rd|th)?)+)(?:\\s+of)?\\s+(${month})`,
    ),
    read: ([, n, days = '', name = '']) => yearlyOn([monthNumber(name)], numbersIn(days), stepOf(n)),
  },
  {
    pattern: wordsAt(
      `(?:${every}(?:(?:${step}\\s+)?years?\\s+(?:on|in)\\s+)?|(?:yearly|annually)\\s+on\\s+)(?:the\\s+)?(${ordinal})\\s+(${weekdayList})\\s+(?:of|in)\\s+(${month})`,
    ),
    read: ([, n, nth = '', days = '', name = '']) => ({
      rule: ruleOf({ freq: 'YEARLY', interval: stepOf(n), byMonth: [monthNumber(name)], byDay: numbered(nth, days) }),
    }),
  },
  {
    pattern: wordsAt(`${every}(?:(?:${step}\\s+)?years?\\s+(?:on|at)\\s+)?(${holiday})`),
    read: ([, n, name = ''], ctx) => {
      // Movable feasts have no rule of this form.
      if (/easter|good|black|thanks/i.test(name)) return unsayable
      const date = holidayDate(name, ctx.now.toPlainDate())
      return date && yearlyOn([date.month], [date.day], stepOf(n))
    },
  },
]
