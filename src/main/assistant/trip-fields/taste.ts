import { readInterests } from '../entities/interests.ts'
import type { Found, TripNow } from './trip-now.ts'

const more =
  /\b(?:interests?|interested|keen|into|like|likes|love|loves|enjoy|enjoys|prefer|big on|fans?|passionate|care|mad about|focus(?:ed|sed)?|more about|more of|more|tailor(?:ed)?|around|geared|emphasis|themed?|lean|add|include|take (?:that|this|it) into account|work (?:that|this|it) in|adjust)\b/
const less =
  /\b(?:less|fewer|no more|without|not (?:so |that |really )?(?:into|interested|keen)|bored of|drop|remove|no longer|enough)\b/

/** “change our interests to art”: what was noted before is no more. */
const instead = /\b(?:change|set|switch|make|update)\b[a-z ]*\binterests?\b[a-z ]*\b(?:to|be|into)\b/

const notTaste =
  /^(?:than|less|fewer|no|that|more|mostly|in|to|of|on|at|into|be|go|each|every|interest\w*) ?\b|\b(?:days?|time|things|our|my|trip|account|plan|stops?|money)\b/

/** What the travellers care about, joined to what is noted; “fewer museums” takes it away. */
export function readTaste(plain: string, trip: TripNow): Found<string[]> | undefined {
  if (!more.test(plain) && !less.test(plain)) return undefined
  const read = readInterests(plain)
  const said = read.flatMap(({ interests }) => interests).filter((interest) => !notTaste.test(interest))
  if (said.length === 0) return undefined
  const removed = read
    .filter(
      ({ start }) =>
        less.test(plain.slice(Math.max(0, start - 24), start).replace(/^.*[,.;]/, '')) ||
        /\b(?:than|instead of|rather than) $/.test(plain.slice(0, start)),
    )
    .flatMap(({ interests }) => interests)
  if (instead.test(plain))
    return { value: [...new Set(said.filter((interest) => !removed.includes(interest)))], spans: read }
  const added = said.filter((interest) => !removed.includes(interest))
  const value = [...new Set([...trip.interests, ...added])].filter((interest) => !removed.includes(interest))
  return { value, spans: read }
}
