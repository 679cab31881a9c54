import type { Pace } from '../../../mcp/trips/contract.ts'
import type { Utterance } from '../utterance.ts'
import { type Calendar, readDates, type When } from './dates.ts'
import { type Duration, readDurations } from './durations.ts'
import { readInterests } from './interests.ts'
import { readMoney, type SaidMoney } from './money.ts'
import { readPace } from './pace.ts'
import { readParty, speaksForSeveral } from './people.ts'
import { type PlacePhrase, readPlacePhrases } from './places.ts'
import { blank, gap, matches, type Span } from './span.ts'

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
  budget?: SaidMoney & { per: ('person' | 'day')[] }
  interests: string[]
  pace?: Pace
}

const originWords =
  /\b(?:(?:leaving|departing|flying|travelling|traveling|coming|going|starting|driving|setting off|setting out|heading|we're|i'm|we are|i am|we live|based|we fly|i fly|i live)(?: up| down| over| out| across| home)* )?(?:from|out of|ex)\b(?: the)? *$|\b(?:leaving|departing|(?:we|i) live in|based in|(?:we're|i'm|we are|i am) (?:based )?in|(?:i|we)(?:'ll| will)? (?:start|depart|leave|set off|begin) (?:in|at)) $/

/** Reads all of a request for a trip. */
export function readTripRequest(text: Utterance, calendar: Calendar, home: string): TripRequest {
  const { plain } = text
  const said = readDates(plain, calendar)
  // “for new year, 28 Dec to 2 Jan”: dates are surer than the feast they stand beside.
  const dated = said.some((when) => when.kind === 'day' || (when.kind === 'range' && when.name === undefined))
  const whens = dated ? said.filter((when) => when.kind !== 'range' || when.name === undefined) : said
  let left = blank(plain, whens)
  const durations = withBareNumbers(left, readDurations(left))
  left = blank(left, durations)
  const money = readBudget(left, home)
  left = blank(left, money === undefined ? [] : [money])
  const party = readParty(left)
  left = blank(left, party === undefined ? [] : [party])
  const weekendSpan = matches(/\b(?:long )?weekend(?: (?:break|trip|getaway|away))?\b/, left)
  const pace = readPace(left)
  const interests = readInterests(pace === undefined ? left : blank(left, [pace]))
  const taken: Span[] = [
    ...whens,
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
      !inClauseOfReasons(plain, phrase),
  )
  const [first, second] = candidates
  // “London to Paris, 20–23 Feb” begins with where it starts.
  const fromFirst =
    first !== undefined &&
    second !== undefined &&
    first.weight === 2 &&
    /^[^\p{L}\d]*$/u.test(plain.slice(0, first.start)) &&
    /^ to $/.test(plain.slice(first.end, second.start))
  const origin =
    candidates.find(({ start }) => originWords.test(blank(plain, taken).slice(0, start))) ??
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
  }
}

/** Words after “because” and the like give a reason, not a destination. */
const inClauseOfReasons = (plain: string, { start }: Span): boolean =>
  /\b(?:because|since|as it's|to celebrate|named|called)\b[^.;!?]*$/.test(plain.slice(0, start))

const budgetWords =
  /\b(?:budget|spend|spending|max(?:imum)?|tops|under|below|up to|no more than|not more than|at most|less than|within|around|about|roughly|total|limit|cost|costs|all[- ]in|altogether|for)\b/

function readBudget(plain: string, home: string): TripRequest['budget'] {
  const said = readMoney(plain, home, true)
  const near = ({ start, end, explicit }: SaidMoney) => {
    const before = plain.slice(Math.max(0, start - 28), start)
    const after = plain.slice(end, end + 24)
    if (/^ ?(?:people|persons?|adults?|kids?|of us|days?|nights?|weeks?|years?|stops?|travellers?)\b/.test(after))
      return false
    const marked =
      /\b(?:budget|spend|max(?:imum)?|no more than|at most|limit)\b[^.;¦]*$/.test(before) ||
      /^ ?(?:budget|max|tops|total|limit|all[- ]in)\b/.test(after)
    return explicit || marked || (budgetWords.test(before) && /^ ?(?:budget|max|tops|total)/.test(after))
  }
  const amount = said.find(near)
  if (amount === undefined) return undefined
  const after = plain.slice(amount.end, amount.end + 30)
  const per: ('person' | 'day')[] = []
  if (/^ ?(?:each|pp|a head|per (?:person|head)|apiece)\b|\bper (?:person|head)\b|\beach\b/.test(after))
    per.push('person')
  if (/^[^.;]{0,14}\b(?:per|a|each) (?:day|night)\b/.test(after)) per.push('day')
  const words =
    /(?:(?:with |on |and )?(?:a |our |my )?(?:total )?budget(?: is| of|:| around| about)* *|(?:for |at |with )?(?:no more than|not more than|up to|under|below|at most|max(?:imum)?(?: of)?|around|about|less than|within|spend(?:ing)?(?: about| around| up to)?) *)+$/.exec(
      plain.slice(0, amount.start),
    )
  const tail =
    /^ ?(?:(?:each|pp|a head|per (?:person|head|day|night)|a day|a night|max(?:imum)?|tops|budget|total|in total|altogether|all[- ]in|or so|or less)\b ?)+/.exec(
      plain.slice(amount.end),
    )
  return {
    ...amount,
    start: amount.start - (words?.[0].length ?? 0),
    end: amount.end + (tail?.[0].trimEnd().length ?? 0),
    per,
  }
}

/** “3 nights in Rome then 2 in Florence”: a number alone counts what the one before it counted. */
function withBareNumbers(plain: string, durations: Duration[]): Duration[] {
  const [first] = durations
  if (first === undefined) return durations
  const nights = first.nights !== undefined
  const bare = matches(/\b(\d{1,2}) (?=(?:in|at) [\p{L}"])/u, plain)
    .filter((span) => !durations.some((other) => span.start < other.end && other.start < span.end))
    .map(({ start, groups }) => {
      const n = Number(groups[1])
      return { start, end: start + (groups[1]?.length ?? 0), ...(nights ? { nights: n } : { days: n }) }
    })
  const free = ({ start, end }: Span) =>
    ![...durations, ...bare].some((other) => start < other.end && other.start < end)
  const after = matches(
    /(?:and|then|,|plus) (?:(?!party|group|family|team|total)[\p{L}" ]+?) (?<!\bof )(?:for )?(\d{1,2})(?=$|[,.;!?\u00a6]| (?:starting|from|then|and|in)\b)/u,
    plain,
  )
    .filter(
      ({ end, groups }) => free({ start: end - (groups[1]?.length ?? 0), end }) && !plain.slice(0, end).endsWith(gap),
    )
    .map(({ end, groups }) => {
      const n = Number(groups[1])
      return { start: end - (groups[1]?.length ?? 0), end, ...(nights ? { nights: n } : { days: n }) }
    })
  return [...durations, ...bare, ...after].sort((a, b) => a.start - b.start)
}
