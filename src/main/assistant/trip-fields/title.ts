import type { Span } from '../entities/span.ts'
import type { Utterance } from '../utterance.ts'

const trip =
  "(?:it|that|this(?: one)?|(?:the|my|our|this|that) (?:whole )?(?:[\\p{L}']+ )?(?:trip|holiday|plan|getaway|break|vacation|itinerary)|(?:the|this) (?:thing|one))"
const forms = [
  `\\b(?:re)?(?:name|title|label) ${trip}(?: to| as| into)?:? (.+)$`,
  `\\b(?:call|dub|christen) ${trip}:? (.+)$`,
  `\\b(?:change|set|make) (?:the |its )?(?:trip )?(?:name|title)(?: of ${trip})?(?: to| as)?:? (.+)$`,
  `\\b(?:give|gave) ${trip} (?:the |a )?(?:new )?(?:name|title)(?: of)?:? (.+)$`,
  `\\b(?:the |its |new )?(?:name|title)(?: of ${trip})? (?:should be|is(?: now)?|to be|must be|ought to be|could be):? (.+)$`,
  `\\b${trip} (?:should|can|could|must|will|would|shall) (?:have|get|be given|carry|bear) (?:the |a )?(?:new )?(?:name|title)(?: of)?:? (.+)$`,
  `^(?:new )?(?:name|title): ?(.+)$`,
  `\\brename(?: to| as)? (?!the trip|it|this|that)(.+)$`,
].map((form) => new RegExp(form, 'u'))

const separator = /(?:,|\.|;|!| -)? +(?:and|but|plus|also|then|&)\b(?: also| then)? |[,;] |[.!?] +/g

/**
 * A title that is given to the trip, as typed. It ends where what follows can be read as something else (“Team Offsite and
 * make it 6 people”).
 * @param reads whether a text by itself gives other fields
 */
export function readTitle(text: Utterance, reads: (plain: string) => boolean): (Span & { title: string }) | undefined {
  const { plain } = text
  for (const form of forms) {
    const match = form.exec(plain)
    const said = match?.[1]
    if (match === null || said === undefined) continue
    const start = match.index + match[0].length - said.length
    const quoted = /^["']([^"']+)["']/.exec(said)
    const size = quoted?.[0].length ?? titleLength(said, reads)
    const title = text
      .slice({ start, end: start + size })
      .replace(/(?:,? please\.?|,? instead\.?)$/i, '')
      .replace(/^["']|["'.!?,]+$/g, '')
    if (title !== '') return { start: match.index, end: start + size, title }
  }
  return undefined
}

function titleLength(said: string, reads: (plain: string) => boolean): number {
  for (const cut of said.matchAll(separator)) {
    const rest = said.slice(cut.index + cut[0].length)
    if (
      cut.index > 0 &&
      (/^(?:make|set|move|shift|push|change|add|remove|budget|we|i|it|there)\b/.test(rest) || reads(rest))
    )
      return cut.index
  }
  return said.length
}
