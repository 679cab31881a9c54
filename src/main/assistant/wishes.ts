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
  const parts = splitMessage(message, (piece) => (best(clauseOf(piece), context)?.score ?? 0) >= sure)
  const pieces = parts.length > 1 ? parts.map((piece) => plainly(piece, context)) : parts
  const read = rejoined(pieces.map((piece) => ({ piece, reading: best(clauseOf(piece), context) }))).map(
    ({ piece, reading }) => ({ piece, reading: reading ?? best(clauseOf(piece), context) }),
  )
  const whole = clauseOf(message)
  const wholeReading = best(whole, context)
  // “I still need to buy stamps, reopen it” gives the reason first.
  if (read.some(({ reading }) => reading?.intent === 'reopen_task')) {
    for (const entry of read)
      if (entry.reading?.intent === 'add_task' && entry.reading.score < 64) entry.reading = undefined
  }
  // What points at nothing is asked about only where nothing else is said.
  const says = [wholeReading, ...read.map(({ reading }) => reading)].some(
    (reading) => reading !== undefined && reading.intent !== 'clarify' && reading.score >= sure,
  )
  for (const entry of read) if (says && entry.reading?.intent === 'clarify') entry.reading = undefined
  // “That's too much, drop one thing from Saturday” gives the reason first.
  for (const [index, entry] of read.entries()) {
    const next = read[index + 1]
    if (next !== undefined && complaint.test(entry.piece) && (next.reading?.score ?? 0) >= 70) entry.reading = undefined
  }
  const whole0 = wholeReading?.score ?? 0
  if (
    wholeReading !== undefined &&
    (acrossSentences.has(wholeReading.intent) || wholeReading.across === true) &&
    read.filter(({ reading }) => reading?.intent === wholeReading.intent && reading.score >= 70).length < 2 &&
    read.every(
      ({ reading }) =>
        reading === undefined ||
        (reading.score <= whole0 &&
          (wholeReading.across === true || reading.score < 70 || partsOf(wholeReading.intent).has(reading.intent))),
    )
  )
    return [{ clause: whole, reading: wholeReading }]
  // Without a trip to speak of, “Vienna. 4–8 March. Budget: 1500 EUR” are parts of one plan.
  if (
    wholeReading?.intent === 'plan_trip' &&
    whole0 >= sure &&
    context.referents.tripId === undefined &&
    read.every(({ reading, piece }) => (reading?.score ?? 0) < sure || ofOnePlan(reading?.intent ?? '', piece))
  )
    return [{ clause: whole, reading: wholeReading }]
  const surest = Math.max(...read.map(({ reading }) => reading?.score ?? 0))
  // Beside a plain wish, a hint at another is only its reason (“too much for my knees, take the castle out”).
  const enough = surest >= 70 ? 62 : sure
  const asks = ({ piece, reading }: { piece: string; reading: Reading | undefined }): boolean =>
    (reading?.score ?? 0) >= (beginsWish(piece) ? sure : enough)
  const strong = read.filter(asks)
  if (strong.length <= 1) {
    if (strong.length === 0) return wholeReading === undefined ? [] : [{ clause: whole, reading: wholeReading }]
    // What the whole says much more surely than its only piece is meant as a whole.
    if (wholeReading !== undefined && whole0 >= surest + 15) return [{ clause: whole, reading: wholeReading }]
    const only = strong[0]?.piece ?? message
    return asWishes([{ piece: only, surroundings: message }], context)
  }
  // Planning takes in the sentences around it; of the other intents each keeps to its own words.
  const merged: { piece: string; surroundings: string; intent: string }[] = []
  let loose: string[] = []
  for (const { piece, reading } of read) {
    if (reading === undefined || !asks({ piece, reading })) {
      loose.push(piece)
      continue
    }
    const before = merged.at(-1)
    if (before?.intent === 'plan_trip' && takenIn(reading.intent, piece)) {
      before.surroundings = [before.surroundings, ...loose, piece].join('. ')
      loose = []
      continue
    }
    const small = reading.intent === 'small_talk' || reading.intent === 'help'
    if (small) continue
    // “The documents are sent, you can tick it off”: said twice.
    if (before?.intent === reading.intent && finishing.has(reading.intent) && onlyPoints.test(piece)) {
      before.surroundings = [before.surroundings, ...loose, piece].join('. ')
      loose = []
      continue
    }
    if (before !== undefined && before.intent === reading.intent && belongsTogether(reading, piece)) {
      before.piece = `${before.piece}. ${piece}`
      before.surroundings = [before.surroundings, ...loose, piece].join('. ')
    } else {
      const taking = merged.length === 0
      merged.push({
        piece,
        surroundings: taking ? [...loose, piece].join('. ') : piece,
        intent: reading.intent,
      })
      if (!taking && before !== undefined) before.surroundings = [before.surroundings, ...loose].join('. ')
    }
    loose = []
  }
  const last = merged.at(-1)
  if (last !== undefined && loose.length > 0) {
    const plan = merged.find(({ intent }) => intent === 'plan_trip') ?? last
    plan.surroundings = [plan.surroundings, ...loose].join('. ')
  }
  if (merged.length === 0) return wholeReading === undefined ? [] : [{ clause: whole, reading: wholeReading }]
  return asWishes(merged, context)
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

function asWishes(parts: { piece: string; surroundings: string }[], context: Context): Wish[] {
  return parts.flatMap(({ piece, surroundings }) => {
    const clause = clauseOf(piece, surroundings)
    const reading = best(clause, context)
    return reading === undefined ? [] : [{ clause, reading }]
  })
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
