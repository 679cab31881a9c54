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
  '(?:people|persons?|adults?|travellers?|pax|friends|mates|guests|guys|girls|lads|ladies|women|men|grown-?ups|buddies|pals|blokes|dudes|folks|souls|heads|passengers|tourists|visitors|students|pupils|teachers|colleagues|teammates|seniors|pensioners|grandparents|siblings|relatives|of us)'
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
  [`\\b(\\d{1,2}) ?(?:people|persons?|adults|travellers?|pax)\\b`, ([, a]) => num(a)],
  [`\\b${n} (?:person|adult|traveller)\\b`, ([, a]) => num(a)],
  [
    `\\b(?:people|persons|travellers|guests|pax|adults|party size|group size)(?: of| is|:|=)? ?(\\d{1,2})\\b(?! ?(?:days?|nights?|weeks?|-|/))`,
    ([, a]) => num(a),
  ],
  ['(?<![\\p{L}\\d])[x×] ?(\\d{1,2})(?![\\p{L}\\d])', ([, a]) => num(a)],
  [
    '\\b(?:me|myself) ?(?:\\+|plus|and) ?(\\d{1,2})\\b(?! ?(?:days?|nights?|weeks?|of|st|nd|rd|th|-|/))',
    ([, a]) => 1 + num(a),
  ],
  ["\\b(?:we're|we are|as) (?:just )?a (?:\\p{L}+ )?couple\\b(?! of)", () => 2],
  ['\\b(\\d{1,2}) ?couples\\b', ([, a]) => 2 * num(a)],
  // “me, my wife and our two kids”
  [
    `\\b(?:me|myself|i)(?:,| and) my ${kin}(?:,? and|,| with) (?:our |my |the |her |his )?${n} (?:small |young |little )?${young}`,
    ([, a]) => 2 + num(a),
  ],
  [
    `\\bmy ${kin}(?:,| and) (?:our |my |the )?${n} (?:small |young |little )?${young}(?:,? and (?:me|i|myself))?`,
    ([, a]) => 2 + num(a),
  ],
  // A family with so many children has two grown-ups, unless it says otherwise.
  [
    `(?<=\\bfamil(?:y|ies)\\b[^.;]{0,40})\\b(?:with|and|plus|\\+) (?:our |my |the )?${n} (?:small |young |little )?${young}`,
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
    `(?:\\b(?:me|us)\\b ?)?(?:\\band|\\bwith/?|\\bplus|\\+|\\btaking|\\btake|\\bbringing) (?:my |some |our )?${n} (?:of my )?(?:other |good |best |old )?(?:friends|mates|buddies|pals|colleagues|sisters|brothers|kids|children|cousins|girlfriends)\\b`,
    ([, a]) => 1 + num(a),
  ],
  [
    `\\bwith my (?:other |good |best |old )?${n} (?:friends|mates|colleagues|sisters|brothers|kids|children|cousins)\\b`,
    ([, a]) => 1 + num(a),
  ],
  [`\\bwith (?:my |a |the )${kin}(?:,? and (?:my |a |the )?${kin})\\b`, () => 3],
  [
    `\\b(?:with/?|taking|take|bringing|bring|surprise(?: for)?|surprising|treat|treating|joining) (?:my |a |the )(?:lovely |dear |old |best )*${kin}\\b`,
    () => 2,
  ],
  [`\\b(?:with/?|taking|take|bringing|bring|treating|treat) (?:my |the )(?:lovely |dear |old )*${manyKin}\\b`, () => 3],
  [
    `\\b(?:a )?(?:family|party|group|total|gang|team|class) of (?:about |around |up to )?(\\d{1,2})\\b`,
    ([, a]) => num(a),
  ],
  [`\\b(?:the |all )?${n} of us\\b`, ([, a]) => num(a)],
  [
    `\\b(?:we're|we are|we will be|we'll be|there'?s|there are|there'll be|there will be|us) (\\d{1,2})(?: ${people})?(?! ?(?:days?|nights?|weeks?|stops?|%|euros?|pounds?|years?|months?|hours?|minutes?|museums?|things?))\\b`,
    ([, a]) => num(a),
  ],
  [`\\b(?:for )?${n} (?:more )?${people}\\b`, ([, a]) => num(a)],
  [`\\b(?:us|we) (?:all )?(\\d{1,2})\\b(?! ?(?:days?|nights?|weeks?|hours?|minutes?))`, ([, a]) => num(a)],
  [
    `\\bfor (?:just )?(\\d{1,2})(?= ?(?:$|[,.;!?\u00a6]|from|in|with|on|and|please|budget|under|next|this|max|people|starting|at|who|we|over|during|-))(?! ?(?:and|-) ?\\d)(?!\\.\\d)`,
    ([, a]) => num(a),
  ],
  [
    `\\b(?:just |only )?the (?:2|both|pair) of us\\b|\\bus (?:both|two)\\b|\\bboth of us\\b|\\bas a couple\\b|\\bfor a couple\\b(?! of)|\\bcouples? (?:trip|holiday|getaway|break)\\b|\\bhoneymoon\\b|\\banniversary\\b`,
    () => 2,
  ],
  [
    `\\b(?:solo|on my own|by myself|alone|just (?:for )?me|only me|just myself|single traveller|for one(?! (?:day|night|week)))\\b|\\bfor me\\b(?! to)`,
    () => 1,
  ],
]

