/** One cut into a text: what stands from `start` to `end` is replaced. */
export interface Splice {
  start: number
  end: number
  content: string
}

/** Applies cuts that do not overlap; insertions at one place come in the order given. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  return splices
    .map((splice, order) => ({ ...splice, order }))
    .sort((a, b) => b.start - a.start || b.order - a.order)
    .reduce((result, { start, end, content }) => result.slice(0, start) + content + result.slice(end), text)
}

/** A comment between two tokens of a JSONC text. */
export interface Comment {
  start: number
  end: number
  line: boolean
}

/** Skips white space and comments from `offset`: where the next token begins, and the comments on the way. */
export function skipTrivia(text: string, offset: number): { next: number; comments: Comment[] } {
  const comments: Comment[] = []
  let at = offset
  for (;;) {
    while (at < text.length && /\s/.test(text.charAt(at))) at += 1
    const start = at
    if (text.startsWith('//', at)) {
      while (at < text.length && text.charAt(at) !== '\n' && text.charAt(at) !== '\r') at += 1
      comments.push({ start, end: at, line: true })
    } else if (text.startsWith('/*', at)) {
      const close = text.indexOf('*/', at + 2)
      at = close === -1 ? text.length : close + 2
      comments.push({ start, end: at, line: false })
    } else return { next: at, comments }
  }
}

/** Where the comments that stand on the same line after `offset` end; `offset` itself where there are none. */
export function endOfSameLine(text: string, offset: number): { end: number; lineComment: boolean } {
  let end = offset
  for (const comment of skipTrivia(text, offset).comments) {
    if (/[\r\n]/.test(text.slice(end, comment.end))) break
    end = comment.end
    if (comment.line) return { end, lineComment: true }
  }
  return { end, lineComment: false }
}

/** The white space that the line of `offset` begins with. */
export function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  return /^[ \t]*/.exec(text.slice(start))?.[0] ?? ''
}

/** Whether nothing but white space stands before `offset` on its line. */
export function beginsLine(text: string, offset: number): boolean {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  return start > 0 && /^[ \t]*$/.test(text.slice(start, offset))
}
