import { matches, type Span } from './span.ts'

/** Words for the interests that the guide knows, so that they are matched there. */
const known: [pattern: string, interest: string][] = [
  [
    'food(?:ie|ies)?|eating(?: out)?|cuisine|restaurants?|gastronomy|tapas|street food|local dishes|good meals?',
    'food',
  ],
  ['wines?|wine tasting|vineyards?', 'wine'],
  ['beers?|breweries|craft beer|pubs', 'beer'],
  ['coffee|cafes?', 'coffee'],
  ['view ?points?|views|panoramas?|lookouts?|rooftops?|miradouros|sunsets?', 'viewpoints'],
  [
    'history|historic(?:al)?(?: (?:sites|places|buildings))?|ruins|ancient(?: (?:sites|ruins))?|castles?|archaeology|old (?:buildings|towns?|streets)',
    'history',
  ],
  ['architecture|buildings|gaudi|modernism|cathedrals?|palaces?', 'architecture'],
  ['art|arts|galleries|gallery|painting|paintings|street art|modern art', 'art'],
  ['museums?', 'museums'],
  ['nature|outdoors?|hik(?:es|ing)|walking|walks|gardens?|parks?|green spaces?|wildlife|mountains?', 'nature'],
  ['night ?life|clubs?|clubbing|bars?|part(?:y|ies|ying)', 'nightlife'],
  ['shopping|shops|boutiques|vintage(?: shops)?|fashion', 'shopping'],
  ['beach(?:es)?|sea|seaside|swimming|sunbathing|sun', 'beach'],
  ['music|jazz|fado|flamenco|concerts?|opera|live music|gigs', 'music'],
  ['photography|photos|pictures|instagram', 'photography'],
  ['books?|book ?shops|bookstores|literature|libraries', 'books'],
  ['science|technology|space', 'science'],
  ['sports?|football|soccer|stadiums?', 'sport'],
  ['church(?:es)?|temples|religion|religious sites|mosques|synagogues', 'religion'],
  ['markets?', 'markets'],
  ['local life|locals|off the beaten (?:track|path)|neighbou?rhoods|hidden gems', 'local life'],
  [
    'family(?:-friendly| friendly)|kid-?friendly|child-?friendly|things for (?:the )?kids|fun for (?:the )?kids',
    'family',
  ],
  ['theat(?:re|er)s?|musicals|shows', 'theatre'],
  ['spas?|wellness|thermal baths', 'wellness'],
]
const anyKnown = known.map(([pattern]) => pattern).join('|')
const verb =
  "(?:(?:we|i|they|she|he|my \\w+)(?:'re|'m|'d| are| am| is| do| would|'s)? (?:both |all |really |very much |especially |mostly |also |mainly |just )*(?:like|love|loves|likes|enjoy|enjoys|prefer|adore|care about|dig|into|big on|keen on|mad about|crazy about|interested in|fond of|fans? of|big fans? of|lovers of|after|passionate about)|interested in|into|keen on|big on|fans? of|lovers? of|focus(?:ed|ing)? on|with a focus on|focusing on|interests?(?: are| is|:)?|with (?:lots|plenty|a lot) of|lots of|plenty of|mostly|mainly|more)"
const item = "(?:[a-z][a-z' -]*?)"

export interface Interests extends Span {
  interests: string[]
}

/** What the travellers care about: what follows “we like”, “into”, “big on”, and known interests anywhere else. */
export function readInterests(plain: string): Interests[] {
  const found: Interests[] = []
  const phrase = new RegExp(
    `\\b${verb} (?:very much )?((?:good |great |local |some |the )*${item}(?:(?:,| and|,? or| &|/|,? plus) ?${item})*)(?= ?(?:very much|a lot|so much)?(?:[.;!?\u00a6]|$| but | from | for | in | and (?:don't|do not|want|would|we|i|please|a budget|our|have)|, (?:budget|max|under|no |from |and (?:we|i)|we |i |for |with |not |please|\\d)| (?:budget|please|on|at|with|budget)\\b))`,
  )
  for (const match of matches(phrase, plain)) {
    const list = match.groups[1] ?? ''
    const interests = splitList(list)
      .map(nameOf)
      .filter((name) => name !== undefined)
    if (interests.length > 0) found.push({ start: match.start, end: match.end, interests })
  }
  for (const match of matches(
    new RegExp(
      `(?<![a-z'])(?:${anyKnown})(?![a-z'])(?:[ -](?:lovers?|fans?|buffs?|trip|tour|weekend|holiday|focused))?`,
    ),
    plain,
  )) {
    if (found.some((other) => match.start < other.end && other.start < match.end)) continue
    const interest = nameOf(
      (match.groups[0] ?? '').replace(/[ -](?:lovers?|fans?|buffs?|trip|tour|weekend|holiday|focused)$/, ''),
    )
    if (interest !== undefined) found.push({ start: match.start, end: match.end, interests: [interest] })
  }
  return found.sort((a, b) => a.start - b.start)
}

export const splitList = (list: string): string[] =>
  list
    .split(/,| and | or | & |\/| plus /)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')

const notInterests =
  /^(?:make|to|it|that|this|them|you|go|see|a|an|the|one|2|3|two|some|more|time|nice|something|somewhere|anything|thing|things|lots|day|days|trip)$|\d|^to |^(?:a|the) (?:trip|week|weekend|break|holiday|day)|^something|^it\b/

/** The guide's word for an interest, or the words said where it knows none. */
function nameOf(said: string): string | undefined {
  const entry = said
    .replace(/^(?:and|some|good|great|nice|the|local|lots of|a bit of|a lot of|also|really|especially|a|very|of) /g, '')
    .trim()
  if (entry === '' || notInterests.test(entry) || entry.split(' ').length > 4) return undefined
  const match = known.find(([pattern]) => new RegExp(`^(?:${pattern})$`).test(entry))
  if (match !== undefined) return match[1]
  const within = known.find(([pattern]) => new RegExp(`(?:^| )(?:${pattern})$`).test(entry))
  return within?.[1] ?? entry
}
