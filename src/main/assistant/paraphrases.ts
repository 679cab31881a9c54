import type { Context } from './context.ts'
import { withApostrophes, withoutNoise } from './noise.ts'
import { type Needs, type Paraphrase, taskParaphrases } from './task-paraphrases.ts'

const day =
  '(?:day (?:\\d+|one|two|three|four|five)|(?:the |our |my )?(?:first|second|third|fourth|fifth|last|final|1st|2nd|3rd|\\d+th)(?: (?:day|morning|afternoon|evening|night))?|(?:the )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:the )?\\d{1,2}(?:st|nd|rd|th)|today|tomorrow|\\d{1,2}\\.? (?:january|february|march|april|may|june|july|august|september|october|november|december))'
const clock =
  '(?:\\d{1,2}[:.]\\d\\d(?: ?[ap]\\.?m\\.?)?|\\d{1,2} ?[ap]\\.?m\\.?|half (?:past )?\\w+|noon|midday|at \\d{1,2})'
const meal = '(?:lunch|dinner|breakfast|brunch|supper|drinks|coffee|tea|afternoon tea|cocktails|meeting|massage)'
const event = `(?:${meal}|(?:[\\p{L}-]+ ){0,3}(?:class|lesson|tour|cruise|tasting|show|concert|workshop|match|game|trip|walk|ride|spa|hike|picnic))`
const remove = '(?:scrap|drop|delete|remove|skip|leave|take|bin|cut|lose|cross|forget)'
const it = '(?:it|that|this|them|that one|this one)'
const us = "(?:i|we)(?:'d| would|'ll| will)?"
const addIt = `(?:please |kindly |can you |could you |would you |so |and )*(?:add|include|put|pop|note|stick|slot|pencil) (?:${it}|the same)(?: (?:in|down|on))?(?: (?:to|in|into|on) (?:the|my|our) (?:trip|plan|itinerary|schedule))?(?: for (?:me|us))?`

