import type { Progress } from '../../../shared/tool.ts'

export type ProgressParams = { progress: number; total?: number; message?: string }

/**
 * Passes progress on in the protocol's words. There it must rise with every notice: one that does not, but says something
 * new, is put a little above the last; one that says nothing new is dropped.
 */
export function risingProgress(send: (progress: ProgressParams) => void): (progress: Progress) => void {
  let last = Number.NEGATIVE_INFINITY
  let lastMessage: string | undefined
  return ({ done, total, message }) => {
    if (done <= last && message === lastMessage) return
    const progress = done > last ? done : last + 0.001
    last = progress
    lastMessage = message
    send({ progress, ...(total !== undefined && { total }), ...(message !== undefined && { message }) })
  }
}
