/** What is known around a clause that tells what it may be about. */
export interface Situation {
  /** Whether there is a trip that “it” can mean. */
  trip: boolean
  /** What was talked about last. */
  topic: string
  /** Whether anything was said before in this conversation. */
  first: boolean
}

const money =
  /[€$£]\s?[\d.,]+k?|\b[\d.,]*\d[\d.,]*k?\s?(?:€|£|euros?|pounds?|dollars?|bucks|quid|yen|eur|gbp|usd|jpy)(?!\p{L})/gu
const time = /\b\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm)\b|\b\d{1,2}:\d\d\b|\bnoon\b|\bmidnight\b/g
const weekday = /\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b/g
const month = /\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b/g
const date = /\b\d{1,2}\/\d{1,2}(?:\/\d{2,4})?\b|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}\.\d{1,2}\.(?:\d{2,4})?/g

/** The words of a text in plain letters, what stands for a quantity or a date replaced by its kind. */
function words(plain: string): string[] {
  const text = plain
    .replace(date, ' DATE ')
    .replace(money, ' MONEY ')
    .replace(time, ' TIME ')
    .replace(weekday, ' WEEKDAY ')
    .replace(month, ' MONTH ')
    .replace(/#\p{L}+/gu, ' LABEL ')
    .replace(/\b\d+(?:st|nd|rd|th)\b/g, ' NTH ')
    .replace(/\d+/g, ' NUM ')
  return ['^', ...(text.match(/[\p{L}']+|\?/gu) ?? []), '$']
}

/**
 * What a clause shows to the weights: single words, their beginnings, pairs of neighbours (one word between them allowed),
 * how it begins, and the situation. Each feature once.
 * @param plain as `Utterance.plain` has it
 */
export function featuresOf(plain: string, situation: Situation): string[] {
  const said = words(plain)
  const features = new Set<string>([`trip ${situation.trip}`, `topic ${situation.topic}`, `first ${situation.first}`])
  for (const [at, word] of said.entries()) {
    features.add(word)
    if (/^\p{Ll}{5}/u.test(word)) features.add(`${word.slice(0, 4)}~`)
    for (const ahead of [1, 2]) {
      const next = said[at + ahead]
      if (next !== undefined) features.add(`${word}${ahead === 1 ? ' ' : ' … '}${next}`)
    }
  }
  features.add(`^ ${said.slice(1, 3).join(' ')}`)
  return [...features]
}
