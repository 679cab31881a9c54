import * as z from 'zod'
import { SojournError } from './errors.ts'

/** Fields that every list takes. */
export const pageInput = {
  limit: z.number().int().min(1).max(500).optional().describe('how many at most (default 50)'),
  cursor: z.string().max(500).optional().describe('next_cursor of the page before'),
}

/** The field that every list returns where more follows. */
export const pageOutput = { next_cursor: z.string().optional() }

export interface PageRequest {
  limit?: number | undefined
  cursor?: string | undefined
}

/** The offset a cursor stands for, 0 without one or for an empty one; `invalid_input` for one that is not ours. */
export function offsetOf(page: PageRequest): number {
  if (page.cursor === undefined || page.cursor === '') return 0
  const offset = /^\d{1,15}$/.test(page.cursor) ? Number(page.cursor) : Number.NaN
  if (Number.isNaN(offset)) {
    throw new SojournError('invalid_input', 'The cursor is not one that this list returned.', {
      hint: 'Leave it out to start at the first page.',
    })
  }
  return offset
}

export const limitOf = (page: PageRequest): number => page.limit ?? 50

/**
 * Cuts a page out of `rows`, which were read with one more than the limit.
 * @returns the rows of this page and, where more follow, the cursor of the next
 */
export function pageOf<Row>(rows: Row[], page: PageRequest): { rows: Row[]; next_cursor?: string } {
  const limit = limitOf(page)
  if (rows.length <= limit) return { rows }
  return { rows: rows.slice(0, limit), next_cursor: String(offsetOf(page) + limit) }
}
