import type { Rule } from '../recurrence.ts'
import { readDate } from './date-phrase.ts'
import { monthlyRules } from './monthly-rules.ts'
import { endsAt, matchAt, type PhraseContext, wordStarts, wordsAt } from './reading.ts'
import {
  and,
  daysNamed,
  isOpen,
  type RepeatRule,
  type Repetition,
  unsayable,
  weekdayList,
  weekendDays,
  weekly,
  workdayName,
  workdays,
} from './repeat-rule.ts'
import { count, month, ordinal } from './vocabulary.ts'
import { weeklyRules } from './weekly-rules.ts'
import { yearlyRules } from './yearly-rules.ts'

/** A repetition that was found in a text. */
export interface FoundRepeat {
  start: number
  end: number
  rule: Rule
  /** Counted from when it is done: “every! 3 days”. */
  fromCompletion: boolean
  time?: string
}

/** Words that speak of a repetition that no rule says. */
export interface UnsayableRepeat {
  start: number
  end: number
  unsayable: true
}

const rules: RepeatRule[] = [...weeklyRules, ...monthlyRules, ...yearlyRules]

/** After an adverb only this: the end, or more about when and how it is done. */
const afterAdverb =
  /^\s+(?:at|on|in|from|starting|until|till|before|after|with|for|around|by|except|excluding|@|\d{1,2}(?::\d{2}|\s*[ap]m))/i
