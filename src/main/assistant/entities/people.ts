import { matches, type Span } from './span.ts'

/** How many travel, as far as it was said. */
export interface Party extends Span {
  count: number
  /** Said in words that give no number (“we”, “with friends”): a guess. */
  guess: boolean
}

/** One relative or companion. */
export const kin =
  '(?:wife|husband|girlfriend|boyfriend|gf|bf|partner|fianc[eé]e?|spouse|mum|mom|mother|dad|father|sister|brother|son|daughter|friend|mate|best friend|best mate|cousin|aunt|uncle|gran|grandma|grandad|grandpa|nan|granny|colleague|boss|other half|better half|bestie|buddy|pal|carer|caregiver|assistant|helper|missus|hubby|wifey|bezzie|flatmate|roommate|housemate|niece|nephew|sis|bro|kid|child|baby|toddler|teenager)'
/** Two relatives in one word. */
export const manyKin = '(?:parents|in-laws|folks|grandparents)'
const people =
  '(?:people|persons?|adults?|travellers?|pax|friends|mates|guests|guys|girls|lads|ladies|women|men|grown-?ups|buddies|pals|blokes|dudes|folks|souls|heads|passengers|tourists|visitors|of us)'
const young =
  '(?:kids?|child(?:ren)?|teenagers?|toddlers?|babies|baby|infants?|boys?|girls?|sons?|daughters?|grandchildren|grandkids?|little ones?|teens?|under-?\\d+s?)'
const n = '(\\d{1,2}|a|one|an)'
const num = (word: string | undefined): number => (word === undefined ? 0 : /^\d/.test(word) ? Number(word) : 1)

const forms: [pattern: string, count: (groups: (string | undefined)[]) => number][] = [
  // “2 adults and a kid”, “two adults, two children”
  [
    `\\b${n} ${people}(?:,? ?(?:and|plus|with|,|\\+|&)? ?${n} (?:small |young |little )?${young})(?:,? ?(?:and|plus|\\+) ?${n} (?:small )?${young})?`,
    ([, a, b, c]) => num(a) + num(b) + num(c),
  ],
  [`\\b${n} (?:people|persons?|adults|travellers?|pax)\\b`, ([, a]) => num(a)],
  // “me, my wife and our two kids”
  [
    `\\b(?:me|myself|i)(?:,| and) my ${kin}(?:,? and|,| with) (?:our |my |the |her |his )?${n} (?:small |young |little )?${young}`,
    ([, a]) => 2 + num(a),
  ],
  [
    `\\bmy ${kin}(?:,| and) (?:our |my |the )?${n} (?:small |young |little )?${young}(?:,? and (?:me|i|myself))?`,
    ([, a]) => 2 + num(a),
  ],
  [`\\b(?:with )?my ${kin} and (?:the |our )kids\\b`, () => 4],
  // “my sister and her husband and me”
  [`\\b(?:me|myself)(?:,| and) my ${kin}(?:,? and| ,) (?:my|our|her|his) ${kin}`, () => 3],
  [`\\bmy ${kin},? (?:and )?my ${kin},? and (?:i|me|myself)\\b`, () => 3],
  [`\\b(?:me|myself|just me|i)(?:,| and|\\+| plus) (?:my |the |a )${kin}\\b`, () => 2],
  [`\\bmy ${kin} and (?:i|me|myself)\\b`, () => 2],
  [`\\b(?:me|myself)(?:,| and) my ${manyKin}\\b|\\bmy ${manyKin} and (?:i|me)\\b`, () => 3],
  [
    `(?:\\b(?:me|us)\\b ?)?(?:\\band|\\bwith|\\bplus|\\+) (?:my |some |our )?${n} (?:of my )?(?:other |good |best |old )?(?:friends|mates|buddies|pals|colleagues|sisters|brothers|kids|children|cousins|girlfriends)\\b`,
    ([, a]) => 1 + num(a),
  ],
  [
    `\\bwith my (?:other |good |best |old )?${n} (?:friends|mates|colleagues|sisters|brothers|kids|children|cousins)\\b`,
    ([, a]) => 1 + num(a),
  ],
  [`\\bwith (?:my |a |the )${kin}(?:,? and (?:my |a |the )?${kin})\\b`, () => 3],
  [`\\bwith (?:my |a |the )${kin}\\b`, () => 2],
  [`\\bwith (?:my |the )${manyKin}\\b`, () => 3],
  [`\\b(?:a )?(?:family|party|group|total|gang|team) of (\\d{1,2})\\b`, ([, a]) => num(a)],
  [`\\b(?:the |all )?${n} of us\\b`, ([, a]) => num(a)],
  [
    `\\b(?:we're|we are|we will be|we'll be|there'?s|there are|there'll be|there will be|us) (\\d{1,2})(?: ${people})?(?! ?(?:days?|nights?|weeks?|stops?|%|euros?|pounds?|years?|months?|hours?|minutes?|museums?|things?))\\b`,
    ([, a]) => num(a),
  ],
  [`\\b(?:for )?${n} (?:more )?${people}\\b`, ([, a]) => num(a)],
  [`\\bus (\\d{1,2})\\b`, ([, a]) => num(a)],
  [
    `\\bfor (?:just )?(\\d{1,2})(?= ?(?:$|[,.;!?\u00a6]|from|in|with|on|and|please|budget|under|next|this|max|people|starting|at|who|we|over|during|-))(?! ?(?:and|-) ?\\d)(?!\\.\\d)`,
    ([, a]) => num(a),
  ],
  [
    `\\b(?:just |only )?the (?:2|both) of us\\b|\\bboth of us\\b|\\bas a couple\\b|\\bfor a couple\\b(?! of)|\\bcouples? (?:trip|holiday|getaway|break)\\b|\\bhoneymoon\\b|\\banniversary\\b`,
    () => 2,
  ],
  [
    `\\b(?:solo|on my own|by myself|alone|just (?:for )?me|only me|just myself|single traveller|for one(?! (?:day|night|week)))\\b|\\bfor me\\b(?! to)`,
    () => 1,
  ],
]

/** The party in a text: the most telling phrase. */
export function readParty(plain: string): Party | undefined {
  for (const [pattern, count] of forms) {
    const match = matches(new RegExp(pattern), plain)[0]
    if (match === undefined) continue
    const size = count(match.groups)
    if (size >= 1 && size <= 50) return { start: match.start, end: match.end, count: size, guess: false }
  }
  return undefined
}

/** Whether more than one person speaks: “we like”, “our budget”, “for us”. */
export const speaksForSeveral = (plain: string): boolean => /\b(?:we|we're|we'd|we'll|we've|us|our|ours)\b/.test(plain)
