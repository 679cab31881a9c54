import { beginsWish, splitMessage } from './clauses.ts'
import { type Clause, type Context, clauseOf, type Reading } from './context.ts'
import { gistIntent, gistOf, weighed } from './gist/gist.ts'
import { families } from './intents/families.ts'
import { plainly } from './paraphrases.ts'
import { ofOnePlan, takenIn } from './parts-of-plan.ts'

/** How sure a reading must be to stand as a wish of its own beside others. */
export const sure = 50

/** A part of a message that is understood by itself. */
export interface Wish {
  clause: Clause
  reading: Reading
}

/** The wishes of a message in their order, each read by the family that is surest of it. */
export function understand(message: string, context: Context): Wish[] {
  const read = reader(context)
  const parts = splitMessage(message, (piece) => (read(piece)?.score ?? 0) >= sure)
  const pieces = parts.length > 1 ? parts.map((piece) => plainly(piece, context)) : parts
  const whole = read(message)
  const wish = (piece: string, surroundings = piece): Wish[] => {
    const reading = read(piece, surroundings)
    return reading === undefined ? [] : [{ clause: clauseOf(piece, surroundings), reading }]
  }
  const said = withoutReasons(
    rejoined(pieces.map((piece) => ({ piece, reading: read(piece) }))).map(({ piece }) => ({
      piece,
      reading: read(piece),
    })),
    whole,
  )
  if (whole !== undefined && isOneWish(whole, said, context)) return wish(message)
  const surest = Math.max(...said.map(({ reading }) => reading?.score ?? 0))
  // Beside a plain wish, a hint at another is only its reason (“too much for my knees, take the castle out”).
  const enough = surest >= 70 ? 62 : sure
  const asks = ({ piece, reading }: Piece): boolean => (reading?.score ?? 0) >= (beginsWish(piece) ? sure : enough)
  const strong = said.filter(asks)
  const [only] = strong
  // What the whole says much more surely than its only piece is meant as a whole.
  if (only === undefined || (strong.length === 1 && (whole?.score ?? 0) >= surest + 15)) return wish(message)
  if (strong.length === 1) return wish(only.piece, message)
  const merged = together(said, asks)
  return merged.length === 0 ? wish(message) : merged.flatMap(({ piece, surroundings }) => wish(piece, surroundings))
}

/** Reads a piece of a message by the family that is surest of it; what was read once is not read again. */
function reader(context: Context): (piece: string, surroundings?: string) => Reading | undefined {
  const known = new Map<string, Reading | undefined>()
  return (piece, surroundings = piece) => {
    const key = `${piece}\n${surroundings}`
    if (!known.has(key)) known.set(key, best(clauseOf(piece, surroundings), context))
    return known.get(key)
  }
}

/** The pieces with the readings left out of those that only tell why, or point at nothing. */
function withoutReasons(pieces: readonly Piece[], whole: Reading | undefined): Piece[] {
  const reopens = pieces.some(({ reading }) => reading?.intent === 'reopen_task')
  const says = [whole, ...pieces.map(({ reading }) => reading)].some(
    (reading) => reading !== undefined && reading.intent !== 'clarify' && reading.score >= sure,
  )
  return pieces.map((entry, index) => {
    const { piece, reading } = entry
    const next = pieces[index + 1]
    const without =
      // “I still need to buy stamps, reopen it” gives the reason first.
      (reopens && reading?.intent === 'add_task' && reading.score < 64) ||
      // What points at nothing is asked about only where nothing else is said.
      (says && reading?.intent === 'clarify') ||
      // “That's too much, drop one thing from Saturday” gives the reason first.
      (complaint.test(piece) && (next?.reading?.score ?? 0) >= 70)
    return without ? { piece, reading: undefined } : entry
  })
}

/** Whether a message of several pieces asks for one thing, which is read from all of it. */
function isOneWish(whole: Reading, pieces: readonly Piece[], { referents }: Context): boolean {
  const readings = pieces.flatMap(({ reading }) => reading ?? [])
  if (acrossSentences.has(whole.intent) || whole.across === true) {
    const parts = partsOf(whole.intent)
    const sums = readings.filter(({ intent, score }) => intent === whole.intent && score >= 70)
    const within = ({ intent, score }: Reading) =>
      score <= whole.score && (whole.across === true || score < 70 || parts.has(intent))
    if (sums.length < 2 && readings.every(within)) return true
  }
  // Without a trip to speak of, “Vienna. 4–8 March. Budget: 1500 EUR” are parts of one plan.
  return (
    whole.intent === 'plan_trip' &&
    whole.score >= sure &&
    referents.tripId === undefined &&
    pieces.every(({ reading, piece }) => (reading?.score ?? 0) < sure || ofOnePlan(reading?.intent ?? '', piece))
  )
}

