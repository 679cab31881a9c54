import type { Temporal } from '../../../shared/dates.ts'
import { type DateMatch, readDate } from './date-phrase.ts'
import { endsAt, matchAt, type PhraseContext, wordStarts, wordsAt } from './reading.ts'
import { partAfterDate, readTime } from './times.ts'
import { dayParts } from './vocabulary.ts'

/** A date that was found in a text, the preposition before it included. */
export interface FoundDate {
  start: number
  end: number
  date: Temporal.PlainDate
  time?: string
  /** The time is only the usual one of a part of the day. */
  vague?: true
}

export interface FoundDates {
  /** The one that says when the task is due, where one does. */
  best?: FoundDate
  /** A date in the text that does not exist, as written. */
  impossible?: string
}

const prefix = wordsAt(
  String.raw`(?:(?:and\s+|is\s+|it['’]s\s+)?due(?:\s+(?:date|on|by|in|before))?:?|on|by|before|until|till|for|from|between|starting(?:\s+(?:on|from))?|beginning|as\s+of|no\s+later\s+than)`,
)
/** Before these words a date is part of what is said, not of when. */
const unlike = /(?:\b(?:after|since|last|past|previous|every|each)|\b(?:of|about|called|named|titled))\s+$/i
const beforeName =
  /\b(?:the|an?|my|our|your|his|her|their|with|to|for|from|and|uncle|aunt|call|ask|tell|email|text|meet|ring|phone|visit|see|thank|help|invite|pay|hi|hello)\s+$/i

interface Candidate extends FoundDate {
  rank: number
}

/** How surely a date says when: a stated deadline, the end or beginning of the text, a preposition, anywhere else. */
function rankOf(open: string, start: number, end: number, before: string | undefined): number {
  if (before !== undefined && /^(?:(?:and|is|it['’]s)\s+)?(?:due|by|no\s+later|starting|beginning)/i.test(before))
    return 5
  if (before !== undefined && /^(?:on|before|until|till)/i.test(before)) return 4
  if (endsAt(open, end)) return 3
  if (open.slice(0, start).trim() === '') return 2
  return 1
}

/** Whether a time of day stands at `index`, after a space or comma. */
function timeFollows(open: string, index: number): boolean {
  const gap = /^,?\s+/.exec(open.slice(index, index + 10))
  return gap !== null && readTime(open, index + gap[0].length) !== undefined
}

function withDayPart(open: string, found: DateMatch): DateMatch {
  const gap = /^,?\s+/.exec(open.slice(found.end, found.end + 10))
  if (gap === null || found.time !== undefined) return found
  const match = matchAt(partAfterDate, open, found.end + gap[0].length)
  if (match === null) return found
  const time = dayParts[match[1]?.toLowerCase() ?? '']
  return {
    ...found,
    end: found.end + gap[0].length + match[0].length,
    ...(time !== undefined && { time, vague: true as const }),
  }
}

function candidateAt(
  open: string,
  index: number,
  ctx: PhraseContext,
): Candidate | { end: number; impossible: string } | undefined {
  const preposition = matchAt(prefix, open, index)?.[0]
  const space = preposition === undefined ? '' : (/^\s+/.exec(open.slice(index + preposition.length))?.[0] ?? '')
  const inner = preposition !== undefined && space !== '' ? index + preposition.length + space.length : index
  const lead = inner === index ? undefined : preposition
  const read = readDate(open, inner, ctx)
  if (read === undefined || unlike.test(open.slice(0, index))) return undefined
  if (read.impossible)
    return {
      end: read.end,
      impossible: open.slice(inner, read.end).replace(/^(?:on|by|due|from|until|before|in)\s+/i, ''),
    }
  const found = withDayPart(open, read)
  if (found.date === undefined) return undefined
  // “at 6 in the morning” is a time.
  if (found.vague && found.weak !== undefined && /(?:\d|o['’]?clock)\s+$/i.test(open.slice(0, index))) return undefined
  if (found.offset && (/^for$/i.test(lead ?? '') || /\bfor\s+$/i.test(open.slice(0, index)))) return undefined
  if (found.weak !== undefined) {
    const sure = lead !== undefined && !/^for$/i.test(lead)
    const edge =
      found.weak === 'edge' && (endsAt(open, found.end) || timeFollows(open, found.end) || found.end > read.end)
    if (!sure && (!edge || beforeName.test(open.slice(0, inner)))) return undefined
  }
  // “in the evening” says more about a time than about a day.
  const rank = found.vague && found.weak !== undefined ? 0 : rankOf(open, index, found.end, lead)
  return {
    start: index,
    end: found.end,
    date: found.date,
    ...(found.time !== undefined && { time: found.time }),
    ...(found.vague && { vague: found.vague }),
    rank,
  }
}

/**
 * Finds the dates of a text and chooses the one that says when: the highest rank, the last among equals. A date that does
 * not exist is never moved to another: it is told, and its words stay words.
 */
export function findDate(open: string, ctx: PhraseContext): FoundDates {
  let best: Candidate | undefined
  let impossible: string | undefined
  let after = 0
  for (const index of wordStarts(open)) {
    if (index < after) continue
    const found = candidateAt(open, index, ctx)
    if (found === undefined) continue
    after = found.end
    if ('impossible' in found) impossible = found.impossible
    else if (best === undefined || found.rank >= best.rank) best = found
  }
  if (best === undefined || impossible !== undefined) return impossible === undefined ? {} : { impossible }
  const { rank: _rank, ...date } = best
  return { best: date }
}
