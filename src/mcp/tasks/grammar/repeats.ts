import { type Rule, type RuleDay, ruleDays, ruleOf } from '../recurrence.ts'
import { readDate } from './date-phrase.ts'
import { holiday, holidayDate } from './holidays.ts'
import { endsAt, headAt, matchAt, type PhraseContext, wordStarts, wordsAt } from './reading.ts'
import {
  count,
  countOf,
  dayPart,
  dayParts,
  month,
  monthNumber,
  ordinal,
  ordinalOf,
  ruleDayOf,
  weekday,
  weekdayNumber,
  weekdays,
} from './vocabulary.ts'

/** A repetition that was found in a text. */
export interface FoundRepeat {
  start: number
  end: number
  rule: Rule
  /** Counted from when it is done: “every! 3 days”. */
  fromCompletion: boolean
  time?: string
}

interface Meaning {
  rule: Rule
  time?: string
}

interface RepeatRule {
  pattern: RegExp
  /** Only at the end of a phrase or before a time: “monthly” is an adjective elsewhere. */
  adverb?: true
  read(match: RegExpExecArray, ctx: PhraseContext): Meaning | undefined
}

const workdays: RuleDay[] = ['MO', 'TU', 'WE', 'TH', 'FR']
const weekendDays: RuleDay[] = ['SA', 'SU']

const every = String.raw`(?:(?:on\s+|repeats?\s+)?(?:every|each)!?\s+(?:single\s+)?)`
const and = String.raw`\s*(?:,\s*and\s+|,\s*|\s+and\s+|\s*&\s*|\s*\/\s*|\s+or\s+|\s+(?=${weekdays}))\s*(?:on\s+)?`
const weekdayList = `${weekdays}(?:${and}${weekdays})*`
const dayNumber = String.raw`(\d{1,2})(?:st|nd|rd|th)?`
const ordinalNumbers = String.raw`\d{1,2}(?:st|nd|rd|th)(?:${and}(?:the\s+)?\d{1,2}(?:st|nd|rd|th))*`
const onDay = String.raw`(?:\s+on\s+(?:the\s+)?${dayNumber})`

function daysNamed(text: string): RuleDay[] {
  const span = new RegExp(`^(${weekday})\\s*(?:-|–|to|through)\\s*(${weekday})$`, 'i').exec(text.trim())
  if (span !== null) {
    const [from, to] = [weekdayNumber(span[1] ?? '') - 1, weekdayNumber(span[2] ?? '') - 1]
    const length = ((to - from + 7) % 7) + 1
    return Array.from({ length }, (_, index) => ruleDays[(from + index) % 7] ?? 'MO')
  }
  return Array.from(text.matchAll(new RegExp(weekdays, 'giu')), ([name]) => ruleDayOf(name))
}

const weekly = (days: readonly RuleDay[], interval = 1): Meaning => ({
  rule: ruleOf({ freq: 'WEEKLY', interval, byDay: days.map((day) => ({ day })) }),
})

function monthlyOn(days: number[], interval = 1): Meaning | undefined {
  if (days.some((day) => day === 0 || day > 31)) return undefined
  return { rule: ruleOf({ freq: 'MONTHLY', interval, byMonthDay: days }) }
}

/** Yearly on a day that at least a leap year has. */
function yearlyOn(monthNo: number, day: number): Meaning | undefined {
  const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][monthNo - 1] ?? 31
  if (day < 1 || day > longest) return undefined
  return { rule: ruleOf({ freq: 'YEARLY', byMonth: [monthNo], byMonthDay: [day] }) }
}

const freqOfUnit = { d: 'DAILY', w: 'WEEKLY', m: 'MONTHLY', q: 'MONTHLY', y: 'YEARLY', f: 'WEEKLY' } as const

function everyUnit(unit: string, times: number): Meaning | undefined {
  const letter = unit.charAt(0).toLowerCase()
  if (
    times < 1 ||
    !(letter === 'd' || letter === 'w' || letter === 'm' || letter === 'q' || letter === 'y' || letter === 'f')
  ) {
    return undefined
  }
  const scale = letter === 'q' ? 3 : letter === 'f' ? 2 : 1
  return { rule: ruleOf({ freq: freqOfUnit[letter], interval: times * scale }) }
}

const units = '(days?|weeks?|months?|quarters?|years?|fortnights?)'
const stepOf = (text: string | undefined): number => {
  if (text === undefined) return 1
  return /^(?:other|second|2nd)$/i.test(text.trim())
    ? 2
    : /^(?:third|3rd)$/i.test(text.trim())
      ? 3
      : countOf(text.trim())
}

