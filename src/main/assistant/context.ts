import type { Temporal } from '../../shared/dates.ts'
import type { Profile } from '../../shared/profile.ts'
import type { Calendar } from './entities/dates.ts'
import type { Turn } from './history.ts'
import type { Referents } from './referents.ts'
import type { Reply, Talk } from './talk.ts'
import { Utterance } from './utterance.ts'

/** The moment and the person a turn is answered for. */
export interface Environment {
  now: Temporal.Instant
  profile: Profile
  /** The trip on the user's screen, or the one the conversation was about. */
  viewing?: string
}

/** What every intent reads against. */
export interface Context {
  env: Environment
  referents: Referents
  calendar: Calendar
  earlier: readonly Turn[]
  /** The whole message as typed: what a question's template is made from. */
  message: string
}

/** One wish of a message. */
export interface Clause {
  text: Utterance
  /** `text.plain` without polite words and fillers at its head. */
  core: string
  /** Where `core` begins in `text.plain`. */
  at: number
  /** The wish with the sentences around it that carry no wish of their own: dates, interests, reasons. */
  whole: Utterance
  /** How likely it is about an intent, 0 to 1, by its words alone: see `gistOf`. */
  gist: (intent: string) => number
}

/** What an intent makes of a clause: how sure it is (0 to 100), and what it would do. */
export interface Reading {
  intent: string
  score: number
  talk: () => Talk<Reply>
  /** Whether it takes in all of a message that could be split: “forget Lisbon, take us to Vienna”. */
  across?: boolean
}

/** Reads one family of intents; undefined where the clause is none of it. */
export type Family = (clause: Clause, context: Context) => Reading | undefined

const fillers =
  /^(?:(?:please|pls|ok(?:ay)?|so|well|right|now|then|and|also|oh|um+|uh|er|hmm+|ah|oops|sorry|hey|hi|hello|actually|just|but|great|cool|nice|perfect|thanks|thank you|good (?:morning|afternoon|evening)|next|finally|first|secondly|firstly|one more thing|btw|by the way|quick question|can (?:you|u|we|i)|could (?:you|we|i)|any chance (?:you|we) (?:could|can)|you (?:can|could|may|should|might)(?: also| now)?|would (?:you|it be possible to)|will you|shall we|(?:is it|would it be) possible to|are you able to|maybe|perhaps|(?:i|we)(?: would|'d) (?:really )?(?:like|love)(?: you)? to|(?:i|we) want(?:ed)?(?: you)? to|i need you to|let's|let us|go ahead and|kindly|yes|yeah|yep|no|nope|wait|sojourn|assistant|help me(?: to)?|tell (?:me|us)|let (?:me|us) know|do you know|any idea|i was wondering(?: if you could)?|i wonder|would you mind|mind|if you can|possibly|in that case|ok then|alright|all right)\b[ ,.!:;-]*)+/

const leadingDay =
  /^((?:on |for )?(?:day \d{1,2}|the (?:first|second|third|fourth|fifth|last|final) (?:day|morning|afternoon|evening)|(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:morning|afternoon|evening))?|the \d{1,2}(?:st|nd|rd|th)))\b,? (?=(?:please |can (?:you|we) |could (?:you|we) |let's |lets |we could |i'd like to |we'd like to |i want to |we want to )*(?:add|put|include|schedule|visit|see|go to|squeeze|fit|have|do)\b)/i

/** “On day 3 add a boat trip” with the day behind, where it is looked for. */
function dayLast(raw: string): string {
  const match = leadingDay.exec(raw)
  if (match === null) return raw
  const [lead, day = ''] = match
  const rest = raw.slice(lead.length)
  const sign = /[.!?]*$/.exec(rest)?.[0] ?? ''
  return `${rest.slice(0, rest.length - sign.length)} ${/^(?:on|for) /i.test(day) ? day : `on ${day}`}${sign}`
}

/** A clause of a piece of text. `surroundings` is the text with what belongs to it. */
export function clauseOf(raw: string, surroundings: string = raw): Clause {
  const text = new Utterance(dayLast(raw))
  const head = fillers.exec(text.plain)?.[0].length ?? 0
  // A clause of nothing but fillers (“thanks”, “yes”) is what it says.
  const at = head >= text.plain.length ? 0 : head
  return {
    text,
    core: text.plain.slice(at),
    at,
    whole: surroundings === raw ? text : new Utterance(surroundings),
    gist: () => 0,
  }
}

/** What was typed where `core` of a clause has a span. */
export function coreSlice(clause: Clause, start: number, end: number): string {
  return clause.text.slice({ start: clause.at + start, end: clause.at + end })
}

export function calendarOf(env: Environment): Calendar {
  return { today: env.now.toZonedDateTimeISO(env.profile.timezone).toPlainDate(), locale: env.profile.locale }
}
