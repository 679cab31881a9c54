import type { Utterance } from '../utterance.ts'
import { blank, gap, matches, type Span } from './span.ts'
import { isWellKnownPlace } from './well-known-places.ts'

/** Words that may name a place. */
export interface PlacePhrase extends Span {
  /** As typed. */
  text: string
  /** How likely it names one: after “in” or “to” 3; capitalised, at the head or well known 2; else 1. */
  weight: 1 | 2 | 3
}

/** Words of requests that are no names of places. */
const ordinary = new Set(
  `a about absolutely abroad across actually add adventure after again ahead all along also amazing an and any anything anywhere are area around arrange arrive arriving as at away
  back balanced be beautiful because been before begin beginning best better between big bit book both break breaks brilliant bring budget build but by
  can celebrate celebrating cheap cheaper cheaply city citybreak cities cheers christmas come coming could country couple couples create cultural culture
  day days decent definitely depart departing destination do does doing don't down drive driving during
  each early easy else end ending enjoy essential european every everything excited exciting explore exploring extended
  family fancy few fill find first fly flying for four free friend friends from full fun
  get getaway getting give go going good got great grand group
  happy have haven't having head heading help here hi hello hey holiday holidays home honeymoon hoping how
  i i'd i'll i'm i've idea ideas if in including interested into is it it's itinerary its
  jaunt journey just keen kid kids kind
  last late later leave leaving left less let let's like likes little live local long look looking looks lot lots love lovely
  make making max maximum maybe me mid middle might min mini minimum moderate more most much must my myself
  near need needs new next nice night nights no not now
  of off ok okay old on once one only or organise organize our out over own
  pace pack party people per perfect perhaps person place places plan planned planner planning plans please possible possibly prepare pretty probably put
  quick quickly quiet quite
  really relaxing relaxed return returning right road romantic route roughly round
  say schedule see seeing set short should show sightsee sightseeing sights solo some someone something somewhere sometime soon sort spend spending start starting stay staying still stop suggest sunny surprise sure
  take taking tell than thank thanks that that's the their them then there there's these they thing things think thinking this those through time to together too tops total tour touring travel travellers traveller travelling trip trips two try
  under up upto us use usual
  vacation vacations various very via visit visiting
  want wants was way we we'd we'll we're we've week weekend weekends weeks well went were what what's when where which while who will wife with within without wonderful work would
  year years yes you your
  adult adults children husband girlfriend boyfriend mum dad mother father sister brother partner parents
  morning afternoon evening tonight today tomorrow yesterday spring summer autumn winter fall
  cost costs money spare euros pounds dollars quid bucks each head altogether all-in spend comfortable luxury backpacking flight flights train car plane bus hotel hotels
  approx approximately around-ish ish departure arrival inclusive dates date flexible anytime whenever
  another extra other else instead same different better birthday anniversary stag hen do weekend-break city-break bank
  split divided between followed afterwards finally ending stopping stopover two-centre multi-city roadtrip interrail
  map out draw sketch propose recommend quick-fire please/ plz solo trip/ night/ active sporty museum museums art food history nature wine beer
  everyone everybody nothing none never always usually often mostly mainly especially particularly definitely
  want wanted like liked wish wishing hope dream dreaming considering thinking fancying craving treat escape chill relax unwind rest
  he she him her his hers it they're someone's who's what're how's where's
  beers foodie sights landmarks highlights attractions must-sees classics hidden gems
  proper whole entire complete detailed simple basic rough full-day half-day daytrip
  girlies girls guys lads mates folks team crew colleagues lot broke skint kettle case carer bestie buddies buddy pals pal wheelchair dog toddler toddlers journey i'll kindly brunch dinner lunch breakfast
  towards toward fortnight so point origin destination starting-point stress hassle pressure brim hurry rush frm form called named titled entitled title
  students pupils teachers seniors pensioners retired couple's class school office business conference wedding stay-cation bank
  check checking checkin checkout beginning beforehand afterwards after exams shift finally onwards onward forward
  apiece evenly equally combined including included excluding preferably ideally roughly-ish something's someplace
  has had having gets got booked booking bookings flights ticket tickets fill filling full packed cram stuff
  bound set sort sorted bucket list chance option options version suggestion suggestions proposal
  weather warm hot cold snow cool rainy dry mild winter-sun culture relaxation peace
  say around-about tight shoestring splurge exceed exceeding above below less-than more-than no-more limit limited cap capped`
    .split(/\s+/)
    .filter((word) => word !== ''),
)

