import { Utterance } from './utterance.ts'

const polite =
  "(?:please |kindly |while (?:you|we)(?: are|'re) (?:at it|on it|there),? |also |then |now |and |so |next:? |ok |you can |you could |can (?:you|we|i) |could (?:you|we|i) |would you |i'd (?:also )?(?:like|love)(?: you)? to |we'd (?:also )?(?:like|love)(?: you)? to |i (?:also )?(?:want|need)(?: you)? to |let's |tell me |just )*"

/** Verbs that ask the assistant for something: what follows them is a wish, wherever it stands. */
const verbs = [
  "remind me|don't let me forget|add|put|plan|delete|remove|cancel|mark|tick|untick|uncheck|unmark|move|rename|retitle|reword|show|list|check|undo|redo|convert",
  'change|swap|switch|replace|complete|create|find|duplicate|copy|clone|shift|push|pull|drop|scrap|scratch|take|start|extend|shorten|stretch|log|record|get rid|bump|postpone|delay|defer|snooze|reschedule|reopen',
  'give me|tag|label|untag|stick|pop|tack|throw in|throw|chuck|squeeze in|squeeze|slot in|slot|fit in|sneak in|ditch|bin|skip|lose|leave out|cut|kill|del|erase|wipe|clear|strike|cross|close|raise|lower|increase|reduce|cap|limit',
  'note|jot|write down|put down|schedule|set up|stay|include|bring|trim|tell (?:me|us)|let (?:me|us) know|open (?:it|that) again|prioriti[sz]e|repeat|finish',
].join('|')
const questions =
  "what|how (?:far|long|much|many|do|is|are|does|'s)|how's|when(?:'s| is| do| are| will)|where(?:'s| is| are| can| could| should| do)|which|who|should (?:i|we)|do (?:i|we|they|you)|does|did (?:i|we)|is (?:it|there|that|tipping|[a-z]+ (?:included|expected|normal|open|free|safe))|are (?:there|we|they)|will (?:it|there|we)|can (?:i|we) |am i"
