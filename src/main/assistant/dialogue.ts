import { SojournError } from '../../shared/errors.ts'
import { splitMessage } from './clauses.ts'
import { type Clause, type Context, calendarOf, clauseOf, type Environment, type Reading } from './context.ts'
import { ordinal } from './entities/number-words.ts'
import { gistIntent, gistOf, weighed } from './gist/gist.ts'
import type { Turn } from './history.ts'
import { families } from './intents/families.ts'
import { nextTrip, noTrips } from './intents/which-trip.ts'
import { plainly } from './paraphrases.ts'
import { ofOnePlan, takenIn } from './parts-of-plan.ts'
import { Referents } from './referents.ts'
import { nameMatch, wordsOf } from './spelling.ts'
import { type Reply, Say, type Talk } from './talk.ts'
import { Utterance } from './utterance.ts'
import { inWords } from './wording/failures.ts'
import { notUnderstood, tooLong } from './wording/small-talk.ts'

export type { Environment } from './context.ts'

/** How much of a message is read, in characters: reading must never hold up the host. */
const readAtMost = 1500
/** How many wishes of one message are done. */
const wishesAtMost = 8

/** How sure a reading must be to stand as a wish of its own beside others. */
const sure = 50

interface Wish {
  clause: Clause
  reading: Reading
}

/** The talk of one turn: what was said, understood, done and answered. */
export function* converse(said: string, earlier: readonly Turn[], referents: Referents, env: Environment): Talk<Reply> {
  const answered = completed(said, earlier.at(-1))
  if (!/[\p{L}\p{N}]/u.test(answered)) return notUnderstood(answered)
  if (answered.length > readAtMost) return tooLong(readAtMost)
  const contextNow = (): Context => {
    const message = plainly(answered, { referents })
    return { env, referents, calendar: calendarOf(env), earlier, message }
  }
  let context = contextNow()
  let wishes = understand(context.message, context).slice(0, wishesAtMost)
  let assumed = ''
  if (referents.tripId === undefined && surestOf(wishes) < sure) {
    // A new conversation: what can only be said of a trip is said of the next one.
    const next = yield* nextTrip(context)
    if (next !== undefined) {
      context = contextNow()
      const ofTrip = understand(context.message, context).slice(0, wishesAtMost)
      if (surestOf(ofTrip) > surestOf(wishes)) {
        wishes = ofTrip
        assumed = next.several ? `I take it you mean “${next.title}”, your next trip.` : ''
      }
    } else if (wouldBeOfATrip(answered, context)) return noTrips().reply
  }
  if (wishes.length === 0) return notUnderstood(context.message)
  const replies: Reply[] = []
  for (const { reading } of wishes) {
    try {
      replies.push(yield* reading.talk())
    } catch (error) {
      if (error instanceof Say) replies.push(error.reply)
      else if (error instanceof SojournError) replies.push({ text: inWords(error), suggestions: [] })
      else throw error
    }
  }
  const reply = joined(replies)
  return assumed === '' ? reply : { ...reply, text: `${assumed}\n\n${reply.text}` }
}

const surestOf = (wishes: readonly Wish[]): number => Math.max(0, ...wishes.map(({ reading }) => reading.score))

/** Whether a message could be read if there were a trip. */
function wouldBeOfATrip(answered: string, context: Context): boolean {
  const referents = Referents.from([], 'none')
  const message = plainly(answered, { referents })
  return surestOf(understand(message, { ...context, referents, message })) >= 62
}

