import type { Temporal } from '../../../shared/dates.ts'
import type { ParsedTask } from '../contract.ts'

export type Span = ParsedTask['spans'][number]

/** What a phrase is read against. */
export interface PhraseContext {
  /** The local date and time of the reader. */
  now: Temporal.PlainDateTime
  /** The zone of `now`, an IANA name. */
  zone: string
  /** Whether 12/5 is 12 May; by the reader's locale. */
  dayFirst: boolean
  /** Whether the reader writes dates with dots, 12.5. for 12 May. */
  dottedDates: boolean
}

/**
 * A text being read. `open` is as long as `text`; what has been understood is blanked in it with `taken`, what is never
 * to be understood (quotations, addresses) with `closed`, so that every index stays that of the original.
 */
export interface Reading {
  readonly text: string
  readonly open: string
  readonly spans: readonly Span[]
}

export const taken = '\uE000'
export const closed = '\uE001'

export function readingOf(text: string): Reading {
  return { text, open: text.replaceAll(taken, ' ').replaceAll(closed, ' '), spans: [] }
}

function blanked(open: string, start: number, end: number, fill: string): string {
  return open.slice(0, start) + fill.repeat(end - start) + open.slice(end)
}

/** The reading with the characters from `start` to `end` understood as `field`. */
export function take(reading: Reading, start: number, end: number, field: Span['field']): Reading {
  return {
    ...reading,
    open: blanked(reading.open, start, end, taken),
    spans: [...reading.spans, { start, end, field }],
  }
}

/** The reading with the characters from `start` to `end` left alone by everything that follows. */
export function close(reading: Reading, start: number, end: number): Reading {
  return { ...reading, open: blanked(reading.open, start, end, closed) }
}

/**
 * The letters and figures that English phrases are told from. Latin alone: classes of all letters, in the case-blind
 * patterns of a whole grammar, cost a quarter of a second to compile.
 */
const inWord = String.raw`A-Za-z0-9_\u00C0-\u024F`
const letter = String.raw`A-Za-z\u00C0-\u024F`

/** Where a word begins: not within another, nor right after a sign that makes it part of a name or a number. */
const wordStart = String.raw`(?<![${inWord}#@/&+$€£%\uE001]|[${letter}]['’-]|\d[.,:-])`
/** Where a word ends: not before a letter, a possessive or a hyphenated part. */
export const wordEnd = String.raw`(?![${inWord}@\uE001]|['’][${letter}]|-[${letter}]|[.,:/-]\d)`

/** A pattern for whole words at `lastIndex`, which is where a word begins. */
export function wordsAt(source: string): RegExp {
  return new RegExp(`(?:${source})${wordEnd}`, 'iy')
}

/** As `wordsAt`, for the beginning of a phrase that goes on: the source ends in space. */
export function headAt(source: string): RegExp {
  return new RegExp(`(?:${source})`, 'iy')
}

/** A pattern that finds whole words anywhere. */
export function words(source: string): RegExp {
  return new RegExp(`${wordStart}(?:${source})${wordEnd}`, 'i')
}

/** Matches a sticky pattern at `index`. */
export function matchAt(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index
  return pattern.exec(text)
}

const beginning = new RegExp(`${wordStart}[${inWord}@]`, 'g')

/** The indexes at which words begin. */
export function wordStarts(text: string): number[] {
  return Array.from(text.matchAll(beginning), (match) => match.index)
}

/** Whether nothing that belongs to the phrase before `index` follows it: its end, a stop, or something understood. */
export function endsAt(open: string, index: number): boolean {
  return /^[\s)\]]*(?:$|[,;.!?:(–—\uE000]|-\s)/u.test(open.slice(index, index + 40)) || open.slice(index).trim() === ''
}
