import { expect, test } from 'vitest'
import { folded } from './folded.ts'

test.each([
  ['São Tomé', 'sao tome'],
  ['İSTANBUL', 'istanbul'],
  ['Čas', 'cas'],
  ['ﬁn', 'fin'],
  ['Łódź', 'łodz'],
  ['東京', '東京'],
  ['', ''],
])('%s is compared as %s', (text, key) => {
  expect(folded(text)).toBe(key)
  expect(folded(key)).toBe(key)
})
