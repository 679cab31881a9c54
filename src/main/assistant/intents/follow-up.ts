import { type Clause, type Context, clauseOf, type Family } from '../context.ts'
import { readDates } from '../entities/dates.ts'
import { readCurrencies, readMoney } from '../entities/money.ts'
import { readPlacePhrases } from '../entities/places.ts'
import { blank } from '../entities/span.ts'
import { readTimes } from '../entities/time-of-day.ts'
import type { Reply, Talk } from '../talk.ts'
import { Say } from '../talk.ts'
import { notUnderstood } from '../wording/small-talk.ts'
import { convertTimeFamily, timeFamily } from './clock-questions.ts'
import { countryFamily } from './country-questions.ts'
import { currencyFamily } from './currency-questions.ts'
import { findPlacesFamily, namesKind } from './find-places.ts'
import { airportsFamily, routeFamily } from './travel-questions.ts'
import { lookUp } from './which-place.ts'

const another =
  /^(?:and |or )?(?:what about|how about|and(?: what about)?|same for|also|what of|now|or)?\s*(?:in |for |to )?(?:the )?/

/** “and in Osaka?”, “what about Spain?”: the question before, asked of another place. A place alone asks what is wanted. */
export const followUpFamily: Family = (clause, context) => {
  const { plain } = clause.text
  if (plain.split(' ').length > 8 || readDates(plain, context.calendar).length > 0) return undefined
  const same = sameQuestion(clause, context)
  if (same !== undefined) return { intent: 'follow_up', score: 62, talk: same }
  const [phrase] = readPlacePhrases(clause.text, [])
  if (phrase === undefined) return undefined
  const asksOn =
    /^(?:and|what about|how about|same for|what of|or)\b/.test(plain) ||
    (/\?\s*$/.test(plain) && plain.split(' ').length <= 3)
  if (asksOn && context.referents.lastRead !== undefined) {
    const again = repeated(phrase.text, context)
    if (again !== undefined) return { intent: 'follow_up', score: 60, talk: again }
  }
  const head = another.exec(plain)?.[0].length ?? 0
  if (plain.split(' ').length > 4 || phrase.start > head) return undefined
  return { intent: 'place_alone', score: 26, talk: () => offer(phrase.text, context) }
}

const wayOf: [RegExp, string][] = [
  [/\b(?:car|drive|driving|taxi)\b/, 'by car'],
  [/\b(?:train|rail)\b/, 'by train'],
  [/\b(?:foot|walk|walking)\b/, 'on foot'],
  [/\b(?:bike|bicycle|cycling)\b/, 'by bike'],
  [/\b(?:plane|air|fly|flying)\b/, 'by plane'],
  [/\b(?:bus|tram|metro|public transport)\b/, 'by bus'],
]

const goesOn = /^(?:and|or|what about|how about|what if|what of|same (?:for|from|to)|now|ok(?:ay)?|then|also)\b/
const modeWords = (mode: unknown): string =>
  ({ walk: 'on foot', drive: 'by car', bike: 'by bike', flight: 'by plane', transit: 'by bus', train: 'by train' })[
    String(mode)
  ] ?? ''
const zoneName = (zone: string): string => zone.split('/').at(-1)?.replace(/_/g, ' ') ?? zone

