import { convertTime, getCurrentTime } from '../../../mcp/clock/contract.ts'
import type { Clause, Context, Family } from '../context.ts'
import { readDates } from '../entities/dates.ts'
import { readPlacePhrases } from '../entities/places.ts'
import type { Span } from '../entities/span.ts'
import { readTimes } from '../entities/time-of-day.ts'
import { call, type Reply, Say, type Talk } from '../talk.ts'
import { dayName, duration, timeOf } from '../wording/formats.ts'
import { capital } from '../wording/sentences.ts'
import { placesIn } from './places-in-question.ts'
import { askWhich, lookUp, unknownPlace } from './which-place.ts'

const wordsBesidePlaces =
  /\b(?:what's|what|time|times|clock|tell|is|it|now|right|currently|late|early|too|call|ring|phone|daughter|son|lives?|mum|dad|friend|convert|my|zone|timezone|local|difference|hours?|behind|ahead|when|that|current|their|there|here|today|please|know|know|do|how|wake|up|awake|asleep|evening|morning|afternoon|night|the|same|if|for|me|be|will|does|would|meeting|call|calls|webinar|event|class|interview|show|game|match|stream|webcast|conference|deadline|telephone|sister|brother|aunt|uncle|wife|husband|boss|parents|colleagues?|friends?|whats|what's|present|exact|starts?|begins?|ends?|happens?|come|comes|they|them|you|his|her|i'm|want|to|have|got|flight|lands?|at|noon|midnight|date|day|so|still|many|gran|grandma|granny|grandad|cousin|niece|nephew|wot|over|daytime|nighttime|light|dark|bedtime|already|am|pm|of|us|ahead|behind|different|difference|than|or|gone|i|my|our|can|could|should|ok|okay|sleeping|sleep|open|office|and|say|put|if|we|try|kicks?|off|yet|far|diff|someone|somebody|anyone|between|people|everyone|there's|where|think|pst|est|gmt|utc)\b/g
const stopWordSpans = (plain: string): Span[] =>
  [...plain.matchAll(wordsBesidePlaces)].map((match) => ({ start: match.index, end: match.index + match[0].length }))

const timeWords =
  /\b(?:what(?:'s| is)? (?:the )?(?:local |current |exact |present )?time|(?:the|current|local|present) time\b|time (?:is it|now|difference)|what time\b|time (?:right )?now|o'clock|too (?:late|early) to (?:ring|call|phone|text|message)|what's the time|clock|hours? (?:\p{L}+ )*(?:ahead|behind)|(?:ahead of|behind) us|hours? difference|time diff(?:erence)?|far (?:ahead|behind)|(?:what's|what is) the hour)\b/u
const isItLate =
  /\b(?:is (?:it|she|he|everyone|everybody)|are (?:they|people|we all)) (?:still |already |too )*(?:late|early|night|day|daytime|night ?time|light|dark|bedtime|morning|afternoon|evening|asleep|awake|up|sleeping)\b|\b(?:asleep|awake) (?:in|there|now)\b/
const home = /\b(?:for me|my time|here|at home|our time|for us|in my time ?zone|local time for me)\b/

/** “what time is it in Tokyo”. */
export const timeFamily: Family = (clause, context) => {
  const { plain } = clause.text
  if (
    /\b(?:remind|task|trip start|do we|are we|does (?:it|the)|is (?:dinner|lunch|the (?!time)))\b/.test(plain) &&
    !/\btime is it\b/.test(plain)
  )
    return undefined
  const bare = /^(?:(?:current |local )?time|clock)(?: now| right now)? (?:in|at|for) /.test(clause.core)
  const asked = timeWords.test(plain) || bare || isItLate.test(plain) || clause.gist('time') >= 0.6
  if (!asked || convertsTime(clause)) return undefined
  if (isItLate.test(plain) && placesIn(clause, stopWordSpans(plain)).length === 0) return undefined
  const plainly = timeWords.test(plain) || bare
  return { intent: 'time', score: plainly ? 80 : isItLate.test(plain) ? 70 : 40, talk: () => time(clause, context) }
}

