import type { Temporal } from '../../../shared/dates.ts'
import { type DateMatch, readDateAndPart } from './date-phrase.ts'
import { endsAt, matchAt, type PhraseContext, wordStarts, wordsAt } from './reading.ts'
import { readTime } from './times.ts'

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
  /** Why no date of the text is taken: one of them does not exist, or does not say which day it is. */
  note?: string
}

const prefix = wordsAt(
  String.raw`(?:(?:and\s+|is\s+|it['’]s\s+)?due(?:\s+(?:date|on|by|in|before))?:?|on|by|before|until|till|for|from|between|starting(?:\s+(?:on|from))?|beginning|as\s+of|no\s+later\s+than)`,
)
/** Before these words a date is part of what is said, not of when. */
const unlike = /(?:\b(?:after|since|last|past|previous|every|each)|\b(?:of|about|called|named|titled))\s+$/i
const beforeName =
  /\b(?:the|an?|my|our|your|his|her|their|with|to|for|from|and|uncle|aunt|call|ask|tell|email|text|meet|ring|phone|visit|see|thank|help|invite|pay|hi|hello)\s+$/i

/** As `beforeName`, before “mon”, “wed”, “sat”, “sun”: not after verbs, for “call mon 3pm” is no person. */
const beforeNoun = /\b(?:the|an?|my|our|your|his|her|their|with|to|for|from|and)\s+$/i
/** As `beforeName`, before 3.4. */
const beforeNumber = /(?:\b(?:chapter|section|version|v|part|page|kapitel|abschnitt|teil|seite|nr|no)\.?|§)\s+$/i
/** A weekday in a name: “casual friday”, “Sunday Times”. */
const nameBefore =
  /\b(?:black|good|ash|palm|casual|ruby|super(?:\s+bowl)?|cyber|fat|freaky|shrove|maundy|bloody|blue|manic|giving)\s+$/i
const nameAfter =
  /^\s+(?:times|harbou?r|telegraph|mirror|addams|roasts?|brunch\s+club|night\s+(?:live|lights|football|fever)|market)\b/i
/** What may follow a weekday in the middle of a text. Other words make it a part of theirs: “monday meeting notes”. */
const goesOn =
  /^\s+(?:about|with|without|for|to|at|in|on|by|and|or|but|so|if|as|re|regarding|because|before|after|when|while|then|from|until|till|via|near|around|between|not|instead|please|because)\b/i

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

/** Whether a weekday alone reads as a date there, rather than as a part of a name or of a compound. */
function isDay(open: string, start: number, end: number, lead: string | undefined): boolean {
  const [before, after] = [open.slice(0, start), open.slice(end, end + 40)]
  if (nameBefore.test(before) || nameAfter.test(after)) return false
  if ((lead !== undefined && !/^for$/i.test(lead)) || endsAt(open, end) || timeFollows(open, end)) return true
  if (before.trim() === '') return !(/^\p{Lu}/u.test(open.slice(start)) && /^\s+\p{Lu}/u.test(after))
  return goesOn.test(after)
}

/** The date at `index`, or after “the” there: “on the 3 june”, where nothing follows that it may belong to. */
function dateAfter(open: string, index: number, lead: string | undefined, ctx: PhraseContext): DateMatch | undefined {
  const read = readDateAndPart(open, index, ctx)
  const article = read === undefined && lead !== undefined ? /^the\s+/i.exec(open.slice(index, index + 10)) : null
  if (article === null) return read
  const inner = readDateAndPart(open, index + article[0].length, ctx)
  return inner !== undefined && (endsAt(open, inner.end) || timeFollows(open, inner.end)) ? inner : undefined
}

function candidateAt(
  open: string,
  index: number,
  ctx: PhraseContext,
): Candidate | { end: number; note: string } | undefined {
  const preposition = matchAt(prefix, open, index)?.[0]
  const space = preposition === undefined ? '' : (/^\s+/.exec(open.slice(index + preposition.length))?.[0] ?? '')
  const inner = preposition !== undefined && space !== '' ? index + preposition.length + space.length : index
  const lead = inner === index ? undefined : preposition
  const found = dateAfter(open, inner, lead, ctx)
  if (found === undefined || unlike.test(open.slice(0, index))) return undefined
  const words = open.slice(inner, found.end).replace(/^(?:on|by|due|from|until|before|in)\s+/i, '')
  if (found.impossible) return { end: found.end, note: `“${words}” is not a date that exists.` }
  if (found.unclear) return { end: found.end, note: `“${open.slice(inner, found.end)}” does not say which day.` }
  if (found.date === undefined) return undefined
  if (found.kind === 'weekday' && !isDay(open, inner, found.end, lead)) return undefined
  // “at 6 in the morning” is a time.
  if (
    found.vague &&
    found.weak !== undefined &&
    /(?:\d|o['’]?clock|\bat\s+[a-z]+(?:[\s-][a-z]+)?)\s+$/i.test(open.slice(0, index))
  )
    return undefined
  if (found.offset && (/^for$/i.test(lead ?? '') || /\bfor\s+$/i.test(open.slice(0, index)))) return undefined
  if (found.weak !== undefined) {
    const sure = lead !== undefined && !/^for$/i.test(lead)
    const edge =
      found.weak === 'edge' && (endsAt(open, found.end) || timeFollows(open, found.end) || found.vague === true)
    const name = found.kind === undefined ? beforeName : found.kind === 'weekday' ? beforeNoun : beforeNumber
    if (!sure && (!edge || name.test(open.slice(0, inner)))) return undefined
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
  let note: string | undefined
  let after = 0
  for (const index of wordStarts(open)) {
    if (index < after) continue
    const found = candidateAt(open, index, ctx)
    if (found === undefined) continue
    after = found.end
    if ('note' in found) note = found.note
    else if (best === undefined || found.rank >= best.rank) best = found
  }
  if (best === undefined || note !== undefined) return note === undefined ? {} : { note }
  const { rank: _rank, ...date } = best
  return { best: date }
}
