import { Utterance } from './utterance.ts'

const polite =
  "(?:please |kindly |also |then |now |and |so |ok |you can |you could |can (?:you|we|i) |could (?:you|we|i) |would you |i'd (?:also )?(?:like|love)(?: you)? to |we'd (?:also )?(?:like|love)(?: you)? to |i (?:also )?(?:want|need)(?: you)? to |let's |tell me |just )*"

/** What can begin a wish in the middle of a sentence. */
const wish = new RegExp(
  `^${polite}(?:remind me|don't let me forget|add |put |plan |set (?:the|my|our|a) |delete |remove |cancel |mark |tick |move |call (?:it|this|that|the trip) |rename |make (?:it|the|that|me|a copy) |book (?:me|us|a) |show |list |what|how (?:far|long|much|many)|when(?:'s| is| do| are| will)|where(?:'s| is| are)|which |who|check |undo|redo|convert |change |swap |complete |create |find |duplicate |copy |shift |push |drop |scrap |take |should (?:i|we) |do (?:i|we) |does |is (?:it|there|that)|are (?:there|we)|i spent |we spent |we paid |i paid |i've |we've |start |extend |shorten |log |record |new (?:task|to-do)|get rid |bump |postpone |reopen |tell me |give me )`,
)
/** What begins a wish even after words that could go on (“remind me to call mum and …”). */
const strongWish = new RegExp(
  `^${polite}(?:remind me|don't let me forget|plan (?:me |us )?(?:a|an|my|our|\\d|the) ?|set (?:the|my|our|a) budget|what(?:'s| is| are| time)|how (?:far|long|much|many)|when(?:'s| is| do| are)|which |undo|mark |delete (?:the|my) |show me|tell me|add (?:a task|another task|.* (?:to|on) (?:my|the) (?:list|to-do|trip|itinerary|day)|.* (?:to|on) day)|is (?:it|there)|are there|convert |i spent|we spent|rename |call (?:it|the trip)|make (?:it|the trip) )`,
)
const openEnded =
  /\b(?:remind me|remember to|don't let me forget|note to self|to-do|to do list|task|i (?:need|have) to)\b/

/**
 * Parts a message into pieces that may each be a wish: at the ends of sentences, and at “and”, “then” or a comma where the
 * words after it can begin one.
 */
export function splitMessage(message: string): string[] {
  const text = new Utterance(message)
  const { plain } = text
  const cuts: { end: number; next: number }[] = []
  for (const match of plain.matchAll(
    /(?<!\b\d{1,2}\.\d{1,2}|\b(?:st|mt|dr|mr|mrs|ms|no|vs|approx|e\.g|i\.e|a\.m|p\.m))[.!?;]+(?:\s+|$)|(?<=\b[ap]\.m)\.\s+(?!(?:to|on|in|at|for|with|and|tomorrow|today|please|then)\b)|\s*\n+\s*|(?:^|\s+)\(?\d\)\s+(?=[a-z])|(?<=[a-z]+ [a-z]+ [a-z]+)\s+-\s+(?=[a-z])/g,
  )) {
    cuts.push({ end: match.index, next: match.index + match[0].length })
  }
  let from = 0
  for (const match of plain.matchAll(
    /,? and then |,? then |, and (?:also )?|,? and (?:also )?|,? plus |, but |,? but |, also |, oh and |, /g,
  )) {
    const next = match.index + match[0].length
    const after = plain.slice(next)
    const sentence = cuts.filter(({ next: at }) => at <= match.index).at(-1)?.next ?? 0
    from = Math.max(from, sentence)
    const before = plain.slice(from, match.index)
    // “when it’s noon in New York, what time is it in Paris” is one question.
    if (/^(?:and |so )?(?:if|when) /.test(before.trim()) && match[0].startsWith(',')) continue
    if (
      /^(?:what(?:'s| is)?(?: time)?(?: is| will)? (?:that|it)\b(?! (?:there|over there|now|right now)\b)|when (?:is|will) (?:that|it)\b)/.test(
        after,
      )
    )
      continue
    if (before.trim() === '' || !(openEnded.test(before) ? strongWish : wish).test(after)) continue
    cuts.push({ end: match.index, next })
    from = next
  }
  cuts.sort((a, b) => a.end - b.end)
  const pieces: string[] = []
  let start = 0
  for (const { end, next } of cuts) {
    if (end < start) continue
    // The sign that ends a sentence stays with it: a question is known by it.
    const sign = /^[?]/.test(plain.slice(end)) ? 1 : 0
    pieces.push(text.slice({ start, end: end + sign }))
    start = next
  }
  pieces.push(text.slice({ start, end: plain.length }))
  return pieces.filter((piece) => /[\p{L}\p{N}]/u.test(piece))
}
