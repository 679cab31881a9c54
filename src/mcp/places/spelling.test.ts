import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold } from './fold.ts'
import { slipsAllowed, spellingDistance } from './spelling.ts'

describe('a folded name', () => {
  it.each([
    ['São  Tomé', 'sao tome'],
    ['Łódź', 'lodz'],
    ['Tromsø', 'tromso'],
    ["Xi'an", 'xian'],
    ['Washington, D.C.', 'washington dc'],
    ['Saint-Malo', 'st malo'],
    ['St. Louis', 'st louis'],
    ['Großglockner', 'grossglockner'],
  ])('of %s is %s', (name, key) => {
    expect(fold(name)).toBe(key)
  })

  it('stays as it is when folded again', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => fold(fold(text)) === fold(text)))
  })
})

describe('the distance of two spellings', () => {
  it.each([
    ['lisbon', 'lisbon', 0],
    ['lisbonn', 'lisbon', 1],
    ['lisbno', 'lisbon', 1],
    ['barcelna', 'barcelona', 1],
    ['paris', 'prague', 3],
  ])('%s and %s is %i', (a, b, slips) => {
    expect(spellingDistance(a, b, 2)).toBe(slips)
  })

  it('is the same both ways', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => spellingDistance(a, b, 3) === spellingDistance(b, a, 3)))
  })

  it('forgives nothing in short names', () => {
    expect([4, 5, 9, 10].map(slipsAllowed)).toEqual([0, 1, 1, 2])
  })
})
