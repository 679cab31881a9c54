import { count } from '../entities/days.ts'
import { readDurations } from '../entities/durations.ts'
import { matches, type Span } from '../entities/span.ts'
import { daysOf, type Found, type TripNow } from './trip-now.ts'

/** A length that was asked for: so many days at one end more or less, or in all. */
export type Length = { by: number; at: 'start' | 'end' } | { days: number }

const amount = '(\\d{1,2}|a|an|one|another|a couple(?: of)?|another couple(?: of)?|couple of|a few)'
const more = '(?:more|extra|additional|further|another)'
const unit = '(day|night|week)s?'
const grow =
  '(?:add|tack|tag|stick|put|throw|slap|bolt|append|extend|lengthen|prolong|stretch|stay|increase|squeeze in)'
const shrink =
  '(?:drop|lose|lost|remove|take|cut|chop|knock|trim|shave|skip|shorten|reduce|dock|lop|ditch|scrap|delete|cancel|axe)'

const longer = [
  `${amount} ${unit} (?:longer|more|extra)`,
  `${amount} ${more} ${unit}`,
  `\\b(another)(?: ${amount})? ${unit}`,
  `\\b${grow}\\b[^.;]{0,24}?(?<!\\bto )\\b${amount} (?:${more} )?${unit}`,
  `\\b(?:an? )?(extra|additional) ${unit}`,
]
const shorter = [
  `${amount} ${unit} (?:shorter|less|fewer|too (?:long|many))`,
  `${amount} (?:fewer|less) ${unit}`,
  `\\b${shrink}\\b[^.;]{0,24}? by ${amount} ${unit}`,
  `\\b${shrink} ${amount} ${unit}(?: off)?`,
  `\\b(?:leave|come (?:back|home)|go home|get (?:back|home)|fly (?:back|home)) ${amount} ${unit} (?:early|earlier|sooner)`,
]
const edgeDay = new RegExp(
  `\\b(?:${shrink}|do without|leave out|get rid of|without)(?: off| out)? (?:the |our )?(very )?(first|last|final) (day|night)(?: off| out)?\\b`,
)
const atStart = /\b(?:start|beginning|front|before|outset|earlier|in front)\b/

/** How much longer or shorter, or how long in all, a clause makes a trip. */
export function readLength(plain: string, trip: TripNow): Found<Length> | undefined {
  const edge = edgeDay.exec(plain)
  if (edge !== null) return found({ by: -1, at: edge[2] === 'first' ? 'start' : 'end' }, edge)
  const at = atStart.test(plain) ? 'start' : 'end'
  const less = firstOf(shorter, plain)
  if (less !== undefined) return { value: { by: -less.days, at: 'end' }, spans: [less] }
  const gained = firstOf(longer, plain)
  if (gained !== undefined && !/^ (?:earlier|later|sooner|before|ago)\b/.test(plain.slice(gained.end)))
    return { value: { by: gained.days, at }, spans: [gained] }
  const times = /\b(?:(double|twice)|(halve|half))\b(?: (?:it|the (?:length|stay|trip|time|days)|as long))+/.exec(plain)
  if (times !== null) {
    const days = times[1] === undefined ? Math.ceil(daysOf(trip) / 2) : daysOf(trip) * 2
    return found({ days }, times)
  }
  return inAll(plain)
}

/** “make it 5 nights”, “cut it to 3”, “give us 6”: the last length said, as “4 days is short, give us 6” names both. */
function inAll(plain: string): Found<Length> | undefined {
  const bare = matches(
    /\b(?:make (?:it|that|this)|give us|give me|cut (?:it )?(?:down )?to|up (?:it )?to|(?:go|let's go) for|do)(?: only| just)? (\d{1,2})(?= ?(?:instead|please|$|[.,!?]))/,
    plain,
  ).at(-1)
  const enough = matches(
    /(?<![\d.,])(\d{1,2})(?: (?:days?))? (?:will do|(?:is|are|would be) (?:enough|plenty|better|fine|ideal|perfect)|suffices?)\b/,
    plain,
  ).at(-1)
  if (enough !== undefined) return { value: { days: Number(enough.groups[1]) }, spans: [enough] }
  if (bare !== undefined) return { value: { days: Number(bare.groups[1]) }, spans: [bare] }
  const length = readDurations(plain)
    .filter(
      ({ start, end }) =>
        !/^ (?:isn't|aren't|(?:is|are|was|seems?|feels?) (?!enough|plenty|better|fine|ideal|perfect))/.test(
          plain.slice(end),
        ) && !/\bday $|\d(?: (?:euros?|pounds?|eur|gbp|usd|dollars?|quid))? $/.test(plain.slice(0, start)),
    )
    .at(-1)
  if (length === undefined) return undefined
  return { value: { days: length.days ?? (length.nights ?? 0) + 1 }, spans: [length] }
}

function firstOf(forms: readonly string[], plain: string): (Span & { days: number }) | undefined {
  for (const form of forms) {
    const match = matches(new RegExp(`(?<![a-z])${form}(?![a-z])`), plain)[0]
    if (match === undefined) continue
    const groups = match.groups.slice(1).filter((group) => group !== undefined)
    const size = groups.at(-1) === 'week' ? 7 : 1
    const number = groups.slice(0, -1).find((group) => group !== 'another' && !/extra|additional/.test(group))
    return { start: match.start, end: match.end, days: count(number) * size }
  }
  return undefined
}

const found = (value: Length, match: RegExpExecArray): Found<Length> => ({
  value,
  spans: [{ start: match.index, end: match.index + match[0].length }],
})