/** “and with the car?”, “and in dollars?”: the last way or sum with another means or currency. */
function sameQuestion(clause: Clause, context: Context): (() => Talk<Reply>) | undefined {
  const { plain } = clause.text
  const { lastRead } = context.referents
  if (lastRead === undefined || (!goesOn.test(plain) && !/\?\s*$/.test(plain) && plain.split(' ').length > 3))
    return undefined
  if (lastRead.name === 'route') {
    const way = wayOf.find(([pattern]) => pattern.test(plain))?.[1]
    const { from, to } = lastRead.input
    if (typeof from !== 'string' || typeof to !== 'string') return undefined
    const end = /\b(from|to) (?:the )?(\p{L}[\p{L}' -]*?)(?= (?:by|instead|on foot|then)\b|[?.! ]*$)/u.exec(plain)
    if (way === undefined && end === null) return undefined
    const named =
      end === null
        ? ''
        : clause.text.slice({
            start: end.index + end[0].length - (end[2] ?? '').length,
            end: end.index + end[0].length,
          })
    const [start, goal] = end === null ? [from, to] : end[1] === 'from' ? [named, to] : [from, named]
    return routeFamily(
      clauseOf(`how far is it from ${start} to ${goal} ${way ?? modeWords(lastRead.input.mode)}`),
      context,
    )?.talk
  }
  if (lastRead.name === 'convert_currency') {
    const mine = context.env.profile.currency
    const { amount, from, to } = lastRead.input
    if (typeof amount !== 'number' || typeof from !== 'string' || typeof to !== 'string') return undefined
    const convert = (sum: number, source: string, goal: string) =>
      currencyFamily(clauseOf(`convert ${sum} ${source} to ${goal}`), context)?.talk
    if (/\b(?:other way (?:a)?round|in reverse|vice versa|the reverse|back again)\b/.test(plain))
      return convert(amount, to, from)
    const [sum] = readMoney(plain, mine)
    const [wanted] = readCurrencies(sum?.explicit ? blank(plain, [sum]) : plain, mine)
    if (sum?.explicit) return convert(sum.amount, sum.currency, wanted?.code ?? (sum.currency === to ? from : to))
    const bare = /\b\d[\d,]*(?:\.\d+)?\b/.exec(plain)?.[0]
    if (bare !== undefined) return convert(Number(bare.replace(/,/g, '')), from, wanted?.code ?? to)
    return wanted === undefined ? undefined : convert(amount, from, wanted.code)
  }
  if (lastRead.name === 'convert_time') {
    const [at] = readTimes(plain.replace(/\b(?:and|about) (?=\d{1,2}\b(?! ?[ap]m|:))/, 'at '))
    const { source_timezone: source, target_timezone: goal } = lastRead.input
    if (at === undefined || typeof source !== 'string' || typeof goal !== 'string') return undefined
    return convertTimeFamily(clauseOf(`what is ${at.time} ${zoneName(source)} time in ${zoneName(goal)}`), context)
      ?.talk
  }
  return undefined
}

/** The last question with another place in it, in words that its family reads. */
function repeated(place: string, context: Context): (() => Talk<Reply>) | undefined {
  const last = context.referents.lastRead
  const question =
    context.earlier.findLast(({ done }) => done.some(({ call }) => call === last || call.name === last?.name))?.said ??
    ''
  const ask = (family: Family, said: string): (() => Talk<Reply>) | undefined =>
    family(clauseOf(said) satisfies Clause, context)?.talk
  switch (last?.name) {
    case 'get_current_time':
      return ask(timeFamily, `what time is it in ${place}`)
    case 'get_country_facts': {
      const topic = /\b(?:plug|adapt|voltage|socket)/i.test(question)
        ? 'plugs'
        : /tip/i.test(question)
          ? 'tipping'
          : /language|speak/i.test(question)
            ? 'languages'
            : /emergency|police|ambulance/i.test(question)
              ? 'emergency number'
              : /money|currency/i.test(question)
                ? 'currency'
                : /drive|side/i.test(question)
                  ? 'side of the road'
                  : /holiday/i.test(question)
                    ? 'public holidays'
                    : 'facts'
      return ask(countryFamily, `${topic} in ${place}`)
    }
    case 'convert_time': {
      const { time, source_timezone: source } = last.input
      if (typeof time !== 'string' || typeof source !== 'string') return undefined
      return ask(
        convertTimeFamily,
        `what is ${time.slice(-5)} ${source.split('/').at(-1)?.replace(/_/g, ' ')} time in ${place}`,
      )
    }
    case 'route': {
      const { from, mode } = last.input
      return typeof from === 'string'
        ? ask(routeFamily, `how far is it from ${from} to ${place} ${modeWords(mode)}`)
        : undefined
    }
    case 'nearest_airports':
      return ask(airportsFamily, `nearest airport to ${place}`)
    case 'search_places':
      // “what about parks?” is of the same city.
      if (namesKind(place.toLowerCase()) && typeof last.input.city === 'string')
        return ask(findPlacesFamily, `find ${place} in ${last.input.city}`)
      return ask(findPlacesFamily, `${sought(last.input)} in ${place}`)
    default:
      return undefined
  }
}

/** What was looked for, as its family reads it. */
function sought({ category, query }: Record<string, unknown>): string {
  const kind = typeof category === 'string' ? category : typeof query === 'string' ? query : 'things to see'
  return kind === 'things to see' ? kind : `find ${kind.replace('_', ' ')}`
}

function* offer(place: string, context: Context): Talk<Reply> {
  const resolved = yield* lookUp(place, context)
  if (resolved.kind === 'unknown') throw new Say(notUnderstood(context.message))
  throw new Say({
    text: `What would you like to know about ${place}? I can plan a trip there, find sights, or tell you facts and times.`,
    suggestions: [`Plan a weekend in ${place}`, `Things to see in ${place}`, `What time is it in ${place}?`],
  })
}