/** Puts the pieces of one wish together. Planning takes in the sentences around it; others keep to their own words. */
function together(
  pieces: readonly Piece[],
  asks: (piece: Piece) => boolean,
): { piece: string; surroundings: string }[] {
  const merged: { piece: string; surroundings: string; intent: string }[] = []
  let loose: string[] = []
  for (const entry of pieces) {
    const { piece, reading } = entry
    if (reading === undefined || !asks(entry)) {
      loose.push(piece)
      continue
    }
    const { intent } = reading
    const before = merged.at(-1)
    const joins =
      before !== undefined &&
      ((before.intent === 'plan_trip' && takenIn(intent, piece)) ||
        // “The documents are sent, you can tick it off”: said twice.
        (before.intent === intent && finishing.has(intent) && onlyPoints.test(piece)))
    if (joins) {
      before.surroundings = [before.surroundings, ...loose, piece].join('. ')
      loose = []
      continue
    }
    if (intent === 'small_talk' || intent === 'help') continue
    if (before !== undefined && before.intent === intent && belongsTogether(reading, piece)) {
      before.piece = `${before.piece}. ${piece}`
      before.surroundings = [before.surroundings, ...loose, piece].join('. ')
    } else {
      merged.push({ piece, surroundings: before === undefined ? [...loose, piece].join('. ') : piece, intent })
      if (before !== undefined) before.surroundings = [before.surroundings, ...loose].join('. ')
    }
    loose = []
  }
  const last = merged.at(-1)
  if (last !== undefined && loose.length > 0) {
    const plan = merged.find(({ intent }) => intent === 'plan_trip') ?? last
    plan.surroundings = [plan.surroundings, ...loose].join('. ')
  }
  return merged
}

interface Piece {
  piece: string
  reading: Reading | undefined
}

/** A change of a trip takes the words after it in again where they say nothing by themselves. */
function rejoined(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = []
  for (const next of pieces) {
    const before = joined.at(-1)
    const lost = (next.reading?.score ?? 0) < sure && beginsWish(next.piece)
    if (lost && before?.reading?.intent === 'update_trip')
      joined.splice(-1, 1, { piece: `${before.piece} and ${next.piece}`, reading: undefined })
    else joined.push(next)
  }
  return joined
}

/** What tells why something is to be changed. */
const complaint =
  /^(?:that|it|this|day \d|\p{L}+day)(?:'s| is| looks| feels| seems|'ll be)(?: a bit| a little| way| far| just)? too \p{L}+[.!]?$/iu

/** What is often said in two sentences: “The meeting is at 18:00 in Tokyo. What time is that here?” */
const acrossSentences = new Set(['convert_time', 'convert_currency'])
/** What the sentences of such a question look like by themselves. */
const partsOf = (intent: string): ReadonlySet<string> =>
  new Set(intent === 'convert_time' ? ['convert_time', 'time', 'follow_up'] : [intent, 'follow_up'])

const always = new Set([
  'plan_trip',
  'country_facts',
  'undo',
  'redo',
  'check_trip',
  'cannot',
  'reopen_task',
  'airports',
  'time',
  'list_tasks',
  'list_trips',
])

const finishing = new Set(['complete_task', 'delete_task', 'reopen_task'])
const onlyPoints =
  /^\W*(?:so )?(?:it|that|this|that one|this one)(?:'s| is| can) (?:now |all |already )*(?:done|finished|sorted|complete|completed|go)\W*$|^\W*(?:(?:so|and|then|please|you can|you may|can you|could you|just|now)\W+)*(?:\p{L}+\W+){1,2}(?:it|that|this|them|those|that one|this one)(?:\W+(?:off|out|away|done|as done|as complete|again|back|down|on|my|the|list|please|now|then|too))*\W*$/iu

/** What is done twice where it is asked for twice: “rename it …, and make it 6 people”. */
const ownWords = new Set([
  'update_trip',
  'update_task',
  'add_stop',
  'move_stop',
  'remove_stop',
  'add_task',
  'set_budget',
])

/** Two neighbouring readings of one intent are one wish: always, or where the second only points back (“do it again”). */
function belongsTogether({ intent, score }: Reading, piece: string): boolean {
  if (always.has(intent)) return true
  if (ownWords.has(intent) && (beginsWish(piece) || (intent === 'update_trip' && score >= 62))) return false
  return /\b(?:it|that|this|them|those|there)\b/.test(piece.toLowerCase())
}

/** The family that is surest of a clause, its score weighed by what the clause's words sound like. */
function best(said: Clause, context: Context): Reading | undefined {
  const gist = gistOf(said.text.plain, context.referents, context.earlier.length === 0)
  const clause: Clause = { ...said, gist: (intent) => gist.get(intent) ?? 0 }
  let found: Reading | undefined
  for (const family of families) {
    const reading = family(clause, context)
    if (reading === undefined) continue
    const score = weighed(reading.score, gist.get(gistIntent[reading.intent] ?? reading.intent))
    if (score > (found?.score ?? 0)) found = { ...reading, score }
  }
  return found
}