const rules: RepeatRule[] = [
  { pattern: wordsAt(`${every}(?:weekdays?|work(?:ing)?\\s*days?|business\\s+days?)`), read: () => weekly(workdays) },
  { pattern: wordsAt('(?:on\\s+)?weekdays'), adverb: true, read: () => weekly(workdays) },
  { pattern: wordsAt(`${every}weekends?`), read: () => weekly(weekendDays) },
  { pattern: wordsAt('(?:on\\s+|at\\s+)?(?:the\\s+)?weekends'), adverb: true, read: () => weekly(weekendDays) },
  { pattern: wordsAt('daily|every\\s?day|each\\s+day'), adverb: true, read: () => everyUnit('day', 1) },
  { pattern: wordsAt('weekly'), adverb: true, read: () => everyUnit('week', 1) },
  { pattern: wordsAt('bi-?weekly|fortnightly'), adverb: true, read: () => everyUnit('week', 2) },
  { pattern: wordsAt('monthly'), adverb: true, read: () => everyUnit('month', 1) },
  { pattern: wordsAt('quarterly'), adverb: true, read: () => everyUnit('quarter', 1) },
  { pattern: wordsAt('yearly|annually'), adverb: true, read: () => everyUnit('year', 1) },
  { pattern: wordsAt(`weekly\\s+on\\s+(${weekdayList})`), read: ([, days = '']) => weekly(daysNamed(days)) },
  { pattern: wordsAt(`monthly${onDay}`), read: ([, day]) => monthlyOn([Number(day)]) },
  {
    pattern: wordsAt(
      `(?:yearly|annually)\\s+on\\s+(?:the\\s+)?(?:(${month})\\s+(?:the\\s+)?${dayNumber}|${dayNumber}(?:\\s+of)?\\s+(${month}))`,
    ),
    read: ([, m1, d1, d2, m2]) => yearlyOn(monthNumber(m1 ?? m2 ?? ''), Number(d1 ?? d2)),
  },
  {
    pattern: wordsAt(`${every}(?:(other|second|third|2nd|3rd|${count})\\s+)?${units}`),
    read: ([, step, unit = '']) => everyUnit(unit, stepOf(step)),
  },
  {
    pattern: wordsAt(
      `${every}(?:(other|second|third|2nd|3rd|${count})\\s+)?(?:week|fortnight)s?\\s+on\\s+(${weekdayList})`,
    ),
    read: ([whole, step, days = '']) => weekly(daysNamed(days), stepOf(step) * (/fortnight/i.test(whole) ? 2 : 1)),
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
    pattern: wordsAt(`${every}(${weekday}\\s*(?:-|–|to|through)\\s*${weekday})`),
    read: ([, days = '']) => weekly(daysNamed(days)),
  },
  {
    pattern: wordsAt(
      `on\\s+((?:mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays)(?:${and}(?:mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays))*)`,
    ),
    read: ([, days = '']) => weekly(daysNamed(days)),
  },
  {
    pattern: wordsAt('(mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays)'),
    adverb: true,
    read: ([, days = '']) => weekly(daysNamed(days)),
  },
  {
    pattern: wordsAt(`(?:(?:${every}|(?:on\\s+)?the\\s+)first|${every}1st)\\s+of\\s+(?:the|each|every)\\s+month`),
    read: ([whole]) => (/\b(?:every|each)\b/i.test(whole) ? monthlyOn([1]) : undefined),
  },
  { pattern: wordsAt(`${every}(${month})`), read: ([, m = '']) => yearlyOn(monthNumber(m), 1) },
  // “every 3rd tuesday” is the third of the month.
  {
    pattern: wordsAt(
      `(?:${every}|on\\s+the\\s+|the\\s+)(${ordinal})\\s+(${weekday})(?:\\s+(?:of|in)\\s+(?:the|each|every)\\s+month)?`,
    ),
    read: ([whole, nth = '', day = '']) => {
      if (!/\b(?:every|each)\b/i.test(whole)) return undefined
      return { rule: ruleOf({ freq: 'MONTHLY', byDay: [{ nth: ordinalOf(nth), day: ruleDayOf(day) }] }) }
    },
  },
  {
    pattern: wordsAt(
      `(?:${every}(?:(other|${count})\\s+)?months?|monthly)\\s+on\\s+the\\s+(${ordinal})\\s+(${weekday})`,
    ),
    read: ([, step, nth = '', day = '']) => ({
      rule: ruleOf({ freq: 'MONTHLY', interval: stepOf(step), byDay: [{ nth: ordinalOf(nth), day: ruleDayOf(day) }] }),
    }),
  },
  {
    pattern: wordsAt(
      `(?:${every}|on\\s+the\\s+|the\\s+)?last\\s+day(?:\\s+of\\s+(?:the|each|every)\\s+month)?|${every}months?\\s+on\\s+the\\s+last(?:\\s+day)?|(?:at\\s+)?(?:the\\s+)?end\\s+of\\s+(?:each|every)\\s+month|${every}month[\\s-]end`,
    ),
    read: ([whole]) => (/\b(?:every|each)\b/i.test(whole) ? monthlyOn([-1]) : undefined),
  },
  {
    pattern: wordsAt(`${every}(?:(other|${count})\\s+)?months?\\s+on\\s+(?:the\\s+)?(${ordinalNumbers}|\\d{1,2})`),
    read: ([, step, days = '']) => monthlyOn(numbersIn(days), stepOf(step)),
  },
  {
    pattern: wordsAt(
      `(?:${every}|(?:on\\s+)?the\\s+)?(${ordinalNumbers})(\\s+(?:day\\s+)?of\\s+(?:the|each|every)\\s+month)?(?!\\s+(?:day|week|month|year|time|of)\\b)`,
    ),
    read: ([whole, days = '']) => (/\b(?:every|each)\b/i.test(whole) ? monthlyOn(numbersIn(days)) : undefined),
  },
  {
    pattern: wordsAt(
      `${every}(?:years?\\s+)?(?:on\\s+)?(?:the\\s+)?(?:(${month})\\s+(?:the\\s+)?${dayNumber}|${dayNumber}(?:\\s+of)?\\s+(${month}))`,
    ),
    read: ([, m1, d1, d2, m2]) => yearlyOn(monthNumber(m1 ?? m2 ?? ''), Number(d1 ?? d2)),
  },
  {
    pattern: wordsAt(
      `${every}(?:year\\s+(?:on|in)\\s+)?(?:the\\s+)?(${ordinal})\\s+(${weekday})\\s+(?:of|in)\\s+(${month})`,
    ),
    read: ([, nth = '', day = '', m = '']) => ({
      rule: ruleOf({
        freq: 'YEARLY',
        byMonth: [monthNumber(m)],
        byDay: [{ nth: ordinalOf(nth), day: ruleDayOf(day) }],
      }),
    }),
  },
  {
    pattern: wordsAt(`${every}(?:year\\s+(?:on|at)\\s+)?(${holiday})`),
    read: ([, name = ''], ctx) => {
      // Movable feasts have no rule of this form.
      if (/easter|good|black|thanks/i.test(name)) return undefined
      const date = holidayDate(name, ctx.now.toPlainDate())
      return date && yearlyOn(date.month, date.day)
    },
  },
]