const rules: Paraphrase[] = [
  // Planning
  {
    said: '^((?:please )?(?:move|shift|push|put|start|set|rename|call|make|change|begin|name)) (?:the|that|this) (?:copy|duplicate|new one|clone)\\b',
    plain: '$1 the trip',
    needs: ['trip'],
  },
  {
    said: `^(?:i |we )?(?:gotta|need to|have to|got to|must|should|ought to) (?=(?:plan|organi[sz]e|arrange|sort|book) (?:a|an|my|our|the|us|me)\\b.*\\b(?:trip|holiday|vacation|weekend|break|getaway|honeymoon|itinerary)\\b)`,
    plain: '',
  },
  {
    said: "^(?:we're|we are|we were) (?:thinking|thinkin'?|considering|fancying|dreaming)(?: of| about)? (?!of|about)(?=\\p{L})",
    plain: 'let us plan ',
    needs: ['no trip'],
  },
  {
    said: "^(?:(?:i'm|i am|i was) )?(?:thinking?|thinkin'?|considering|fancy|fancying|dreaming)(?: of| about)? (?!of|about)(?=\\p{L})",
    plain: 'plan ',
    needs: ['no trip'],
  },
  { said: '^sort (?:us|me) (?:out )?(?:with )?(?=an? |some |\\d)', plain: 'plan ' },
  {
    said: '^(?:i |we )?(?:wanna|want to|wish to) do (?=\\p{L}+(?: \\p{L}+)? (?:for|in|from|on|next|this)\\b)',
    plain: 'plan ',
    needs: ['no trip'],
  },
  { said: '\\b(?:gotta|got to) (?=\\p{L})', plain: 'need to ' },
  { said: '^(?:need|have) to (?=\\p{L})', plain: 'i need to ' },
  { said: '\\bwanna\\b', plain: 'want to' },
  // Adding to a trip
  {
    said: `^(.+?)[,.!?;]+ (?:so )?(?:is it possible to|can (?:you|we)|could (?:you|we)|please|kindly) (?:to )?(?:add|include)(?: (?:${it}|the same))?[ ?.!]*$`,
    plain: 'add $1',
    joined: true,
    needs: ['trip'],
  },
  { said: `^(.+?)[,.!?;]+ ${addIt}(?![^,.]*\\bint\\w*rests?\\b)[^,.]*[ ?.!]*$`, plain: 'add $1', needs: ['trip'] },
  { said: `^(?:(?:can|could) (?:you|we) )?add (?:what|how) about (?:an? )?`, plain: 'add ', needs: ['trip'] },
  {
    said: `^add (?:my [\\p{L}]+|i|we|he|she|they)(?:'d| would|'s| is|'m| am|'re| are|'ve| have|'ll| will)?(?: be)?(?: also| now)? (?:like|likes|wants?|wish(?:es)?|loves?|having|have|got|meeting|fancy|fancies|booked)(?: (?:to (?:have|see|do|visit|go to|make|take))| in for| for)? (?:an? )?(?=\\p{L})`,
    plain: 'add ',
    needs: ['trip'],
  },
  {
    said: `^${us} (?:also |really |still )*(?:(?:was |were |are |am )?(?:hoping|wanting|keen)|like|love|want|wish|hope|fancy)(?: also)?(?: to)? (?:also )?(?:make|do|see|visit|go to|have|take in|take|join|try|attend|fit in|squeeze in) (?=.*\\b(?:on |at |in the |${day}\\b|${clock}))`,
    plain: 'add ',
    needs: ['trip'],
  },
  {
    said: `^it(?:'d| would) be (?:lovely|nice|great|good|fun|cool|wonderful|brilliant|amazing) to (?:have|do|see|visit|go to|take|try|fit in) (?=.*\\b${day}\\b)`,
    plain: 'add ',
    needs: ['trip'],
  },
  {
    said: `^(?:(?:i|we)(?:'m| am|'re| are|'ll be| will be|'ve got| have|'ve booked)) (?!afraid|sorry|sure|glad|happy|thinking|not|no longer)(?:having |going for |got |booked (?:for )?|doing )?(?=(?:an? )?${event}\\b.*\\b(?:${day}|${clock}))`,
    plain: 'add ',
    needs: ['trip'],
  },
  {
    said: `^(?!(?:can|could|would|please|show|tell|give|which|where|who|did|does|will|let|let's|add|put|move|change|remove|cancel|skip|book|plan|swap|make|set|is|are|what|when|how|do|drop|delete|my|the|our|no|and|or|schedule|remind|ditch|shift|push|scrap|bin|stick|pop|throw|take|leave|lose|cut|get|squeeze|tack|bring|switch|replace|postpone|delay|start|keep|log|where|which|who|can|could|would|should|will|does|did|tick|mark|it)\\b)(?=${event}\\b[^?]*\\b${day}\\b[^?]*$)(?!.*(?:[£€$]|\\bwas\\b|\\bcost|\\bspent\\b))`,
    plain: 'add ',
    needs: ['trip'],
  },
  {
    said: `^(add|put|schedule|book in|pop|stick|include) (.+? (?:on|at|for) ${day}(?:\\b[^,]*?)?),? and (.+? (?:on|at|for) ${day}.*)$`,
    plain: '$1 $2. $1 $3',
    needs: ['trip'],
  },
  {
    said: `^(add|put|schedule|book in|pop|stick|include) (.+? ${day}(?:\\b[^,]*?)?), and (.+? ${day}.*)$`,
    plain: '$1 $2. $1 $3',
    needs: ['trip'],
  },
  // Moving and taking out
  {
    said: `^(.{3,60}?) (?:would|wud|'d|might|will) (?:be|suit (?:us|me)|work|fit) (?:much |a lot |far )?better (?:for us )?((?:on|in|at|after|before|first|last)\\b.*)$`,
    plain: 'move $1 to $2',
    needs: ['trip'],
  },
  { said: `^(move .+), (?:say|maybe|perhaps|so) ((?:at )?${clock}.*)$`, plain: '$1 at $2' },
  { said: `\\b(to) (?:on|in|at) (?=the\\b|${day})`, plain: '$1 ' },
  {
    said: `^(?:(?:i|we) (?:really )?(?:don't|do not|no longer|dont) (?:really )?(?:need|want|fancy)|(?:i'm|we're|im|were|i am|we are) (?:not|no longer) (?:really |that |too |so |very )?(?:bothered about|interested in|keen on|fussed about|into|bothered with)|(?:don't|do not|dont|no longer) (?:need|want|fancy)) (.+?)(?: any ?more| after all| now)?[,.;]* (?:so |and |just )?(?:please )?${remove} ${it}(?: out| off| away)?\\b.*$`,
    plain: 'remove $1',
  },
  {
    said: `^(\\p{L}+)(?:'s| has| is)? (?:cancelled|canceled|not coming|can't (?:come|make it))[,.;]* (?:so )?no (${meal})\\b.*$`,
    plain: 'remove $2 with $1',
    needs: ['trip'],
  },
  {
    said: "^(?:i'm|we're|i am|we are) (?:not|no longer) (?:going|travelling|doing it)(?: any ?more| after all)?[,.;]* (?:so )?(?:please )?(?:delete|scrap|cancel|remove|bin|drop) (?:it|that|this|the whole thing).*$",
    plain: 'delete the trip',
    needs: ['trip'],
  },
  {
    said: "^(?:please )?(?:delete|scrap|cancel|remove|bin|drop|forget|call off) (?:it|that|this|it all|the whole thing|everything)[,.;!]* (?:because |since |as )?(?:i'm|we're|i am|we are) (?:not|no longer) (?:going|travelling|doing it)\\b.*$",
    plain: 'delete the trip',
    needs: ['trip'],
  },
  {
    said: "^(?:we've|we have|i've|i have|we|i)(?: had| have|'ve had)? to (?=(?:bring|move|push|shift|postpone|delay|cancel|shorten|extend|change)\\b)",
    plain: '',
  },
  // Dates of a trip and of tasks
  {
    said: "^(?:our|my|the) (?:dates?|plans?) (?:have|has|had) (?:been )?(?:changed|moved|shifted)[:,.;]* (?:(?:it|they) (?:is|are)|it's|they're)?(?: now)? ?(?=\\d|the|from)",
    plain: 'move the trip to ',
    needs: ['trip'],
  },
  {
    said: `^(?:the |my |our )?(.{3,40}?) (?:was|has been|is|got|has|had been) (?:now )?(?:changed|moved|rescheduled|pushed|put back|brought forward|shifted|postponed)(?: back| forward)? (?:to|until|till) `,
    plain: 'move $1 to ',
  },
  {
    said: '^i (?:said|meant|wrote|put) [^.!?]{2,30}[.!,;] (?:it|that) (?:should|ought to) (?:be|have been|say|read) ',
    plain: 'it should be ',
  },
  ...taskParaphrases,
  // Money
  { said: '\\b(two|three|four|five|six|seven|eight|nine|ten|\\d+) and a half (?=thousand|grand|k\\b)', plain: '$1.5 ' },
  {
    said: "^(?:(?:i|we) (?:should|would)n't like to|(?:i|we)(?:'d| would) (?:rather|prefer) not(?: to)?|(?:i|we) (?:don't|do not|can't|cannot) (?:want to )?) ?(?:go|spend|pay) (?:over|above|beyond|more than) (.+?)(?: (?:for|on) (?:this|it|that|the).*)?$",
    plain: 'set the budget to $1',
    needs: ['trip', 'money'],
  },
  {
    said: "^(?:let's|let us) say (.{2,24}?)(?: in total| altogether| all in| overall| max(?:imum)?)?(?:[,;]? (?:not|no) more)?[.! ]*$",
    plain: 'set the budget to $1',
    needs: ['trip', 'money'],
  },
  { said: '\\b(?:just |i |we )*(?:dropped|blew|splurged|coughed up|laid out) (?=[£€$]?\\d)', plain: 'spent ' },
  {
    said: '[,.;!]? (?:please )?(?:log|note|record|add|write down|put down) (?:it|that|this)(?: down)?[.! ]*$',
    plain: '',
    needs: ['money'],
  },
  // Questions
  { said: '\\b(?:gonna|going to|likely to) cost(?: (?:me|us))?\\b', plain: 'cost' },
  {
    said: "^(?:and |so )?(?:the |our )?(.{2,50}?),? (?:it is|is it|it's|is) (?:on )?(?:which|what) day(?: already| again)?\\?*$",
    plain: 'when do we visit $1?',
    needs: ['trip'],
  },
  {
    said: '^(?:on )?(?:which|what) day do (?:i|we) (?:arrive|leave|go|get there).*$',
    plain: 'when do we arrive and leave?',
    needs: ['trip'],
  },
  {
    said: '^(?:i|we) (?:look|am looking|are looking|search|am searching|are searching) for (?!a (?:trip|holiday))',
    plain: 'find ',
  },
  { said: "^(?:i'd|we'd|i would|we would) (?:like|love) to know ", plain: 'tell me ' },
  { said: '^may i (?:know|ask) ', plain: 'tell me ' },
  { said: '^(?:cutest|coolest|prettiest|nicest|loveliest|fanciest|comfiest) ', plain: 'best ' },
  // Said short, about what was just done
  {
    said: '^(?:please )?(?:re)?name (?:it|that|this) (?:to |as )?(?=\\p{L})',
    plain: 'rename the trip to ',
    needs: ['trip', 'no task'],
  },
  {
    said: "^(?:well |actually |so )*(?:(?:it )?(?:turns|turned) out |looks like |seems )?(?:that )?(?:i'm|i am|i'll be|it's|it is) (?:now |just |only |going |travelling |traveling )*(?:alone|solo|by myself|on my own|just me)(?: now)?[ .!]*$",
    plain: 'make it for one person',
    needs: ['trip'],
  },
  {
    said: '^how far (?:will|do|would|shall) (?:we|i) (?:have to |need to )?walk\\b.*$',
    plain: 'how far do we walk each day?',
    needs: ['trip'],
  },
  {
    said: "^(?:let's )?(?:make|change|set) (?:it|that)(?: to)? (?=(?:[\\p{L}\\d.,]+ ){0,2}(?:euros?|pounds?|quid|dollars?|bucks)\\b|[£€$]\\s?\\d)",
    plain: 'make the budget ',
    needs: ['trip', 'money'],
  },
  {
    said: '^(?:(?:hm+|no|oh|actually|wait)[,. ]+)*(?:remove|delete) (?:that|it) again[.! ]*$',
    plain: 'undo that',
  },
  {
    said: '^(?:please )?(?:note|record|log|put down|jot down)(?: this| that)?[: ]+(?=(?:[£€$]\\s?\\d|\\d+ ?(?:euros?|pounds?|quid|dollars?|bucks)\\b).*\\bfor\\b)',
    plain: 'add an expense of ',
    needs: ['trip'],
  },
  // Facts
  {
    said: '^(?:(?:can|could|would) you )?(?:please )?find (?:me |us )?(?:some |a few |any )?(\\p{L}+) to (?:visit|see|go to) in (.+)$',
    plain: 'find $1 in $2',
  },
  {
    said: "^(?:what's|what is) (\\d{1,2}(?:[:.]\\d\\d)? ?(?:[ap]m)?) (?:in )?(\\p{L}[\\p{L} ]{1,20}?) time in (.+?)\\??$",
    plain: "if it's $1 in $2 what time is it in $3?",
  },
  {
    said: '^are there (?:any )?(?:public |bank |national )?holidays in (?=\\p{L})',
    plain: 'public holidays in ',
  },
]
const compiled = rules.map(({ said, ...rest }) => ({ ...rest, pattern: new RegExp(said, 'iu') }))

