import { convertCurrency } from '../../../mcp/budget/contract.ts'
import { convertTime, getCurrentTime } from '../../../mcp/clock/contract.ts'
import { getCountryFacts, nearestAirports, route, type TravelMode } from '../../../mcp/places/contract.ts'
import { formatMoney } from '../../../shared/money.ts'
import type { OutputOf } from '../../../shared/tool.ts'
import type { Clause, Context, Family } from '../context.ts'
import { readDates } from '../entities/dates.ts'
import { readCurrencies, readMoney } from '../entities/money.ts'
import { readPlacePhrases } from '../entities/places.ts'
import { blank, type Span } from '../entities/span.ts'
import { readTimes } from '../entities/time-of-day.ts'
import { call, type Reply, Say, type Talk } from '../talk.ts'
import { dayName, distance, duration, timeOf } from '../wording/formats.ts'
import { capital, listed } from '../wording/sentences.ts'
import { askWhich, lookUp, unknownPlace } from './which-place.ts'
import { currentTrip } from './which-thing.ts'
import { hasTrip } from './which-trip.ts'

/** Names of places in a question, best first. */
export function placesIn(clause: Clause, taken: readonly Span[] = []): string[] {
  const phrases = readPlacePhrases(clause.text, taken)
  const strong = phrases.filter(({ weight }) => weight === 3)
  if (strong.length === 0) return phrases.map(({ text }) => text)
  // “in London and Tokyo”: what “and” joins to a place is one too.
  const joined = phrases.filter((phrase, at) => {
    const before = phrases[at - 1]
    return (
      phrase.weight === 3 ||
      (before !== undefined && /^(?: and |, ?| & )$/.test(clause.text.plain.slice(before.end, phrase.start)))
    )
  })
  return joined.map(({ text }) => text)
}