const whose = '(?:my|our|the|his|her|their|a|an|one)'
const kindOf =
  '(?:(?:best |good |old |other |little |small |young |older |elderly |teenage |school ?|work |new |lovely |dear )*)'
/** One entry of a list of people, with how many it is; the first that fits counts. */
const entries: [pattern: string, count: (number: number) => number][] = [
  [`(?:the |all |just )*(\\d{1,2}) of us`, (number) => number],
  [`(?:a )?(?:family|party|group|team|gang) of (\\d{1,2})`, (number) => number],
  [`(\\d{1,2}) ${kindOf}couples?`, (number) => 2 * number],
  [`(?:${whose} )?(\\d{1,2}) (?:of (?:my|our) )?${kindOf}(?:${people}|${young}|${kin}s?)`, (number) => number],
  [`(?:my|our|the|his|her|their) ${kindOf}${manyKin}`, () => 2],
  [`a (?:married |young |retired )?couple`, () => 2],
  ['(?:the|our|my) (?:kids|children|boys|girls|little ones|grandkids|grandchildren)', () => 2],
  [`${whose} ${kindOf}(?:${kin}|little one|teen)(?!\\p{L})`, () => 1],
  ['(?:mum|mom|mother|dad|father|grandma|grandad|grandpa|granny|gran|nan|granddad)', () => 1],
  ['(?:me|myself|i)', () => 1],
  ['us (\\d{1,2})', (number) => number],
]
const entry = entries.map(([pattern]) => pattern.replace('(\\d', '(?:\\d')).join('|')
const between = ',? (?:and|plus|with|along with|as well as) (?:also )?|, ?(?!i\\b)| ?\\+ ?| ?\\/ ?|(?<!us) (?=\\d)'
const list = new RegExp(`(?<![\\p{L}\\d'])(?:${entry})(?:(?:${between})(?:${entry}))+(?![\\p{L}'])`, 'u')
const entriesRead = entries.map(([pattern, count]) => ({ pattern: new RegExp(`^${pattern}$`, 'u'), count }))
const betweenEntries = new RegExp(between)
const takesAlong =
  /\b(?:with\/?|tak(?:e|ing)|bring(?:ing)?|surpris(?:e|ing)|surprise for|treat(?:ing)?|join(?:ing|ed by)?|plus|accompanied by|and) $/

/** Several people told one by one: “me, my sister and our mum”, “12 students and 2 teachers”, “a couple with a baby”. */
function listedParty(plain: string): Party | undefined {
  const found = matches(list, plain).flatMap(({ start, end }): Party[] => {
    const said = plain.slice(start, end)
    const parts = said.split(betweenEntries).filter((part) => part !== '')
    const counts = parts.map((part) => {
      for (const { pattern, count } of entriesRead) {
        const match = pattern.exec(part)
        if (match !== null) return count(Number(match[1] ?? 1))
      }
      return 0
    })
    // “two persons, my wife and me”: who they are is told after how many.
    const [total = 0] = counts
    if (/^(?:the )?\d+ (?:people|persons|travellers|adults|of us),/.test(said) && /\b(?:me|myself|i)$/.test(said))
      return [{ start, end, count: total, guess: false }]
    // “with the kids, 2 adults and 3 children”: the numbers say it.
    const numbered = parts.some((part) => /^\d+ (?:people|persons|adults)/.test(part))
    const counting = parts.map((part, at) => (numbered && !/\d/.test(part) && /s$/.test(part) ? 0 : (counts[at] ?? 0)))
    const speaker = parts.some((part) =>
      /^(?:me|myself|i)$|^us \d+$|of us$|^(?:a )?(?:family|party|group|team|gang|couple)/.test(part),
    )
    const related = parts.some((part) => /^(?:my|our)\b/.test(part))
    const joins = takesAlong.test(plain.slice(0, start)) || /^(?:my|our)\b/.test(parts[0] ?? '')
    // “for my mum and my sister” leaves the speaker at home.
    const alone = !speaker && !numbered && related && joins && !/\bfor $/.test(plain.slice(0, start))
    const sum = counting.reduce((all, count) => all + count, 0) + (alone ? 1 : 0)
    return sum >= 2 && sum <= 50 ? [{ start, end, count: sum, guess: false }] : []
  })
  return found.sort((a, b) => b.end - b.start - (a.end - a.start))[0]
}

/** The party in a text: the most telling phrase. */
export function readParty(plain: string): Party | undefined {
  const told = listedParty(plain)
  if (told !== undefined) return told
  for (const [pattern, count] of forms) {
    const match = matches(new RegExp(pattern, 'u'), plain)[0]
    if (match === undefined) continue
    const size = count(match.groups)
    if (size >= 1 && size <= 50) return { start: match.start, end: match.end, count: size, guess: false }
  }
  return undefined
}

/** Whether more than one person speaks: “we like”, “our budget”, “for us”. */
export const speaksForSeveral = (plain: string): boolean => /\b(?:we|we're|we'd|we'll|we've|us|our|ours)\b/.test(plain)
