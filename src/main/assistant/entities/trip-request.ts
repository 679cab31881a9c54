import type { Pace } from '../../../mcp/trips/contract.ts'
import type { Utterance } from '../utterance.ts'
import { type Calendar, readDates, type When } from './dates.ts'
import { type Duration, readDurations } from './durations.ts'
import { readInterests } from './interests.ts'
import { readPace } from './pace.ts'
import { readParty, speaksForSeveral } from './people.ts'
import { type PlacePhrase, readPlacePhrases } from './places.ts'
import { blank, matches, type Span } from './span.ts'
import { withBareNumbers } from './stay-lengths.ts'
import { readBudget, type TripBudget } from './trip-budget.ts'
import { readTripTitle } from './trip-title.ts'

/** A trip as it was asked for; what was not said is absent. */
export interface TripRequest {
  places: PlacePhrase[]
  origin?: PlacePhrase
  whens: When[]
  durations: Duration[]
  /** Whether a weekend was asked for without saying when. */
  weekend: boolean
  travellers?: number
  /** Several speak (“we”), and it was not said how many. */
  several: boolean
  budget?: TripBudget
  interests: string[]
  pace?: Pace
  title?: string
}

const out = '(?: up| down| over| out| across| home)*'
const originWords = new RegExp(
  `\\b(?:(?:leaving|departing|flying|travelling|traveling|coming|going|starting|driving|setting off|setting out|heading|taking the train|we're|i'm|we are|i am|we live|based|fly|live|live|leave|depart|travel|start|drive|go|come|out)${out} )?(?:from|out of|ex)\\b(?: the)? *$|\\b(?:leaving|departing|(?:we|i) live in|based in|(?:we're|i'm|we are|i am) based in|(?:i|we)(?:'ll| will)? (?:start|depart|leave|set off|begin) (?:in|at)) $|\\b(?:from|origin|starting point|start point|departure(?: city| point| airport)?|home(?: airport| city)?)(?: is|:| =)? $`,
)
/** “We’re in London and want to see Paris”: where one is, where another place is named. */
const isHere = /\b(?:we're|i'm|we are|i am) (?:currently |now |already )?in $/
/** “We start in London … and finish in Paris”: a place where one stays is no origin. */
const staysThere =
  /^[^.;]{0,12}\u00a6[^.;]*\b(?:finish|end|then|and then)\b|^[^.;]*\b(?:finish|end)(?:ing)? (?:up )?(?:in|at)\b/

/** Reads all of a request for a trip. */
export function readTripRequest(text: Utterance, calendar: Calendar, home: string): TripRequest {
  const { plain } = text
  const title = readTripTitle(text)
  const untitled = title === undefined ? plain : blank(plain, [title])
  const said = readDates(untitled, calendar, true)
  const { whens, within } = sorted(untitled, said)
  let left = blank(untitled, said)
  const durations = withBareNumbers(left, [...readDurations(left), ...within])
  left = blank(left, durations)
  const money = readBudget(left, home)
  left = blank(left, money === undefined ? [] : [money])
  const party = readParty(left)
  left = blank(left, party === undefined ? [] : [party])
  const weekendSpan = matches(/\b(?:long )?weekend(?: (?:break|trip|getaway|away))?\b/, left)
  const pace = readPace(left)
  const interests = readInterests(pace === undefined ? left : blank(left, [pace]))
  const taken: Span[] = [
    ...(title ? [title] : []),
    ...said,
    ...durations,
    ...weekendSpan,
    ...(money ? [money] : []),
    ...(party ? [party] : []),
    ...(pace ? [pace] : []),
  ]
  const phrases = readPlacePhrases(text, taken)
  // What stands after “we like” is no place, though it may be written with a capital; a single word after “in” may be one.
  const candidates = phrases.filter(
    (phrase) =>
      !interests.some((interest) => phrase.start < interest.end && interest.start < phrase.end && phrase.weight < 3) &&
      !inClauseOfReasons(untitled, phrase),
  )
  const [first, second] = candidates
  // “London to Paris, 20–23 Feb” begins with where it starts.
  const fromFirst =
    first !== undefined &&
    second !== undefined &&
    first.weight === 2 &&
    /^[^\p{L}\d]*$/u.test(plain.slice(0, first.start)) &&
    /^ to $/.test(plain.slice(first.end, second.start)) &&
    !durations.some(({ each }) => each) &&
    !/^ (?:to|and|then) /.test(plain.slice(second.end))
  const free = blank(plain, taken)
  const origin =
    candidates.find(({ start, end }) => originWords.test(free.slice(0, start)) && !staysThere.test(free.slice(end))) ??
    candidates.find(
      ({ start, end }) =>
        isHere.test(free.slice(0, start)) &&
        !staysThere.test(free.slice(end)) &&
        candidates.some((other) => other.start > end && other.weight === 3),
    ) ??
    (fromFirst ? first : undefined)
  const places = candidates.filter((phrase) => phrase !== origin)
  const told = [
    ...new Set(
      interests
        .filter(
          ({ start, end }) => !places.some((place) => place.weight === 3 && place.start < end && start < place.end),
        )
        .flatMap((entry) => entry.interests),
    ),
  ]
  return {
    places,
    ...(origin !== undefined && { origin }),
    whens,
    durations,
    weekend: weekendSpan.length > 0 && !whens.some(({ kind }) => kind === 'weekend'),
    ...(party !== undefined && { travellers: party.count }),
    several: speaksForSeveral(plain) || /\bwith (?:some |my |a few )?(?:friends|family|mates|kids)\b/.test(plain),
    ...(money !== undefined && { budget: money }),
    interests: told,
    ...(pace !== undefined && { pace: pace.pace }),
    ...(title !== undefined && { title: title.title }),
  }
}

/**
 * The times that count: “for new year, 28 Dec to 2 Jan” means the dates, and “what can we do in 3 days from 7 May?” names a
 * length with “in”.
 */
function sorted(plain: string, said: readonly When[]): { whens: When[]; within: Duration[] } {
  const lengths = said.filter(
    ({ start, end }) =>
      /^in (?:\d+|a|an|one|a couple of|a few) (?:day|week)s?$/.test(plain.slice(start, end)) &&
      (said.some((other) => other.kind === 'day' && (other.start < start || other.start > end)) ||
        /\b(?:see|do|visit|cover|manage|squeeze|explore)\b/.test(plain.slice(0, start))),
  )
  const within = lengths.flatMap(({ start, end }) =>
    readDurations(blank(plain, [{ start, end: start + 3 }])).filter(
      (length) => length.start >= start && length.end <= end,
    ),
  )
  const rest = said.filter((when) => !lengths.includes(when))
  const dated = rest.some((when) => (when.kind === 'day' || when.kind === 'range') && when.name === undefined)
  return {
    whens: dated
      ? rest.filter(
          (when) => !('name' in when) || when.name === undefined || when.kind === 'weekend' || when.kind === 'window',
        )
      : rest,
    within,
  }
}

/** Words after “because” and the like give a reason, not a destination. */
const inClauseOfReasons = (plain: string, { start, weight }: PlacePhrase): boolean =>
  /\b(?:because|since|as it's|named|called)\b[^.;!?]*$/.test(plain.slice(0, start)) ||
  (weight < 3 && /\bto celebrate\b[^.;!?]*$/.test(plain.slice(0, start)))
