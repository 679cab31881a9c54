import { describe, expect, it } from 'vitest'
import { offsetOf, pageOf } from './paging.ts'

describe('a cursor', () => {
  it('leads from page to page', () => {
    const first = pageOf([1, 2, 3], { limit: 2 })
    expect(first).toEqual({ rows: [1, 2], next_cursor: '2' })
    expect(offsetOf({ cursor: first.next_cursor })).toBe(2)
    expect(offsetOf({})).toBe(0)
    expect(offsetOf({ cursor: '' })).toBe(0)
  })

  it.each([' ', 'x', '-1', '1.5', '1e9', '0x10', '99999999999999999999'])('of no list is refused: “%s”', (cursor) => {
    expect(() => offsetOf({ cursor })).toThrow(expect.objectContaining({ kind: 'invalid_input' }))
  })
})
