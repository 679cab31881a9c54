import type { Clause, Context } from '../context.ts'
import { hasTrip, tripNamed } from '../intents/which-trip.ts'
import { Utterance } from '../utterance.ts'

const question =
  /^(?:roughly |about |approximately |and )?(?:what|when|where|who|which|how|is|are|do (?:we|i|you|they|our|my)|does|will|show|tell|give|list|read|describe|remind (?:me|us) (?:of|about|what|when|where|how|which|who)|anything|something|which|have (?:we|i)|has|summar|see|view|display|any|open|run through|walk me through|talk me through|go through|the (?:plan|itinerary)|itinerary|recap|overview|day \d|should|did|am|can|so (?:what|when|where|which|how)|on (?:what|which)|at what|for how)\b/
const planNoun =
  /\b(?:plan(?:s|ned)?|itinerary|schedule|trip|stops?|sights?|agenda|programme|program|overview|summary|recap)\b/
export const dayRef =
  /\b(?:day (?:\d+|one)|(?:first|second|third|fourth|fifth|sixth|last|final|1st|2nd|3rd|\dth) (?:day|morning|afternoon|evening|night)|mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|saturday|sunday|sat|sun|the \d{1,2}(?:st|nd|rd|th)|\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{1,2})\b/

export const dayAfter =
  /^(?:and )?(?:(?:what|how) about )?(?:the (?:one|day) after(?: that)?|the (?:next|following) (?:one|day)|after that|the day following)\W*$/

/** What is asked of a trip. */
export type Ask =
  | 'walk'
  | 'weather'
  | 'travel'
  | 'when'
  | 'count'
  | 'who'
  | 'where'
  | 'city'
  | 'pace'
  | 'interests'
  | 'stop'
  | 'day'
  | 'next day'
  | 'all'

