import { Temporal } from '../../../shared/dates.ts'
import { endOfMonth, existingDate } from './calendar.ts'
import { monthStart } from './calendar-dates.ts'
import { readDate } from './date-phrase.ts'
import { headAt, matchAt, type PhraseContext, wordStarts, wordsAt } from './reading.ts'
import { count, countOf, month, weekday } from './vocabulary.ts'

/** Where and when a repetition ends: “until 5 June”, “10 times”, and from when it runs: “from 1 to 30 June”. */
export interface FoundEnd {
  start: number
  end: number
  since?: Temporal.PlainDate
  until?: string
  count?: number
}

const last = headAt('(?:until|till|through|ending(?:\\s+on)?|ends(?:\\s+on)?)\\s+(?=\\S)')
const times = wordsAt(`(?:for\\s+)?(${count})\\s+times`)
const from = headAt('(?:from|between|starting(?:\\s+(?:on|from))?|beginning)\\s+(?=\\S)')
const to = /\s*(?:\b(?:to|until|till|through|and)\b|-|–|—)\s*(?=\S)/gi
const bareDay = wordsAt('(?:the\\s+)?(\\d{1,2})(?:st|nd|rd|th)?')
const bareMonth = wordsAt(`(${month})`)
const aWeekday = wordsAt(weekday)

const compact = (date: Temporal.PlainDate): string => date.toString().replaceAll('-', '')

/** “from 1 june to 30 june”, “from 1 to 30 june”, “from june to august”: the days of such a range. */
function rangeAt(open: string, start: number, ctx: PhraseContext): FoundEnd | undefined {
  const head = matchAt(from, open, start)
  if (head === null) return undefined
  const begin = start + head[0].length
  if (matchAt(aWeekday, open, begin) !== null) return undefined
  for (const between of open.slice(begin).matchAll(to)) {
    const second = begin + between.index + between[0].length
    const first = open.slice(0, begin + between.index)
    const months = [matchAt(bareMonth, first, begin), matchAt(bareMonth, open, second)]
    if (months[0]?.[0].length === first.length - begin && months[1] && months[0]) {
      if (readDate(open, second, ctx)?.date !== undefined) continue
      const since = monthStart(ctx, months[0][0])
      const until = endOfMonth(monthStart({ ...ctx, now: since.toPlainDateTime() }, months[1][0]))
      return { start, end: second + months[1][0].length, since, until: compact(until) }
    }
    const whole = readDate(first, begin, ctx)
    const day = whole === undefined ? matchAt(bareDay, first, begin) : null
    const length = whole === undefined ? begin + (day?.[0].length ?? -1) : whole.end
    if (length !== first.length) continue
    const rough = readDate(open, second, ctx)
    if (rough?.date === undefined) continue
    const since = whole?.date ?? existingDate(rough.date.year, rough.date.month, Number(day?.[1]))
    if (since === undefined) continue
    const until = readDate(open, second, { ...ctx, now: since.toPlainDateTime() })
    if (until?.date === undefined || Temporal.PlainDate.compare(until.date, since) <= 0) continue
    return { start, end: until.end, since, until: compact(until.date) }
  }
  return undefined
}

/** Finds where a repetition ends. */
export function findRepeatEnd(open: string, ctx: PhraseContext): FoundEnd | undefined {
  for (const start of wordStarts(open)) {
    const counted = matchAt(times, open, start)
    if (counted !== null) return { start, end: start + counted[0].length, count: countOf(counted[1] ?? '1') }
    const range = rangeAt(open, start, ctx)
    if (range !== undefined) return range
    const head = matchAt(last, open, start)
    if (head === null) continue
    const date = readDate(open, start + head[0].length, ctx)
    if (date?.date !== undefined) return { start, end: date.end, until: compact(date.date) }
  }
  return undefined
}
