import { folded } from '../../../shared/folded.ts'
import { count } from '../entities/days.ts'
import { readDurations } from '../entities/durations.ts'
import { type PlacePhrase, readPlacePhrases } from '../entities/places.ts'
import { matches, type Span } from '../entities/span.ts'
import { isWellKnownPlace } from '../entities/well-known-places.ts'
import { nameMatch } from '../spelling.ts'
import type { Utterance } from '../utterance.ts'
import type { Found, TripNow } from './trip-now.ts'
import { around } from './words-around.ts'

/** Where a trip is to go otherwise. Places that are new are named as typed: they have to be looked up. */
export type PlaceChange =
  | { kind: 'replace'; old: string | undefined; said: string }
  | { kind: 'add'; said: string; nights: number; at: number }
  | { kind: 'remove'; old: string }
  | { kind: 'nights'; old: string; by: number }

const swapping =
  /\b(?:swap|switch|swich|change|replace|exchange|trade|ditch|forget|scrap|instead|rather|same|make it|make that|turn it into|take us|redirect|move (?:it|the (?:trip|holiday)))\b/
const pointing = /\b(?:it|this|that|trip|holiday|city|destination|place|instead|rather|same)\b/
const adding =
  /\b(?:add|tack|tag|stick|put|throw in|include|extend|then|also|too|as well|another|plus|more|afterwards?|on to|onto|follow(?:ed)?|continue|carry on|head on|go on|finish|start(?:ing)?|begin|end|before|after|continue|then|stick|pop|stay|spend|squeeze in|bolt)\b/
