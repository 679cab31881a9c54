import type { Temporal } from '../../../shared/dates.ts'
import type { PhraseContext } from './reading.ts'

/** What a date phrase means. */
export interface DateMeaning {
  date?: Temporal.PlainDate
  /** A time that is part of it: “tonight”, “in 20 minutes”. */
  time?: string
  /** The time is only the usual one of a part of the day: “tonight”. */
  vague?: true
  /** It names a day that does not exist. */
  impossible?: true
  /** It speaks of a day, but not of which: “in a month on friday”. */
  unclear?: true
  /** Only a date after a preposition or, with `edge`, also at the end of the phrase: “15th”, “sat”, “Christmas”. */
  weak?: 'edge' | 'preposition'
  /** It reads as a length of time: not after “for”. */
  offset?: true
  /** A weekday alone is often a part of a name, “sunday times”; figures alone, 3.4., a chapter. */
  kind?: 'weekday' | 'figures'
}

/** A kind of date phrase. */
export interface DateRule {
  pattern: RegExp
  /** @param match groups by number; undefined where the words do not make a date after all */
  read(match: RegExpExecArray, ctx: PhraseContext): DateMeaning | undefined
}

export const impossible: DateMeaning = { impossible: true }
export const unclear: DateMeaning = { unclear: true }

/** A year after a day and month, as the source of a pattern. */
export const year = String.raw`(?:,?\s+(\d{4})\b)?`

export const today = (ctx: PhraseContext): Temporal.PlainDate => ctx.now.toPlainDate()