const wordsBesidePlaces =
  /\b(?:what|what's|time|times|clock|tell|is|it|now|right|currently|late|early|too|call|ring|phone|daughter|son|lives?|mum|dad|friend|convert|my|zone|timezone|local|difference|hours?|behind|ahead|when|that|current|their|there|here|today|please|know|know|do|how|wake|up|awake|asleep|evening|morning|afternoon|night|the|same|if|for|me|be|will|does|would|meeting|have|got|flight|lands?|at|noon|midnight|date|day|pst|est|gmt|utc)\b/g
const stopWordSpans = (plain: string): Span[] =>
  [...plain.matchAll(wordsBesidePlaces)].map((match) => ({ start: match.index, end: match.index + match[0].length }))

const timeWords =
  /\b(?:what(?:'s| is)? (?:the )?(?:local |current |exact )?time|(?:the|current|local) time\b|time (?:is it|now|difference)|what time\b|time (?:right )?now|o'clock|too (?:late|early) to (?:ring|call|phone|text|message)|what's the time|clock)\b/
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
  const asked = timeWords.test(plain) || bare || /\bis it (?:late|early|night|day|morning|evening) in\b/.test(plain)
  if (!asked || convertsTime(clause)) return undefined
  return { intent: 'time', score: 80, talk: () => time(clause, context) }
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
  const at = readTimes(plain).length > 0
  return (
    at &&
    (/\b(?:in|to|for|at)\b/.test(plain) || /\btime\b/.test(plain)) &&
    (/\b(?:what (?:time )?(?:is|will|would)|what's|when (?:is|will|would)|convert|time is that|is that|equals?|if it'?s|how late|what time)\b/.test(
      plain,
    ) ||
      /\btime\b.*\b(?:in|to|for)\b/.test(plain))
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

/** “how much is 150 euros in pounds”, “20,000 yen in quid?”. */
export const currencyFamily: Family = (clause, context) => {
  const { plain } = clause.text
  if (/\b(?:budget|spent|paid|remind|task|expense|plan|trip|under|max)\b/.test(plain)) return undefined
  const mine = context.env.profile.currency
  const amounts = readMoney(plain, mine)
  const currencies = readCurrencies(blank(plain, amounts), mine)
  const asks =
    /\b(?:how much|how many|convert|what(?:'s| is| are)|in|to|into|exchange|worth|equals?|change)\b|\?\s*$/.test(plain)
  const rate = /\b(?:exchange rate|rate)\b/.test(plain) && readCurrencies(plain, mine).length > 0
  if (rate) return { intent: 'convert_currency', score: 80, talk: () => exchange(clause, context) }
  const [amount] = amounts
  if (amount === undefined || !asks) {
    const one = readCurrencies(plain, mine)
    return amount === undefined && one.length === 2 && /\b(?:how many|how much|convert|worth)\b/.test(plain)
      ? { intent: 'convert_currency', score: 72, talk: () => exchange(clause, context) }
      : undefined
  }
  if (
    currencies.length === 0 &&
    !/\b(?:worth|convert|in (?:my|our) (?:money|currency)|back home|in real money|how much is that|how much is)\b/.test(
      plain,
    )
  )
    return undefined
  if (!amount.explicit) return undefined
  return { intent: 'convert_currency', score: 82, talk: () => exchange(clause, context) }
}

function* exchange(clause: Clause, context: Context): Talk<Reply> {
  const { plain } = clause.text
  const { currency: mine, locale } = context.env.profile
  const [amount] = readMoney(plain, mine)
  const named = readCurrencies(amount === undefined ? plain : blank(plain, [amount]), mine).map(({ code }) => code)
  const [first, second] = named
  // “how many euros is 50 dollars”: the currency without an amount is the one wanted.
  const from = amount?.currency ?? (/\bhow many\b/.test(plain) ? second : first) ?? mine
  const to =
    (amount !== undefined ? named.find((code) => code !== from) : /\bhow many\b/.test(plain) ? first : second) ??
    (from === mine ? 'EUR' : mine)
  const result = yield* call(convertCurrency, { amount: amount?.amount ?? 1, from, to })
  const exact = (value: number) => Math.round(value * 100) / 100
  return {
    text: `${formatMoney({ amount: result.amount, currency: from }, locale)} is about **${formatMoney({ amount: exact(result.result), currency: to }, locale)}**, at a rate of ${Number(result.rate.toPrecision(4))} from ${result.rate_date}${result.is_estimate ? ' (an estimate from built-in rates, not today’s)' : ''}.`,
    suggestions: [],
  }
}

type Facts = OutputOf<typeof getCountryFacts>
const topics: { name: string; pattern: RegExp; text: (facts: Facts, locale: string) => string }[] = [
  {
    name: 'plug',
    pattern: /\b(?:plugs?|sockets?|adapt[eo]rs?|voltage|electric(?:ity|al)?|outlets?|power|charger|converter)\b/,
    text: ({ plugs, voltage, name }) =>
      `Plugs in ${name}: type ${listed(plugs)}${voltage === undefined ? '' : `, ${voltage}`}.`,
  },
  {
    name: 'currency',
    pattern: /\b(?:currency|currencies|money|cash|pay (?:with|in)|coins?|notes)\b/,
    text: ({ name, currency }) => `${name} uses the ${currency.name ?? currency.code} (${currency.code}).`,
  },
  {
    name: 'language',
    pattern: /\b(?:languages?|speak|spoken|talk)\b/,
    text: ({ name, languages }) => `Languages in ${name}: ${listed(languages)}.`,
  },
  {
    name: 'emergency',
    pattern: /\b(?:emergenc(?:y|ies)|police|ambulance|fire (?:brigade|service|department)|999|911|112)\b/,
    text: ({ name, emergency }) =>
      `Emergency numbers in ${name}: ${Object.entries(emergency)
        .map(([what, number]) => `${what.replace(/_/g, ' ')} ${number}`)
        .join(', ')}.`,
  },
  {
    name: 'driving',
    pattern: /\b(?:drive|driving|side of the road|left or right|steering)\b/,
    text: ({ name, driving_side }) =>
      driving_side === undefined
        ? `I don’t know on which side people drive in ${name}.`
        : `In ${name} people drive on the ${driving_side}.`,
  },
  {
    name: 'tipping',
    pattern: /\b(?:tip|tips|tipping|gratuit(?:y|ies)|service charge)\b/,
    text: ({ name, tipping }) => `Tipping in ${name}: ${tipping ?? 'I have no note on it.'}`,
  },
  {
    name: 'calling',
    pattern: /\b(?:calling code|dial(?:ling)? code|country code|phone code|phone prefix)\b/,
    text: ({ name, calling_code }) =>
      calling_code === undefined
        ? `I don’t know the calling code of ${name}.`
        : `The calling code of ${name} is ${calling_code.startsWith('+') ? '' : '+'}${calling_code}.`,
  },
  {
    name: 'capital',
    pattern: /\bcapital (?:city )?of\b|\bthe capital\b/,
    text: ({ name, capital: city }) =>
      city === undefined ? `I don’t know the capital of ${name}.` : `The capital of ${name} is ${city}.`,
  },
  {
    name: 'zones',
    pattern: /\btime ?zones?\b/,
    text: ({ name, timezones }) => `Time zones in ${name}: ${timezones.slice(0, 8).join(', ')}.`,
  },
  {
    name: 'holidays',
    pattern: /\b(?:public|bank|national|religious)? ?holidays?\b|\bshops (?:be )?(?:closed|shut)\b|\bday off\b/,
    text: ({ name, holidays }, locale) =>
      holidays.length === 0
        ? `No public holidays in ${name} in that time.`
        : [
            `Public holidays in ${name}:`,
            '',
            ...holidays.slice(0, 12).map(({ date, name: what }) => `- ${dayName(date, locale, true)}: ${what}`),
          ].join('\n'),
  },
]
const factWords =
  /\b(?:plug|plugs|sockets?|adapt[eo]r|voltage|electricity|currency|language|languages|speak|spoken|emergency|ambulance|police number|side of the road|left or right|drive on|tip|tipping|tips|public holidays?|bank holidays?|national holidays?|calling code|dialling code|country code|capital of|money do they|money (?:is|do)|which money|what money|outlets?|facts|holidays in|holidays while|holidays during|time ?zones? (?:of|in|does)|tell me about (?:[a-z]+)$|need to know about)\b/

/** Plugs, currency, languages, emergency numbers, driving side, tipping, holidays of a country. */
export const countryFamily: Family = (clause, context) => {
  const { plain } = clause.text
  const { core } = clause
  if (
    !factWords.test(plain) ||
    /\b(?:remind|task|to-do|buy|pack|plan|budget|book)\b/.test(plain) ||
    /^(?:add|put|remove|delete|get|move)\b/.test(core)
  )
    return undefined
  if (/\b(?:trip|holiday) to\b/.test(plain) && !topicsOf(plain).some(({ name }) => name !== 'holidays'))
    return undefined
  const asks =
    /^(?:what|which|do|does|is|are|should|how|any|who|where|can|will|when|tell|emergency|plugs?|tipping|currency|languages?|public|bank|facts|country|holidays|side|police|ambulance|power|socket|voltage|adapt|dialling|calling|need|must|and)\b|\?\s*$|\bin [\p{L}]+|\bfor [\p{L}]+/u.test(
      core,
    )
  if (!asks) return undefined
  return { intent: 'country_facts', score: 81, talk: () => country(clause, context) }
}

const topicsOf = (plain: string) => topics.filter(({ pattern }) => pattern.test(plain))
const factNoise =
  /\b(?:plugs?|sockets?|adapt[eo]rs?|voltage|electricity|currency|currencies|languages?|speak|spoken|emergency|number|numbers|ambulance|police|side|drive|driving|road|left|right|tip|tips|tipping|public|bank|national|holidays?|code|calling|dialling|dial|phone|capital|money|use|used|they|people|outlets?|facts|country|power|what|which|do|does|need|should|waiters?|restaurants?|custom|much|percent|type|kind|sort|type|buy|bring|say|english|speaks?|accept|accepted|cards?|cash|service|included|fire|brigade|call|ring|dialing|local|official|main|work|works|uk|british|there|when|while|during|between|if|whether|expected|leave|taxi|drivers?|shops?|closed|open|have|got|us|year|date|dates|number|for|adaptor|different|same|hand|steering|wheel|car)\b/g

function* country(clause: Clause, context: Context): Talk<Reply> {
  const { plain } = clause.whole
  const { locale } = context.env.profile
  const asked = topicsOf(plain)
  const dates = readDates(plain, context.calendar)
  const noise = [...plain.matchAll(factNoise)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }))
  const phrases = readPlacePhrases(clause.whole, [
    ...dates,
    ...noise.filter(({ start, end }) => !/^UK$/.test(clause.whole.slice({ start, end }))),
  ])
  const uk = /\b(?:in|to|for) (?:the )?uk\b/.test(plain) ? 'United Kingdom' : undefined
  const strong = phrases.filter(({ weight }) => weight >= 2)
  const short = /\b(?:the )?(USA?|U\.S\.(?:A\.)?|UAE|UK|U\.K\.)(?![\w])/.exec(clause.whole.raw)?.[1]?.replace(/\./g, '')
  let said =
    strong.filter(({ weight }) => weight === 3).at(-1)?.text ?? uk ?? short ?? (strong.at(-1) ?? phrases[0])?.text
  const wantsHolidays = asked.some(({ name }) => name === 'holidays')
  const trip =
    said === undefined || wantsHolidays ? (hasTrip(context) ? yield* currentTrip(context) : undefined) : undefined
  if (said === undefined) said = countryOfTrip(trip) ?? context.referents.place
  if (said === undefined)
    throw new Say({
      text: 'For which country?',
      suggestions: ['Portugal', 'Japan', 'Italy'],
      question: { template: `${context.message.replace(/[.?!]+$/, '')} in {}`, choices: [] },
    })
  const when = dates.find((date) => date.kind !== 'impossible')
  const whole =
    when === undefined
      ? undefined
      : when.kind === 'day'
        ? { from: when.date.toString(), to: when.date.toString() }
        : { from: when.first.toString(), to: when.last.toString() }
  const year = /\b(20\d\d)\b/.exec(plain)?.[1]
  const ofTrip =
    trip !== undefined &&
    wantsHolidays &&
    whole === undefined &&
    year === undefined &&
    /\b(?:while|during|when|there|our|my|the trip|we)\b/.test(plain)
      ? { from: trip.start_date, to: trip.end_date }
      : undefined
  const today = context.calendar.today
  const range =
    whole ??
    ofTrip ??
    (year !== undefined
      ? { from: `${year}-01-01`, to: `${year}-12-31` }
      : wantsHolidays
        ? { from: today.toString(), to: today.add({ years: 1 }).toString() }
        : undefined)
  const facts = yield* call(getCountryFacts, { country: said, ...range })
  const chosen =
    asked.length > 0
      ? asked
      : topics.filter(({ name }) => ['currency', 'language', 'plug', 'emergency', 'driving', 'tipping'].includes(name))
  return {
    text: chosen.map(({ text }) => text(facts, locale)).join('\n'),
    suggestions:
      asked.length > 1
        ? []
        : [`Emergency number in ${facts.name}`, `Should I tip in ${facts.name}?`].filter(
            (_, index) => !asked.some(({ name }) => name === ['emergency', 'tipping'][index]),
          ),
  }
}

const countryOfTrip = (
  trip: { destinations: { country?: string | undefined; place: string }[] } | undefined,
): string | undefined => {
  const code = trip?.destinations[0]?.country
  if (code === undefined) return trip?.destinations[0]?.place
  return /^[A-Z]{2}$/.test(code) ? (new Intl.DisplayNames('en', { type: 'region' }).of(code) ?? code) : code
}

const modes: [RegExp, TravelMode][] = [
  [/\b(?:walk(?:ing)?|on foot)\b/, 'walk'],
  [/\b(?:train|rail|eurostar|railway)\b/, 'train'],
  [/\b(?:fly(?:ing)?|flight|plane|by air)\b/, 'flight'],
  [/\b(?:cycl(?:e|ing)|bike|bicycle)\b/, 'bike'],
  [/\b(?:bus|tram|metro|subway|tube|underground|transit|public transport|coach)\b/, 'transit'],
  [/\b(?:driv(?:e|ing)|car|taxi|road|uber|cab)\b/, 'drive'],
]
const routeWords =
  /\b(?:how far|how long|distance|travel time|journey time|driving time|walking time|how many (?:km|kilomet(?:re|er)s|miles|hours|minutes)|directions?|quickest way|fastest way|best way|how (?:do|can|would|should) (?:i|we|you) (?:get|travel|go)|is it far|far (?:is|from)|get from|miles? (?:from|between)|km (?:from|between)|walk from|drive from|train from .* to)\b/

/** “how far is it from Vienna to Budapest by train?”. */
export const routeFamily: Family = (clause, context) => {
  const { plain } = clause.text
  if (!routeWords.test(plain) || /\b(?:remind|task|to-do|plan)\b/.test(plain)) return undefined
  const ends = routeEnds(clause, context)
  if (ends === undefined) return undefined
  return { intent: 'route', score: 84, talk: () => travel(ends, plain, context) }
}

function routeEnds(clause: Clause, context: Context): { from: string; to: string } | undefined {
  const plain = clause.text.plain.replace(/[?.!]+$/, '')
  const name = "([\\p{L}][\\p{L}\\p{N}' .,-]*?)"
  const end =
    '(?= by | on foot| in a | with | take| is| please|\\?|$| to walk| walk| drive| driving| walking| train| flight| via | without| using| roughly| at )'
  const take = (match: RegExpExecArray | null, a: number, b: number) => {
    if (match === null) return undefined
    const [x, y] = [match[a] ?? '', match[b] ?? '']
    return x === '' || y === '' ? undefined : { from: raw(clause, x), to: raw(clause, y) }
  }
  const forms: [RegExp, number, number][] = [
    [new RegExp(`\\bfrom (?:the )?${name} to (?:the )?${name}${end}`, 'u'), 1, 2],
    [new RegExp(`\\bbetween (?:the )?${name} and (?:the )?${name}${end}`, 'u'), 1, 2],
    [
      new RegExp(
        `\\b(?:to|into) (?:get to |go to |walk to |drive to |fly to )?(?:the )?${name} from (?:the )?${name}${end}`,
        'u',
      ),
      2,
      1,
    ],
    [
      new RegExp(`\\b(?:how far|far) (?:away )?(?:is|are) (?:the )?${name} (?:away )?from (?:the )?${name}${end}`, 'u'),
      2,
      1,
    ],
    [
      new RegExp(
        `\\b(?:distance|drive|walk|train|flight|journey|route|way|trip) ${name} to (?:the )?${name}${end}`,
        'u',
      ),
      1,
      2,
    ],
    [new RegExp(`\\bhow far (?:is|are) (?:the )?${name} (?:and|to) (?:the )?${name}${end}`, 'u'), 1, 2],
    [new RegExp(`^(?:how (?:far|long)(?: is it)?,? )${name} to (?:the )?${name}${end}`, 'u'), 1, 2],
  ]
  for (const [form, a, b] of forms) {
    const ends = take(form.exec(plain), a, b)
    if (
      ends !== undefined &&
      ![ends.from, ends.to].some(
        (place) => /^(?:it|we|i|there|here|get|go|walk)\b(?! )/i.test(place) && place.length < 4,
      )
    )
      return fromHome(ends, context)
  }
  const single = new RegExp(
    `\\b(?:how far(?: away)? (?:is|are) (?:the )?|(?:get|go|walk|drive|travel|fly|cycle) to (?:the )?|(?:distance|way|directions) to (?:the )?)${name}(?: from here| from home| away)?${end}`,
    'u',
  ).exec(plain)
  const homeCity = context.env.profile.home_city
  if (single?.[1] !== undefined && homeCity !== undefined && !/^(?:it|we|i)\b/.test(single[1]))
    return { from: homeCity, to: raw(clause, single[1]) }
  return undefined
}

function raw(clause: Clause, plainName: string): string {
  const at = clause.text.plain.indexOf(plainName)
  return clause.text
    .slice({ start: at, end: at + plainName.length })
    .replace(/[?.!,]+$/, '')
    .trim()
}

const fromHome = (ends: { from: string; to: string }, context: Context) => ({
  from: /^(?:here|home|my (?:home|place|house))$/i.test(ends.from)
    ? (context.env.profile.home_city ?? ends.from)
    : ends.from,
  to: /^(?:here|home)$/i.test(ends.to)
    ? (context.env.profile.home_city ?? ends.to)
    : /^there$/i.test(ends.to)
      ? (context.referents.place ?? ends.to)
      : ends.to,
})

const titled = (name: string): string =>
  /\p{Lu}/u.test(name) ? name : name.replace(/(?<![\p{L}'])\p{L}/gu, (letter) => letter.toUpperCase())

function* travel({ from, to }: { from: string; to: string }, plain: string, context: Context): Talk<Reply> {
  const { units } = context.env.profile
  const mode = modes.find(([pattern]) => pattern.test(plain))?.[1]
  const city = context.referents.trip?.places[0]
  const found = yield* call(route, {
    from: titled(from),
    to: titled(to),
    ...(mode !== undefined && { mode }),
    ...(city !== undefined && { city }),
  })
  const way = {
    walk: 'on foot',
    transit: 'by public transport',
    drive: 'by car',
    bike: 'by bike',
    train: 'by train',
    flight: 'by plane',
    ferry: 'by ferry',
  }[found.mode]
  return {
    text: `From ${found.from.name ?? titled(from)} to ${found.to.name ?? titled(to)} it is about **${distance(found.metres, units)}** and **${duration(found.minutes)}** ${way}${found.is_estimate ? ` (an estimate: ${found.method.replace(/[.]$/, '')})` : ''}.`,
    suggestions: [],
  }
}

/** “nearest airport to Siena”. */
export const airportsFamily: Family = (clause, context) => {
  const { plain } = clause.text
  if (
    !/\bairports?\b/.test(plain) ||
    /\b(?:taxi|spent|paid|remind|task|add|move|transfer|how far|how long|distance)\b/.test(plain)
  )
    return undefined
  if (!/\b(?:nearest|closest|which|what|near|nearby|airports?|fly from|fly into|fly to|serves?)\b/.test(plain))
    return undefined
  return { intent: 'airports', score: 80, talk: () => airports(clause, context) }
}

function* airports(clause: Clause, context: Context): Talk<Reply> {
  const { plain } = clause.whole
  const noise = [
    ...plain.matchAll(
      /\b(?:nearest|closest|airports?|airport|which|what|near|nearby|fly|flying|serves?|could|from|close|international|the|best|for|around|me|us|any|main|there|use|into|have|does|code|iata)\b/g,
    ),
  ].map((match) => ({ start: match.index, end: match.index + match[0].length }))
  // “near” must still be seen before a name, so the words are only left out of the names.
  const phrases = readPlacePhrases(
    clause.whole,
    noise.filter(({ start, end }) => !/^(?:from|near|for|around|into)$/.test(plain.slice(start, end))),
  )
  const back = context.referents.place ?? context.env.profile.home_city
  const city = (phrases.find(({ weight }) => weight === 3) ?? phrases[0])?.text ?? back
  if (city === undefined)
    throw new Say({
      text: 'Near which city?',
      suggestions: [],
      question: { template: 'nearest airport to {}', choices: [] },
    })
  const resolved = yield* lookUp(city, context)
  if (resolved.kind === 'unknown') throw unknownPlace(city)
  if (resolved.kind === 'ambiguous') throw askWhich(city, resolved.candidates, context.message)
  const { airports: found } = yield* call(nearestAirports, { city: resolved.place.name, limit: 4 })
  const name = resolved.place.candidate.name
  if (found.length === 0) return { text: `I know no airport with scheduled flights near ${name}.`, suggestions: [] }
  return {
    text: [
      `Nearest airports to ${name}, as the crow flies:`,
      '',
      ...found.map(
        (airport) =>
          `- **${airport.iata}** ${airport.name}, about ${distance(airport.metres, context.env.profile.units)}`,
      ),
    ].join('\n'),
    suggestions: [`Plan a weekend in ${name}`],
  }
}