/** Before an adverb not this: “in 2 weekdays”, “the daily”. */
const beforeAdverb = new RegExp(`(?:\\b(?:the|my|our|your|a|an|of|next|last|few)|\\b${count})\\s+$`, 'i')
const bang = /^(\s*(?:on\s+)?(?:every|each))!\s*/i
const completion =
  /^,?\s+(?:(?:after|from|since|when(?:ever)?|once)\s+(?:(?:last\s+)?completi(?:on|ng)(?:\s+(?:it|date))?|(?:(?:it|they)(?:['’](?:s|re)|\s+(?:is|are|was))\s+|i['’]m\s+|i\s+am\s+|being\s+|i\s+have\s+)?(?:last\s+)?(?:done|finished|completed?|ticked\s+off)|(?:i\s+)?(?:finish(?:ing)?|complete)(?:\s+(?:it|them))?|i\s+do\s+(?:it|them)|doing\s+(?:it|them)|the\s+last\s+time)|if\s+done)\b(?!\s+(?:with|my|the|a|an|your|our)\b)/i

/** What a repetition goes on with where only half of it was understood: “every 1 may and 3 june”, “every monday or 5th”. */
const goesOn = wordsAt(
  `${and}(?:the\\s+|every\\s+|each\\s+)*(?:${weekdayList}|\\d{1,2}(?:st|nd|rd|th)|\\d{1,2}(?:\\s+of)?\\s+${month}|${month}(?:\\s+\\d{1,2})?|(?:${ordinal})\\s+(?:${weekdayList}|day|${workdayName})|last\\s+day|weekends?|weekdays?)`,
)
const joins = /^\s*(?:,\s*(?:and|or)\s|and\s|or\s|&|\/)/i
const exception = wordsAt(
  `,?\\s+(?:(?:except|excluding|unless|besides|other\\s+than|apart\\s+from|(?:but|and)\\s+not|but)(?:\\s+(?:for|on|in|the|every))*)\\s+(?:(${weekdayList})|(weekends?|the\\s+weekend)|(${workdayName})|(\\S+(?:\\s+\\S+)?))`,
)
/** “third friday of …”, “the end of …”: what follows was not all of it. */
const isPart = new RegExp(
  `\\b(?:(?:${ordinal}|\\d{1,2}(?:st|nd|rd|th)|next)(?:\\s+[a-z]+)?|end|start|beginning|middle|half|quarter|days?|weekdays?|weeks?)\\s+(?:of|in)\\s+$`,
  'i',
)
const onDay = new RegExp(
  `^,?\\s+(?:on|in)\\s+(?:the\\s+)?(?=(?:${ordinal}|\\d{1,2}|second|days?|week|end|weekend)\\b)`,
  'i',
)

interface Reading {
  end: number
  meaning: Repetition | typeof unsayable
  bang: boolean
}

function longestAt(open: string, index: number, ctx: PhraseContext): Reading | undefined {
  let best: Reading | undefined
  for (const rule of rules) {
    const match = matchAt(rule.pattern, open, index)
    if (match === null) continue
    const end = index + match[0].length
    if (best !== undefined && end <= best.end) continue
    if (rule.adverb && !/^(?:every|each)/i.test(match[0])) {
      const after = open.slice(end, end + 20)
      const reminded = /\bremind\s+me\s+$/i.test(open.slice(0, index)) && /^\s+to\s/i.test(after)
      if (!endsAt(open, end) && !afterAdverb.test(after) && !reminded) continue
      if (beforeAdverb.test(open.slice(0, index))) continue
    }
    const meaning = rule.read(match, ctx)
    if (meaning !== undefined) best = { end, meaning, bang: bang.test(match[0]) }
  }
  return best
}

/** “every day except sunday”: the other days of the week; undefined where nothing is excepted. */
function withException(open: string, found: Reading): Reading | undefined {
  const match = matchAt(exception, open, found.end)
  if (match === null) return undefined
  const [whole, named, weekend, working, other] = match
  const but = /^,?\s+but\s/i.test(whole) && !/^,?\s+but\s+not\s/i.test(whole)
  // “every day but call first”
  if (but && other !== undefined) return undefined
  const end = found.end + whole.length
  const without =
    named !== undefined
      ? daysNamed(named)
      : weekend !== undefined
        ? weekendDays
        : working !== undefined
          ? workdays
          : undefined
  if (without === undefined || found.meaning === unsayable) return { ...found, end, meaning: unsayable }
  const { rule, time } = found.meaning
  const daily = rule.freq === 'DAILY' && rule.interval === 1
  const plain = daily || (rule.freq === 'WEEKLY' && rule.byDay.length > 0)
  const days = (daily ? [...workdays, ...weekendDays] : rule.byDay.map(({ day }) => day)).filter(
    (day) => !without.includes(day),
  )
  if (!plain || days.length === 0) return { ...found, end, meaning: unsayable }
  return { ...found, end, meaning: { ...weekly(days, rule.interval), ...(time !== undefined && { time }) } }
}

function repeatAt(open: string, index: number, ctx: PhraseContext): FoundRepeat | UnsayableRepeat | undefined {
  const longest = longestAt(open, index, ctx)
  if (longest === undefined) return undefined
  const found = withException(open, longest) ?? longest
  const unsaid = (end: number): UnsayableRepeat => ({ start: index, end, unsayable: true })
  if (found.meaning === unsayable) return unsaid(found.end)
  const more = joins.test(open.slice(found.end)) ? matchAt(goesOn, open, found.end) : null
  if (more !== null) return unsaid(found.end + more[0].length)
  // “on the 2nd to last friday”
  const back = /^[\s-]+(?:to|from)[\s-]+(?:the\s+)?last\b(?:\s+\w+)?/i.exec(open.slice(found.end))
  if (back !== null) return unsaid(found.end + back[0].length)
  const part = isPart.exec(open.slice(0, index))
  if (part !== null) return { ...unsaid(found.end), start: part.index }
  const on = isOpen(found.meaning.rule) ? onDay.exec(open.slice(found.end)) : null
  if (on !== null) {
    const day = found.end + on[0].length
    const date = readDate(open, day, ctx) ?? readDate(open, found.end + on[0].search(/\S/), ctx)
    if (date === undefined) return unsaid(day + (/^\S+/.exec(open.slice(day))?.[0].length ?? 0))
  }
  const rest = completion.exec(open.slice(found.end))
  const { rule, time } = found.meaning
  return {
    start: index,
    end: found.end + (rest?.[0].length ?? 0),
    rule,
    fromCompletion: found.bang || rest !== null,
    ...(time !== undefined && { time }),
  }
}

/** Finds the first repetition of a text. */
export function findRepeat(open: string, ctx: PhraseContext): FoundRepeat | UnsayableRepeat | undefined {
  for (const index of wordStarts(open)) {
    const found = repeatAt(open, index, ctx)
    if (found !== undefined) return found
  }
  return undefined
}
