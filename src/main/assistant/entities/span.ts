/** Where something stands in a text: from `start` up to, not including, `end`. */
export interface Span {
  start: number
  end: number
}

/** What stands in place of text that has been read, so that words around it do not grow together. */
export const gap = '\u00a6'

/** The text with the spans taken out: every character of theirs becomes a gap, all others stay where they are. */
export function blank(text: string, spans: readonly Span[]): string {
  const letters = [...text.split('')]
  for (const { start, end } of spans) for (let at = start; at < end; at++) letters[at] = gap
  return letters.join('')
}

export const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end

/** All matches of a pattern with their spans; the pattern needs no `g`. */
export function matches(pattern: RegExp, text: string): (Span & { groups: (string | undefined)[] })[] {
  const all = new RegExp(pattern.source, pattern.flags.includes('g') ? pattern.flags : `${pattern.flags}g`)
  return [...text.matchAll(all)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    groups: [...match],
  }))
}
