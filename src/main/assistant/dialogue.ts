import { SojournError } from '../../shared/errors.ts'
import { type Context, calendarOf, type Environment } from './context.ts'
import { ordinal } from './entities/number-words.ts'
import type { Turn } from './history.ts'
import { nextTrip, noTrips, pointsAtNothing } from './intents/which-trip.ts'
import { plainly } from './paraphrases.ts'
import { Referents } from './referents.ts'
import { nameMatch, wordsOf } from './spelling.ts'
import { type Reply, Say, type Talk } from './talk.ts'
import { Utterance } from './utterance.ts'
import { sure, understand, type Wish } from './wishes.ts'
import { inWords } from './wording/failures.ts'
import { notUnderstood, tooLong } from './wording/small-talk.ts'

export type { Environment } from './context.ts'

/** How much of a message is read, in characters: reading must never hold up the host. */
const readAtMost = 1500
/** How many wishes of one message are done. */
const wishesAtMost = 8

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
    } else if (wouldBeOfATrip(answered, context)) return pointsAtNothing(answered, context) ?? noTrips().reply
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
