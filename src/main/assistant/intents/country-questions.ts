import { getCountryFacts } from '../../../mcp/places/contract.ts'
import type { OutputOf } from '../../../shared/tool.ts'
import type { Clause, Context, Family } from '../context.ts'
import { readDates } from '../entities/dates.ts'
import { readPlacePhrases } from '../entities/places.ts'
import { call, type Reply, Say, type Talk } from '../talk.ts'
import { dayName } from '../wording/formats.ts'
import { listed } from '../wording/sentences.ts'
import { currentTrip } from './which-thing.ts'
import { hasTrip } from './which-trip.ts'

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
    pattern: /\b(?:drive|driving|side of the road|left or right|(?:left|right)[- ]hand|traffic|steering)\b/,
    text: ({ name, driving_side }) =>
      driving_side === undefined
        ? `I don’t know on which side people drive in ${name}.`
        : `In ${name} people drive on the ${driving_side}.`,
  },
  {
    name: 'tipping',
    pattern: /\b(?:tip|tips(?! (?:for|on|about))|tipping|gratuit(?:y|ies)|service charge)\b/,
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
  /\b(?:plug|plugs|sockets?|adapt[eo]r|voltage|electricity|currency|language|languages|speak|spoken|emergency|ambulance|police number|side of the road|left or right|drive on|tip|tipping|tips(?! (?:for|on|about))|public holidays?|bank holidays?|national holidays?|calling code|dialling code|country code|capital of|(?:left|right)[- ]hand|traffic|money\??$|money in|cash|coins|money do they|money (?:is|do)|which money|what money|outlets?|facts|holidays in|holidays while|holidays during|time ?zones? (?:of|in|does)|tell me about (?:[a-z]+)$|need to know about)\b/

/** Plugs, currency, languages, emergency numbers, driving side, tipping, holidays of a country. */
export const countryFamily: Family = (clause, context) => {
  const { plain } = clause.text
  const { core } = clause
  if (
    !(factWords.test(plain) || (clause.gist('country_facts') >= 0.4 && topicsOf(plain).length > 0)) ||
    /\b(?:remind|task|to-do|buy|pack|plan|budget|book)\b/.test(plain) ||
    /^(?:add|put|remove|delete|get|move)\b/.test(core)
  )
    return undefined
  if (/\b(?:trip|holiday) to\b/.test(plain) && !topicsOf(plain).some(({ name }) => name !== 'holidays'))
    return undefined
  const asks =
    /^(?:what|which|do|does|is|are|should|how|any|who|where|can|will|when|tell|emergency|plugs?|tipping|currency|languages?|public|bank|facts|country|holidays|side|police|ambulance|power|socket|voltage|adapt|dialling|calling|need|must|and)\b|\?\s*$|\bin [\p{L}]+|\bfor [\p{L}]+|^[\p{L}]+(?: [\p{L}]+)? ?[:,-]/u.test(
      core,
    )
  if (!asks) return undefined
  return { intent: 'country_facts', score: 81, talk: () => country(clause, context) }
}

const topicsOf = (plain: string) => topics.filter(({ pattern }) => pattern.test(plain))
const factNoise =
  /\b(?:plugs?|sockets?|adapt[eo]rs?|voltage|electricity|currency|currencies|languages?|speak|spoken|emergency|number|numbers|ambulance|police|side|drive|driving|road|left|right|tip|tips|tipping|public|bank|national|holidays?|code|calling|dialling|dial|phone|capital|money|use|used|they|people|outlets?|facts|country|power|what|which|do|does|need|should|waiters?|restaurants?|custom|much|percent|type|kind|sort|type|buy|bring|say|english|speaks?|accept|accepted|cards?|cash|service|included|fire|brigade|call|ring|dialing|local|official|main|work|works|uk|british|there|when|while|during|between|if|whether|expected|leave|taxi|drivers?|shops?|closed|open|have|got|us|year|date|dates|number|adaptor|different|same|hand|traffic|steering|wheel|car|also|think|customary|polite|normal|bother|carry|take|ones|fit|mine|compatible|expect|expected|services?|hotline|etiquette|rules?|situation|pls|traveller|know|about|tell)\b/g

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
  // “… in Japan, and is tipping expected there” says where itself.
  const there =
    /\b(?:over |out )?there\b/.test(plain) && !strong.some(({ text, weight }) => weight === 3 || /^\p{Lu}/u.test(text))
  let said = there
    ? undefined
    : (strong.filter(({ weight, text }) => weight === 3 && /^\p{Lu}/u.test(text)).at(-1)?.text ??
      strong.filter(({ weight }) => weight === 3).at(-1)?.text ??
      uk ??
      short ??
      (strong.at(-1) ?? phrases.at(-1))?.text)
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
