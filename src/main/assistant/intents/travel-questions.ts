import { nearestAirports, route, type TravelMode } from '../../../mcp/places/contract.ts'
import { SojournError } from '../../../shared/errors.ts'
import type { OutputOf } from '../../../shared/tool.ts'
import type { Clause, Context, Family } from '../context.ts'
import { readPlacePhrases } from '../entities/places.ts'
import { isWellKnownPlace } from '../entities/well-known-places.ts'
import { call, type Reply, Say, type Talk } from '../talk.ts'
import { distance, duration } from '../wording/formats.ts'
import { betweenTowns, type RouteEnds, routeEnds, twoPlaces } from './route-ends.ts'
import { askWhich, lookUp, unknownPlace } from './which-place.ts'

const modes: [RegExp, TravelMode][] = [
  [/\b(?:walk(?:ing)?|on foot)\b/, 'walk'],
  [/\b(?:train|rail|eurostar|railway)\b/, 'train'],
  [/\b(?:fly(?:ing)?|flight|plane|by air)\b/, 'flight'],
  [/\b(?:cycl(?:e|ing)|bike|bicycle)\b/, 'bike'],
  [/\b(?:bus|tram|metro|subway|tube|underground|transit|public transport|coach)\b/, 'transit'],
  [/\b(?:driv(?:e|ing)|car|taxi|road|uber|cab)\b/, 'drive'],
]
const routeWords =
  /\b(?:how far|how long|distance|travel time|journey time|driving time|walking time|how many (?:km|kilomet(?:re|er)s|miles|hours|minutes)|directions?|quickest way|fastest way|best way|how (?:do|can|would|should) (?:i|we|you) (?:get|travel|go)|is it far|far (?:is|from)|get from|miles? (?:from|between)|km (?:from|between)|walk from|drive from|train from .* to|a long way|long (?:drive|flight|journey|train ride|walk)|(?:driv(?:e|ing)|walk(?:ing)?|train|bus|flight|flying|journey|travel) time)\b|^[\p{L} ]+ ?(?:>|->|→) ?[\p{L} ]+/u

/** “how far is it from Vienna to Budapest by train?”. */
export const routeFamily: Family = (clause, context) => {
  const { plain } = clause.text
  const spelled = routeWords.test(plain) || betweenTowns(plain)
  const asked = /\?\s*$|^(?:what|how|can|could|is|would|does|do|whats)\b/.test(plain)
  const way = asked && /\bfrom .+ to .+/.test(plain) && modes.some(([pattern]) => pattern.test(plain))
  if (!spelled && !way && clause.gist('route') < 0.3 && !looseRoute.test(plain)) return undefined
  if (/\b(?:remind|task|to-do|plan|budget|cheap|price|cost|book|ahead|behind)\b/.test(plain)) return undefined
  const ends = (spelled ? routeEnds(clause, context) : undefined) ?? twoPlaces(clause, context)
  if (ends === undefined) return undefined
  return { intent: 'route', score: spelled ? 84 : 68, talk: () => travel(ends, plain, context) }
}

const looseRoute =
  /\b(?:how (?:far|long)|far|(?:get|getting|go|going|travel|drive|walk|cycle|sit|time|minutes|hours|miles|km|distance)\b.*\b(?:from|between|to)|(?:train|bus|ferry|drive|walk) (?:like |ride |journey )?(?:from|between))\b/
const titled = (name: string): string =>
  /\p{Lu}/u.test(name) ? name : name.replace(/(?<![\p{L}'])\p{L}/gu, (letter) => letter.toUpperCase())

/** “pantheon rome”: the city that stands behind a place without a comma. */
function inItsCity(said: string): { name: string; city?: string } {
  const words = said.split(' ')
  if (isWellKnownPlace(said)) return { name: said }
  for (const length of [2, 1]) {
    const city = words.slice(-length).join(' ')
    if (words.length > length && !said.includes(',') && isWellKnownPlace(city))
      return { name: words.slice(0, -length).join(' '), city: titled(city) }
  }
  return { name: said }
}

function* travel({ from, to }: RouteEnds, plain: string, context: Context): Talk<Reply> {
  const { units } = context.env.profile
  const mode = modes.find(([pattern]) => pattern.test(plain))?.[1]
  const [start, end] = [inItsCity(from), inItsCity(to)]
  const city = start.city ?? end.city ?? context.referents.trip?.places[0]
  const ends = { from: titled(start.name), to: titled(end.name), ...(city !== undefined && { city }) }
  const found = yield* travelBy(mode, ends)
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

/** The way by the means asked for; between towns, where no city bus goes, by what fits. */
function* travelBy(
  mode: TravelMode | undefined,
  ends: { from: string; to: string; city?: string },
): Talk<OutputOf<typeof route>> {
  if (mode === undefined) return yield* call(route, ends)
  try {
    return yield* call(route, { ...ends, mode })
  } catch (error) {
    if (mode !== 'transit' || !(error instanceof SojournError) || error.kind !== 'unavailable') throw error
    return yield* call(route, ends)
  }
}

/** “nearest airport to Siena”. */
export const airportsFamily: Family = (clause, context) => {
  const { plain } = clause.text
  if (
    !(
      /\bairports?\b/.test(plain) ||
      /\b(?:nearest|closest)\b.*\bfly\b|\bfly (?:to|into|from)\b.*\b(?:nearest|closest|to get to|to reach)\b/.test(
        plain,
      )
    ) ||
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
      /\b(?:nearest|closest|airports?|airport|which|what|near|nearby|fly|flying|serves?|could|from|close|international|the|best|for|around|me|us|any|main|there|use|into|have|does|code|iata|where's|where|place|get|out|closest|anywhere|in|you|do|we|an)\b/g,
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
