import { folded } from '../../shared/folded.ts'

const wordsOf = (text: string): string[] =>
  folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

/**
 * How well an entry of the palette fits what was typed, 0 (not at all) to 1: every typed word must begin a word of its
 * title, or, for less, of what else tells of it.
 */
export function paletteScore(typed: string, title: string, about: readonly string[] = []): number {
  const sought = wordsOf(typed)
  if (sought.length === 0) return 1
  const own = wordsOf(title)
  const begins = (words: readonly string[]) => sought.every((one) => words.some((word) => word.startsWith(one)))
  if (folded(title).trim().startsWith(folded(typed).trim())) return own.length === sought.length ? 1 : 0.95
  if (begins(own)) return 0.8
  return begins([...own, ...about.flatMap(wordsOf)]) ? 0.3 : 0
}
