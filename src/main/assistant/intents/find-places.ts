import { type Place, searchPlaces } from '../../../mcp/places/contract.ts'
import type { Clause, Context, Family } from '../context.ts'
import { readDates } from '../entities/dates.ts'
import { readPlacePhrases } from '../entities/places.ts'
import { nameMatch } from '../spelling.ts'
import { call, type Reply, Say, type Talk } from '../talk.ts'
import { distance } from '../wording/formats.ts'
import { capital } from '../wording/sentences.ts'
import { askWhich, lookUp } from './which-place.ts'
import { hasTrip } from './which-trip.ts'

/** What people look for, with the words that the guide files it under. */
const kinds: [pattern: RegExp, query: string, category?: string][] = [
  [/\b(?:museums?)\b/, 'museum', 'museum'],
  [/\b(?:galler(?:y|ies))\b/, 'gallery'],
  [
    /\b(?:restaurants?|(?:some)?where to eat|places? to eat|eat(?:ing)?|food|dinner|lunch|breakfast|brunch|bite|tapas|sushi|pizza|bistros?|foodie)\b/,
    'food',
  ],
  [/\b(?:cafes?|coffee|cakes?|pastr(?:y|ies)|tea ?rooms?|bakery|bakeries)\b/, 'food'],
  [/\b(?:bars?|pubs?|night ?life|clubs?|drinks?|cocktails?)\b/, 'nightlife'],
  [/\b(?:parks?|green)\b/, 'park', 'park'],
  [/\b(?:gardens?)\b/, 'garden'],
  [/\b(?:view ?points?|views?|lookouts?|rooftops?|sunset)\b/, 'viewpoint', 'viewpoint'],
  [/\b(?:markets?)\b/, 'market', 'market'],
  [/\b(?:churches|church|cathedrals?|basilicas?)\b/, 'church', 'church'],
  [/\b(?:castles?|fort(?:ress)?)\b/, 'castle'],
  [/\b(?:palaces?)\b/, 'palace'],
  [/\b(?:beach(?:es)?)\b/, 'beach'],
  [/\b(?:temples?|shrines?)\b/, 'temple'],
  [/\b(?:shops?|shopping|boutiques?|souvenirs?)\b/, 'shopping'],
  [/\b(?:theat(?:re|er)s?|music|concerts?|jazz|fado|flamenco)\b/, 'music'],
  [/\b(?:kids?|children|family|toddlers?|teenagers?)\b/, 'family'],
  [/\b(?:history|historic(?:al)?|ruins|monuments?)\b/, 'history'],
  [/\b(?:art)\b/, 'art'],
  [/\b(?:architecture)\b/, 'architecture'],
  [
    /\b(?:sights?|attractions?|landmarks?|things to (?:do|see)|see|do|places|highlights|must-?sees?|visit|interesting|worth|sees|stuff|ideas?|gems?|anything|rainy day|wander|explore)\b/,
    '',
  ],
]
const asks =
  /^(?:find|search(?: for)?|show|suggest|recommend|look for|list|give|any|good|best|nice|top|great|famous|where(?:'s| is| are| can| should| could| do)?|what (?:can|should|is there|are|to|do you recommend|sights|museums|else)|what's (?:there|good|worth)|which|is there|are there|i'm looking for|looking for|recommendations?|ideas|things to (?:do|see)|somewhere|places to|must-?sees?|popular|cheap|museums?|restaurants?|cafes?|parks?|markets?|bars?|sights|viewpoints?|galleries|church(?:es)?|gardens?|palaces?|castles?|squares?|temples?|shops?|beaches|castles|attractions|tell me about)\b|\brecommend\b|\bworth (?:seeing|visiting)\b/
const seeks =
  /\b(?:find|ideas?|tips (?:for|on)|recommend|suggestions?|anywhere|somewhere|anything|stuff|must[- ]?sees?|friendly|looking for|love to see|hidden gems?)\b/
const nearWords =
  /\b(?:near(?:by)?(?: to)?|close to|around|next to|by|beside|within walking distance of|not far from) (?:the )?(.+?)(?:[?.!,]|$| (?:please|in [\p{L}]+|for|on|today|tomorrow|that))/u

/** Whether a text names a kind of place that can be looked for. */
export const namesKind = (plain: string): boolean =>
  kinds.some(([pattern, query]) => query !== '' && pattern.test(plain))

/** “good museums in Rome”, “somewhere to eat near the Louvre”. */
export const findPlacesFamily: Family = (clause, context) => {
  const { plain } = clause.text
  const { core } = clause
  const hints = asks.test(core) || seeks.test(plain)
  if (!hints && clause.gist('find_places') < 0.35) return undefined
  if (/^find (?:us |me )?(?:an? |some )?(?:slot|time|room|space|gap)\b/.test(core)) return undefined
  if (
    /\b(?:tasks?|to-dos?|airports?|flights?|(?<!our |my |the )hotels?|hostels?|airbnb|budget|expenses?|plugs?|currency|weather|time is|my list|remind|money|save|problems?|day \d|emergency|holidays?)\b/.test(
      plain,
    )
  )
    return undefined
  const kind = kinds.find(([pattern]) => pattern.test(plain))
  if (kind === undefined) return undefined
  const city =
    readPlacePhrases(clause.text, []).length > 0 ||
    hasTrip(context) ||
    context.referents.place !== undefined ||
    nearWords.test(plain)
  if (!city) return { intent: 'find_places', score: kind[1] === '' ? 30 : 52, talk: () => find(clause, context) }
  const about =
    /\b(?:we|our|plan(?:ned)?|itinerary)\b/.test(core) && hasTrip(context) && !/\b(?:can|could|should)\b/.test(core)
  if (about) return undefined
  return {
    intent: 'find_places',
    score: asks.test(core) ? (nearWords.test(plain) ? 90 : 73) : hints ? 62 : 45,
    talk: () => find(clause, context),
  }
}

const noise =
  /\b(?:museums?|galler(?:y|ies)|restaurants?|cafes?|coffee|bars?|pubs?|parks?|gardens?|view ?points?|views?|lookouts?|rooftops?|markets?|church(?:es)?|cathedrals?|castles?|palaces?|beach(?:es)?|temples?|shops?|shopping|sights?|attractions?|landmarks?|things|places?|highlights|eat|eating|food|drinks?|dinner|lunch|breakfast|brunch|bite|recommend(?:ations?)?|suggest(?:ions?)?|find|search|show|list|good|best|nice|top|great|famous|free|cheap|open|worth|seeing|visiting|visit|see|do|what|where|which|there|can|could|should|any|some|must|popular|interesting|kids?|children|family|historic|historical|history|art|architecture|music|nightlife|monuments?|local|traditional|outdoor|indoor|near|nearby|close|around|somewhere|rainy|weather|today|tomorrow|now|spots?|ideas|looking|sunset|cocktails?|modern|ancient|old|else|tapas|sushi|pizza|jazz|fado|flamenco|theatres?|theaters?|we|i|love|need|got|tips|friendly|stuff|must-?sees?|sees|day|few|without|too|much|climbing|anywhere|anything|cakes?|pastries|for|gems?|hidden|toddlers?)\b/g

function* find(clause: Clause, context: Context): Talk<Reply> {
  const { plain } = clause.text
  const kind = kinds.find(([pattern]) => pattern.test(plain))
  const close = nearWords.exec(plain)
  const near = close !== null && /^around (?!the\b)/.test(close[0]) ? null : close
  const nearName =
    near?.[1] === undefined
      ? undefined
      : clause.text.slice({
          start: near.index + near[0].indexOf(near[1]),
          end: near.index + near[0].indexOf(near[1]) + near[1].length,
        })
  const dates = readDates(plain, context.calendar)
  const spans = [
    ...dates,
    ...[...plain.matchAll(noise)].map((match) => ({ start: match.index, end: match.index + match[0].length })),
  ]
  const phrases = readPlacePhrases(clause.text, spans).filter(
    ({ text }) => nearName === undefined || !nearName.includes(text),
  )
  const named =
    phrases.find(({ weight }) => weight === 3)?.text ?? (nearName === undefined ? phrases[0]?.text : undefined)
  const fallback = context.referents.trip?.places[0] ?? context.referents.place
  let city = named ?? fallback
  if (named !== undefined) {
    const resolved = yield* lookUp(named, context)
    if (resolved.kind === 'ambiguous') throw askWhich(named, resolved.candidates, context.message)
    if (resolved.kind === 'known') city = resolved.place.name
    else if (fallback === undefined) throw new Say({ text: `I don’t know a place called “${named}”.`, suggestions: [] })
    else city = fallback
  }
  const around =
    nearName === undefined || /^(?:me|here|us|there|it|the hotel|our hotel)$/.test(nearName)
      ? undefined
      : yield* anchorPlace(nearName, city, context)
  if (city === undefined && around === undefined) {
    throw new Say({
      text: 'In which city should I look?',
      suggestions: ['Lisbon', 'Rome', 'Paris'],
      question: { template: `${context.message.replace(/[?.!]+$/, '')} in {}`, choices: [] },
    })
  }
  const result = yield* call(searchPlaces, {
    ...(kind?.[1] !== undefined &&
      kind[1] !== '' &&
      (kind[2] === undefined ? { query: kind[1] } : { category: kind[2] })),
    ...(around === undefined
      ? { ...(city !== undefined && { city }) }
      : { near: { lat: around.lat, lon: around.lon }, radius_metres: 2500 }),
    limit: 6,
  })
  const where = around === undefined ? `in ${city ?? ''}` : `near ${around.name}`
  const { places } = result
  if (places.length === 0) {
    return {
      text: `The built-in guide has nothing like that ${where}.${result.note === undefined ? '' : ` ${result.note}`}`,
      suggestions: city === undefined ? [] : [`Things to see in ${city}`],
    }
  }
  const lines = places.map((place) => placeLine(place, context.env.profile.units))
  return {
    text: [
      `${capital(kind?.[1] === '' || kind === undefined ? 'worth seeing' : 'from the guide')} ${where} (built-in guide, check hours):`,
      '',
      ...lines,
      ...(result.note === undefined ? [] : ['', result.note]),
    ].join('\n'),
    suggestions:
      hasTrip(context) && places[0] !== undefined
        ? [`Add ${places[0].name} to the trip`]
        : city === undefined
          ? []
          : [`Plan a weekend in ${city}`],
  }
}

/** The place that “near …” names: a sight of the guide, else a city. */
function* anchorPlace(
  name: string,
  city: string | undefined,
  context: Context,
): Talk<{ name: string; lat: number; lon: number } | undefined> {
  const { places } = yield* call(searchPlaces, { query: name, ...(city !== undefined && { city }), limit: 3 })
  const best = places.find((place) => nameMatch(name, place.name) >= 0.6) ?? places[0]
  if (best !== undefined) return best
  const resolved = yield* lookUp(name, context)
  return resolved.kind === 'known' ? resolved.place.candidate : undefined
}

function placeLine({ name, description, metres, area }: Place, units: 'metric' | 'imperial'): string {
  const notes = [area, metres === undefined ? undefined : distance(metres, units)].filter((note) => note !== undefined)
  return `- **${name}**${notes.length === 0 ? '' : ` (${notes.join(', ')})`}${description === undefined ? '' : `: ${description}`}`
}
