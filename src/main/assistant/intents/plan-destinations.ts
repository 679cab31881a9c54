import type { Context } from '../context.ts'
import type { PlacePhrase } from '../entities/places.ts'
import type { TripRequest } from '../entities/trip-request.ts'
import type { Talk } from '../talk.ts'
import { askWhich, type KnownPlace, lookUp, type Resolved, unknownPlace } from './which-place.ts'

/** The places that are known, in the order they were said; asks where a name is ambiguous, refuses where none is known. */
export function* destinations(request: TripRequest, context: Context): Talk<KnownPlace[]> {
  const strong = request.places.filter(({ weight }) => weight === 3)
  const ranked = strong.length > 0 ? request.places.filter(({ weight }) => weight >= 2) : request.places
  const found: KnownPlace[] = []
  let unknown: string | undefined
  for (let index = 0; index < ranked.length && found.length < 20; index++) {
    const phrase = ranked[index]
    if (phrase === undefined) continue
    const following = ranked[index + 1]
    const resolved = yield* placeWithin(phrase, context)
    if (resolved.kind === 'ambiguous') {
      const qualified =
        following !== undefined && following.start - phrase.end <= 6
          ? resolved.candidates.find((candidate) => isIn(candidate, following.text))
          : undefined
      if (qualified === undefined) throw askWhich(phrase.text, resolved.candidates, context.message)
      const exact = yield* lookUp(phrase.text, context, following?.text)
      if (exact.kind === 'known') found.push(exact.place)
      index++
    } else if (resolved.kind === 'known') {
      const { place } = resolved
      const region =
        following !== undefined && following.start - phrase.end <= 2 && isIn(place.candidate, following.text)
      if (region) index++
      const before = ranked[index - 1]
      const joined = before !== undefined && phrase.start - before.end <= 6
      const sure =
        phrase.weight >= 2 ||
        (place.candidate.confidence >= 0.99 && (joined || ranked.length === 1 || isWellKnown(place)))
      if (sure && !found.some(({ name }) => name === place.name)) found.push(place)
    } else if (phrase.weight === 3) {
      unknown ??= phrase.text
    } else if (phrase.weight === 2 && ranked.length === 1) {
      unknown ??= phrase.text
    }
  }
  // What stands after “in” or “to” was none: a place may have been named without.
  if (found.length === 0) {
    for (const phrase of request.places.filter((other) => !ranked.includes(other)).slice(0, 6)) {
      const resolved = yield* placeWithin(phrase, context)
      if (resolved.kind === 'known' && isWellKnown(resolved.place)) found.push(resolved.place)
    }
  }
  if (found.length === 0 && unknown !== undefined) throw unknownPlace(unknown)
  // “a week in Italy: Rome, Florence, Venice” goes to the cities.
  const cities = found.filter(({ candidate }) => candidate.kind === 'city')
  return found.filter(
    ({ candidate }) =>
      candidate.kind === 'city' || !cities.some(({ candidate: city }) => city.country === candidate.country),
  )
}

const isWellKnown = ({ candidate }: KnownPlace): boolean =>
  candidate.confidence >= 0.99 && (candidate.population >= 100_000 || candidate.kind !== 'city')

/** The place that a phrase names, or that some of its words name: “Barcelona sometime-ish”. */
function* placeWithin(phrase: PlacePhrase, context: Context): Talk<Resolved> {
  const whole = yield* lookUp(phrase.text, context)
  if (whole.kind === 'ambiguous' || (whole.kind === 'known' && whole.place.candidate.confidence >= 0.99)) return whole
  const words = phrase.text.split(' ')
  if (words.length === 1 || words.length > 6) return whole
  for (let length = words.length - 1; length > 0; length--) {
    for (let start = 0; start + length <= words.length; start++) {
      const part = words.slice(start, start + length).join(' ')
      if (part.length < 4) continue
      const resolved = yield* lookUp(part, context)
      if (resolved.kind === 'known' && isWellKnown(resolved.place)) return resolved
    }
  }
  return whole
}

const isIn = (candidate: KnownPlace['candidate'], name: string): boolean =>
  [candidate.country_name, candidate.region, candidate.country].some(
    (of) => of !== undefined && of.toLowerCase() === name.toLowerCase(),
  ) || /^(?:usa|us|u\.s\.?|states|united states|uk|england|scotland|wales)$/i.test(name)
