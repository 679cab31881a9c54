import { describe, expect, test } from 'vitest'
import { readTable, tableNames } from '../requests/table.ts'
import { examplesOf } from './examples.ts'
import { featuresOf } from './features.ts'
import { weighed } from './gist.ts'
import { learn, likelihoods } from './weights.ts'

describe('weights', () => {
  test('are the same for the same examples', () => {
    const examples = examplesOf(readTable('own').slice(0, 60))
    expect(learn(examples)).toEqual(learn(examples))
  })

  test.each(tableNames().filter((name) => name.startsWith('blind')))(
    'learnt from the other tables know what most of %s is about',
    (name) => {
      const others = tableNames().filter((other) => other !== name)
      const weights = learn(others.flatMap((other) => examplesOf(readTable(other))))
      const unseen = examplesOf(readTable(name))
      const right = unseen.filter(({ features, intent }) => {
        const [likeliest] = [...likelihoods(weights, features)].sort(([, a], [, b]) => b - a)
        return likeliest?.[0] === intent
      })
      expect(right.length / unseen.length).toBeGreaterThan(0.8)
    },
  )

  test('give likelihoods that sum to 1, whatever is said', () => {
    const weights = learn(examplesOf(readTable('own').slice(0, 60)))
    for (const said of ['', 'constructor', 'plan a trip to __proto__', '🙂']) {
      const likely = likelihoods(weights, featuresOf(said, { trip: false, topic: 'none', first: true }))
      expect([...likely.values()].reduce((sum, value) => sum + value, 0)).toBeCloseTo(1)
    }
  })
})

test('quantities and dates count by their kind', () => {
  const situation = { trip: false, topic: 'none', first: true }
  expect(featuresOf('convert €20 on monday at 10:30', situation)).toEqual(
    expect.arrayContaining(['convert MONEY', 'on WEEKDAY', 'at TIME']),
  )
})

test('a score moves with the likelihood of its intent, by 15 points at most', () => {
  expect(weighed(60, undefined)).toBe(60)
  expect(weighed(60, 1)).toBe(75)
  expect(weighed(60, 0)).toBe(45)
})