/** The wishes of a message in their order, each read by the family that is surest of it. */
export function understand(message: string, context: Context): Wish[] {
  const pieces = splitMessage(message)
  const read = pieces.map((piece) => ({ piece, reading: best(clauseOf(piece), context) }))
  const whole = clauseOf(message)
  const wholeReading = best(whole, context)
  // “I still need to buy stamps, reopen it” gives the reason first.
  if (read.some(({ reading }) => reading?.intent === 'reopen_task')) {
    for (const entry of read)
      if (entry.reading?.intent === 'add_task' && entry.reading.score < 64) entry.reading = undefined
  }
  const whole0 = wholeReading?.score ?? 0
  if (
    wholeReading !== undefined &&
    acrossSentences.has(wholeReading.intent) &&
    read.every(({ reading }) => (reading?.score ?? 0) <= whole0)
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
  const strong = read.filter(({ reading }) => reading !== undefined && reading.score >= enough)
  const intents = new Set(strong.map(({ reading }) => reading?.intent))
  if (strong.length <= 1 || intents.size === 0) {
    if (strong.length === 0) return wholeReading === undefined ? [] : [{ clause: whole, reading: wholeReading }]
    const only = strong[0]?.piece ?? message
    return asWishes([{ piece: only, surroundings: message }], context)
  }
  // Planning takes in the sentences around it; of the other intents each keeps to its own words.
  const merged: { piece: string; surroundings: string; intent: string }[] = []
  let loose: string[] = []
  for (const { piece, reading } of read) {
    if (reading === undefined || reading.score < enough) {
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
    if (before !== undefined && before.intent === reading.intent && belongsTogether(reading.intent, piece)) {
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

/** What is often said in two sentences: “The meeting is at 18:00 in Tokyo. What time is that here?” */
const acrossSentences = new Set(['convert_time', 'convert_currency'])

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
  'ask_budget',
])

/** Two neighbouring readings of one intent are one wish: always, or where the second only points back (“do it again”). */
function belongsTogether(intent: string, piece: string): boolean {
  return always.has(intent) || /\b(?:it|that|this|them|those|there)\b/.test(piece.toLowerCase())
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

/** A message that answers the question asked last, put into that question's template; else the message itself. */
function completed(said: string, before: Turn | undefined): string {
  const question = before?.question
  if (question === undefined) return said
  const { template, choices } = question
  const into = (answer: string) => template.replace('{}', () => answer)
  const plain = new Utterance(said).plain.replace(/[.!?]+$/, '')
  const exact = choices.find((choice) => choice.toLowerCase() === said.trim().toLowerCase())
  if (exact !== undefined) return into(exact)
  const nth = /^(?:the |option |number |no\.? )?(\d|first|second|third|fourth|last|1st|2nd|3rd)(?: one| option)?$/.exec(
    plain,
  )
  if (nth !== null && choices.length > 0) {
    const n = ordinal(nth[1] ?? '') ?? Number(nth[1])
    const choice = choices.at(n > 0 ? n - 1 : n)
    if (choice !== undefined) return into(choice)
  }
  const short = plain.replace(
    /^(?:the one in|i mean(?:t)?|in|to|um|oh|sorry|it's|the|let's (?:go|do|say)(?: to| with)?|how about|maybe|for|i'd like(?: to go to)?|make it)\s+/,
    '',
  )
  const ranked = choices
    .map((choice) => ({ choice, score: nameMatch(short, choice) }))
    .sort((a, b) => b.score - a.score)
  if (ranked[0] !== undefined && ranked[0].score >= 0.7 && wordsOf(said).length <= 8) return into(ranked[0].choice)
  const fresh =
    /^(?:remind|add|plan|what|how|when|where|delete|remove|show|list|undo|help|thanks|cancel|never ?mind|forget it|stop|set|move|is|are|do|can|could|which|who|no\b)/.test(
      plain,
    )
  return choices.length === 0 && !fresh && wordsOf(said).length <= 12
    ? into(short === '' ? said : said.trim().slice(said.trim().length - short.length))
    : said
}

/** Several answers as one message; the last question stands, and what may be said next comes from all. */
function joined(replies: Reply[]): Reply {
  const [only] = replies
  if (only !== undefined && replies.length === 1) return only
  const asked = replies.findLast(({ question }) => question !== undefined)
  return {
    text: replies.map(({ text }) => text).join('\n\n'),
    suggestions: asked?.suggestions ?? [...new Set(replies.flatMap(({ suggestions }) => suggestions))].slice(0, 3),
    ...(asked?.question !== undefined && { question: asked.question }),
  }
}
