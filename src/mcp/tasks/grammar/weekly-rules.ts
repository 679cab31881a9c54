import { wordsAt } from './reading.ts'
import {
  and,
  daysNamed,
  every,
  everyUnit,
  type RepeatRule,
  step,
  stepOf,
  unitName,
  weekdayList,
  weekendDays,
  weekly,
  workdayName,
  workdays,
} from './repeat-rule.ts'
import { dayPart, dayParts, weekday } from './vocabulary.ts'

const allDays = '(?:mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays)'
const weekdaySpan = `${weekday}\\s*(?:-|–|to|through)\\s*${weekday}`

/** Repetitions by days and weeks, and by units alone. */
export const weeklyRules: RepeatRule[] = [
  { pattern: wordsAt(`${every}${workdayName}`), read: () => weekly(workdays) },
  { pattern: wordsAt('(?:on\\s+)?weekdays'), adverb: true, read: () => weekly(workdays) },
  { pattern: wordsAt(`${every}weekends?`), read: () => weekly(weekendDays) },
  { pattern: wordsAt('(?:on\\s+|at\\s+)?(?:the\\s+)?weekends'), adverb: true, read: () => weekly(weekendDays) },
  { pattern: wordsAt('daily|every\\s?day|each\\s+day'), adverb: true, read: () => everyUnit('day', 1) },
  { pattern: wordsAt('weekly'), adverb: true, read: () => everyUnit('week', 1) },
  { pattern: wordsAt('bi-?weekly|fortnightly'), adverb: true, read: () => everyUnit('week', 2) },
  { pattern: wordsAt('monthly'), adverb: true, read: () => everyUnit('month', 1) },
  { pattern: wordsAt('quarterly'), adverb: true, read: () => everyUnit('quarter', 1) },
  { pattern: wordsAt('yearly|annually'), adverb: true, read: () => everyUnit('year', 1) },
  { pattern: wordsAt(`${every}(?:${step}\\s+)?${unitName}`), read: ([, n, unit = '']) => everyUnit(unit, stepOf(n)) },
  { pattern: wordsAt(`weekly\\s+on\\s+(${weekdayList})`), read: ([, days = '']) => weekly(daysNamed(days)) },
  {
    pattern: wordsAt(`${every}(?:${step}\\s+)?(?:week|fortnight)s?\\s+on\\s+(${weekdayList})`),
    read: ([whole, n, days = '']) => weekly(daysNamed(days), stepOf(n) * (/fortnight/i.test(whole) ? 2 : 1)),
  },
  {
    pattern: wordsAt(`(?:bi-?weekly|fortnightly)\\s+on\\s+(${weekdayList})`),
    read: ([, days = '']) => weekly(daysNamed(days), 2),
  },
  {
    pattern: wordsAt(`${every}(morning|afternoon|evening|night)`),
    read: ([, part = '']) => {
      const daily = everyUnit('day', 1)
      const time = dayParts[part.toLowerCase()]
      return daily && { ...daily, ...(time !== undefined && { time }) }
    },
  },
  {
    pattern: wordsAt(`${every}(other\\s+)?(${weekdayList})(?:\\s+(${dayPart}))?`),
    read: ([, other, days = '', part]) => {
      const time = dayParts[part?.toLowerCase() ?? '']
      return { ...weekly(daysNamed(days), other === undefined ? 1 : 2), ...(time !== undefined && { time }) }
    },
  },
  {
    pattern: wordsAt(`(?:${every}|daily\\s+)(?:(?:day|week),?\\s+)?(?:from\\s+)?(${weekdaySpan})`),
    read: ([, days = '']) => weekly(daysNamed(days)),
  },
  { pattern: wordsAt(`on\\s+(${allDays}(?:${and}${allDays})*)`), read: ([, days = '']) => weekly(daysNamed(days)) },
  {
    pattern: wordsAt(`(${allDays}(?:${and}${allDays})*)`),
    adverb: true,
    read: ([, days = '']) => weekly(daysNamed(days)),
  },
  // A week’s work ends on its Friday, as in “end of week”.
  {
    pattern: wordsAt('(?:(?:at|by)\\s+)?(?:the\\s+)?(?:(end)|start|beginning)\\s+of\\s+(?:each|every)\\s+week'),
    read: ([, end]) => weekly([end === undefined ? 'MO' : 'FR']),
  },
]
