import { count } from './days.ts'
import { matches, type Span } from './span.ts'

/** How long something lasts, as said: days counted inclusively, or nights. */
export interface Duration extends Span {
  days?: number
  nights?: number
  /** Said of every place: “2 nights each”. */
  each?: true
}

const amount = '(\\d{1,3}|a|an|one|another|a couple of|couple of|a few|few|several)'
const forms: [RegExp, (groups: (string | undefined)[]) => Pick<Duration, 'days' | 'nights'>][] = [
  [/\b(?:(\d{1,2})|a) ?fortnights?\b|\bfortnight\b/, ([, n]) => ({ days: 14 * count(n) })],
  [new RegExp(`\\b${amount}[ -]nights?\\b(?:(?: and|/|,)? ?\\d{1,2}[ -]days?)?`), ([, n]) => ({ nights: count(n) })],
  [
    new RegExp(`\\b${amount} (?:full |whole )?(?:days?(?: long)?)\\b|\\b(\\d{1,3})-days?\\b`),
    ([, n, m]) => ({ days: count(n ?? m) }),
  ],
  [/\bovernight(?: (?:stay|trip|break))?\b|\bone-nighter\b/, () => ({ nights: 1 })],
  [/\b(\d{1,2})d\b/, ([, n]) => ({ days: Number(n) })],
  [/\b(\d{1,2})n\b/, ([, n]) => ({ nights: Number(n) })],
  [
    new RegExp(
      `\\b(?:${amount}|(?<!next |this |last |that |per |each |every )\\b(?=week\\b)) ?-?weeks?(?:-long| long)?\\b`,
    ),
    ([, n]) => ({ days: 7 * count(n) }),
  ],
  [/\b(?:a|one|1) (?:whole |full )?month\b/, () => ({ days: 30 })],
  [/\b(\d{1,2}) months\b/, ([, n]) => ({ days: 30 * Number(n) })],
  [/\bday ?trip\b|\b(?:just|for) the day\b/, () => ({ days: 1 })],
]

/** What says that a duration holds for every place. */
const ofEvery =
  /^(?:,? (?:in |at |for |per )?(?:each|every)(?: (?:of them|one|city|place|stop|town|destination))?| apiece| per (?:city|place|stop|town|destination)| in both(?: (?:cities|places))?| both)\b(?! (?:day|night|morning|person))/
const everyBefore = /\b(?:each|every one|all|both)(?: city| place| of them)? (?:for |gets? |has |have )$/

/** Durations in a text, in their order; a moment (“in three weeks”, “a week later”) is none. */
export function readDurations(plain: string): Duration[] {
  const found: Duration[] = []
  for (const [pattern, read] of forms) {
    for (const { start, end, groups } of matches(pattern, plain)) {
      const before = plain.slice(0, start)
      const after = plain.slice(end)
      if (isMoment(before, plain.slice(start, end), after)) continue
      if (found.some((other) => start < other.end && other.start < end)) continue
      const length = read(groups)
      const each = ofEvery.exec(after)?.[0].length ?? 0
      const named = everyBefore.test(before) || each > 0
      if ((length.days ?? length.nights ?? 0) > 0)
        found.push({ start, end: end + each, ...length, ...(named && { each: true as const }) })
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

/** Whether words that look like a duration tell a moment or a rate: “in three weeks”, “a week later”, “£80 a day”. */
function isMoment(before: string, text: string, after: string): boolean {
  if (/^ (?:later|earlier|before|ago|longer|shorter|from (?:now|today)|sooner|of (?:june|july|may))\b/.test(after))
    return true
  // “3 nights after my last shift” lasts three nights; “a week after Easter” is a moment.
  if (/^ after\b(?! (?:(?:my|our|his|her|their|all|that|which|the (?!\d)\p{L})\b|\p{L}+ing\b))/u.test(after))
    return true
  if (
    /^a (?:day|night|week)$/.test(text) &&
    /(?:\d|k|[€£$]|\b(?:euros?|pounds?|quid|dollars?|bucks|gbp|eur|usd)) ?$/.test(before)
  )
    return true
  return /\bin $/.test(before) && !/^ (?:in|at)\b/.test(after) && !/\b(?:plan|fit|do|see|visit)\b/.test(before)
}