const moneySaid = /[£€$¥₹]\s?\d|\d\s?[£€$¥₹]|\b(?:euros?|pounds?|quid|dollars?|bucks|yen|francs?|grand|thousand|k)\b/i

/**
 * A message in the plain wording that the families of intents read: interjections gone, roundabout forms (“lunch would suit
 * us better on Friday”) turned into what they ask (“move lunch to Friday”). What names things is left as typed.
 */
export function plainly(message: string, context: Pick<Context, 'referents'>): string {
  const trip = context.referents.tripId !== undefined
  const holds: Record<Needs, boolean> = {
    trip,
    'no trip': !trip,
    task: context.referents.topic === 'task',
    'no task': context.referents.topic !== 'task',
    'no money': !moneySaid.test(message),
    money: moneySaid.test(message),
  }
  let text = withApostrophes(withoutNoise(message))
  for (const { pattern, plain, needs, joined } of compiled) {
    if (needs?.every((need) => holds[need]) === false || !pattern.test(text)) continue
    text = text.replace(pattern, plain)
    if (joined) text = text.replace(/[.!?;]+ /g, ', ')
  }
  return namedTrip(text, context).replace(/\s+/g, ' ').trim()
}

/** “bring Rome forward”, “duplicate Rome”: the name of the only trip there is it that can be moved or copied means the trip. */
function namedTrip(text: string, { referents }: Pick<Context, 'referents'>): string {
  for (const place of referents.trip?.places ?? []) {
    const escaped = place.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    const form = new RegExp(
      `^((?:please |can you |could you )*(?:bring|move|push|shift|postpone|delay|duplicate|copy|clone|delete|cancel|scrap|extend|shorten)) (?:the )?${escaped}(?= (?:forward|back|by|to|for|again|a |an |one|\\d)|[.,!?]|$)`,
      'iu',
    )
    if (form.test(text)) return text.replace(form, `$1 the ${place} trip`)
  }
  return text
}
