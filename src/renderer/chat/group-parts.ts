import type { Part, TextPart, ToolPart } from '../../shared/conversation.ts'

/** What is shown as one piece: a text, a call, or several look-ups that followed each other. */
export type Shown = TextPart | ToolPart | { type: 'look-ups'; parts: ToolPart[] }

/** A call that is done and changed nothing. */
const isLookUp = (part: Part): part is ToolPart =>
  part.type === 'tool' && part.status === 'done' && part.change_id === undefined

/** Folds two or more look-ups in a row into one, so that what was done stands out from what was read for it. */
export function groupParts(parts: readonly Part[]): Shown[] {
  const shown: Shown[] = []
  for (const part of parts) {
    const last = shown.at(-1)
    if (!isLookUp(part)) shown.push(part)
    else if (last?.type === 'look-ups') last.parts.push(part)
    else if (last?.type === 'tool' && isLookUp(last)) shown.splice(-1, 1, { type: 'look-ups', parts: [last, part] })
    else shown.push(part)
  }
  return shown
}
