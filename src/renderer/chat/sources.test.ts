import { expect, test } from 'vitest'
import { sourcesOf } from './sources.ts'

test('each source is named once, however deep it stands', () => {
  const output = {
    days: [{ stops: [{ source: 'built-in guide, check hours' }, { source: 'built-in guide' }] }],
    travel: [{ source: 'fare model' }],
  }
  expect(sourcesOf(output)).toEqual(['built-in guide', 'fare model'])
})

test('what the user wrote has no source to show', () => {
  expect(sourcesOf({ source: 'user' })).toEqual([])
  expect(sourcesOf(undefined)).toEqual([])
})
