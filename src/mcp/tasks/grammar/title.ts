import type { Span } from './reading.ts'

/** Spans in the order of the text; neighbours of one field with nothing but space or a comma between are one. */
export function joinedSpans(text: string, spans: readonly Span[]): Span[] {
  const joined: Span[] = []
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1)
    const touches = last !== undefined && last.field === span.field && span.field !== 'labels'
    if (last !== undefined && touches && /^[\s,]*$/.test(text.slice(last.end, span.start))) last.end = span.end
    else joined.push({ ...span })
  }
  return joined
}

/**
 * What is left of a text without its spans, tidied where they were cut out: no double spaces, no comma or dash left
 * hanging, no empty brackets. Where nothing is left, the whole text, for a task has a title.
 */
export function titleOf(text: string, spans: readonly Span[]): string {
  const whole = text.trim().replace(/\s+/gu, ' ')
  if (spans.length === 0) return whole
  const edges = [0, ...spans.flatMap((span) => [span.start, span.end]), text.length]
  const pieces: string[] = []
  for (let index = 0; index < edges.length; index += 2) {
    const isFirst = index === 0
    const isLast = index + 2 === edges.length
    let piece = text.slice(edges[index], edges[index + 1])
    if (!isFirst) piece = piece.replace(/^[\s,]+/u, '')
    if (!isLast) piece = piece.replace(/(?:[\s,;–—]|\s-)+$/u, '')
    if (piece.trim() !== '') pieces.push(piece)
  }
  const title = pieces
    .reduce((left, piece) => (/^[.!?;:)\]]/u.test(piece) ? left + piece : `${left} ${piece}`), '')
    .replace(/\(\s*\)|\[\s*\]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s,.;:–—-]+|[\s,;:–—-]+$/gu, '')
  return /[\p{L}\p{N}]/u.test(title) ? title : whole
}
