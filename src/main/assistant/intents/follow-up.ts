import { type Clause, type Context, clauseOf, type Family } from '../context.ts'
import { readDates } from '../entities/dates.ts'
import { readPlacePhrases } from '../entities/places.ts'
import type { Reply, Talk } from '../talk.ts'
import { Say } from '../talk.ts'
import { timeFamily } from './clock-questions.ts'
import { countryFamily } from './country-questions.ts'
import { findPlacesFamily } from './find-places.ts'
import { airportsFamily } from './travel-questions.ts'

const another =
  /^(?:and |or )?(?:what about|how about|and(?: what about)?|same for|also|what of|now|or)?\s*(?:in |for |to )?(?:the )?/

/** “and in Osaka?”, “what about Spain?”: the question before, asked of another place. A place alone asks what is wanted. */
export const followUpFamily: Family = (clause, context) => {
  const { plain } = clause.text
  if (plain.split(' ').length > 6 || readDates(plain, context.calendar).length > 0) return undefined
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
  return { intent: 'place_alone', score: 26, talk: () => offer(phrase.text) }
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
    case 'nearest_airports':
      return ask(airportsFamily, `nearest airport to ${place}`)
    case 'search_places':
      return ask(findPlacesFamily, `things to see in ${place}`)
    default:
      return undefined
  }
}

// biome-ignore lint/correctness/useYield: it only asks.
function* offer(place: string): Talk<Reply> {
  throw new Say({
    text: `What would you like to know about ${place}? I can plan a trip there, find sights, or tell you facts and times.`,
    suggestions: [`Plan a weekend in ${place}`, `Things to see in ${place}`, `What time is it in ${place}?`],
  })
}