function* time(clause: Clause, context: Context): Talk<Reply> {
  const { plain } = clause.text
  const back = /\b(?:there|that city|the destination)\b/.test(plain)
  const said = placesIn(clause, stopWordSpans(plain))
  const wholeSaid =
    said.length > 0 ? said : placesIn({ ...clause, text: clause.whole }, stopWordSpans(clause.whole.plain))
  const replies: string[] = []
  const offsets: { name: string; minutes: number }[] = []
  const targets =
    wholeSaid.length > 0 ? wholeSaid : back && context.referents.place !== undefined ? [context.referents.place] : []
  if (targets.length === 0) {
    const own = yield* call(getCurrentTime, { timezone: context.env.profile.timezone })
    return {
      text: `It is **${timeOf(own.local_time, context.env.profile.locale)}** on ${dayName(own.local_time, context.env.profile.locale)}, your time.`,
      suggestions: [],
    }
  }
  for (const target of targets.slice(0, 4)) {
    const zone = yield* zoneOf(target, context)
    const now = yield* call(getCurrentTime, { timezone: zone })
    offsets.push({ name: cityName(now.city, zone), minutes: offsetMinutes(now.utc_offset) })
    replies.push(
      `In **${cityName(now.city, zone)}** it is **${timeOf(now.local_time, context.env.profile.locale)}** on ${now.weekday.slice(0, 3)} ${dayName(now.local_time, context.env.profile.locale).replace(/^\w+,? /, '')} (UTC${now.utc_offset.replace(/^UTC/, '')}).`,
    )
  }
  const [first, second] = offsets
  if (first !== undefined && second !== undefined) {
    const ahead = second.minutes - first.minutes
    replies.push(
      ahead === 0
        ? `${first.name} and ${second.name} have the same time.`
        : `${second.name} is ${duration(Math.abs(ahead))} ${ahead > 0 ? 'ahead of' : 'behind'} ${first.name}.`,
    )
  }
  return {
    text: replies.join('\n'),
    suggestions: [`Convert 9am ${cityName(undefined, targets[0] ?? '')} time to my time`],
  }
}

/** Minutes east of UTC of an offset like “+05:30”. */
function offsetMinutes(offset: string): number {
  const match = /([+-])(\d{2}):?(\d{2})/.exec(offset)
  return match === null ? 0 : (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]))
}

const cityName = (city: string | undefined, zone: string): string =>
  city ?? capital((zone.split('/').at(-1) ?? zone).replace(/_/g, ' '))

/** A name to give to the clock: asks where it is ambiguous. */
function* zoneOf(said: string, context: Context): Talk<string> {
  if (/^(?:gmt|utc|est|edt|pst|pdt|cst|cet|cest|bst|ist|jst|[A-Z][a-z]+\/[A-Z]\w+)$/i.test(said))
    return said.length <= 4 ? said.toUpperCase() : said
  const resolved = yield* lookUp(said, context)
  if (resolved.kind === 'ambiguous') {
    const [first] = resolved.candidates
    // Where all of them share a clock it does not matter which is meant.
    if (first !== undefined && resolved.candidates.every(({ timezone }) => timezone === first.timezone))
      return first.timezone
    throw askWhich(said, resolved.candidates, context.message)
  }
  if (resolved.kind === 'unknown') throw unknownPlace(said)
  return resolved.place.name
}

function convertsTime(clause: Clause): boolean {
  const { plain } = clause.text
  if (/\b(?:change|set|move|put|make|shift) (?:the |its? )?(?:time|it|that)\b/.test(plain)) return false
  const at = readTimes(plain).length > 0
  return (
    at &&
    (/\b(?:in|to|for|at)\b/.test(plain) || /\btime\b/.test(plain)) &&
    (/\b(?:what (?:time )?(?:is|will|would)|what's|whats|when (?:is|will|would)|convert|time is that|is that|equals?|if it'?s|how late|what time)\b/.test(
      plain,
    ) ||
      /\btime\b.*\b(?:in|to|for)\b/.test(plain) ||
      /\b(?:in|to|for) [\p{L} ]+ time\b/u.test(plain) ||
      clause.gist('convert_time') >= 0.5)
  )
}