/** Small words inside names: “Rio de Janeiro”, “Isle of Wight”, “Stratford upon Avon”. */
const inner = new Set(
  'de do da dos del della di du des la le las los el al den der van von upon on of the sur lez am'.split(' '),
)
/** Words that only begin a name: “The Hague”, “Los Angeles”, “Le Havre”, “San José”. */
const leading = new Set(
  'la le las los el den des san santa st são sao new the fort port cape mount lake isle costa'.split(' '),
)
const beforePlace =
  /(?:^|[^a-z])(?:in|to|at|visit|visiting|around|explore|exploring|see|seeing|via|through|near|between|for|of)(?: the)?[ ,:"]*$/

/**
 * Phrases of a text that may name places, in their order. `taken` are the spans already read as something else: dates, money,
 * people.
 */
export function readPlacePhrases(text: Utterance, taken: readonly Span[]): PlacePhrase[] {
  const plain = blank(text.plain, taken)
  const found: PlacePhrase[] = []
  for (const { start, end } of matches(/"[^"]{2,80}"/, plain)) {
    found.push({ start, end, text: text.slice({ start: start + 1, end: end - 1 }), weight: 3 })
  }
  const words = matches(/[\p{L}][\p{L}\p{N}'.-]*/u, blank(plain, found)).map((match) => ({
    ...match,
    word: (match.groups[0] ?? '').replace(/[.'-]+$/, ''),
  }))
  let open: { start: number; end: number } | undefined
  const close = () => {
    if (open !== undefined) found.push(phrase(text, plain, open))
    open = undefined
  }
  for (const [index, { start, end, word }] of words.entries()) {
    const next = words[index + 1]
    const before = words[index - 1]
    const ended = before !== undefined && before.word.length > 3 && /\.$/.test(before.groups[0] ?? '')
    const joinsBefore =
      open !== undefined &&
      !ended &&
      /^ ?-?$| /.test(plain.slice(open.end, start)) &&
      !/[^ .-]/.test(plain.slice(open.end, start))
    const joinsAfter = next !== undefined && /^[ -]$/.test(plain.slice(end, next.start))
    const capitalised =
      /^\p{Lu}/u.test(text.slice({ start, end })) && start > 0 && !/[.!?:]\s*$/.test(plain.slice(0, start))
    const nameNext = next !== undefined && joinsAfter && !ordinary.has(next.word)
    const named =
      !ordinary.has(word) ||
      (capitalised && word.length > 2 && joinsBefore && !/^(?:for|with|from|and|to|in)$/.test(word))
    const inside = joinsBefore && inner.has(word) && nameNext
    const heads = !joinsBefore && leading.has(word) && nameNext && (word !== 'the' || /^hague$/.test(next?.word ?? ''))
    if (named || inside || heads) {
      if (joinsBefore && open !== undefined) open.end = end
      else {
        close()
        open = { start, end }
      }
    } else {
      close()
    }
  }
  close()
  return found.filter(({ text: name }) => /\p{L}{2}/u.test(name)).sort((a, b) => a.start - b.start)
}

function phrase(text: Utterance, plain: string, { start, end }: Span): PlacePhrase {
  const typed = text.slice({ start, end }).replace(/(?:'s|[.,'-])+$/, '')
  const before = plain.slice(0, start)
  const prepared = beforePlace.test(before) && !before.endsWith(gap)
  const capital = /^\p{Lu}/u.test(typed)
  const head = /^[\s,.:!"-]*$/.test(before) || /[.!?:] *$/.test(before)
  return { start, end, text: typed, weight: prepared ? 3 : capital || head || isWellKnownPlace(typed) ? 2 : 1 }
}