/** What can begin a wish in the middle of a sentence. */
const wish = new RegExp(
  `^${polite}(?:(?:${verbs})\\b(?! (?:is|are|was)\\b)|(?:set|keep) (?:the|my|our|a|it|that|this|\\S+ (?:to|for|at))\\b|call (?:it|this|that|the trip|her|him)\\b|make (?:it|the|that|me|a copy|sure|\\S+ (?:top|high|low|p[1-4]|urgent|priority|due))\\b|book (?:me|us|a)\\b|(?:${questions})\\b|i (?:spent|paid|'ve)|we (?:spent|paid)|i've |we've |we (?:will|would|are|need)\\b|we'(?:re|ll|d) |new (?:task|to-do)|(?:it|that) (?:should|needs|must)\\b|budget (?:of|is|:|[\\d£€$])|(?:the )?(?:budget|pace|title|dates?) (?:is|should|to)\\b)`,
)
/** What begins a wish even after words that could go on (“remind me to call mum and …”). */
const strongWish = new RegExp(
  `^${polite}(?:remind me|don't let me forget|plan (?:me |us )?(?:a|an|my|our|\\d|the) ?|set (?:the|my|our|a) budget|what(?:'s| is| are| time| does| do| did| will)|how (?:far|long|much|many|is|are|does)|how's|who(?:'s| is)|where(?:'s| is| are| can)|when(?:'s| is| do| are)|do (?:i|we) |check (?:it|the|my|our)|which |undo|mark |(?:delete|remove|scrap|bin|ditch) (?:the|my) |show me|tell me|tick off|(?:move|push|postpone|reschedule) (?:the|my) .* (?:to|until|by) |add (?:a task|another task|.* (?:to|on) (?:my|the) (?:list|to-do|trip|itinerary|day)|.* (?:to|on) day)|is (?:it|there)|are there|convert |i spent|we spent|rename |call (?:it|the trip) (?!back|at|on|in|about|up)|make (?:it|the trip) (?!(?:p[1-4]|priority|urgent|important|a priority|(?:a )?(?:top|high|low|highest|lowest|medium)(?: |-)priority|due|for|on|every|repeat)\\b))`,
)
/** What begins a wish about stops of a trip after “and” or a comma. */
const stopWish = new RegExp(
  `^${polite}(?:(?:pop|squeeze|sneak|fit|slot|stick) |leave (?!(?:me|us|at|on|for|by|from|after|before)\\b)|keep |bring |scratch |include |bin |lose |ditch |skip |swap |visit |start the |(?:have )?(?:lunch|dinner) (?:on|at) |(?:the|our) [\\p{L}' ]{3,30} (?:can|could|should|has to) |day \\d: )`,
  'u',
)
/** Clauses that go on after “and” with more of what is to be done. */
const openEnded =
  /\b(?:remind(?:er)?s?\b|remember to|don't let me forget|note to self|i (?:need|have) to|(?:need|have|got|gotta) to|(?:new|another) (?:task|to-?do))|^(?:(?:please|can you|could you|also) )*(?:(?:add|create|make|put|set up|new|enter|stick|pop|chuck|throw|bung|whack|jot|note|write)\b.*\b(?:tasks?|to-?dos?|to do list|things|list)\b|(?:tasks?|to-?dos?|notes?)\b)/

const goesOn = (before: string): boolean => openEnded.test(before) && !ofOneThing.test(before)
/** What is done to one thing: no more of it comes after “and”. */
const ofOneThing =
  /^(?:(?:please|can you|could you|would you|also|and|then|oops|no|i'd like to) )*(?:delete|remove|cancel|scrap|drop|bin|ditch|get rid|mark|tick|cross|check|complete|move|push|shift|postpone|snooze|reschedule|rename|change|undo|redo|show|list|what|which|how|reopen|label|tag|make|bump)\b/

/** What begins a statement about a task that is a wish of its own, where the words before it are one too. */
const statement =
  /^(?:the |my |that |this |those |these |both |all )?[\p{L}' -]{2,40}(?:'s| is| are| can| should| needs| has| have| must| will) (?:now |already |also |been )*(?:go|done|finished|complete|completed|sorted|wait|be|to be|paid|due|urgent|p[1-4]|cancelled|off|open|still|not)\b/u

/**
 * Parts a message into pieces that may each be a wish: at the ends of sentences, and at “and”, “then” or a comma where the
 * words after it can begin one.
 * @param isWish whether words are a wish by themselves: asked where the words after an “and” are a statement
 */
export function splitMessage(message: string, isWish: (piece: string) => boolean = () => false): string[] {
  const text = new Utterance(message)
  const { plain } = text
  const cuts: { end: number; next: number }[] = []
  for (const match of plain.matchAll(
    /(?<!\b\d{1,2}\.\d{1,2}|\b(?:st|mt|dr|mr|mrs|ms|no|vs|approx|e\.g|i\.e|a\.m|p\.m))[.!?;]+(?:\s+|$)|(?<=\b[ap]\.m)\.\s+(?!(?:to|on|in|at|for|with|and|tomorrow|today|please|then)\b)|\s*\n+\s*|(?:^|\s+)\(?\d\)\s+(?=[a-z])|(?<=[a-z]+ [a-z]+ [a-z]+)\s+-\s+(?=[a-z])/g,
  )) {
    // Entries of a list that an earlier sentence began: “add to my list: iron shirts; post the letter”.
    const sentence = plain.slice(cuts.at(-1)?.next ?? 0, match.index)
    if (/^;|^\s+-/.test(match[0]) && goesOn(sentence)) {
      if (/^\s+-/.test(match[0]) || !strongWish.test(plain.slice(match.index + match[0].length))) continue
    }
    if (remindsOfBefore(sentence.slice(0, match.index), plain.slice(match.index + match[0].length))) continue
    cuts.push({ end: match.index, next: match.index + match[0].length })
  }
  let from = 0
  for (const match of plain.matchAll(
    /,? and then |,? then |, and (?:also )?|,? and (?:also )?|,? plus |, but |,? but |,? also |, oh and | - (?:and |also )|, so (?=that |it |the )|, /g,
  )) {
    const next = match.index + match[0].length
    const after = plain.slice(next)
    const sentence = cuts.filter(({ next: at }) => at <= match.index).at(-1)?.next ?? 0
    from = Math.max(from, sentence)
    const before = plain.slice(from, match.index)
    // “when it’s noon in New York, what time is it in Paris” is one question.
    if (/^(?:and |so )?(?:if|when) /.test(before.trim()) && match[0].startsWith(',')) continue
    if (asksOfBefore(before, after) || marksBefore(before, after) || remindsOfBefore(before, after)) continue
    const begins = before.trim() !== '' && beginsAfter(before, after)
    const states = () =>
      before.trim() !== '' &&
      !goesOn(before) &&
      (statement.test(after) || (priced(before) && priced(after)) || exchanged(before, after)) &&
      isWish(text.slice({ start: from, end: match.index })) &&
      isWish(text.slice({ start: next, end: plain.length }))
    if (!begins && !states()) continue
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

const beginsAfter = (before: string, after: string): boolean =>
  !(/\btake /.test(before) && /^(?:put|move|stick|place|shift|do) (?:it|that|them)\b/.test(after)) &&
  (goesOn(before)
    ? strongWish.test(after)
    : wish.test(after) || (before.trim().split(' ').length > 2 && stopWish.test(after)))

/** “The call is at 18:00 in Tokyo, what time is that here?”: the second part is the question about the first. */
function asksOfBefore(before: string, after: string): boolean {
  if (/^(?:what(?:'s| is)?(?: time)?(?: is| will)? that\b|when (?:is|will) that\b)/.test(after)) return true
  const asksIt = /^(?:what(?:'s| is) it\b|what time (?:is|will) it\b|when (?:is|will) it\b)/.test(after)
  return (
    asksIt &&
    /\b(?:noon|midday|midnight|\d{1,2}(?:[:.]\d\d)? ?(?:[ap]m|o'clock)|\d{1,2}[:.]\d\d|it's \d{1,2})\b/.test(before)
  )
}

/** “taxi 22 eur”: a few words with one amount, as expenses are noted. */
const priced = (words: string): boolean =>
  words.split(' ').length <= 7 &&
  [...words.matchAll(/[£€$]\s?\d[\d.,]*|\d[\d.,]* ?(?:€|£|euros?|eur|pounds?|gbp|quid|dollars?|usd|bucks)/g)].length ===
    1

/** “convert 1000 francs to euros and 500 kronor to pounds”: one sum after another. */
const sum = /\d[\d.,]*k? ?[\p{L}$€£ ]{2,24} (?:to|in|into) [\p{L}]/u
const exchanged = (before: string, after: string): boolean =>
  new RegExp(`^${sum.source}`, 'u').test(after) &&
  sum.test(before) &&
  /\b(?:convert|exchange|change|how much|what(?:'s| is| are))\b/.test(before)

/** “add …, label it work”, “put … on my list and make it urgent”: marks of the task that is added. */
const marksBefore = (before: string, after: string): boolean =>
  /^(?:(?:please|can you|could you|also) )*(?:add|put|stick|pop|chuck|note|create|make|new|enter|set up)\b/.test(
    before.trim(),
  ) &&
  !/\b(?:done|complete|trip|day \d)\b/.test(before) &&
  /^(?:please |and |also )*(?:(?:label|tag|file) (?:it|that|this)\b|(?:label|tag|labelled|tagged)\b|(?:make|mark|set) (?:it|that|this)(?: as| to)? (?:an? )?(?:p[1-4]|priority|urgent|important|(?:very |really )?urgent|(?:top|high|low|highest|lowest|medium)[- ]priority)\b)/.test(
    after,
  )

/** “renew my passport by January, remind me a week earlier”: a reminder of what stands before it. */
const remindsOfBefore = (before: string, after: string): boolean =>
  goesOn(before) &&
  /^(?:(?:please|and|also|can you|could you) )*(?:remind me|with a reminder) (?:(?:about|of) (?:it|that|this) )?(?:the|half an?|an?|one|two|three|\d+|a couple of) ?(?:minutes?|mins?|hours?|days?|weeks?)(?: (?:before|earlier|ahead|in advance|prior)|[.! ]*$)/.test(
    after,
  )

/** Whether a piece asks for something by its first words, rather than telling a reason. */
export const beginsWish = (piece: string): boolean => wish.test(new Utterance(piece).plain)