const removing =
  /\b(?:skip|drop|remove|cut|leave out|take out|lose|scrap|ditch|omit|forget|without|no longer|don't (?:want|need)|do not (?:want|need)|not going|cancel|delete|leave|take|bin)\b/
const sights =
  /\b(?:lunch|dinner|breakfast|museum|tour|walk|stop|market|tower|castle|cathedral|church|visit to|day trip|day ?trip|ticket|train|flight|hotel|hour|minutes?|morning|afternoon|evening)\b/

/** How the places of a trip change: another city for one, one more with its nights, one less. */
export function readPlaceChange(
  text: Utterance,
  trip: TripNow,
  taken: readonly Span[],
): Found<PlaceChange> | undefined {
  const { plain } = text
  if (trip.destinations.length === 0 || sights.test(plain)) return undefined
  const phrases = readPlacePhrases(text, taken).map(bare)
  const old = knownIn(plain, phrases, trip)
  const fresh = phrases.filter(
    (phrase) =>
      !old.some((known) => phrase.start < known.end && known.start < phrase.end) &&
      phrase.text
        .toLowerCase()
        .split(' ')
        .some((word) => !around.has(word)) &&
      looksNamed(text, phrase),
  )
  const stays = staysIn(plain)
  return (
    replaced(plain, old, fresh, trip) ??
    added(plain, old, fresh, stays, trip) ??
    nightsChanged(plain, old, stays, trip) ??
    removed(plain, old, fresh, trip)
  )
}

/** Lengths of stay: “2 nights”, “two more nights”, “another day”. */
function staysIn(plain: string): Stay[] {
  const read = readDurations(plain)
  if (read.length > 0) return read
  return matches(/\b(\d{1,2}|an?|one|another) (?:more |extra |additional |further )?(?:days?|nights?)\b/, plain).map(
    ({ start, end, groups }) => ({ start, end, nights: count(groups[1]) }),
  )
}

/** A name stands after “to” or “in”, has a capital, or is said where a city is exchanged; a verb at the head is none. */
function looksNamed(text: Utterance, { start, end, weight }: PlacePhrase): boolean {
  const before = text.plain.slice(0, start)
  const typed = text.slice({ start, end })
  if (weight === 3 || /^\p{Lu}/u.test(typed) || isWellKnownPlace(typed)) return true
  return (
    /\b(?:with|for|make it|but|include|via|than|swap|actually|then) $/.test(before) ||
    /^ (?:instead|rather|please instead)\b/.test(text.plain.slice(end))
  )
}

/** A phrase without the words of change at its ends: “Budapest rather”, “include Florence”. */
function bare(phrase: PlacePhrase): PlacePhrase {
  const words = phrase.text.split(' ')
  const first = words.findIndex((word) => !around.has(word.toLowerCase()))
  const last = words.findLastIndex((word) => !around.has(word.toLowerCase()))
  if (first < 0 || (first === 0 && last === words.length - 1)) return phrase
  const text = words.slice(first, last + 1).join(' ')
  const start = phrase.start + Math.max(0, phrase.text.indexOf(text))
  const weight = /^\p{Lu}/u.test(text) && phrase.weight === 1 ? 2 : phrase.weight
  return { ...phrase, start, end: start + text.length, text, weight }
}

type Stay = Span & { days?: number; nights?: number }

interface OldPlace extends Span {
  place: string
}

function knownIn(plain: string, phrases: readonly PlacePhrase[], trip: TripNow): OldPlace[] {
  const places = [...new Set(trip.destinations.map(({ place }) => place))]
  return places.flatMap((place) => {
    const name = folded(place)
    const exact = new RegExp(`(?<![a-z])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![a-z])`).exec(plain)
    if (exact !== null) return [{ place, start: exact.index, end: exact.index + exact[0].length }]
    const near = phrases.find((phrase) => nameMatch(phrase.text, place) >= 0.85 && phrase.text.length >= 4)
    return near === undefined ? [] : [{ place, start: near.start, end: near.end }]
  })
}

function replaced(
  plain: string,
  old: readonly OldPlace[],
  fresh: readonly PlacePhrase[],
  trip: TripNow,
): Found<PlaceChange> | undefined {
  const [next] = fresh
  if (next === undefined || fresh.length > 1 || !swapping.test(plain)) return undefined
  if (/^"/.test(plain.slice(next.start)) || (next.weight < 2 && old.length === 0)) return undefined
  // “instead of the Prado” names what is no city of the trip.
  if (old.length === 0 && (!pointing.test(plain) || /\b(?:instead of|rather than)\b/.test(plain))) return undefined
  if (/\bfrom $/.test(plain.slice(0, next.start))) return undefined
  // “Lisbon, then Porto” is no exchange.
  const [gone] = old
  const several = new Set(trip.destinations.map(({ place }) => place)).size > 1
  if (gone === undefined && several) return undefined
  return { value: { kind: 'replace', old: gone?.place, said: next.text }, spans: [next, ...old] }
}

function added(
  plain: string,
  old: readonly OldPlace[],
  fresh: readonly PlacePhrase[],
  stays: readonly Stay[],
  trip: TripNow,
): Found<PlaceChange> | undefined {
  const [next] = fresh
  const [stay] = stays
  if (next === undefined || fresh.length > 1 || stay === undefined || !adding.test(plain)) return undefined
  if (next.weight < 2 && !/\b(?:to|in|with|include|via) $/.test(plain.slice(0, next.start))) return undefined
  const [beside] = old
  const index = trip.destinations.findLastIndex(({ place }) => place === beside?.place)
  const between = beside === undefined ? '' : plain.slice(0, beside.start)
  const at =
    beside !== undefined && /\bbefore $/.test(between)
      ? index
      : beside !== undefined && /\bafter $/.test(between)
        ? index + 1
        : /\b(?:at|from|in) the (?:start|beginning|front)\b|\bfirst\b|^(?:start|begin)\b/.test(plain)
          ? 0
          : trip.destinations.length
  return {
    value: { kind: 'add', said: next.text, nights: stay.nights ?? stay.days ?? 1, at },
    spans: [next, stay, ...old],
  }
}

function nightsChanged(
  plain: string,
  old: readonly OldPlace[],
  stays: readonly Stay[],
  trip: TripNow,
): Found<PlaceChange> | undefined {
  const [where] = old
  const [stay] = stays
  if (where === undefined || old.length > 1 || trip.destinations.length < 2) return undefined
  const amount =
    /\b(\d{1,2}|an?|one|another|extra) (?:more |extra |additional |fewer |less )?(?:day|night)s?(?: (?:more|less|fewer|longer|extra))?/.exec(
      plain,
    )
  const longer = /\b(?:more|extra|another|longer|additional|add)\b/.test(plain)
  const shorter = /\b(?:less|fewer|shorter|drop|lose|cut)\b/.test(plain)
  if (amount === null || longer === shorter) return undefined
  const by = stay?.nights ?? stay?.days ?? (/^\d/.test(amount[1] ?? '') ? Number(amount[1]) : 1)
  const span = { start: amount.index, end: amount.index + amount[0].length }
  return { value: { kind: 'nights', old: where.place, by: shorter ? -by : by }, spans: [where, span] }
}

function removed(
  plain: string,
  old: readonly OldPlace[],
  fresh: readonly PlacePhrase[],
  trip: TripNow,
): Found<PlaceChange> | undefined {
  const verb = removing.exec(plain)
  if (verb === null || trip.destinations.length < 2 || fresh.length > 0) return undefined
  const gone = [...old].sort((a, b) => a.start - b.start).find(({ start }) => start > verb.index) ?? old[0]
  if (gone === undefined) return undefined
  return { value: { kind: 'remove', old: gone.place }, spans: old.length === 1 ? [gone] : [...old] }
}

/** The destinations after a change, and by how many nights the trip grows. `name` is what a new place is called. */
export function placesAfter(
  change: PlaceChange,
  trip: TripNow,
  name: string | undefined,
): { destinations: { place: string; nights: number }[]; nights: number } {
  const now = trip.destinations.map(({ place, nights }) => ({ place, nights }))
  switch (change.kind) {
    case 'replace':
      return {
        destinations: now.map((entry) =>
          change.old === undefined || entry.place === change.old ? { ...entry, place: name ?? change.said } : entry,
        ),
        nights: 0,
      }
    case 'add':
      now.splice(change.at, 0, { place: name ?? change.said, nights: change.nights })
      return { destinations: now, nights: change.nights }
    case 'nights': {
      const at = now.findLastIndex(({ place }) => place === change.old)
      const nights = Math.max(1, (now[at]?.nights ?? 1) + change.by)
      return {
        destinations: now.map((entry, index) => (index === at ? { ...entry, nights } : entry)),
        nights: nights - (now[at]?.nights ?? 1),
      }
    }
    case 'remove': {
      const left = now.filter(({ place }) => place !== change.old)
      return {
        destinations: left,
        nights: sum(left) - sum(now),
      }
    }
  }
}

const sum = (stays: readonly { nights: number }[]): number => stays.reduce((total, { nights }) => total + nights, 0)
