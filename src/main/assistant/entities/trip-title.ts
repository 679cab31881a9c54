import type { Utterance } from '../utterance.ts'
import { matches, type Span } from './span.ts'

/** What a trip that is planned is to be called. */
export interface TripTitle extends Span {
  title: string
}

const naming =
  '(?:called|named|titled|entitled|call (?:it|this|that)|name (?:it|this|that)|title(?:d as)?:?|under the (?:name|title)(?: of)?)'
/** In quotes, or up to where the request goes on: “called Tapas Tour, 9–12 April”. */
const quoted = new RegExp(`[,;]? ?(?:and )?\\b${naming}:? ["']([^"]{2,60}?)["'](?![\\p{L}])`, 'u')
const bare = new RegExp(
  `[,;]? ?(?:and )?\\b${naming} (?!.{0,60}["'])([\\p{L}\\p{N}][\\p{L}\\p{N}' &-]{1,50}?)(?=$|[,.;!?]| (?:from|for|to|in|on|at|with|starting|between|and|next|this)\\b| (?:\\d{1,2}[ ./-]))`,
  'u',
)

/** “a trip called "Ruby Anniversary" to Paris”, “Madrid, call it Tapas Tour”. */
export function readTripTitle(text: Utterance): TripTitle | undefined {
  const match = matches(quoted, text.plain)[0] ?? matches(bare, text.plain)[0]
  const name = match?.groups[1]
  if (match === undefined || name === undefined) return undefined
  const at = match.start + (match.groups[0] ?? '').lastIndexOf(name)
  const title = text.slice({ start: at, end: at + name.length })
  return title === '' ? undefined : { start: match.start, end: match.end, title }
}
