import { expect, test } from 'vitest'
import { id, newId } from './ids.ts'

test('ids are UUIDs of version 7, never the same, and sort by time', () => {
  const made = Array.from({ length: 5000 }, (_, index) => newId(1_790_000_000_000 + index))
  expect(new Set(made).size).toBe(made.length)
  expect([...made].sort()).toEqual(made)
  for (const one of made)
    expect(id.parse(one)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('an id tells its millisecond', () => {
  expect(newId(0x0192_3456_789a).replaceAll('-', '').slice(0, 12)).toBe('01923456789a')
})
