import * as z from 'zod'
import { faultCodes, McpFault } from './exchange.ts'

const cursorBody = z.strictObject({ at: z.string().max(2000) })

/** A cursor no client needs to understand, standing for a place in a list. */
export const cursorFor = (at: string | number): string =>
  Buffer.from(JSON.stringify({ at: String(at) })).toString('base64url')

/** The place a cursor stands for; undefined without one. */
export function placeOf(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined
  try {
    return cursorBody.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString())).at
  } catch {
    throw new McpFault(faultCodes.invalidParams, 'The cursor is not one that this list returned.')
  }
}

/** Cuts one page out of a list that is there whole. */
export function pageOfAll<Item>(
  all: readonly Item[],
  cursor: string | undefined,
  size: number,
): { items: Item[]; nextCursor?: string } {
  const at = placeOf(cursor)
  const start = at === undefined ? 0 : Number(at)
  if (!Number.isInteger(start) || start < 0) {
    throw new McpFault(faultCodes.invalidParams, 'The cursor is not one that this list returned.')
  }
  const end = start + size
  return { items: all.slice(start, end), ...(end < all.length && { nextCursor: cursorFor(end) }) }
}