/** What a clause asks of a trip, and how sure that is. */
export function askOf(clause: Clause, context: Context): { ask: Ask; score: number } | undefined {
  const { core } = clause
  const { plain } = clause.text
  const about = hasTrip(context) || tripNamed(plain) !== undefined || /\b(?:trip|itinerary|holiday)\b/.test(plain)
  if (!about || !question.test(core)) {
    if (hasTrip(context) && dayRef.test(new Utterance(context.earlier.at(-1)?.said ?? '').plain) && dayAfter.test(core))
      return { ask: 'next day', score: 70 }
    const bareDay =
      hasTrip(context) &&
      dayRef.test(core) &&
      core.split(' ').length <= 5 &&
      /^(?:what about|how about|and|day|the|on|first|last)\b/.test(plain)
    return bareDay ? { ask: 'day', score: 64 } : undefined
  }
  if (
    hasTrip(context) &&
    /^remind (?:me|us)(?: again)? (?:(?:of|about) (?:the|our|my) (?:dates?|plans?|itinerary|schedule|trip|travel dates)\W*$|(?:what|when|where|which|how|who)\b(?! (?:to|i have to|i need to)\b))/.test(
      core,
    )
  )
    return {
      ask: /\b(?:plans?|itinerary|schedule|trip)\W*$/.test(core) ? 'all' : dayRef.test(plain) ? 'day' : 'when',
      score: 97,
    }
  if (/\b(?:tasks?|to-dos?|to do list|remind me to)\b/.test(plain)) return undefined
  if (
    /\bhow (?:far|much|long|many (?:minutes|hours|km|kilometres|kilometers|miles|steps)).*\b(?:walk|walking|on foot|steps)\b|\bwalking distance\b|\b(?:what|how much) distance\b.*\b(?:on foot|walk(?:ing)?|cover)\b|\bhow many steps\b|\b(?:much|lot of) walking\b|\bhow far (?:do|will|are|is) (?:we|i|it)\b/.test(
      plain,
    )
  )
    return { ask: 'walk', score: 83 }
  if (
    /\b(?:weather|forecast|temperature|rain(?:y|ing)?|sunny|how (?:hot|warm|cold)|hot|warm|cold|climate|umbrella|what should (?:i|we) (?:wear|pack)|what to wear)\b/.test(
      plain,
    )
  )
    return { ask: 'weather', score: 76 }
  if (
    /\b(?:when|(?:what|which) (?:time|day|date)|how)\b.*\b(?:arrive|arriving|get there|land|landing|fly|flying|depart|departing|leave|leaving|set off|travel(?:ling)?|get (?:back|home|there)|come (?:back|home)|return|go home|flight|train|start off|head (?:home|back|off|out))\b/.test(
      plain,
    ) &&
    !/\btrain (?:from|to)\b|\bhow (?:long|many)\b/.test(plain) &&
    !/\b(?:first|last) (?:stop|thing|sight)\b/.test(plain)
  )
    return { ask: 'travel', score: 78 }
  if (
    /\b(?:when|what dates?|which dates?|how long)\b.*\b(?:trip|we going|i going|holiday|go to|were we|are we|is it|is that|start|begin|end|finish|going|be in|away|there|last)\b/.test(
      plain,
    ) &&
    !/\bhow long (?:does|will|would) it take\b/.test(plain) &&
    !dayRef.test(plain)
  )
    return { ask: 'when', score: 72 }
  if (
    /\b(?:what|which|the) (?:exact )?dates\b|\bdates (?:of|for) (?:the|our|my) (?:trip|holiday|stay)\b/.test(plain) &&
    !dayRef.test(plain)
  )
    return { ask: 'when', score: 84 }
  if (
    /\b(?:what|which) (?:city|town|place|country)\b.*\b(?:are|will|do|sleep|stay|be)\b|\bwhere (?:are|will|do) (?:we|i)(?: be)?(?: staying| sleeping| stay| sleep)?(?= on\b)/.test(
      plain,
    ) &&
    dayRef.test(plain)
  )
    return { ask: 'city', score: 84 }
  if (/\bhow many (?:stops|sights|places|things|museums|activities|attractions|days|nights)\b/.test(plain))
    return { ask: 'count', score: 80 }
  if (
    /\b(?:who(?:'s| is| are)? (?:coming|going|travelling)|how many (?:people|of us|travellers|are (?:we|going|coming)))\b/.test(
      plain,
    )
  )
    return { ask: 'who', score: 78 }
  if (
    /\bwhere (?:are|were|is|will|do) (?:we|i|it)\b.*\b(?:go|going|stay|staying|headed|travelling|start|fly(?:ing)? from|leaving from)\b/.test(
      plain,
    )
  )
    return { ask: 'where', score: 70 }
  if (
    /\b(?:is|are) (?:it|there|we) (?:just |only |still )?(?:for )?(?:the )?\d+ (?:of us|people|travellers)\b/.test(
      plain,
    )
  )
    return { ask: 'who', score: 80 }
  if (/\b(?:what(?:'s| is)|how) (?:the |our )?(?:pace|tempo)\b/.test(plain)) return { ask: 'pace', score: 82 }
  if (/\bwhat did you assume|\bassumptions\b/.test(plain)) return { ask: 'all', score: 60 }
  if (
    /^(?:when|what time|at what time|which day|what day|on (?:which|what) day|is|are|do (?:we|i)|how long|where (?:is|'s|does)|will)\b/.test(
      core,
    ) &&
    !/\b(?:closed|work|feasible|realistic|ok|fine|doable|plug|currency|tip|holiday|holidays)\b/.test(plain) &&
    /\b(?:visit(?:ing)?|see(?:ing)?|go(?:ing)? to|are we at|is the|is our|have (?:dinner|lunch)|doing|do we|at|in (?:the|our) (?:plan|trip|itinerary)|on the (?:plan|itinerary|trip|list)|part of (?:the|our|it|this)|in there|in it|on it|covered|included|planned|booked in|still in|squeezed in)\b/.test(
      plain,
    ) &&
    !dayRef.test(core)
  )
    return { ask: 'stop', score: 66 }
  if (
    dayRef.test(plain) &&
    /\b(?:what|show|tell|which|where|plan|how does|how is|how's|how about|anything|see|list|is there|are there|do we|are we|itinerary|read|describe|give|day)\b/.test(
      plain,
    )
  )
    return { ask: 'day', score: 80 }
  if (/\b(?:today|tomorrow)\b/.test(plain) && /\bwhat(?:'s| is| are| do)\b.*\b(?:plan|we|itinerary)\b/.test(plain))
    return { ask: 'day', score: 62 }
  if (/\bwhat are (?:the|my|our) interests\b/.test(plain)) return { ask: 'interests', score: 60 }
  if (
    hasTrip(context) &&
    /^(?:which|what|any|list|how many) (?:of the |the |our )?(?:museums?|galler(?:y|ies)|view ?points?|church(?:es)?|cathedrals?|parks?|gardens?|markets?|restaurants?|meals?)\b.*\b(?:we|i|plan|planned|trip|in there|itinerary|our)\b/.test(
      core,
    )
  )
    return { ask: 'stop', score: 82 }
  if (
    /^(?:show|see|view|display|open|give|tell|what(?:'s| is| are| do| does)?|summar|run through|walk me|talk me|go through|the (?:plan|itinerary)|itinerary|recap|overview|describe|read|list|how does|how's|how is|where)\b/.test(
      core,
    ) &&
    (planNoun.test(plain) || /\b(?:we|i) (?:doing|seeing|visiting|do|see)\b|\bit look/.test(plain)) &&
    !/\btrips\b/.test(plain)
  )
    return { ask: 'all', score: 74 }
  // Wordings that no pattern has: what they name decides.
  if (
    hasTrip(context) &&
    clause.gist('ask_trip') >= 0.35 &&
    !/\b(?:budget|money|cost|spen[dt]|save|expenses?)\b/.test(plain)
  )
    return { ask: dayRef.test(plain) ? 'day' : 'stop', score: 42 }
  return undefined
}
