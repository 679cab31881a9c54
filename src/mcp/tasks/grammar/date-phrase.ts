import { calendarRules } from './calendar-dates.ts'
import { compoundRules } from './compound-dates.ts'
import type { DateMeaning } from './date-rule.ts'
import { headAt, matchAt, type PhraseContext } from './reading.ts'
import { offsetBy, relativeRules } from './relative-dates.ts'
import { partAfterDate } from './times.ts'
import { count, countOf, dayParts } from './vocabulary.ts'

export interface DateMatch extends DateMeaning {
  end: number
}

const away = headAt(
  `(?:in\\s+)?(${count})\\s+(days?|weeks?|months?|years?|fortnights?)\\s+(after|before|from)\\s+(?:the\\s+(?=\\d))?`,
)
const dayAway = headAt('(?:the\\s+)?(day|week)\\s+(after|before)\\s+')

/** “3 days before christmas”, “a week from friday”, “the day before 12 May”. */
function readAway(open: string, index: number, ctx: PhraseContext): DateMatch | undefined {
  const counted = matchAt(away, open, index)
  const single = counted === null ? matchAt(dayAway, open, index) : null
  const head = counted ?? single
  if (head === null) return undefined
  const base = readDate(open, index + head[0].length, ctx)
  if (base?.date === undefined) return base?.impossible ? base : undefined
  const amount = counted === null ? 1 : countOf(counted[1] ?? '1')
  const unitText = (counted === null ? single?.[1] : counted[2]) ?? 'day'
  const side = (counted === null ? single?.[2] : counted[3]) ?? 'after'
  const moved = offsetBy(ctx, side.toLowerCase() === 'before' ? -amount : amount, unitText, base.date)
  return moved && { end: base.end, ...moved, offset: true }
}

const rules = [...calendarRules, ...relativeRules, ...compoundRules]

/** Reads the longest date phrase that begins at `index`, or undefined. */
export function readDate(open: string, index: number, ctx: PhraseContext): DateMatch | undefined {
  let best = readAway(open, index, ctx)
  for (const rule of rules) {
    const match = matchAt(rule.pattern, open, index)
    if (match === null || (best !== undefined && index + match[0].length <= best.end)) continue
    const meaning = rule.read(match, ctx)
    if (meaning !== undefined) best = { end: index + match[0].length, ...meaning }
  }
  // Years above 9999 have no place in a local date.
  return best?.date !== undefined && best.date.year > 9999 ? undefined : best
}

/** As `readDate`, with the part of the day that follows: “tomorrow morning”. */
export function readDateAndPart(open: string, index: number, ctx: PhraseContext): DateMatch | undefined {
  const found = readDate(open, index, ctx)
  if (found === undefined || found.time !== undefined) return found
  const gap = /^,?\s+/.exec(open.slice(found.end, found.end + 10))
  const match = gap === null ? null : matchAt(partAfterDate, open, found.end + gap[0].length)
  if (gap === null || match === null) return found
  const time = dayParts[match[1]?.toLowerCase() ?? '']
  const end = found.end + gap[0].length + match[0].length
  return { ...found, end, ...(time !== undefined && { time, vague: true as const }) }
}
