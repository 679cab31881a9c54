import type { Clause } from '../context.ts'
import { readLengths, readShift } from '../entities/hours.ts'
import { blank } from '../entities/span.ts'
import { readDayPart, readTimes } from '../entities/time-of-day.ts'
import type { StopsMeant } from './which-stop.ts'

/** What is to be done with the stops that a clause means, and how sure that is (0 to 100). */
export interface StopWish {
  kind: 'remove' | 'move' | 'length' | 'swap' | 'replace'
  score: number
}

const asks =
  /^(?:what(?! about (?:moving|putting|doing|having))|when|where|which|who|why|how (?:long|far|much|many|do|does|is|are)|is|are|do (?:we|i|you)|does|did|was|were|have (?:we|i)|has|will (?:we|i|it|there)|am i|show|tell|find|check|plan|remind|add|include|squeeze|fit|pop|insert|slot|pencil|book|spend|spent)\b/
const notOfStops =
  /\b(?:remind|reminder|tasks?|to-dos?|spent|paid|cost|expenses?|budget|open(?:ing)?|closed|tickets? (?:for|to)|far|airport|my list|the trip|our trip|whole trip|holiday|everything|all the)\b/
/** The words that take a stop out, with the stop itself blanked as “¦”. */
const removes = [
  /\b(?:remove|delete|scrap|drop|cut|skip|scratch|bin|lose|ditch|cancel|axe|nix|kill|strike|erase|clear|chuck|trash|dump|omit|exclude|forget|discard|bump off|(?:get|got) (?:rid|shot) of)\b/,
  /\b(?:take|leave|cross|cut|strike|drop|throw|pull|knock|kick)\b.* (?:out|off|away)\b/,
  /\u00a6(?:'s| is| are) (?:out|off)\b(?! (?:the|to|of)\b)/,
  /\b(?:a miss|called off|decided against|do(?:ing)? without|pass on|comes? (?:off|out)|count .* out|is off|are off|(?:been|got|gets|was|were|is|are) (?:cancelled|canceled|scrapped|dropped)|can't (?:make|do|manage)|cannot make|changed (?:my|our) minds? about|had enough of|fell through|won't happen|not happening|no longer happening)\b/,
  /\b(?:can|could|should|must|has to|have to|needs to|will have to|might as well|'s got to|had better) (?:both )?(?:go|be (?:removed|dropped|cut|skipped|deleted|scrapped|taken out|left out))(?=$|[ ,.;!?]*$|[,.;!?]| (?:please|now|too|after all)\b| from\b)/,
  /\b(?:don't|do not|didn't|won't|will not|not going to|aren't going to|not|no longer|never|rather not|isn't|are not|is not|don't think|no) (?:\p{L}+ ){0,2}(?:want|wanting|need|needing|fancy|fancying|do|doing|see|seeing|visit|visiting|go to|care for|have time for|going to|keen|bothered|interested|fussed|into|for|worth)\b/u,
  /^(?:on second thoughts?,? |actually,? |so |and )*no ?\u00a6|\brather (?:not|skip)\b|\b(?:too|so) (?:expensive|pricey|far|busy|much|touristy|crowded|long).*\b(?:out|off|go|it)\b/,
]
/** “take the first stop of day 3 and put it on day 4” */
const takesTo = /\btake\b.*\b(?:and|then) (?:put|move|stick|place|shift|do) (?:it|that|them)\b/
const keeps =
  /\b(?:don't|do not|never) (?:want to )?(?:miss|remove|skip|drop|cut|forget|cancel|delete|lose)\b|\bkeep\b|\bmust(?:n't| not) miss\b/
const swaps =
  /\b(?:swap|switch|exchange|trade|flip|interchange)\b|\b(?:change|trade|swap) places\b|\bother way (?:a)?round\b/
const replaces = /\b(?:replace|swap|switch|exchange|trade|substitute|change)\b.*\u00a6.* (?:with|for|by|to) /
const moves =
  /^(?:take\b.*\b(?:and|then) (?:put|move|stick|place|shift|do)|move|shift|push|bump|postpone|delay|reschedule|bring|put|place|switch|change|stick|slide|relocate|transfer)\b/
const softly =
  /\b(?:be|come|go|goes|happen|start|starts|begin|begins|instead|rather|better|should|could|make|have|do|want|like|prefer|moved|shifted|now|suits?|at|earlier|later|visit|see|get|is|will|move|shift|push|put)\b/
const lasts =
  /\b(?:takes?|lasts?|for|allow|give|spend|need|want|allot|reserve|stay|longer|shorter|more|extra|less|extend|shorten|lengthen|cut|only|just|set|make|at|in)\b/

/** Words of a request that name nothing. */
const plainWords = new Set(
  `a an the our my your this that it its we i you us me he she they them to at on in of from for by and or but so then than with into onto until till as if is are be been being was will would
  'd 'll should could can may might must shall have has had having do does doing did come go going goes happen happens make makes making put move moves moved moving shift push pull bring take keep get
  start starts starting begin begins beginning visit visiting see seeing stop tour one thing time day days date please instead rather better also too just only really actually maybe perhaps think thinking thought afraid
  want wants wanted like love prefer need needs later earlier before after first last next forward back around about now again ahead up over out off not no don't won't can't didn't there here slot
  let let's lets us's how what s d ll m ve re i'd we'd i'm we're it's that's i'll we'll ok okay yes please thanks both all half hour hours minute minutes quarter works work suit suits us easier possible sorry
  schedule rescheduled reschedule postpone delay place change changed switch bump way more bit little even still morning afternoon evening night lunch dinner same other another plan plans`.split(
    /\s+/,
  ),
)

/** How many words of a text belong to none of what was read in it. */
export function unreadWords(rest: string): number {
  const times = readTimes(rest)
  const part = readDayPart(rest)
  const shift = readShift(rest)
  const left = blank(rest, [...times, ...readLengths(rest), ...(part ? [part] : []), ...(shift ? [shift] : [])])
  return (left.match(/[\p{L}][\p{L}']*/gu) ?? []).filter((word) => !plainWords.has(word)).length
}

/** What a clause wants of the stops it means; undefined where it only asks, or wants nothing of them. */
export function stopWish(clause: Clause, meant: StopsMeant): StopWish | undefined {
  const { core } = clause
  const { references } = meant
  const [first] = references
  if (first === undefined || asks.test(core) || notOfStops.test(meant.rest)) return undefined
  const days = meant.days
  const rest = blank(meant.rest, days)
  const begins = rest.slice(clause.at)
  const strong = references.some(({ how }) => how === 'name' || how === 'place')
  const unread = unreadWords(rest)
  const shift = readShift(rest)
  const timed = readTimes(rest).length > 0 || shift !== undefined || readDayPart(rest) !== undefined
  const target = days.some(({ outside }) => !outside) || timed
  const known = references.every(({ stops }) => stops.length > 0)

  if (swaps.test(rest) && references.length === 2 && known) return { kind: 'swap', score: 90 }
  if (replaces.test(begins) && references.length === 1 && !target && unread > 0) return { kind: 'replace', score: 84 }
  const removing = !takesTo.test(rest) && removes.some((pattern) => pattern.test(rest)) && !keeps.test(rest)
  const likely = clause.gist('remove_stop')
  if (removing && !(shift !== undefined && /\b(?:push|pull|bring|move)\b/.test(rest)) && first.how !== 'pointing') {
    if (days.length > 0 && moves.test(begins)) return { kind: 'move', score: 78 }
    const sure = strong ? 99 : first.stops.length > 0 ? 92 : 70
    return { kind: 'remove', score: unread > 6 ? sure - 20 : sure }
  }
  if (likely > 0.5 && strong && known && !target && unread <= 3) return { kind: 'remove', score: 62 }

  const lengths = readLengths(rest)
  if (lengths.length > 0 && shift === undefined && days.length === 0 && lasts.test(rest) && known && unread <= 3)
    return { kind: 'length', score: strong || first.how === 'pointing' ? 88 : 82 }

  if (!target || !known) return undefined
  if (moves.test(begins)) {
    if (first.how === 'pointing') return unread <= 2 ? { kind: 'move', score: 74 } : undefined
    return unread <= 3 ? { kind: 'move', score: strong ? 99 : 92 } : undefined
  }
  const most = strong ? 2 : 0
  if (unread > most) return undefined
  if (first.how === 'pointing')
    return shift !== undefined || softly.test(rest) ? { kind: 'move', score: 66 } : undefined
  if (softly.test(rest)) return { kind: 'move', score: strong ? 96 : 84 }
  return { kind: 'move', score: strong ? 64 : 62 }
}
