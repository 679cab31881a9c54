import type { Span } from '../entities/span.ts'
import { blank } from '../entities/span.ts'

/** Which end of a trip words are about. */
export type Edge = 'start' | 'end'

const leavingHome = '(?:leave|leaving|depart|departing) (?:home|for|from)\\b'
const startWords = new RegExp(
  `\\b(?:start(?:s|ed|ing)?|begin(?:s|ning)?|set(?:s|ting)? (?:off|out)|kick(?:s|ing)? off|arriv(?:e|es|ing|al)|get(?:ting)? (?:there|in)|(?:go|going|fly|flying|head|heading|travel|drive) out|check(?:ing)?[ -]?in|outbound|outward|depart(?:s|ing)? on|travel from|from|${leavingHome})`,
)
const endWords =
  /\b(?:end(?:s|ed|ing)?|finish(?:es|ed|ing)?|until|back|return(?:s|ing)?|leav(?:e|es|ing)(?! (?:home|for|from))|home|stretch(?:ing)?|extend(?:ing)?|prolong|check(?:ing)?[ -]?out|up to|through to|depart(?!ing|ure|s| from| for| on))\b/

interface Segment extends Span {
  text: string
}

/** Parts of a clause that each speak of one end: cut at punctuation, “and”, “but”, never inside what was read. */
export function segments(plain: string, read: readonly Span[]): Segment[] {
  const open = blank(plain, read)
  const cuts = [...open.matchAll(/[,.;!?]+|\b(?:and|but|then|so|while|yet)\b|(?<= )-(?= )/g)]
  const parts: Segment[] = []
  let start = 0
  for (const cut of [...cuts, undefined]) {
    const end = cut?.index ?? plain.length
    parts.push({ start, end, text: plain.slice(start, end) })
    start = end + (cut?.[0].length ?? 0)
  }
  return parts.filter(({ text }) => text.trim() !== '')
}

/** The end of the trip that a span is about: the nearest word before it in its part, else one after it. */
export function edgeAt(parts: readonly Segment[], span: Span, plain: string): Edge | undefined {
  const part = parts.find(({ start, end }) => span.start >= start && span.start < end)
  const before = plain.slice(part?.start ?? 0, span.start)
  const after = plain.slice(span.end, part?.end ?? plain.length)
  return lastEdge(before, plain) ?? lastEdge(after, plain)
}

function lastEdge(text: string, whole = text): Edge | undefined {
  const last = (pattern: RegExp) => [...text.matchAll(new RegExp(pattern.source, 'g'))].at(-1)?.index ?? -1
  // “push it back a week” is of both ends.
  const told = text.replace(/\b(?:push|move|put|shift|bring|knock|set)(?:s|ed|ing)? (?:[a-z]+ ){0,3}back\b/g, (words) =>
    ' '.repeat(words.length),
  )
  const ends = [...told.matchAll(new RegExp(endWords.source, 'g'))].at(-1)?.index ?? -1
  const starts = last(startWords)
  if (starts < 0 && ends < 0) {
    // The departure is from home, unless it stands beside an arrival.
    if (!/\bdepartures?\b/.test(text)) return undefined
    return /\barriv/.test(whole) ? 'end' : 'start'
  }
  return starts > ends ? 'start' : 'end'
}

const kept =
  '(?:still|same|unchanged|stays?|keep(?:ing)?|as (?:it is|is|before|planned|now)|not chang\\w+|where it is|as is|fixed|untouched|alone)'

/** An end of the trip that is said to stay as it is: “same return date”, “keep the start”. */
export function keptEdge(parts: readonly Segment[]): { edge: Edge; span: Span } | undefined {
  for (const { text, start, end } of parts) {
    if (!new RegExp(`\\b${kept}\\b`).test(text) || /\d/.test(text)) continue
    const edge = lastEdge(text)
    if (edge !== undefined) return { edge, span: { start, end } }
  }
  return undefined
}

/** Whether both ends are said to move alike: “for both arrival and departure”. */
export const bothEdges = (plain: string): boolean =>
  /\bstart and end\b|\b(?:both|start|arriv\w+|begin\w*|outbound) (?:the )?(?:start|arriv\w+|begin\w*|outbound|ends?)?(?: dates?)? ?(?:and|\+) (?:the )?(?:end|departure|depart|return|leave|leaving|inbound|homeward)\b/.test(
    plain,
  )
