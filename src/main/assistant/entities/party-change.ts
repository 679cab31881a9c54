import { kin, manyKin } from './people.ts'
import { matches, type Span } from './span.ts'

/** How many more or fewer travel than before. */
export interface PartyChange extends Span {
  by: number
}

const number = '(\\d{1,2}|a|an|one|another|1)'
const folk = `(?:people|persons?|adults?|travell?ers?|friends?|mates?|guests?|guys|girls|lads|colleagues|cousins|kids?|children|child|others?|${kin}s|of (?:us|them|our friends|my friends|our mates|my mates))`
const own = '(?:my|our|a|the|his|her|their)'
const will =
  "(?:'s|'re|'ll|'ve| is| are| will| may| might| can| could| wants?| would like| has| have| am| was| decided| would|'d| be| been|(?: (?:also|now|going|hoping|able|just|probably|definitely|gonna))| to)*"
const joins =
  '(?:join(?:s|ing|ed)?(?: (?:us|me|in|the trip|too))?|(?:com(?:e|es|ing)|tag(?:s|ging)?|travel(?:s|ling)?|fly(?:ing)?|go(?:es|ing)?)(?: (?:along|too|as well|with (?:us|me)|after all|on (?:the|this) trip))+)'
const comes = '(?:com(?:e|es|ing))'
const leaves =
  "(?:can't|cannot|can not|can no longer|won't|will not|isn't|is not|aren't|are not|not|isn't able to|is unable to|no longer|couldn't|doesn't want to|don't want to)(?: be)?(?: able to)? (?:make it|come|coming|join|joining|go|going|travel|travelling)"
const left =
  "(?:dropp(?:ed|ing)|pull(?:ed|ing)|back(?:ed|ing)|duck(?:ed|ing)) out|bail(?:ed|ing|s)|(?:has|had|have|is|are|'s) (?:cancell?(?:ed|ing)|to (?:cancel|stay (?:at )?home|pull out)|out\\b|staying (?:at )?home)|cancell?ed(?= ?(?:$|[,.;!]))"

/** Who is meant, and how many: “two friends”, “my parents”, “Ben and Mia”, “my sister”. */
const subject = `(?:(?:${own} )?${number} (?:more |other |extra |additional |fewer |less )?(?:of )?(?:${own} )?(?:good |old |best )?${folk}|${own} (${manyKin})|${own} ${kin}(?: and ${own} ${kin})?|(?<!\\b(?:the|my|our|a|an|this|that|your|some|all) )(?!(?:we|i|you|it|they|that|this|there|what|who|dinner|lunch|everything|all|are|is|am|was|were|be|been|will|has|have|had|do|does|did|may|might|could|would|should|also|still|just|really|probably|definitely|now|so|if|in|case|then|and|but|or|no|not)\\b)(?<![\\p{L}'])\\p{L}+(?: and (?:${own} )?\\p{L}+)?)`

const size = (subjectSaid: string, n: string | undefined, parents: string | undefined): number => {
  if (n !== undefined) return /^\d/.test(n) ? Number(n) : 1
  if (parents !== undefined) return 2
  return / and /.test(subjectSaid) ? 2 : 1
}

const additions = [
  `\\b(?:count|pencil|plus|add|have|with|bring(?:ing)?|take|taking|increase by|there(?:'s|'ll be| is| will be)) (?:along )?${number} (?:more|extra|additional|other|further) ?${folk}?(?! ?(?:days?|nights?|weeks?|hours?|stops?|euros?|pounds?))`,
  `\\b(?:plus|add|include|count)(?: in)? (?:${number} ${folk}|${own} ${kin}\\b)`,
  `\\b(?:bring(?:ing)?|taking|take)(?: along)? ${own} (?:${number} )?(?:young |little |small )?(?:${kin}|kids|children)(?: (?:along|too|as well))?`,
  `\\b${number} (?:more|extra|additional|further) ${folk}`,
]
const removals = [
  `\\b(?:minus|lose|losing|lost|remove|drop|without|take off|down) ${number} ${folk}`,
  `\\b${number} (?:less|fewer) ${folk}`,
  `\\b${number} ${folk} (?:less|fewer)`,
]

/** Somebody joins or drops out: “my sister's coming too”, “one more person is joining us”, “Tom can't come any more”. */
export function readPartyChange(plain: string): PartyChange | undefined {
  const first = (form: string) => matches(new RegExp(form, 'u'), plain)[0]
  const away = first(`${subject}${will} ?(?:${leaves}|${left})`)
  if (away !== undefined) return spanned(away, -size(away.groups[0] ?? '', away.groups[1], away.groups[2]))
  const along = first(`${subject}${will} ${joins}`)
  if (along !== undefined) return spanned(along, size(along.groups[0] ?? '', along.groups[1], along.groups[2]))
  const kinComes = first(
    `(?:${number} (?:more |other )?${folk}|\\b${own} (${manyKin})|\\b${own} ${kin})${will} ${comes}\\b`,
  )
  if (kinComes !== undefined)
    return spanned(kinComes, size(kinComes.groups[0] ?? '', kinComes.groups[1], kinComes.groups[2]))
  for (const form of additions) {
    const more = first(form)
    if (more !== undefined) return spanned(more, size('', more.groups[1] ?? 'a', undefined))
  }
  for (const form of removals) {
    const fewer = first(form)
    if (fewer !== undefined) return spanned(fewer, -size('', fewer.groups[1], undefined))
  }
  return undefined
}

const spanned = ({ start, end }: Span, by: number): PartyChange => ({ start, end, by })
