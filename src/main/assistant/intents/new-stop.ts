import type { Context } from '../context.ts'
import type { Utterance } from '../utterance.ts'
import { readSlot, type TripDates, tidyName } from './stops.ts'

const people =
  'mum|mom|dad|mother|father|sister|brother|wife|husband|partner|kids|children|daughter|son|girls|boys|friends?|parents|family|boyfriend|girlfriend'
/** Words before what is wished for. */
const leads = new Set(
  `i we you they he she us me i'd we'd i'll we'll i'm we're we've i've they'd she'd he'd would will could can may should must shall do does have has had got get getting go going be been also really
  want wants wanted wanting like likes love loves need needs fancy fancies hope hoping keen plan planning try trying see seeing visit visiting make making find finding add put pop squeeze fit sneak slip work
  booked reserved tickets ticket throw stick schedule pencil include insert book reserve block take set aside keep leave give let let's lets a an some to for of at in on into there's there is how about what please so and then also maybe perhaps
  possible it it'd nice great good lovely fun attend catch join enjoy my our your afraid just room space with still even though thought thinking ok okay too bit little quick wish wishing day slot gap`.split(
    /\s+/,
  ),
)
/** Words after it. */
const trails = new Set(
  `in into to for on at please we i want would like love could can if possible that'd that be nice great good lovely too also us me go do see have planned booked on the a an somewhere off of our my
  there's is are free then instead and or by around about somehow worth it thanks maybe day want wanted need`.split(
    /\s+/,
  ),
)
/** What no name of a stop has: a sentence was misread. */
const sentence =
  /\b(?:i|we|you|they|he|she|it|us|me|them|will|would|should|could|want|wants|have to|don't|can't|isn't|what|when|where|which|who|whether|because|budget|trip|itinerary)\b/i

/** “leave a free evening on Thursday”, “keep Friday afternoon free for shopping”. */
const freeTime =
  /\b(?:leave|keep|have|want|need|like|make|block|give|set|get|put|add|plan)\b.*\b(free|open|empty|clear|unplanned)\b|\b(?:block|keep) (?:off|out)\b|\b(?:want|have|take|need|like|get|give us|give me)\b.*\b(?:morning|afternoon|evening|night)\b.* off\b|\b(?:don't|do not) (?:plan|book|schedule|put|do|add) (?:us |me )?(?:anything|something|any stops?)\b|\bnothing (?:planned |at all )?(?:on|for|in)\b/

/** A stop that a wish names, and how the words around it read. */
export interface NewStop {
  name: string
  /** The wish with no more than the name, the day and the time in it. */
  text: Utterance
  free: boolean
}

/** What a wish in whatever words wants added to a trip; undefined where it names nothing that could be a stop. */
export function newStop(text: Utterance, trip: TripDates, context: Context): NewStop | undefined {
  const { plain } = text
  const free = freeTime.test(plain)
  const slot = readSlot(text, trip, context)
  const part = slot.part?.part
  if (free) {
    const purpose =
      /\bfor (?!(?:the |a |an )?(?:evening|morning|afternoon|day|night|us|me)\b)(?!(?:on )?\w*day\b)([\p{L}][\p{L} '-]{2,40})$/u.exec(
        plain.replace(/[.!?]+$/, '').replace(/ (?:on|in) (?:the )?[\p{L}\d ]*day[\p{L}\d ]*$/u, ''),
      )?.[1]
    const when = part === 'morning' || part === 'afternoon' || part === 'evening' ? part : 'time'
    const name = `Free ${when}${purpose === undefined ? '' : ` for ${purpose}`}`
    return slot.day === undefined ? undefined : { name, text, free }
  }
  const name = stripped(slot.rest)
  if (name.length < 3 || name.split(' ').length > 8 || sentence.test(name)) return undefined
  return { name, text, free }
}

function stripped(rest: string): string {
  // “squash a wine bar in”
  const put = /^\p{L}+ (?:an? |some |the )(.+?) (?:in|into|onto)$/u.exec(rest.trim())?.[1] ?? rest
  const words = put.split(/\s+/).filter((word) => /[\p{L}\p{N}&]/u.test(word))
  const bare = (word: string | undefined): string => (word ?? '').toLowerCase().replace(/[^\p{L}\p{N}']/gu, '')
  while (words.length > 0) {
    const [first, second, third] = [bare(words[0]), bare(words[1]), bare(words[2])]
    const someone = new RegExp(`^(?:${people})$`).test(first) && leads.has(second) && second !== 'and'
    const named = /^(?:wants?|would|is|has|likes?|needs?|fancies)$/.test(second) && leads.has(third)
    if (first === 'book' && !/^(?:an?|the|us|me|in|some|my|our)$/.test(second)) break
    if ((first === 'time' || first === 'room') && second !== 'for') break
    if (
      leads.has(first) ||
      someone ||
      named ||
      first === 'time' ||
      first === 'half' ||
      /^(?:hours?|minutes?)$/.test(first)
    )
      words.shift()
    else break
  }
  while (words.length > 0 && trails.has(bare(words.at(-1)))) words.pop()
  return tidyName(words.join(' ')).replace(/^(?:an?|some) (?=\p{L})/iu, '')
}