function numbersIn(text: string): number[] {
  return Array.from(text.matchAll(/\d{1,2}/g), ([number]) => Number(number))
}

/** After an adverb only this: the end, or more about when and how it is done. */
const afterAdverb =
  /^\s+(?:at|on|in|from|starting|until|till|before|after|with|for|around|by|@|\d{1,2}(?::\d{2}|\s*[ap]m))/i
const bang = /^(\s*(?:on\s+)?(?:every|each))!\s*/i
const completion =
  /^\s+(?:after|from|since)\s+(?:completion|completing(?:\s+it)?|(?:it(?:['’]s|\s+is)\s+)?done|finishing)\b/i

function repeatAt(open: string, index: number, ctx: PhraseContext): FoundRepeat | undefined {
  let best: FoundRepeat | undefined
  for (const rule of rules) {
    const match = matchAt(rule.pattern, open, index)
    if (match === null) continue
    const end = index + match[0].length
    if (best !== undefined && end <= best.end) continue
    if (
      rule.adverb &&
      !/^(?:every|each)/i.test(match[0]) &&
      !endsAt(open, end) &&
      !afterAdverb.test(open.slice(end, end + 20))
    )
      continue
    const meaning = rule.read(match, ctx)
    if (meaning === undefined) continue
    const rest = completion.exec(open.slice(end))
    best = {
      start: index,
      end: end + (rest?.[0].length ?? 0),
      rule: meaning.rule,
      fromCompletion: bang.test(match[0]) || rest !== null,
      ...(meaning.time !== undefined && { time: meaning.time }),
    }
  }
  return best
}

/** Finds the first repetition of a text. */
export function findRepeat(open: string, ctx: PhraseContext): FoundRepeat | undefined {
  for (const index of wordStarts(open)) {
    const found = repeatAt(open, index, ctx)
    if (found !== undefined) return found
  }
  return undefined
}

const end = headAt('(?:until|till|through|ending(?:\\s+on)?|ends(?:\\s+on)?)\\s+(?=\\S)')
const times = wordsAt(`(?:for\\s+)?(${count})\\s+times`)

/** Where and when a repetition ends: “until 5 June”, “10 times”. */
export function findRepeatEnd(
  open: string,
  ctx: PhraseContext,
): { start: number; end: number; until?: string; count?: number } | undefined {
  for (const start of wordStarts(open)) {
    const counted = matchAt(times, open, start)
    if (counted !== null) return { start, end: start + counted[0].length, count: countOf(counted[1] ?? '1') }
    const head = matchAt(end, open, start)
    if (head === null) continue
    const date = readDate(open, start + head[0].length, ctx)
    if (date?.date !== undefined) return { start, end: date.end, until: date.date.toString().replaceAll('-', '') }
  }
  return undefined
}
