import { expect, test } from 'vitest'
import { paletteScore } from './palette-score.ts'

const order = (typed: string, titles: string[]) =>
  titles
    .map((title) => ({ title, score: paletteScore(typed, title) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ title }) => title)

test('what begins with what was typed comes first; letters scattered over a title find nothing', () => {
  expect(order('conv', ['New conversation', 'Convert currency', 'Undo the latest change'])).toEqual([
    'Convert currency',
    'New conversation',
  ])
  expect(order('convert', ['New conversation', 'Convert currency'])).toEqual(['Convert currency'])
  expect(order('book', ['Budget summary', 'Reorder task'])).toEqual([])
})

test('words in any order, without accents; a description counts less than a title', () => {
  expect(paletteScore('currency conv', 'Convert currency')).toBe(0.8)
  expect(paletteScore('sao', 'São Paulo')).toBeGreaterThan(0.9)
  expect(paletteScore('rates', 'Convert currency', ['At today’s rates'])).toBe(0.3)
})
