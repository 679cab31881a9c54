import type { Clause, Context } from '../context.ts'
import { readPlacePhrases } from '../entities/places.ts'
import { isWellKnownPlace } from '../entities/well-known-places.ts'

/** From where to where a question about a way asks, as typed. */
export interface RouteEnds {
  from: string
  to: string
}

/** “london to paris” and nothing else. */
export function betweenTowns(plain: string): boolean {
  const match =
    /^(?:from )?(\p{L}[\p{L} ]*?) (?:to|->) (\p{L}[\p{L} ]*?)(?: by (?:train|car|bus|plane|ferry|bike)| on foot)?[?.! ]*$/u.exec(
      plain,
    )
  return match !== null && isWellKnownPlace(match[1] ?? '') && isWellKnownPlace(match[2] ?? '')
}

const noise =
  /\b(?:how|far|long|does|do|is|it|the|would|will|i|we|you|can|could|take|takes|to|by|on|in|a|an|train|car|bus|plane|foot|bike|ferry|drive|driving|walk|walking|cycle|cycling|bicycle|flight|fly|flying|rail|railway|getting|get|got|go|going|travel|travelling|time|wise|what|what's|whats|like|roughly|about|away|miles|km|minutes|hours|distance|journey|and|sit|there|that|many|much|way|quick|quickest|best|road|car|if|when|are|s|be|route|please|tell|me|know|need|for|public|transport|metro|tube|tram|direct)\b/g

/** The two places of a question about a way, in whatever order they are said: the one after “from” is the start. */
export function twoPlaces(clause: Clause, context: Context): RouteEnds | undefined {
  const plain = clause.text.plain
  const words = [...plain.matchAll(noise)]
    .filter(({ 0: word }) => !/^(?:from|to|between|in)$/.test(word))
    .map((match) => ({ start: match.index, end: match.index + match[0].length }))
  const all = readPlacePhrases(clause.text, words)
  const strong = all.filter(({ weight }) => weight === 3)
  const phrases = (strong.length >= 2 ? strong : all).flatMap((phrase) => {
    // “porto - lisbon” are two.
    const parts = phrase.text.split(/ ?(?:-|->|→|>) /)
    return parts.map((text) => ({ ...phrase, text }))
  })
  const [one, other] = phrases
  if (one === undefined || other === undefined || phrases.length > 3) return undefined
  const third = phrases[2]
  const after = (phrase: typeof one, word: string) =>
    new RegExp(`\\b${word} (?:the )?$`).test(plain.slice(0, phrase.start))
  const city = third !== undefined && after(third, 'in') ? `, ${third.text}` : third === undefined ? '' : undefined
  if (city === undefined) return undefined
  const [from, to] = after(other, 'from') && !after(one, 'from') ? [other, one] : [one, other]
  return fromHome({ from: `${from.text}${city}`, to: `${to.text}${city}` }, context)
}

/** The two places of a question about a way in one of its usual forms. */
export function routeEnds(clause: Clause, context: Context): RouteEnds | undefined {
  const plain = clause.text.plain.replace(/[?.!]+$/, '')
  const name = "([\\p{L}][\\p{L}\\p{N}' .,-]*?)"
  const end =
    '(?= by |,? (?:staying|avoiding|going|using|if|and) | on foot| on (?:the|a) (?:train|bus|ferry|coach|plane|bike|motorway)| in (?:a |km|miles|kilomet)| with | take| is| please|\\?|$| to walk| walk| drive| driving| walking| train| flight| via | without| using| roughly| at )'
  const take = (match: RegExpExecArray | null, a: number, b: number) => {
    if (match === null) return undefined
    const [x, y] = [match[a] ?? '', match[b] ?? '']
    return x === '' || y === '' ? undefined : { from: raw(clause, x), to: raw(clause, y) }
  }
  const forms: [RegExp, number, number][] = [
    [new RegExp(`\\bfrom (?:the )?${name} to (?:the )?${name}${end}`, 'u'), 1, 2],
    [new RegExp(`\\bbetween (?:the )?${name} and (?:the )?${name}${end}`, 'u'), 1, 2],
    [
      new RegExp(
        `\\b(?:to|into) (?:get to |go to |walk to |drive to |fly to )?(?:the )?${name} from (?:the )?${name}${end}`,
        'u',
      ),
      2,
      1,
    ],
    [
      new RegExp(`\\b(?:how far|far) (?:away )?(?:is|are) (?:the )?${name} (?:away )?from (?:the )?${name}${end}`, 'u'),
      2,
      1,
    ],
    [
      new RegExp(
        `\\b(?:distance|drive|walk|train|flight|journey|route|way|trip) ${name} to (?:the )?${name}${end}`,
        'u',
      ),
      1,
      2,
    ],
    [
      new RegExp(
        `\\b(?:time|distance|route|train|bus|drive|flight):? (?:from )?(?:the )?${name} ?(?: to | - |->|→|>) ?(?:the )?${name}${end}`,
        'u',
      ),
      1,
      2,
    ],
    [new RegExp(`^${name} ?(?:->|→|>) ?${name}(?= (?:by|bus|train|car|flight|walk|drive|ferry|how)|$)`, 'u'), 1, 2],
    [new RegExp(`\\bhow far (?:is|are) (?:the )?${name} (?:and|to) (?:the )?${name}${end}`, 'u'), 1, 2],
    [new RegExp(`^(?:how (?:far|long)(?: is it)?,? )${name} to (?:the )?${name}${end}`, 'u'), 1, 2],
  ]
  for (const [form, a, b] of forms) {
    const ends = take(form.exec(plain), a, b)
    if (
      ends !== undefined &&
      ![ends.from, ends.to].some((place) => /^(?:it|we|i|there|here|get|go|walk|cover|is there)$/i.test(place))
    )
      return fromHome(ends, context)
  }
  const single = new RegExp(
    `\\b(?:how far(?: away)? (?:is|are) (?:the )?|(?:get|go|walk|drive|travel|fly|cycle) to (?:the )?|(?:distance|way|directions) to (?:the )?)${name}(?: from here| from home| away)?${end}`,
    'u',
  ).exec(plain)
  const homeCity = context.env.profile.home_city
  if (single?.[1] !== undefined && homeCity !== undefined && !/^(?:it|we|i)\b/.test(single[1]))
    return { from: homeCity, to: raw(clause, single[1]) }
  return undefined
}

function raw(clause: Clause, plainName: string): string {
  const at = clause.text.plain.indexOf(plainName)
  return clause.text
    .slice({ start: at, end: at + plainName.length })
    .replace(/[?.!,]+$/, '')
    .replace(/ in (\p{Lu}[\p{L} ]+)$/u, ', $1')
    .trim()
}

const fromHome = (ends: { from: string; to: string }, context: Context) => ({
  from: /^(?:here|home|my (?:home|place|house))$/i.test(ends.from)
    ? (context.env.profile.home_city ?? ends.from)
    : ends.from,
  to: /^(?:here|home)$/i.test(ends.to)
    ? (context.env.profile.home_city ?? ends.to)
    : /^there$/i.test(ends.to)
      ? (context.referents.place ?? ends.to)
      : ends.to,
})
