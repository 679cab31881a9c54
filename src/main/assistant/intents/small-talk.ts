import type { Family } from '../context.ts'
import type { Reply } from '../talk.ts'
import { greeting, help, thanks, whatIAm } from '../wording/small-talk.ts'
import { hasTrip } from './which-trip.ts'

const greetingWords =
  /^(?:(?:hi+|hello+|hey+|hiya|heya|yo|howdy|greetings|good (?:morning|afternoon|evening|day)|(?:top of the )?morning|afternoon|evening|g'day|sup|hola|bonjour)(?: (?:there|sojourn|everyone|again|you|all|mate|friend))*[\s,.!]*)+$/
/** What thanks or approves, longest first. */
const thanking = [
  'thanks|thank you|cheers|ta|brilliant|great|perfect|lovely|awesome|excellent|fantastic|wonderful|amazing',
  'nice(?: one)?|cool|super|good (?:job|work)|good|fab|ace|sweet|neat|okay|ok|got it|no worries|fine|love it|well done',
  "appreciated?|legend|star|spot on|sorted|works for me|all good|nothing else|that's all|that is all",
  "you(?:'re| are)? (?:the best|great|helpful|a star|a legend)",
].join('|')
/** What may stand around it. */
const around =
  "much appreciated|so much|a lot|very much|a million|a bunch|for (?:that|your help|the help|everything|now|this)|oh|ah|right|well|yes|yeah|and|so|that's|that|it's|looks|sounds|all|very|really|just|many|a|the|this|it|is|you|mate|again|indeed|then|tonnes|tons"
const thankingWord = new RegExp(`(?<![a-z'])(?:${thanking})(?![a-z'])`)
const thankingOrAround = new RegExp(`(?<![a-z'])(?:${thanking}|${around})(?![a-z'])`, 'g')

/** Whether a message thanks and says nothing else; by words taken away, so that its length does not matter. */
const onlyThanks = (plain: string): boolean =>
  thankingWord.test(plain) && plain.replace(thankingOrAround, '').replace(/[\s,.!]+/g, '') === ''

const byeWords =
  /^(?:bye+|goodbye|see (?:you|ya)(?: later| soon| around)?|good ?night|ciao|later|farewell|talk (?:soon|later)|that's all(?: for now)?)[\s,.!]*(?:thanks|thank you|for now)?[\s,.!]*$/
const howAreYou =
  /^(?:(?:hi|hello|hey)[, ]*)?(?:how are you|how(?:'s| is) it going|how(?:'s| are) (?:things|you doing)|what's up|you ok(?:ay)?|are you (?:ok|well|there))\b[\w\s,.!?]*$/
const identity =
  /\b(?:who|what) (?:are|r) you\b|\bare you (?:a |an |the |really |actually )*(?:ai|human|robot|bot|person|real|chatgpt|gpt|llm|language model|claude|machine|alive|chat ?bot|computer)\b|\bwhat (?:model|ai|llm|language model) (?:are you|is this|do you use|powers)\b|\bwhat's your name\b|\bwho (?:made|built|created) you\b|\b(?:are you|do you work|does (?:this|it) work) (?:offline|online|without (?:internet|a network|wifi))\b|\byour name\b|\bhow do you work\b|\bdo you use (?:ai|chatgpt|openai|the internet)\b/
const helpWords =
  /\bwhat (?:can|do|could) you (?:do|help|offer|know|understand)\b|\bhow (?:can|could|do) you help\b|\bwhat (?:sort|kind|kinds|sorts|type|types) of (?:things|stuff|questions|requests)\b|\bwhat (?:can|could|should|do) i (?:ask|say|do(?: here| with (?:this|you))|type|tell)\b|^(?:help|help me|i need help|commands|options|menu|\?+|instructions|usage|manual|guide me|how does (?:this|it) work|how do i (?:use|start|begin)(?: this| it| here)?|where do i start|what now|what is this|show me what you can do|what are you (?:capable of|able to do|good (?:at|for)))\b[\s?.!]*(?:please|work|app)?[\s?.!]*$|\bhow (?:do i|does one|to) use (?:this|you|it|sojourn|the app)\b|\bwhat(?:'s| is) (?:this|sojourn)(?: app)? (?:for|about)\b|\bwhat are you able to\b|\bwhat (?:can|does|could) (?:this|it|the|your) ?(?:app|thing|program|tool|assistant)?(?: app)? (?:do|offer|handle)\b|\bexamples? of (?:what|things|questions)\b|\bwhat features\b|\bwhat (?:can|does|could) (?:this|it|the|your)(?: (?:app|thing|program|tool|assistant))? (?:do|offer|handle)\b|\bexamples? of (?:what|things|questions)\b|\b(?:your|its) (?:features|abilities|capabilities|skills)\b|\bnew (?:to this|here)\b/
const decline =
  /^(?:no|nope|nah|never ?mind|forget (?:it|about it)|not now|no thanks?|no thank you|leave it|don't bother|stop|skip it|nothing|maybe later|cancel)[\s,.!]*(?:thanks|thank you|then|for now|that)?[\s.!]*$/
const agree =
  /^(?:yes|yeah|yep|yup|sure|ok(?:ay)?|of course|please do|go ahead|do it|sounds good|absolutely|definitely|correct|right|exactly|y)[\s,.!]*(?:please|thanks|then)?[\s.!]*$/

const answer = (intent: string, score: number, reply: Reply) => ({
  intent,
  score,
  // biome-ignore lint/correctness/useYield: it needs no tool.
  talk: function* () {
    return reply
  },
})

/** Greetings, thanks, help and what the assistant is. */
export const smallTalkFamily: Family = (clause, context) => {
  const plain = clause.text.plain.trim()
  if (helpWords.test(plain)) return answer('help', 70, help)
  if (identity.test(plain)) return answer('identity', 72, whatIAm)
  if (howAreYou.test(plain))
    return answer('small_talk', 60, {
      text: 'All well, thank you. What shall we plan or get done?',
      suggestions: greeting(undefined).suggestions,
    })
  if (greetingWords.test(plain)) return answer('small_talk', 60, greeting(context.env.profile.name))
  if (byeWords.test(plain))
    return answer('small_talk', 60, {
      text: 'Goodbye. Everything is stored on this machine and will be here when you come back.',
      suggestions: [],
    })
  if (decline.test(plain)) return answer('small_talk', 58, { text: 'All right, I leave it as it is.', suggestions: [] })
  if (agree.test(plain))
    return answer('small_talk', 52, {
      text: 'Good. What shall I do next?',
      suggestions: hasTrip(context) ? ['Check it for problems', 'What will it cost?'] : [],
    })
  if (onlyThanks(plain)) return answer('small_talk', 56, thanks(hasTrip(context)))
  return undefined
}