/** “if it’s 3pm in London what time is that in Tokyo”. */
export const convertTimeFamily: Family = (clause, context) => {
  const { plain } = clause.text
  if (!convertsTime(clause) || /\b(?:remind|task|to-do|add|move|dinner|lunch|stop|trip)\b/.test(plain)) return undefined
  if (/^(?:what time|when) (?:do|are|is) (?:we|our|the)\b/.test(clause.core)) return undefined
  return { intent: 'convert_time', score: 83, talk: () => convert(clause, context) }
}

function* convert(clause: Clause, context: Context): Talk<Reply> {
  const { plain } = clause.text
  const { profile } = context.env
  const [at] = readTimes(plain)
  if (at === undefined)
    throw new Say({ text: 'Which time should I convert? For example “3pm London time in Tokyo”.', suggestions: [] })
  const dates = readDates(plain, context.calendar)
  const day = dates[0]?.kind === 'day' ? dates[0].date.toString() : undefined
  const taken = [at, ...dates, ...stopWordSpans(plain)]
  const phrases = readPlacePhrases(clause.text, taken).filter(({ text }) => !/^(?:i|time|gmt)$/i.test(text))
  const zones = [...plain.matchAll(/\b(gmt|utc|est|pst|cet|bst|ist|jst|edt|pdt)\b/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    text: match[0].toUpperCase(),
    weight: 3 as const,
  }))
  const all = [...phrases, ...zones].sort((a, b) => a.start - b.start)
  const [first, second] = all
  const forMe = home.test(plain)
  let source: string | undefined
  let goal: string | undefined
  if (first !== undefined && second !== undefined) {
    const asksFirst = first.start < at.start && second.start > at.start && /^(?:what|when)\b/.test(clause.core)
    const swapped = asksFirst || /\b(?:to|in|for)\b[^.]*\bwhen it'?s\b/.test(plain)
    source = swapped ? second.text : first.text
    goal = swapped ? first.text : second.text
  } else if (first !== undefined) {
    const afterTime = plain.slice(at.end, first.start)
    const ofTime = /^ ?(?:in|at|,)? ?$/.test(afterTime) && !/\b(?:what|is that|be|convert)\b/.test(afterTime)
    const toPlace =
      /\b(?:to|is that|what(?:'s| is| time).*)\b.*$/.test(afterTime) ||
      (/\b(?:my|our|here)\b/.test(plain.slice(0, first.start)) && !forMe)
    const fromHere = /\b(?:here|my time|our time|local time)\b/.test(afterTime)
    if (fromHere) goal = first.text
    else if (forMe || (ofTime && !toPlace)) source = first.text
    else goal = first.text
  }
  const from = source === undefined ? profile.timezone : yield* zoneOf(source, context)
  const to = goal === undefined ? profile.timezone : yield* zoneOf(goal, context)
  const result = yield* call(convertTime, {
    time: day === undefined ? at.time : `${day}T${at.time}`,
    source_timezone: from,
    target_timezone: to,
  })
  const other =
    result.target.local_time.slice(0, 10) !== result.source.local_time.slice(0, 10)
      ? ` on ${dayName(result.target.local_time, profile.locale)}`
      : ''
  return {
    text: `${timeOf(result.source.local_time, profile.locale)} in ${cityName(result.source.city, source ?? from)} is **${timeOf(result.target.local_time, profile.locale)}**${other} in ${cityName(result.target.city, goal ?? to)}.${result.note === undefined ? '' : ` ${result.note}`}`,
    suggestions: [],
  }
}
