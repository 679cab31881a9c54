import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { issuesInWords } from './issues-in-words.ts'

const schema = z.strictObject({
  title: z.string().min(1).max(5),
  count: z.number().int().min(1).max(9),
  share: z.number().positive().optional(),
  pace: z.enum(['slow', 'fast']).optional(),
  tags: z.array(z.string().min(1)).max(2).optional(),
  done: z.boolean().optional(),
  at: z.object({ lat: z.number() }).optional(),
  where: z.union([z.string().max(3), z.object({ lat: z.number().max(90) })]).optional(),
  own: z.string().min(3, 'is too short for a name').optional(),
})

const words = (input: unknown): string[] =>
  (schema.safeParse(input).error?.issues ?? []).flatMap(issuesInWords).map(({ message }) => message)

const good = { title: 'x', count: 1 }

describe('what is wrong with an input', () => {
  it.each<[unknown, string[]]>([
    [good, []],
    [{}, ['title: is needed', 'count: is needed']],
    [{ ...good, title: 5 }, ['title: must be text']],
    [{ ...good, title: null }, ['title: must be text']],
    [{ ...good, title: '' }, ['title: must not be empty']],
    [{ ...good, title: 'too long' }, ['title: must have at most 5 characters']],
    [{ ...good, count: '1' }, ['count: must be a number']],
    [{ ...good, count: Number.NaN }, ['count: must be a number']],
    [{ ...good, count: 1.5 }, ['count: must be a whole number']],
    [{ ...good, count: 0 }, ['count: must be at least 1']],
    [{ ...good, count: 10 }, ['count: must be at most 9']],
    [{ ...good, share: 0 }, ['share: must be above 0']],
    [{ ...good, pace: 'quick' }, ['pace: must be one of slow, fast']],
    [{ ...good, tags: 'a' }, ['tags: must be a list']],
    [{ ...good, tags: ['a', ''] }, ['tags.1: must not be empty']],
    [{ ...good, tags: ['a', 'b', 'c'] }, ['tags: must have at most 2 entries']],
    [{ ...good, done: 'yes' }, ['done: must be true or false']],
    [{ ...good, at: 'here' }, ['at: must be an object with fields']],
    [{ ...good, where: { lat: 91 } }, ['where.lat: must be at most 90']],
    [{ ...good, where: { lat: 'x' } }, ['where.lat: must be a number']],
    [{ ...good, where: 'far away' }, ['where: must have at most 3 characters']],
    [{ ...good, where: 5 }, ['where: is not of a kind that fits here']],
    [{ ...good, own: 'ab' }, ['own: is too short for a name']],
    [{ ...good, more: 1 }, ['there is no field “more”']],
    ['text', ['must be an object with fields']],
  ])('%j', (input, expected) => {
    expect(words(input)).toEqual(expected)
  })
})
