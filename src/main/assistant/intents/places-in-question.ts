import type { Clause } from '../context.ts'
import { readPlacePhrases } from '../entities/places.ts'
import type { Span } from '../entities/span.ts'

/** Names of places in a question, best first. */
export function placesIn(clause: Clause, taken: readonly Span[] = []): string[] {
  const phrases = readPlacePhrases(clause.text, taken)
  const strong = phrases.filter(({ weight }) => weight === 3)
  if (strong.length === 0) return phrases.map(({ text }) => text)
  // “in London and Tokyo”: what “and” joins to a place is one too.
  const joined = phrases.filter((phrase, at) => {
    const before = phrases[at - 1]
    return (
      phrase.weight === 3 ||
      (before !== undefined && /^(?: and |, ?| & )$/.test(clause.text.plain.slice(before.end, phrase.start)))
    )
  })
  return joined.map(({ text }) => text)
}
